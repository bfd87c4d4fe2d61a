"""Lists for the desks: dates and marks, never a word of what was said. As many queries for 100 rows as for 1."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onward.accounts.models import Person
from onward.core.access import Actor
from onward.counselling import policies, rhythm
from onward.counselling.enums import MinutesState
from onward.counselling.models import CallToMake, Meeting, Minutes, NeedMark
from onward.counselling.selectors.meetings import Strip, contact_strip
from onward.programmes import policies as programme_policies
from onward.programmes.enums import AttemptKind, Phase, State
from onward.programmes.models import ContactAttempt, Programme
from onward.scheduling.enums import AppointmentState

LED = (State.INVITED, State.ACCEPTED, State.UNDER_WAY, State.PAUSED)
HELD = Q(appointment__state=AppointmentState.HELD)
COMING = Q(appointment__state=AppointmentState.BOOKED)
SHOWN_BACK = timedelta(weeks=6, days=1)  # a day more, for whoever lives in an earlier time zone
# what lists show of a programme's people: whole rows of six tables took longer to ask for than to find
ROW = (
    *("office", "agreement", "candidate", "counsellor", "state", "phase", "rhythm_days"),
    *("weeks", "months", "periods", "counts_from_agreed_day", "minutes", "starts_on", "ended_on"),
    *("ticked_at", "clock_due_at", "first_contact_at", "last_talk_at"),
    "candidate__first_name",
    "candidate__last_name",
    "candidate__sort_key",
    "office__timezone",
    "counsellor__first_name",
    "counsellor__last_name",
    "counsellor__staff_profile__weekly_hours",
)
MEETING = (
    "programme__phase",
    "programme__candidate__first_name",
    "programme__candidate__last_name",
    "appointment__starts_at",
)


@dataclass(frozen=True, slots=True)
class Contact:
    """When there was and will be contact with one candidate.

    last_at: the last talk both ways. waited: days since then (or since the tick). ratio: waited ÷ rhythm; before the
    first talk, of the promise; 0 while the programme rests. A meeting that is booked does not undo the waiting.
    """

    last_at: datetime | None
    next_at: datetime | None
    next_meeting: uuid.UUID | None
    waited: int
    rhythm: int
    ratio: float
    strip: Strip

    @property
    def is_late(self) -> bool:
        return rhythm.is_late(self.ratio)

    @property
    def last_words(self) -> str:
        """When the last talk was, as lists say it."""
        if self.last_at is None:
            return _("None yet")
        if self.waited == 0:
            return _("Today")
        return ngettext("Yesterday", "%(days)s days ago", self.waited) % {"days": self.waited}

    @property
    def rhythm_words(self) -> str:
        return ngettext("Agreed every day", "Agreed every %(days)s days", self.rhythm) % {"days": self.rhythm}


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody waits to be called. when_words: when it suits."""

    at: datetime
    when_words: str


@dataclass(frozen=True, slots=True)
class Row:
    """One candidate as a desk lists her."""

    programme: Programme
    contact: Contact
    need_since: datetime | None
    calls: list[Asked]

    @property
    def candidate(self) -> Person:
        return self.programme.candidate

    @property
    def state(self) -> str:
        """In words; `get_state_display` would put all states in order for every row."""
        return str(State(self.programme.state).label)

    @property
    def phase(self) -> str:
        return str(Phase(self.programme.phase).label)


def candidates(actor: Actor, at: datetime, *, over: bool = False) -> list[Row]:
    """The candidates of this counsellor (or of the coordinator's offices), by name. over: those whose course ended."""
    rows = Programme.objects.filter(programme_policies.readable_programmes(actor))
    return listed(actor, rows.exclude(state__in=LED) if over else rows.filter(state__in=LED), at)


def listed(actor: Actor, rows: QuerySet[Programme], at: datetime) -> list[Row]:
    """These programmes, which the caller has asked for, by name. One query, and one row for each of them."""
    people = rows.select_related("candidate", "office", "counsellor__staff_profile").only(*ROW)
    marks = NeedMark.objects.filter(policies.readable_need_marks(actor), programme=OuterRef("pk"), cleared_at=None)
    since = at - SHOWN_BACK
    talks = ContactAttempt.objects.filter(programme=OuterRef("pk"), kind=AttemptKind.TALK, at__gte=since)
    calls = CallToMake.objects.filter(policies.readable_calls(actor), programme=OuterRef("pk"), done_at=None)
    asked = calls.order_by("asked_at", "pk").values(call=JSONObject(at="asked_at", when_words="when_words"))
    shown = HELD & Q(appointment__starts_at__gte=since) | COMING & Q(appointment__ends_at__gte=at)
    meetings = Meeting.objects.filter(shown, programme=OuterRef("pk")).order_by("appointment__starts_at", "pk")
    meeting = JSONObject(pk="pk", state="appointment__state", at="appointment__starts_at")
    marked = people.annotate(
        need_since=Subquery(marks.values("set_at")[:1]),
        talked_at=ArraySubquery(talks.order_by("at").values("at")),
        asked=ArraySubquery(asked),
        meetings=ArraySubquery(meetings.values(meeting=meeting)),
    )
    return [_row(programme, at) for programme in marked.order_by("candidate__sort_key", "pk")]


def contact_of(programme: Programme, found: Iterable[Meeting], at: datetime) -> Contact:
    """Contact with one candidate, from the meetings that a page has read already. One query."""
    since = at - SHOWN_BACK
    talks = ContactAttempt.objects.filter(programme=programme.pk, kind=AttemptKind.TALK, at__gte=since)
    held = list(talks.order_by("at").values_list("at", flat=True))
    booked = []
    for meeting in found:
        appointment = meeting.appointment
        if appointment.state == AppointmentState.HELD:
            held.append(appointment.starts_at)
        elif appointment.state == AppointmentState.BOOKED and appointment.ends_at >= at:
            booked.append((appointment.starts_at, meeting.pk))
    return _contact(programme, held, booked, at)


def needs_me(actor: Actor, at: datetime) -> list[Row]:
    """The same people by need: who asked for more, then by days since the last talk ÷ rhythm. Nobody is left out."""
    return sorted(candidates(actor, at), key=turn)


def turn(row: Row) -> tuple[bool, float, str]:
    return rhythm.turn(
        has_asked=row.need_since is not None, ratio=row.contact.ratio, name=row.programme.candidate.sort_key
    )


def waiting_calls(actor: Actor, *, unassigned: bool = False) -> QuerySet[CallToMake]:
    """Calls to make, who has waited longest first. unassigned: only where nobody is the counsellor yet."""
    rows = CallToMake.objects.filter(policies.readable_calls(actor), done_at=None)
    if unassigned:
        rows = rows.filter(programme__counsellor=None)
    return rows.select_related("programme__candidate", "programme__office", "programme__counsellor").order_by(
        "asked_at", "pk"
    )


def drafts_to_share(actor: Actor) -> QuerySet[Minutes]:
    """Minutes of held meetings that the candidate does not have yet: whose and of when, not a word of them."""
    rows = Minutes.objects.filter(policies.readable_minutes(actor), state=MinutesState.DRAFT, author=actor.person_id)
    shown = (f"meeting__{name}" for name in ("programme", "appointment", *MEETING))
    around = rows.select_related("meeting__appointment", "meeting__programme__candidate").only("meeting", *shown)
    return around.order_by("meeting__appointment__starts_at", "pk")


def booked_until(actor: Actor, until: datetime) -> list[Meeting]:
    """Booked meetings that begin before a moment, soonest first; of earlier days those that nobody has settled."""
    rows = Meeting.objects.filter(
        policies.readable_meetings(actor),
        appointment__state=AppointmentState.BOOKED,
        appointment__starts_at__lt=until,
        appointment__guest=F("programme__candidate"),  # always so; said, because the index of what is booked has it
    )
    shown = ("is_first", "programme", "appointment", *MEETING)
    times = (f"appointment__{name}" for name in ("ends_at", "form", "place"))
    around = rows.select_related("appointment", "programme__candidate").only(*shown, *times)
    return list(around.order_by("appointment__starts_at", "pk"))


# Put together in Python: a handful of queries for any number of rows ---------------------------------------------


def _row(programme: Programme, at: datetime) -> Row:
    """From a row of `listed`."""
    known: Any = programme
    held, booked = [*known.talked_at], []
    for each in known.meetings:
        if each["state"] == AppointmentState.HELD:
            held.append(datetime.fromisoformat(each["at"]))
        else:
            booked.append((datetime.fromisoformat(each["at"]), uuid.UUID(each["pk"])))
    return Row(
        programme, _contact(programme, held, booked, at), known.need_since, [_asked(one) for one in known.asked]
    )


def _asked(call: dict[str, str]) -> Asked:
    return Asked(datetime.fromisoformat(call["at"]), call["when_words"])


def _contact(programme: Programme, held: list[datetime], booked: list[tuple], at: datetime) -> Contact:
    last_at = programme.last_talk_at
    next_at, next_meeting = booked[0] if booked else (None, None)
    zone = ZoneInfo(programme.office.timezone)
    since = last_at or programme.ticked_at
    since_on, today = since.astimezone(zone).date(), at.astimezone(zone).date()
    if programme.state == State.PAUSED:
        ratio = rhythm.RESTS
    elif last_at is None:
        ratio = rhythm.before_talk(programme.ticked_at, programme.clock_due_at, at)
    else:
        ratio = rhythm.since_talk(since_on, today, programme.rhythm_days)
    shown = [moment for moment in held if moment >= at - SHOWN_BACK]
    return Contact(
        last_at=last_at,
        next_at=next_at,
        next_meeting=next_meeting,
        waited=(today - since_on).days,
        rhythm=programme.rhythm_days,
        ratio=ratio,
        strip=contact_strip(
            shown,
            [moment for moment, _key in booked],
            late_since=since if rhythm.is_late(ratio) else None,
            zone=zone,
            at=at,
        ),
    )
