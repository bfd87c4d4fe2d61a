"""Moving a meeting by text message: three free times, answered by a number; all else becomes a call."""

import re
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from onward.accounts.models import Person
from onward.core.access import SYSTEM, Actor, Role, require
from onward.core.errors import Refused
from onward.counselling import notifications, policies, selectors
from onward.counselling.actions.calls import ask_call
from onward.counselling.actions.meetings import move_meeting
from onward.counselling.enums import CallReason
from onward.counselling.models import Meeting, TextWords
from onward.privacy import audit
from onward.programmes.models import Programme
from onward.scheduling.enums import AppointmentState, MeetingForm, OfferState
from onward.scheduling.models import TimeOffer

VALID = timedelta(hours=48)
FORGOTTEN = timedelta(days=14)  # a number after that answers something else
MOST_ROUNDS = 3  # the first three times, and three new ones at most twice
WAYS = ("1", "2", "3")
OTHER_TIME = frozenset(
    {"0", "o", "nul", "null", "nej", "nei", "nee", "move", "flyt", "flytte", "flytt", "verzetten", "verplaatsen"}
)
NO_NUMBER = _("No number is known that text messages may go to. Call instead.")
NOT_COMING = _("This meeting is over or no longer booked. There is nothing to move.")
NO_TIMES = _("No times are free in the next six weeks. Call, and find a time together.")


@transaction.atomic
def offer_times(*, by: Actor, meeting: Meeting, at: datetime) -> TimeOffer:
    """Send the candidate three free times for this meeting. Pressed twice the same ones stand and nothing is sent.

    Raises Refused: "no_number", "settled", "no_times".
    """
    programme = _held(meeting.programme)
    meeting = _fresh(meeting)
    require(policies.may_change_meeting(by, meeting))
    if not notifications.may_answer_by_text(programme):
        raise Refused(NO_NUMBER, "no_number")
    if not _is_coming(meeting, at):
        raise Refused(NOT_COMING, "settled")
    standing = _open_offer(programme, at)
    if standing is not None and _fits(standing, meeting):
        return standing
    offer = _offered(by, meeting, at, number=1)
    if offer is None:
        raise Refused(NO_TIMES, "no_times")
    return offer


@transaction.atomic
def take_text(*, by: Actor, person: Person, text: str, at: datetime) -> bool:
    """What a candidate wrote by text message. False: whoever has this number is nobody's confirmed candidate now."""
    require(by.role is Role.SYSTEM)
    programme = selectors.programme_by_text(person)
    if programme is None:
        return False
    programme = _held(programme)
    word = re.sub(r"[^\w]", "", text).lower()
    if word in WAYS:
        _chosen(programme, int(word), text, at)
    elif word in OTHER_TIME:
        _other_times(programme, at)
    else:
        _to_counsellor(programme, CallReason.TEXT, at, text)
    return True


def _chosen(programme: Programme, number: int, text: str, at: datetime) -> None:
    """Move it; where that time is gone, or the answer came too late, three new ones."""
    offer = _last_offer(programme)
    meeting = _meeting_of(offer) if offer else None
    if offer is None or meeting is None or at >= offer.made_at + FORGOTTEN:
        _to_counsellor(programme, CallReason.TEXT, at, text)
        return
    if offer.state == OfferState.TAKEN and offer.chosen == number:
        return  # said twice
    if offer.state != OfferState.OPEN or not _fits(offer, meeting) or number > len(offer.times):
        _to_counsellor(programme, CallReason.TEXT, at, text)
        return
    if at < offer.expires_at and _moved(programme, meeting, offer, number, at):
        return
    _again(programme, meeting, offer, at)


def _moved(programme: Programme, meeting: Meeting, offer: TimeOffer, number: int, at: datetime) -> bool:
    who = Actor(role=Role.CANDIDATE, person_id=programme.candidate_id, name=programme.candidate.name)
    form = MeetingForm(meeting.appointment.form)
    try:
        with transaction.atomic():
            move_meeting(by=who, meeting=meeting, starts_at=offer.times[number - 1], form=form, at=at)
    except Refused:
        return False
    offer.state, offer.chosen = OfferState.TAKEN, number
    offer.save(update_fields=["state", "chosen"])
    audit.record(SYSTEM, "counselling.offer_taken", offer, at=at, about=programme.candidate_id)
    return True


def _other_times(programme: Programme, at: datetime) -> None:
    """A first wish, or none of three fitted."""
    offer = _last_offer(programme)
    meeting = _meeting_of(offer) if offer and offer.state == OfferState.OPEN else None
    if offer is not None and meeting is not None and _fits(offer, meeting) and _is_coming(meeting, at):
        _again(programme, meeting, offer, at)
        return
    coming = selectors.meeting_to_move(programme, at)
    if coming is None or _offered(SYSTEM, coming, at, number=1) is None:
        _to_counsellor(programme, CallReason.NO_TIME_OFFERED, at)


def _again(programme: Programme, meeting: Meeting, offer: TimeOffer, at: datetime) -> None:
    """Three new times, twice; then somebody calls."""
    number = offer.round + 1
    if number > MOST_ROUNDS or not _is_coming(meeting, at) or _offered(SYSTEM, meeting, at, number=number) is None:
        _lapse(programme)
        _to_counsellor(programme, CallReason.NO_TIME_OFFERED, at)


def _offered(by: Actor, meeting: Meeting, at: datetime, *, number: int) -> TimeOffer | None:
    programme = meeting.programme
    known = TimeOffer.objects.filter(appointment=meeting.appointment, sequence=meeting.appointment.sequence)
    before = [] if number == 1 else [each for row in known.values_list("times", flat=True) for each in row]
    times = selectors.three_times(meeting, at=at, but=before)
    if not times:
        return None
    _lapse(programme)
    offer = TimeOffer.objects.create(
        appointment=meeting.appointment,
        guest_id=programme.candidate_id,
        times=times,
        round=number,
        sequence=meeting.appointment.sequence,
        made_at=at,
        expires_at=at + VALID,
    )
    audit.record(by, "counselling.times_offered", offer, at=at, about=programme.candidate_id, after={"round": number})
    notifications.times_offered(meeting, times, at=at)
    return offer


def _to_counsellor(programme: Programme, reason: CallReason, at: datetime, text: str = "") -> None:
    """A call to make; the words are the own counsellor's alone."""
    call = ask_call(by=SYSTEM, programme=programme, reason=reason, at=at)
    if text.strip():
        TextWords.objects.create(programme=programme, call=call, text=text.strip(), at=at)


def _lapse(programme: Programme) -> None:
    TimeOffer.objects.filter(guest=programme.candidate_id, state=OfferState.OPEN).update(state=OfferState.LAPSED)


def _last_offer(programme: Programme) -> TimeOffer | None:
    """The one that is open, else the newest."""
    rows = TimeOffer.objects.filter(guest=programme.candidate_id).select_related("appointment")
    return rows.filter(state=OfferState.OPEN).first() or rows.order_by("-made_at", "-pk").first()


def _open_offer(programme: Programme, at: datetime) -> TimeOffer | None:
    found = _last_offer(programme)
    return found if found and found.state == OfferState.OPEN and at < found.expires_at else None


def _fits(offer: TimeOffer, meeting: Meeting) -> bool:
    """Nobody has moved or cancelled the meeting since."""
    return offer.appointment_id == meeting.appointment_id and offer.sequence == meeting.appointment.sequence


def _is_coming(meeting: Meeting, at: datetime) -> bool:
    return meeting.appointment.state == AppointmentState.BOOKED and meeting.appointment.starts_at > at


def _meeting_of(offer: TimeOffer) -> Meeting | None:
    return selectors.meeting_of_appointment(SYSTEM, offer.appointment_id)


def _fresh(meeting: Meeting) -> Meeting:
    return selectors.meetings(SYSTEM).get(pk=meeting.pk)


def _held(programme: Programme) -> Programme:
    """Two messages at once are answered one after the other."""
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    rows = Programme.objects.select_related("candidate", "office", "counsellor", "order")
    return rows.get(pk=programme.pk)
