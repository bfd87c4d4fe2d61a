"""The pieces of the candidate's own page and of the desks: what comes, in which order."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from onward.counselling import selectors
from onward.counselling.waits import until_tonight
from onward.programmes.waiting import Around
from tests.factories.counselling import CallToMakeFactory, MeetingFactory, MinutesFactory, StepFactory
from tests.factories.programmes import NOW, ProgrammeFactory

pytestmark = pytest.mark.django_db
AARHUS = ZoneInfo("Europe/Copenhagen")


def test_the_next_step_is_the_first_that_is_due_from_today_on(cast):
    old = StepFactory(programme=cast.programme, what="Old", due_on=date(2026, 11, 20))
    today = StepFactory(programme=cast.programme, what="Today", due_on=date(2026, 11, 24))
    some_day = StepFactory(programme=cast.programme, what="Some day", due_on=None)
    done = StepFactory(programme=cast.programme, what="Done", done=True)

    home = selectors.home(cast.mette, cast.programme, NOW)

    assert home.step == today
    assert home.others == [old, some_day]
    assert home.done == [done]
    assert selectors.next_step(cast.mette, NOW) == today


def test_where_everything_is_old_the_oldest_is_next(cast):
    old = StepFactory(programme=cast.programme, due_on=date(2026, 11, 12))
    StepFactory(programme=cast.programme, due_on=date(2026, 11, 20))

    assert selectors.next_step(cast.mette, NOW) == old


def test_nothing_to_do_is_nothing(cast):
    assert selectors.next_step(cast.mette, NOW) is None
    assert selectors.home(cast.mette, cast.programme, NOW).step is None


def test_a_step_due_at_the_end_of_the_month_is_still_due_on_its_last_evening(cast):
    last_day = StepFactory(programme=cast.programme, due_on=date(2026, 11, 30))
    StepFactory(programme=cast.programme, due_on=date(2026, 12, 1))
    late = NOW.replace(day=30, hour=22, minute=30)  # 23:30 in Aarhus

    assert selectors.next_step(cast.mette, late) == last_day


def test_the_next_meeting_is_the_one_that_is_going_on(cast):
    going_on = MeetingFactory(programme=cast.programme, starts_at=NOW - timedelta(minutes=20))
    MeetingFactory(programme=cast.programme, starts_at=NOW + timedelta(days=2))

    assert selectors.next_meeting(cast.mette, NOW) == going_on


@pytest.mark.parametrize("count", [1, 3])
def test_home_costs_two_queries(cast, django_assert_num_queries, count):
    for number in range(count):
        StepFactory(programme=cast.programme, due_on=date(2026, 11, 24) + timedelta(days=number))
        StepFactory(programme=cast.programme, done=True)
        MeetingFactory(programme=cast.programme, starts_at=NOW + timedelta(days=number + 1))
    by = cast.mette

    with django_assert_num_queries(2):
        home = selectors.home(by, cast.programme, NOW)

    assert len(home.others) == count - 1


def test_today_ends_at_midnight_in_the_clock_of_the_office(cast):
    tonight = MeetingFactory(programme=cast.programme, starts_at=NOW.replace(hour=22, minute=30))
    MeetingFactory(programme=cast.programme, starts_at=NOW.replace(hour=23, minute=45))

    assert until_tonight(Around(cast.karen, NOW, AARHUS, "en")) == [tonight]


def test_what_is_booked_before_a_moment_stands_with_what_nobody_has_settled(cast):
    unsettled = MeetingFactory(programme=cast.programme, starts_at=NOW - timedelta(days=3))
    tonight = MeetingFactory(programme=cast.programme, starts_at=NOW.replace(hour=22, minute=30))
    MeetingFactory(programme=cast.programme, starts_at=NOW - timedelta(days=9), held=True)
    MeetingFactory(programme=cast.programme, starts_at=NOW.replace(hour=23, minute=45))
    MeetingFactory(programme=cast.other, starts_at=NOW - timedelta(days=2))

    assert selectors.booked_until(cast.karen, NOW.replace(hour=23)) == [unsettled, tonight]


def test_drafts_wait_for_their_author(cast):
    draft = MinutesFactory(meeting__programme=cast.programme)
    MinutesFactory(meeting__programme=cast.programme, meeting__starts_at=NOW - timedelta(days=9), shared=True)
    MinutesFactory(meeting__programme=cast.other)

    assert list(selectors.drafts_to_share(cast.karen)) == [draft]


def test_those_whose_course_is_over_stand_apart(cast):
    over = ProgrammeFactory(ended=True, counsellor=cast.programme.counsellor)

    assert [row.programme for row in selectors.candidates(cast.karen, NOW)] == [cast.programme]
    assert [row.programme for row in selectors.candidates(cast.karen, NOW, over=True)] == [over]


def test_the_strip_shows_six_weeks_and_since_when_it_has_been_too_long(cast):
    MeetingFactory(programme=cast.programme, held=True, starts_at=NOW - timedelta(days=16))
    MeetingFactory(programme=cast.programme, starts_at=NOW + timedelta(days=3))

    contact = selectors.candidates(cast.karen, NOW)[0].contact

    assert (contact.waited, contact.is_late) == (16, True)
    assert contact.strip.held == [date(2026, 11, 8)]
    assert contact.strip.booked == [date(2026, 11, 27)]
    assert contact.strip.gap_since == date(2026, 11, 8)


@pytest.mark.parametrize(("days", "late"), [(14, False), (15, True)])
def test_the_agreed_day_itself_is_not_too_late(cast, days, late):
    MeetingFactory(programme=cast.programme, held=True, starts_at=NOW - timedelta(days=days))

    assert selectors.candidates(cast.karen, NOW)[0].contact.is_late is late


def test_calls_where_nobody_is_assigned_can_be_asked_for_alone(cast):
    CallToMakeFactory(programme=cast.programme)
    karen = cast.karen
    cast.programme.counsellor = None
    cast.programme.save()

    assert selectors.waiting_calls(cast.office, unassigned=True).count() == 1
    assert selectors.waiting_calls(karen).count() == 0
