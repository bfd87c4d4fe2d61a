"""Reads of the outbox. Only the demo's mailbox shows messages; elsewhere nobody reads other people's post."""

from django.conf import settings
from django.db.models import QuerySet

from onward.accounts.selectors import is_work_address
from onward.correspondence.models import Message

__all__ = ["is_work_address", "mailbox"]


def mailbox() -> QuerySet[Message]:
    """Everything that would have been sent, newest first; nothing outside the demo."""
    return Message.objects.order_by("-created_at", "-pk") if settings.DEMO else Message.objects.none()
