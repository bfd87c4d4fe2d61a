"""All that stands on the page of a conversation."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from onward.core.access import Actor, Role
from onward.dialogue import policies, rules
from onward.dialogue.models import Draft
from onward.dialogue.selectors.away import Away, away_of, promise
from onward.dialogue.selectors.threads import Thread, draft_of, thread
from onward.programmes.models import Programme


@dataclass(frozen=True, slots=True)
class ConversationPage:
    """takes_more: one may still write. due_at: until when whoever writes now usually has an answer (local).

    reads_all: the voice was heard; before that a candidate reads only what she wrote. is_told: a notice reaches her.
    """

    thread: Thread
    draft: Draft | None
    away: Away | None
    due_at: datetime
    takes_more: bool
    reads_all: bool
    is_told: bool


def conversation_page(actor: Actor, programme: Programme, at: datetime, before: int | None) -> ConversationPage:
    """Needs the programme with its people and its office."""
    zone = ZoneInfo(programme.office.timezone)
    away = away_of(programme, at)
    person = programme.candidate
    return ConversationPage(
        thread=thread(actor, programme, before=before),
        draft=draft_of(actor, programme),
        away=away,
        due_at=promise(programme, at, away).astimezone(zone),
        takes_more=policies.may_write(actor, programme) and not rules.is_closed(programme, at),
        reads_all=actor.role is not Role.CANDIDATE or programme.identity_confirmed_at is not None,
        is_told=bool(person.proven_email or person.proven_phone),
    )
