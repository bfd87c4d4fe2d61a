"""From text to a grid: the delimiter is the one under which the header reads best."""

import csv
import io
import re
from collections.abc import Iterator, Mapping

from onward.engagements.lists import limits
from onward.engagements.lists.grids import Grid, Row
from onward.engagements.lists.headers import find_header
from onward.engagements.lists.results import refused
from onward.engagements.lists.words import tidy

DELIMITERS = (";", ",", "\t", "|")
_NAMED = re.compile(r"\"?sep=(.)\"?[;,\t|]*\r?\n", re.IGNORECASE)
_EXCEL_TEXT = re.compile(r"=\"(.*)\"", re.DOTALL)
_SAMPLE_LINES = 200
_LINES_IN_A_CELL = 20
_SPARE_ROWS = 500


def read_text(text: str, encoding: str, by_hand: Mapping[str, str]) -> Grid:
    """The table in a text file. Lines are counted as an editor shows them."""
    skipped = 0
    named = _NAMED.match(text)
    if named:
        text, skipped = text[named.end() :], 1
    delimiter = named[1] if named else best_delimiter(text, by_hand)
    if delimiter is None and (unwrapped := _unwrapped(text)):
        text, delimiter = unwrapped, best_delimiter(unwrapped, by_hand)
    grid = Grid([], encoding=encoding, delimiter=delimiter)
    for row in _rows(text, delimiter):
        row.line += skipped
        if len(row.cells) > limits.COLUMNS:
            grid.overflow = grid.overflow or "too_many_columns"
        grid.rows.append(row)
        if len(grid.rows) > limits.ROWS + _SPARE_ROWS:
            grid.overflow = "too_many_rows"
            break
    return grid


def best_delimiter(text: str, by_hand: Mapping[str, str]) -> str | None:
    """The delimiter that makes most sense of the header, then of the rows. None: there is only one column."""
    sample = "".join(text.splitlines(keepends=True)[:_SAMPLE_LINES])
    judged = [(_sense(sample, delimiter, by_hand), delimiter) for delimiter in DELIMITERS if delimiter in sample]
    if not judged:
        return None
    best, delimiter = max(judged, key=lambda each: each[0])
    alone = _sense(sample, None, by_hand)
    return delimiter if best > alone else None


def _sense(sample: str, delimiter: str | None, by_hand: Mapping[str, str]) -> tuple[int, float]:
    rows = list(_rows(sample, delimiter, patient=False))
    header = find_header(Grid(rows), by_hand)
    if header is None:
        return 0, _evenness(rows)
    width = len(header.labels)
    even = sum(len(row.cells) <= width for row in rows if row.line > header.line)
    return header.score, even + _evenness(rows)


def _evenness(rows: list[Row]) -> float:
    """Rows of many cells, all of the same number, speak for a delimiter."""
    widths = [len(row.cells) for row in rows]
    usual = max(set(widths), key=widths.count, default=0)
    return 0 if usual < 2 else widths.count(usual) / len(widths)


def _rows(text: str, delimiter: str | None, *, patient: bool = True) -> Iterator[Row]:
    """The records with something in them. An open quotation mark that swallows lines is taken for a plain sign."""
    try:
        records = list(_records(text, delimiter, csv.QUOTE_MINIMAL))
        broken = any(cell.count("\n") > _LINES_IN_A_CELL for _, record in records for cell in record)
    except csv.Error:
        broken = True
    if broken:
        try:
            records = list(_records(text, delimiter, csv.QUOTE_NONE))
        except csv.Error as error:
            raise refused("too_long_cell", line="?") from error
    for line, record in records:
        cells = [clean(cell) for cell in record]
        while cells and not cells[-1]:
            cells.pop()
        if patient and (long := max(map(len, cells), default=0)) > limits.CELL:
            raise refused("too_long_cell", line=line, length=long)
        if cells:
            yield Row(line, list(cells))


def _records(text: str, delimiter: str | None, quoting: int) -> Iterator[tuple[int, list[str]]]:
    """Records with the line each starts on; not more of them than anybody will read."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or "\x1f", quoting=quoting)  # type: ignore[arg-type]
    line = 1
    filled = 0
    for record in reader:
        yield line, record
        line = reader.line_num + 1
        filled += any(record)
        if filled > limits.ROWS + 2 * _SPARE_ROWS:
            return


def _unwrapped(text: str) -> str | None:
    """Each line as a whole in quotation marks: a file that was saved once too often."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    wrapped = [line for line in lines if len(line) > 2 and line[0] == line[-1] == '"']
    if len(wrapped) < 2 or len(wrapped) < 0.8 * len(lines):
        return None
    return "\n".join(line[1:-1].replace('""', '"') if line[:1] == '"' else line for line in text.splitlines())


def clean(cell: str) -> str:
    """A cell as it was meant: ="007" and '007 are how a spreadsheet is kept from eating zeros."""
    if match := _EXCEL_TEXT.fullmatch(cell):
        cell = match[1]
    cell = tidy(cell)
    return cell[1:] if cell[:1] == "'" and cell[1:2].isdigit() else cell
