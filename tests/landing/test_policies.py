"""Who knows of a landing, who writes, and who leads."""

import pytest

from onward.landing import policies, selectors
from onward.programmes.enums import State
from tests.factories.accounts import actor
from tests.factories.landing import LandingFactory, TouchpointFactory
from tests.factories.programmes import NOW, ProgrammeFactory

pytestmark = pytest.mark.django_db
# reads and tells; settles calls and ends; widens
MAY = {
    "candidate": (True, False, True),
    "counsellor": (True, True, True),
    "coordinator": (False, False, False),
    "sponsor": (False, False, False),
    "manager": (False, False, False),
    "system": (False, False, False),
    "another candidate": (False, False, False),
    "another counsellor": (False, False, False),
}


@pytest.mark.parametrize("who", MAY)
def test_candidate_and_own_counsellor_and_nobody_else(cast, who):
    landing = LandingFactory(programme=cast.programme, organisation="Canary")
    touchpoint = TouchpointFactory(landing=landing, note="Canary")
    tells, leads, widens = MAY[who]
    by = cast.actors[who]

    assert list(selectors.landings(by)) == ([landing] if tells else [])
    assert list(selectors.touchpoints(by, "en")) == ([touchpoint] if tells else [])
    assert policies.may_tell(by, cast.programme) is tells
    assert policies.may_change(by, landing) is tells
    assert policies.may_settle(by, touchpoint) is leads
    assert policies.may_end(by, cast.programme) is leads
    assert policies.may_widen(by, cast.programme) is widens
    assert (selectors.employer_knows(by, cast.programme) is not None) is widens


@pytest.mark.parametrize("who", ["sponsor", "manager", "another candidate", "another counsellor"])
def test_what_is_left_is_no_strangers_business(cast, who):
    assert selectors.left_of(cast.actors[who], cast.programme, NOW) is None


def test_before_the_voice_was_heard_a_candidate_knows_of_none():
    programme = ProgrammeFactory(identity_confirmed_at=None, identity_confirmed_by=None)
    LandingFactory(programme=programme)
    candidate = actor(programme.candidate)

    assert not selectors.landings(candidate).exists()
    assert not policies.may_tell(candidate, programme)
    assert not policies.may_widen(candidate, programme)


def test_a_programme_whose_tick_was_taken_back_shows_nothing():
    programme = ProgrammeFactory(state=State.TAKEN_BACK)
    touchpoint = TouchpointFactory(landing=LandingFactory(programme=programme))

    for person in (programme.candidate, programme.counsellor):
        assert not selectors.landings(actor(person)).exists()
        assert not selectors.touchpoints(actor(person), "en").exists()
        assert not policies.may_tell(actor(person), programme)
        assert not policies.may_settle(actor(person), touchpoint)
