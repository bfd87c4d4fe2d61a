"""How accounts send: through the outbox of an app above, which settings name, as it cannot be imported here."""

import uuid
from datetime import datetime
from typing import Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

MAIL, SMS = "mail", "sms"


class Post(Protocol):
    """Queues one message of a kind, in a language, to an address."""

    def __call__(
        self,
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
    ) -> None: ...


def send(
    kind: str,
    *,
    channel: str,
    address: str,
    language: str,
    at: datetime,
    person: uuid.UUID | None = None,
    to_work: bool = False,
    secret: bool = False,
    **context: Any,
) -> None:
    """Put a message into the outbox. to_work: the address may be at an employer (staff, sponsors)."""
    queue: Post = import_string(settings.SIGN_IN_POST)
    queue(
        kind,
        channel=channel,
        address=address,
        language=language,
        at=at,
        person=person,
        to_work=to_work,
        secret=secret,
        context=context,
    )
