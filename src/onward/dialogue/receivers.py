"""What accounts and programmes say from below."""

from django.dispatch import receiver

from onward.accounts.signals import contact_proved
from onward.core import wall
from onward.core.access import SYSTEM
from onward.dialogue import actions
from onward.programmes import signals


@receiver(signals.counsellor_assigned, dispatch_uid="dialogue.counsellor_assigned")
def counsellor_assigned(sender, *, programme, before, at, **kwargs):
    if before is not None:
        actions.change_counsellor(by=SYSTEM, programme=programme, at=at)


@receiver(signals.account_closed, dispatch_uid="dialogue.account_closed")
def account_closed(sender, *, programme, at, **kwargs):
    actions.forget_holder(by=SYSTEM, programme=programme, at=at)


@receiver(signals.identity_confirmed, dispatch_uid="dialogue.identity_confirmed")
def identity_confirmed(sender, *, programme, at, **kwargs):
    actions.tell_what_waits(by=SYSTEM, person=programme.candidate, at=at)


@receiver(contact_proved, dispatch_uid="dialogue.contact_proved")
def proved(sender, *, person, at, **kwargs):
    """Said on a page of the own account, whose role reads no programme."""
    with wall.taken("inside_writing"):
        actions.tell_what_waits(by=SYSTEM, person=person, at=at)


@receiver(signals.programme_erased, dispatch_uid="dialogue.programme_erased")
def programme_erased(sender, *, programme, at, **kwargs):
    actions.erase_of_programme(by=SYSTEM, programme=programme, at=at)
