"""What several actions share: the one conversation of a programme under a lock, and files put away sealed."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from onward.core.errors import Refused
from onward.dialogue import rules, sealing
from onward.dialogue.enums import LARGEST_TOGETHER, MOST_FILES
from onward.dialogue.models import Conversation, Draft, File, FileBody
from onward.dialogue.safety import CheckedFile
from onward.programmes.models import Programme

CLOSED = _("The programme is over, so nothing new is written here. You can still read everything.")
TOO_MUCH = _("One message takes at most 25 MB of files. Send some of them first, and the others in a second message.")
TOO_MANY = _("One message takes at most 10 files. Send some of them first, and the others in a second message.")


def held(programme: Programme) -> Conversation:
    """The conversation, locked: from here on messages get their numbers one after another."""
    Conversation.objects.get_or_create(programme=programme)
    rows = Conversation.objects.select_for_update(of=("self",)).select_related(
        "programme__candidate", "programme__counsellor", "programme__office"
    )
    return rows.get(pk=programme.pk)


def refuse_closed(programme: Programme, at: datetime) -> None:
    if rules.is_closed(programme, at):
        raise Refused(CLOSED, "closed")


def add_files(draft: Draft, files: Iterable[CheckedFile], at: datetime) -> None:
    """Hang files on a draft; the same file twice is one. Raises Refused where they are too many or too big."""
    known = set(draft.files.values_list("digest", "name"))
    for each in files:
        if (each.digest, each.name) in known:
            continue
        known.add((each.digest, each.name))
        row = File(draft=draft, name=each.name, kind=each.kind, size=len(each.data), digest=each.digest, added_at=at)
        row.save(force_insert=True)
        FileBody.objects.create(file=row, sealed=sealing.seal(each.data, file=row.pk))
    if len(known) > MOST_FILES:
        raise Refused(TOO_MANY, "too_many")
    if (draft.files.aggregate(together=Sum("size"))["together"] or 0) > LARGEST_TOGETHER:
        raise Refused(TOO_MUCH, "too_much")
