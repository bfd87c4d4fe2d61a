"""The hours account: line by line, its sums, and what somebody still has to say something to."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeAlias, TypedDict

from django.db.models import Exists, Max, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, Greatest

from onward.core.access import Actor
from onward.core.packing import packed, unpacked
from onward.programmes import clock, dates, policies
from onward.programmes.dates import Period
from onward.programmes.enums import HourAnswerKind, HourKind, LineState, Presence
from onward.programmes.ledger import HoursTable, Sums, of_entries, sums, table
from onward.programmes.models import HourAnswer, HourEntry, HourReply, Programme

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class Said(TypedDict):
    """What a line says now, since when, and what was said to it. For the type checker."""

    said_at: datetime
    until: date
    added: int
    said: str | None
    answered_at: datetime | None
    is_answered: bool


SaidLine: TypeAlias = "WithAnnotations[HourEntry, Said]"


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its corrections: what it says now, what the candidate has said to it, and what was answered.

    until: the last day before silence counts as let pass. by_phone: a counsellor entered the answer.
    """

    entry: HourEntry
    corrections: tuple[HourEntry, ...]
    minutes: int
    state: LineState
    answer: HourAnswer | None
    reply: HourReply | None
    until: date
    by_phone: bool

    @property
    def is_beyond(self) -> bool:
        return self.entry.beyond or any(each.beyond for each in self.corrections)


@dataclass(frozen=True, slots=True)
class PeriodRoom:
    """A period of hours and what was delivered in it. lapsed: what was not used by its last day."""

    period: Period
    used: int
    is_over: bool

    @property
    def left(self) -> int:
        return self.period.minutes - self.used

    @property
    def lapsed(self) -> int:
        return max(self.left, 0) if self.is_over else 0


@dataclass(frozen=True, slots=True)
class Account:
    """The hours account of a programme: lines newest first, and their sums. table: what all three parties read."""

    programme: Programme
    lines: tuple[Line, ...]
    sums: Sums
    table: HoursTable
    periods: tuple[PeriodRoom, ...]

    @property
    def disputed(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.state is LineState.DISPUTED)

    @property
    def left(self) -> int:
        """What can still be used: of what was bought, without what has lapsed with a period."""
        return self.sums.left - sum(room.lapsed for room in self.periods)

    @property
    def aftercare(self) -> int:
        """How much of the individual hours was after-care: for candidate and provider, never for the employer."""
        return self.sums.by_kind.get(HourKind.AFTERCARE.value, 0)


def hours_account(actor: Actor, programme: Programme, at: datetime) -> Account | None:
    """All lines and sums; None for whoever may not see the programme."""
    if not policies.may_see_programme(actor, programme):
        return None
    return accounts_of([programme], at)[0]


def accounts_of(programmes: Iterable[Programme], at: datetime) -> list[Account]:
    """The accounts of programmes that somebody may see, in their order. One query, however many there are."""
    wanted = list(programmes)
    entries: dict[uuid.UUID, list[HourEntry]] = defaultdict(list)
    of_this = {"entry": OuterRef("pk")}
    rows = HourEntry.objects.filter(programme__in=[each.pk for each in wanted]).annotate(
        answers_given=packed(HourAnswer.objects.filter(**of_this).order_by("-at", "-pk")),
        replies_given=packed(HourReply.objects.filter(**of_this).order_by("-at", "-pk")),
    )
    for entry in rows.order_by("-held_on", "-booked_at", "-pk"):
        entries[entry.programme_id].append(entry)
    return [_account(each, entries[each.pk], at) for each in wanted]


def _is_dispute(answer: HourAnswer) -> bool:
    return answer.answer == HourAnswerKind.DISPUTED


def _account(programme: Programme, entries: list[HourEntry], at: datetime) -> Account:
    corrections: dict[uuid.UUID, list[HourEntry]] = defaultdict(list)
    for entry in reversed(entries):
        if entry.corrects_id is not None:
            corrections[entry.corrects_id].append(entry)
    today = clock.local_day(programme, at)
    total = sums(entries, programme.minutes)
    lines = [_line(programme, each, corrections[each.pk], today) for each in entries if each.corrects_id is None]
    rooms = [
        PeriodRoom(period, total.by_period.get(period.number, 0), period.to_on < today)
        for period in dates.periods_of(programme)
    ]
    return Account(programme, tuple(lines), total, table(of_entries(entries), programme.minutes), tuple(rooms))


def _line(programme: Programme, entry: Any, corrections: list[HourEntry], today: date) -> Line:
    corrections.sort(key=lambda each: (each.booked_at, each.pk))
    said = [entry, *corrections]
    said_at = max(each.booked_at for each in said)
    until = max(each.answer_until for each in said)
    # an answer to what the line said before it was corrected is no answer to what it says now
    answers, replies = unpacked(HourAnswer, entry.answers_given), unpacked(HourReply, entry.replies_given)
    answer = next((each for each in answers if each.at >= said_at), None)
    reply = next((each for each in replies if answer and each.at >= answer.at and _is_dispute(answer)), None)
    return Line(
        entry=entry,
        corrections=tuple(corrections),
        minutes=sum(each.minutes for each in said),
        state=_state(entry, answer, reply, until, today),
        answer=answer,
        reply=reply,
        until=until,
        by_phone=answer is not None and answer.by != programme.candidate_id,
    )


def _state(
    entry: HourEntry, answer: HourAnswer | None, reply: HourReply | None, until: date, today: date
) -> LineState:
    if answer is None:
        if entry.presence == Presence.WITHOUT:
            return LineState.NOT_ASKED
        return LineState.WAITING if today <= until else LineState.LET_PASS
    if not _is_dispute(answer):
        return LineState.CONFIRMED
    return LineState.ANSWERED if reply else LineState.DISPUTED


def hour_entries(actor: Actor) -> QuerySet[HourEntry]:
    """Lines of the accounts this actor may see, without their corrections."""
    visible = Programme.objects.filter(policies.readable_programmes(actor))
    return HourEntry.objects.filter(programme__in=visible, corrects=None).select_related(
        "programme__office", "programme__order", "programme__candidate", "programme__counsellor"
    )


def line_of(actor: Actor, entry: HourEntry, at: datetime) -> Line | None:
    """One line with all that was said to it; None for whoever may not see it."""
    account = hours_account(actor, entry.programme, at)
    return next((line for line in account.lines if line.entry.pk == entry.pk), None) if account else None


def disputed_lines(actor: Actor) -> QuerySet[SaidLine]:
    """Lines called not right that nobody has settled, oldest first: for whoever sees to a whole office."""
    disputed = HourAnswer.objects.filter(answer=HourAnswerKind.DISPUTED).values("entry")
    rows = _said_to(hour_entries(actor).filter(pk__in=disputed))
    return rows.filter(said=HourAnswerKind.DISPUTED, is_answered=False).order_by("said_at", "pk")


def _said_to(rows: QuerySet[HourEntry]) -> QuerySet[SaidLine]:
    """With what each line says now, since when, and what was said to it."""
    corrections = HourEntry.objects.filter(corrects=OuterRef("pk")).order_by().values("corrects")
    answers = HourAnswer.objects.filter(entry=OuterRef("pk"), at__gte=OuterRef("said_at")).order_by("-at", "-pk")
    replies = HourReply.objects.filter(entry=OuterRef("pk"), at__gte=OuterRef("answered_at"))
    return rows.annotate(
        said_at=Greatest("booked_at", Subquery(corrections.annotate(at=Max("booked_at")).values("at"))),
        until=Greatest("answer_until", Subquery(corrections.annotate(on=Max("answer_until")).values("on"))),
        added=Coalesce(Subquery(corrections.annotate(sum=Sum("minutes")).values("sum")), 0),
        said=Subquery(answers.values("answer")[:1]),
        answered_at=Subquery(answers.values("at")[:1]),
        is_answered=Exists(replies),
    )


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


@dataclass(frozen=True, slots=True)
class Given:
    """An hour that a counsellor gave. is_theirs: the candidate still is, so that a name may stand with it."""

    entry: HourEntry
    minutes: int
    is_theirs: bool

    @property
    def reference(self) -> str:
        return reference_of(self.entry.programme)


def given_hours(actor: Actor, since: date, until: date) -> list[Given]:
    """The own hours over a span, whoever is the counsellor today, with what they say after corrections. One query."""
    if actor.person_id is None:
        return []
    corrections = HourEntry.objects.filter(corrects=OuterRef("pk")).order_by().values("corrects")
    rows = HourEntry.objects.filter(given_by=actor.person_id, corrects=None, held_on__range=(since, until))
    rows = rows.annotate(added=Coalesce(Subquery(corrections.annotate(sum=Sum("minutes")).values("sum")), 0))
    found = rows.select_related("programme__candidate", "programme__employer").order_by("held_on", "booked_at", "pk")
    return [Given(row, row.minutes + row.added, policies.may_see_programme(actor, row.programme)) for row in found]


def reference_of(programme: Programme) -> str:
    """A programme on paper, where a name has no place."""
    return programme.pk.hex[:8].upper()
