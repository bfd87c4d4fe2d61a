"""National identity numbers and bank accounts, known by their looks: the second line behind the column's name."""

import re
from collections.abc import Collection, Iterable
from datetime import date

_DAY_FIRST = re.compile(r"(?<!\d)([0-7]\d)(\d{2})(\d{2})\s?[-+]\s?\d{4}(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(?:19|20)?\d{2}(\d{2})(\d{2})\s?[-+]\s?\d{4}(?!\d)")
_NORWEGIAN = re.compile(r"(?<![\d+])([0-7]\d)(\d{2})(\d{2})\s?\d{5}(?!\d)")
_BELGIAN = re.compile(r"(?<!\d)\d{2}\.?(\d{2})\.?(\d{2})\s?[-–]\s?\d{3}[.\s]?\d{2}(?!\d)")
_BELGIAN_PLAIN = re.compile(r"(?<![\d+])(\d{9})(\d{2})(?!\d)")
_FRENCH = re.compile(
    r"(?<!\d)[1278]\s?\d{2}\s?(?:0[1-9]|1[0-2]|[2-4]\d)\s?(?:\d{2}|2[AB])\s?\d{3}\s?\d{3}(?:\s?\d{2})?(?!\d)"
)
_BRITISH = re.compile(r"\b[A-CEGHJ-PR-TW-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b")
_AMERICAN = re.compile(r"(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,4})?\b")
_DIGITS = re.compile(r"[\s.\-]")

SHARE = 0.6
"""Of the values in a column, how many must look alike before the column is taken for what they look like."""


def remove_identity(text: str, *, phone: bool = False) -> tuple[str, bool]:
    """The text without any national identity number in it, and whether there was one.

    A bare run of ten or eleven digits is left in a phone number: there it is a number to call.
    """
    if not any(letter.isdigit() for letter in text):
        return text, False
    found = text
    for pattern, is_one in _IN_PHONES if phone else _EVERYWHERE:
        found = pattern.sub(lambda match, is_one=is_one: "" if is_one(match) else match[0], found)  # type: ignore[misc]
    return (found, False) if found == text else (" ".join(found.split()).strip(" ()-,;/"), True)


def looks_like_identity(values: Iterable[str]) -> bool:
    """Whether a column of values is one of national identity numbers. Checked as a whole, so bare digits count too."""
    filled = [value for value in values if value]
    if not filled:
        return False
    written = sum(remove_identity(value)[1] for value in filled)
    danish = [value for value in filled if _is_bare_danish(value) and not remove_identity(value)[1]]
    danish = danish if any(len(value) > 9 for value in danish) else []
    birthdays = {_DIGITS.sub("", value).zfill(10)[:6] for value in danish}
    varied = len(birthdays) * 2 > len(danish)
    dutch = sum(_is_dutch(value) for value in filled)
    return (
        written >= SHARE * len(filled)
        or (varied and written + len(danish) >= SHARE * len(filled))
        or (len(filled) >= 3 and dutch >= 0.9 * len(filled))
    )


def stands_out(value: str, usual_lengths: Collection[int]) -> bool:
    """Whether a bare number among employee numbers of other lengths can only be somebody's identity number."""
    digits = _DIGITS.sub("", value)
    is_one = (len(digits) == 10 and _is_bare_danish(digits)) or (len(digits) == 9 and _is_dutch(digits))
    return is_one and len(digits) not in usual_lengths


def looks_like_account(values: Iterable[str]) -> bool:
    """Whether a column of values is one of bank accounts (IBAN)."""
    filled = [value for value in values if value]
    return bool(filled) and sum(bool(_IBAN.search(value.upper())) for value in filled) >= SHARE * len(filled)


def _day_and_month(day: int, month: int) -> bool:
    """Whether these can be a birthday. Day + 40 and month + 40 or + 80 are used for people without a number."""
    day, month = (day - 40 if day > 40 else day), month % 40 if month > 40 else month
    return 1 <= day <= 31 and 1 <= month <= 12


def _is_day_first(match: re.Match[str]) -> bool:
    return _day_and_month(int(match[1]), int(match[2]))


def _is_year_first(match: re.Match[str]) -> bool:
    return _day_and_month(int(match[2]), int(match[1]))


def _is_belgian(match: re.Match[str]) -> bool:
    """The last two digits are 97 minus the rest of the others, with a 2 before them for people born since 2000."""
    number, check = match[1], int(match[2])
    return any(97 - int(century + number) % 97 == check for century in ("", "2"))


def _always(_match: re.Match[str]) -> bool:
    return True


def _is_bare_danish(value: str) -> bool:
    """Ten digits that start with a birthday, or nine when a spreadsheet has eaten the zero."""
    digits = _DIGITS.sub("", value)
    if not digits.isascii() or not digits.isdigit() or len(digits) not in {9, 10}:
        return False
    digits = digits.zfill(10)
    try:
        date(2000, int(digits[2:4]), int(digits[:2]))
    except ValueError:
        return False
    return True


def _is_dutch(value: str) -> bool:
    """Nine digits whose weighted sum divides by eleven (eight when the zero is lost)."""
    digits = _DIGITS.sub("", value)
    if not digits.isascii() or not digits.isdigit() or len(digits) not in {8, 9} or not int(digits):
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, digits.zfill(9), strict=True)) % 11 == 0


_IN_PHONES = ((_DAY_FIRST, _is_day_first), (_BELGIAN, _is_year_first))
_EVERYWHERE = (
    *_IN_PHONES,
    (_YEAR_FIRST, _is_year_first),
    (_BRITISH, _always),
    (_AMERICAN, _always),
    (_NORWEGIAN, _is_day_first),
    (_BELGIAN_PLAIN, _is_belgian),
    (_FRENCH, _always),
)
