"""The personal link of somebody without an account."""

import secrets
import uuid
from datetime import datetime

from django.conf import settings
from django.db import transaction

from onward.accounts import policies
from onward.accounts.enums import Language
from onward.accounts.models import Pass
from onward.accounts.selectors import token_hash
from onward.core.access import Actor, require
from onward.privacy import audit


@transaction.atomic
def create_pass(
    *,
    by: Actor,
    manager: uuid.UUID,
    employer: uuid.UUID,
    name: str,
    language: str,
    at: datetime,
    expires_at: datetime | None = None,
) -> str:
    """A link for the manager who holds a talk. Returns its token, which is kept nowhere: only here it can be read.

    manager: the id by which engagements know the manager. The address is `/talks/enter/<token>/`.
    """
    require(policies.may_create_pass(by, employer))
    token = secrets.token_urlsafe(24)
    made = Pass(
        token_hash=token_hash(token),
        manager=manager,
        employer_id=employer,
        name=name,
        language=Language(language),
        created_at=at,
        expires_at=expires_at or at + settings.PASS_AGE,
    )
    made.save(force_insert=True)
    audit.record(by, "accounts.pass_created", made, at=at)
    return token


@transaction.atomic
def end_passes(*, by: Actor, manager: uuid.UUID, at: datetime) -> int:
    """End every open link of a manager; returns how many there were."""
    require(policies.may_end_pass(by))
    open_ones = list(Pass.objects.select_for_update().filter(manager=manager, ended_at=None))
    for entered in open_ones:
        entered.ended_at = at
        entered.save(update_fields=["ended_at"])
        audit.record(by, "accounts.pass_ended", entered, at=at)
    return len(open_ones)
