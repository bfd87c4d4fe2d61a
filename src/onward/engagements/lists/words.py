"""Comparing words as people do: without case, accents, punctuation or the spelling habits of old systems."""

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"}
)
_DOUBLE = (("ae", "a"), ("oe", "o"), ("aa", "a"))


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Small letters without marks; "ø", "oe" and "o" become one, so that a degraded export still matches."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    for pair, one in _DOUBLE:
        plain = plain.replace(pair, one)
    return plain


@lru_cache(maxsize=20_000)
def spaced(text: str) -> str:
    """The folded words with single spaces between them and nothing else."""
    return " ".join(re.findall(r"[^\W_]+", fold(text)))


def compact(text: str) -> str:
    return spaced(text).replace(" ", "")


def entries(table: str) -> list[str]:
    """The entries of a vocabulary table: divided by semicolons, over as many lines as one likes."""
    return [" ".join(entry.split()) for entry in table.split(";") if entry.strip()]


def tidy(text: str) -> str:
    """Text as a person meant it: composed letters, single spaces, no invisible characters."""
    composed = unicodedata.normalize("NFC", text)
    if not composed.isascii():
        composed = "".join(
            letter for letter in composed if unicodedata.category(letter) not in {"Cf", "Cc", "Cs"} or letter.isspace()
        )
    return " ".join(composed.split())


def listed(table: str) -> list[str]:
    """The words of a vocabulary table that needs no more than spaces between them."""
    return table.split()
