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
_ALSO_NAMES = frozenset({"sum", "som", "alle", "gem", "somme", "summe"})
"""Beside another word these can be somebody's name."""
_LETTER = re.compile(r"[^\W\d_]")
_NUMBER = re.compile(r"[-+€$]?[\s\d.,%']+(?:kr\.?|€|%)?")
_PAGE = re.compile(r"(?:side|page|pagina|blad|s|p)? ?\d+ (?:af|av|van|de|sur|of) \d+")


def is_total(row: Row) -> bool:
    """A sum or a count: it starts with such a word, and nothing else in the row is in words."""
    cells = row.filled
    place = next((place for place, cell in enumerate(cells) if isinstance(cell, str) and _LETTER.search(cell)), None)
    if place is None:
        return False
    first, others = spaced(label(cells[place])), cells[:place] + cells[place + 1 :]
    if first in _TOTALS or (_starts_with(first, _TOTALS) and _only_units(_rest(first, _TOTALS))):
        return all(spaced(label(cell)) in _TOTALS or _only_units(spaced(label(cell))) for cell in others)
    if place or not all(isinstance(cell, str) and _NUMBER.fullmatch(cell) for cell in others):
        return False
    starts = _starts_with(first, _TOTALS) and first.split()[0] not in _ALSO_NAMES
    return (starts and bool(others)) or _ends_with_total(first)


def is_footer(row: Row, evidence: int) -> bool:
    """What a system prints below a list: when, by whom, which page. `evidence`: how many details of a person."""
    first = spaced(label(row.filled[0]))
    if _PAGE.fullmatch(first):
        return True
    stars = label(row.filled[0]).startswith(("*", "©", "http://", "https://"))
    if evidence:
        return len(row.filled) <= 2 and first in _FOOTERS
    says_more = (
        len(first.split()) > 3
        or any(map(str.isdigit, " ".join(map(label, row.filled))))
        or ":" in label(row.filled[0])
    )
    return stars or first in _FOOTERS or (says_more and _starts_with(first, _FOOTERS))


def _starts_with(text: str, table: frozenset[str]) -> bool:
    words = text.split()
    return any(" ".join(words[:count]) in table for count in range(1, min(len(words), _MOST_WORDS) + 1))


def _ends_with_total(text: str) -> bool:
    """ "Lager i alt", "Production total"."""
    words = text.split()
    return (
        bool(words) and words[-1] not in _ALSO_NAMES and any(" ".join(words[-count:]) in _TOTALS for count in (1, 2))
    )


def _rest(text: str, table: frozenset[str]) -> str:
    words = text.split()
    longest = max(count for count in range(1, len(words) + 1) if " ".join(words[:count]) in table)
    return " ".join(words[longest:])


def _only_units(text: str) -> bool:
    return all(word in _UNITS or any(map(str.isdigit, word)) for word in text.split())
