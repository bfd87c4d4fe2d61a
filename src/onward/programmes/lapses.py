"""Hours that cannot be used any more after a day that comes near. Pure: the caller brings days and sums."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from onward.programmes.dates import Period

MOST_AHEAD = 28  # days; of a short stretch its last third


@dataclass(frozen=True, slots=True)
class Lapse:
    """Minutes that are lost unless they are used by the last day: of a period, or of the programme (None)."""

    minutes: int
    last_day: date
    period: int | None


def of_period(periods: Iterable[Period], used: Mapping[int, int], left: int, today: date) -> Lapse | None:
    """What is left of the period that runs, once its end comes near."""
    for period in periods:
        minutes = min(period.minutes - used.get(period.number, 0), left)
        if comes_near(period.from_on, period.to_on, today) and minutes > 0:
            return Lapse(minutes, period.to_on, period.number)
    return None


def of_programme(from_on: date, ends_on: date, left: int, today: date) -> Lapse | None:
    """What is left of a programme that counts only the whole, once its last day comes near."""
    return Lapse(left, ends_on, None) if comes_near(from_on, ends_on, today) and left > 0 else None


def lapsed(periods: Iterable[Period], used: Mapping[int, int], today: date) -> int:
    """What was not used of the periods that are over."""
    over = (each for each in periods if each.to_on < today)
    return sum(max(each.minutes - used.get(each.number, 0), 0) for each in over)


def comes_near(first: date, last: date, today: date) -> bool:
    """In the last four weeks of a stretch, or in the last third of a short one; never after it."""
    ahead = timedelta(days=min(MOST_AHEAD, (last - first).days // 3))
    return first <= today and last - ahead <= today <= last
