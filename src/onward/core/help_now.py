"""Whom anybody can call at once, country by country.

The numbers live in `jurisdictions`, above core, and come by the name that settings give.
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

DEFAULT = "onward.jurisdictions.rules.helplines"
NAMES = {"BE": _("Belgium"), "DK": _("Denmark"), "NL": _("The Netherlands"), "NO": _("Norway")}
COUNTRIES_OF_LANGUAGE = {"da": ("DK",), "nb": ("NO",), "nl": ("NL", "BE")}
LANGUAGE_NAMES = {"da": "Dansk", "en": "English", "fr": "Français", "nb": "Norsk", "nl": "Nederlands", "no": "Norsk"}
EMERGENCY = "emergency"
HELP_FOR = {
    "suicidal_thoughts": _("When life feels too heavy."),
    "somebody_to_talk_to": _("Somebody who listens."),
}
HOURS = {
    "day_and_night": _("Day and night."),
    "ask_the_line": _("Their own page says when they answer."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line to call, in words for the page. `answers_in` is empty where the reader's own language is spoken."""

    name: str
    number: str
    dial: str
    website: str
    words: object
    answers_in: str


@dataclass(frozen=True, slots=True)
class Country:
    """A country's emergency numbers, the first to be called first, and the lines for talking."""

    code: str
    name: object
    emergency: list[Line]
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Choice:
    """The countries that are probably the reader's own, and all others."""

    own: list[Country]
    others: list[Country]


def by_country(asked: str = "") -> Choice:
    """All countries; first the one asked for, else those of the language of the page.

    Only the language decides, never the person: the page looks nobody up. English has no country: all are its own.
    """
    home = (asked.upper(),) if asked else COUNTRIES_OF_LANGUAGE.get((get_language() or "")[:2], ())
    everywhere = [_country(code) for code in NAMES]
    own = [country for country in everywhere if country.code in home] or everywhere
    return Choice(own=own, others=[country for country in everywhere if country not in own])


def _country(code: str) -> Country:
    found = import_string(getattr(settings, "HELPLINES", DEFAULT))(code)
    return Country(
        code=code,
        name=NAMES[code],
        emergency=[_line(line) for line in found if line.help_for == EMERGENCY],
        lines=[_line(line) for line in found if line.help_for != EMERGENCY],
    )


def _line(line) -> Line:
    understood = not line.languages or (get_language() or "")[:2] in line.languages
    return Line(
        name=line.name,
        number=line.number.replace(" ", "\u00a0").replace("-", "\u2011"),
        dial=line.dial,
        website=line.website,
        words=format_lazy("{} {}", HELP_FOR.get(line.help_for, ""), HOURS[line.hours]),
        answers_in="" if understood else ", ".join(LANGUAGE_NAMES[language] for language in line.languages),
    )
