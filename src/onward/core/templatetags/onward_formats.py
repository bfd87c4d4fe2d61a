"""Filters that write dates, times, lengths, amounts and numbers in the active language and time zone.

Every filter gives the empty string for None and for the empty string, so that an optional value needs no condition.
"""

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from functools import wraps
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from onward.core import formats

register = template.Library()


def _filter(function: Callable[..., str]) -> Callable[..., str]:
    @wraps(function)
    def unless_empty(value: Any, *arguments: Any) -> str:
        return "" if value is None or value == "" else function(value, *arguments)

    # safe stays safe: no format adds a character that means something in HTML
    register.filter(function.__name__, unless_empty, is_safe=True)
    return unless_empty


def _language() -> str:
    return get_language() or "en"


def _day(value: date | datetime) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


def _time(value: time | datetime) -> time:
    return timezone.localtime(value).time() if isinstance(value, datetime) else value


@_filter
def longdate(value: date | datetime, year: str = "") -> str:
    """ "26. november", with the year unless it is this year's; `:"year"` always writes it."""
    return formats.long_date(_day(value), _language(), None if year == "year" else timezone.localdate())


@_filter
def weekday_date(value: date | datetime, year: str = "") -> str:
    """ "torsdag 26. november"; the year as in `longdate`."""
    today = None if year == "year" else timezone.localdate()
    return formats.long_date(_day(value), _language(), today, weekday=True)


@_filter
def relativeday(value: date | datetime) -> str:
    """ "i dag", "i morgen", "i går", else as `weekday_date`."""
    return formats.relative_day(_day(value), _language(), timezone.localdate())


@_filter
def clock(value: time | datetime) -> str:
    """ "kl. 10.00"."""
    return formats.time_of_day(_time(value), _language())


@_filter
def clockrange(start: time | datetime, end: time | datetime) -> str:
    """`{{ start|clockrange:end }}`: "kl. 10.00–11.00"."""
    return formats.time_range(_time(start), _time(end), _language())


@_filter
def dayandtime(value: datetime, relative: str = "") -> str:
    """ "torsdag 26. november kl. 10.00"; with `:"relative"` "i morgen kl. 10.00" for the days around today."""
    local = timezone.localtime(value)
    return formats.day_and_time(local, _language(), timezone.localdate(), relative=relative == "relative")


@_filter
def words_of_minutes(value: int) -> str:
    """ "2½ time"."""
    return formats.duration_words(value, _language())


@_filter
def accounthours(value: int) -> str:
    """ "2:30"."""
    return formats.account_hours(value)


@_filter
def amount(value: Decimal | int, currency: str) -> str:
    """`{{ price|amount:"DKK" }}`: "18.000 kr."."""
    return formats.amount(value, currency, _language())


@_filter
def phone(value: str) -> str:
    """ "70 20 12 01" for a number in E.164."""
    return formats.phone(value, _language())


@_filter
def quoted(value: str) -> str:
    """»…« in the marks of the language. The text itself is escaped as ever."""
    return formats.quoted(value, _language())
