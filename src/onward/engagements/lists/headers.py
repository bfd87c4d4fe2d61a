"""Finding the row that names the columns, below titles and above people."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from onward.engagements.lists import limits
from onward.engagements.lists.grids import Cell, Grid, Row, column_letter
from onward.engagements.lists.results import NOT_KEPT
from onward.engagements.lists.vocabulary import NAMES, NEVER, UNKNOWN, Meaning, meaning
from onward.engagements.lists.wordings.fields import Wording
from onward.engagements.lists.words import spaced

END_FIELDS = frozenset({"notice_on", "last_day_on"})


@dataclass(frozen=True, slots=True)
class Header:
    """The row that names the columns: the last one, when the names stand in two rows."""

    line: int
    labels: tuple[str, ...]
    meanings: tuple[Meaning, ...]

    @property
    def fields(self) -> frozenset[str]:
        return frozenset().union(*(each.fields for each in self.meanings))

    @property
    def has_names(self) -> bool:
        return bool(self.fields & NAMES)

    @property
    def score(self) -> int:
        """How well the row reads as column names. A second column of the same meaning adds little."""
        seen: set[frozenset[str]] = set()
        score = 2 * self.has_names
        for each in self.meanings:
            score += 0 if each.fields and each.fields in seen else each.weight
            seen.add(each.fields)
        return score

    @property
    def is_of_a_table(self) -> bool:
        """Column names, though none of them is a name of a person."""
        return self.score >= 4 and bool(self.fields)


def find_header(grid: Grid, by_hand: Mapping[str, str]) -> Header | None:
    """The row that reads best as column names. One with people's names goes before one without."""
    visible = [row for row in grid.rows if not row.hidden]
    best = _best(visible[: limits.TITLE_ROWS], by_hand)
    if best is None or not best.has_names:
        best = _best(grid.rows[: limits.TITLE_ROWS], by_hand) or best
    return best


def _best(rows: list[Row], by_hand: Mapping[str, str]) -> Header | None:
    best: Header | None = None
    above: Header | None = None
    for row in rows:
        single = header_of(row, by_hand)
        found = single
        if above is not None and (joined := _joined(above, single, by_hand)).score > max(above.score, single.score):
            found = joined
        if found.score and (best is None or _rank(found) > _rank(best)):
            best = found
        above = single
    return best


def _rank(header: Header) -> tuple[bool, int]:
    return header.has_names, header.score


def header_of(row: Row, by_hand: Mapping[str, str]) -> Header:
    labels = tuple(label(cell) for cell in row.cells)
    return Header(row.line, labels, tuple(mapped(text, by_hand) or meaning(text) for text in labels))


def _joined(above: Header, below: Header, by_hand: Mapping[str, str]) -> Header:
    """Two rows as one: "Dato" above "ansat". A word that is understood by itself stays by itself."""
    width = max(len(above.labels), len(below.labels))
    labels, meanings = [], []
    for index in range(width):
        upper = above.labels[index] if index < len(above.labels) else ""
        lower = below.labels[index] if index < len(below.labels) else ""
        text = lower or upper
        found = mapped(text, by_hand) or meaning(text)
        if upper and lower and found is UNKNOWN:
            text = f"{upper} {lower}"
            found = mapped(text, by_hand) or meaning(text)
        labels.append(text)
        meanings.append(found)
    return replace(below, labels=tuple(labels), meanings=tuple(meanings))


def label(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell.isoformat()


def label_at(header: Header, index: int) -> str:
    """The column's name as written; a column without one goes by its letter."""
    written = header.labels[index] if index < len(header.labels) else ""
    return written or f"({column_letter(index)})"


def mapped(text: str, by_hand: Mapping[str, str]) -> Meaning | None:
    """The meaning that somebody gave this column by hand."""
    if not text or not by_hand:
        return None
    field = by_hand.get(text)
    if field is None:
        return None
    return NEVER if field == NOT_KEPT else Meaning((Wording(field, "", -9),))


def repeats(header: Header, row: Row) -> bool:
    """Whether a row says the column names once more, as at the top of every printed page."""
    filled = [(index, cell) for index, cell in enumerate(row.cells) if cell]
    if len(filled) < 2:
        return bool(filled) and spaced(label(filled[0][1])) == spaced(label_at(header, filled[0][0]))
    same = sum(spaced(label(cell)) == spaced(label_at(header, index)) for index, cell in filled)
    return same * 2 > len(filled)
