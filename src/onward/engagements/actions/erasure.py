"""What ends before it began leaves a number and nothing else."""

import logging
import uuid
from datetime import datetime

from django.db import DatabaseError, transaction
from django.db.models import F, Q

from onward.accounts.models import Pass, PassEnd
from onward.core import wall
from onward.core.access import Actor, require
from onward.correspondence.models import Message
from onward.engagements import policies, selectors, signals
from onward.engagements.actions.history import lock
from onward.engagements.enums import TalkEventKind, TallyKind
from onward.engagements.models import Manager, Order, TalkPlan, Tally
from onward.privacy.models import AccessEntry, AuditEntry

logger = logging.getLogger(__name__)


def erase_ended(*, by: Actor, at: datetime, limit: int = 100) -> int:
    """Erase people whose talk was called off, or not held 60 days after its date (or after the order, without one).

    Each in a transaction of its own, under the erasure role: what cannot be erased today stops nobody else.
    Returns how many were erased. May run as often as one likes.
    """
    require(policies.may_keep_house(by))
    with wall.taken("erasure"):
        ended = list(selectors.ended_orders(by, at).values_list("pk", flat=True)[:limit])
    return sum(_erased(by, each, at) for each in ended)


def _erased(by: Actor, order: uuid.UUID, at: datetime) -> bool:
    try:
        with wall.taken("erasure"):
            return erase_order(by=by, order=order, at=at)
    except DatabaseError:
        logger.exception("Order %s could not be erased; the next run tries again.", order)
        return False


@transaction.atomic
def erase_order(*, by: Actor, order: uuid.UUID, at: datetime) -> bool:
    """Remove one person who has ended, everywhere, and count it. False where somebody ticked or erased meanwhile."""
    require(policies.may_keep_house(by))
    lock(order)
    found = selectors.ended_orders(by, at).filter(pk=order).first()
    if found is None:
        return False
    signals.order_ends.send(sender=Order, order=order, at=at)
    managers = set(TalkPlan.objects.filter(order=order, manager__isnull=False).values_list("manager", flat=True))
    Message.objects.filter(about=order).delete()
    AccessEntry.objects.filter(about=order).delete()
    Order.objects.filter(pk=order).delete()
    _erase_idle(managers, at)
    _black_out(order, at)
    called_off = found.event_kind == TalkEventKind.CALLED_OFF
    _count(found.agreement_id, TallyKind.CALLED_OFF if called_off else TallyKind.NOT_HELD, at)
    return True


def _erase_idle(managers: set[uuid.UUID], at: datetime) -> None:
    """Managers of the erased talk who hold no other: name, address and links go as well."""
    for manager in managers - set(TalkPlan.objects.filter(manager__in=managers).values_list("manager", flat=True)):
        for model in (Pass, PassEnd):
            for key in model.objects.filter(manager=manager).values_list("pk", flat=True):
                _black_out(key, at)
            model.objects.filter(manager=manager).delete()
        Manager.objects.filter(pk=manager).delete()
        _black_out(manager, at)


def _black_out(about: uuid.UUID, at: datetime) -> None:
    rows = AuditEntry.objects.filter(Q(about=about) | Q(target_id=about), blacked_out_at=None)
    rows.update(before={}, after={}, blacked_out_at=at)


def _count(agreement: uuid.UUID, kind: TallyKind, at: datetime) -> None:
    month = at.date().replace(day=1)
    tally, _made = Tally.objects.get_or_create(agreement_id=agreement, kind=kind, month=month)
    Tally.objects.filter(pk=tally.pk).update(number=F("number") + 1)
