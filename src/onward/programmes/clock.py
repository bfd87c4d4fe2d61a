"""The clock of the first contact: working hours of the office, from the tick to the first talk both ways."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from onward.accounts.models import Office
from onward.jurisdictions.working_time import OpeningHours, WorkCalendar, add_working_minutes, working_minutes
from onward.programmes.models import Programme

HOUR = 60


@dataclass(frozen=True, slots=True)
class Clock:
    """Working minutes promised and used; `stopped_at` is the first talk both ways."""

    promised: int
    used: int
    due_at: datetime
    stopped_at: datetime | None

    @property
    def is_late(self) -> bool:
        return self.used > self.promised

    @property
    def left(self) -> int:
        return max(self.promised - self.used, 0)

    @property
    def over(self) -> int:
        return max(self.used - self.promised, 0)

    @property
    def part(self) -> int:
        """How much of the promise is used, 0 to 100, for the bar beside the words."""
        return min(self.used * 100 // self.promised, 100) if self.promised else 100


def calendar_of(office: Office) -> WorkCalendar:
    """When this office works."""
    return WorkCalendar(
        country=office.country,
        region=None,
        timezone=office.timezone,
        hours=OpeningHours.from_json(office.hours),
        closed_days=frozenset(office.closed_days),
    )


def due_at(office: Office, start: datetime, hours: int) -> datetime:
    """Until when a first contact is promised that counts so many working hours from start."""
    return add_working_minutes(calendar_of(office), start, hours * HOUR)


def clock_of(programme: Programme, at: datetime) -> Clock:
    """The clock as it stands. Needs the programme with its office."""
    calendar, ticked_at, due_at = calendar_of(programme.office), programme.ticked_at, programme.clock_due_at
    stopped_at = programme.first_contact_at
    return Clock(
        promised=working_minutes(calendar, ticked_at, due_at),
        used=max(working_minutes(calendar, ticked_at, stopped_at or at), 0),
        due_at=due_at,
        stopped_at=stopped_at,
    )


def waited(programme: Programme, since: datetime, at: datetime) -> int:
    """Working minutes that have passed."""
    return working_minutes(calendar_of(programme.office), since, at)


def local_day(programme: Programme, at: datetime) -> date:
    """The day it is where the programme is served. Needs the programme with its office."""
    return at.astimezone(ZoneInfo(programme.office.timezone)).date()
