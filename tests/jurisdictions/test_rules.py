"""What law says in the four countries, and the dates of a programme."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.jurisdictions import be, rules
from onward.jurisdictions.holidays import COUNTRIES
from onward.jurisdictions.rules import (
    PartKind,
    TrialDefault,
    add_months,
    decline_warning,
    helplines,
    hours_reported_by_law,
    periods,
    programme_dates,
    statutory_periods,
    touchpoints,
    trial_default,
)
from onward.jurisdictions.sources import (
    Certainty,
    Dated,
    DeclineKey,
    HelpFor,
    NoRule,
    Source,
    UnknownCountry,
    in_force,
)

NOW = date(2026, 11, 25)
START = date(2026, 11, 4)
SOURCE = Source("Act 1 § 2", "https://law.example", NOW, Certainty.HIGH)
OLD = Dated(date(2020, 1, 1), "old", SOURCE)
NEW = Dated(date(2024, 1, 1), "new", replace(SOURCE, title="Act 9 § 2"))
DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2028, 12, 31))


@pytest.mark.parametrize(
    ("on", "expected"), [(date(2020, 1, 1), OLD), (date(2023, 12, 31), OLD), (date(2024, 1, 1), NEW), (NOW, NEW)]
)
def test_the_rule_in_force_is_the_latest_that_had_begun(on, expected):
    assert in_force((NEW, OLD), on, "xx") is expected
    assert in_force((OLD, NEW), on, "xx") is expected


def test_before_every_rule_nothing_is_known():
    with pytest.raises(NoRule, match="xx on 2019-12-31"):
        in_force((OLD, NEW), date(2019, 12, 31), "xx")


@pytest.mark.parametrize(
    ("country", "on", "age", "expected"),
    [
        ("BE", NOW, None, [DeclineKey.BENEFIT_SUSPENDED, DeclineKey.WEEKS_DEDUCTED_ANYWAY]),
        ("BE", NOW, 45, [DeclineKey.BENEFIT_SUSPENDED, DeclineKey.WEEKS_DEDUCTED_ANYWAY]),
        ("BE", NOW, 44, [DeclineKey.WEEKS_DEDUCTED_ANYWAY]),
        ("BE", date(2024, 1, 18), None, [DeclineKey.WEEKS_DEDUCTED_ANYWAY]),
        ("BE", date(2015, 12, 31), None, []),
        ("DK", NOW, 60, []),
        ("NL", NOW, 60, []),
        ("NO", NOW, 60, []),
    ],
)
def test_what_declining_can_cost(country, on, age, expected):
    assert [warning.key for warning in decline_warning(country, on=on, age=age)] == expected


def test_the_cost_of_declining_says_for_whom_and_where_it_stands():
    lost, deducted = decline_warning("BE", on=NOW)

    assert lost.parameters == {"weeks_from": 4, "weeks_to": 52, "work_months": 2}
    assert lost.holds_for == {"from_age": 45, "service_years": 1, "notice_under_weeks": 30}
    assert (lost.from_age, lost.source.certainty) == (45, Certainty.HIGH)
    assert "19 January 2024" in lost.source.title
    assert deducted.parameters == {"weeks": 4}
    assert deducted.holds_for == {"notice_from_weeks": 30}
    assert deducted.from_age is None


@pytest.mark.parametrize(("country", "expected"), [("BE", True), ("DK", False), ("NL", False), ("NO", False)])
def test_whether_the_law_has_hours_reported(country, expected):
    assert hours_reported_by_law(country, on=NOW).value is expected


def test_the_belgian_sixty_hours():
    rule = statutory_periods("BE", on=NOW)

    assert rule.value == ((20, 2), (20, 4), (20, 6))
    assert rule.source is be.COLLECTIVE_AGREEMENT_82
    assert statutory_periods("DK", on=NOW) is None


@pytest.mark.parametrize(
    ("country", "starts_on", "contract_ends_on", "months", "ends_on"),
    [
        ("DK", date(2027, 3, 1), None, 3, date(2027, 5, 31)),
        ("DK", date(2026, 11, 30), None, 3, date(2027, 2, 27)),
        ("DK", date(2027, 3, 1), date(2027, 4, 30), 3, date(2027, 4, 30)),  # no longer than the contract
        ("NO", date(2027, 3, 1), None, 6, date(2027, 8, 31)),
        ("BE", date(2027, 3, 1), None, 0, None),
        ("NL", date(2027, 3, 1), None, 2, date(2027, 4, 30)),
        ("NL", date(2027, 3, 1), date(2027, 8, 31), 0, None),  # six months exactly
        ("NL", date(2027, 3, 1), date(2027, 9, 1), 1, date(2027, 3, 31)),
        ("NL", date(2027, 3, 1), date(2029, 2, 27), 1, date(2027, 3, 31)),
        ("NL", date(2027, 3, 1), date(2029, 2, 28), 2, date(2027, 4, 30)),  # two years exactly
        ("NL", date(2027, 3, 1), date(2030, 2, 28), 2, date(2027, 4, 30)),
    ],
)
def test_the_trial_to_propose(country, starts_on, contract_ends_on, months, ends_on):
    proposed = trial_default(country, starts_on=starts_on, contract_ends_on=contract_ends_on)

    assert proposed == TrialDefault(months, ends_on, proposed.source)


def test_before_the_rule_began_no_trial_is_proposed():
    with pytest.raises(NoRule):
        trial_default("BE", starts_on=date(2013, 12, 31))


@pytest.mark.parametrize(
    "ask",
    [
        lambda country: decline_warning(country, on=NOW),
        lambda country: hours_reported_by_law(country, on=NOW),
        lambda country: statutory_periods(country, on=NOW),
        lambda country: trial_default(country, starts_on=NOW),
        helplines,
    ],
)
def test_an_unknown_country_is_refused(ask):
    with pytest.raises(UnknownCountry):
        ask("SE")


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_country_has_an_emergency_number_and_somebody_to_talk_to(country):
    lines = helplines(country)
    emergency = [line for line in lines if line.help_for is HelpFor.EMERGENCY]

    assert list(lines[: len(emergency)]) == emergency
    assert "112" in [line.number for line in emergency]
    assert len(lines) > len(emergency)
    assert len({line.dial for line in lines}) == len(lines)


LINES = [line for country in COUNTRIES for line in helplines(country)]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.name)
def test_every_line_can_be_dialled_and_says_where_it_was_checked(line):
    assert line.dial.isdigit()
    assert line.website.startswith("https://")
    assert line.source.address.startswith("https://")
    assert line.source.title
    assert line.source.as_of >= date(2026, 11, 21)
    assert line.source.certainty is Certainty.HIGH


def test_the_medical_number_comes_first_in_norway():
    assert [line.number for line in helplines("NO")[:2]] == ["113", "112"]


SOURCES = [
    rule.source
    for module in rules.COUNTRY_MODULES.values()
    for name in ("DECLINE_COSTS", "HOURS_REPORTED", "STATUTORY_PERIODS", "TRIAL_PERIODS")
    for rule in getattr(module, name, ())
]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.title[:30])
def test_every_rule_says_where_it_stands(source):
    assert source.title
    assert source.address or source.certainty is not Certainty.HIGH


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 11, 15), 12, date(2027, 11, 15)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 1, 15), 0, date(2026, 1, 15)),
    ],
)
def test_add_months(day, months, expected):
    assert add_months(day, months) == expected


@given(DAYS, st.integers(-60, 60))
def test_added_months_land_in_the_right_month_and_keep_order(day, months):
    added = add_months(day, months)

    assert (added.year - day.year) * 12 + added.month - day.month == months
    assert added.day <= day.day
    assert add_months(day + timedelta(days=1), months) >= added


MONDAY = date(2027, 3, 1)
ALWAYS = [
    ("day_1", date(2027, 3, 1)),
    ("day_7", date(2027, 3, 7)),
    ("day_30", date(2027, 3, 30)),
    ("day_60", date(2027, 4, 29)),
    ("day_90", date(2027, 5, 29)),
]
BEFORE = "before_trial_ends"


@pytest.mark.parametrize(
    ("trial_ends", "expected"),
    [
        (None, ALWAYS),
        (date(2027, 8, 31), [*ALWAYS, (BEFORE, date(2027, 8, 21))]),
        (date(2027, 5, 31), [*ALWAYS[:4], (BEFORE, date(2027, 5, 21)), ALWAYS[4]]),
        (date(2027, 4, 9), [*ALWAYS[:2], (BEFORE, date(2027, 3, 30)), *ALWAYS[3:]]),  # in the place of day 30
        (date(2027, 3, 14), [ALWAYS[0], (BEFORE, date(2027, 3, 4)), *ALWAYS[1:]]),  # two weeks
        (date(2027, 3, 12), [ALWAYS[0], (BEFORE, date(2027, 3, 2)), *ALWAYS[1:]]),
        (date(2027, 3, 11), ALWAYS),  # it would come on the first day
        (date(2027, 3, 1), ALWAYS),
    ],
)
def test_touchpoints(trial_ends, expected):
    assert touchpoints(MONDAY, trial_ends) == expected


def test_touchpoints_as_a_template_says():
    assert touchpoints(MONDAY, date(2027, 3, 31), days=(14, 1), before_trial_end_days=3) == [
        ("day_1", date(2027, 3, 1)),
        ("day_14", date(2027, 3, 14)),
        (BEFORE, date(2027, 3, 28)),
    ]


def test_a_trial_cannot_end_before_the_job_starts():
    with pytest.raises(ValueError, match="trial"):
        touchpoints(MONDAY, date(2027, 2, 28))


@given(DAYS, st.none() | st.integers(0, 400))
def test_no_day_is_called_twice(start, length):
    found = touchpoints(start, None if length is None else start + timedelta(days=length))
    days = [day for _, day in found]

    assert days == sorted(set(days))
    assert found[0] == ("day_1", start)
    assert len({kind for kind, _ in found}) == len(found)


def sums(dates):
    return [(part.kind, part.days, part.ends_on) for part in dates.parts]


LENGTH, EXTENSION, PAUSE, LIMIT = PartKind.LENGTH, PartKind.EXTENSION, PartKind.PAUSE, PartKind.LIMIT
END = date(2027, 5, 3)
WHOLE = (LENGTH, 181, END)


@pytest.mark.parametrize(
    ("pauses", "extensions", "expected"),
    [
        ([], [], [WHOLE]),
        ([], [14, 7], [WHOLE, (EXTENSION, 14, date(2027, 5, 17)), (EXTENSION, 7, date(2027, 5, 24))]),
        ([(date(2026, 12, 1), date(2026, 12, 10))], [], [WHOLE, (PAUSE, 10, date(2027, 5, 13))]),
        ([(date(2026, 12, 1), date(2026, 12, 1))], [], [WHOLE, (PAUSE, 1, date(2027, 5, 4))]),
        ([(date(2026, 11, 16), None)], [], [WHOLE, (PAUSE, 10, date(2027, 5, 13))]),  # still running today
        ([(date(2026, 11, 25), None)], [], [WHOLE, (PAUSE, 1, date(2027, 5, 4))]),
        ([(date(2026, 11, 26), None)], [], [WHOLE]),  # begins tomorrow
        ([(date(2026, 10, 1), date(2026, 11, 5))], [], [WHOLE, (PAUSE, 2, date(2027, 5, 5))]),  # from the start on
        ([(date(2026, 10, 1), date(2026, 11, 3))], [], [WHOLE]),
        ([(END, date(2027, 5, 5))], [], [WHOLE, (PAUSE, 3, date(2027, 5, 6))]),
        ([(date(2027, 5, 4), date(2027, 5, 5))], [], [WHOLE]),  # after the end
        (
            [(date(2027, 5, 4), date(2027, 5, 5))],
            [7],
            [WHOLE, (EXTENSION, 7, date(2027, 5, 10)), (PAUSE, 2, date(2027, 5, 12))],
        ),
        (
            [(date(2027, 1, 5), date(2027, 1, 9)), (date(2026, 12, 1), date(2026, 12, 2))],
            [],
            [WHOLE, (PAUSE, 2, date(2027, 5, 5)), (PAUSE, 5, date(2027, 5, 10))],
        ),
        # days that two pauses cover count once, and what touches is one pause
        (
            [(date(2026, 12, 1), date(2026, 12, 10)), (date(2026, 12, 5), date(2026, 12, 7))],
            [],
            [WHOLE, (PAUSE, 10, date(2027, 5, 13))],
        ),
        (
            [(date(2026, 12, 1), date(2026, 12, 2)), (date(2026, 12, 3), date(2026, 12, 4))],
            [],
            [WHOLE, (PAUSE, 4, date(2027, 5, 7))],
        ),
    ],
)
def test_programme_dates_are_a_sum(pauses, extensions, expected):
    dates = programme_dates(START, 6, pauses, extensions, NOW)

    assert sums(dates) == expected
    assert (dates.starts_on, dates.planned_end, dates.ends_on) == (START, END, expected[-1][2])
    assert dates.days_paused == sum(days for kind, days, _ in expected if kind is PAUSE)
    assert dates.days_extended == sum(extensions)


def test_a_pause_says_which_days_counted():
    dates = programme_dates(START, 6, [(date(2026, 10, 1), None)], [], NOW)

    assert [(part.from_on, part.to_on) for part in dates.parts] == [(START, END), (START, NOW)]


@pytest.mark.parametrize(
    ("months", "weeks", "expected"), [(0, 6, date(2026, 12, 15)), (1, 1, date(2026, 12, 10)), (3, 0, date(2027, 2, 3))]
)
def test_a_length_may_be_in_weeks(months, weeks, expected):
    assert programme_dates(START, months, [], [], NOW, weeks=weeks).ends_on == expected


def test_a_last_day_that_nothing_moves():
    twelve_months = date(2027, 11, 3)
    pause = [(date(2026, 12, 1), date(2026, 12, 10))]

    moved = programme_dates(START, 12, pause, [], NOW, not_after=twelve_months)
    free = programme_dates(START, 6, pause, [], NOW, not_after=twelve_months)

    assert sums(moved)[-1] == (LIMIT, -10, twelve_months)
    assert (moved.ends_on, moved.days_paused) == (twelve_months, 10)
    assert sums(free)[-1] == (PAUSE, 10, date(2027, 5, 13))


@pytest.mark.parametrize(
    ("months", "weeks", "pauses", "extensions"),
    [
        (0, 0, [], []),
        (-1, 6, [], []),
        (3, -1, [], []),
        (3, 0, [(NOW, NOW - timedelta(days=1))], []),
        (3, 0, [], [0]),
        (3, 0, [], [-7]),
    ],
)
def test_dates_that_make_no_sense_are_refused(months, weeks, pauses, extensions):
    with pytest.raises(ValueError, match="programme|pause|extension"):
        programme_dates(START, months, pauses, extensions, NOW, weeks=weeks)


PAUSES = st.lists(
    st.tuples(st.integers(-60, 500), st.none() | st.integers(0, 90)).map(
        lambda pair: (
            START + timedelta(days=pair[0]),
            None if pair[1] is None else START + timedelta(days=pair[0] + pair[1]),
        )
    ),
    max_size=5,
)


@given(st.integers(1, 12), PAUSES, st.lists(st.integers(1, 60), max_size=3), st.randoms(use_true_random=False))
def test_the_sum_always_adds_up(months, pauses, extensions, random):
    dates = programme_dates(START, months, pauses, extensions, NOW)
    shuffled = random.sample(pauses, len(pauses))

    assert dates.ends_on == dates.planned_end + timedelta(days=dates.days_paused + dates.days_extended)
    assert START + timedelta(days=sum(part.days for part in dates.parts) - 1) == dates.ends_on
    assert programme_dates(START, months, shuffled, extensions, NOW) == dates
    if all(last is not None for _, last in pauses):  # without an open pause no day moves it
        assert programme_dates(START, months, pauses, extensions, NOW + timedelta(days=30)) == dates


@pytest.mark.parametrize(
    ("start", "lengths", "expected"),
    [
        (
            START,
            [(20, 2), (20, 4), (20, 6)],
            [
                (1200, START, date(2027, 1, 3)),
                (1200, date(2027, 1, 4), date(2027, 5, 3)),
                (1200, date(2027, 5, 4), date(2027, 11, 3)),
            ],
        ),
        (
            date(2026, 12, 31),
            [(20, 2), (10, 1)],
            [(1200, date(2026, 12, 31), date(2027, 2, 27)), (600, date(2027, 2, 28), date(2027, 3, 30))],
        ),
        (START, [], []),
    ],
)
def test_periods(start, lengths, expected):
    assert periods(start, lengths) == expected


@pytest.mark.parametrize("lengths", [[(0, 2)], [(20, 0)], [(20, 2), (-1, 2)]])
def test_a_period_needs_hours_and_months(lengths):
    with pytest.raises(ValueError, match="period"):
        periods(START, lengths)


@given(DAYS, st.lists(st.tuples(st.integers(1, 60), st.integers(1, 12)), min_size=1, max_size=5))
def test_periods_leave_no_gap(start, lengths):
    found = periods(start, lengths)

    assert found[0][1] == start
    assert all(later[1] == earlier[2] + timedelta(days=1) for earlier, later in zip(found, found[1:], strict=False))
    assert found[-1][2] == add_months(start, sum(months for _, months in lengths)) - timedelta(days=1)
