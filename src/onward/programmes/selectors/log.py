"""Who has looked at what about me."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from onward.core.access import Actor, Role
from onward.privacy import access_log
from onward.privacy.models import AccessEntry


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
    if actor.role != Role.CANDIDATE or actor.person_id is None:
        return []
    rows = AccessEntry.objects.filter(about=actor.person_id).order_by("-at", "-pk")[:most]
    return [
        Looked(row.at, row.reader_name, Role(row.role).label, access_log.THINGS.get(row.thing, row.thing), row.reason)
        for row in rows
    ]


def times_looked(actor: Actor) -> int:
    if actor.role != Role.CANDIDATE or actor.person_id is None:
        return 0
    return AccessEntry.objects.filter(about=actor.person_id).count()
