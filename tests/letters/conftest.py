"""One cast: a programme with its people, and a second one whose people are strangers here."""

from types import SimpleNamespace

import pytest

from onward.core.access import SYSTEM, Actor, Role
from tests.factories.accounts import actor
from tests.factories.programmes import ProgrammeFactory, coordinator_of, sponsor_of


@pytest.fixture
def cast(db):
    programme, other = ProgrammeFactory(), ProgrammeFactory()
    people = {
        "candidate": programme.candidate,
        "counsellor": programme.counsellor,
        "coordinator": coordinator_of(programme),
        "sponsor": sponsor_of(programme),
        "another candidate": other.candidate,
        "another counsellor": other.counsellor,
    }
    actors = {name: actor(person) for name, person in people.items()}
    actors["manager"] = Actor(Role.MANAGER, employer_id=programme.employer_id, manager_id=programme.pk)
    actors["system"] = SYSTEM
    return SimpleNamespace(programme=programme, other=other, people=people, actors=actors)
