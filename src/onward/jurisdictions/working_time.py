"""Working time: opening hours of an office, and counting in them.

Times go in and out as aware datetimes; what comes out is UTC. Seconds are cut off on the way in, so that two stretches
that meet always add up to the whole.

A calendar's year is laid out once as a sorted list of openings in UTC minutes with a running sum, and kept (per equal
calendar and year). After that `working_minutes` and `add_working_minutes` cost one binary search per end and one
addition per year between, however long the stretch is; a desk may call them for every row.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from onward.jurisdictions.holidays import check_country, is_holiday
from onward.jurisdictions.sources import NoRule

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
# a calendar without an opening for this long has none
LONGEST_SEARCH_YEARS = 20
LONGEST_SEARCH_DAYS = 366 * LONGEST_SEARCH_YEARS

Span = tuple[time, time]


class HoursProblem(StrEnum):
    """What is wrong with opening hours as they were written. The form holds the sentence."""

    NOT_A_TABLE = "not_a_table"
    UNKNOWN_DAY = "unknown_day"
    NOT_A_PAIR = "not_a_pair"
    NOT_A_TIME = "not_a_time"
    ENDS_BEFORE_IT_STARTS = "ends_before_it_starts"
    OVERLAPS = "overlaps"
    NEVER_OPEN = "never_open"


class BadHours(ValueError):
    """Opening hours that cannot be read: what is wrong, and on which day ("" for the whole table)."""

    def __init__(self, problem: HoursProblem, day: str = "") -> None:
        super().__init__(f"{day}: {problem}" if day else str(problem))
        self.problem = problem
        self.day = day


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """Opening hours of a week in local time: seven tuples, Monday first, of (start, end) in order.

    Raises BadHours for stretches that overlap, end before they start, carry seconds, or for a week without any.
    A day ends by 23:59; work over midnight is not known here.
    """

    days: tuple[tuple[Span, ...], ...]

    def __post_init__(self) -> None:
        if len(self.days) != len(WEEKDAYS):
            raise BadHours(HoursProblem.NOT_A_TABLE)
        for name, spans in zip(WEEKDAYS, self.days, strict=True):
            if any(moment.second or moment.microsecond for span in spans for moment in span):
                raise BadHours(HoursProblem.NOT_A_TIME, name)
            if any(end <= start for start, end in spans):
                raise BadHours(HoursProblem.ENDS_BEFORE_IT_STARTS, name)
            if any(later[0] < earlier[1] for earlier, later in pairwise(spans)):
                raise BadHours(HoursProblem.OVERLAPS, name)
        if not any(self.days):
            raise BadHours(HoursProblem.NEVER_OPEN)

    @classmethod
    def from_json(cls, table: object) -> "OpeningHours":
        """Read {"mon": [["08:00", "16:00"]], …}; days left out are closed. Raises BadHours."""
        if not isinstance(table, Mapping):
            raise BadHours(HoursProblem.NOT_A_TABLE)
        for name in table:
            if name not in WEEKDAYS:
                raise BadHours(HoursProblem.UNKNOWN_DAY, str(name))
        return cls(tuple(_read_day(name, table.get(name, [])) for name in WEEKDAYS))

    def to_json(self) -> dict[str, list[list[str]]]:
        """The table that `from_json` reads, without closed days."""
        return {
            name: [[f"{start:%H:%M}", f"{end:%H:%M}"] for start, end in spans]
            for name, spans in zip(WEEKDAYS, self.days, strict=True)
            if spans
        }


def _read_day(name: str, spans: Any) -> tuple[Span, ...]:
    if not isinstance(spans, Sequence) or isinstance(spans, str):
        raise BadHours(HoursProblem.NOT_A_PAIR, name)
    read = []
    for span in spans:
        if not isinstance(span, Sequence) or isinstance(span, str) or len(span) != 2:
            raise BadHours(HoursProblem.NOT_A_PAIR, name)
        read.append((_read_time(name, span[0]), _read_time(name, span[1])))
    return tuple(sorted(read))


def _read_time(name: str, text: object) -> time:
    match = CLOCK.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise BadHours(HoursProblem.NOT_A_TIME, name)
    return time(int(match[1]), int(match[2]))


@dataclass(frozen=True)
class WorkCalendar:
    """When an office works: its hours in its time zone, less the holidays of its country and its own closed days.

    `closed_yearly` holds (month, day) pairs on which it closes every year. Raises UnknownCountry for a country or
    region we do not know and ZoneInfoNotFoundError for an unknown time zone.
    """

    country: str
    region: str | None
    timezone: str
    hours: OpeningHours
    closed_days: frozenset[date] = field(default_factory=frozenset)
    closed_yearly: frozenset[tuple[int, int]] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        check_country(self.country, self.region)
        ZoneInfo(self.timezone)

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.country, self.region, self.timezone, self.hours, self.closed_days, self.closed_yearly))

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


def is_working_day(calendar: WorkCalendar, day: date) -> bool:
    """Whether the office is open at all on this local day."""
    return bool(calendar.hours.days[day.weekday()]) and not (
        day in calendar.closed_days
        or (day.month, day.day) in calendar.closed_yearly
        or is_holiday(calendar.country, day, calendar.region)
    )


def add_working_days(calendar: WorkCalendar, day: date, days: int) -> date:
    """The n-th working day after this day, which itself does not count; before it for a negative n.

    Zero gives the day itself if the office works then, else its next working day. Raises NoRule where none comes.
    """
    step, left = (DAY, max(days, 1)) if days >= 0 else (-DAY, -days)
    current = day if days else day - DAY
    for _ in range(LONGEST_SEARCH_DAYS):
        current += step
        left -= is_working_day(calendar, current)
        if left == 0:
            return current
    raise NoRule("working days", day)


def opening_spans(calendar: WorkCalendar, day: date) -> tuple[tuple[datetime, datetime], ...]:
    """The openings of a local day as pairs of UTC datetimes, in order; empty on a day without work.

    A night on which the clock changes is as long as it really is: an hour that does not exist counts nothing.
    """
    if not is_working_day(calendar, day):
        return ()
    zone = calendar.zone
    spans = ((_to_utc(day, start, zone), _to_utc(day, end, zone)) for start, end in calendar.hours.days[day.weekday()])
    return tuple((start, end) for start, end in spans if start < end)


def _to_utc(day: date, moment: time, zone: ZoneInfo) -> datetime:
    wall = datetime.combine(day, moment, zone)
    # a moment in the hour that the clock skips (where the offset grows) stands for the moment at which it skips
    while _offset(wall) < _offset(wall.replace(fold=1)):
        wall += MINUTE
    return (wall.replace(tzinfo=None) - _offset(wall)).replace(tzinfo=UTC)


def _offset(moment: datetime) -> timedelta:
    return moment.utcoffset() or timedelta(0)


@dataclass(frozen=True, slots=True)
class _Year:
    """A year of openings in minutes since 1970: where each starts and ends, and the sum up to its end."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sums: tuple[int, ...]

    @property
    def total(self) -> int:
        return self.sums[-1] if self.sums else 0

    def minutes_until(self, moment: int) -> int:
        index = bisect_right(self.starts, moment) - 1
        if index < 0:
            return 0
        return self.sums[index] - max(self.ends[index] - moment, 0)

    def moment_after(self, minutes: int) -> int:
        """The earliest moment at which this many minutes (at least one, at most the total) are worked."""
        index = bisect_left(self.sums, minutes)
        return self.ends[index] - (self.sums[index] - minutes)


@lru_cache(maxsize=512)
def _year(calendar: WorkCalendar, year: int) -> _Year:
    starts, ends, sums = [], [], []
    total = 0
    first = date(year, 1, 1)
    for offset in range((date(year, 12, 31) - first).days + 1):
        for start, end in opening_spans(calendar, first + timedelta(days=offset)):
            starts.append(_to_minutes(start))
            ends.append(_to_minutes(end))
            total += ends[-1] - starts[-1]
            sums.append(total)
    return _Year(tuple(starts), tuple(ends), tuple(sums))


def working_minutes(calendar: WorkCalendar, start: datetime, end: datetime) -> int:
    """Working minutes between two aware datetimes; negative when the end comes first.

    Additive: a to b plus b to c is a to c. Raises ValueError for a datetime without a time zone.
    """
    _check_aware(start, end)
    if end < start:
        return -working_minutes(calendar, end, start)
    first, last = _local_year(calendar, start), _local_year(calendar, end)
    between = sum(_year(calendar, year).total for year in range(first, last))
    before = _year(calendar, first).minutes_until(_to_minutes(start))
    return between + _year(calendar, last).minutes_until(_to_minutes(end)) - before


def add_working_minutes(calendar: WorkCalendar, start: datetime, minutes: int) -> datetime:
    """The earliest moment (UTC) at which this many working minutes have passed since start.

    Zero gives start itself, cut to the minute, also outside hours. The inverse of `working_minutes`. Raises ValueError
    for negative minutes or a datetime without a time zone, and NoRule for a calendar that hardly ever opens.
    """
    _check_aware(start)
    if minutes < 0:
        raise ValueError("working minutes to add must not be negative")
    if minutes == 0:
        return start.astimezone(UTC).replace(second=0, microsecond=0)
    first = _local_year(calendar, start)
    wanted = minutes + _year(calendar, first).minutes_until(_to_minutes(start))
    for year in range(first, first + LONGEST_SEARCH_YEARS):
        openings = _year(calendar, year)
        if wanted <= openings.total:
            return datetime.fromtimestamp(openings.moment_after(wanted) * 60, UTC)
        wanted -= openings.total
    raise NoRule("working time", start.date())


def _check_aware(*moments: datetime) -> None:
    # a naive datetime would silently be taken for the machine's own time
    if any(moment.tzinfo is None for moment in moments):
        raise ValueError("working time needs datetimes with a time zone")


def _local_year(calendar: WorkCalendar, moment: datetime) -> int:
    return moment.astimezone(calendar.zone).year


def _to_minutes(moment: datetime) -> int:
    return int(moment.timestamp() // 60)
