"""Taking away what is known of a person. Called by the apps, each for its own rows, under the erasure role."""

import uuid
from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet

from onward.privacy.models import AccessEntry, AuditEntry, Consent


def remove(rows: QuerySet, at: datetime) -> int:
    """Delete rows whose key is a UUID, with what cascades, and blacken what history says of them."""
    keys = list(rows.values_list("pk", flat=True))
    black_out(keys, at)
    rows.model._base_manager.filter(pk__in=keys).delete()
    return len(keys)


def black_out(keys: Collection[uuid.UUID], at: datetime) -> int:
    """That something was done stays in history; what it said about these people and things goes."""
    rows = AuditEntry.objects.filter(Q(about__in=keys) | Q(target_id__in=keys), blacked_out_at=None)
    return rows.update(before={}, after={}, blacked_out_at=at)


def forget(keys: Collection[uuid.UUID], at: datetime) -> None:
    """Who looked at these people, orders or programmes, and what the people agreed to."""
    AccessEntry.objects.filter(Q(about__in=keys) | Q(programme__in=keys)).delete()
    remove(Consent.objects.filter(Q(person__in=keys) | Q(programme__in=keys)), at)
