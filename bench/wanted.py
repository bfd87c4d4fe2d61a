"""What is wanted of speed and size, and whether it holds. The figures' meaning: docs of the budgets, and README."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bench.measure import Figures

STATEMENTS = 15
P95, P95_AT = 100, 10_000
P95_OF = {"counsellor: desk": 120, "candidate: free times": 80, "coordinator: team": 250}  # sixty people each
P95_OF_AT = 100_000
GROWTH, GROWTH_FROM, GROWTH_TO = 1.5, 10_000, 100_000
LIST_SECONDS = 5
MEGABYTES = 500
CALENDAR_SECONDS = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is wanted. holds: None where this run did not measure it."""

    wanted: str
    found: str
    holds: bool | None

    def __str__(self) -> str:
        said = {True: "holds", False: "FAILS", None: "not measured"}[self.holds]
        return f"{said:<13} {self.wanted:<72} {self.found}"


def lines(
    pages: Mapping[int, Sequence[Figures]],
    stored: Mapping[str, float] | None,
    memory: Mapping[str, float] | None,
    read: float | None,
) -> Iterator[Line]:
    every = [row for rows in pages.values() for row in rows]
    yield _worst(f"at most {STATEMENTS} statements on tables a page", every, "queries", STATEMENTS)
    yield _worst(f"p95 under {P95} ms at {P95_AT:,} programmes", pages.get(P95_AT, ()), "p95", P95)
    for name, limit in P95_OF.items():
        rows = [row for row in pages.get(P95_OF_AT, ()) if row.page == name]
        yield _worst(f"p95 of {name} under {limit} ms at {P95_OF_AT:,} programmes", rows, "p95", limit)
    yield _growth(pages)
    seconds = max(stored.values()) if stored else None
    yield _one(f"a list of 5,000 people read and stored in under {LIST_SECONDS} s", seconds, LIST_SECONDS, "s")
    yield _one(
        f"a calendar of 5 MB with 2,000 repeats read in under {CALENDAR_SECONDS} s", read, CALENDAR_SECONDS, "s"
    )
    total = sum(memory.values()) if memory else None
    yield _one(f"web, worker and database together under {MEGABYTES} MB (PSS)", total, MEGABYTES, "MB")


def _worst(wanted: str, rows: Sequence[Figures], name: str, limit: float) -> Line:
    if not rows:
        return Line(wanted, "", None)
    over = [row for row in rows if getattr(row, name) > limit]
    shown = over or [max(rows, key=lambda row: getattr(row, name))]
    return Line(wanted, ", ".join(f"{row.page} {getattr(row, name):.0f}" for row in shown), not over)


def _growth(pages: Mapping[int, Sequence[Figures]]) -> Line:
    wanted = f"p95 grows by less than {GROWTH} from {GROWTH_FROM:,} to {GROWTH_TO:,} programmes"
    if not {GROWTH_FROM, GROWTH_TO} <= pages.keys():
        return Line(wanted, "", None)
    both = zip(pages[GROWTH_FROM], pages[GROWTH_TO], strict=True)
    grown = {small.page: growth(small, large) for small, large in both}
    over = {page: by for page, by in grown.items() if by >= GROWTH}
    shown = over or {max(grown, key=grown.__getitem__): max(grown.values())}
    return Line(wanted, ", ".join(f"{page} {by:.2f}" for page, by in shown.items()), not over)


def growth(small: Figures, large: Figures) -> float:
    """How much longer a page takes in the larger house, the machine's own pace taken out: minutes lie between both."""
    return (large.p95 / large.pace) / (small.p95 / small.pace)


def _one(wanted: str, found: float | None, limit: float, unit: str) -> Line:
    return Line(wanted, "" if found is None else f"{found:.1f} {unit}", None if found is None else found < limit)
