"""The times that a calendar takes, and nothing else of it."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from itertools import islice
from zoneinfo import ZoneInfo

import icalendar
from recurring_ical_events import ComponentsWithName, EventAdapter, Occurrence, Series

from onward.scheduling.calendars.errors import Unreadable
from onward.scheduling.calendars.lines import WHEN, Event, Gathered, gather, text_of, written, written_zones
from onward.scheduling.calendars.rules import day_of, days_ahead, is_over, is_worked_out
from onward.scheduling.enums import CalendarProblem

DAY = timedelta(days=1)
MOST_OF_ONE = 3_000  # occurrences of one event: hourly for ten weeks is 1,700
MOST_OF_ALL = 250_000
MOST_SECONDS = 15  # of this thread's own work, for the whole calendar
LONGEST = timedelta(days=62)  # an event that began earlier and has a rule that is over takes no time any more
FREE_STATES = frozenset(["FREE", "WORKINGELSEWHERE"])

Busy = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one calendar takes. spans: in order, apart from each other. skipped: events that could not be read."""

    spans: list[Busy]
    skipped: int


class _Event(EventAdapter):
    """One VEVENT, or the exception of one."""

    @cached_property
    def takes_time(self) -> bool:
        return takes_time(self._component)


class _Found(Occurrence):
    def __init__(self, adapter: _Event, start=None, end=None, sequence: int = -1):
        super().__init__(adapter, start, end, sequence)
        self.takes_time = adapter.takes_time


_EVENTS = ComponentsWithName("VEVENT", adapter=_Event, series=Series, occurrence=_Found)


def takes_time(values) -> bool:
    """Cancelled, marked as free and "working elsewhere" take none; tentative does."""
    status, free = str(values.get("STATUS", "")).upper(), str(values.get("TRANSP", "")).upper()
    shown = str(values.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper()
    return status != "CANCELLED" and free != "TRANSPARENT" and shown not in FREE_STATES


def busy_times(
    raw: bytes, *, zone: ZoneInfo, since: datetime, until: datetime, is_own: Callable[[str], bool]
) -> Reading:
    """The times between `since` and `until` that a calendar takes. Raises Unreadable, and nothing else.

    zone: where whole days and times without a zone are. is_own: tells the UIDs of our own invitations, which come
    back to us in the calendars of those who were invited.
    """
    gathered = gather(text_of(raw))
    skipped, spans, latest = gathered.broken, [], time.thread_time() + MOST_SECONDS
    floating = ZoneInfo(gathered.zone) if gathered.zone else zone
    zones = _learn(gathered)
    for series in gathered.series:
        if is_own(series[0].first.get("UID", "")) or not _matters(series, since, until):
            continue
        if time.thread_time() > latest:
            raise Unreadable(CalendarProblem.TOO_MUCH)
        try:
            _bring_near(series, since)
            texts = [written(event, zones, floating.key) for event in series]
            found = list(_occurrences(series, texts, zone, since, until))
        except Exception:  # a library that reads what strangers wrote: whatever it trips over is one event less
            skipped += 1
            continue
        spans += found
        if len(spans) > MOST_OF_ALL:
            raise Unreadable(CalendarProblem.TOO_MUCH)
    return Reading(merged(spans), skipped)


def _learn(gathered: Gathered) -> frozenset[str]:
    """Let the library know the zones that this calendar describes, and forget those of the one before."""
    icalendar.use_zoneinfo()
    try:
        icalendar.Calendar.from_ical(written_zones(gathered.zones))
    except Exception:  # as above: then their times count as local ones
        return frozenset()
    return frozenset(gathered.zones)


def _matters(series: list[Event], since: datetime, until: datetime) -> bool:
    """Whether anything of a UID can take time in these weeks, as far as its text says; spares most of the reading."""
    if not any(takes_time(event.first) for event in series):
        return False
    if len(series) > 1:
        return True
    first, values = series[0], series[0].first
    begins, ends = values.get("DTSTART", "")[:8], values.get("DTEND", values.get("DTSTART", ""))[:8]
    if not begins.isdigit() or not ends.isdigit():
        return True
    if begins > f"{until + 2 * DAY:%Y%m%d}":
        return False
    if first.is_single:
        return "DURATION" in values or max(begins, ends) >= f"{since - 2 * DAY:%Y%m%d}"
    is_short = "DURATION" not in values and ends <= f"{since - LONGEST:%Y%m%d}"
    return "RDATE" in values or not (is_short and is_over(values.get("RRULE", ""), f"{since - LONGEST:%Y%m%d}"))


def _bring_near(series: list[Event], since: datetime) -> None:
    """Let what repeats begin shortly before these weeks, and drop what a lone event says besides when."""
    wanted, oldest = (since - LONGEST).date(), f"{since - LONGEST:%Y%m%d}"
    for event in series:
        begins, ends = day_of(event.first.get("DTSTART", "")), day_of(event.first.get("DTEND", ""))
        if begins and ends and ends - begins < LONGEST / 2 and "RRULE" in event.first:
            rules = [value for head, value in event.lines if head.upper().startswith("RRULE")]
            if days := min(days_ahead(rule, begins, wanted) for rule in rules) if len(rules) == 1 else 0:
                event.move(days)
        event.lines = [
            (head, value)
            for head, value in event.lines
            if not (head.upper().startswith("EXDATE") and "," not in value and value[:8] < oldest)
            and (len(series) > 1 or head.partition(";")[0].upper() in WHEN)
        ]


def _occurrences(
    series: list[Event], texts: list[str], zone: ZoneInfo, since: datetime, until: datetime
) -> Iterator[Busy]:
    """Every time of one UID, cut to the weeks asked for. Raises ValueError where it cannot be known."""
    for event in series:
        rules = [value for head, value in event.lines if head.upper().startswith("RRULE")]
        if not all(is_worked_out(rule, event.first.get("DTSTART", ""), until) for rule in rules):
            raise ValueError("a rule that would take too long")
    calendar = icalendar.Calendar.from_ical("BEGIN:VCALENDAR\r\n" + "".join(texts) + "END:VCALENDAR\r\n")
    if len(calendar.subcomponents) != len(series) or any(part.errors for part in calendar.subcomponents):
        raise ValueError("an event that the library could not read")
    for found in _EVENTS.collect_series_from(calendar, ()):
        each_time = list(islice(found.between(since - DAY, until + DAY), MOST_OF_ONE + 1))
        if len(each_time) > MOST_OF_ONE:
            raise ValueError("more occurrences than anybody has")
        for each in each_time:
            begins, ends = max(_moment(each.start, zone), since), min(_moment(each.end, zone), until)
            if each.takes_time and begins < ends:
                yield begins, ends


def _moment(when: date | datetime, zone: ZoneInfo) -> datetime:
    """A day begins when it does at the office."""
    if not isinstance(when, datetime):
        when = datetime(when.year, when.month, when.day, tzinfo=zone)
    elif when.tzinfo is None:
        when = when.replace(tzinfo=zone)
    return when.astimezone(UTC)


def merged(spans: list[Busy]) -> list[Busy]:
    """The same time as few spans: nobody can tell from them how many events there are."""
    found: list[Busy] = []
    for begins, ends in sorted(spans):
        if found and begins <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], ends))
        else:
            found.append((begins, ends))
    return found
