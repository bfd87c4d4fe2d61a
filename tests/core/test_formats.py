"""Dates, times, lengths, amounts and numbers in four languages. A "~" stands for a no-break space."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from onward.core import formats
from onward.core.templatetags import onward_formats

TODAY = date(2026, 11, 25)
THURSDAY = date(2026, 11, 26)
NEXT_YEAR = date(2027, 5, 1)


def written(text):
    return text.replace("~", "\N{NO-BREAK SPACE}")


@pytest.mark.parametrize(
    ("lang", "plain", "weekday", "next_year"),
    [
        ("da", "26.~november", "torsdag 26.~november", "lørdag 1.~maj~2027"),
        ("nb", "26.~november", "torsdag 26.~november", "lørdag 1.~mai~2027"),
        ("nl", "26~november", "donderdag 26~november", "zaterdag 1~mei~2027"),
        ("nl-be", "26~november", "donderdag 26~november", "zaterdag 1~mei~2027"),
        ("en", "26~November", "Thursday 26~November", "Saturday 1~May~2027"),
    ],
)
def test_long_date(lang, plain, weekday, next_year):
    assert formats.long_date(THURSDAY, lang, TODAY) == written(plain)
    assert formats.long_date(THURSDAY, lang, TODAY, weekday=True) == written(weekday)
    assert formats.long_date(NEXT_YEAR, lang, TODAY, weekday=True) == written(next_year)
    assert formats.long_date(THURSDAY, lang) == written(f"{plain}~2026")


@pytest.mark.parametrize(
    ("lang", "yesterday", "today", "tomorrow", "later"),
    [
        ("da", "i~går", "i~dag", "i~morgen", "fredag 27.~november"),
        ("nb", "i~går", "i~dag", "i~morgen", "fredag 27.~november"),
        ("nl", "gisteren", "vandaag", "morgen", "vrijdag 27~november"),
        ("en", "yesterday", "today", "tomorrow", "Friday 27~November"),
    ],
)
def test_relative_day(lang, yesterday, today, tomorrow, later):
    days = [date(2026, 11, 24), TODAY, THURSDAY, date(2026, 11, 27)]

    said = [formats.relative_day(day, lang, TODAY) for day in days]

    assert said == [written(word) for word in (yesterday, today, tomorrow, later)]


@pytest.mark.parametrize(
    ("lang", "early", "late", "stretch"),
    [
        ("da", "kl.~9.05", "kl.~13.00", "kl.~9.05–13.00"),
        ("nb", "kl.~09.05", "kl.~13.00", "kl.~09.05–13.00"),
        ("nl", "9.05~uur", "13.00~uur", "9.05–13.00~uur"),
        ("en", "9:05", "13:00", "9:05–13:00"),
    ],
)
def test_times(lang, early, late, stretch):
    assert formats.time_of_day(time(9, 5), lang) == written(early)
    assert formats.time_of_day(time(13), lang) == written(late)
    assert formats.time_range(time(9, 5), time(13), lang) == written(stretch)


@pytest.mark.parametrize(
    ("lang", "full", "near"),
    [
        ("da", "torsdag 26.~november kl.~10.00", "i~morgen kl.~10.00"),
        ("nb", "torsdag 26.~november kl.~10.00", "i~morgen kl.~10.00"),
        ("nl", "donderdag 26~november om~10.00~uur", "morgen om~10.00~uur"),
        ("en", "Thursday 26~November at 10:00", "tomorrow at 10:00"),
    ],
)
def test_day_and_time(lang, full, near):
    moment = datetime(2026, 11, 26, 10, tzinfo=UTC)

    assert formats.day_and_time(moment, lang, TODAY) == written(full)
    assert formats.day_and_time(moment, lang, TODAY, relative=True) == written(near)
    assert "2026" in formats.day_and_time(moment, lang, relative=True)  # without today nothing is near


LENGTHS = """
      da                     nb               nl                 en
0     0~timer                0~t              0~uur              0~h
1     1~minut                1~min            1~minuut           1~min
30    30~minutter            30~min           30~minuten         30~min
60    1~time                 1~t              1~uur              1~h
61    1~time~1~minut         1~t~1~min        1~uur~1~minuut     1~h~1~min
80    1~time~20~minutter     1~t~20~min       1~uur~20~minuten   1~h~20~min
90    1½~time                1~t~30~min       1,5~uur            1~h~30~min
120   2~timer                2~t              2~uur              2~h
150   2½~time                2~t~30~min       2,5~uur            2~h~30~min
330   5½~time                5~t~30~min       5,5~uur            5~h~30~min
-90   −1½~time               −1~t~30~min      −1,5~uur           −1~h~30~min
"""
LENGTH_ROWS = [line.split() for line in LENGTHS.strip().splitlines()]


@pytest.mark.parametrize("row", LENGTH_ROWS[1:], ids=lambda row: row[0])
def test_duration_words(row):
    said = [formats.duration_words(int(row[0]), lang) for lang in LENGTH_ROWS[0]]

    assert said == [written(words).replace("½~", "½\N{NO-BREAK SPACE}") for words in row[1:]]


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(0, "0:00"), (5, "0:05"), (60, "1:00"), (150, "2:30"), (3600, "60:00"), (-5, "−0:05"), (-90, "−1:30")],
)
def test_account_hours(minutes, expected):
    assert formats.account_hours(minutes) == expected


@given(st.integers(min_value=-100_000, max_value=100_000))
def test_account_hours_lose_no_minute(minutes):
    hours, rest = formats.account_hours(minutes).lstrip(formats.MINUS).split(":")

    assert (int(hours) * 60 + int(rest)) == abs(minutes)
    assert formats.account_hours(minutes).startswith(formats.MINUS) == (minutes < 0)


@pytest.mark.parametrize(
    ("value", "currency", "da", "nb", "nl", "en"),
    [
        (18000, "DKK", "18.000~kr.", "18~000~DKK", "DKK~18.000", "DKK~18,000"),
        (18000, "NOK", "18.000~NOK", "18~000~kr", "NOK~18.000", "NOK~18,000"),
        (18000, "EUR", "18.000~€", "18~000~€", "€~18.000", "€18,000"),
        (Decimal("1234567.5"), "EUR", "1.234.567,50~€", "1~234~567,50~€", "€~1.234.567,50", "€1,234,567.50"),
        (Decimal("0.005"), "EUR", "0,01~€", "0,01~€", "€~0,01", "€0.01"),
        (Decimal("12.00"), "EUR", "12~€", "12~€", "€~12", "€12"),
        (-500, "EUR", "−500~€", "−500~€", "€~−500", "−€500"),
        (-500, "GBP", "−500~GBP", "−500~GBP", "GBP~−500", "−£500"),
    ],
)
def test_amount(value, currency, da, nb, nl, en):
    said = [formats.amount(value, currency, lang) for lang in ("da", "nb", "nl", "en")]

    assert said == [written(text) for text in (da, nb, nl, en)]


@pytest.mark.parametrize(
    ("number", "lang", "expected"),
    [
        ("+4532101210", "da", "32~10~12~10"),
        ("+4532101210", "en", "+45~32~10~12~10"),
        ("+4532101210", "nb", "+45~32~10~12~10"),
        ("+4722123456", "nb", "22~12~34~56"),
        ("+31612345678", "nl", "06~12~34~56~78"),
        ("+31612345678", "da", "+31~6~12~34~56~78"),
        ("+31201234567", "nl", "020~123~45~67"),
        ("+31348123456", "nl", "0348~12~34~56"),
        ("+31880123456", "nl", "088~012~34~56"),
        ("+318000113", "nl", "0800~0113"),
        ("+32470123456", "nl-be", "0470~12~34~56"),
        ("+32470123456", "nl_BE", "0470~12~34~56"),
        ("+32470123456", "nl", "+32~470~12~34~56"),
        ("+3221234567", "nl-be", "02~123~45~67"),
        ("+999123456", "", "+999123456"),
        ("112", "da", "112"),
        ("ask at the desk", "da", "ask at the desk"),
        ("", "da", ""),
    ],
)
def test_phone(number, lang, expected):
    assert formats.phone(number, lang) == (written(expected) if number.startswith("+") else expected)


@pytest.mark.parametrize(
    ("lang", "expected"), [("da", "»ja«"), ("nb", "«ja»"), ("nl", "‘ja’"), ("nl-be", "‘ja’"), ("en", "“ja”")]
)
def test_quoted(lang, expected):
    assert formats.quoted("ja", lang) == expected


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("da", "da"),
        ("DA_dk", "da"),
        ("no", "nb"),
        ("nn", "nb"),
        ("nl-be", "nl"),
        ("en-gb", "en"),
        ("fr", "en"),
        ("", "en"),
    ],
)
def test_every_code_has_a_language(lang, expected):
    assert formats.base_language(lang) == expected


@given(
    st.datetimes(timezones=st.just(UTC)),
    st.sampled_from(formats.LANGUAGES),
    st.integers(min_value=0, max_value=10_000),
    st.integers(min_value=-(10**9), max_value=10**9),
)
def test_nothing_that_belongs_together_can_break(moment, lang, minutes, value):
    assert " " not in formats.long_date(moment.date(), lang)
    assert " " not in formats.time_range(moment.time(), moment.time(), lang)
    assert " " not in formats.duration_words(minutes, lang)
    assert " " not in formats.amount(value, "DKK", lang)


FILTERS = [
    ("{{ at|longdate }}", "26.~november"),
    ("{{ day|longdate }}", "26.~november"),
    ("{{ day|longdate:'year' }}", "26.~november~2026"),
    ("{{ at|weekday_date }}", "torsdag 26.~november"),
    ("{{ day|weekday_date:'year' }}", "torsdag 26.~november~2026"),
    ("{{ at|relativeday }}", "i~morgen"),
    ("{{ at|clock }}", "kl.~0.30"),
    ("{{ at.time|clock }}", "kl.~23.30"),
    ("{{ at|clockrange:until }}", "kl.~0.30–1.15"),
    ("{{ at|dayandtime }}", "torsdag 26.~november kl.~0.30"),
    ("{{ at|dayandtime:'relative' }}", "i~morgen kl.~0.30"),
    ("{{ minutes|words_of_minutes }}", "2½~time"),
    ("{{ minutes|accounthours }}", "2:30"),
    ("{{ price|amount:'DKK' }}", "18.000~kr."),
    ("{{ number|phone }}", "32~10~12~10"),
    ("{{ words|quoted }}", "»&lt;b&gt;ja«"),
]


@pytest.fixture
def danish_evening(monkeypatch):
    """Late on 25 November in Copenhagen; 23:30 by UTC is after midnight there."""
    monkeypatch.setattr(onward_formats.timezone, "localdate", lambda: TODAY)
    with translation.override("da"), timezone.override("Europe/Copenhagen"):
        yield


@pytest.mark.parametrize(("source", "expected"), FILTERS)
def test_filters_follow_the_active_language_and_time_zone(danish_evening, source, expected):
    values = {
        "at": datetime(2026, 11, 25, 23, 30, tzinfo=UTC),
        "until": datetime(2026, 11, 26, 0, 15, tzinfo=UTC),
        "day": THURSDAY,
        "minutes": 150,
        "price": Decimal(18000),
        "number": "+4532101210",
        "words": "<b>ja",
    }

    assert Template("{% load onward_formats %}" + source).render(Context(values)) == written(expected)


@pytest.mark.parametrize("name", sorted(onward_formats.register.filters))
@pytest.mark.parametrize("nothing", [None, ""])
def test_filters_write_nothing_for_nothing(name, nothing):
    assert onward_formats.register.filters[name](nothing, "DKK") == ""


def test_filters_without_an_active_language_write_english():
    with translation.override(None):
        assert onward_formats.words_of_minutes(0) == written("0~h")
