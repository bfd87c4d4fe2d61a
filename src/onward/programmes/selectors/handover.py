"""Who is away with people handed over, and who helps for whom meanwhile."""

import uuid
from collections import defaultdict
from collections.abc import Collection

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from onward.core.access import Actor
from onward.programmes import policies
from onward.programmes.models import CounsellorChange, HandedOver, HandOver, Programme


def hand_overs(actor: Actor) -> QuerySet[HandOver]:
    """Everybody who is away with people handed over, the longest first. of_mine: somebody of them is this actor's."""
    visible = Programme.objects.filter(policies.readable_programmes(actor)).values("pk")
    mine = HandedOver.objects.filter(hand_over=OuterRef("pk"), settled_at=None, programme__in=visible)
    rows = HandOver.objects.filter(policies.readable_hand_overs(actor), ended_at=None)
    return rows.annotate(of_mine=Exists(mine)).select_related("away").order_by("from_on", "pk")


def handed_over(actor: Actor, hand_over: HandOver) -> QuerySet[HandedOver]:
    """What of it this actor may give back, by name."""
    visible = Programme.objects.filter(policies.readable_programmes(actor)).values("pk")
    rows = HandedOver.objects.filter(hand_over=hand_over, settled_at=None, programme__in=visible)
    return rows.select_related("programme__candidate", "programme__counsellor", "programme__office", "to").order_by(
        "programme__candidate__sort_key", "pk"
    )


def with_stand_in(rows: QuerySet[Programme]) -> QuerySet[Programme]:
    """Programmes with `stands_in_for`: the first name of whoever is away, where the counsellor only stands in."""
    lines = HandedOver.objects.filter(programme=OuterRef("pk"), to=OuterRef("counsellor"), settled_at=None)
    return rows.annotate(stands_in_for=Subquery(lines.order_by("-at").values("hand_over__away__first_name")[:1]))


def left_by_choice(actor: Actor, programmes: Collection[uuid.UUID]) -> dict[uuid.UUID, set[uuid.UUID]]:
    """Whom each candidate has chosen to leave: nobody is handed back to such a colleague."""
    rows = CounsellorChange.objects.filter(policies.readable_changes(actor), programme__in=programmes)
    found: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for programme, before in rows.exclude(before=None).values_list("programme", "before").order_by("at"):
        found[programme].add(before)
    return found
