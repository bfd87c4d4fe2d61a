"""From the code to the first talk: what may be shown to somebody of whom we know little yet."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, QuerySet, Subquery

from onward.accounts.models import Person
from onward.core.access import Actor
from onward.core.packing import packed, unpacked
from onward.counselling.course import places
from onward.counselling.enums import CallReason
from onward.counselling.models import Activation, CallToMake, Meeting
from onward.counselling.selectors.meetings import LEAD, coming, times
from onward.programmes import codes
from onward.programmes import policies as programmes
from onward.programmes.enums import AnswerKind, State
from onward.programmes.models import Answer, Invitation, Programme
from onward.scheduling.enums import MeetingForm
from onward.scheduling.free import FreeTime, spread

GOING_ON = timedelta(minutes=30)  # how long the browser that used the code may send its page again
FIRST_TALK = 30  # minutes: enough to get to know each other
BEYOND = timedelta(days=10)  # how far to look when the promise leaves too little to choose from
ENOUGH_TIMES = 4
ENOUGH_DAYS = 3
PER_DAY = 3
ASKED = (CallReason.TALK_FIRST, CallReason.NO_TIME_FITS)
ALL_A_DAY = 48

Place = Literal["answer", "time", "call", "meeting", "open"]


def _with_people() -> QuerySet[Programme]:
    return Programme.objects.select_related(
        "order", "office", "employer", "candidate", "counsellor", "counsellor__staff_profile"
    )


def invited(invitation: uuid.UUID) -> Programme | None:
    """The programme of an invitation that this browser has shown the code of. No actor: nobody is signed in yet.

    What a page may say of it stands in the letter too: the employer, the counsellor, the office.
    """
    rows = _with_people().filter(invitations=invitation).exclude(state=State.TAKEN_BACK)
    return rows.first()


def invitation(key: uuid.UUID) -> Invitation:
    """The invitation that a session remembers."""
    return Invitation.objects.select_related("programme").get(pk=key)


def shut(key: uuid.UUID, browser: str, at: datetime) -> Literal["", "used", "expired"]:
    """Why a code that this browser has shown opens nothing any more: it may have been used elsewhere in between."""
    found = Invitation.objects.select_related("programme").get(pk=key)
    if found.used_at is not None:
        goes_on = found.programme.identity_confirmed_at is None and at - found.used_at <= GOING_ON
        return "" if goes_on and is_own_browser(found, browser) else "used"
    return "expired" if found.voided_at is not None or found.expires_at <= at else ""


def own_invitation(key: uuid.UUID | None, browser: str, written: str) -> Invitation | None:
    """The invitation of a code as typed, where this very session has used it before: then it is no stranger's."""
    if key is None:
        return None
    found = Invitation.objects.filter(pk=key, code_hash=codes.hash_of(written)).select_related("programme").first()
    return found if found is not None and is_own_browser(found, browser) else None


def is_own_browser(invitation: Invitation, browser: str) -> bool:
    """Whether the code was used in this very session before."""
    return bool(browser) and Activation.objects.filter(invitation=invitation.pk, browser=browser).exists()


def person_of(actor: Actor) -> Person:
    """Whoever has just shown the code: to be signed in."""
    return Person.objects.get(pk=actor.key)


@dataclass(frozen=True, slots=True)
class Beginning:
    """Where somebody stands who has just come: what is next, and whom and when it concerns.

    place: "answer" the offer, choose a "time", wait for a "call", a "meeting" is booked, or all is "open": the answer
    was yes, and the voice was heard.
    """

    programme: Programme
    place: Place
    answer: str
    meeting: Meeting | None
    call: CallToMake | None


def beginning(actor: Actor, at: datetime) -> Beginning | None:
    """The candidate's own beginning, confirmed or not; None for whoever has no programme. Two queries."""
    of_this = {"programme": OuterRef("pk")}
    said = Answer.objects.filter(**of_this).order_by("-at", "-pk").values("answer")[:1]
    asked = CallToMake.objects.filter(**of_this, reason__in=ASKED, done_at=None).order_by("-asked_at")
    rows = _with_people().filter(programmes.own_beginnings(actor)).annotate(said=Subquery(said), asked=packed(asked))
    programme = rows.order_by("-ticked_at", "pk").first()
    if programme is None:
        return None
    answer, call = programme.said or "", next(iter(unpacked(CallToMake, programme.asked)), None)
    meeting = coming(actor, programme, at)
    return Beginning(programme, _place(programme, answer, meeting, call), answer, meeting, call)


def _place(programme: Programme, answer: str, meeting: Meeting | None, call: CallToMake | None) -> Place:
    if programme.identity_confirmed_at is not None and programme.state not in {State.INVITED, State.DECLINED}:
        return "open"
    if meeting is not None:
        return "meeting"
    if call is not None:
        return "call"
    return "time" if answer == AnswerKind.YES else "answer"


@dataclass(frozen=True, slots=True)
class FirstTimes:
    """Times for the first talk: all of them, and by day those shown. promised: at least one keeps the promise."""

    every: list[FreeTime]
    days: list[tuple[date, list[FreeTime]]]
    promised: bool
    zone: ZoneInfo

    @property
    def has_more(self) -> bool:
        return sum(len(found) for _day, found in self.days) < len(self.every)

    def shown_with(self, chosen: FreeTime | None) -> list[tuple[date, list[FreeTime]]]:
        """What is shown, and in its place the time that was chosen already, should it be another."""
        shown = {each for _day, found in self.days for each in found}
        if chosen is None or chosen in shown:
            return self.days
        return spread(sorted(shown | {chosen}), per_day=ALL_A_DAY, zone=self.zone)


def first_times(programme: Programme, at: datetime, *, everything: bool = False) -> FirstTimes:
    """The first free times within the promise; where they are few, those of the next days too."""
    zone = ZoneInfo(programme.office.timezone)
    found = times(programme, after=at + LEAD, until=max(programme.clock_due_at, at) + BEYOND, minutes=FIRST_TALK)
    promised = [each for each in found if each.starts_at <= programme.clock_due_at]
    if everything:
        days = spread(found, per_day=ALL_A_DAY, zone=zone)
    else:
        chosen = promised if len(promised) >= ENOUGH_TIMES else found
        days = spread(chosen, per_day=PER_DAY, zone=zone)[:ENOUGH_DAYS]
    return FirstTimes(found, days, bool(promised), zone)


def offered_forms(programme: Programme, found: list[FreeTime]) -> list[str]:
    """Ways to meet that the template names and at least one of the times allows; the phone first, which all have."""
    allowed = {form for each in found for form in each.forms} & set(places(programme))
    return [form for form in MeetingForm.values if form in allowed]
