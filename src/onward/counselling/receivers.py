"""What programmes say from below: somebody is to be called, or a coming meeting falls away."""

from django.dispatch import receiver

from onward.accounts.signals import contact_proved
from onward.core import wall
from onward.core.access import SYSTEM
from onward.correspondence.signals import text_received
from onward.counselling import actions
from onward.counselling.enums import CallReason
from onward.programmes import signals
from onward.programmes.enums import AnswerKind

BEFORE_THE_ANSWER = (CallReason.NO_ANSWER, CallReason.TALK_FIRST)


@receiver(signals.invitation_unanswered, dispatch_uid="counselling.call_the_silent")
def call_the_silent(sender, *, programme, at, **kwargs):
    """Silence is no answer: somebody calls."""
    actions.ask_call(by=SYSTEM, programme=programme, reason=CallReason.NO_ANSWER, at=at)


@receiver(signals.code_used_again, dispatch_uid="counselling.call_about_code")
def call_about_code(sender, *, programme, at, **kwargs):
    actions.ask_call(by=SYSTEM, programme=programme, reason=CallReason.CODE_USED, at=at)


@receiver(signals.invitation_answered, dispatch_uid="counselling.answer_ends_calls")
def answer_ends_calls(sender, *, programme, answer, at, by, **kwargs):
    """An answer has come: nobody needs to ask for it any more."""
    reasons = (CallReason.NO_ANSWER,) if answer == AnswerKind.TALK_FIRST else BEFORE_THE_ANSWER
    actions.close_calls(by=by, programme=programme, reasons=reasons, at=at)


@receiver(signals.first_contact_made, dispatch_uid="counselling.talk_ends_silence")
def talk_ends_silence(sender, *, programme, at, by, **kwargs):
    actions.close_calls(by=by, programme=programme, reasons=(CallReason.NO_ANSWER,), at=at)


@receiver(signals.identity_confirmed, dispatch_uid="counselling.voice_ends_doubt")
def voice_ends_doubt(sender, *, programme, at, by, **kwargs):
    """Whoever used the code: the counsellor has heard who it is."""
    actions.close_calls(by=by, programme=programme, reasons=(CallReason.CODE_USED, CallReason.ADDRESS), at=at)


@receiver(signals.account_closed, dispatch_uid="counselling.forget_holder")
def forget_holder(sender, *, programme, at, by, **kwargs):
    actions.forget_holder(by=by, programme=programme, at=at)


@receiver(signals.counsellor_assigned, dispatch_uid="counselling.new_counsellor")
def new_counsellor(sender, *, programme, before, at, handed_over=False, **kwargs):
    """The hours of the counsellor before are given back; with the new one a new time is chosen.

    What was not shared of earlier meetings stays with whoever wrote it.
    """
    if before is None:
        return
    actions.keep_drafts(by=SYSTEM, programme=programme, at=at)
    if not handed_over:
        actions.cancel_coming(by=SYSTEM, programme=programme, at=at)


@receiver(signals.programme_closed, dispatch_uid="counselling.programme_over")
@receiver(signals.programme_taken_back, dispatch_uid="counselling.programme_taken_back")
def programme_over(sender, *, programme, at, **kwargs):
    """Nobody is expected any more."""
    actions.cancel_coming(by=SYSTEM, programme=programme, at=at)
    actions.cancel_coming_trials(by=SYSTEM, programme=programme, at=at)
    actions.close_calls(by=SYSTEM, programme=programme, reasons=tuple(CallReason), at=at)


@receiver(text_received, dispatch_uid="counselling.take_text")
def take_text(sender, *, person, text, at, **kwargs):
    return actions.take_text(by=SYSTEM, person=person, text=text, at=at)


@receiver(contact_proved, dispatch_uid="counselling.catch_up")
def catch_up(sender, *, person, at, **kwargs):
    """Said on a page of the own account, whose role reads no programme."""
    with wall.taken("inside_writing"):
        actions.catch_up(person=person, at=at)


@receiver(signals.programme_erased, dispatch_uid="counselling.programme_erased")
def programme_erased(sender, *, programme, at, **kwargs):
    """The promised time is over: what was said and agreed goes, with the hours it stood in."""
    actions.erase_of_programme(by=SYSTEM, programme=programme, at=at)
