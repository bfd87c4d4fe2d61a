"""The one place that moves a programme from state to state, along `enums.STEPS`."""

import uuid
from typing import cast

from django.utils.functional import Promise

from onward.core.access import Actor, require
from onward.core.errors import Refused
from onward.programmes.enums import STEPS, State
from onward.programmes.models import Programme


def locked(programme: Programme) -> Programme:
    """The row as it is now, held until the transaction ends: decisions rest on it, not on what a page showed."""
    return (
        Programme.objects.select_for_update(of=("self",))
        .select_related("order", "office", "employer", "candidate", "counsellor")
        .get(pk=programme.pk)
    )


def acting_person(by: Actor) -> uuid.UUID:
    """The account behind what somebody must be able to look up later."""
    require(by.person_id is not None)
    return cast(uuid.UUID, by.person_id)


def step(programme: Programme, to: State, words: str | Promise) -> None:
    """Set the state, or refuse in these words. Saving stays with the caller."""
    if to not in STEPS[State(programme.state)]:
        raise Refused(words, code="state")
    programme.state = to
