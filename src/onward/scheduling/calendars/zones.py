"""Time zones as calendars name them: IANA, Windows, with the prefix of a program, or made up and described."""

import re
from functools import lru_cache
from zoneinfo import available_timezones

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

# a zone whose rule is anything but "every year on that Sunday" is not followed: working it out could take for ever
YEARLY = re.compile(r"FREQ=YEARLY(;(INTERVAL=1|BYMONTH=\d{1,2}|BYDAY=[+-]?[0-5]?[A-Z]{2}|BYMONTHDAY=[\d,]{1,40}"
                    r"|WKST=[A-Z]{2}|UNTIL=\d{8}(T\d{6}Z?)?))*")  # fmt: skip


@lru_cache(maxsize=512)
def iana_name(written: str) -> str:
    """The IANA name that a TZID stands for; empty where it is made up."""
    name = written.strip('" /')
    if name in WINDOWS_TO_OLSON:
        return WINDOWS_TO_OLSON[name]
    parts = name.split("/")
    for start in range(len(parts)):  # "/mozilla.org/20050126_1/Europe/Berlin"
        tail = "/".join(parts[start:])
        if tail in _known():
            return tail
        if tail.upper() in {"UTC", "GMT", "Z"}:  # "tzone://Microsoft/Utc"
            return "UTC"
    return ""


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(available_timezones())


def is_followed(lines: list[str]) -> bool:
    """Whether a zone that a calendar describes itself (the lines between BEGIN and END) can be worked out."""
    starts = [line for line in lines if line.upper().startswith("DTSTART")]
    rules = [line.partition(":")[2] for line in lines if line.upper().startswith("RRULE")]
    return bool(starts) and all(YEARLY.fullmatch(rule.strip().upper()) for rule in rules)
