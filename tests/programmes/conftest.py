"""What the tests of programmes share."""

import pytest
from django.dispatch import Signal

from onward.core.access import SYSTEM, Actor, Role
from onward.programmes import signals
from onward.programmes.models import Programme
from tests.factories.accounts import PersonFactory, actor
from tests.factories.programmes import ProgrammeFactory, coordinator_of, sponsor_of


@pytest.fixture
def heard():
    """The names of our signals, as they are sent."""
    names, kept = [], []
    for name, signal in vars(signals).items():
        if isinstance(signal, Signal) and signal.__class__ is Signal:

            def note(sender, _name=name, **kwargs):
                names.append(_name)

            signal.connect(note, weak=False)
            kept.append((signal, note))
    yield names
    for signal, note in kept:
        signal.disconnect(note)


def cast_of(programme: Programme) -> dict[str, Actor]:
    """Everybody who might want something of a programme, by what they are to it."""
    stranger = ProgrammeFactory()
    named = PersonFactory(coordinator=True)
    programme.order.agreement.named.create(person=named)
    return {
        "candidate": actor(programme.candidate),
        "counsellor": actor(programme.counsellor),
        "coordinator": actor(coordinator_of(programme)),
        "named": actor(named),
        "colleague": actor(stranger.counsellor),
        "other_office": actor(coordinator_of(stranger)),
        "stranger": actor(stranger.candidate),
        "sponsor": actor(sponsor_of(programme)),
        "manager": Actor(role=Role.MANAGER, manager_id=programme.pk, employer_id=programme.employer_id, name="Bo"),
        "system": SYSTEM,
    }


def cells(table: str):
    """Rows and columns of a table of yes and no, as (row, column, expected)."""
    lines = [line.split() for line in table.strip().splitlines()]
    columns, rows = lines[0], lines[1:]
    return [(row[0], column, answer == "yes") for row in rows for column, answer in zip(columns, row[1:], strict=True)]
