"""Rows as a CSV file that a spreadsheet opens by itself, in the separator, days and numbers of the language."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from onward.core.formats import base_language

DAYS = {"da": "%d-%m-%Y", "nb": "%d.%m.%Y", "nl": "%d-%m-%Y", "en": "%d/%m/%Y"}
FORMULA = ("=", "+", "-", "@", "\t", "\r")
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"  # without it Excel reads æ, ø and å as something else
Cell = str | int | date | None


def as_csv(rows: Iterable[Sequence[Cell]], language: str) -> str:
    """The rows, the head among them. Texts cannot be taken for formulas, numbers stay numbers."""
    language = base_language(language)
    file = io.StringIO()
    writer = csv.writer(file, delimiter="," if language == "en" else ";")
    for row in rows:
        writer.writerow([_cell(cell, language) for cell in row])
    return BOM + file.getvalue()


def _cell(cell: Cell, language: str) -> str | int:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.strftime(DAYS[language])
    return cell if isinstance(cell, int) else harmless(cell)


def harmless(text: str) -> str:
    """A text that a spreadsheet would take for a formula stays a text."""
    return f"'{text}" if text.lstrip().startswith(FORMULA) or text.startswith(FORMULA) else text
