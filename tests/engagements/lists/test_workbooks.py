"""XLSX as people leave it: hidden, merged, padded, half calculated."""

import io
import zipfile
from datetime import date, datetime, time

import pytest

from onward.engagements.lists import ListRefused
from tests.engagements.lists.build import codes, read, sheet, unpacked, values, workbook

HEADER = ["Pers.nr.", "Naam", "Functie", "Datum in dienst"]
ONE = [1, "Smit, Jan", "Monteur", date(2011, 12, 20)]


def test_numbers_keep_the_zeros_their_format_shows():
    reading = read(
        sheet(
            ["Pers.nr.", "Naam", "Telefoon", "Afdeling"],
            [42, "Smit, Jan", 612345678, 12.5],
            [43, "Maes, Els", "0612345679", True],
            [44.0, "Vos, Kim", 612345670, None],
            ["00045", "Bos, Bo", None, "Team 3"],
            formats={"A2": "00000", "A3": '"M"0000', "C2": "0000000000"},
        )
    )

    assert values(reading, "employee_number", "phone", "department") == [
        ("00042", "0612345678", "12.5"),
        ("M0043", "0612345679", "1"),
        ("44", "612345670", None),
        ("00045", None, "Team 3"),
    ]


def test_days_are_days_however_the_cell_holds_them():
    reading = read(
        sheet(
            ["Naam", "Datum in dienst", "Datum opzegging", "Datum uit dienst"],
            ["Smit, Jan", datetime.combine(date(2011, 12, 20), time(8, 30)), 45930, "31-3-2026"],
            ["Maes, Els", "20-12-2011", date(2025, 10, 1), "31 maart 2026"],
            formats={"B2": "dd mmmm yyyy hh:mm"},
        )
    )

    days = ("2011-12-20", "2025-09-30", "2026-03-31")
    assert values(reading, "hired_on", "notice_on", "last_day_on") == [
        days,
        ("2011-12-20", "2025-10-01", "2026-03-31"),
    ]


def test_a_workbook_that_counts_its_days_from_1904():
    content = sheet(["Naam", "Datum in dienst"], ["Smit, Jan", date(2011, 12, 20)])
    changed = unpacked(
        content,
        {"xl/workbook.xml": _part(content, "xl/workbook.xml").replace(b"<workbookPr ", b'<workbookPr date1904="1" ')},
    )

    assert read(changed).rows[0].hired_on == date(2015, 12, 21)


def test_hidden_columns_are_not_kept_and_useful_ones_are_said():
    reading = read(sheet([*HEADER, "Code 7"], [*ONE, "chronisch ziek"], hidden_columns=["C", "E"]))

    assert values(reading, "last_name", "job_title") == [("Smit", None)]
    assert reading.columns_not_kept == ("Functie", "Code 7")
    assert codes(reading) == [(None, "Functie", "hidden_column")]
    assert "chronisch" not in str(reading)


def test_a_hidden_column_is_read_when_somebody_says_so():
    reading = read(sheet(HEADER, ONE, hidden_columns=["C"]), columns={"Functie": "job_title"})

    assert values(reading, "job_title") == [("Monteur",)]


def test_hidden_rows_are_other_people_and_stay_unread():
    reading = read(
        sheet(HEADER, ONE, [2, "Maes, Els", "Inkoper", None], [3, "Vos, Kim", "Inkoper", None], hidden_rows=[3])
    )

    assert values(reading, "line", "last_name") == [(2, "Smit"), (4, "Vos")]
    assert [problem.message for problem in reading.problems] == ["Hidden rows were not read: 1, the first in line 3."]


def test_cells_merged_downwards_say_the_same_in_each_row():
    reading = read(
        sheet(
            ["Afdeling", "Naam", "Functie"],
            ["Inkoop", "Smit, Jan", "Monteur"],
            [None, "Maes, Els", "Inkoper"],
            ["Verkoop", "Vos, Kim", "Inkoper"],
            [None, "Bos, Bo", "Inkoper"],
            merged=["A2:A3"],
        )
    )

    assert values(reading, "department") == [("Inkoop",), ("Inkoop",), ("Verkoop",), (None,)]


def test_formulas_count_with_their_saved_result_only():
    content = sheet(HEADER, ["=1+1", "Smit, Jan", "Monteur", None], [7, "Maes, Els", "Inkoper", None])
    saved = (
        _part(content, "xl/worksheets/sheet1.xml")
        .replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>")
        .replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
    )

    assert codes(read(content)) == [(2, "Pers.nr.", "formula")]
    assert values(read(unpacked(content, {"xl/worksheets/sheet1.xml": saved})), "employee_number") == [("2",), ("7",)]


def test_the_sheet_that_says_who_leaves_is_read_and_the_other_is_said():
    reading = read(
        workbook(
            {
                "title": "Alle",
                "rows": [
                    ["Naam", "Functie", "Afdeling", "E-mail"],
                    ["Smit, Jan", "Monteur", "A", None],
                    ["Vos, Kim", "Chef", "A", None],
                ],
            },
            {"title": "Boventallig", "rows": [["Naam", "Datum uit dienst"], ["Smit, Jan", date(2026, 3, 31)]]},
        )
    )

    assert (reading.sheet, len(reading.rows)) == ("Boventallig", 1)
    assert [(problem.code, problem.values) for problem in reading.problems] == [("other_sheet", {"sheet": "Alle"})]


def test_hidden_sheets_are_not_read():
    people = {"title": "Lijst", "rows": [HEADER, ONE]}
    note = {"title": "Info", "rows": [["Zie het sociaal plan"]]}

    assert read(workbook(note, people)).sheet == "Lijst"
    with pytest.raises(ListRefused) as refusal:
        read(workbook(note, people | {"state": "veryHidden"}))
    assert (refusal.value.code, refusal.value.values) == ("hidden_sheet", {"sheet": "Lijst"})


def test_a_hidden_column_of_names_is_a_refusal():
    with pytest.raises(ListRefused) as refusal:
        read(sheet(HEADER, ONE, hidden_columns=["B"]))
    assert refusal.value.code == "hidden_names"


def _part(content: bytes, name: str) -> bytes:
    return zipfile.ZipFile(io.BytesIO(content)).read(name)


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PREFIXED = f"""<?xml version="1.0"?><x:worksheet xmlns:x="{MAIN}"><x:sheetData>
<x:row><x:c t="inlineStr"><x:is><x:t>Naam</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t>Functie</x:t></x:is></x:c>
<x:c t="inlineStr"><x:is><x:t>In dienst</x:t></x:is></x:c></x:row>
<x:row>
<x:c t="inlineStr"><x:is><x:r><x:t>Smit, </x:t></x:r><x:r><x:t>Jan</x:t></x:r>
<x:rPh><x:t>aloud</x:t></x:rPh></x:is></x:c>
<x:c t="str"><x:v>Mon_x000D_teur</x:v></x:c><x:c t="d"><x:v>2011-12-20T00:00:00</x:v></x:c></x:row>
<x:row>
<x:c t="inlineStr"><x:is><x:t>Vos, Kim</x:t></x:is></x:c>
<x:c t="e"><x:v>#N/A</x:v></x:c><x:c><x:v>40897</x:v></x:c></x:row>
</x:sheetData></x:worksheet>"""


def test_a_sheet_written_by_another_program_with_prefixes_and_no_references():
    reading = read(
        unpacked(
            sheet(HEADER),
            {"xl/worksheets/sheet1.xml": PREFIXED.encode(), "xl/styles.xml": None, "xl/sharedStrings.xml": None},
        )
    )

    assert values(reading, "line", "first_name", "last_name", "job_title", "hired_on") == [
        (2, "Jan", "Smit", "Mon teur", "2011-12-20"),
        (3, "Kim", "Vos", None, "2011-12-20"),
    ]


def test_filters_and_styles_that_stop_other_readers_do_not_matter():
    content = sheet(HEADER, ONE)
    body = _part(content, "xl/worksheets/sheet1.xml").replace(
        b"</sheetData>",
        b'</sheetData><autoFilter ref="A1:D2"><filterColumn colId="0"><customFilters><customFilter val="??"/>'
        b"</customFilters></filterColumn></autoFilter>",
    )
    styles = _part(content, "xl/styles.xml").replace(b"<fills", b"<nonsense/><fills")

    assert len(read(unpacked(content, {"xl/worksheets/sheet1.xml": body, "xl/styles.xml": styles})).rows) == 1


@pytest.mark.parametrize(
    "evil",
    [
        b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>',
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet/>',
        b"<worksheet><sheetData>",
        b"not xml",
        b'<worksheet><sheetData><row r="1"><c r="A1" s="x"><v>1</v></c></row></sheetData></worksheet>',
        b'<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>x</v></c></row></sheetData></worksheet>',
        b'<worksheet><cols><col min="a" hidden="1"/></cols></worksheet>',
    ],
)
def test_broken_or_hostile_parts_are_refused(evil):
    with pytest.raises(ListRefused) as refusal:
        read(unpacked(sheet(HEADER, ONE), {"xl/worksheets/sheet1.xml": evil}))
    assert refusal.value.code == "damaged"


def test_parts_that_are_missing_are_refused_or_done_without():
    content = sheet(HEADER, ONE)

    assert len(read(unpacked(content, {"xl/styles.xml": None, "docProps/core.xml": None})).rows) == 1
    for part, code in (("xl/workbook.xml", "damaged"), ("xl/worksheets/sheet1.xml", "empty")):
        with pytest.raises(ListRefused) as refusal:
            read(unpacked(content, {part: None}))
        assert refusal.value.code == code
