"""Dates."""

from dataclasses import dataclass
from datetime import datetime

from onward.core.access import Actor
from onward.jurisdictions.rules import ProgrammeDates
from onward.programmes import clock, dates, policies
from onward.programmes.dates import Period
from onward.programmes.models import Extension, Pause, Programme


@dataclass(frozen=True, slots=True)
class CourseDates:
    """From when the months run and until when. `dates` is None before the start."""

    programme: Programme
    months: int
    weeks: int
    dates: ProgrammeDates | None
    periods: list[Period]
    pauses: list[Pause]
    extensions: list[Extension]
    counts_from_agreed_day: bool
    has_periods: bool


def course_dates(actor: Actor, programme: Programme, at: datetime) -> CourseDates | None:
    """The sum of a programme's dates, line by line; None for whoever may not see the programme."""
    if not policies.may_see_programme(actor, programme):
        return None
    pauses = list(programme.pauses.order_by("from_on", "pk"))
    extensions = list(programme.extensions.order_by("at", "pk"))
    months, weeks = dates.length_of(programme)
    today = clock.local_day(programme, at)
    return CourseDates(
        programme=programme,
        months=months,
        weeks=weeks,
        dates=dates.dates_of(programme, pauses, extensions, today),
        periods=dates.periods_of(programme),
        pauses=pauses,
        extensions=extensions,
        counts_from_agreed_day=programme.counts_from_agreed_day,
        has_periods=bool(programme.periods),
    )
