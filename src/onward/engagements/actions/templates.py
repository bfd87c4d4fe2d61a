"""The programme templates that ship with the product, kept where the provider may change them."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from onward.core import content
from onward.core.access import SYSTEM, Actor, require
from onward.engagements import policies
from onward.engagements.models import ProgrammeTemplate


@transaction.atomic
def load_templates(at: datetime, by: Actor = SYSTEM) -> list[str]:
    """Bring in what is new and renew what nobody has changed; returns the keys that were written.

    A template that the provider has changed stays as it is. May be called at every start.
    """
    require(policies.may_keep_house(by))
    kept = {template.key: template for template in ProgrammeTemplate.objects.select_for_update()}
    written = []
    for structure in content.templates():
        copy = content.as_copy(structure.key)
        shipped = fingerprint(copy)
        template = kept.get(structure.key) or ProgrammeTemplate(key=structure.key, content={}, shipped_hash="")
        is_changed = template.shipped_hash and fingerprint(template.content) != template.shipped_hash
        if is_changed or template.shipped_hash == shipped:
            continue
        template.content, template.shipped_hash, template.changed_at = copy, shipped, at
        template.save()
        written.append(structure.key)
    return written


def fingerprint(copy: Mapping[str, Any]) -> str:
    """The same for the same content, however the database orders its keys."""
    return hashlib.sha256(json.dumps(copy, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
