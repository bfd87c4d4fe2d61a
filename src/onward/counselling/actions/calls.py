"""Somebody waits to be called: asked once for each reason, until it is done."""

from datetime import datetime

from django.db import transaction

from onward.core.access import Actor, require
from onward.counselling import notifications, policies
from onward.counselling.enums import CallOutcome, CallReason
from onward.counselling.models import CallToMake
from onward.privacy import audit
from onward.programmes.actions import record_attempt, record_first_contact
from onward.programmes.enums import AttemptKind
from onward.programmes.models import Programme


@transaction.atomic
def ask_call(*, by: Actor, programme: Programme, reason: CallReason, at: datetime, when_words: str = "") -> CallToMake:
    """Put a call on the list of the counsellor, or of the coordinators where nobody is assigned. Once for each reason.

    by: the candidate, staff for somebody on the phone, or the system on what it noticed. when_words: when it suits.
    """
    require(policies.may_ask_call(by, programme))
    call, made = CallToMake.objects.get_or_create(
        programme=programme,
        reason=CallReason(reason),
        done_at=None,
        defaults={"asked_at": at, "when_words": when_words.strip()},
    )
    if not made and when_words.strip() and when_words.strip() != call.when_words:
        call.when_words = when_words.strip()
        call.save(update_fields=["when_words"])
    if made:
        audit.record(
            by, "counselling.call_asked", call, at=at, about=programme.candidate_id, after={"reason": call.reason}
        )
        notifications.call_to_make(programme, by=by, at=at)
    return call


@transaction.atomic
def settle_call(*, by: Actor, call: CallToMake, outcome: CallOutcome, at: datetime) -> CallToMake:
    """How the call went: a talk is contact, a missed call is an attempt and stays on the list. Said again, nothing."""
    require(policies.may_call(by, call.programme))
    programme = Programme.objects.select_for_update(of=("self",)).get(pk=call.programme_id)
    call = CallToMake.objects.select_for_update(of=("self",)).select_related("programme").get(pk=call.pk)
    if call.done_at is not None:
        return call
    if outcome == CallOutcome.MISSED:
        record_attempt(by=by, programme=programme, kind=AttemptKind.CALL, at=at)
        return call
    call.done_at, call.done_by = at, by.person_id
    call.save(update_fields=["done_at", "done_by"])
    verb = "counselling.call_made" if outcome == CallOutcome.SPOKE else "counselling.call_no_longer_needed"
    audit.record(by, verb, call, at=at, about=programme.candidate_id)
    if outcome == CallOutcome.SPOKE:
        record_first_contact(by=by, programme=programme, at=at)
    return call


@transaction.atomic
def close_calls(*, by: Actor, programme: Programme, reasons: tuple[CallReason, ...], at: datetime) -> int:
    """What was asked for has come about some other way, for instance by an answer or a talk."""
    require(policies.may_ask_call(by, programme))
    rows = CallToMake.objects.select_for_update().filter(programme=programme, reason__in=reasons, done_at=None)
    closed = list(rows)
    for call in closed:
        call.done_at, call.done_by = at, by.person_id or programme.candidate_id
        call.save(update_fields=["done_at", "done_by"])
        audit.record(by, "counselling.call_no_longer_needed", call, at=at, about=programme.candidate_id)
    return len(closed)
