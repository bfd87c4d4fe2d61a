"""Opening hours, and counting in them: weekends, holidays, lunch, the nights on which the clock changes."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.jurisdictions import working_time
from onward.jurisdictions.sources import NoRule, UnknownCountry
from onward.jurisdictions.working_time import (
    BadHours,
    HoursProblem,
    OpeningHours,
    WorkCalendar,
    add_working_days,
    add_working_minutes,
    is_working_day,
    opening_spans,
    working_minutes,
)

WEEK = ("mon", "tue", "wed", "thu", "fri")
OFFICE = {day: [["08:00", "16:00"]] for day in WEEK}
WITH_LUNCH = {day: [["09:00", "12:00"], ["12:30", "17:00"]] for day in WEEK}
NIGHT = {"sat": [["22:00", "23:59"]], "sun": [["00:00", "06:00"]]}
ZONES = {"BE": "Europe/Brussels", "DK": "Europe/Copenhagen", "NL": "Europe/Amsterdam", "NO": "Europe/Oslo"}


def calendar(country="DK", hours=OFFICE, **changes):
    values = {"region": None, "timezone": ZONES.get(country, "UTC"), "hours": OpeningHours.from_json(hours)} | changes
    return WorkCalendar(country=country, **values)


def local(text, zone="Europe/Copenhagen"):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("table", "problem", "day"),
    [
        ([], HoursProblem.NOT_A_TABLE, ""),
        ("mon", HoursProblem.NOT_A_TABLE, ""),
        ({"monday": []}, HoursProblem.UNKNOWN_DAY, "monday"),
        ({1: []}, HoursProblem.UNKNOWN_DAY, "1"),
        ({"mon": "08:00"}, HoursProblem.NOT_A_PAIR, "mon"),
        ({"mon": 8}, HoursProblem.NOT_A_PAIR, "mon"),
        ({"mon": ["08"]}, HoursProblem.NOT_A_PAIR, "mon"),
        ({"mon": [8]}, HoursProblem.NOT_A_PAIR, "mon"),
        ({"tue": [["08:00"]]}, HoursProblem.NOT_A_PAIR, "tue"),
        ({"tue": [["08:00", "25:00"]]}, HoursProblem.NOT_A_TIME, "tue"),
        ({"tue": [["8:00", "16:00"]]}, HoursProblem.NOT_A_TIME, "tue"),
        ({"tue": [["08:00", 16]]}, HoursProblem.NOT_A_TIME, "tue"),
        ({"wed": [["16:00", "08:00"]]}, HoursProblem.ENDS_BEFORE_IT_STARTS, "wed"),
        ({"wed": [["16:00", "16:00"]]}, HoursProblem.ENDS_BEFORE_IT_STARTS, "wed"),
        ({"wed": [["08:00", "12:00"], ["11:59", "16:00"]]}, HoursProblem.OVERLAPS, "wed"),
        ({"wed": []}, HoursProblem.NEVER_OPEN, ""),
        ({}, HoursProblem.NEVER_OPEN, ""),
    ],
)
def test_bad_hours_say_what_is_wrong_and_where(table, problem, day):
    with pytest.raises(BadHours) as refusal:
        OpeningHours.from_json(table)

    assert (refusal.value.problem, refusal.value.day) == (problem, day)
    assert str(refusal.value) == (f"{day}: {problem}" if day else problem)


@pytest.mark.parametrize(
    ("days", "problem"),
    [
        (((),), HoursProblem.NOT_A_TABLE),
        ((((time(8, 0, 1), time(9)),),) + ((),) * 6, HoursProblem.NOT_A_TIME),
        ((((time(8), time(9, 0, 0, 1)),),) + ((),) * 6, HoursProblem.NOT_A_TIME),
    ],
)
def test_bad_hours_made_by_hand_are_refused(days, problem):
    with pytest.raises(BadHours) as refusal:
        OpeningHours(days)

    assert refusal.value.problem == problem


@pytest.mark.parametrize("table", [OFFICE, WITH_LUNCH, NIGHT])
def test_hours_come_back_as_they_were(table):
    assert OpeningHours.from_json(table).to_json() == table


def test_stretches_of_a_day_are_put_in_order_and_may_touch():
    read = OpeningHours.from_json({"mon": [["12:00", "16:00"], ["08:00", "12:00"]]})

    assert read.to_json() == {"mon": [["08:00", "12:00"], ["12:00", "16:00"]]}


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"country": "SE"}, UnknownCountry),
        ({"country": "BE", "region": "Texas"}, UnknownCountry),
        ({"country": "DK", "timezone": "Europe/Atlantis"}, ZoneInfoNotFoundError),
    ],
)
def test_a_calendar_of_an_unknown_place_is_refused(changes, error):
    with pytest.raises(error):
        calendar(**changes)


MINUTES = [
    ("within a day", OFFICE, "2026-11-25T09:00", "2026-11-25T10:30", 90),
    ("before opening", OFFICE, "2026-11-25T05:00", "2026-11-25T08:00", 0),
    ("over closing", OFFICE, "2026-11-25T15:00", "2026-11-25T20:00", 60),
    ("over a night", OFFICE, "2026-11-25T15:00", "2026-11-26T09:00", 120),
    ("over a weekend", OFFICE, "2026-11-27T15:00", "2026-11-30T09:00", 120),
    ("only a weekend", OFFICE, "2026-11-28T09:00", "2026-11-29T18:00", 0),
    ("over lunch", WITH_LUNCH, "2026-11-25T11:30", "2026-11-25T13:00", 60),
    ("within lunch", WITH_LUNCH, "2026-11-25T12:05", "2026-11-25T12:20", 0),
    ("over Easter", OFFICE, "2026-04-01T15:00", "2026-04-07T09:00", 120),
    ("over New Year", OFFICE, "2026-12-31T15:00", "2027-01-04T09:00", 120),
    ("over three New Years", OFFICE, "2024-12-31T15:00", "2025-01-02T09:00", 120),
    ("seconds are cut", OFFICE, "2026-11-25T09:00:59", "2026-11-25T09:01:01", 1),
    ("the night without an hour", NIGHT, "2026-03-29T00:00", "2026-03-29T12:00", 300),
    ("the night with an hour more", NIGHT, "2026-10-25T00:00", "2026-10-25T12:00", 420),
    ("an office day after it", OFFICE, "2026-03-27T15:00", "2026-03-30T09:00", 120),
]


@pytest.mark.parametrize(
    ("hours", "start", "end", "expected"), [row[1:] for row in MINUTES], ids=[row[0] for row in MINUTES]
)
def test_working_minutes(hours, start, end, expected):
    assert working_minutes(calendar(hours=hours), local(start), local(end)) == expected
    assert working_minutes(calendar(hours=hours), local(end), local(start)) == -expected


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ([["02:15", "02:45"]], 0),  # an hour that does not exist
        ([["02:00", "03:00"]], 0),
        ([["02:30", "04:00"]], 60),
        ([["01:30", "02:30"], ["02:45", "03:15"]], 45),
    ],
)
def test_an_hour_that_the_clock_skips_counts_nothing(hours, expected):
    night = calendar(hours={"sun": hours})

    assert working_minutes(night, local("2026-03-28T12:00"), local("2026-03-30T12:00")) == expected


def test_spans_of_a_day_are_utc_and_in_order():
    assert opening_spans(calendar(hours=WITH_LUNCH), date(2026, 7, 1)) == (
        (datetime(2026, 7, 1, 7, tzinfo=UTC), datetime(2026, 7, 1, 10, tzinfo=UTC)),
        (datetime(2026, 7, 1, 10, 30, tzinfo=UTC), datetime(2026, 7, 1, 15, tzinfo=UTC)),
    )
    assert opening_spans(calendar(), date(2026, 7, 4)) == ()


ADDED = [
    ("within a day", OFFICE, "2026-11-25T09:00", 90, "2026-11-25T10:30"),
    ("up to closing", OFFICE, "2026-11-25T15:00", 60, "2026-11-25T16:00"),
    ("a minute past closing", OFFICE, "2026-11-25T15:00", 61, "2026-11-26T08:01"),
    ("two days of work", OFFICE, "2026-11-26T12:00", 960, "2026-11-30T12:00"),
    ("started before opening", OFFICE, "2026-11-25T06:00", 30, "2026-11-25T08:30"),
    ("started after closing", OFFICE, "2026-11-25T20:00", 30, "2026-11-26T08:30"),
    ("started on a Saturday", OFFICE, "2026-11-28T12:00", 30, "2026-11-30T08:30"),
    ("started at lunch", WITH_LUNCH, "2026-11-25T12:10", 30, "2026-11-25T13:00"),
    ("over Easter", OFFICE, "2026-04-01T15:00", 90, "2026-04-07T08:30"),
    ("over New Year", OFFICE, "2026-12-31T15:00", 90, "2027-01-04T08:30"),
    ("nothing", OFFICE, "2026-11-28T12:00:30", 0, "2026-11-28T12:00"),
    ("in the night without an hour", NIGHT, "2026-03-29T01:00", 90, "2026-03-29T03:30"),
]


@pytest.mark.parametrize(
    ("hours", "start", "minutes", "expected"), [row[1:] for row in ADDED], ids=[row[0] for row in ADDED]
)
def test_add_working_minutes(hours, start, minutes, expected):
    end = add_working_minutes(calendar(hours=hours), local(start), minutes)

    assert end == local(expected)
    assert end.tzinfo is UTC


def test_a_holiday_in_belgium_is_none_in_the_netherlands():
    start, end = local("2026-07-20T15:00", "Europe/Brussels"), local("2026-07-22T09:00", "Europe/Brussels")

    assert working_minutes(calendar("BE"), start, end) == 120
    assert working_minutes(calendar("NL"), start, end) == 600


def test_a_closed_office_does_not_work():
    closed = calendar(closed_days=frozenset({date(2026, 11, 26)}), closed_yearly=frozenset({(6, 5), (12, 24)}))
    days = [date(2026, 11, 25), date(2026, 11, 26), date(2026, 6, 5), date(2025, 6, 5), date(2026, 12, 24)]

    assert [is_working_day(closed, day) for day in days] == [True, False, False, False, False]
    assert [is_working_day(calendar(), day) for day in days] == [True, True, True, True, True]
    assert working_minutes(closed, local("2026-11-25T15:00"), local("2026-11-27T09:00")) == 120


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        (date(2026, 11, 25), 0, date(2026, 11, 25)),
        (date(2026, 11, 28), 0, date(2026, 11, 30)),
        (date(2026, 11, 25), 1, date(2026, 11, 26)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),
        (date(2026, 11, 28), 1, date(2026, 11, 30)),
        (date(2026, 4, 1), 2, date(2026, 4, 8)),
        (date(2026, 11, 30), -1, date(2026, 11, 27)),
        (date(2026, 11, 29), -1, date(2026, 11, 27)),
        (date(2026, 4, 8), -2, date(2026, 4, 1)),
    ],
)
def test_add_working_days(start, days, expected):
    assert add_working_days(calendar(), start, days) == expected


def test_an_office_that_never_opens_is_said_to():
    never = calendar(
        hours={"mon": [["08:00", "16:00"]]},
        closed_yearly=frozenset((m, d) for m in range(1, 13) for d in range(1, 32)),
    )

    with pytest.raises(NoRule):
        add_working_days(never, date(2026, 1, 1), 1)
    with pytest.raises(NoRule):
        add_working_minutes(never, local("2026-01-01T00:00"), 1)


def test_what_cannot_be_counted_is_refused():
    with pytest.raises(ValueError, match="negative"):
        add_working_minutes(calendar(), local("2026-11-25T09:00"), -1)
    with pytest.raises(ValueError, match="time zone"):
        add_working_minutes(calendar(), datetime(2026, 11, 25), 1)  # noqa: DTZ001
    with pytest.raises(ValueError, match="time zone"):
        working_minutes(calendar(), local("2026-11-25T09:00"), datetime(2026, 11, 25))  # noqa: DTZ001


def test_a_year_is_laid_out_once_for_equal_calendars():
    working_minutes(calendar(), local("2026-11-25T09:00"), local("2026-11-25T10:00"))
    before = working_time._year.cache_info()

    working_minutes(calendar(), local("2026-01-25T09:00"), local("2026-12-25T10:00"))

    after = working_time._year.cache_info()
    assert (after.misses, after.hits) == (before.misses, before.hits + 2)
    assert calendar() == calendar()
    assert calendar() != calendar("NO")


TIMES = st.integers(min_value=0, max_value=1439).map(lambda minute: f"{minute // 60:02}:{minute % 60:02}")
DAYS = (
    st.lists(TIMES, max_size=6, unique=True)
    .map(sorted)
    .map(lambda times: [list(pair) for pair in zip(times[::2], times[1::2], strict=False)])
)
HOURS = st.fixed_dictionaries({}, optional=dict.fromkeys(working_time.WEEKDAYS, DAYS)).filter(
    lambda table: any(table.values())
)
# few calendars, many moments: every calendar lays out whole years
CALENDARS = st.sampled_from(
    [calendar(country, hours) for country in ZONES for hours in (OFFICE, WITH_LUNCH, NIGHT)]
    + [calendar("NO", {"sun": [["01:17", "02:31"], ["02:31", "03:03"]], "wed": [["00:00", "23:59"]]})]
)
MOMENTS = st.integers(min_value=0, max_value=3 * 365 * 86400).map(
    lambda second: datetime(2025, 1, 1, tzinfo=timezone(timedelta(hours=-7))) + timedelta(seconds=second)
) | st.builds(
    lambda night, minute: night + timedelta(minutes=minute),
    st.sampled_from([datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)]),
    st.integers(min_value=0, max_value=180),
)


@given(HOURS)
def test_any_hours_come_back_from_json(table):
    hours = OpeningHours.from_json(table)

    assert hours.to_json() == {day: spans for day, spans in table.items() if spans}
    assert OpeningHours.from_json(hours.to_json()) == hours


@given(CALENDARS, MOMENTS, MOMENTS, MOMENTS)
def test_minutes_are_additive_and_never_more_than_the_clock(office, a, b, c):
    assert working_minutes(office, a, b) + working_minutes(office, b, c) == working_minutes(office, a, c)
    early, late = sorted((a, b))
    assert 0 <= working_minutes(office, early, late) <= (late - early) // timedelta(minutes=1) + 1


@given(CALENDARS, MOMENTS, st.integers(min_value=0, max_value=5000), st.integers(min_value=0, max_value=5000))
def test_adding_is_the_inverse_of_counting(office, start, minutes, more):
    end = add_working_minutes(office, start, minutes)
    later = add_working_minutes(office, start, minutes + more)

    assert working_minutes(office, start, end) == minutes
    assert end <= later
    assert add_working_minutes(office, end, more) == later or minutes == 0 or more == 0
    if minutes:  # it is the earliest such moment
        assert working_minutes(office, start, end - timedelta(minutes=1)) == minutes - 1


@given(CALENDARS, MOMENTS, MOMENTS)
def test_counting_then_adding_never_passes_the_end(office, a, b):
    start, end = sorted((a, b))

    assert add_working_minutes(office, start, working_minutes(office, start, end)) <= end


@given(CALENDARS, st.dates(min_value=date(2025, 1, 1), max_value=date(2027, 12, 31)), st.integers(1, 30))
def test_working_days_go_forth_and_back(office, day, days):
    later = add_working_days(office, day, days)

    assert is_working_day(office, later)
    assert sum(is_working_day(office, day + timedelta(days=n)) for n in range(1, (later - day).days + 1)) == days
    first = add_working_days(office, day, 0)
    assert add_working_days(office, add_working_days(office, first, days), -days) == first


@given(CALENDARS, st.dates(min_value=date(2025, 1, 1), max_value=date(2027, 12, 31)))
def test_a_day_counts_what_its_spans_hold(office, day):
    midnight = datetime.combine(day, time(), tzinfo=office.zone)
    next_midnight = datetime.combine(day + timedelta(days=1), time(), tzinfo=office.zone)
    held = sum(((end - start) // timedelta(minutes=1) for start, end in opening_spans(office, day)), 0)

    assert working_minutes(office, midnight, next_midnight) == held
