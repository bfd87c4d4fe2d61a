"""A list before anybody knows what its columns mean: rows of cells, as a person sees them in the sheet."""

from dataclasses import dataclass, field
from datetime import date

Cell = str | date
"""An empty cell is the empty string. Numbers are text already, written as their number format writes them."""


@dataclass(slots=True)
class Row:
    """One row: its line (the row of a sheet, or the line of a text file it starts on) and its cells."""

    line: int
    cells: list[Cell]
    hidden: bool = False

    def cell(self, index: int) -> Cell:
        return self.cells[index] if index < len(self.cells) else ""

    @property
    def filled(self) -> list[Cell]:
        return [cell for cell in self.cells if cell != ""]


@dataclass(slots=True)
class Grid:
    """One table: a text file, or one sheet of a workbook. Rows without any content are left out."""

    rows: list[Row]
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()
    formulas: set[tuple[int, int]] = field(default_factory=set)
    """(line, column) of formulas that were saved without their result."""
    overflow: str | None = None
    """The code of the limit this table breaks; whoever wants to read it refuses."""


def column_letter(index: int) -> str:
    """The name a spreadsheet program gives a column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
