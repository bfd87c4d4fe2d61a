"""Orders before their talk, as their coordinator has to think of them: employer by employer, never a page of names."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, CharField, Count, Exists, Min, OuterRef, Q, Value, When

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
    overdue, coming = Q(talk_at__lt=at), Q(talk_at__gte=at, talk_at__lt=at + SOON)
    kind = Case(
        When(overdue, then=Value(OrdersWait.NOT_TICKED)),
        When(coming & ~Exists(proposed), then=Value(OrdersWait.NO_COUNSELLOR)),
        When(talk_at=None, then=Value(OrdersWait.NO_DAY)),
        output_field=CharField(),
    )
    ahead = engagements.narrowed(engagements.own_orders(actor), engagements.Choice.AHEAD, at).order_by()
    rows = (
        ahead.annotate(kind=kind)
        .filter(kind__isnull=False)
        .values("employer_id", "employer_name", "kind")
        .annotate(people=Count("pk"), talk=Min("talk_at"), came=Min("created_at"))
    )
    found = [
        OrdersWaiting(
            employer_id=row["employer_id"],
            employer=row["employer_name"],
            kind=OrdersWait(row["kind"]),
            people=row["people"],
            first_at=row["talk"] or row["came"],
        )
        for row in rows
    ]
    order = list(OrdersWait)
    return sorted(found, key=lambda each: (order.index(each.kind), each.first_at, each.employer))
