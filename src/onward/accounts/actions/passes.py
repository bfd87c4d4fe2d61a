"""The personal link of somebody without an account. Rows are only ever added: the latest word holds."""

import secrets
import uuid
from datetime import datetime

from django.conf import settings
from django.db import transaction

from onward.accounts import policies
from onward.accounts.enums import Language
from onward.accounts.models import Pass, PassEnd
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
    """A link for the manager who holds a talk; those made before open nothing more.

    Returns its token, which is kept nowhere: only here it can be read. The address is `/talks/enter/<token>/`.
    manager: the id by which engagements know the manager.
    """
    require(policies.may_create_pass(by, employer))
    _end(by, manager, employer, at)
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
def end_passes(*, by: Actor, manager: uuid.UUID, employer: uuid.UUID, at: datetime) -> PassEnd:
    """End every link of a manager made until now; whoever is on one of its pages is shown the door at the next."""
    require(policies.may_end_pass(by, employer))
    ended = _end(by, manager, employer, at)
    audit.record(by, "accounts.passes_ended", ended, at=at)
    return ended


def _end(by: Actor, manager: uuid.UUID, employer: uuid.UUID, at: datetime) -> PassEnd:
    ended = PassEnd(manager=manager, employer_id=employer, at=at, by=by.person_id)
    ended.save(force_insert=True)
    return ended
