"""Which calls are due, what is left, who waits."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from onward.landing import selectors
from onward.programmes import actions as programmes
from onward.programmes.enums import HourKind, State
from tests.factories.accounts import actor
from tests.factories.landing import LandingFactory, TouchpointFactory
from tests.factories.programmes import NOW, HourEntryFactory, ProgrammeFactory

pytestmark = pytest.mark.django_db
TUESDAY = NOW.date()
SATURDAY, SUNDAY, MONDAY = (TUESDAY + timedelta(days=days) for days in (4, 5, 6))


@pytest.fixture
def programme():
    return ProgrammeFactory()


def due_on(programme, day, **more):
    landing = more.pop("landing", None) or LandingFactory(programme=programme)
    return TouchpointFactory(landing=landing, due_on=day, **more)


def kinds(calls):
    return [call.touchpoint.kind for call in calls]


def test_overdue_calls_are_due_the_oldest_first(programme):
    counsellor = actor(programme.counsellor)
    landing = LandingFactory(programme=programme)
    due_on(programme, TUESDAY, kind="day_7", landing=landing)
    due_on(programme, TUESDAY - timedelta(days=30), kind="day_1", landing=landing)
    due_on(programme, TUESDAY + timedelta(days=1), kind="day_30", landing=landing)
    due_on(programme, TUESDAY, kind="day_60", landing=landing, done=True)
    due_on(ProgrammeFactory(), TUESDAY)  # of another counsellor

    assert kinds(selectors.touchpoints_due(counsellor, TUESDAY)) == ["day_1", "day_7"]
    assert kinds(selectors.touchpoints_coming(counsellor, TUESDAY)) == ["day_30"]


def test_a_call_on_a_saturday_is_made_on_monday_and_says_so(programme):
    counsellor = actor(programme.counsellor)
    due_on(programme, SATURDAY)

    assert selectors.touchpoints_due(counsellor, SUNDAY) == []
    [waiting] = selectors.touchpoints_coming(counsellor, SUNDAY)
    [call] = selectors.touchpoints_due(counsellor, MONDAY)
    assert waiting == call
    assert (call.touchpoint.due_on, call.call_on, call.is_moved) == (SATURDAY, MONDAY, True)


def test_the_offices_own_closed_days_count(programme):
    programme.office.closed_days = [TUESDAY]
    programme.office.save()
    due_on(programme, TUESDAY)

    [call] = selectors.touchpoints_coming(actor(programme.counsellor), TUESDAY)

    assert call.call_on == TUESDAY + timedelta(days=1)


def test_what_lies_further_ahead_waits(programme):
    due_on(programme, TUESDAY + timedelta(days=15))

    assert selectors.touchpoints_coming(actor(programme.counsellor), TUESDAY) == []


@pytest.mark.parametrize("count", [1, 3])
def test_due_calls_cost_the_same_for_one_and_three(programme, count, django_assert_num_queries):
    for _ in range(count):
        due_on(ProgrammeFactory(counsellor=programme.counsellor), TUESDAY)
    counsellor = actor(programme.counsellor)

    with django_assert_num_queries(1):
        assert len(selectors.touchpoints_due(counsellor, TUESDAY)) == count


def test_the_calls_of_one_landing_in_the_words_of_its_template(programme):
    landing = LandingFactory(programme=programme)
    due_on(programme, TUESDAY, kind="day_30", landing=landing)
    due_on(programme, MONDAY, kind="own_idea", landing=landing)

    calls = selectors.calls_of(actor(programme.candidate), landing, "en")

    assert [(call.title, call.programme) for call in calls] == [
        ("After a month", programme),
        ("own idea", programme),
    ]


def test_the_story_of_a_programme(programme):
    lost = LandingFactory(programme=programme, lost=True, recorded_at=NOW - timedelta(days=9))
    standing = LandingFactory(programme=programme)

    assert selectors.story(actor(programme.candidate), programme) == selectors.Story(standing, (lost,))
    assert selectors.story(actor(ProgrammeFactory().candidate), programme) == selectors.Story(None, ())


# What is left -----------------------------------------------------------------------------------------------------


def test_what_is_left_of_a_running_programme(programme):
    HourEntryFactory(programme=programme, minutes=90)
    HourEntryFactory(programme=programme, minutes=30, kind=HourKind.AFTERCARE)

    left = selectors.left_of(actor(programme.candidate), programme, NOW)

    assert left == selectors.Left(date(2027, 2, 3), 14 * 60, False)


def test_what_is_left_of_an_ended_one_is_what_opening_it_again_would_give(programme):
    counsellor = actor(programme.counsellor)
    programmes.close_programme(by=counsellor, programme=programme, ended_on=date(2026, 11, 20), at=NOW)
    programme.refresh_from_db()
    promised = selectors.left_of(counsellor, programme, NOW + timedelta(days=40))

    programmes.reopen_programme(by=counsellor, programme=programme, at=NOW + timedelta(days=40))
    programme.refresh_from_db()

    assert promised == selectors.left_of(counsellor, programme, NOW + timedelta(days=40))
    assert promised.ends_on == date(2027, 2, 3) + timedelta(days=43)


@pytest.mark.parametrize("days", [0, 1])
def test_opened_on_the_same_or_the_next_day_nothing_lies_between(programme, days):
    programme.state, programme.ended_on = State.ENDED, TUESDAY
    programme.save()

    left = selectors.left_of(actor(programme.counsellor), programme, NOW + timedelta(days=days))

    assert left.ends_on == date(2027, 2, 3)


def test_months_that_have_run_out_and_months_that_never_began(programme):
    over = selectors.left_of(actor(programme.candidate), programme, NOW + timedelta(days=400))
    HourEntryFactory(programme=programme, minutes=20 * 60)
    beyond = selectors.left_of(actor(programme.candidate), programme, NOW)
    waiting = ProgrammeFactory(accepted=True, months=Decimal(3))

    assert over.is_over
    assert beyond.minutes == 0
    assert selectors.left_of(actor(waiting.candidate), waiting, NOW) == selectors.Left(None, 16 * 60, False)


def test_who_waits_to_begin_again(programme):
    counsellor = actor(programme.counsellor)

    def lost(state=State.ENDED, **values):
        ended_on = TUESDAY if state == State.ENDED else None
        other = ProgrammeFactory(counsellor=programme.counsellor, state=state, ended_on=ended_on)
        return LandingFactory(programme=other, lost=True, **values)

    late = lost(lost_on=date(2026, 11, 20))
    early = lost(lost_on=date(2026, 11, 12))
    LandingFactory(programme=late.programme, lost=True, recorded_at=NOW - timedelta(days=90))
    lost(state=State.UNDER_WAY)
    LandingFactory(programme=lost().programme)  # landed again since
    LandingFactory(lost=True, programme__ended=True)  # of another counsellor

    assert selectors.waiting_for_restart(counsellor) == [early, late]
    assert selectors.waiting_for_restart(actor(programme.candidate)) == []
