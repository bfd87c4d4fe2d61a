"""Whom anybody can call at once, country by country.

The numbers live in `jurisdictions`, above core, and come by the name that settings give.
"""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string
from django.utils.translation import get_language

DEFAULT = "onward.jurisdictions.helplines.countries"
COUNTRIES_OF_LANGUAGE = {"da": ("DK",), "nb": ("NO",), "nl": ("NL", "BE")}


@dataclass(frozen=True, slots=True)
class Choice:
    """The countries that are probably the reader's own, and all others."""

    own: list
    others: list


def by_country(request: HttpRequest) -> Choice:
    """Countries with their emergency number and lines; first the one in the address, else those of the language.

    Only the language decides, never the person: the page looks nobody up. English has no country: all are its own.
    """
    everywhere = import_string(getattr(settings, "HELPLINES", DEFAULT))()
    asked = request.GET.get("country", "").upper()
    home = (asked,) if asked else COUNTRIES_OF_LANGUAGE.get((get_language() or "")[:2], ())
    own = [country for country in everywhere if country.code in home] or list(everywhere)
    return Choice(own=own, others=[country for country in everywhere if country not in own])
