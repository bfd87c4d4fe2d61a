"""Public holidays of the four countries, and the days on which offices there often close without being told to.

Holidays come from the `holidays` library. Two judgements of ours:

* Customary closing days (Danish Constitution Day, Christmas Eve, Good Friday in the Netherlands) are no holidays. An
  office that closes then says so in its closed days; `customary_closing_days` only proposes them. A promise that runs
  in working hours would otherwise rest on days on which the office is open.
* Danish Store bededag was a holiday up to 2023 and is a working day since.

The days of the Belgian communities bind public servants only, so a region changes nothing today. It stays a parameter
because a country can have regional holidays.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from holidays import OPTIONAL, country_holidays

from onward.jurisdictions.sources import UnknownCountry

COUNTRIES = ("BE", "DK", "NL", "NO")

# our language codes, where the library writes them otherwise
LIBRARY_LANGUAGES = {"en": "en_US", "nb": "no"}

# holidays by the letter, working days for a private office: month, day or English name
OPEN_AFTER_ALL = {"NL": frozenset({"Good Friday"})}
CHRISTMAS_EVE = {"da": "Juleaftensdag", "nb": "Julaften", "nl": "Kerstavond", "en": "Christmas Eve"}


def check_country(country: str, region: str | None = None) -> None:
    """Raise UnknownCountry unless we know the holidays of this country (ISO 3166 code) and region."""
    if country not in COUNTRIES:
        raise UnknownCountry(country)
    if region is not None and region not in country_holidays(country).subdivisions:
        raise UnknownCountry(f"{country} {region}")


@lru_cache(maxsize=1024)
def holidays_of(country: str, year: int, region: str | None = None, language: str | None = None) -> Mapping[date, str]:
    """The public holidays of a year with their names, in order of date.

    `language` is one of ours (da, nb, nl, en); where the library lacks it the names come in the country's own.
    Built once per country, year, region and language. Raises UnknownCountry.
    """
    check_country(country, region)
    days = _from_library(country, year, region, language)
    english = _from_library(country, year, region, "en")
    open_names = OPEN_AFTER_ALL.get(country, frozenset())
    return MappingProxyType({day: name for day, name in sorted(days.items()) if english[day] not in open_names})


def is_holiday(country: str, day: date, region: str | None = None) -> bool:
    """Whether this day is a public holiday. Raises UnknownCountry."""
    return day in holidays_of(country, day.year, region)


@lru_cache(maxsize=256)
def customary_closing_days(country: str, year: int, language: str | None = None) -> Mapping[date, str]:
    """Days on which many offices close by custom or collective agreement, to be proposed as closed days.

    Never a promise of ours and no part of `holidays_of`. Raises UnknownCountry.
    """
    check_country(country)
    library = country_holidays(country, years=year)
    days: dict[date, str] = {}
    if OPTIONAL in library.supported_categories:
        days.update(_from_library(country, year, None, language, category=OPTIONAL))
    public = _from_library(country, year, None, language)
    days.update({day: name for day, name in public.items() if day not in holidays_of(country, year)})
    if country == "NO":
        days[date(year, 12, 24)] = CHRISTMAS_EVE.get(language or "nb", CHRISTMAS_EVE["nb"])
    return MappingProxyType(dict(sorted(days.items())))


def _from_library(
    country: str, year: int, region: str | None, language: str | None, category: str | None = None
) -> dict[date, str]:
    library = country_holidays(country)
    wanted = LIBRARY_LANGUAGES.get(language or "", language)
    found = country_holidays(
        country,
        subdiv=region,
        years=year,
        # always named: left out, the library takes the language of the machine
        language=wanted if wanted in library.supported_languages else library.default_language,
        categories=(category,) if category else None,
    )
    return dict(found.items())
