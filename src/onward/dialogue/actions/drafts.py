"""What is being written: kept as it is typed, in two windows too, until it is sent. Leaves no trace in the history."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from onward.core.access import Actor, require
from onward.core.errors import NotAllowed
from onward.dialogue import policies
from onward.dialogue.actions.rows import add_files, refuse_closed
from onward.dialogue.enums import LONGEST_TEXT
from onward.dialogue.models import Draft, File, Message
from onward.dialogue.safety import CheckedFile
from onward.programmes.models import Programme


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a text. aside: another window had saved meanwhile, so this one is kept beside the other."""

    draft: Draft | None
    aside: bool = False


@transaction.atomic
def save_draft(
    *,
    by: Actor,
    programme: Programme,
    text: str,
    version: int,
    at: datetime,
    key: uuid.UUID | None = None,
    files: Sequence[CheckedFile] = (),
) -> Saved:
    """Keep what is written, and hang files on it.

    version: what this window began with (0: with nothing). Where it is old, both texts stay and the author is told.
    key: of the page; a save that was under way while its page was sent comes too late and changes nothing.
    """
    require(policies.may_write(by, programme))
    refuse_closed(programme, at)
    if key is not None and Message.objects.filter(conversation=programme.pk, key=key).exists():
        return Saved(None)
    row = draft_held(by, programme, at)
    words = lines(text)
    aside = _store(row, words, version, at)
    add_files(row, files, at)
    return Saved(row, aside)


def _store(row: Draft, words: str, version: int, at: datetime) -> bool:
    """True: kept beside another text."""
    if words in {row.text, row.aside}:
        return words != row.text
    is_old = version != row.version and not words.startswith(row.text.strip())
    if is_old and not words.strip():
        return False  # an empty second window takes nothing away
    if is_old:
        row.aside = words
    else:
        row.text, row.version = words, row.version + 1
    row.saved_at = at
    row.save(update_fields=["text", "aside", "version", "saved_at"])
    return is_old


@transaction.atomic
def put_together(*, by: Actor, programme: Programme, keep: bool, at: datetime) -> None:
    """End the matter of two texts: the one from the second window goes below the first (keep), or away."""
    require(policies.may_write(by, programme))
    row = draft_held(by, programme, at)
    if not row.aside:
        return
    if keep:
        row.text = "\n\n".join(part for part in (row.text.rstrip(), row.aside) if part)[:LONGEST_TEXT]
    row.aside, row.version, row.saved_at = "", row.version + 1, at
    row.save(update_fields=["text", "aside", "version", "saved_at"])


@transaction.atomic
def drop_file(*, by: Actor, programme: Programme, file: uuid.UUID, at: datetime) -> None:
    """Take a file off the own draft; one that is gone already is no matter, one of somebody else does not exist."""
    require(policies.may_write(by, programme))
    row = draft_held(by, programme, at)
    found = File.objects.filter(pk=file).first()
    if found is None:
        return
    if found.draft_id != row.pk:
        raise NotAllowed
    found.delete()


def draft_held(by: Actor, programme: Programme, at: datetime) -> Draft:
    """The author's own draft, locked; an empty one where there is none. Part of another action."""
    Draft.objects.get_or_create(programme=programme, author_id=by.key, defaults={"saved_at": at})
    row = Draft.objects.select_for_update().get(programme=programme, author_id=by.key)
    if not Draft.objects.filter(policies.readable_drafts(by), pk=row.pk).exists():
        row.files.all().delete()  # begun by whoever had the account before
        row.text, row.aside, row.version, row.saved_at = "", "", row.version + 1, at
        row.save(update_fields=["text", "aside", "version", "saved_at"])
    return row


def lines(text: str) -> str:
    """As browsers send lines, so that the same text is the same."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
