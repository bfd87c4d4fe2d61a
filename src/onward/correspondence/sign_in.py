"""What accounts send: codes, invitations, notices. Settings name `post`, because accounts cannot import it."""

import uuid
from datetime import datetime
from typing import Any

from onward.correspondence import actions
from onward.correspondence.enums import Channel


def post(
    kind: str,
    *,
    channel: str,
    address: str,
    language: str,
    at: datetime,
    person: uuid.UUID | None,
    to_work: bool,
    secret: bool,
    context: dict[str, Any],
) -> None:
    """Queue a message of accounts (see onward.accounts.post)."""
    shared = {"kind": f"correspondence.{kind}", "language": language, "at": at, "person": person, "secret": secret}
    if channel == Channel.SMS:
        actions.queue_sms(number=address, context=context, **shared)
    else:
        actions.queue_mail(address=address, context=context, to_work=to_work, **shared)
