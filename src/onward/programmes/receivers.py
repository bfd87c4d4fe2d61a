"""What engagements say from below."""

import uuid
from datetime import datetime

from django.db.models import Q
from django.dispatch import receiver

from onward.accounts.models import Person
from onward.correspondence.models import Message
from onward.engagements.signals import order_ends
from onward.privacy.models import AuditEntry
from onward.programmes.enums import State
from onward.programmes.models import Programme


@receiver(order_ends, dispatch_uid="programmes.order_ends")
def remove_what_never_began(sender, *, order: uuid.UUID, at: datetime, **kwargs) -> None:
    """A tick that was taken back left a person and a code that opened nothing: they go with the order.

    Under the erasure role. A programme that stands is left alone, and so makes the erasure fail as a whole.
    """
    programme = Programme.objects.filter(order=order, state=State.TAKEN_BACK).first()
    if programme is None:
        return
    person = programme.candidate_id
    history = Q(about=person) | Q(target_id__in=[person, programme.pk])
    AuditEntry.objects.filter(history, blacked_out_at=None).update(before={}, after={}, blacked_out_at=at)
    Message.objects.filter(Q(about=programme.pk) | Q(person=person)).delete()
    programme.delete()
    Person.objects.filter(pk=person).delete()
