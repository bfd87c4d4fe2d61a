"""The one place that moves a programme from state to state, along `enums.STEPS`."""

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


def step(programme: Programme, to: State, words) -> None:
    """Set the state, or refuse in these words. Saving stays with the caller."""
    if to not in STEPS[State(programme.state)]:
        raise Refused(words, code="state")
    programme.state = to
