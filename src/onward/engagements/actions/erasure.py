"""What is over leaves a number and nothing else: an order that never became a programme, and one whose time is up."""

import logging
import uuid
from datetime import datetime

from django.db import DatabaseError, transaction
from django.db.models import F

from onward.accounts.models import Pass, PassEnd
from onward.core import wall
from onward.core.access import Actor, require
from onward.correspondence.models import Message
from onward.engagements import policies, selectors, signals
from onward.engagements.actions.history import lock
from onward.engagements.enums import TalkEventKind, TallyKind
from onward.engagements.models import Manager, Order, TalkPlan, Tally
from onward.privacy import erasure

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
    called_off = found.event_kind == TalkEventKind.CALLED_OFF
    _remove(found, TallyKind.CALLED_OFF if called_off else TallyKind.NOT_HELD, at)
    return True


@transaction.atomic
def erase_told_order(*, by: Actor, order: uuid.UUID, kind: TallyKind, at: datetime) -> None:
    """The last of a person whose programme has just been erased, in the same transaction: the order it began with."""
    require(policies.may_keep_house(by))
    lock(order)
    _remove(Order.objects.get(pk=order), kind, at)


def _remove(order: Order, kind: TallyKind, at: datetime) -> None:
    key, agreement = order.pk, order.agreement_id
    managers = set(TalkPlan.objects.filter(order=key, manager__isnull=False).values_list("manager", flat=True))
    Message.objects.filter(about=key).delete()
    Order.objects.filter(pk=key).delete()
    erasure.forget([key], at)
    _erase_idle(managers, at)
    erasure.black_out([key], at)
    _count(agreement, kind, at)


def _erase_idle(managers: set[uuid.UUID], at: datetime) -> None:
    """Managers of the erased talk who hold no other: name, address and links go as well."""
    for manager in managers - set(TalkPlan.objects.filter(manager__in=managers).values_list("manager", flat=True)):
        for model in (Pass, PassEnd):
            erasure.remove(model.objects.filter(manager=manager), at)
        erasure.remove(Manager.objects.filter(pk=manager), at)


def _count(agreement: uuid.UUID, kind: TallyKind, at: datetime) -> None:
    month = at.date().replace(day=1)
    tally, _made = Tally.objects.get_or_create(agreement_id=agreement, kind=kind, month=month)
    Tally.objects.filter(pk=tally.pk).update(number=F("number") + 1)
