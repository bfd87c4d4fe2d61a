"""Public holidays of the four countries, and the days that are only custom."""

from datetime import date

import pytest

from onward.jurisdictions.holidays import COUNTRIES, check_country, customary_closing_days, holidays_of, is_holiday
from onward.jurisdictions.sources import UnknownCountry

WHO_IS_OFF = """
                BE   DK   NL   NO
    2026-01-01  yes  yes  yes  yes
    2026-04-02  no   yes  no   yes
    2026-04-03  no   yes  no   yes
    2026-04-06  yes  yes  yes  yes
    2026-04-27  no   no   yes  no
    2026-05-01  yes  no   no   yes
    2023-05-05  no   yes  no   no
    2024-04-26  no   no   no   no
    2025-05-05  no   no   yes  no
    2026-05-05  no   no   no   no
    2026-05-14  yes  yes  yes  yes
    2027-05-17  yes  yes  yes  yes
    2028-05-17  no   no   no   yes
    2026-06-05  no   no   no   no
    2026-07-21  yes  no   no   no
    2026-11-11  yes  no   no   no
    2026-12-24  no   no   no   no
    2026-12-25  yes  yes  yes  yes
    2026-12-26  no   yes  yes  yes
"""
ROWS = [line.split() for line in WHO_IS_OFF.strip().splitlines()]
CELLS = [(row[0], country, word == "yes") for row in ROWS[1:] for country, word in zip(ROWS[0], row[1:], strict=True)]


@pytest.mark.parametrize(("day", "country", "expected"), CELLS)
def test_who_is_off(day, country, expected):
    assert is_holiday(country, date.fromisoformat(day)) is expected


@pytest.mark.parametrize(
    ("country", "day", "language", "expected"),
    [
        ("DK", date(2026, 4, 2), "da", "Skærtorsdag"),
        ("DK", date(2026, 4, 2), "en", "Maundy Thursday"),
        ("DK", date(2026, 4, 2), None, "Skærtorsdag"),
        ("DK", date(2026, 4, 2), "nl", "Skærtorsdag"),  # nobody has translated it
        ("NO", date(2026, 5, 17), "nb", "Grunnlovsdag"),
        ("NL", date(2026, 4, 27), "nl", "Koningsdag"),
        ("BE", date(2026, 7, 21), "nl", "Nationale feestdag"),
        ("BE", date(2026, 7, 21), "fr", "Fête nationale"),
    ],
)
def test_holidays_have_names(country, day, language, expected):
    assert holidays_of(country, day.year, language=language)[day] == expected


@pytest.mark.parametrize("country", COUNTRIES)
def test_holidays_come_in_order_and_once(country):
    days = list(holidays_of(country, 2026))

    assert days == sorted(days)
    assert holidays_of(country, 2026) is holidays_of(country, 2026)


@pytest.mark.parametrize(
    ("country", "expected"),
    [
        ("BE", {}),
        (
            "DK",
            {
                date(2026, 5, 1): "Arbejdernes kampdag",
                date(2026, 6, 5): "Grundlovsdag",
                date(2026, 12, 24): "Juleaftensdag",
                date(2026, 12, 31): "Nytårsaften",
            },
        ),
        ("NL", {date(2026, 4, 3): "Goede vrijdag", date(2026, 5, 5): "Bevrijdingsdag"}),
        ("NO", {date(2026, 12, 24): "Julaften"}),
    ],
)
def test_customary_closing_days_are_no_holidays(country, expected):
    proposed = customary_closing_days(country, 2026)

    assert dict(proposed) == expected
    assert list(proposed) == sorted(proposed)
    assert not any(is_holiday(country, day) for day in proposed)


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "Christmas Eve"), ("nl", "Kerstavond"), ("da", "Juleaftensdag"), ("fr", "Julaften")],
)
def test_christmas_eve_in_norway_has_a_name_in_every_language(language, expected):
    assert customary_closing_days("NO", 2026, language)[date(2026, 12, 24)] == expected


@pytest.mark.parametrize(
    ("country", "region"), [("SE", None), ("be", None), ("", None), ("BE", "Texas"), ("DK", "Fyn")]
)
def test_unknown_countries_and_regions_are_refused(country, region):
    with pytest.raises(UnknownCountry):
        check_country(country, region)
    with pytest.raises(UnknownCountry):
        holidays_of(country, 2026, region)


def test_a_known_region_is_taken():
    assert holidays_of("BE", 2026, "Flemish") == holidays_of("BE", 2026)
