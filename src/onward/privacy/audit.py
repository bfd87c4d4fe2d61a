"""Leaving a trace: the only way an action writes history."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models

from onward.core.access import Actor
from onward.privacy.enums import Kind
from onward.privacy.models import AuditEntry
from onward.privacy.registry import PersonalData


def record(
    by: Actor,
    verb: str,
    target: models.Model,
    *,
    at: datetime,
    about: uuid.UUID | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Note that `by` did `verb` to `target`. before/after: JSON-able values by field name, never confided ones.

    Raises ValueError for a field whose text was said in confidence: history must not keep a second copy of it.
    """
    for values in (before or {}, after or {}):
        refuse_confided(type(target), values)
    return AuditEntry.objects.create(
        at=at,
        by=by.person_id or by.manager_id,
        role=by.role,
        verb=verb,
        target_type=target._meta.label_lower,
        target_id=target.pk,
        about=about,
        before=dict(before or {}),
        after=dict(after or {}),
    )


def refuse_confided(model: type[models.Model], values: Mapping[str, Any]) -> None:
    declared = PersonalData.register.get(model)
    kinds = declared.fields if declared else {}
    if any(kinds.get(name) in {Kind.CONFIDED, Kind.SPECIAL} for name in values):
        raise ValueError(f"An audit row of {model._meta.label} would copy a confided field: {sorted(values)}")
