"""A clock that a story moves, on days when everybody is at work."""

import itertools
import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from onward.jurisdictions.holidays import is_holiday

ZONE = ZoneInfo("Europe/Copenhagen")


class StoryClock:
    """Runs as fast as the real one, from wherever the story has put it. Never before the real day: the database has
    a clock of its own, which nobody moves."""

    def __init__(self):
        self.day = quiet_monday(datetime.now(ZONE).date() + timedelta(days=1))
        self.at(0, 9)

    def at(self, days: int, hour: int, minute: int = 0) -> datetime:
        """Go to this time of the office, so many days after the Monday on which the story begins."""
        local = datetime.combine(self.day + timedelta(days=days), datetime.min.time(), ZONE)
        self.begun, self.since = local.replace(hour=hour, minute=minute), time.monotonic()
        return self.begun

    def to(self, moment: datetime) -> None:
        self.begun, self.since = moment, time.monotonic()

    def now(self) -> datetime:
        return (self.begun + timedelta(seconds=time.monotonic() - self.since)).astimezone(UTC)


def quiet_monday(day: date) -> date:
    """The first Monday with no holiday in Denmark until the Monday after the next."""
    mondays = (day + timedelta(days=(7 - day.weekday()) % 7 + 7 * number) for number in itertools.count())
    return next(one for one in mondays if not any(is_holiday("DK", one + timedelta(days=each)) for each in range(15)))
