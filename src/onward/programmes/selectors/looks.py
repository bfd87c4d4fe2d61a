"""Who may look through a file, and who does."""

import uuid
from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from onward.core.access import Actor, Role
from onward.programmes import policies
from onward.programmes.models import LookThrough, Programme


def looks(actor: Actor, *, programme: uuid.UUID | None = None) -> QuerySet[LookThrough]:
    """Every look this actor may know of, newest first: about the own file, at the own candidates, or one's own."""
    rows = LookThrough.objects.filter(policies.readable_looks(actor))
    if programme is not None:
        rows = rows.filter(programme=programme)
    return rows.select_related("reader", "programme__candidate", "programme__office").order_by("-from_at", "-pk")


def open_look(actor: Actor, look: uuid.UUID, at: datetime) -> LookThrough | None:
    """The own look, if it holds at this moment and the file may still be looked through."""
    found = (
        LookThrough.objects.filter(policies.open_looks(actor, at), pk=look)
        .select_related("reader", "programme__candidate", "programme__office", "programme__counsellor")
        .select_related("programme__order", "programme__employer", "programme__template")
        .first()
    )
    return found if found and policies.may_look_through(actor, found.programme) else None


def own_looks(actor: Actor, at: datetime) -> QuerySet[LookThrough]:
    """What one may look through now, what ends first on top."""
    rows = LookThrough.objects.filter(policies.open_looks(actor, at))
    return rows.select_related("programme__candidate", "programme__office").order_by("until", "pk")


def looked_for(actor: Actor, name: str) -> list[Programme]:
    """Programmes of the own office that carry exactly this name, first name and last name; for a reason to be stated.

    A counsellor types the whole name: there is no list of other people's candidates.
    """
    wanted = " ".join(name.split()).casefold()
    if actor.role not in {Role.COUNSELLOR, Role.COORDINATOR} or " " not in wanted:
        return []
    rows = Programme.objects.filter(office=actor.office_id, candidate__last_name__iendswith=wanted.split()[-1])
    found = rows.select_related("candidate", "counsellor", "office").order_by("-ticked_at", "pk")
    return [
        each for each in found if each.candidate.name.casefold() == wanted and policies.may_look_through(actor, each)
    ]


def may_ask_to_look(actor: Actor, programme: Programme) -> bool:
    """Whether this actor may ask to look through the file of a programme that a page has read. At most one query."""
    return policies.may_look_through(actor, programme)


def to_look_through(actor: Actor, programme: uuid.UUID) -> Programme | None:
    """A programme whose file this actor may ask to look through."""
    rows = Programme.objects.filter(pk=programme, office=actor.office_id) if actor.office_id else None
    found = rows.select_related("candidate", "counsellor", "office", "order").first() if rows is not None else None
    return found if found and policies.may_look_through(actor, found) else None


def live(found: Collection[LookThrough], at: datetime) -> list[LookThrough]:
    return [each for each in found if each.ended_at is None and each.from_at <= at < each.until]
