"""What every action about an order begins and ends with: a lock, a fresh look, a trace."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from onward.core.access import Actor, require
from onward.engagements import selectors
from onward.engagements.enums import TalkEventKind
from onward.engagements.models import Order, TalkEvent
from onward.engagements.seen import AnyOrder
from onward.privacy import audit

MOMENT = timedelta(microseconds=1)


def lock(*ids: uuid.UUID) -> None:
    """Hold these orders (or this employer) until the transaction ends.

    By advisory locks: the employer's side cannot lock rows of a table it may only add to.
    """
    with connection.cursor() as cursor:
        for key in sorted(int.from_bytes(each.bytes[:8], signed=True) for each in ids):
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def fresh(by: Actor, order: uuid.UUID) -> AnyOrder:
    """The order as it is now, locked. Raises NotAllowed where this actor sees none."""
    return fresh_ones(by, [order])[0]


def fresh_ones(by: Actor, ids: Iterable[uuid.UUID]) -> list[AnyOrder]:
    """Several orders at once, in order of name."""
    wanted = set(ids)
    lock(*wanted)
    found: list[AnyOrder] = list(selectors.orders(by).filter(pk__in=wanted))
    require(len(found) == len(wanted))
    return found


def say(by: Actor, order: AnyOrder, kind: TalkEventKind, at: datetime, repeated_name: str = "") -> TalkEvent:
    """Write one event. A word said later stands later, also when its request began earlier."""
    said_at = max(at, order.event_at + MOMENT) if order.event_at else at
    event = TalkEvent(
        order_id=order.pk,
        kind=kind,
        repeated_name=repeated_name,
        at=said_at,
        by=by.person_id or by.manager_id,
        by_name=by.name,
    )
    event.save(force_insert=True)
    trace(by, f"engagements.talk_{kind}", order.pk, at)
    return event


def trace(
    by: Actor,
    verb: str,
    order: uuid.UUID,
    at: datetime,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """An audit row about an order, found again by the order's id when the person is erased."""
    audit.record(by, verb, Order(pk=order), at=at, about=order, before=before, after=after)
