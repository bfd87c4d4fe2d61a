"""What the former employer learns beyond the table: published downwards by consent, gone when it is withdrawn."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from onward.core.access import Actor, require
from onward.privacy import audit
from onward.programmes import policies
from onward.programmes.actions.steps import locked
from onward.programmes.enums import FactKind, Phase
from onward.programmes.models import Programme, PublishedFact

ALLOWED = {FactKind.PHASE: {"phase"}, FactKind.NEW_JOB: {"employer", "from_on"}}


@transaction.atomic
def publish_fact(
    *, by: Actor, programme: Programme, kind: FactKind, value: Mapping[str, Any], at: datetime
) -> PublishedFact:
    """Let the employer see a fact as it is now. A newer value takes the place of the one before.

    value: for PHASE {"phase"}; for NEW_JOB whichever of {"employer", "from_on"} is to be told, as JSON (dates in ISO
    form); {} says that there is one and no more. Whoever calls has asked for consent and keeps it.
    """
    programme = locked(programme)
    require(policies.may_publish(by, programme))
    kind = FactKind(kind)
    if odd := set(value) - ALLOWED[kind]:
        raise ValueError(f"The employer's sheet has no place for {sorted(odd)}.")
    if kind == FactKind.PHASE:
        Phase(value["phase"])
    programme.facts.filter(kind=kind, withdrawn_at=None).update(withdrawn_at=at)
    made = PublishedFact.objects.create(programme=programme, kind=kind, value=dict(value), published_at=at)
    audit.record(by, "programmes.fact_published", programme, at=at, about=programme.candidate_id, after={"kind": kind})
    return made


@transaction.atomic
def withdraw_fact(*, by: Actor, programme: Programme, kind: FactKind, at: datetime) -> bool:
    """Take a fact off the sheet, from this moment. False: it was not there."""
    programme = locked(programme)
    require(policies.may_publish(by, programme))
    gone = programme.facts.filter(kind=kind, withdrawn_at=None).update(withdrawn_at=at)
    if gone:
        about = programme.candidate_id
        audit.record(by, "programmes.fact_withdrawn", programme, at=at, about=about, before={"kind": kind})
    return bool(gone)
