"""When to call: the template's calls on the calendar, and what a move does to them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.core import content
from onward.landing.enums import LandingKind, TouchpointKind
from onward.landing.plan import all_calls, calls_to_plan, touchpoints_of, words_of
from onward.landing.trial import proposed_trial

TEMPLATE = content.as_copy("individual_3_months")
NEW_JOB = LandingKind.NEW_JOB


def named(*touchpoints):
    return {"structure": {"touchpoints": list(touchpoints)}}


def test_the_usual_calls():
    calls = all_calls(TEMPLATE, NEW_JOB, date(2026, 12, 1), date(2027, 2, 28))

    assert calls == {
        "day_1": date(2026, 12, 1),
        "day_7": date(2026, 12, 7),
        "day_30": date(2026, 12, 30),
        "day_60": date(2027, 1, 29),
        "trial_ends": date(2027, 2, 18),
        "day_90": date(2027, 2, 28),
    }
    assert set(calls) == set(TouchpointKind.values)


@pytest.mark.parametrize(
    ("starts_on", "trial_ends_on", "key", "expected"),
    [
        (date(2027, 11, 30), date(2028, 2, 29), "trial_ends", date(2028, 2, 19)),  # a leap day
        (date(2028, 2, 29), None, "day_7", date(2028, 3, 6)),
        (date(2027, 1, 31), None, "day_30", date(2027, 3, 1)),  # over a short month
        (date(2027, 1, 31), date(2027, 4, 30), "day_90", date(2027, 4, 30)),
        (date(2026, 12, 1), date(2026, 12, 12), "trial_ends", date(2026, 12, 2)),  # eleven days after the start
    ],
)
def test_ends_of_months(starts_on, trial_ends_on, key, expected):
    assert all_calls(TEMPLATE, NEW_JOB, starts_on, trial_ends_on)[key] == expected


@pytest.mark.parametrize("days", [0, 5, 9, 10])
def test_a_trial_of_ten_days_or_less_gets_no_call_of_its_own(days):
    start = date(2026, 12, 1)

    assert "trial_ends" not in all_calls(TEMPLATE, NEW_JOB, start, start + timedelta(days=days))


def test_the_end_of_the_trial_takes_the_place_of_a_call_on_the_same_day():
    start = date(2026, 12, 1)
    calls = all_calls(TEMPLATE, NEW_JOB, start, start + timedelta(days=39))

    assert "day_30" not in calls
    assert calls["trial_ends"] == start + timedelta(days=29)


@pytest.mark.parametrize(
    ("kind", "count"),
    [(NEW_JOB, 5), (LandingKind.OWN_BUSINESS, 5), (LandingKind.STUDY, 5), (LandingKind.RETIREMENT, 0)],
)
def test_nobody_is_called_into_retirement(kind, count):
    assert len(all_calls(TEMPLATE, kind, date(2026, 12, 1), None)) == count


def test_a_template_may_name_its_own_calls():
    own = named({"key": "half_way", "day": 45}, {"key": "early", "days_before_trial_ends": 30})

    calls = all_calls(own, NEW_JOB, date(2026, 12, 1), date(2027, 2, 28))

    assert calls == {"half_way": date(2027, 1, 14), "early": date(2027, 1, 29)}


def test_a_template_that_names_none_has_the_usual_ones():
    assert {each["key"] for each in touchpoints_of(named())} == set(TouchpointKind.values)
    assert {each["key"] for each in touchpoints_of({"structure": {}})} == set(TouchpointKind.values)


def test_a_landing_told_late_gets_one_call_now():
    calls = all_calls(TEMPLATE, NEW_JOB, date(2026, 12, 1), None)

    assert list(calls_to_plan(calls, set(), date(2027, 1, 15))) == ["day_30", "day_60", "day_90"]
    assert list(calls_to_plan(calls, {"day_30"}, date(2027, 1, 15))) == ["day_60", "day_90"]
    assert list(calls_to_plan(calls, set(), date(2026, 12, 1))) == list(calls)
    assert list(calls_to_plan(calls, set(), date(2028, 1, 1))) == ["day_90"]


@pytest.mark.parametrize("language", ["da", "en", "nb", "nl"])
def test_the_words_of_the_template_in_every_language(language):
    title, text = words_of(TEMPLATE["texts"][language]["touchpoints"], "day_30")

    assert title
    assert text
    assert (title == "After a month") is (language == "en")


def test_a_call_without_words_has_a_name():
    assert words_of({}, "trial_ends") == ("before the trial period ends", "")
    assert words_of(None, "half_way") == ("half way", "")


days = st.dates(date(2026, 1, 1), date(2030, 12, 31))
trials = st.one_of(st.none(), st.integers(0, 200))


@given(days, trials, st.sets(st.sampled_from(TouchpointKind.values)), days)
def test_whatever_the_dates_calls_are_in_order_one_a_day_and_settled_ones_do_not_return(start, trial, settled, today):
    end = None if trial is None else start + timedelta(days=trial)
    calls = all_calls(TEMPLATE, NEW_JOB, start, end)
    wanted = calls_to_plan(calls, settled, today)

    assert list(calls.values()) == sorted(set(calls.values()))
    assert not set(wanted) & settled
    assert sum(day < today for day in wanted.values()) <= 1
    assert all(start <= day for day in calls.values())
    assert all(day < end for day in [calls.get("trial_ends")] if day)


@pytest.mark.parametrize(
    ("country", "ends_on"),
    [
        ("DK", date(2027, 2, 28)),
        ("NO", date(2027, 5, 31)),
        ("NL", date(2027, 1, 31)),
        ("BE", None),
        ("FR", None),
    ],
)
def test_the_trial_that_is_proposed(country, ends_on):
    found = proposed_trial(country, date(2026, 12, 1))

    assert (found.ends_on if found else None) == ends_on


def test_before_a_rule_began_nothing_is_proposed():
    assert proposed_trial("DK", date(1800, 1, 1)) is None
