"""The demo is a believable small provider: nothing empty, and only its own people."""

import pytest

from onward.accounts.models import Person
from onward.correspondence.models import Message
from onward.desks import demo
from onward.programmes.enums import State
from onward.programmes.models import Programme

pytestmark = pytest.mark.django_db


def test_the_demo_tells_every_state_and_can_be_loaded_twice():
    demo.load()
    before = Person.objects.count(), Message.objects.count()

    demo.load()

    assert (Person.objects.count(), Message.objects.count()) == before
    assert not Person.objects.filter(is_demo=False).exists()
    assert set(Programme.objects.values_list("state", flat=True)) == set(State) - {State.TAKEN_BACK}
    assert {one["role"] for one in demo.personas()} == {"coordinator", "counsellor", "sponsor", "candidate"}
    assert {one["language"] for one in demo.personas()} == {"da", "nb", "nl", "en"}
