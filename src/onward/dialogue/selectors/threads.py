"""A conversation as one of the two reads it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from onward.core.access import Actor
from onward.dialogue import policies
from onward.dialogue.enums import Side
from onward.dialogue.models import Conversation, Draft, File, Message
from onward.programmes.models import Programme

A_PAGE = 30


@dataclass(frozen=True, slots=True)
class Thread:
    """Messages in their order, newest last.

    newest: the number of the last message shown here; seen_message: the last own one that the other has read.
    closed_before: what was written before this moment is not open to this counsellor.
    """

    messages: tuple[Message, ...]
    has_earlier: bool
    newest: int
    seen_message: Message | None
    seen_at: datetime | None
    waits: bool
    closed_before: datetime | None

    @property
    def first_number(self) -> int:
        return self.messages[0].number if self.messages else 0


def readable(actor: Actor, programme: Programme) -> QuerySet[Message]:
    """Every message of this programme that this actor may read."""
    return Message.objects.filter(policies.readable_messages(actor), conversation=programme.pk)


def thread(actor: Actor, programme: Programme, *, before: int | None = None) -> Thread:
    """The newest messages, or those before a number."""
    rows = readable(actor, programme)
    if before:
        rows = rows.filter(number__lt=before)
    files = Prefetch("files", File.objects.order_by("added_at", "pk"))
    found = list(rows.select_related("author").prefetch_related(files).order_by("-number")[: A_PAGE + 1])
    shown = tuple(reversed(found[:A_PAGE]))
    side = policies.side_of(actor)
    for message in shown:
        message.is_mine = message.side == side
    row = Conversation.objects.filter(policies.readable_conversations(actor), pk=programme.pk).first()
    seen, seen_at = _seen_by_other(side, row)
    seen_message = next((each for each in reversed(shown) if each.is_mine and each.number <= seen), None)
    return Thread(
        messages=shown,
        has_earlier=len(found) > A_PAGE,
        newest=shown[-1].number if shown else 0,
        seen_message=seen_message,
        seen_at=seen_at,
        waits=row is not None and row.waiting_since is not None,
        closed_before=_closed_before(side, programme),
    )


def _closed_before(side: Side, programme: Programme) -> datetime | None:
    since = programme.shared_since
    if side is not Side.COUNSELLOR or since is None:
        return None
    return since if Message.objects.filter(conversation=programme.pk, at__lt=since).exists() else None


def _seen_by_other(side: Side, row: Conversation | None) -> tuple[int, datetime | None]:
    if row is None:
        return 0, None
    if side is Side.COUNSELLOR:
        return row.candidate_seen, row.candidate_seen_at
    return row.counsellor_seen, row.counsellor_seen_at


def draft_of(actor: Actor, programme: Programme) -> Draft | None:
    """What this actor has begun to write here, with the files that wait on it."""
    files = Prefetch("files", File.objects.order_by("added_at", "pk"))
    rows = Draft.objects.filter(policies.readable_drafts(actor), programme=programme)
    return rows.prefetch_related(files).first()
