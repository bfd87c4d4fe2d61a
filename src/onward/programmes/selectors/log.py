"""Who has looked at what about me."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.functional import Promise

from onward.core.access import Actor, Role
from onward.privacy import access_log
from onward.privacy.models import AccessEntry
from onward.programmes import policies
from onward.programmes.models import Programme


@dataclass(frozen=True, slots=True)
class Looked:
    """One page that somebody opened. `thing` and `role` are words."""

    at: datetime
    name: str
    role: str | Promise
    thing: str | Promise
    reason: str


def who_looked(actor: Actor, *, most: int | None = None) -> list[Looked]:
    """Every page opened about this candidate, newest first."""
    return [
        Looked(row.at, row.reader_name, Role(row.role).label, access_log.THINGS.get(row.thing, row.thing), row.reason)
        for row in _looks(actor).order_by("-at", "-pk")[:most]
    ]


def times_looked(actor: Actor) -> int:
    return _looks(actor).count()


def _looks(actor: Actor) -> QuerySet[AccessEntry]:
    """Also those at the order, from before there was a person to be about."""
    if actor.role != Role.CANDIDATE or actor.person_id is None:
        return AccessEntry.objects.none()
    orders = Programme.objects.filter(policies.own_beginnings(actor)).values_list("order", flat=True)
    about = [actor.person_id, *orders]  # named one by one, so that the index over the whole log is used
    return AccessEntry.objects.filter(about__in=about)
