"""Dates, and the hours account."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, Greatest

from onward.core.access import Actor
from onward.jurisdictions.rules import ProgrammeDates
from onward.programmes import clock, dates, policies
from onward.programmes.dates import Period
from onward.programmes.enums import HourAnswerKind, LineState
from onward.programmes.ledger import Sums, sums
from onward.programmes.models import Extension, HourAnswer, HourEntry, Pause, Programme

OBJECT_WITHIN = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class CourseDates:
    """From when the months run and until when. `dates` is None before the start."""

    programme: Programme
    months: int
    weeks: int
    dates: ProgrammeDates | None
    periods: list[Period]
    pauses: list[Pause]
    extensions: list[Extension]
    counts_from_agreed_day: bool
    has_periods: bool


def course_dates(actor: Actor, programme: Programme, at: datetime) -> CourseDates | None:
    """The sum of a programme's dates, line by line; None for whoever may not see the programme."""
    if not policies.may_see_programme(actor, programme):
        return None
    pauses = list(programme.pauses.order_by("from_on", "pk"))
    extensions = list(programme.extensions.order_by("at", "pk"))
    months, weeks = dates.length_of(programme)
    today = clock.local_day(programme, at)
    return CourseDates(
        programme=programme,
        months=months,
        weeks=weeks,
        dates=dates.dates_of(programme, pauses, extensions, today),
        periods=dates.periods_of(programme),
        pauses=pauses,
        extensions=extensions,
        counts_from_agreed_day=programme.counts_from_agreed_day,
        has_periods=bool(programme.periods),
    )


# The hours account ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its corrections: what it says now, and what the candidate has said to it."""

    entry: HourEntry
    corrections: tuple[HourEntry, ...]
    minutes: int
    state: LineState
    answer: HourAnswer | None


@dataclass(frozen=True, slots=True)
class PeriodRoom:
    """A period of hours and what was delivered in it."""

    period: Period
    used: int

    @property
    def left(self) -> int:
        return self.period.minutes - self.used


@dataclass(frozen=True, slots=True)
class Account:
    """The hours account of a programme: lines newest first, and their sums."""

    programme: Programme
    lines: tuple[Line, ...]
    sums: Sums
    periods: tuple[PeriodRoom, ...]

    @property
    def disputed(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.state is LineState.DISPUTED)


def hours_account(actor: Actor, programme: Programme, at: datetime) -> Account | None:
    """All lines and sums; None for whoever may not see the programme."""
    if not policies.may_see_programme(actor, programme):
        return None
    entries = list(
        programme.hours.order_by("-held_on", "-booked_at", "-pk").prefetch_related(
            Prefetch("answers", HourAnswer.objects.order_by("-at", "-pk"))
        )
    )
    corrections: dict[uuid.UUID, list[HourEntry]] = {}
    for entry in reversed(entries):
        if entry.corrects_id is not None:
            corrections.setdefault(entry.corrects_id, []).append(entry)
    total = sums(entries, programme.minutes)
    lines = [_line(each, corrections.get(each.pk, []), at) for each in entries if each.corrects_id is None]
    rooms = [PeriodRoom(period, total.by_period.get(period.number, 0)) for period in dates.periods_of(programme)]
    return Account(programme, tuple(lines), total, tuple(rooms))


def _line(entry: HourEntry, corrections: list[HourEntry], at: datetime) -> Line:
    corrections.sort(key=lambda each: (each.booked_at, each.pk))
    said_on = max([entry.booked_at, *(each.booked_at for each in corrections)])
    # an answer to what the line said before it was corrected is no answer to what it says now
    answer = next((each for each in entry.answers.all() if each.at >= said_on), None)
    if answer is not None:
        state = LineState.CONFIRMED if answer.answer == HourAnswerKind.CONFIRMED else LineState.DISPUTED
    else:
        state = LineState.NOT_OBJECTED if at - said_on >= OBJECT_WITHIN else LineState.WAITING
    minutes = entry.minutes + sum(each.minutes for each in corrections)
    return Line(entry, tuple(corrections), minutes, state, answer)


def hour_entries(actor: Actor) -> QuerySet[HourEntry]:
    """Lines of the accounts this actor may see, without their corrections."""
    visible = Programme.objects.filter(policies.readable_programmes(actor))
    return HourEntry.objects.filter(programme__in=visible, corrects=None).select_related(
        "programme__office", "programme__order", "programme__candidate", "programme__counsellor"
    )


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A line that somebody still has to say something to: disputed, or not looked at yet.

    objects_until: until when silence leaves it open; from then on it counts as not objected to.
    """

    entry: HourEntry
    minutes: int
    state: LineState
    objects_until: datetime


def open_lines(actor: Actor, at: datetime) -> list[OpenLine]:
    """Lines in dispute, and lines of the last fourteen days without a word, the oldest first. One query."""
    since = at - OBJECT_WITHIN
    corrections = HourEntry.objects.filter(corrects=OuterRef("pk")).order_by()
    newest = corrections.values("corrects").annotate(at=Max("booked_at")).values("at")
    added = corrections.values("corrects").annotate(sum=Sum("minutes")).values("sum")
    answers = HourAnswer.objects.filter(entry=OuterRef("pk"), at__gte=OuterRef("said_on")).order_by("-at", "-pk")
    # asked line by line of this actor's people: everybody's lines and answers would be read otherwise
    lately = Exists(corrections.filter(booked_at__gt=since))
    disputed = Exists(HourAnswer.objects.filter(entry=OuterRef("pk"), answer=HourAnswerKind.DISPUTED))
    rows = (
        hour_entries(actor)
        .filter(Q(booked_at__gt=since) | lately | disputed)
        .annotate(said_on=Greatest("booked_at", Subquery(newest)), added=Coalesce(Subquery(added), 0))
        .annotate(said=Subquery(answers.values("answer")[:1]))
        .filter(Q(said=HourAnswerKind.DISPUTED) | Q(said=None, said_on__gt=since))
        .order_by("said_on", "pk")
    )
    return [
        OpenLine(
            entry=row,
            minutes=row.minutes + row.added,
            state=LineState.DISPUTED if row.said else LineState.WAITING,
            objects_until=row.said_on + OBJECT_WITHIN,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Room:
    """How many minutes can be booked on a day before anything is exceeded; `in_period` is None without periods."""

    of_package: int
    in_period: int | None
    period: int | None


def room_for_hours(actor: Actor, programme: Programme, on: date) -> Room | None:
    """What the booking page says before somebody books; None for whoever may not see the programme."""
    if not policies.may_see_programme(actor, programme):
        return None
    total = sums(programme.hours.all(), programme.minutes)
    number = dates.period_on(programme, on)
    room = {each.number: each.minutes for each in dates.periods_of(programme)}
    in_period = room[number] - total.by_period.get(number, 0) if number in room else None
    return Room(total.left, in_period, number)
