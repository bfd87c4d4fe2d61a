"""Who reads and writes messages: the candidate and the counsellor of the programme.

Anybody else on the staff reads them only in a look through the file, for a stated reason and time.

Until the counsellor has confirmed by voice who it is, a candidate's account writes, and reads only what its own user
wrote, and nothing from before it was last closed.
"""

from datetime import datetime

from django.db.models import F, Q

from onward.core.access import NOTHING, STAFF, Actor, Role
from onward.dialogue.enums import MessageKind, Side
from onward.dialogue.models import AwayNote, Draft, Message
from onward.programmes import policies as programmes
from onward.programmes.enums import State
from onward.programmes.models import Programme

NEVER = (State.DECLINED, State.TAKEN_BACK)


def readable_conversations(actor: Actor) -> Q:
    """That there is one, who has read how far, and what waits: facts, without a word of what was said."""
    match actor.role:
        case Role.CANDIDATE:
            confirmed = Q(programme__identity_confirmed_at__isnull=False)
            return ~Q(programme__state=State.TAKEN_BACK) & Q(programme__candidate=actor.person_id) & confirmed
        case Role.COUNSELLOR:
            return ~Q(programme__state=State.TAKEN_BACK) & Q(programme__counsellor=actor.person_id)
        case Role.COORDINATOR | Role.SYSTEM:
            rows = Programme.objects.filter(programmes.readable_programmes(actor))
            return Q(programme__in=rows.values("pk"))
        case _:
            return NOTHING


def readable_messages(actor: Actor) -> Q:
    """A counsellor who was chosen in a change reads what was written before only once the candidate has opened it."""
    match actor.role:
        case Role.CANDIDATE:
            return _of_candidate(actor)
        case Role.COUNSELLOR:
            return programmes.readable_since(actor, "at", "conversation__programme")
        case _:
            return NOTHING


def _of_candidate(actor: Actor) -> Q:
    confirmed = Q(conversation__programme__identity_confirmed_at__isnull=False)
    holder_since = "conversation__programme__candidate__holder_since"
    since = Q(**{holder_since: None}) | Q(at__gte=F(holder_since))
    written = Q(author=actor.person_id, kind=MessageKind.WRITTEN)
    own = Q(conversation__programme__candidate=actor.person_id)
    return ~Q(conversation__programme__state=State.TAKEN_BACK) & own & (confirmed | (written & since))


def readable_files(actor: Actor) -> Q:
    """Those of readable messages, and those that wait on an own draft."""
    if actor.role not in {Role.CANDIDATE, Role.COUNSELLOR}:
        return NOTHING
    sent = Message.objects.filter(readable_messages(actor))
    drafts = Draft.objects.filter(readable_drafts(actor))
    return Q(message__in=sent.values("pk")) | Q(draft__in=drafts.values("pk"))


def messages_in_look(actor: Actor, now: datetime) -> Q:
    """On the page of a look-through alone: what was sent, and never more than the present counsellor may read."""
    return programmes.readable_in_look(actor, now, "at", "conversation__programme")


def readable_drafts(actor: Actor) -> Q:
    """The author's alone, while the programme is hers; nothing that an earlier holder of the account began."""
    own = ~Q(programme__state=State.TAKEN_BACK) & Q(author=actor.person_id)
    match actor.role:
        case Role.CANDIDATE:
            holder_since = "programme__candidate__holder_since"
            since = Q(**{holder_since: None}) | Q(saved_at__gte=F(holder_since))
            return own & since & Q(programme__candidate=actor.person_id)
        case Role.COUNSELLOR:
            return own & Q(programme__counsellor=actor.person_id)
        case _:
            return NOTHING


def may_write(actor: Actor, programme: Programme) -> bool:
    """The candidate, confirmed or not, and the own counsellor."""
    return programme.state not in NEVER and (
        programmes.is_own(actor, programme) or programmes.is_own_counsellor(actor, programme)
    )


def may_read(actor: Actor, programme: Programme) -> bool:
    """Open the page at all; what stands on it, `readable_messages` says."""
    return programme.state != State.TAKEN_BACK and (
        programmes.is_own(actor, programme) or programmes.is_own_counsellor(actor, programme)
    )


def may_write_down(actor: Actor, programme: Programme) -> bool:
    """What a candidate said by phone; and that something needs no answer."""
    return programme.state not in NEVER and programmes.is_own_counsellor(actor, programme)


def may_set_away(actor: Actor) -> bool:
    """Each counsellor the own."""
    return actor.role is Role.COUNSELLOR


def may_remove_away(actor: Actor, note: AwayNote) -> bool:
    return actor.role is Role.COUNSELLOR and note.counsellor_id == actor.person_id


def readable_away(actor: Actor) -> Q:
    return Q(counsellor=actor.person_id) if actor.role is Role.COUNSELLOR else NOTHING


def may_set_answer_time(actor: Actor) -> bool:
    """A coordinator for the own office."""
    return actor.role is Role.COORDINATOR and actor.office_id is not None


def side_of(actor: Actor) -> Side:
    return Side.COUNSELLOR if actor.role in STAFF else Side.CANDIDATE
