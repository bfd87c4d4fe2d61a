"""The counsellor's desk: who needs me, what comes today, who has had least, what waits and for whom."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from onward.accounts.models import Person
from onward.core.access import Actor
from onward.counselling.models import Meeting
from onward.counselling.selectors import Contact, Row
from onward.counselling.waits import rows, until_tonight
from onward.desks.enums import Lead, Next
from onward.programmes import selectors as programmes
from onward.programmes.enums import State
from onward.programmes.models import Programme
from onward.programmes.selectors import Load
from onward.programmes.waiting import Around, Waits, Whom, gather


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
class Desk:
    """A working day. meeting: the one that is on, or the next today. lines: all candidates, by need."""

    meeting: Meeting | None
    later: list[Meeting]
    lines: list[Line]
    mine: list[Waits]
    theirs: list[Waits]
    load: Load | None

    @property
    def meetings(self) -> int:
        return len(self.later) + (self.meeting is not None)

    @property
    def first(self) -> Line | None:
        """Who is in need of me, where somebody is: asked for more or waited too long, else waits for a call."""
        if not self.lines:
            return None
        row = self.lines[0].row
        if row.need_since or row.contact.is_late:
            return self.lines[0]
        return next((line for line in self.lines if line.row.calls), None)

    @property
    def lead(self) -> Lead:
        if self.first is None:
            return Lead.NOBODY
        row = self.first.row
        if row.need_since:
            return Lead.NEED
        if row.contact.is_late:
            return Lead.WAITED if row.contact.last_at else Lead.NO_TALK
        return Lead.CALL


def counsellor(actor: Actor, at: datetime, zone: ZoneInfo, language: str) -> Desk:
    """The desk at this moment, in the time zone of the office. Ten statements, whoever comes."""
    around = Around(actor, at, zone, language)
    coming = [meeting for meeting in until_tonight(around) if meeting.appointment.ends_at >= at]
    waits = gather(around)
    return Desk(
        meeting=coming[0] if coming else None,
        later=coming[1:],
        lines=[_line(row) for row in rows(around)],
        mine=[each for each in waits if each.whom is Whom.ME],
        theirs=[each for each in waits if each.whom is Whom.CANDIDATE],
        load=_load(rows(around)),
    )


def _load(found: list[Row]) -> Load | None:
    if not found or found[0].programme.counsellor is None:
        return None
    return programmes.load_of(found[0].programme.counsellor, [row.programme for row in found])


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
    return Line(row, Next.NONE, "book")
