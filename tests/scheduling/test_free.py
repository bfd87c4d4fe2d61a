"""Free times: what the week offers, less what is taken; in the clock of the office."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.scheduling.free import STEP, Asked, FreeTime, Ground, Taken, WeekSpan, free_times, spread

AARHUS = ZoneInfo("Europe/Copenhagen")
HOUR = timedelta(hours=1)
MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
EVERY_DAY = [WeekSpan(day, time(9), time(12), ("phone", "video")) for day in range(7)]


def starts(found, zone=AARHUS):
    return [each.starts_at.astimezone(zone).strftime("%a %H:%M") for each in found]


def free(week=EVERY_DAY, busy=(), closed=(), *, after=MONDAY, days=1, length=HOUR, zone=AARHUS, **more):
    asked = Asked(after=after, until=after + timedelta(days=days), length=length, **more)
    return free_times(week, [Taken(*each) for each in busy], {None: Ground(zone, frozenset(closed))}, asked)


def test_every_half_hour_in_which_it_fits():
    assert starts(free()) == ["Mon 09:00", "Mon 09:30", "Mon 10:00", "Mon 10:30", "Mon 11:00"]


def test_what_is_taken_is_left_out_to_the_minute():
    taken = (datetime(2026, 11, 23, 9, tzinfo=UTC), datetime(2026, 11, 23, 9, 30, tzinfo=UTC))  # 10:00 to 10:30

    assert starts(free(busy=[taken])) == ["Mon 09:00", "Mon 10:30", "Mon 11:00"]


def test_closed_days_and_empty_weeks_have_none():
    assert free(closed=[date(2026, 11, 23)]) == []
    assert free(week=[]) == []


def test_two_ways_at_the_same_hour_are_one_time():
    week = [WeekSpan(0, time(9), time(10), ("phone",)), WeekSpan(0, time(9), time(10), ("office", "phone"))]

    assert [each.forms for each in free(week)] == [("phone", "office")]


def test_the_hour_that_spring_skips_is_not_offered():
    sunday = datetime(2027, 3, 28, tzinfo=UTC) - HOUR
    night = [WeekSpan(6, time(1), time(4), ("phone",))]

    assert starts(free(night, after=sunday, length=timedelta(minutes=30))) == [
        "Sun 01:00",
        "Sun 01:30",
        "Sun 03:00",
        "Sun 03:30",
    ]


def test_the_hour_that_autumn_repeats_is_offered_once():
    sunday = datetime(2026, 10, 25, tzinfo=UTC) - 2 * HOUR
    night = [WeekSpan(6, time(2), time(3), ("phone",))]

    assert starts(free(night, after=sunday, length=timedelta(minutes=30))) == ["Sun 02:00", "Sun 02:30"]


def test_nine_stays_nine_when_the_clock_changes():
    friday = datetime(2026, 10, 23, tzinfo=UTC)
    found = free([WeekSpan(day, time(9), time(10), ("phone",)) for day in (0, 4)], after=friday, days=4)

    assert starts(found) == ["Fri 09:00", "Mon 09:00"]
    assert [each.starts_at.hour for each in found] == [7, 8]


@pytest.mark.parametrize("zone", ["Europe/Oslo", "Europe/Brussels", "Europe/Helsinki"])
def test_the_clock_is_that_of_the_office(zone):
    assert starts(free(zone=ZoneInfo(zone)), ZoneInfo(zone))[0] == "Mon 09:00"


MOMENTS = st.datetimes(datetime(2026, 3, 20), datetime(2026, 11, 10)).map(lambda moment: moment.replace(tzinfo=UTC))  # noqa: DTZ001 -- given its zone at once
SPANS = st.tuples(MOMENTS, st.integers(1, 600)).map(lambda found: (found[0], found[0] + timedelta(minutes=found[1])))
LENGTHS = st.sampled_from([30, 45, 60, 90]).map(lambda minutes: timedelta(minutes=minutes))


CLOSED = st.sets(st.dates(date(2026, 3, 20), date(2026, 11, 20)), max_size=5)


@given(after=MOMENTS, busy=st.lists(SPANS, max_size=8), length=LENGTHS, closed=CLOSED)
def test_whatever_is_taken_a_free_time_is_free_offered_and_in_order(after, busy, length, closed):
    found = free(busy=busy, closed=closed, after=after, days=5, length=length)

    assert [each.starts_at for each in found] == sorted({each.starts_at for each in found})
    for each in found:
        local, end = each.starts_at.astimezone(AARHUS), each.ends_at.astimezone(AARHUS)
        assert after <= each.starts_at
        assert each.ends_at - each.starts_at == length
        assert time(9) <= local.time()
        assert end.time() <= time(12)
        assert local.minute % (STEP.seconds // 60) == 0
        assert local.date() not in closed
        assert not any(begun < each.ends_at and each.starts_at < over for begun, over in busy)


@given(busy=st.lists(SPANS, max_size=5), more=SPANS, after=MOMENTS)
def test_taking_one_more_hour_never_frees_another(busy, more, after):
    before = set(free(busy=busy, after=after, days=3))

    assert set(free(busy=[*busy, more], after=after, days=3)) <= before


def test_a_few_of_each_day_are_the_first_the_last_and_what_lies_between():
    found = free(days=2)

    few = spread(found, per_day=3, zone=AARHUS)

    assert [(day.day, starts(times)) for day, times in few] == [
        (23, ["Mon 09:00", "Mon 10:00", "Mon 11:00"]),
        (24, ["Tue 09:00", "Tue 10:00", "Tue 11:00"]),
    ]
    assert spread(found[:1], per_day=3, zone=AARHUS) == [(date(2026, 11, 23), found[:1])]
    assert spread(found, per_day=1, zone=AARHUS)[0][1] == found[:1]


def test_times_are_ordered_by_when_they_are():
    later, sooner = FreeTime(MONDAY + HOUR, MONDAY + 2 * HOUR, ("a",)), FreeTime(MONDAY, MONDAY + HOUR, ("z",))

    assert sorted([later, sooner]) == [sooner, later]
