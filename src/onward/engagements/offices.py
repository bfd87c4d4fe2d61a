"""When an office is open, in words: its week, and the days on which it is closed next."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from onward.accounts.models import Office
from onward.core import formats
from onward.jurisdictions.holidays import holidays_of
from onward.jurisdictions.working_time import OpeningHours

SHOWN_AHEAD = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class ClosedDay:
    on: date
    name: str


def week(office: Office, language: str) -> list[tuple[str, str]]:
    """The days of the week with their hours; neighbours with the same hours stand together."""
    groups: list[tuple[int, int, tuple]] = []
    for day, spans in enumerate(OpeningHours.from_json(office.hours).days):
        if groups and groups[-1][2] == spans:
            groups[-1] = (groups[-1][0], day, spans)
        else:
            groups.append((day, day, spans))
    return [(_days(first, last), _hours(spans, language)) for first, last, spans in groups]


def _days(first: int, last: int) -> str:
    if first == last:
        return str(WEEKDAYS[first])
    return _("%(first)s to %(last)s") % {"first": WEEKDAYS[first], "last": WEEKDAYS[last]}


def _hours(spans: tuple, language: str) -> str:
    return ", ".join(formats.time_range(start, end, language) for start, end in spans) or _("closed")


def closed_next(office: Office, language: str, today: date) -> list[ClosedDay]:
    """Holidays and the office's own closed days of the next four months on which it would otherwise be open."""
    until = today + SHOWN_AHEAD
    found = dict.fromkeys(office.closed_days, "")
    for year in range(today.year, until.year + 1):
        found |= holidays_of(office.country, year, language=language)
    days = OpeningHours.from_json(office.hours).days
    near = (day for day in sorted(found) if today <= day <= until and days[day.weekday()])
    return [ClosedDay(day, found[day]) for day in near]
