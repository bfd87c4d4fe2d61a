"""The counsellor's desk: who needs me, what comes today, who has had least, what waits and for whom."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from onward.accounts.models import Person
from onward.applications import selectors as applications
from onward.core.access import Actor
from onward.counselling import selectors as counselling
from onward.counselling.models import Meeting, Minutes
from onward.counselling.selectors import Contact, Row
from onward.desks.enums import Lead, Next, TaskKind
from onward.landing import selectors as landing
from onward.landing.models import Landing
from onward.programmes import selectors as programmes
from onward.programmes.enums import LineState, State
from onward.programmes.models import Programme
from onward.scheduling.enums import AppointmentState


@dataclass(frozen=True, slots=True)
class Line:
    """One candidate in the table. do: "call" or "book" where something is to be done now, else empty."""

    row: Row
    next: Next
    do: str

    @property
    def programme(self) -> Programme:
        return self.row.programme

    @property
    def candidate(self) -> Person:
        return self.row.candidate

    @property
    def contact(self) -> Contact:
        return self.row.contact


@dataclass(frozen=True, slots=True)
class Task:
    """Something that waits. key: of the meeting or call that it opens. words: a title, or when it suits."""

    kind: TaskKind
    programme: uuid.UUID
    name: str
    first_name: str
    day: date | None = None
    moment: datetime | None = None
    key: uuid.UUID | None = None
    words: str = ""
    is_late: bool = False
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Desk:
    """A working day. meeting: the one that is on, or the next today. lines: all candidates, by need."""

    meeting: Meeting | None
    later: list[Meeting]
    lines: list[Line]
    mine: list[Task]
    theirs: list[Task]

    @property
    def meetings(self) -> int:
        return len(self.later) + (self.meeting is not None)

    @property
    def first(self) -> Line | None:
        """Who is in need of me, where somebody is."""
        return self.lines[0] if self.lines and self.lead is not Lead.NOBODY else None

    @property
    def lead(self) -> Lead:
        if not self.lines:
            return Lead.NOBODY
        row = self.lines[0].row
        if row.need_since:
            return Lead.NEED
        if row.calls:
            return Lead.CALL
        if row.contact.is_late:
            return Lead.WAITED if row.contact.last_at else Lead.NO_TALK
        return Lead.NOBODY


def counsellor(actor: Actor, at: datetime, zone: ZoneInfo, language: str) -> Desk:
    """The desk at this moment, in the time zone of the office. Twelve statements, whoever comes."""
    today = at.astimezone(zone).date()
    rows = counselling.needs_me(actor, at)
    booked = _booked_until_tonight(actor, at, zone)
    coming = [meeting for meeting in booked if meeting.appointment.ends_at >= at]
    open_lines = programmes.open_lines(actor, at)
    mine = [
        *_calls(rows),
        *_first_talks(rows, at),
        *(_restart(each) for each in landing.waiting_for_restart(actor)),
        *(_touchpoint(call, today) for call in landing.touchpoints_due(actor, today, language=language)),
        *(_unsettled(meeting) for meeting in booked if meeting.appointment.ends_at < at),
        *_of_lines(open_lines, LineState.DISPUTED, TaskKind.DISPUTE),
        *(_draft(minutes) for minutes in counselling.drafts_to_share(actor)),
    ]
    theirs = [
        *_unanswered(rows),
        *_of_lines(open_lines, LineState.WAITING, TaskKind.HOURS),
        *_silent(actor, today, rows),
    ]
    return Desk(
        meeting=coming[0] if coming else None,
        later=coming[1:],
        lines=[_line(row) for row in rows],
        mine=mine,
        theirs=theirs,
    )


def _booked_until_tonight(actor: Actor, at: datetime, zone: ZoneInfo) -> list[Meeting]:
    """Today's meetings, and those of earlier days of which nobody has said whether they were held."""
    local = at.astimezone(zone)
    end = (local + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return list(
        counselling.meetings(actor).filter(appointment__state=AppointmentState.BOOKED, appointment__starts_at__lt=end)
    )


def _line(row: Row) -> Line:
    if row.contact.next_at:
        return Line(row, Next.BOOKED, "")
    if row.calls:
        return Line(row, Next.CALL, "call")
    if row.programme.state == State.INVITED:
        return Line(row, Next.NO_ANSWER, "call" if row.contact.is_late else "")
    if row.programme.state == State.PAUSED:
        return Line(row, Next.PAUSED, "call" if row.need_since else "")
    if row.contact.last_at is None:
        return Line(row, Next.NONE, "call")
    return Line(row, Next.NONE, "book" if row.contact.is_late or row.need_since else "")


# What waits for me ------------------------------------------------------------------------------------------------


def _task(kind: TaskKind, programme: Programme, **more: Any) -> Task:
    person = programme.candidate
    return Task(kind, programme.pk, person.name, person.first_name, **more)


def _calls(rows: list[Row]) -> list[Task]:
    calls = [(call, row) for row in rows for call in row.calls[:1]]
    calls.sort(key=lambda found: (found[0].asked_at, str(found[0].pk)))
    return [
        _task(TaskKind.CALL, row.programme, moment=call.asked_at, key=call.pk, words=call.when_words)
        for call, row in calls
    ]


def _first_talks(rows: list[Row], at: datetime) -> list[Task]:
    """Nobody has spoken with them, nothing is booked, and no call is on the list either: the promise runs."""
    unheard = [row for row in rows if row.programme.first_contact_at is None]
    silent = [row for row in unheard if not row.contact.next_at and not row.calls]
    silent.sort(key=lambda row: (row.programme.clock_due_at, str(row.programme.pk)))
    return [
        _task(
            TaskKind.FIRST_TALK,
            row.programme,
            moment=row.programme.clock_due_at,
            is_late=at > row.programme.clock_due_at,
        )
        for row in silent
    ]


def _restart(lost: Landing) -> Task:
    return _task(TaskKind.RESTART, lost.programme, day=lost.lost_on)


def _touchpoint(call: landing.Call, today: date) -> Task:
    return _task(
        TaskKind.TOUCHPOINT,
        call.programme,
        day=call.call_on,
        key=call.touchpoint.pk,
        words=call.title,
        is_late=call.call_on < today,
    )


def _unsettled(meeting: Meeting) -> Task:
    return _task(TaskKind.UNSETTLED, meeting.programme, moment=meeting.appointment.starts_at, key=meeting.pk)


def _draft(minutes: Minutes) -> Task:
    meeting = minutes.meeting
    return _task(TaskKind.DRAFT, meeting.programme, moment=meeting.appointment.starts_at, key=meeting.pk)


# What waits for the candidate -------------------------------------------------------------------------------------


def _of_lines(lines: list[programmes.OpenLine], state: LineState, kind: TaskKind) -> list[Task]:
    return [
        _task(
            kind,
            line.entry.programme,
            day=line.entry.held_on,
            moment=line.objects_until,
            key=line.entry.pk,
            minutes=line.minutes,
        )
        for line in lines
        if line.state is state
    ]


def _unanswered(rows: list[Row]) -> list[Task]:
    """Spoken with, and still to decide; whoever was not spoken with yet waits for me."""
    undecided = [row for row in rows if row.programme.state == State.INVITED and row.programme.first_contact_at]
    undecided.sort(key=lambda row: (row.programme.ticked_at, str(row.programme.pk)))
    return [_task(TaskKind.NO_ANSWER, row.programme, moment=row.programme.ticked_at) for row in undecided]


def _silent(actor: Actor, today: date, rows: list[Row]) -> list[Task]:
    """Applications without an answer for three weeks, one line a person: a day alone, never where it was sent."""
    known = {row.programme.pk: row.programme for row in rows}
    first: dict[uuid.UUID, Task] = {}
    for application in applications.stalled(actor, today).defer("note"):
        programme = known.get(application.programme_id)
        if programme is not None and programme.pk not in first:
            first[programme.pk] = _task(TaskKind.SILENT, programme, day=application.silent_since)
    return list(first.values())
