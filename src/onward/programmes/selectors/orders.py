"""Orders before their talk, as their coordinator has to think of them: employer by employer, never a page of names."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from onward.core.access import Actor
from onward.engagements import selectors as engagements
from onward.programmes.enums import OrdersWait
from onward.programmes.models import ProposedCounsellor

SOON = timedelta(days=7)  # from here on a talk needs a name in its letter


@dataclass(frozen=True, slots=True)
class OrdersWaiting:
    """People of one employer who wait for the same thing. first_at: the nearest talk, or when the list came."""

    employer_id: uuid.UUID
    employer: str
    kind: OrdersWait
    people: int
    first_at: datetime


def orders_waiting(actor: Actor, at: datetime) -> list[OrdersWaiting]:
    """What waits for a coordinator: talks nobody has ticked, talks without a counsellor, new people without a day."""
    proposed = ProposedCounsellor.objects.filter(order=OuterRef("pk"))
    ahead = engagements.narrowed(engagements.own_talks(actor), engagements.Choice.AHEAD, at).order_by()
    rows = ahead.annotate(proposed=Exists(proposed)).values_list(
        "agreement__employer", "agreement__employer__name", "created_at", "talk_at", "proposed"
    )
    moments: dict[tuple[uuid.UUID, str, OrdersWait], list[datetime]] = defaultdict(list)
    for employer, name, came_at, talk_at, has_counsellor in rows:  # added up here: in SQL each talk is found six times
        kind = _kind(talk_at, at, has_counsellor=has_counsellor)
        if kind is not None:
            moments[employer, name, kind].append(talk_at or came_at)
    found = [
        OrdersWaiting(employer_id=key, employer=name, kind=kind, people=len(each), first_at=min(each))
        for (key, name, kind), each in moments.items()
    ]
    order = list(OrdersWait)
    return sorted(found, key=lambda each: (order.index(each.kind), each.first_at, each.employer))


def _kind(talk_at: datetime | None, at: datetime, *, has_counsellor: bool) -> OrdersWait | None:
    if talk_at is None:
        return OrdersWait.NO_DAY
    if talk_at < at:
        return OrdersWait.NOT_TICKED
    return OrdersWait.NO_COUNSELLOR if talk_at < at + SOON and not has_counsellor else None
