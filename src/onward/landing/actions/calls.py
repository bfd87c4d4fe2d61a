"""The calls of the first hundred days: made, or left out."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from onward.core.access import Actor, require
from onward.core.errors import Refused
from onward.landing import policies
from onward.landing.actions.common import begin_landing_phase
from onward.landing.enums import CHOSEN_REASONS, DropReason, TouchpointState
from onward.landing.models import Landing, Touchpoint
from onward.privacy import audit
from onward.programmes import actions as programmes
from onward.programmes import clock
from onward.programmes.enums import HourKind

NOON = time(12)  # of a call that is written down later, when nobody asks for the hour


@transaction.atomic
def settle_touchpoint(
    *,
    by: Actor,
    touchpoint: Touchpoint,
    held_on: date,
    at: datetime,
    note: str = "",
    minutes: int | None = None,
    hours_reason: str = "",
) -> Touchpoint:
    """The call was made. note: how it goes, read by candidate and counsellor alone.

    minutes: after-care for the hours account, booked in the same breath or not at all (its refusals refuse all of it);
    hours_reason: where they go beyond what was bought. Raises Refused "settled" and "date".
    """
    touchpoint = _locked(touchpoint)
    require(policies.may_settle(by, touchpoint))
    _refuse_settled(touchpoint)
    landing = touchpoint.landing
    programme = landing.programme
    if held_on > clock.local_day(programme, at):
        raise Refused(_("This day has not come yet."), code="date")
    touchpoint.held_on, touchpoint.note = held_on, note.strip()
    _settle(by, touchpoint, TouchpointState.DONE, at, {"held_on": held_on.isoformat(), "minutes": minutes or 0})
    if minutes:
        programmes.book_hours(
            by=by,
            programme=programme,
            kind=HourKind.AFTERCARE,
            minutes=minutes,
            held_on=held_on,
            at=at,
            reason=hours_reason,
        )
    begin_landing_phase(by, programme, landing, at)
    spoke = datetime.combine(held_on, NOON, tzinfo=ZoneInfo(programme.office.timezone))
    spoke = max(min(spoke, at), programme.ticked_at)  # noon is our guess: it lies between the tick and now
    programmes.record_first_contact(by=by, programme=programme, spoke_at=spoke, at=at)  # it is contact
    return touchpoint


@transaction.atomic
def drop_touchpoint(*, by: Actor, touchpoint: Touchpoint, reason: DropReason, at: datetime) -> Touchpoint:
    """Leave a call out, with a class of reason. Raises Refused "settled" and "reason"."""
    touchpoint = _locked(touchpoint)
    require(policies.may_settle(by, touchpoint))
    _refuse_settled(touchpoint)
    if reason not in CHOSEN_REASONS:
        raise Refused(_("Choose one of the reasons."), code="reason")
    _drop(by, touchpoint, DropReason(reason), at)
    return touchpoint


def drop_planned(by: Actor, landing: Landing, reason: DropReason, at: datetime) -> None:
    """Leave out all that is still planned. Whoever calls has asked its policy and holds the landing."""
    for touchpoint in landing.touchpoints.select_for_update().filter(state=TouchpointState.PLANNED):
        touchpoint.landing = landing
        _drop(by, touchpoint, reason, at)


def _drop(by: Actor, touchpoint: Touchpoint, reason: DropReason, at: datetime) -> None:
    touchpoint.reason = reason
    _settle(by, touchpoint, TouchpointState.DROPPED, at, {"reason": str(reason)})


def _settle(by: Actor, touchpoint: Touchpoint, state: TouchpointState, at: datetime, facts: dict) -> None:
    touchpoint.state, touchpoint.settled_at, touchpoint.settled_by = state, at, by.person_id
    touchpoint.save(update_fields=["state", "held_on", "note", "reason", "settled_at", "settled_by"])
    about = touchpoint.landing.programme.candidate_id
    audit.record(by, f"landing.call_{state.value}", touchpoint, at=at, about=about, after=facts)


def _locked(touchpoint: Touchpoint) -> Touchpoint:
    around = ("office", "candidate", "counsellor")
    rows = Touchpoint.objects.select_for_update(of=("self",))
    return rows.select_related(*(f"landing__programme__{name}" for name in around)).get(pk=touchpoint.pk)


def _refuse_settled(touchpoint: Touchpoint) -> None:
    if touchpoint.state != TouchpointState.PLANNED:
        raise Refused(_("This call is settled already."), code="settled")
