"""What comes, and in what order."""

from datetime import timedelta

import pytest

from onward.applications import selectors
from tests.factories.accounts import actor
from tests.factories.applications import TODAY, ApplicationFactory
from tests.factories.programmes import ProgrammeFactory

pytestmark = pytest.mark.django_db


def test_stalled_are_three_weeks_of_silence_the_longest_first():
    programme = ProgrammeFactory()
    at_limit = ApplicationFactory(programme=programme, sent_on=TODAY - timedelta(weeks=3))
    longest = ApplicationFactory(programme=programme, sent_on=TODAY - timedelta(weeks=9))
    asked = {"sent_on": TODAY - timedelta(weeks=12)}
    asked_long_ago = ApplicationFactory(programme=programme, asked_on=TODAY - timedelta(weeks=5), **asked)
    ApplicationFactory(programme=programme, asked_on=TODAY - timedelta(weeks=1), **asked)
    ApplicationFactory(programme=programme, sent_on=TODAY - timedelta(days=20))
    ApplicationFactory(programme=programme, rejected=True, **asked)
    ApplicationFactory(stalled=True)  # of somebody else

    found = selectors.stalled(actor(programme.counsellor), TODAY)

    assert list(found) == [longest, asked_long_ago, at_limit]


def test_stalled_of_one_candidate():
    programme = ProgrammeFactory()
    second = ProgrammeFactory(counsellor=programme.counsellor)
    mine = ApplicationFactory(programme=programme, stalled=True)
    ApplicationFactory(programme=second, stalled=True)

    assert list(selectors.stalled(actor(programme.counsellor), TODAY, programme=programme)) == [mine]
    assert selectors.stalled(actor(programme.counsellor), TODAY).count() == 2


def test_what_was_changed_last_comes_first():
    programme = ProgrammeFactory()
    rows = ApplicationFactory.create_batch(3, programme=programme)
    rows[0].changed_at += timedelta(days=1)
    rows[0].save()

    assert selectors.applications(actor(programme.candidate)).first() == rows[0]
