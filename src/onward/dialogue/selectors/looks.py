"""What a look through a file shows of messages: those that were sent, with the names of their files. No draft."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from onward.core.access import Actor
from onward.dialogue import policies
from onward.dialogue.models import File, Message
from onward.programmes.models import LookThrough, Programme


@dataclass(frozen=True, slots=True)
class LookedAt:
    programme: Programme
    messages: list[Message]


def looked_at(actor: Actor, look: LookThrough, at: datetime) -> LookedAt:
    """In the order of writing; empty as soon as the look is over. Two queries. Files are named, never opened."""
    rows = Message.objects.filter(policies.messages_in_look(actor, at), conversation=look.programme_id)
    files = Prefetch("files", File.objects.order_by("added_at", "pk"))
    found = rows.select_related("author").prefetch_related(files).order_by("number")
    return LookedAt(look.programme, list(found))
