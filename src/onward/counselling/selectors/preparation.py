"""Before a meeting: what the candidate wants to say, and the one sheet that the counsellor reads."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onward.core.access import Actor
from onward.counselling import policies
from onward.counselling.beforehand import QUESTIONS, asked_from
from onward.counselling.course import PhaseWords, phase_words
from onward.counselling.enums import StepState
from onward.counselling.gathering import Place, Point, gather
from onward.counselling.models import Beforehand, BeforehandDraft, Meeting, Step
from onward.counselling.selectors.meetings import Talks, talks
from onward.counselling.selectors.steps import steps
from onward.programmes import clock
from onward.programmes import selectors as programmes
from onward.programmes.enums import LineState
from onward.programmes.ledger import Sums
from onward.programmes.models import HourEntry, Programme
from onward.scheduling.enums import AppointmentState

NEAR = timedelta(weeks=6)
MOST, FEW, MOST_DATES = 5, 3, 7  # lines under one heading: the sheet is one page


def beforehand(actor: Actor) -> QuerySet[Beforehand]:
    return Beforehand.objects.filter(policies.readable_beforehand(actor)).order_by("pk")


def beforehand_drafts(actor: Actor) -> QuerySet[BeforehandDraft]:
    return BeforehandDraft.objects.filter(policies.readable_beforehand_drafts(actor)).order_by("pk")


@dataclass(frozen=True, slots=True)
class Asking:
    """What the page with the three questions starts from. answers: the draft, else what was sent."""

    answers: dict[str, str]
    version: int
    aside: dict[str, str]
    sent: Beforehand | None
    is_changed: bool
    is_open: bool


def asking(actor: Actor, meeting: Meeting, at: datetime) -> Asking:
    """Two queries. is_changed: the draft says something else than what was sent. is_open: it can still be said."""
    sent = beforehand(actor).filter(meeting=meeting.pk).first()
    draft = beforehand_drafts(actor).filter(meeting=meeting.pk).first()
    shown = draft or sent
    appointment = meeting.appointment
    return Asking(
        answers={name: getattr(shown, name) if shown else "" for name in QUESTIONS},
        version=draft.version if draft else 0,
        aside=dict(draft.aside) if draft else {},
        sent=sent,
        is_changed=bool(draft and sent),
        is_open=appointment.state == AppointmentState.BOOKED and appointment.starts_at > at,
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """The line on the candidate's start page: which meeting, and whether something was sent or begun."""

    meeting: uuid.UUID
    is_sent: bool
    is_begun: bool


def asked(actor: Actor, programme: Programme, meeting: Meeting | None, at: datetime) -> Asked | None:
    """From two working days before; None while there is nothing to ask. One query at most."""
    if meeting is None or not policies.may_prepare(actor, meeting) or meeting.appointment.starts_at <= at:
        return None
    if at < asked_from(programme, meeting.appointment.starts_at):
        return None
    sent = beforehand(actor).filter(meeting=OuterRef("pk"))
    begun = beforehand_drafts(actor).filter(meeting=OuterRef("pk"))
    found = Meeting.objects.filter(pk=meeting.pk).values_list(Exists(sent), Exists(begun)).get()
    return Asked(meeting.pk, *found)


# The counsellor's sheet -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many lines of each list found no room on paper. promised_open: those among the promised that are open."""

    promised: int = 0
    promised_open: int = 0
    search: int = 0
    dates: int = 0
    open_points: int = 0


@dataclass(frozen=True, slots=True)
class Preparation:
    """What the counsellor reads before a talk. agreed: the steps of this very talk, as far as they are shared.

    talks: where it stands among the others. entry: its line in the hours account, once it was held.

    still_open: every open step of earlier plans, promised ones first, for looking back. search, dates, open_points:
    few lines each; more_steps: how many open steps found no room.
    """

    words: PhaseWords
    talks: Talks
    entry: HourEntry | None
    promised: list[Step]
    open_steps: list[Step]
    still_open: list[Step]
    agreed: list[Step]
    account: Sums
    said: Beforehand | None
    search: list[Point]
    dates: list[Point]
    open_points: list[Point]
    left_out: LeftOut = LeftOut()

    @property
    def before(self) -> Meeting | None:
        return self.talks.before

    @property
    def more_steps(self) -> int:
        shown = sum(step.state == StepState.OPEN for step in (*self.promised, *self.open_steps))
        return len(self.still_open) - shown - self.left_out.promised_open


def preparation(actor: Actor, meeting: Meeting, *, language: str, at: datetime) -> Preparation:
    """All of the sheet, in as many queries for one step as for forty."""
    programme = meeting.programme
    around = talks(actor, meeting, at)
    before = around.before
    every = list(steps(actor, programme=meeting.programme_id).select_related(None))
    others = [step for step in every if step.meeting_id != meeting.pk]
    last = before.pk if before else None
    promised = [step for step in others if last and step.meeting_id == last]
    rest = [step for step in others if step.state == StepState.OPEN and step not in promised]
    [account] = programmes.accounts_of([programme], at)  # whoever may read the meeting may know its hours
    today = clock.local_day(programme, at)
    points = [*_own_points(actor, programme, account, today, at), *gather(actor, programme, today)]
    return Preparation(
        words=phase_words(programme, language),
        talks=around,
        entry=next((line.entry for line in account.lines if line.entry.meeting == meeting.pk), None),
        promised=promised[:MOST],
        open_steps=rest[:FEW],
        still_open=[step for step in promised if step.state == StepState.OPEN] + rest,
        agreed=[step for step in every if step.meeting_id == meeting.pk],
        account=account.sums,
        said=beforehand(actor).filter(meeting=meeting.pk).first(),
        search=_of(points, Place.SEARCH)[:FEW],
        dates=[point for point in _of(points, Place.DATES) if point.day and point.day <= today + NEAR][:MOST_DATES],
        open_points=_of(points, Place.OPEN)[:FEW],
    )


def _of(points: list[Point], place: Place) -> list[Point]:
    return sorted((point for point in points if point.place is place), key=lambda each: each.day or date.max)


def _own_points(
    actor: Actor, programme: Programme, account: programmes.Account, today: date, at: datetime
) -> list[Point]:
    """From below: the end of the notice, of the months and of the periods, and hours to look at."""
    found = []
    last_day = programme.order.last_day_on
    if last_day and last_day >= today:
        found.append(Point(Place.DATES, _("Last day at work"), last_day))
    course = programmes.course_dates(actor, programme, at)
    if course and course.dates:
        found.append(Point(Place.DATES, _("The months end"), course.dates.ends_on))
    running = [each for each in course.periods if each.from_on <= today <= each.to_on] if course else []
    found += [
        Point(Place.DATES, _("Period %(number)s ends") % {"number": each.number}, each.to_on) for each in running
    ]
    waiting = sum(line.state is LineState.WAITING for line in account.lines)
    disputed = len(account.disputed)
    if waiting:
        words = ngettext(
            "%(number)s line of hours not looked at yet", "%(number)s lines of hours not looked at yet", waiting
        )
        found.append(Point(Place.OPEN, words % {"number": waiting}))
    if disputed:
        words = ngettext("%(number)s line of hours is disputed", "%(number)s lines of hours are disputed", disputed)
        found.append(Point(Place.OPEN, words % {"number": disputed}))
    return found
