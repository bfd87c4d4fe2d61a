"""Writing to each other. What was said stays between the two: history never copies it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onward.core import formats
from onward.core.access import Actor, require
from onward.core.errors import Refused
from onward.core.ids import new_id
from onward.dialogue import notifications, policies, selectors
from onward.dialogue.actions.drafts import draft_held, lines
from onward.dialogue.actions.rows import add_files, held, refuse_closed
from onward.dialogue.enums import MessageKind, Side
from onward.dialogue.models import Conversation, Draft, File, Message
from onward.dialogue.safety import CheckedFile
from onward.privacy import audit
from onward.programmes.models import Programme

EMPTY = gettext_lazy("There is nothing to send yet. Write a few words, or add a file.")


@dataclass(frozen=True, slots=True)
class Words:
    """What is about to become a message."""

    side: Side
    text: str = field(repr=False)
    kind: MessageKind = MessageKind.WRITTEN
    author: uuid.UUID | None = None
    key: uuid.UUID = field(default_factory=new_id)
    asks: bool = False


@transaction.atomic
def send_message(
    *,
    by: Actor,
    programme: Programme,
    text: str,
    at: datetime,
    key: uuid.UUID | None = None,
    files: Sequence[CheckedFile] = (),
    seen: int = 0,
    version: int | None = None,
) -> Message:
    """Send what is written, with these files and those that wait on the draft. A page sent twice is one message.

    seen: up to which number the page showed the conversation; what came after it still waits for an answer.
    version: the draft that this window began with, so that what another window wrote stays a draft.
    Raises Refused for nothing at all, for too many files, and once writing is over.
    """
    require(policies.may_write(by, programme))
    refuse_closed(programme, at)
    row, words = held(programme), lines(text).strip()
    key = key or new_id()
    sent = Message.objects.filter(conversation=row, key=key).first()
    if sent is not None:
        if (sent.author_id, sent.text) == (by.key, words):
            return sent
        key = new_id()  # the page was gone back to, and something else written on it
    draft = draft_held(by, row.programme, at)
    add_files(draft, files, at)
    waiting = list(File.objects.filter(draft=draft))
    if not words and not waiting:
        raise Refused(EMPTY, "empty")
    side = policies.side_of(by)
    message = _append(row, Words(side, words, author=by.key, key=key, asks=side is Side.CANDIDATE), at)
    File.objects.filter(pk__in=[file.pk for file in waiting]).update(message=message, draft=None)
    _empty(draft, words, version, at)
    _see(row, side, seen, at)
    if side is Side.CANDIDATE:
        _ask(row, message, at)
    else:
        _answer(row, seen)
    _tell_other(row, side, at)
    row.save()
    _record(by, "dialogue.message_sent", message, row, at, {"attached": len(waiting)})
    return message


@transaction.atomic
def write_down(
    *, by: Actor, programme: Programme, text: str, at: datetime, key: uuid.UUID | None = None, asks: bool = False
) -> Message:
    """What a candidate said by phone, in her words, written by the counsellor and marked as such.

    asks: it still needs an answer.
    """
    require(policies.may_write_down(by, programme))
    refuse_closed(programme, at)
    row, words = held(programme), lines(text).strip()
    if not words:
        raise Refused(gettext_lazy("Write down in a few words what was said."), "empty")
    key = key or new_id()
    sent = Message.objects.filter(conversation=row, key=key).first()
    if sent is not None:
        return sent
    message = _append(row, Words(Side.CANDIDATE, words, MessageKind.BY_PHONE, by.key, key, asks), at)
    if asks:
        _ask(row, message, at, answers_itself=False)
    _tell_other(row, Side.COUNSELLOR, at)
    row.save()
    _record(by, "dialogue.message_written_down", message, row, at, {"on_behalf": True})
    return message


@transaction.atomic
def need_no_answer(*, by: Actor, programme: Programme, seen: int, at: datetime) -> None:
    """A thank-you needs no answer: nothing waits any more, but for what came after the page was opened."""
    require(policies.may_write_down(by, programme))
    row = held(programme)
    if row.waiting_since is None:
        return
    _answer(row, seen)
    row.save(update_fields=["waiting_since", "answer_due_at"])
    audit.record(by, "dialogue.needs_no_answer", row, at=at, about=programme.candidate_id)


@transaction.atomic
def mark_seen(*, by: Actor, programme: Programme, number: int, at: datetime) -> None:
    """What the page has shown was read; said by the page itself, because opening one writes nothing."""
    require(policies.may_read(by, programme))
    row = held(programme)
    _see(row, policies.side_of(by), number, at)
    row.save()


# The parts --------------------------------------------------------------------------------------------------


def _append(row: Conversation, words: Words, at: datetime) -> Message:
    row.last_number += 1
    row.last_at = at
    row.save(update_fields=["last_number", "last_at"])
    return Message.objects.create(
        conversation=row,
        number=row.last_number,
        side=words.side,
        kind=words.kind,
        author_id=words.author,
        key=words.key,
        text=words.text,
        asks=words.asks,
        at=at,
    )


def _empty(draft: Draft, sent: str, version: int | None, at: datetime) -> None:
    """The draft without what was sent; what another window wrote meanwhile stays."""
    if version in {None, draft.version} or draft.text.strip() == sent:
        draft.text = draft.aside
    draft.aside, draft.version, draft.saved_at = "", draft.version + 1, at
    draft.save(update_fields=["text", "aside", "version", "saved_at"])


def _ask(row: Conversation, message: Message, at: datetime, *, answers_itself: bool = True) -> None:
    """The candidate waits from her first message on that has no answer; while the counsellor is away, she is told."""
    away = selectors.away_of(row.programme, at)
    due_at = row.answer_due_at or selectors.promise(row.programme, at, away)
    row.waiting_since, row.answer_due_at = row.waiting_since or message.at, due_at
    if away is None or not answers_itself:
        return
    told = Message.objects.filter(conversation=row, kind=MessageKind.AWAY, at__gte=away.since)
    if not told.exists():
        _append(row, Words(Side.COUNSELLOR, _away_words(row.programme, away, due_at), MessageKind.AWAY), at)


def _away_words(programme: Programme, away: selectors.Away, due_at: datetime) -> str:
    """In the candidate's language: the counsellor's own words, or ours; and by when there usually is an answer."""
    language = programme.candidate.language
    zone = ZoneInfo(programme.office.timezone)
    back_on, due = away.back_on, due_at.astimezone(zone)
    with translation.override(language):
        names = {
            "name": programme.counsellor.first_name if programme.counsellor else "",
            "day": formats.long_date(back_on, language, back_on, weekday=True),
            "due": formats.day_and_time(due, language, back_on),
            "phone": formats.phone(programme.office.phone, language),
        }
        usual = _("%(name)s is away and back on %(day)s.") % names
        rest = _("Your message is kept. You usually get an answer by %(due)s. Call %(phone)s if it cannot wait.")
        return f"{away.words(language) or usual}\n\n{rest % names}"


def _answer(row: Conversation, seen: int) -> None:
    """What the counsellor had on the page is answered, and what is closed to her; what came after it still waits."""
    later = Message.objects.filter(conversation=row, asks=True, number__gt=seen).order_by("number")
    if row.programme.shared_since is not None:
        later = later.filter(at__gte=row.programme.shared_since)
    _wait_for(row, later.first())


def _wait_for(row: Conversation, later: Message | None) -> None:
    if later is None or row.waiting_since is None:
        row.waiting_since = row.answer_due_at = None
    elif later.at > row.waiting_since:
        away = selectors.away_of(row.programme, later.at)
        row.waiting_since, row.answer_due_at = later.at, selectors.promise(row.programme, later.at, away)


def _see(row: Conversation, side: Side, number: int, at: datetime) -> None:
    """Move the mark of one side forward, never back; once all is read the next message is worth a notice again."""
    if side is Side.CANDIDATE and row.programme.identity_confirmed_at is None:
        return
    name, number = side.value, min(number, row.last_number)
    if number > getattr(row, f"{name}_seen"):
        setattr(row, f"{name}_seen", number)
        setattr(row, f"{name}_seen_at", at)
    later = Message.objects.filter(conversation=row, number__gt=number).exclude(side=side)
    if getattr(row, f"{name}_told_at") is not None and not later.exists():
        setattr(row, f"{name}_told_at", None)


def _tell_other(row: Conversation, writer: Side, at: datetime) -> None:
    if writer is Side.CANDIDATE and notifications.tell_counsellor(row, at=at):
        row.counsellor_told_at = at
    if writer is Side.COUNSELLOR and notifications.tell_candidate(row, at=at):
        row.candidate_told_at = at


def _record(by: Actor, verb: str, message: Message, row: Conversation, at: datetime, after: dict[str, Any]) -> None:
    audit.record(by, verb, message, at=at, about=row.programme.candidate_id, after=after)
