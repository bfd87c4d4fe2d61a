"""Ending what was begun somewhere else."""

from datetime import datetime
from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction

from onward.accounts import policies
from onward.accounts.models import Person
from onward.core.access import Actor, require
from onward.privacy import audit


@transaction.atomic
def end_sessions(*, by: Actor, keep_key: str | None, at: datetime, only: int | None = None) -> int:
    """End one of one's own sessions (`only`) or all, never the one with `keep_key`. Returns how many ended."""
    owner = Person.objects.filter(pk=by.person_id).first() if by.person_id else None
    require(owner is not None and policies.may_care_for_oneself(by, owner.pk))
    rows = UserSession.objects.filter(user_id=by.person_id).exclude(session_key=keep_key or "")
    if only is not None:
        rows = rows.filter(pk=only)
    store = import_module(settings.SESSION_ENGINE).SessionStore
    ended = list(rows)
    for row in ended:
        store().delete(row.session_key)
        row.delete()
    if ended and owner:
        audit.record(by, "accounts.sessions_ended", owner, at=at, about=owner.pk, after={"ended": len(ended)})
    return len(ended)
