"""From the text of a calendar to the few lines of each event that say when. Everything else is dropped unread."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from onward.scheduling.calendars.errors import Unreadable
from onward.scheduling.calendars.rules import later
from onward.scheduling.calendars.zones import iana_name, is_followed
from onward.scheduling.enums import CalendarProblem

MOST_EVENTS = 50_000
MOST_ZONES = 50
WHEN = frozenset(["DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"])
OF_EVENT = WHEN | {"UID", "TRANSP", "STATUS", "SEQUENCE", "X-MICROSOFT-CDO-BUSYSTATUS"}
OF_ZONE = frozenset(["TZID", "TZOFFSETFROM", "TZOFFSETTO", "DTSTART", "RRULE", "RDATE"])
WITH_TIME = frozenset(["DTSTART", "DTEND", "RDATE", "EXDATE", "RECURRENCE-ID"])
ZONE = re.compile(r';TZID=("[^"]*"|[^;]*)', re.IGNORECASE)
WEB_PAGE = re.compile(r"\s*(<!doctype|<html|<head|<\?xml)", re.IGNORECASE)


@dataclass(slots=True)
class Event:
    """The lines of one VEVENT that say when; `first` has the first value of each name."""

    lines: list[tuple[str, str]] = field(default_factory=list)
    first: dict[str, str] = field(default_factory=dict)

    @property
    def is_single(self) -> bool:
        return not self.first.keys() & {"RRULE", "RDATE", "RECURRENCE-ID"}

    def move(self, days: int) -> None:
        """Let it begin and end some days later."""
        moved = ("DTSTART", "DTEND")
        self.lines = [
            (head, later(value, days) if head.upper().startswith(moved) else value) for head, value in self.lines
        ]
        self.first |= {name: later(self.first[name], days) for name in moved}


@dataclass(slots=True)
class Gathered:
    """What a calendar holds for us. series: the events of one UID together. broken: events that never ended."""

    series: list[list[Event]]
    zones: dict[str, list[str]]
    zone: str
    broken: int


def text_of(raw: bytes) -> str:
    """The text, unfolded, with one kind of line end. Raises Unreadable for what is no calendar."""
    text = raw.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    if WEB_PAGE.match(text[:1000]):
        raise Unreadable(CalendarProblem.WEB_PAGE)
    if not re.match(r"\s*BEGIN:VCALENDAR\b", text[:1000], re.IGNORECASE):
        raise Unreadable(CalendarProblem.NO_CALENDAR)
    if not re.search(r"^END:VCALENDAR\b", text, re.IGNORECASE | re.MULTILINE):
        raise Unreadable(CalendarProblem.CUT_OFF)
    return text.replace("\n ", "").replace("\n\t", "")


def gather(text: str) -> Gathered:
    """One walk over the lines. Alarms, tasks and notes inside and beside events leave no trace."""
    walk = _Walk()
    for line in text.split("\n"):
        head, _, value = line.partition(":")
        name = head.partition(";")[0].upper()
        if name in WITH_TIME:
            head, _, value = line.rpartition(":")  # the name of a zone may hold a colon, a time never does
        if name == "BEGIN":
            walk.begin(value.strip().upper())
        elif name == "END":
            walk.end(value.strip().upper())
        else:
            walk.take(name, head, value.strip())
    walk.broken += walk.event is not None
    if walk.events > MOST_EVENTS or len(walk.zones) > MOST_ZONES:
        raise Unreadable(CalendarProblem.TOO_MUCH)
    return Gathered(list(walk.by_uid.values()), walk.zones, walk.zone, walk.broken)


class _Walk:
    """Where in the calendar we are, and what was found so far."""

    def __init__(self) -> None:
        self.path: list[str] = []
        self.by_uid: defaultdict[str | int, list[Event]] = defaultdict(list)
        self.zones: dict[str, list[str]] = {}
        self.zone = ""
        self.broken = self.events = 0
        self.event: Event | None = None
        self.described: list[str] | None = None

    def begin(self, part: str) -> None:
        self.path.append(part)
        if part == "VEVENT":
            self.broken += self.event is not None
            self.event = Event()
        elif part == "VTIMEZONE":
            self.described = []
        elif self.described is not None:
            self.described.append(f"BEGIN:{part}")

    def end(self, part: str) -> None:
        if part == "VEVENT" and self.event is not None:
            self.by_uid[self.event.first.get("UID") or len(self.by_uid)].append(self.event)
            self.events, self.event = self.events + 1, None
        elif part == "VTIMEZONE" and self.described is not None:
            self._keep_zone(self.described)
            self.described = None
        elif self.described is not None:
            self.described.append(f"END:{part}")
        if part in self.path:  # whatever was left open inside ends with it
            del self.path[len(self.path) - 1 - self.path[::-1].index(part) :]

    def take(self, name: str, head: str, value: str) -> None:
        inside = self.path[-1] if self.path else ""
        if inside == "VEVENT" and self.event is not None and name in OF_EVENT:
            self.event.lines.append((head, value))
            self.event.first.setdefault(name, value)
        elif self.described is not None and name in OF_ZONE:
            self.described.append(f"{head}:{value}")
        elif inside == "VCALENDAR" and name == "X-WR-TIMEZONE":
            self.zone = iana_name(value)

    def _keep_zone(self, lines: list[str]) -> None:
        """Only made-up zones: known ones come from the database of zones, which is right and four times faster."""
        name = next((line.partition(":")[2] for line in lines if line.upper().startswith("TZID")), "").strip('"')
        if name and not iana_name(name) and is_followed(lines):
            self.zones[name] = lines


# Back to text that the library reads --------------------------------------------------------------------------------


def written_zones(zones: dict[str, list[str]]) -> str:
    """The made-up zones as one calendar."""
    lines = ["BEGIN:VCALENDAR"]
    for described in zones.values():
        lines += ["BEGIN:VTIMEZONE", *described, "END:VTIMEZONE"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def written(event: Event, zones: Iterable[str], zone: str) -> str:
    """One event, every time in it with a zone: its own, or `zone` where it floats or names one that nobody knows."""
    return "\r\n".join(["BEGIN:VEVENT", *_written_lines(event, frozenset(zones), zone), "END:VEVENT", ""])


def _written_lines(event: Event, zones: frozenset[str], zone: str) -> Iterator[str]:
    has_time = "T" in event.first.get("DTSTART", "").upper()
    for head, value in event.lines:
        name = head.partition(";")[0].upper()
        if name == "RRULE":
            yield f"RRULE:{_whole_last_day(value) if has_time else value}"
        elif name not in WITH_TIME or "T" not in value.upper():
            yield f"{ZONE.sub('', head)}:{value}"
        elif re.match(r"\d{8}T\d{6}Z", value.upper()):
            yield f"{ZONE.sub('', head)}:{value.upper()}"
        else:
            named = ZONE.search(head)
            asked = named.group(1).strip('"') if named else ""
            wanted = asked if asked in zones else (asked and iana_name(asked)) or zone
            yield f'{ZONE.sub("", head)};TZID="{wanted}":{value.upper()}'


def _whole_last_day(rule: str) -> str:
    """Many programs write the last day of a rule without a time, and mean the whole of it."""
    return re.sub(r"UNTIL=(\d{8})(?=;|$)", r"UNTIL=\1T235959Z", rule, flags=re.IGNORECASE)
