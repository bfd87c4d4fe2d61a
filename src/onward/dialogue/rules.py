"""Until when one may write, and until when an answer is promised. Pure but for the template, which never changes."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from onward.programmes import clock, frozen
from onward.programmes.models import Programme

USUAL_HOURS = 16  # two working days
HALF_HOUR = timedelta(minutes=30)


def writes_until(programme: Programme) -> date | None:
    """The last day of after-care once a programme has ended; None while it goes on."""
    if programme.ended_on is None:
        return None
    return programme.ended_on + timedelta(days=frozen.structure_of(programme)["aftercare_days"])


def is_closed(programme: Programme, at: datetime) -> bool:
    """Read still, written no more. Needs the programme with its office."""
    last = writes_until(programme)
    return last is not None and clock.local_day(programme, at) > last


def promised_at(programme: Programme, start: datetime, hours: int) -> datetime:
    """So many working hours of the office later, on the next half hour: a time that people say."""
    due = clock.due_at(programme.office, start, hours).astimezone(ZoneInfo(programme.office.timezone))
    over = timedelta(minutes=due.minute % 30, seconds=due.second, microseconds=due.microsecond)
    return due + (HALF_HOUR - over) if over else due
