"""What waits, for whom and since when. Apps register what they know of; the counsellor's desk shows it.

A contributor takes `Around` and gives `Waits`: dates and names alone, never a word that was said in confidence.
"""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum, IntEnum
from typing import Any, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from onward.core.access import Actor

Found = TypeVar("Found")


class Whom(Enum):
    ME = "me"
    CANDIDATE = "candidate"


class Press(IntEnum):
    """The order of a list: somebody waits to hear from me, then a day that has come, then paper."""

    PERSON = 1
    DAY = 2
    PAPER = 3


class Told(NamedTuple):
    """A line in words. title leads to url."""

    title: str
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Waits:
    """One line. since: since when it waits, or the day it is promised for; the words say it. name: of whom or what.

    programme: None where it concerns no candidate. tell: puts it into words; asked of the few lines that are shown.
    """

    whom: Whom
    programme: uuid.UUID | None
    since: datetime | date
    name: str
    tell: Callable[[], Told]
    press: Press = Press.PAPER
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Around:
    """Who looks, when and where. What several contributors need is read once."""

    actor: Actor
    at: datetime
    zone: ZoneInfo
    language: str
    kept: dict[str, Any] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return self.at.astimezone(self.zone).date()

    def once(self, name: str, read: Callable[[], Found]) -> Found:
        if name not in self.kept:
            self.kept[name] = read()
        found: Found = self.kept[name]
        return found


Contributor = Callable[[Around], Iterable[Waits]]
_contributors: list[Contributor] = []


def contributes(contributor: Contributor) -> Contributor:
    """Register. Each app does so in its `waits` module, which its config imports."""
    if contributor not in _contributors:
        _contributors.append(contributor)
    return contributor


def gather(around: Around, whom: Whom | None = None) -> list[Waits]:
    """Everything that waits, the most pressing first, then the oldest, then by name."""
    found = [each for contributor in _contributors for each in contributor(around)]
    kept = [each for each in found if whom in {None, each.whom}]
    return sorted(kept, key=lambda each: (each.press, _day(each.since, around.zone), each.name))


def _day(since: datetime | date, zone: ZoneInfo) -> date:
    return since.astimezone(zone).date() if isinstance(since, datetime) else since
