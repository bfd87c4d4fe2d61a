"""Sums of the hours account: those of its entries, added up one way for candidate, provider and employer."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from onward.programmes.enums import COUNTED, HourKind, Presence
from onward.programmes.models import EmployerHours, HourEntry

BESIDE = tuple(kind for kind in HourKind if kind not in COUNTED)


@dataclass(frozen=True, slots=True)
class Delivered:
    """Minutes of one kind in a month, or in a period where the law counts so. held: the days on which one met."""

    kind: HourKind
    month: date | None
    period: int | None
    minutes: int
    held: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class HoursRow:
    """A month or a period: minutes of each kind of `HoursTable.kinds`."""

    month: date | None
    period: int | None
    by_kind: tuple[tuple[HourKind, int], ...]

    @property
    def total(self) -> int:
        return sum(minutes for _kind, minutes in self.by_kind)


@dataclass(frozen=True, slots=True)
class HoursTable:
    """Delivered time as all three parties read it; after-care counts as individual."""

    kinds: tuple[HourKind, ...]
    rows: tuple[HoursRow, ...]
    delivered: tuple[tuple[HourKind, int], ...]
    bought: int
    beside: tuple[tuple[HourKind, int], ...]
    held_on: tuple[date, ...]

    @property
    def total(self) -> int:
        return sum(minutes for _kind, minutes in self.delivered)

    @property
    def left(self) -> int:
        """Below zero where more was delivered than bought."""
        return self.bought - self.total

    @property
    def by_period(self) -> bool:
        return any(row.period is not None for row in self.rows)


def table(lines: Iterable[Delivered], bought: int) -> HoursTable:
    """Add up what was delivered, row by row."""
    rows: dict[tuple[int, date], dict[HourKind, int]] = defaultdict(lambda: defaultdict(int))
    sums_of: dict[HourKind, int] = defaultdict(int)
    days: set[date] = set()
    for line in lines:
        sums_of[line.kind] += line.minutes
        if line.kind in COUNTED:
            rows[line.period or 0, line.month or date.min][line.kind] += line.minutes
            days.update(line.held)
    kinds = tuple(kind for kind in COUNTED if kind is HourKind.INDIVIDUAL or kind in sums_of)
    return HoursTable(
        kinds=kinds,
        rows=tuple(
            HoursRow(None if period else month, period or None, tuple((kind, found.get(kind, 0)) for kind in kinds))
            for (period, month), found in sorted(rows.items())
            if any(found.values())
        ),
        delivered=tuple((kind, sums_of.get(kind, 0)) for kind in kinds),
        bought=bought,
        beside=tuple((kind, sums_of[kind]) for kind in BESIDE if sums_of.get(kind)),
        held_on=tuple(sorted(days)),
    )


def of_employer(rows: Iterable[EmployerHours]) -> list[Delivered]:
    """From the view that the employer reads."""
    return [Delivered(HourKind(row.kind), row.month, row.period, row.minutes, tuple(row.days_held)) for row in rows]


def of_entries(entries: Iterable[HourEntry]) -> list[Delivered]:
    """From the entries themselves, corrections included: what the view says, said once more in Python."""
    found = list(entries)
    now: dict[object, int] = defaultdict(int)
    for entry in found:
        now[entry.corrects_id or entry.pk] += entry.minutes
    return [_delivered(entry, now[entry.pk]) for entry in found if entry.corrects_id is None and now[entry.pk]]


def _delivered(entry: HourEntry, minutes: int) -> Delivered:
    met = entry.presence == Presence.THERE and entry.kind in COUNTED
    return Delivered(
        kind=HourKind.INDIVIDUAL if entry.kind == HourKind.AFTERCARE else HourKind(entry.kind),
        month=entry.held_on.replace(day=1) if entry.period is None else None,
        period=entry.period,
        minutes=minutes,
        held=(entry.held_on,) if met else (),
    )


@dataclass(frozen=True, slots=True)
class Sums:
    """Minutes delivered: by kind, by period, and what counts towards the minutes bought."""

    bought: int
    by_kind: dict[str, int] = field(default_factory=dict)
    by_period: dict[int, int] = field(default_factory=dict)

    @property
    def used(self) -> int:
        return sum(self.by_kind.get(kind, 0) for kind in COUNTED)

    @property
    def left(self) -> int:
        """Below zero where more was delivered than bought."""
        return self.bought - self.used

    def room(self, period: int | None, of_period: int | None) -> int:
        """How many minutes more exceed neither what was bought nor the period."""
        if period is None or of_period is None:
            return self.left
        return min(self.left, of_period - self.by_period.get(period, 0))


def sums(entries: Iterable[HourEntry], bought: int) -> Sums:
    """Add up the lines of an account, corrections included."""
    by_kind: dict[str, int] = defaultdict(int)
    by_period: dict[int, int] = defaultdict(int)
    for entry in entries:
        by_kind[HourKind(entry.kind).value] += entry.minutes
        if entry.period is not None and entry.kind in COUNTED:
            by_period[entry.period] += entry.minutes
    return Sums(bought, dict(by_kind), dict(by_period))
