"""The team: contact with everybody, who is away, load against hours, first words, and answers that did not come."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from onward.accounts.models import Person
from onward.core.access import Actor
from onward.counselling import selectors as counselling
from onward.counselling.selectors import Reach, Row
from onward.programmes import selectors as programmes
from onward.programmes.enums import State
from onward.programmes.models import HandOver
from onward.programmes.selectors import Load
from onward.scheduling import selectors as scheduling
from onward.scheduling.models import Absence

AHEAD = timedelta(weeks=6)
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Member:
    """One counsellor. reaches: her people as this coordinator sees them. absence: the one that is on, or the next."""

    load: Load
    reaches: list[Reach]
    absence: Absence | None
    is_away: bool
    hand_over: HandOver | None

    @property
    def person(self) -> Person:
        return self.load.person

    @property
    def late(self) -> int:
        """Who has waited longer than agreed since the last talk."""
        return sum(each.is_late and each.has_talked for each in self.reaches)

    @property
    def longest(self) -> int:
        return max((each.waited for each in self.reaches if each.has_talked and each.ratio), default=0)

    @property
    def unheard(self) -> int:
        """Who waits for a first word."""
        return sum(not each.has_talked for each in self.reaches)

    @property
    def unheard_late(self) -> int:
        return sum(not each.has_talked and each.is_late for each in self.reaches)

    @property
    def undecided(self) -> int:
        """Who has not said yes or no."""
        return sum(each.state == State.INVITED for each in self.reaches)

    @property
    def last_day(self) -> datetime | None:
        """A moment of the last day of the absence: it ends at midnight."""
        return self.absence.ends_at - timedelta(seconds=1) if self.absence else None

    @property
    def is_left_alone(self) -> bool:
        """She is away, and people still wait for her."""
        return self.is_away and bool(self.reaches)

    @property
    def may_go_back(self) -> bool:
        """She was away, and nothing says that she still is."""
        return self.hand_over is not None and not self.is_away


@dataclass(frozen=True, slots=True)
class Team:
    """members: by name. rows: who has had least, over the team or of one counsellor. of: that counsellor."""

    members: list[Member]
    rows: list[Row]
    number: int
    late: int
    nobody: int
    of: Person | None

    @property
    def left_alone(self) -> list[Member]:
        return [each for each in self.members if each.is_left_alone]

    @property
    def away(self) -> list[Member]:
        return [each for each in self.members if each.is_away]

    @property
    def coming_back(self) -> list[Member]:
        return [each for each in self.members if each.may_go_back]


def team(actor: Actor, at: datetime, *, of: uuid.UUID | None = None, most: int | None = SHOWN) -> Team:
    """The team of the coordinator's office, and whoever helps people of it from elsewhere. Six statements."""
    reaches = counselling.reaches(actor, at)
    by_counsellor: dict[uuid.UUID | None, list[Reach]] = defaultdict(list)
    for reach in reaches:
        by_counsellor[reach.counsellor].append(reach)
    members = _members(actor, at, by_counsellor)
    chosen = next((each for each in members if each.person.pk == of), None)
    wanted = sorted(chosen.reaches if chosen else reaches, key=lambda each: each.turn)
    shown = wanted if chosen else wanted[:most]
    return Team(
        members=members,
        rows=counselling.rows_of(actor, [each.programme for each in shown], at),
        number=len(reaches),
        late=sum(each.is_late for each in reaches),
        nobody=len(by_counsellor.get(None, ())),
        of=chosen.person if chosen else None,
    )


def _members(actor: Actor, at: datetime, reaches: Mapping[uuid.UUID | None, list[Reach]]) -> list[Member]:
    handed = {each.away_id: each for each in programmes.hand_overs(actor)}
    known = {
        *(key for key in reaches if key),
        *(key for key, each in handed.items() if getattr(each, "of_mine", False)),
    }
    loads = programmes.loads(actor, office=actor.office_id, also=known)
    keys = [each.person.pk for each in loads]
    absences = _first_of(scheduling.absences(actor, keys, at, at + AHEAD))
    return [
        Member(
            load=load,
            reaches=reaches.get(key, []),
            absence=absences.get(key),
            is_away=key in absences and absences[key].starts_at <= at,
            hand_over=handed.get(key),
        )
        for key, load in zip(keys, loads, strict=True)
    ]


def _first_of(absences: Iterable[Absence]) -> dict[uuid.UUID, Absence]:
    """The absence that lasts longest of those that are on, else the next one."""
    found: dict[uuid.UUID, Absence] = {}
    for absence in absences:
        known = found.get(absence.person_id)
        if known is None or (absence.starts_at <= known.starts_at and absence.ends_at > known.ends_at):
            found[absence.person_id] = absence
    return found
