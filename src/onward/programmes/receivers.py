"""What accounts and engagements say from below."""

import uuid
from datetime import datetime

from django.db.models import Q
from django.dispatch import receiver
from django.utils.translation import ngettext

from onward.accounts.models import Membership, Person
from onward.accounts.signals import role_ends
from onward.core.access import Role
from onward.core.errors import Refused
from onward.correspondence.models import Message
from onward.engagements.signals import order_ends
from onward.privacy.models import AuditEntry
from onward.programmes.enums import OVER, State
from onward.programmes.models import Programme


@receiver(role_ends, dispatch_uid="programmes.role_ends")
def keep_whoever_still_helps(sender, *, membership: Membership, **kwargs) -> None:
    """Nobody is left with a counsellor who cannot come in any more: they are handed over first."""
    if membership.role != Role.COUNSELLOR:
        return
    # held until the end: whoever is being given somebody at this moment holds it too
    roles = Membership.objects.select_for_update().filter(
        person=membership.person_id, role=Role.COUNSELLOR, ended_at=None
    )
    if any(each.pk != membership.pk for each in roles):
        return
    helped = Programme.objects.filter(counsellor=membership.person_id).exclude(state__in=OVER).count()
    if helped:
        words = ngettext(
            "%(number)s person is still helped here. Give this person to a colleague first; then the role can end.",
            "%(number)s people are still helped here. Give them to colleagues first; then the role can end.",
            helped,
        )
        raise Refused(words % {"number": helped}, "still_helps")


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
