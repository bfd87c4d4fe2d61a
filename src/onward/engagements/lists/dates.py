"""Dates as people and systems write them in five languages."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from onward.engagements.lists.grids import Cell
from onward.engagements.lists.wordings.calendar import AROUND, FOREVER, MONTHS
from onward.engagements.lists.words import fold

YEARS_AHEAD = {"hired_on": 1, "notice_on": 5, "last_day_on": 15}
"""How many years after today a date of each kind may lie; it decides the century of a two-digit year too."""

EARLIEST = 1930
_NEVER_SET = 1901
_SERIAL_ZERO = date(1899, 12, 30)

_CLOCK = re.compile(
    r"[T\s,]+(?:kl\.?\s*)?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:[ap]m|z|[+-]\d{2}:?\d{2})?$", re.IGNORECASE
)
_NUMERIC = re.compile(r"(\d{1,4})(?:\s*[-./\\]\s*|\s+)(\d{1,2})(?:\s*[-./\\]\s*|\s+)(\d{1,4})\.?")
_PLAIN = re.compile(r"(\d{5,8})(?:[.,]\d+)?")
_NO_DAY = re.compile(r"(?:\d{1,2}[-./\s]+)?(?:19|20)\d{2}|(?:19|20)\d{2}[-./\s]+\d{1,2}")
_BRACKETS = re.compile(r"\s*\([^)]*\)\s*")
_PIECES = re.compile(r"\d+|[^\W\d_]+")
_ORDINAL = re.compile(r"(\d)(?:st|nd|rd|th|er|ste|de|e|re|ère|ème)\b", re.IGNORECASE)

_MONTH = {fold(word): number for number, words in enumerate(MONTHS, start=1) for word in words.split()}
_AROUND = frozenset(fold(AROUND).split())


@dataclass(frozen=True, slots=True)
class DateRead:
    """A day, or none; with the code of a problem when something stood there that is not a usable day."""

    day: date | None = None
    problem: str | None = None


NO_DATE = DateRead()


def read_date(cell: Cell, field: str, on: date, *, month_first: bool = False) -> DateRead:
    """One cell of a date column. `on` is today; `month_first` is how the column writes its days."""
    if isinstance(cell, date):
        return _likely(cell.year, cell.month, cell.day, field, on)
    text = _bare(cell)
    latest = on.year + YEARS_AHEAD[field]
    if parts := _NUMERIC.fullmatch(text):
        return _of_numbers(parts.groups(), field, on, month_first)
    if plain := _PLAIN.fullmatch(text):
        return _of_plain_number(plain[1], field, on, latest)
    if _NO_DAY.fullmatch(text):
        return DateRead(problem="date_without_day")
    return _of_words(text, field, on)


def month_comes_first(cells: Iterable[Cell]) -> bool | None:
    """Whether a column can only be month/day/year, or only day/month/year; None when every day fits both.

    A single slip of the pen among dots or hyphens does not turn a column round.
    """
    day_first = slashes = others = 0
    for cell in cells:
        if isinstance(cell, str) and (parts := _NUMERIC.fullmatch(_bare(cell))):
            first, second = int(parts[1]), int(parts[2])
            day_first += 12 < first <= 31
            if first <= 12 < second <= 31:
                slashes += "/" in cell
                others += "/" not in cell
    if day_first:
        return False
    return True if slashes or others > 1 else None


def _bare(text: str) -> str:
    text = _CLOCK.sub("", _BRACKETS.sub(" ", text.replace("'", "").replace("’", "")).strip())
    words = text.split()
    while words and fold(words[0].strip(".,:")) in _AROUND:
        words.pop(0)
    return " ".join(words)


def _of_numbers(parts: tuple[str, ...], field: str, on: date, month_first: bool) -> DateRead:
    first, second, third = parts
    if len(first) >= 3 or int(first) > 31:
        year, month, day = first, second, third
    elif month_first:
        month, day, year = first, second, third
    else:
        day, month, year = first, second, third
    if len(day) > 2 or len(year) == 3:
        return DateRead(problem="impossible_date")
    return _likely(_year(year, field, on), int(month), int(day), field, on)


def _of_plain_number(digits: str, field: str, on: date, latest: int) -> DateRead:
    """Digits alone: yyyymmdd, ddmmyyyy, ddmmyy, or the number a spreadsheet counts days with."""
    if len(digits) == 5:
        return _of_serial(int(digits), field, on)
    if len(digits) == 8 and _NEVER_SET <= int(digits[:4]) <= latest:
        return _likely(int(digits[:4]), int(digits[4:6]), int(digits[6:]), field, on)
    if len(digits) == 8 and int(digits[:4]) in FOREVER:
        return NO_DATE
    digits = digits.zfill(8) if len(digits) == 7 else digits
    return _likely(_year(digits[4:], field, on), int(digits[2:4]), int(digits[:2]), field, on)


def _of_serial(serial: int, field: str, on: date) -> DateRead:
    day = _SERIAL_ZERO + timedelta(days=serial)
    return _likely(day.year, day.month, day.day, field, on)


def _of_words(text: str, field: str, on: date) -> DateRead:
    """A date with the month as a word, in any order."""
    pieces = [fold(piece) for piece in _PIECES.findall(_ORDINAL.sub(r"\1", text))]
    months = [_MONTH[piece] for piece in pieces if piece in _MONTH]
    numbers = [piece for piece in pieces if piece.isdigit()]
    others = [piece for piece in pieces if piece not in _MONTH and piece not in _AROUND and not piece.isdigit()]
    if others or len(months) != 1 or not numbers:
        return DateRead(problem="date") if text else NO_DATE
    if len(numbers) == 1:
        return DateRead(problem="date_without_day")
    if len(numbers) > 2 or max(map(len, numbers)) > 4:
        return DateRead(problem="date")
    day, year = numbers if len(numbers[0]) <= 2 else reversed(numbers)
    if len(day) > 2:
        return DateRead(problem="impossible_date")
    return _likely(_year(year, field, on), months[0], int(day), field, on)


def _year(digits: str, field: str, on: date) -> int:
    """The year; of a two-digit one the latest that this kind of date can have."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return 2000 + year if 2000 + year <= on.year + YEARS_AHEAD[field] else 1900 + year


def _likely(year: int, month: int, day: int, field: str, on: date) -> DateRead:
    if year in FOREVER or (year < _NEVER_SET and (month, day) in {(0, 0), (1, 0), (1, 1), (12, 30), (12, 31)}):
        return NO_DATE
    try:
        read = date(year, month, day)
    except ValueError:
        return DateRead(problem="impossible_date")
    if not EARLIEST <= year <= on.year + YEARS_AHEAD[field]:
        return DateRead(problem="unlikely_date")
    return DateRead(read)
