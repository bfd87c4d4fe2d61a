"""Which repeating rules are worked out: a rule that would take minutes is left out and counted."""

import re
from datetime import date, datetime, timedelta

MOST_STEPS = 200_000
PART = re.compile(r"[A-Z-]+=[A-Z0-9,+-]+(:?T\d{6}Z?)?")
FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY")
DAYS = {"YEARLY": 365, "MONTHLY": 30, "WEEKLY": 7, "DAILY": 1, "HOURLY": 1}


def parts_of(rule: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in rule.upper().strip(";").split(";"))
    return {name: value for name, _, value in pairs}


def is_worked_out(rule: str, starts: str, until: datetime) -> bool:
    """Whether a rule can be followed from its start (as written: 20261125T090000) to `until` in few steps.

    Nobody has appointments by the minute, and every step back to 1601 has to be taken.
    """
    parts = parts_of(rule)
    interval, year = parts.get("INTERVAL", "1"), starts[:4]
    if parts.get("FREQ") not in FREQUENCIES or not year.isdigit() or not interval.isdigit() or int(interval) < 1:
        return False
    if not all(PART.fullmatch(part) for part in rule.upper().strip(";").split(";")):
        return False
    days = max(1, (until.year - int(year) + 1) * 366)
    each = 1
    for name in ("BYHOUR", "BYMINUTE", "BYSECOND"):
        each *= parts.get(name, "").count(",") + 1
    if parts["FREQ"] == "HOURLY":
        each *= 24
    looks = days if any(name.startswith("BY") for name in parts) else days / DAYS[parts["FREQ"]]
    return looks * each <= MOST_STEPS


def is_over(rule: str, day: str) -> bool:
    """Whether the rule ended before `day` (YYYYMMDD)."""
    last = parts_of(rule).get("UNTIL", "")[:8]
    return last.isdigit() and len(last) == 8 and last < day


def days_ahead(rule: str, starts: date, wanted: date) -> int:
    """How many days a start can go forward, to `wanted` at most, without any later occurrence being another one.

    Spares hundreds of steps for every meeting that has been held daily for years. A rule that counts cannot skip.
    """
    parts = parts_of(rule)
    step = {"DAILY": 1, "WEEKLY": 7}.get(parts.get("FREQ", ""), 0) * int(parts.get("INTERVAL", "1"))
    gap = (wanted - starts).days
    return gap // step * step if step > 0 and gap > 0 and "COUNT" not in parts else 0


def day_of(written: str) -> date | None:
    """The day of a date or time as calendars write it."""
    digits = written[:8]
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])) if len(digits) == 8 else None
    except ValueError:
        return None


def later(written: str, days: int) -> str:
    """The same date or time, some days later."""
    day = day_of(written)
    return written if day is None else f"{day + timedelta(days=days):%Y%m%d}{written[8:]}"
