"""That there is a message, never what it says; and at most one such notice until it is read or a day has passed."""

from datetime import datetime, timedelta

from onward.accounts.models import Person
from onward.core import formats
from onward.correspondence.actions import queue_mail, queue_sms, withdraw
from onward.dialogue.models import Conversation
from onward.programmes.models import Programme

TO_CANDIDATE, TO_COUNSELLOR = "dialogue.new_message", "dialogue.new_message_here"
AGAIN_AFTER = timedelta(hours=24)


def tell_candidate(conversation: Conversation, *, at: datetime) -> bool:
    """By mail, else by text message. Nothing before the voice was heard: there is nothing she could read yet.

    True: a notice was written; the caller keeps when.
    """
    programme = conversation.programme
    if programme.identity_confirmed_at is None or not is_due(conversation.candidate_told_at, at):
        return False
    person = programme.candidate
    rest = {
        "kind": TO_CANDIDATE,
        "language": person.language,
        "at": at,
        "person": person.pk,
        "about": programme.pk,
        "context": {
            "first_name": person.first_name,
            "phone": formats.phone(programme.office.phone, person.language),
        },
    }
    if person.proven_email and queue_mail(address=person.proven_email, **rest):
        return True
    if person.proven_phone:
        queue_sms(number=person.proven_phone, **rest)
        return True
    return False


def tell_counsellor(conversation: Conversation, *, at: datetime) -> bool:
    """At work, by mail."""
    programme = conversation.programme
    person: Person | None = programme.counsellor
    if person is None or not person.email or not is_due(conversation.counsellor_told_at, at):
        return False
    queue_mail(
        kind=TO_COUNSELLOR,
        address=person.email,
        language=person.language,
        at=at,
        person=person.pk,
        about=programme.pk,
        to_work=True,
        context={"first_name": person.first_name},
    )
    return True


def is_due(told_at: datetime | None, at: datetime) -> bool:
    return told_at is None or at - told_at >= AGAIN_AFTER


def withdraw_from_candidate(programme: Programme, *, at: datetime) -> None:
    """Nothing that still waits goes to an address that is the candidate's no more."""
    withdraw(about=programme.pk, kinds=[TO_CANDIDATE], at=at)


def withdraw_from_counsellor(programme: Programme, *, at: datetime) -> None:
    withdraw(about=programme.pk, kinds=[TO_COUNSELLOR], at=at)
