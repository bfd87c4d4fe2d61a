"""Hours a week against what the rhythms of the own people ask for."""

import pytest

from onward.accounts.actions import change_weekly_hours
from onward.accounts.models import StaffProfile
from onward.core.access import Role
from onward.core.errors import NotAllowed
from onward.privacy.models import AuditEntry
from onward.programmes import load
from onward.programmes.enums import State
from onward.programmes.selectors import loads, own_load
from tests.factories.accounts import PersonFactory, actor
from tests.factories.programmes import NOW, ProgrammeFactory

pytestmark = pytest.mark.django_db
PAGE = "/desk/capacity/"


@pytest.fixture
def karen():
    return PersonFactory(counsellor=True, first_name="Karen")


def helped(karen, days, **more):
    programme = ProgrammeFactory(counsellor=karen, **more)
    programme.rhythm_days = days
    programme.save()
    return programme


def test_two_weeks_are_half_a_meeting_a_week():
    assert load.meetings_a_week([14, 14, 7]) == 2
    assert load.meetings_a_week([]) == 0
    assert load.room_for(30) == 24


def test_the_load_is_that_of_programmes_that_run(karen):
    helped(karen, 14)
    helped(karen, 7, accepted=True)
    helped(karen, 7, state=State.PAUSED)
    helped(karen, 7, ended=True)
    helped(karen, 7, invited=True)

    own = own_load(actor(karen))
    (of_all,) = [each for each in loads(actor(PersonFactory(coordinator=True))) if each.person == karen]

    assert (own.open, own.asked, own.meetings, own.holds) == (3, 1.5, 2, 24)
    assert (of_all.open, of_all.waiting, of_all.asked) == (own.open, own.waiting, own.asked)


@pytest.mark.parametrize("role", ["coordinator", "candidate", "sponsor"])
def test_only_counsellors_have_a_load(role):
    assert own_load(actor(PersonFactory(**{role: True}))) is None


def test_hours_are_changed_and_written_down(karen):
    by = actor(karen)

    change_weekly_hours(by=by, person=karen, weekly_hours=18, at=NOW)
    change_weekly_hours(by=by, person=karen, weekly_hours=18, at=NOW)

    assert StaffProfile.objects.get(person=karen).weekly_hours == 18
    trace = AuditEntry.objects.get(verb="accounts.weekly_hours_changed")
    assert (trace.before, trace.after) == ({"weekly_hours": 30}, {"weekly_hours": 18})


def test_a_coordinator_may_and_a_colleague_may_not(karen):
    change_weekly_hours(by=actor(PersonFactory(coordinator=True)), person=karen, weekly_hours=10, at=NOW)

    with pytest.raises(NotAllowed):
        change_weekly_hours(by=actor(PersonFactory(counsellor=True)), person=karen, weekly_hours=40, at=NOW)
    assert StaffProfile.objects.get(person=karen).weekly_hours == 10


def test_the_page_says_both_figures_and_stores(karen, sign_in):
    helped(karen, 7)
    client = sign_in(karen, Role.COUNSELLOR)

    before = client.get(PAGE).content.decode()
    refused = client.post(PAGE, {"weekly_hours": "60"}).content.decode()
    done = client.post(PAGE, {"weekly_hours": "25"}, follow=True).content.decode()

    assert "Your people need about one meeting a week." in before
    assert "Your 30 hours a week are enough for 24." in before
    assert "Write a number of at most 40." in refused
    assert "Your 25 hours a week are enough for 20." in done


def test_for_others_the_page_does_not_exist(sign_in):
    assert sign_in(PersonFactory(coordinator=True), Role.COORDINATOR).get(PAGE).status_code == 404
