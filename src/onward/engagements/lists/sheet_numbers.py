"""Numbers in a sheet as their number format writes them, and the days that such numbers can mean."""

import math
import re
from datetime import date, timedelta

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

_DAYS_FROM_1900 = date(1899, 12, 30)
_DAYS_FROM_1904 = date(1904, 1, 1)
_FIRST_TRUE_DAY = 60
"""The sheet's calendar believes in 29 February 1900; before that day it is one off."""
_LAST_SERIAL = 2_958_465
_ZEROS = re.compile(r"(?:\"([^\"]*)\"|\\(.))?(0{2,})(?:;.*)?")
_LOCAL_DATES = frozenset({*range(27, 37), *range(50, 59)})
"""Built-in formats whose wording depends on the country of the program; all of them are dates."""
GENERAL = "General"


def format_code(number_id: int, own: dict[int, str]) -> str:
    if number_id in own:
        return own[number_id]
    return "yyyy-mm-dd" if number_id in _LOCAL_DATES else BUILTIN_FORMATS.get(number_id, GENERAL)


def is_date_code(code: str) -> bool:
    return code != GENERAL and bool(is_date_format(code)) and any(letter in code.lower() for letter in "yd")


def written(number: str, code: str, *, from_1904: bool) -> str | date:
    """The value of a number cell: a day when the format says so, else text with the zeros its format pads with."""
    try:
        value = float(number)
    except ValueError:
        return number
    if not math.isfinite(value):
        return ""
    if is_date_code(code) and (day := day_of(value, from_1904=from_1904)):
        return day
    if not value.is_integer() or abs(value) >= 1e15:
        return f"{value:.15g}".replace("e+", "E+")
    text = str(int(value))
    if (padded := _ZEROS.fullmatch(code)) and value >= 0:
        return (padded[1] or padded[2] or "") + text.zfill(len(padded[3]))
    return text


def day_of(serial: float, *, from_1904: bool = False) -> date | None:
    """The day that a spreadsheet's count of days means, or None for a time of day or a number too large."""
    days = int(serial)
    if not 1 <= days <= _LAST_SERIAL:
        return None
    if from_1904:
        days = min(days, _LAST_SERIAL - 1462)
        return _DAYS_FROM_1904 + timedelta(days=days)
    return _DAYS_FROM_1900 + timedelta(days=days if days >= _FIRST_TRUE_DAY else days + 1)
