"""What somebody said to a question that may be refused without loss. Rows are only added; the latest holds."""

import uuid
from datetime import datetime

from onward.core.access import Actor
from onward.privacy import audit
from onward.privacy.enums import ConsentKind
from onward.privacy.models import Consent


def record(
    by: Actor,
    *,
    person: uuid.UUID,
    programme: uuid.UUID | None,
    kind: ConsentKind,
    given: bool,
    wording: int,
    at: datetime,
) -> Consent | None:
    """Note a yes or a no, in the version of the words that were shown; said again it writes nothing (None).

    Whoever calls has asked its policy. by: the person, or the colleague who read the words aloud.
    """
    version = str(wording)
    last = latest(person, kind, programme=programme)
    if last is not None and (last.given, last.wording) == (given, version):
        return None
    row = Consent.objects.create(
        person=person, programme=programme, kind=kind, given=given, wording=version, at=at, by=by.person_id or person
    )
    audit.record(by, "privacy.consent_recorded", row, at=at, about=person, after={"kind": kind, "given": given})
    return row


def latest(person: uuid.UUID, kind: ConsentKind, *, programme: uuid.UUID | None = None) -> Consent | None:
    """What holds now; None: never asked."""
    rows = Consent.objects.filter(person=person, kind=kind, programme=programme)
    return rows.order_by("-at", "-pk").first()


def holds(person: uuid.UUID, kind: ConsentKind, *, programme: uuid.UUID | None = None) -> bool:
    row = latest(person, kind, programme=programme)
    return row is not None and row.given
