"""Who reads and writes messages: two people, and nobody else."""

import pytest

from onward.core.access import Role
from onward.dialogue import policies, selectors
from onward.dialogue.selectors.threads import readable
from onward.programmes.enums import State
from tests.factories.accounts import actor
from tests.factories.dialogue import DraftFactory, FileFactory, MessageFactory
from tests.factories.programmes import NOW, TICKED, ProgrammeFactory

pytestmark = pytest.mark.django_db
MAY = {"candidate", "counsellor"}
SEE_THAT_IT_WAITS = {"counsellor", "coordinator", "system"}
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
    by = cast.actors[who]
    canary = MessageFactory(programme=cast.programme, text="Canary")
    file = FileFactory(message=canary)

    assert list(readable(by, cast.programme)) == ([canary] if who in MAY else [])
    assert list(selectors.files(by)) == ([file] if who in MAY else [])
    assert policies.may_write(by, cast.programme) is (who in MAY)
    assert policies.may_read(by, cast.programme) is (who in MAY)
    assert policies.may_write_down(by, cast.programme) is (who == "counsellor")


@pytest.mark.parametrize("who", EVERYBODY)
def test_that_somebody_waits_is_known_to_whoever_can_help(cast, who):
    row = MessageFactory(programme=cast.programme).conversation
    row.refresh_from_db()
    row.waiting_since = row.answer_due_at = NOW
    row.save()

    found = selectors.waiting_for_answer(cast.actors[who], NOW)

    assert [each.programme for each in found] == ([cast.programme] if who in SEE_THAT_IT_WAITS | {"candidate"} else [])


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_draft_is_its_authors_alone(cast, who):
    draft = DraftFactory(programme=cast.programme)
    file = FileFactory(message=None, draft=draft)
    by = cast.actors[who]

    assert selectors.draft_of(by, cast.programme) == (draft if who == "candidate" else None)
    assert list(selectors.files(by)) == ([file] if who == "candidate" else [])


def test_before_the_voice_was_heard_a_candidate_reads_only_what_she_wrote():
    programme = ProgrammeFactory(invited=True)
    own = MessageFactory(programme=programme)
    MessageFactory(programme=programme, by_phone=True)
    answer = MessageFactory(programme=programme, answer=True)
    FileFactory(message=answer)
    mette = actor(programme.candidate)

    assert list(readable(mette, programme)) == [own]
    assert not selectors.files(mette).exists()
    assert readable(actor(programme.counsellor), programme).count() == 3
    assert policies.may_write(mette, programme)


def test_whoever_begins_anew_reads_nothing_of_the_one_before():
    programme = ProgrammeFactory(invited=True)
    MessageFactory(programme=programme, at=TICKED)
    mine = MessageFactory(programme=programme, at=NOW)
    programme.candidate.holder_since = NOW
    programme.candidate.save()

    assert list(readable(actor(programme.candidate), programme)) == [mine]


@pytest.mark.parametrize("state", [State.TAKEN_BACK, State.DECLINED])
def test_where_there_is_no_programme_nobody_writes(state):
    programme = ProgrammeFactory(state=state, ended_on=NOW.date() if state == State.DECLINED else None)
    MessageFactory(programme=programme)

    for person in (programme.candidate, programme.counsellor):
        assert not policies.may_write(actor(person), programme)
        assert readable(actor(person), programme).exists() is (state == State.DECLINED)
        assert policies.may_read(actor(person), programme) is (state == State.DECLINED)


@pytest.mark.parametrize("who", EVERYBODY)
def test_days_away_are_the_counsellors_own_and_the_answer_time_the_offices(cast, who):
    by = cast.actors[who]

    assert policies.may_set_away(by) is (by.role is Role.COUNSELLOR)
    assert policies.may_set_answer_time(by) is (who == "coordinator")
    assert (selectors.answer_time_of(by) is None) is (who != "coordinator")
