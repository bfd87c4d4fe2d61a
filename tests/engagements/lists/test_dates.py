"""Dates as lists have them, in five languages."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.engagements.lists.dates import month_comes_first, read_date
from tests.engagements.lists.build import TODAY, codes, lines, values

WRITTEN = [
    ("17-04-1986", date(1986, 4, 17)),
    ("17.04.1986", date(1986, 4, 17)),
    ("17/04/1986", date(1986, 4, 17)),
    ("17. 04. 1986", date(1986, 4, 17)),
    ("7.4.1986.", date(1986, 4, 7)),
    ("17 04 1986", date(1986, 4, 17)),
    ("26.01.93", date(1993, 1, 26)),
    ("16.06.17", date(2017, 6, 16)),
    ("4-1-'01", date(2001, 1, 4)),
    ("1986-04-17", date(1986, 4, 17)),
    ("1986/4/7", date(1986, 4, 7)),
    ("1986-04-17 00:00:00", date(1986, 4, 17)),
    ("1986-04-17T00:00:00.000Z", date(1986, 4, 17)),
    ("17-04-1986 kl. 08:00", date(1986, 4, 17)),
    ("4/17/1986 12:00:00 AM", None),
    ("19860417", date(1986, 4, 17)),
    ("17041986", date(1986, 4, 17)),
    ("7041986", date(1986, 4, 7)),
    ("170486", date(1986, 4, 17)),
    ("45321", date(2024, 1, 30)),
    ("45321.0", date(2024, 1, 30)),
    ("1 maart 2026", date(2026, 3, 1)),
    ("15 mrt 2026", date(2026, 3, 15)),
    ("15 mrt. '26", date(2026, 3, 15)),
    ("31-mei-26", date(2026, 5, 31)),
    ("maandag 2 maart 2026", date(2026, 3, 2)),
    ("3. januar 2026", date(2026, 1, 3)),
    ("d. 15. aug. 2011", date(2011, 8, 15)),
    ("mandag den 2. marts 2026", date(2026, 3, 2)),
    ("1. mai 2019", date(2019, 5, 1)),
    ("24. des. 2019", date(2019, 12, 24)),
    ("1er mars 2026", date(2026, 3, 1)),
    ("le 15 août 2025", date(2025, 8, 15)),
    ("31 déc. 2025", date(2025, 12, 31)),
    ("5 févr. 2020", date(2020, 2, 5)),
    ("March 31, 2026", date(2026, 3, 31)),
    ("31-Mar-2026", date(2026, 3, 31)),
    ("1st of May 2020", date(2020, 5, 1)),
    ("2020 May 3", date(2020, 5, 3)),
    ("pr. 31-03-2026", date(2026, 3, 31)),
    ("31-03-2026 (fritstillet)", date(2026, 3, 31)),
]


@pytest.mark.parametrize(("written", "day"), WRITTEN, ids=[each[0] for each in WRITTEN])
def test_written_dates(written, day):
    assert read_date(written, "last_day_on", TODAY).day == day


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("31-02-2026", "impossible_date"),
        ("29.2.2019", "impossible_date"),
        ("2026-13-01", "impossible_date"),
        ("31 juni 2026", "impossible_date"),
        ("12-12-215", "impossible_date"),
        ("1-2026", "date_without_day"),
        ("maart 2026", "date_without_day"),
        ("2026", "date_without_day"),
        ("2026-03", "date_without_day"),
        ("snarest", "date"),
        ("uge 12", "date"),
        ("Q1 2026", "date"),
        ("1-1-2026 eller 1-2-2026", "date"),
        ("01-01-1912", "unlikely_date"),
        ("01-01-2099", "unlikely_date"),
    ],
)
def test_what_is_no_usable_day_is_said(written, problem):
    read = read_date(written, "last_day_on", TODAY)

    assert (read.day, read.problem) == (None, problem)


@pytest.mark.parametrize("written", ["31-12-9999", "9999-12-31", "99991231", "00.00.0000", "0000-00-00", "01-01-1900"])
def test_never_is_no_date_and_no_problem(written):
    read = read_date(written, "last_day_on", TODAY)

    assert (read.day, read.problem) == (None, None)


@pytest.mark.parametrize(
    ("field", "written", "year"),
    [
        ("hired_on", "1.1.49", 1949),
        ("hired_on", "1.1.27", 2027),
        ("hired_on", "1.1.28", None),
        ("last_day_on", "1.1.35", 2035),
    ],
)
def test_the_century_of_a_short_year_depends_on_what_the_date_is(field, written, year):
    day = read_date(written, field, TODAY).day

    assert (day and day.year) == year


@pytest.mark.parametrize(
    ("cells", "first"),
    [
        (["1/2/2020", "3/13/2020"], True),
        (["13/2/2020", "3/4/2020"], False),
        (["1/2/2020"], None),
        (["01-13-2020", "02-03-2020"], None),
        (["01-13-2020", "02-14-2020"], True),
        (["13.01.2020", "01.14.2020"], False),
        ([date(2020, 1, 2), "soon"], None),
    ],
)
def test_month_comes_first_only_when_it_must(cells, first):
    assert month_comes_first(cells) is first


@given(
    st.dates(date(1935, 1, 1), TODAY),
    st.sampled_from(["%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y", "%Y-%m-%d", "%Y%m%d", "%d %B %Y"]),
)
def test_every_day_is_read_back_in_every_shape(day, shape):
    assert read_date(day.strftime(shape), "hired_on", TODAY).day == day


@given(st.dates(date(1935, 1, 1), TODAY))
def test_days_counted_by_a_spreadsheet(day):
    serial = (day - date(1899, 12, 30)) // timedelta(days=1)

    assert read_date(str(serial), "hired_on", TODAY).day == day


@given(st.text(max_size=30))
def test_any_text_gives_a_day_or_a_reason_or_nothing(text):
    read = read_date(text, "notice_on", TODAY)

    assert read.day is None or read.problem is None


def test_one_american_column_carries_the_others_with_it():
    reading = lines("Name;Hire date;Last day", "Jane Roe;10/25/2010;3/4/2026", "John Doe;1/2/2011;3/4/2026")

    assert values(reading, "hired_on", "last_day_on") == [("2010-10-25", "2026-03-04"), ("2011-01-02", "2026-03-04")]


def test_a_day_first_column_keeps_the_others_day_first():
    reading = lines("Naam;In dienst;Uit dienst", "Jan Smit;25/10/2010;3/4/2026")

    assert values(reading, "hired_on", "last_day_on") == [("2010-10-25", "2026-04-03")]


def test_dates_that_do_not_follow_each_other_are_said_and_kept():
    reading = lines("Navn;Ansat dato;Opsagt dato;Fratrædelsesdato", "Bo Lund;01-01-2020;30-09-2025;30-06-2025")

    assert values(reading, "notice_on", "last_day_on") == [("2025-09-30", "2025-06-30")]
    assert codes(reading) == [(2, "Fratrædelsesdato", "dates_out_of_order")]
    assert (
        reading.problems[0].message == "The dates do not follow each other: 2025-06-30 comes before 2025-09-30 here."
    )


def test_the_end_of_employment_goes_before_the_last_working_day_which_steps_in():
    reading = lines(
        "Navn;Sidste arbejdsdag;Fratrædelsesdato",
        "Bo Lund;31-12-2025;31-03-2026",
        "Ib Holm;31-12-2025;",
        "Eva Krogh;;-",
    )

    assert values(reading, "last_day_on") == [("2026-03-31",), ("2025-12-31",), (None,)]
    assert reading.columns_unknown == ()
