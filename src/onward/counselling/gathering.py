"""What apps above know that a counsellor wants to have read before a meeting; they contribute here and are only asked.

A contributor gets the actor, the programme (with its office) and the day, applies its own policy, and gives points.
One query each: the sheet is read in the minute before a talk.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onward.core.access import Actor
from onward.programmes.models import Programme


class Place(StrEnum):
    """Under which heading a point stands."""

    SEARCH = "search"
    DATES = "dates"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Point:
    """One line. day: when it is, or since when."""

    place: Place
    words: str
    day: date | None = None


Contributor = Callable[[Actor, Programme, date], Iterable[Point]]
_contributors: dict[str, Contributor] = {}


def contributes(contributor: Contributor) -> Contributor:
    """Decorates a contributor; its module is imported by its app in `ready`."""
    _contributors[f"{contributor.__module__}.{contributor.__qualname__}"] = contributor
    return contributor


def gather(actor: Actor, programme: Programme, on: date) -> list[Point]:
    """All points of all contributors, the nearest day first, those without a day last."""
    found = [point for key in sorted(_contributors) for point in _contributors[key](actor, programme, on)]
    return sorted(found, key=lambda point: (point.day is None, point.day or on, point.words))
