"""Who reads and writes a job search."""

import pytest

from onward.applications import policies, selectors
from onward.programmes.enums import State
from tests.factories.accounts import actor
from tests.factories.applications import ApplicationFactory
from tests.factories.programmes import ProgrammeFactory

pytestmark = pytest.mark.django_db
MAY = {"candidate", "counsellor"}
EVERYBODY = [
    "candidate",
    "counsellor",
    "coordinator",
    "sponsor",
    "manager",
    "system",
    "another candidate",
    "another counsellor",
]


@pytest.mark.parametrize("who", EVERYBODY)
def test_candidate_and_own_counsellor_read_and_write_and_nobody_else(cast, who):
    canary = ApplicationFactory(programme=cast.programme, employer_name="Canary")

    assert list(selectors.applications(cast.actors[who])) == ([canary] if who in MAY else [])
    assert policies.may_record(cast.actors[who], cast.programme) is (who in MAY)
    assert policies.may_change(cast.actors[who], canary) is (who in MAY)


def test_before_the_voice_was_heard_a_candidate_reads_only_what_the_own_user_wrote():
    programme = ProgrammeFactory(invited=True)
    candidate, counsellor = actor(programme.candidate), programme.counsellor
    own = ApplicationFactory(programme=programme)
    by_phone = ApplicationFactory(programme=programme, created_by=counsellor.pk)
    touched = ApplicationFactory(programme=programme, changed_by=counsellor.pk)

    assert list(selectors.applications(candidate)) == [own]
    assert [policies.may_change(candidate, row) for row in (own, by_phone, touched)] == [True, False, False]
    assert selectors.applications(actor(counsellor)).count() == 3
    assert policies.may_record(candidate, programme)


def test_a_programme_whose_tick_was_taken_back_shows_nothing():
    programme = ProgrammeFactory(state=State.TAKEN_BACK)
    application = ApplicationFactory(programme=programme)

    for person in (programme.candidate, programme.counsellor):
        assert not selectors.applications(actor(person)).exists()
        assert not policies.may_change(actor(person), application)
