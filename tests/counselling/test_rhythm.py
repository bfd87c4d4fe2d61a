"""Days since the last talk against the rhythm, and who comes first."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.counselling import rhythm
from tests.factories.programmes import NOW

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("days", "agreed", "late"), [(0, 14, False), (14, 14, False), (15, 14, True), (8, 7, True), (31, 31, False)]
)
def test_late_is_longer_than_agreed(days, agreed, late):
    ratio = rhythm.since_talk(TODAY - timedelta(days=days), TODAY, agreed)

    assert rhythm.is_late(ratio) is late


@pytest.mark.parametrize(("hours", "ratio"), [(0, 0), (4, 0.5), (8, 1), (16, 2)])
def test_before_the_first_talk_the_promise_is_the_measure(hours, ratio):
    ticked = NOW - timedelta(hours=hours)

    assert rhythm.before_talk(ticked, ticked + timedelta(hours=8), NOW) == ratio


def test_a_promise_of_no_time_is_broken_at_once():
    ticked = NOW - timedelta(hours=1)

    assert rhythm.is_late(rhythm.before_talk(ticked, ticked, NOW))
    assert not rhythm.is_late(rhythm.before_talk(NOW, NOW, NOW))


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 9), st.sampled_from("abc"))))
def test_who_asked_comes_first_then_whoever_is_longest_over_the_rhythm(people):
    ordered = sorted(people, key=lambda one: rhythm.turn(has_asked=one[0], ratio=one[1], name=one[2]))

    asked = [one[0] for one in ordered]
    assert asked == sorted(asked, reverse=True)
    for group in (True, False):
        ratios = [one[1] for one in ordered if one[0] is group]
        assert ratios == sorted(ratios, reverse=True)
