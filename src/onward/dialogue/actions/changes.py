"""What follows when something happens to the programme below."""

from datetime import datetime

from django.db import transaction

from onward.accounts.models import Person
from onward.core.access import Actor, Role, require
from onward.dialogue import notifications
from onward.dialogue.enums import Side
from onward.dialogue.models import Conversation, Draft, File, Message
from onward.privacy import erasure
from onward.programmes.models import Programme


@transaction.atomic
def change_counsellor(*, by: Actor, programme: Programme, at: datetime) -> None:
    """Somebody else answers now: what waits goes on waiting, and is told to whoever took over."""
    require(by.role is Role.SYSTEM)
    notifications.withdraw_from_counsellor(programme, at=at)
    row = _held(programme)
    if row is None:
        return
    row.counsellor_seen, row.counsellor_seen_at, row.counsellor_told_at = 0, None, None
    if row.waiting_since is not None and notifications.tell_counsellor(row, at=at):
        row.counsellor_told_at = at
    row.save()


@transaction.atomic
def forget_holder(*, by: Actor, programme: Programme, at: datetime) -> None:
    """Whoever used the account is out: what was begun there goes, and no notice on its way leaves any more."""
    require(by.role is Role.SYSTEM)
    Draft.objects.filter(programme=programme, author=programme.candidate_id).delete()
    notifications.withdraw_from_candidate(programme, at=at)
    Conversation.objects.filter(programme=programme).update(
        candidate_seen=0, candidate_seen_at=None, candidate_told_at=None
    )


@transaction.atomic
def tell_what_waits(*, by: Actor, person: Person, at: datetime) -> None:
    """What could not be told before: the voice had not been heard, or no address was known to be hers."""
    require(by.role is Role.SYSTEM)
    rows = Conversation.objects.select_for_update(of=("self",)).filter(programme__candidate=person)
    around = rows.select_related("programme__candidate", "programme__counsellor", "programme__office")
    for row in around.order_by("pk"):
        unread = Message.objects.filter(conversation=row, side=Side.COUNSELLOR, number__gt=row.candidate_seen)
        if unread.exists() and notifications.tell_candidate(row, at=at):
            row.candidate_told_at = at
            row.save(update_fields=["candidate_told_at"])


@transaction.atomic
def erase_of_programme(*, by: Actor, programme: Programme, at: datetime) -> None:
    """Remove everything written and sent in a programme. Under the erasure role, within its transaction."""
    require(by.role is Role.SYSTEM)
    drafts = Draft.objects.filter(programme=programme)
    messages = Message.objects.filter(conversation=programme.pk)
    erasure.remove(File.objects.filter(draft__in=drafts), at)
    erasure.remove(File.objects.filter(message__in=messages), at)
    erasure.remove(drafts, at)
    erasure.remove(messages, at)
    erasure.remove(Conversation.objects.filter(programme=programme), at)


def _held(programme: Programme) -> Conversation | None:
    rows = Conversation.objects.select_for_update(of=("self",)).filter(programme=programme)
    return rows.select_related("programme__candidate", "programme__counsellor", "programme__office").first()
