"""`make bench`: the table of pages at two sizes, the list, and what grew. Own throw-away database server."""

import argparse
import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000], help="programmes; 100000 on request")
    parser.add_argument("--no-list", action="store_true", help="leave the list of 5,000 people out")
    wanted = parser.parse_args()
    from bench.server import database  # noqa: PLC0415 -- app ready: settings come from the server that starts here

    figures = {}
    for size in wanted.sizes:
        with database():
            figures[size] = measured(size)
    report(figures)
    if not wanted.no_list:
        report_list()


def measured(size: int) -> list:
    from django.db import connection  # noqa: PLC0415 -- app ready: after the settings

    from bench.generate import build  # noqa: PLC0415 -- app ready: after the settings
    from bench.pages import measure_all  # noqa: PLC0415 -- app ready: after the settings

    began = time.perf_counter()
    provider = build(size)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{size:>7} programmes written in {time.perf_counter() - began:.1f} s", flush=True)
    return measure_all(provider)


def report(figures: dict) -> None:
    sizes = sorted(figures)
    print(f"\n{'page':<36}" + "".join(f"{'q':>5}{'p50':>8}{'p95':>8}{'kB':>7}   " for _ in sizes) + "growth of p95")
    print(" " * 36 + "".join(f"{f'at {size:,}':>28}   " for size in sizes))
    for rows in zip(*(figures[size] for size in sizes), strict=True):
        parts = "".join(f"{row.queries:>5}{row.p50:>8.1f}{row.p95:>8.1f}{row.size_kb:>7.0f}   " for row in rows)
        growth = f"{rows[-1].p95 / rows[0].p95:.2f}" if len(rows) > 1 else ""
        print(f"{rows[0].page:<36}{parts}{growth:>13}")
    print("q: statements on tables. p50, p95: server time in ms, warm, one request at a time.")


def report_list() -> None:
    from bench.lists import as_csv, as_xlsx, seconds  # noqa: PLC0415 -- app ready: after the settings

    took = {name: seconds(content, f"people.{name}") for name, content in (("csv", as_csv()), ("xlsx", as_xlsx()))}
    print(f"\n5,000 people read: CSV {took['csv']:.1f} s, XLSX {took['xlsx']:.1f} s")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onward.config.settings.test")
    main()
