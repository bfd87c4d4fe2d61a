"""From when the months run and until when: the template's way of counting, over pauses and extensions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from onward.jurisdictions import rules
from onward.programmes.models import Extension, Pause, Programme

WEEKS_A_MONTH = 52 / 12


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch with its own hours, where a law or an agreement counts so."""

    number: int
    minutes: int
    from_on: date
    to_on: date


def length_of(programme: Programme) -> tuple[int, int]:
    """Months and weeks bought. A template counted in weeks is so wherever the package says about as many months."""
    weeks = programme.weeks
    if weeks and abs(float(programme.months) - weeks / WEEKS_A_MONTH) <= 0.25:
        return 0, weeks
    whole = int(programme.months)
    return whole, round(float(programme.months - whole) * 4)


def periods_of(programme: Programme) -> list[Period]:
    """The periods of hours by date; none before the start, and none where the template counts only the whole."""
    if programme.starts_on is None:
        return []
    found = rules.periods(programme.starts_on, [(hours, months) for hours, months in programme.periods])
    return [Period(number, minutes, first, last) for number, (minutes, first, last) in enumerate(found, 1)]


def period_on(programme: Programme, day: date) -> int | None:
    """In which period an hour of this day counts: what comes before the first or after the last counts there."""
    if not programme.periods:
        return None
    begun = [period.number for period in periods_of(programme) if period.from_on <= day]
    return max(begun, default=1)


def dates_of(
    programme: Programme, pauses: Iterable[Pause], extensions: Iterable[Extension], today: date
) -> rules.ProgrammeDates | None:
    """The last day and how it came about, line by line; None before the start."""
    if programme.starts_on is None:
        return None
    months, weeks = length_of(programme)
    periods = periods_of(programme)
    until = min(today, programme.ended_on) if programme.ended_on else today
    return rules.programme_dates(
        programme.starts_on,
        months,
        [(pause.from_on, pause.until_on) for pause in pauses],
        [extension.days for extension in extensions],
        until,
        weeks=weeks,
        not_after=periods[-1].to_on if periods else None,
    )


def day_before(day: date) -> date:
    return day - timedelta(days=1)


def day_after(day: date) -> date:
    return day + timedelta(days=1)
