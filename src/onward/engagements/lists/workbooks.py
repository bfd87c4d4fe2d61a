"""From an XLSX workbook to one grid per sheet, in memory only.

The parts are read by ourselves rather than by a library for whole workbooks: filters, styles and print areas that HR
systems write slightly wrong stop such libraries, and none of them matters here.
"""

import posixpath
import zipfile
from xml.sax import SAXException

from onward.engagements.lists.grids import Grid
from onward.engagements.lists.kinds import UNREADABLE
from onward.engagements.lists.results import refused
from onward.engagements.lists.sheet_xml import Elements, Handler, SharedStrings, Sheet, Styles, parse

_TRUE = frozenset({"1", "true", "on"})
_SHEETS = 50


def read_sheets(archive: zipfile.ZipFile) -> list[Grid]:
    """Every worksheet, in the workbook's order. A broken workbook is refused."""
    try:
        return _Workbook(archive).grids()
    except (SAXException, *UNREADABLE) as error:
        raise refused("damaged") from error


class _Workbook:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {name.replace("\\", "/").lstrip("/").lower(): name for name in archive.namelist()}
        self._path = self._main_part()
        self._from_1904 = False

    def grids(self) -> list[Grid]:
        relations = self._relations(self._path)
        sheets = self._sheets()
        shared, styles = SharedStrings(), Styles()
        self._read_kind(relations, "/sharedStrings", shared)
        self._read_kind(relations, "/styles", styles)
        grids = []
        for name, relation, hidden in sheets[:_SHEETS]:
            kind, target = relations.get(relation, ("", ""))
            if not kind.endswith("/worksheet") or target.lower() not in self._names:
                continue
            handler = Sheet(
                Grid([], sheet=name, hidden=hidden), shared.strings, styles.codes, from_1904=self._from_1904
            )
            self._read(target, handler)
            handler.fill_merged()
            grids.append(handler.grid)
        return grids

    def _sheets(self) -> list[tuple[str, str, bool]]:
        handler = Elements()
        self._read(self._path, handler)
        found = []
        for element, attributes in handler.found:
            if element == "workbookPr":
                self._from_1904 = attributes.get("date1904", "") in _TRUE
            elif element == "sheet":
                hidden = attributes.get("state", "visible") != "visible"
                found.append((attributes.get("name", ""), attributes.get("id", ""), hidden))
        return found

    def _relations(self, path: str) -> dict[str, tuple[str, str]]:
        """The parts that a part points at: their kind and path, by the name of the relation."""
        folder, name = posixpath.split(path)
        handler = Elements()
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations.lower() in self._names:
            self._read(relations, handler)
        found = {}
        for element, attributes in handler.found:
            if element == "Relationship":
                target = attributes.get("Target", "").replace("\\", "/")
                whole = (
                    target.lstrip("/")
                    if target.startswith("/")
                    else posixpath.normpath(posixpath.join(folder, target))
                )
                found[attributes.get("Id", "")] = (attributes.get("Type", ""), whole)
        return found

    def _main_part(self) -> str:
        found = [target for kind, target in self._relations("").values() if kind.endswith("/officeDocument")]
        return found[0] if found else "xl/workbook.xml"

    def _read_kind(self, relations: dict[str, tuple[str, str]], kind: str, handler: Handler) -> None:
        for each, target in relations.values():
            if each.endswith(kind) and target.lower() in self._names:
                self._read(target, handler)

    def _read(self, path: str, handler: Handler) -> None:
        with self._archive.open(self._names[path.lower()]) as part:
            parse(part, handler)
