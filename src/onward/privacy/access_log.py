"""Reading confided text leaves a row; without the row there is no page (both stand in one transaction)."""

import uuid
from datetime import datetime

from django.utils.functional import Promise

from onward.core.access import Actor
from onward.privacy.models import AccessEntry

THINGS: dict[str, str | Promise] = {}
"""What each kind of thing is called in the log that the candidate reads; every app adds its own in `privacy.py`."""


def note_reading(
    by: Actor, thing: str, *, about: uuid.UUID, at: datetime, programme: uuid.UUID | None = None, reason: str = ""
) -> None:
    """One row per page opened and person concerned; a candidate's own reading leaves none."""
    if by.person_id == about:
        return
    AccessEntry.objects.create(
        at=at,
        reader=by.person_id or by.manager_id,
        reader_name=by.name,
        role=by.role,
        about=about,
        programme=programme,
        thing=thing,
        reason=reason,
    )
