"""The parts of a workbook as XML, streamed: no entities, no document types, no tree in memory."""

import re
from abc import ABC, abstractmethod
from typing import IO
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml.expatreader import DefusedExpatParser
from defusedxml.sax import make_parser

from onward.engagements.lists import limits
from onward.engagements.lists.delimited import clean
from onward.engagements.lists.grids import Cell, Grid, Row
from onward.engagements.lists.sheet_numbers import GENERAL, format_code, written

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TRUE = frozenset({"1", "true", "on"})
_SPARE_ROWS = 500
_MERGED_ROWS = 2_000


class Enough(Exception):
    """Raised inside the parser when a sheet holds more than will be read."""


def parse(part: IO[bytes], handler: "Handler") -> None:
    parser: DefusedExpatParser = make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(handler)
    try:
        parser.parse(part)
    except Enough:
        return


def index_of(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def unescaped(text: str) -> str:
    """Signs that XML cannot hold are written _x000D_; half of a pair of signs cannot stand alone."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: "" if 0xD800 <= int(match[1], 16) <= 0xDFFF else chr(int(match[1], 16)), text)


class Handler(ContentHandler, ABC):
    """Names of elements without their prefix, and the text of the element that is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] | None = None

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 -- the parser calls it so
        self.start(name.rpartition(":")[2], attrs)

    def endElement(self, name: str) -> None:  # noqa: N802 -- the parser calls it so
        self.end(name.rpartition(":")[2])

    def characters(self, content: str) -> None:
        if self.text is not None:
            self.text.append(content)

    @abstractmethod
    def start(self, name: str, attrs: AttributesImpl) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """Most parts need nothing here."""

    def taken(self) -> str:
        text, self.text = "".join(self.text or ()), None
        return text


class Elements(Handler):
    """All elements of a small part with their attributes, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []

    def start(self, name: str, attrs: AttributesImpl) -> None:
        if len(self.found) > 200_000:
            raise Enough
        self.found.append((name, {key.rpartition(":")[2]: value for key, value in attrs.items()}))


class SharedStrings(Handler):
    """The texts that cells point at by number. What helps to pronounce a text is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.strings: list[str] = []
        self._pieces: list[str] = []
        self._aloud = False

    def start(self, name: str, attrs: AttributesImpl) -> None:
        if name == "si":
            self._pieces = []
        elif name == "rPh":
            self._aloud = True
        elif name == "t" and not self._aloud:
            self.text = []

    def end(self, name: str) -> None:
        if name == "t" and self.text is not None:
            self._pieces.append(self.taken())
        elif name == "rPh":
            self._aloud = False
        elif name == "si":
            self.strings.append(clean(unescaped("".join(self._pieces))))


class Styles(Handler):
    """The number format of each style that a cell can have."""

    def __init__(self) -> None:
        super().__init__()
        self.codes: list[str] = []
        self._own: dict[int, str] = {}
        self._in_cells = False

    def start(self, name: str, attrs: AttributesImpl) -> None:
        if name == "numFmt":
            self._own[int(attrs.get("numFmtId", "0"))] = attrs.get("formatCode", GENERAL)
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            self.codes.append(format_code(int(attrs.get("numFmtId", "0")), self._own))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._in_cells = False


class Sheet(Handler):
    """One sheet's rows, with what is hidden and what is merged."""

    def __init__(self, grid: Grid, strings: list[str], codes: list[str], *, from_1904: bool) -> None:
        super().__init__()
        self.grid = grid
        self._strings, self._codes, self._from_1904 = strings, codes, from_1904
        self._hidden: set[int] = set()
        self._rows_hidden = False
        self._row = Row(0, [])
        self._column = -1
        self._style, self._type = 0, "n"
        self._value: str | None = None
        self._formula = False
        self._aloud = False
        self.merged: list[tuple[int, int, int, int]] = []

    def start(self, name: str, attrs: AttributesImpl) -> None:
        if name == "c":
            self._start_cell(attrs)
        elif name == "v" or (name == "t" and not self._aloud):
            self.text = []
        elif name == "row":
            self._start_row(attrs)
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._aloud = True
        elif name == "col":
            self._column_width(attrs)
        elif name == "sheetFormatPr":
            self._rows_hidden = attrs.get("zeroHeight", "") in _TRUE
        elif name == "mergeCell":
            self._merge(attrs.get("ref", ""))

    def end(self, name: str) -> None:
        if name == "c":
            self._end_cell()
        elif name in {"v", "t"} and self.text is not None:
            self._value = (self._value or "") + self.taken()
        elif name == "rPh":
            self._aloud = False
        elif name == "row" and self._row.cells:
            self.grid.rows.append(self._row)
            if len(self.grid.rows) > limits.ROWS + _SPARE_ROWS:
                self.grid.overflow = "too_many_rows"
                raise Enough
        elif name == "cols":
            self.grid.hidden_columns = frozenset(self._hidden)

    def _start_row(self, attrs: AttributesImpl) -> None:
        line = int(attrs.get("r", str(self._row.line + 1)))
        height = attrs.get("ht", "")
        hidden = attrs.get("hidden", "") in _TRUE or (self._rows_hidden and not height) or height in {"0", "0.0"}
        self._row = Row(line, [], hidden)
        self._column = -1

    def _start_cell(self, attrs: AttributesImpl) -> None:
        place = _REFERENCE.fullmatch(attrs.get("r", ""))
        self._column = index_of(place[1]) if place else self._column + 1
        self._style, self._type = int(attrs.get("s", "0")), attrs.get("t", "n")
        self._value, self._formula = None, False

    def _end_cell(self) -> None:
        if not self._value:
            if self._formula:
                self.grid.formulas.add((self._row.line, self._column))
            return
        cell = self._cell(self._value)
        if cell == "":
            return
        if self._column >= limits.COLUMNS:
            self.grid.overflow = self.grid.overflow or "too_many_columns"
            return
        self._row.cells += [""] * (self._column - len(self._row.cells))
        self._row.cells[self._column :] = [cell]

    def _cell(self, value: str) -> Cell:
        if self._type == "n":
            code = self._codes[self._style] if 0 <= self._style < len(self._codes) else GENERAL
            return written(value, code, from_1904=self._from_1904)
        if self._type == "s":
            number = int(value)
            return self._strings[number] if 0 <= number < len(self._strings) else ""
        if self._type == "e":
            return ""
        if self._type == "d":
            return value.partition("T")[0]
        return clean(unescaped(value))

    def _column_width(self, attrs: AttributesImpl) -> None:
        if attrs.get("hidden", "") in _TRUE or attrs.get("width", "") in {"0", "0.0"}:
            first, last = int(attrs.get("min", "1")), int(attrs.get("max", "1"))
            self._hidden.update(range(first - 1, min(last, limits.COLUMNS)))

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
        if start and end:
            self.merged.append((int(start[2]), index_of(start[1]), int(end[2]), index_of(end[1])))

    def fill_merged(self) -> None:
        """A cell merged over several rows says the same in each of them; beside itself it says nothing."""
        lines = {row.line: row for row in self.grid.rows}
        for top, column, bottom, _ in self.merged:
            value = lines[top].cell(column) if top in lines else ""
            if value == "":
                continue
            for line in range(top + 1, min(bottom, top + _MERGED_ROWS) + 1):
                row = lines.get(line)
                if row is not None and row.cell(column) == "":
                    row.cells += [""] * (column + 1 - len(row.cells))
                    row.cells[column] = value
