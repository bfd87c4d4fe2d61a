"""Free times: what the week offers, less what is taken. Pure; the selector brings the rows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

STEP = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class WeekSpan:
    """Hours of one weekday (0 is Monday), local time of the office."""

    weekday: int
    starts: time
    ends: time
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class FreeTime:
    """A time that can be booked, and how one can meet then."""

    starts_at: datetime
    ends_at: datetime
    forms: tuple[str, ...]


Busy = tuple[datetime, datetime]


def free_times(
    week: Iterable[WeekSpan],
    busy: Iterable[Busy],
    closed: Iterable[date],
    *,
    after: datetime,
    until: datetime,
    length: timedelta,
    zone: ZoneInfo,
) -> list[FreeTime]:
    """Every start on the half hour from `after` to `until` at which `length` fits, in order.

    Local times that the clock skips in spring are left out; those that come twice in autumn count once.
    """
    taken, shut, spans = sorted(busy), frozenset(closed), list(week)
    found: dict[datetime, FreeTime] = {}
    for day in _days(after.astimezone(zone).date(), until.astimezone(zone).date()):
        if day in shut:
            continue
        for span in spans:
            if span.weekday == day.weekday():
                for start in _starts(day, span, length, zone):
                    fits = after <= start and start + length <= until and not _overlaps(taken, start, start + length)
                    if fits:
                        forms = dict.fromkeys((found[start].forms if start in found else ()) + span.forms)
                        found[start] = FreeTime(start, start + length, tuple(forms))
    return [found[start] for start in sorted(found)]


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(days=1)


def _starts(day: date, span: WeekSpan, length: timedelta, zone: ZoneInfo) -> Iterator[datetime]:
    local, end = datetime.combine(day, span.starts), datetime.combine(day, span.ends)
    while local + length <= end:
        utc = local.replace(tzinfo=zone).astimezone(ZoneInfo("UTC"))
        if utc.astimezone(zone).replace(tzinfo=None) == local:
            yield utc
        local += STEP


def _overlaps(taken: list[Busy], start: datetime, end: datetime) -> bool:
    return any(begun < end and start < over for begun, over in taken)


def spread(times: Iterable[FreeTime], *, per_day: int, zone: ZoneInfo) -> list[tuple[date, list[FreeTime]]]:
    """The same times by local day, at most `per_day` of each: the first, the last and what lies evenly between."""
    days: dict[date, list[FreeTime]] = {}
    for each in times:
        days.setdefault(each.starts_at.astimezone(zone).date(), []).append(each)
    return [(day, _thinned(found, per_day)) for day, found in sorted(days.items())]


def _thinned(found: list[FreeTime], most: int) -> list[FreeTime]:
    if len(found) <= most or most < 2:
        return found[:most]
    step = (len(found) - 1) / (most - 1)
    return [found[round(index * step)] for index in range(most)]
