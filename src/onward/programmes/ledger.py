"""Sums of the hours account. They are always the sums of its entries: nothing else is kept."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from onward.programmes.enums import COUNTED, HourKind
from onward.programmes.models import HourEntry


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

    @property
    def beside(self) -> dict[str, int]:
        """Hours that do not count towards those bought: preparation, and talks with the employer."""
        return {kind: minutes for kind, minutes in self.by_kind.items() if kind not in COUNTED and minutes}

    @property
    def beside_words(self) -> list[tuple[str, int]]:
        """The same with the kinds in words, for a page."""
        return [(HourKind(kind).label, minutes) for kind, minutes in sorted(self.beside.items())]


def sums(entries: Iterable[HourEntry], bought: int) -> Sums:
    """Add up the lines of an account, corrections included."""
    by_kind: dict[str, int] = defaultdict(int)
    by_period: dict[int, int] = defaultdict(int)
    for entry in entries:
        by_kind[HourKind(entry.kind).value] += entry.minutes
        if entry.period is not None and entry.kind in COUNTED:
            by_period[entry.period] += entry.minutes
    return Sums(bought, dict(by_kind), dict(by_period))
