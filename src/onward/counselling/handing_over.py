"""Whom to ask to help the people of somebody who is away: by language, place and load, with the reasons. Pure."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum


class Near(IntEnum):
    """How near a colleague works to the office that serves somebody."""

    OFFICE = 1
    TOWN = 2
    COUNTRY = 3
    FAR = 4


@dataclass(frozen=True, slots=True)
class Place:
    office: uuid.UUID
    town: str
    country: str


@dataclass(frozen=True, slots=True)
class Seeker:
    """Somebody who is to be helped meanwhile. weekly: meetings a week by the rhythm. left: whom she chose to leave."""

    key: uuid.UUID
    language: str
    place: Place
    weekly: float
    left: frozenset[uuid.UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who could help. asked: meetings a week that her own people need. room: how many her hours hold."""

    key: uuid.UUID
    name: str
    languages: frozenset[str]
    places: tuple[Place, ...]
    asked: float
    room: float


@dataclass(frozen=True, slots=True)
class Fit:
    """How one colleague would suit one person, were she asked now. asked: with this person."""

    colleague: Colleague
    speaks: bool
    near: Near
    asked: float

    @property
    def has_room(self) -> bool:
        return self.asked <= self.colleague.room

    @property
    def turn(self) -> tuple:
        """Language, country, room, then place and the lightest load."""
        far = self.near is Near.FAR
        load = self.asked / self.colleague.room if self.colleague.room else float("inf")
        return (not self.speaks, far, not self.has_room, self.near, load, self.colleague.name, str(self.colleague.key))


def fits(seeker: Seeker, colleagues: Iterable[Colleague], given: dict[uuid.UUID, float]) -> list[Fit]:
    """Every colleague, the best first; never one whom the person has chosen to leave. given: what was given before."""
    found = [
        Fit(
            each,
            seeker.language in each.languages,
            near(seeker.place, each.places),
            each.asked + given.get(each.key, 0) + seeker.weekly,
        )
        for each in colleagues
        if each.key not in seeker.left
    ]
    return sorted(found, key=lambda fit: fit.turn)


def near(place: Place, places: Iterable[Place]) -> Near:
    ranks = [_near(place, other) for other in places]
    return min(ranks, default=Near.FAR)


def _near(one: Place, other: Place) -> Near:
    if one.office == other.office:
        return Near.OFFICE
    if one.country != other.country:
        return Near.FAR
    return Near.TOWN if one.town == other.town else Near.COUNTRY


def propose(seekers: Sequence[Seeker], colleagues: Sequence[Colleague]) -> dict[uuid.UUID, list[Fit]]:
    """For each person the colleagues, the proposed one first; what one is given counts for the next.

    Whose language few speak is placed first. Where nobody speaks it, the nearest with room is proposed all the same:
    the fit says so, and the coordinator decides.
    """

    def choice(seeker: Seeker) -> tuple:
        speaking = sum(seeker.language in each.languages for each in colleagues)
        return (speaking, -seeker.weekly, str(seeker.key))

    given: dict[uuid.UUID, float] = {}
    found = {}
    for seeker in sorted(seekers, key=choice):
        found[seeker.key] = fits(seeker, colleagues, given)
        if found[seeker.key]:
            best = found[seeker.key][0].colleague.key
            given[best] = given.get(best, 0) + seeker.weekly
    return found
