"""Dates."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef

from onward.core.access import Actor
from onward.core.packing import packed, unpacked
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
    pauses, extensions = _changes(programme)
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


def _changes(programme: Programme) -> tuple[list[Pause], list[Extension]]:
    """What moved the end, in one query."""
    of_this = {"programme": OuterRef("pk")}
    pauses = packed(Pause.objects.filter(**of_this).order_by("from_on", "pk"))
    extensions = packed(Extension.objects.filter(**of_this).order_by("at", "pk"))
    row = Programme.objects.filter(pk=programme.pk).values_list(pauses, extensions).get()
    return unpacked(Pause, row[0]), unpacked(Extension, row[1])
