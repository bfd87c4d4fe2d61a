"""`make bench`: pages by size, the list, memory, and whether what is wanted holds. Has a server of its own."""

import argparse
import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000], help="programmes; 100000 on request")
    parser.add_argument("--people", type=int, default=200, help="how many people open each page")
    parser.add_argument("--only", default="", help="pages whose name has this part")
    parser.add_argument("--no-list", action="store_true", help="leave the list of 5,000 people out")
    parser.add_argument("--no-memory", action="store_true", help="leave the memory of a running installation out")
    parser.add_argument("--no-calendar", action="store_true", help="leave the outside calendar of 5 MB out")
    given = parser.parse_args()
    from bench.memory import megabytes  # noqa: PLC0415 -- app ready: the path to our code is set above

    memory = None if given.no_memory else megabytes()
    from bench.server import database  # noqa: PLC0415 -- app ready: settings come from the server that starts here

    pages, stored = {}, None
    for size in sorted(given.sizes):
        with database():
            pages[size], provider = measured(size, given)
            if stored is None and not given.no_list:
                stored = list_seconds(provider)
        report(pages)  # after every size: a hundred thousand programmes take a while
    if stored:
        print("\n5,000 people read and stored: " + ", ".join(f"{name} {took:.1f} s" for name, took in stored.items()))
    read = None if given.no_calendar else calendar_seconds()
    if memory:
        print("memory (PSS): " + ", ".join(f"{name} {found:.0f} MB" for name, found in sorted(memory.items())))
    return judge(pages, stored, memory, read)


def calendar_seconds() -> float:
    from bench.calendars import read_seconds  # noqa: PLC0415 -- app ready: after the settings

    return read_seconds()


def measured(size: int, given: argparse.Namespace) -> tuple[list, object]:
    from django.db import connection  # noqa: PLC0415 -- app ready: after the settings

    from bench.generate import build  # noqa: PLC0415 -- app ready: after the settings
    from bench.pages import measure_all  # noqa: PLC0415 -- app ready: after the settings

    began = time.perf_counter()
    provider = build(size)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")  # as autovacuum leaves a database that was filled in years
    print(f"{size:>7} programmes written in {time.perf_counter() - began:.1f} s", flush=True)
    return measure_all(provider, given.people, given.only), provider


def report(figures: dict) -> None:
    from bench.wanted import growth  # noqa: PLC0415 -- app ready: after the settings

    sizes = sorted(figures)
    heads = f"{'q':>5}{'rows':>7}{'p50':>8}{'p95':>8}{'kB':>6}{'pace':>6}   "
    best = min(row.pace for rows in figures.values() for row in rows)
    print(f"\n{'page':<36}" + heads * len(sizes) + "growth of p95")
    print(" " * 36 + "".join(f"{f'at {size:,}':>40}   " for size in sizes))
    for rows in zip(*(figures[size] for size in sizes), strict=True):
        parts = "".join(
            f"{row.queries:>5}{row.rows:>7}{row.p50:>8.1f}{row.p95:>8.1f}{row.size_kb:>6.0f}{row.pace / best:>6.1f}   "
            for row in rows
        )
        grown = f"{growth(rows[0], rows[-1]):.2f}" if len(rows) > 1 else ""
        print(f"{rows[0].page:<36}{parts}{grown:>13}")
    print("q: statements on tables, the most that anybody's page took. rows: rows that PostgreSQL read from tables")
    print("   for the page, by scan or by index, whether it then showed them or not; the most of ten people.")
    print(
        f"pace: a piece of work that never changes took so many times the {best:.1f} ms of its best page: above 1.2,"
    )
    print("   something else was on the machine, and the times beside it say little. growth: with the pace taken out.")
    print(
        "p50, p95: server time in ms, warm, one request at a time; the least of three rounds where one was over.",
        flush=True,
    )


def list_seconds(provider) -> dict[str, float]:
    from bench.lists import as_csv, as_xlsx, stored_seconds  # noqa: PLC0415 -- app ready: after the settings

    kinds = (("CSV", as_csv(), "people.csv"), ("XLSX", as_xlsx(), "people.xlsx"))
    return {
        kind: stored_seconds(provider.sponsors[place]["id"], content, name)
        for place, (kind, content, name) in enumerate(kinds)
    }


def judge(pages: dict, stored: dict | None, memory: dict | None, read: float | None) -> int:
    """Say of every wanted line whether it holds; 1 where one does not."""
    from bench.wanted import lines  # noqa: PLC0415 -- app ready: after the settings

    found = list(lines(pages, stored, memory, read))
    print("\nWanted")
    for line in found:
        print(line)
    return int(any(line.holds is False for line in found))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onward.config.settings.test")
    sys.exit(main())
