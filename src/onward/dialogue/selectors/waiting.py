"""What waits for an answer, and the conversations of a counsellor. Dates and names, never a word of what was said."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import F, QuerySet

from onward.core.access import Actor
from onward.dialogue import policies
from onward.dialogue.models import Conversation
from onward.programmes import clock
from onward.programmes.models import Programme

# what the lists show, and what the office's working hours need
SHOWN = (
    *("waiting_since", "answer_due_at", "last_at", "last_number", "counsellor_seen", "programme"),
    *(f"programme__{who}__{name}" for who in ("candidate", "counsellor") for name in ("first_name", "last_name")),
    *(f"programme__office__{name}" for name in ("country", "timezone", "hours", "closed_days")),
)


@dataclass(frozen=True, slots=True)
class WaitingForAnswer:
    """A candidate has written and nobody has answered yet. Moments in the time of the office that serves."""

    programme: Programme
    since: datetime
    due_at: datetime
    late_minutes: int

    @property
    def is_late(self) -> bool:
        return self.late_minutes > 0


def waiting_for_answer(actor: Actor, at: datetime) -> list[WaitingForAnswer]:
    """Late ones first, then what is promised soonest: a counsellor's own, or those of a coordinator's office."""
    rows = _around(actor).filter(waiting_since__isnull=False).order_by("answer_due_at", "pk")
    return [_waiting(row, at) for row in rows]


def talks(actor: Actor) -> QuerySet[Conversation]:
    """Conversations in which nothing waits, the latest first."""
    rows = _around(actor).filter(waiting_since=None, last_number__gt=0)
    return rows.annotate(unread=F("last_number") - F("counsellor_seen")).order_by("-last_at", "pk")


def _around(actor: Actor) -> QuerySet[Conversation]:
    rows = Conversation.objects.filter(policies.readable_conversations(actor))
    return rows.select_related("programme__candidate", "programme__counsellor", "programme__office").only(*SHOWN)


def _waiting(row: Conversation, at: datetime) -> WaitingForAnswer:
    if row.waiting_since is None or row.answer_due_at is None:
        raise ValueError("nothing waits here")  # the query has left such rows out
    programme, due_at = row.programme, row.answer_due_at
    zone = ZoneInfo(programme.office.timezone)
    late = max(clock.waited(programme, due_at, at), 0)
    return WaitingForAnswer(programme, row.waiting_since.astimezone(zone), due_at.astimezone(zone), late)
