"""Free times between places: gaps and travel, openings, other offices, rooms; and what holds whatever is taken."""

import uuid
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onward.scheduling.free import (
    ELSEWHERE,
    Asked,
    DaySpan,
    Gaps,
    Ground,
    Taken,
    WeekSpan,
    crossed,
    free_times,
    place_of,
)

AARHUS, LONDON = ZoneInfo("Europe/Copenhagen"), ZoneInfo("Europe/London")
HOME, OTHER = uuid.UUID(int=1), uuid.UUID(int=2)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
GROUNDS = {None: Ground(AARHUS), HOME: Ground(AARHUS), OTHER: Ground(LONDON)}
MORNING = WeekSpan(0, time(9), time(12), ("phone", "office", "employer"))
AFTERNOON = WeekSpan(0, time(13), time(16), ("phone", "office"), OTHER)
TRAVEL = Gaps(between=timedelta(0), travel=HOUR)


def local(hour, minute=0, day=23):
    return datetime(2026, 11, day, hour, minute, tzinfo=AARHUS)


def free(spans=(MORNING,), taken=(), *, days=1, after=MONDAY, rooms=None, **more):
    given = {"length": HOUR, "step": HOUR, "home": HOME, **more}
    return free_times(spans, taken, GROUNDS, Asked(after=after, until=after + timedelta(days=days), **given), rooms)


def ways(found):
    return {each.starts_at.astimezone(AARHUS).strftime("%H:%M"): each.forms for each in found}


# Around a meeting -------------------------------------------------------------------------------------------------


def test_minutes_between_meetings_are_kept_on_both_sides():
    booked = Taken(local(10), local(10, 30))

    found = free(taken=[booked], step=timedelta(minutes=15), length=HOUR / 2, gaps=Gaps(between=15 * MINUTE))

    assert list(ways(found)) == ["09:00", "09:15", "10:45", "11:00", "11:15", "11:30"]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (HOME, {"09:00": ("phone", "office"), "11:00": ("phone", "office")}),  # one is there: only the employer is far
        (None, {"09:00": ("phone", "office"), "11:00": ("phone", "office")}),  # by phone from where one sits
        (OTHER, {}),
        (ELSEWHERE, {}),
    ],
    ids=["here", "phone", "other office", "employer"],
)
def test_whoever_meets_somewhere_else_needs_the_way_before_and_after(place, expected):
    assert ways(free(taken=[Taken(local(10), local(11), place)], gaps=TRAVEL)) == expected


def test_an_absence_needs_no_way():
    away = Taken(local(10), local(11), None, meets=False)

    assert set(ways(free(taken=[away], gaps=Gaps(between=HOUR, travel=HOUR)))) == {"09:00", "11:00"}


def test_the_way_is_not_added_to_the_minutes_between():
    gaps = Gaps(between=15 * MINUTE, travel=HOUR)

    assert gaps.around(Taken(local(9), local(10), OTHER), HOME) == HOUR
    assert gaps.around(Taken(local(9), local(10), HOME), HOME) == 15 * MINUTE


def test_what_a_freely_chosen_time_crosses_can_be_named():
    one = Taken(local(9), local(10), ELSEWHERE)

    assert crossed([one], local(10, 30), local(11), HOME, TRAVEL) == [one]
    assert crossed([one], local(11), local(12), HOME, TRAVEL) == []


# Places, openings, rooms ------------------------------------------------------------------------------------------


def test_each_span_offers_its_own_office_in_the_clock_of_that_office():
    found = free([MORNING, AFTERNOON])

    assert [each.office for each in found] == [HOME] * 3 + [OTHER] * 3
    assert found[3].starts_at == datetime(2026, 11, 23, 13, tzinfo=LONDON)
    assert place_of("employer", OTHER) == ELSEWHERE


def test_a_closed_day_of_the_other_office_closes_that_office_alone():
    closed = {**GROUNDS, OTHER: Ground(LONDON, frozenset({date(2026, 11, 23)}))}
    asked = Asked(after=MONDAY, until=MONDAY + timedelta(days=1), length=HOUR, step=HOUR, home=HOME)

    assert {each.office for each in free_times([MORNING, AFTERNOON], [], closed, asked)} == {HOME}


def test_an_opening_adds_a_saturday_and_a_holiday_does_not_close_it():
    saturday = DaySpan(date(2026, 11, 28), time(10), time(12), ("phone",))
    closed = {None: Ground(AARHUS, frozenset({date(2026, 11, 28)}))}
    asked = Asked(after=MONDAY, until=MONDAY + timedelta(days=7), length=HOUR, step=HOUR)

    found = free_times([saturday], [], closed, asked)

    assert [each.starts_at.astimezone(AARHUS).strftime("%a %H") for each in found] == ["Sat 10", "Sat 11"]


def test_without_a_free_room_one_can_still_call():
    rooms = {HOME: [[(local(9), local(11))], [(local(9), local(10))]]}

    assert ways(free(rooms=rooms)) == {
        "09:00": ("phone", "employer"),
        "10:00": ("phone", "office", "employer"),
        "11:00": ("phone", "office", "employer"),
    }
    assert ways(free(rooms={HOME: []}))["09:00"] == ("phone", "employer")  # all its rooms are closed
    assert "office" in ways(free(rooms={OTHER: []}))["09:00"]  # it keeps no rooms


# The clock --------------------------------------------------------------------------------------------------------


def test_a_meeting_across_the_skipped_hour_does_not_run_beyond_its_span():
    night = WeekSpan(6, time(1), time(3), ("phone",))
    after = datetime(2027, 3, 27, 12, tzinfo=UTC)

    found = free([night], after=after, days=2, length=HOUR, step=HOUR / 2)

    assert list(ways(found)) == ["01:00"]  # from half past one an hour would end at half past three


def test_a_span_whose_end_the_clock_skips_offers_nothing_behind_it():
    night = WeekSpan(6, time(1), time(2, 30), ("phone",))
    after = datetime(2027, 3, 27, 12, tzinfo=UTC)

    assert all(each.ends_at <= datetime(2027, 3, 28, 1, tzinfo=UTC) for each in free([night], after=after, days=2))


# Whatever is taken ------------------------------------------------------------------------------------------------

MINUTES = st.integers(0, 20 * 24 * 60)
STARTS = st.sampled_from([datetime(2026, 10, 20, tzinfo=UTC), datetime(2027, 3, 22, tzinfo=UTC), MONDAY])
PLACES = st.sampled_from([None, HOME, OTHER, ELSEWHERE])
FORMS = st.lists(st.sampled_from(["phone", "office", "employer"]), min_size=1, unique=True).map(tuple)
HOURS = st.tuples(st.integers(0, 46), st.integers(1, 47)).filter(lambda pair: pair[0] < pair[1])


def clock(halves):
    return time(halves // 2, halves % 2 * 30)


@st.composite
def spans(draw):
    starts, ends = draw(HOURS)
    return WeekSpan(
        draw(st.integers(0, 6)), clock(starts), clock(ends), draw(FORMS), draw(st.sampled_from([None, OTHER]))
    )


@st.composite
def cases(draw):
    """Some hours, some of it taken, gaps, and the moment from which one looks; clock changes among them."""
    begin = draw(STARTS)
    lengths = draw(st.lists(st.tuples(MINUTES, st.integers(1, 300), PLACES, st.booleans()), max_size=6))
    taken = [
        Taken(begin + start * MINUTE, begin + (start + length) * MINUTE, place, meets)
        for start, length, place, meets in lengths
    ]
    gaps = Gaps(draw(st.sampled_from([0, 10, 30])) * MINUTE, draw(st.sampled_from([0, 30, 90])) * MINUTE)
    length = draw(st.sampled_from([30, 45, 60, 90])) * MINUTE
    return begin, draw(st.lists(spans(), min_size=1, max_size=4)), taken, gaps, length


@given(cases())
@settings(max_examples=60)
def test_no_free_time_comes_nearer_than_the_gaps_allow(case):
    begin, week, taken, gaps, length = case

    for each in free(week, taken, after=begin, days=21, length=length, step=HOUR / 2, gaps=gaps):
        for form in each.forms:
            offices = {span.office or HOME for span in week if form in span.forms}
            places = {place_of(form, office) for office in offices}
            assert any(not crossed(taken, each.starts_at, each.ends_at, place, gaps) for place in places)


@given(cases())
@settings(max_examples=60)
def test_every_free_time_lies_in_a_span_of_its_day(case):
    begin, week, taken, gaps, length = case

    for each in free(week, taken, after=begin, days=21, length=length, step=HOUR / 2, gaps=gaps):
        assert any(within(each, span) for span in week), each


def within(each, span):
    zone = GROUNDS[span.office].zone
    start = each.starts_at.astimezone(zone)
    over = datetime.combine(start.date(), span.ends, zone).astimezone(UTC)
    return start.weekday() == span.weekday and span.starts <= start.time() and each.ends_at <= over


@given(cases(), st.integers(1, 20 * 24))
@settings(max_examples=60)
def test_looking_in_two_parts_finds_the_same(case, hours):
    begin, week, taken, gaps, length = case
    middle, end = begin + hours * HOUR, begin + timedelta(days=21)
    given = {"length": length, "step": HOUR / 2, "gaps": gaps, "home": HOME}

    def look(after, until):
        return free_times(week, taken, GROUNDS, Asked(after=after, until=until, **given))

    first = [each for each in look(begin, min(end, middle + length)) if each.starts_at < middle]
    assert look(begin, end) == first + look(middle, end)
