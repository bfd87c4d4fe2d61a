"""Rows below the header that are not people."""

import re

from onward.engagements.lists.grids import Row
from onward.engagements.lists.headers import label
from onward.engagements.lists.wordings.leave_out import FOOTERS, TOTAL_UNITS, TOTALS
from onward.engagements.lists.words import entries, spaced

_TOTALS = frozenset(spaced(entry) for entry in entries(TOTALS))
_FOOTERS = frozenset(spaced(entry) for entry in entries(FOOTERS)) - {""}
_UNITS = frozenset(spaced(TOTAL_UNITS).split())
_MOST_WORDS = max(len(entry.split()) for entry in _TOTALS | _FOOTERS)
_PAGE = re.compile(r"(?:side|page|pagina|blad|s|p)? ?\d+ (?:af|av|van|de|sur|of) \d+")


def is_total(row: Row) -> bool:
    """A sum or a count: it starts with such a word, and nothing else in the row is in words."""
    texts = [spaced(label(cell)) for cell in row.filled]
    worded = [text for text in texts if any(map(str.isalpha, text))]
    if not worded or not _starts_with(worded[0], _TOTALS):
        return False
    first = worded[0]
    if first in _TOTALS or _only_units(_rest(first, _TOTALS)):
        return all(text in _TOTALS or _only_units(text) for text in worded[1:])
    return len(worded) == 1 and len(texts) > 1


def is_footer(row: Row, evidence: int) -> bool:
    """What a system prints below a list: when, by whom, which page. `evidence`: how many details of a person."""
    first = spaced(label(row.filled[0]))
    if _PAGE.fullmatch(first):
        return True
    stars = label(row.filled[0]).startswith(("*", "©", "http://", "https://"))
    if evidence:
        return len(row.filled) <= 2 and first in _FOOTERS
    return stars or _starts_with(first, _FOOTERS)


def _starts_with(text: str, table: frozenset[str]) -> bool:
    words = text.split()
    return any(" ".join(words[:count]) in table for count in range(1, min(len(words), _MOST_WORDS) + 1))


def _rest(text: str, table: frozenset[str]) -> str:
    words = text.split()
    longest = max(count for count in range(1, len(words) + 1) if " ".join(words[:count]) in table)
    return " ".join(words[longest:])


def _only_units(text: str) -> bool:
    return all(word in _UNITS or any(map(str.isdigit, word)) for word in text.split())
