"""The coordinator's page: what is late and who can help, the clocks, what orders wait for, and who has room."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from onward.accounts.models import Person
from onward.core.access import Actor
from onward.counselling import selectors as counselling
from onward.counselling.selectors import Rhythm
from onward.desks.enums import Urgent
from onward.programmes import selectors as programmes
from onward.programmes.enums import OrdersWait
from onward.programmes.models import HourEntry, Programme
from onward.programmes.selectors import Load, OrdersWaiting, Running, Waiting
from onward.scheduling import selectors as scheduling

WEEK = timedelta(days=7)
HOUR = 60
SHOWN = 6


@dataclass(frozen=True, slots=True)
class Colleague:
    """A counsellor of the office and the coming seven days: minutes booked, of how many; away until when, if away."""

    load: Load
    booked: int
    away_until: datetime | None
    rhythm: Rhythm

    @property
    def person(self) -> Person:
        return self.load.person

    @property
    def weekly(self) -> int:
        return (self.load.weekly_hours or 0) * HOUR

    @property
    def last_day_away(self) -> datetime | None:
        """A moment of the last day of an absence: it ends at midnight."""
        return self.away_until - timedelta(seconds=1) if self.away_until else None

    @property
    def room(self) -> int:
        """Minutes left; below zero where more is booked than there is."""
        return self.weekly - self.booked

    @property
    def can_help(self) -> bool:
        return self.away_until is None and self.room > 0

    def speaks(self, language: str) -> bool:
        profile = getattr(self.person, "staff_profile", None)
        return profile is not None and language in profile.languages


@dataclass(frozen=True, slots=True)
class Undecided:
    """Somebody who was invited and has not said yes or no. call: one is on somebody's list."""

    programme: Programme
    call: bool


@dataclass(frozen=True, slots=True)
class Office:
    """clocks: who waits for a first word, the latest first. shown: the first of them, with what was done so far.

    first: whose promise the panel is about. colleagues: by room left.
    """

    clocks: list[Running]
    shown: list[Waiting]
    first: Waiting | None
    orders: list[OrdersWaiting]
    colleagues: list[Colleague]
    undecided: list[Undecided]
    has_more_undecided: bool
    disputed: list[HourEntry]
    late: list[Running] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "late", [each for each in self.clocks if each.is_late])

    @property
    def urgent(self) -> Urgent:
        """What the panel is about: the promise that was broken, then the one that will be, then what is forgotten."""
        first = self.first
        if first is not None and first.clock.is_late:
            return Urgent.LATE if first.programme.counsellor_id else Urgent.LATE_NOBODY
        if first is not None:
            return Urgent.NOBODY
        if self.orders and self.orders[0].kind is OrdersWait.NOT_TICKED:
            return Urgent.NOT_TICKED
        if self.orders and self.orders[0].kind is OrdersWait.NO_COUNSELLOR:
            return Urgent.NO_COUNSELLOR
        return Urgent.NOTHING

    @property
    def helper(self) -> Colleague | None:
        """Who has most room and is here, of those who speak the person's language if there are any."""
        first = self.first
        if first is None:
            return None
        language, own = first.programme.candidate.language, first.programme.counsellor_id
        free = [each for each in self.colleagues if each.can_help and each.person.pk != own]
        return next(iter([each for each in free if each.speaks(language)] or free), None)


def coordinator(actor: Actor, at: datetime, *, most: int | None = None) -> Office:
    """The office at this moment, with so many of the clocks. Twelve statements, however many there are."""
    clocks = programmes.running(actor, at)
    first = _first(clocks)
    keys = [each.programme for each in clocks[:most]]
    waiting = programmes.waiting(actor, at, {*keys, *([first.programme] if first else [])})
    known = {each.programme.pk: each for each in waiting}
    undecided = _undecided(actor)
    return Office(
        clocks=clocks,
        shown=[known[key] for key in keys if key in known],
        first=known.get(first.programme) if first else None,
        orders=programmes.orders_waiting(actor, at),
        colleagues=_colleagues(actor, at),
        undecided=undecided[:SHOWN],
        has_more_undecided=len(undecided) > SHOWN,
        disputed=_disputed(actor),
    )


def _first(clocks: Sequence[Running]) -> Running | None:
    """Late without a counsellor, late with one, or waiting without one."""
    late, without = [each for each in clocks if each.is_late], [each for each in clocks if not each.counsellor]
    late_without = [each for each in late if not each.counsellor]
    return next(iter([*late_without, *late, *without]), None)


def _undecided(actor: Actor) -> list[Undecided]:
    """One more than is shown, to know whether there are more."""
    calls = counselling.waiting_calls(actor).filter(programme=OuterRef("pk")).order_by()
    rows = programmes.undecided(actor).annotate(called=Exists(calls))
    return [Undecided(each, each.called) for each in rows[: SHOWN + 1]]


def _disputed(actor: Actor) -> list[HourEntry]:
    """Asked of the few lines that somebody ever called not right; on most days there is none."""
    keys = programmes.ever_disputed(actor)
    return list(programmes.disputed_lines(actor).filter(pk__in=keys)[: SHOWN + 1]) if keys else []


def _colleagues(actor: Actor, at: datetime) -> list[Colleague]:
    loads = programmes.loads(actor, office=actor.office_id)
    people = [load.person.pk for load in loads]
    booked = scheduling.booked_minutes(actor, people, since=at, until=at + WEEK)
    away = scheduling.away(actor, people, at)
    rhythms = counselling.rhythms(actor, people, at)
    found = [_colleague(load, booked, away, rhythms) for load in loads]
    return sorted(found, key=lambda each: (each.away_until is not None, -each.room, each.person.sort_key))


def _colleague(
    load: Load,
    booked: Mapping[uuid.UUID, int],
    away: Mapping[uuid.UUID, datetime],
    rhythms: Mapping[uuid.UUID, Rhythm],
) -> Colleague:
    key = load.person.pk
    return Colleague(load, booked.get(key, 0), away.get(key), rhythms.get(key, Rhythm()))
