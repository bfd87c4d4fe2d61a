"""Lists as employers send them, made on the spot."""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook

from onward.engagements.lists import Reading, read_list

TODAY = date(2026, 11, 21)


def text_list(*lines: str, encoding: str = "utf-8", end: str = "\r\n") -> bytes:
    return end.join(lines).encode(encoding)


def delimited(rows: Iterable[Sequence[object]], delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def workbook(*sheets: Mapping[str, Any]) -> bytes:
    """Sheets given as rows and, when wanted: title, state, hidden columns and rows, merged cells, number formats."""
    book = Workbook()
    book.remove(book.active)
    for number, given in enumerate(sheets, start=1):
        sheet = book.create_sheet(given.get("title", f"Sheet{number}"))
        sheet.sheet_state = given.get("state", "visible")
        for row in given["rows"]:
            sheet.append(list(row))
        for letter in given.get("hidden_columns", ()):
            sheet.column_dimensions[letter].hidden = True
        for line in given.get("hidden_rows", ()):
            sheet.row_dimensions[line].hidden = True
        for cells in given.get("merged", ()):
            sheet.merge_cells(cells)
        for cell, code in given.get("formats", {}).items():
            sheet[cell].number_format = code
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def sheet(*rows: Sequence[object], **more: Any) -> bytes:
    return workbook({"rows": rows, **more})


def read(content: bytes, **more: Any) -> Reading:
    return read_list(content, "list", on=TODAY, **more)


def lines(*texts: str, **more: Any) -> Reading:
    return read(text_list(*texts), **more)


def values(reading: Reading, *fields: str) -> list[tuple[object, ...]]:
    return [tuple(person.as_json()[field] for field in fields) for person in reading.rows]


def codes(reading: Reading) -> list[tuple[int | None, str | None, str]]:
    return [(problem.line, problem.column, problem.code) for problem in reading.problems]


def unpacked(content: bytes, changes: Mapping[str, bytes | None]) -> bytes:
    """A workbook with some of its parts replaced, or taken out."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = changes.get(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
    return result.getvalue()
