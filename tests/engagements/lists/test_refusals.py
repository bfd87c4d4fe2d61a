"""Files that cannot be read say what to do instead; nothing else is ever raised."""

import io
import random
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onward.engagements.lists import ListRefused, Reading, limits, read_list, render_problem
from onward.engagements.lists.messages import NOTICES, PROBLEMS, REFUSALS
from tests.engagements.lists.build import TODAY, delimited, lines, read, sheet, text_list

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def zipped(*names: str, content: bytes = b"x") -> bytes:
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return result.getvalue()


REFUSED = {
    "nothing": (b"", "empty"),
    "only spaces": (b"  \r\n\t ", "empty"),
    "only a byte order mark": ("\ufeff".encode("utf-16"), "empty"),
    "a workbook without content": (sheet(), "empty"),
    "old Excel": (OLE, "old_excel"),
    "very old Excel": (b"\x09\x08\x10\x00" + bytes(50), "old_excel"),
    "a password": (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "binary Excel": (zipped("[Content_Types].xml", "xl/workbook.bin"), "binary_excel"),
    "OpenDocument": (zipped("mimetype", "content.xml"), "open_document"),
    "Word": (zipped("[Content_Types].xml", "word/document.xml"), "word"),
    "rich text": (b"{\\rtf1 Navn}", "word"),
    "a presentation": (zipped("ppt/presentation.xml"), "presentation"),
    "Numbers": (zipped("Index/Document.iwa"), "numbers"),
    "PDF": (b"%PDF-1.7 Navn;Stilling", "pdf"),
    "a web page that calls itself Excel": (b"<html><table><tr><td>Navn</td></tr></table>", "web_page"),
    "XML": (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "web_page"),
    "a packed list": (zipped("liste.csv"), "archive"),
    "gzip": (b"\x1f\x8b\x08\x00abc", "archive"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "picture"),
    "noise": (bytes(range(256)) * 4, "binary"),
    "half a workbook": (sheet(["Navn"], ["Bo Lund"])[:900], "damaged"),
    "prose": (b"Dear colleagues,\nplease find attached the list.\n", "no_header"),
    "no header": (b"1;Bo Lund;Smed\n2;Eva Krogh;Maler\n", "no_header"),
    "a table about something else": (b"Company;Notice Date;City;Count\nNordstaal;1-1-2026;Odense;48\n", "no_names"),
    "a list without names": (b"Medarbejdernr;Stilling;Afdeling\n1;Smed;A\n", "no_names"),
    "only a header": (b"Navn;Stilling;Afdeling\n", "no_people"),
    "a header and a sum": (b"Navn;Stilling;Afdeling\nI alt;0;\n", "no_people"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "code"), REFUSED.values(), ids=REFUSED)
def test_refusals(content, code):
    with pytest.raises(ListRefused) as refusal:
        read(content)

    assert refusal.value.code == code
    assert refusal.value.message == REFUSALS[code] % refusal.value.values == str(refusal.value)


def test_a_file_that_is_too_large():
    with pytest.raises(ListRefused) as refusal:
        read(b"x" * (limits.BYTES + 1))
    assert (refusal.value.code, refusal.value.values) == ("too_large", {"limit": 10})


@pytest.mark.parametrize("build", [delimited, lambda rows: sheet(*rows)], ids=["text", "workbook"])
def test_five_thousand_rows_are_read_and_one_more_is_refused(build):
    rows = [
        ["Navn", "Medarbejdernr"],
        *([f"Lund, Bo {number:x}".replace("0", "g"), f"M{number}"] for number in range(limits.ROWS)),
    ]

    assert len(read(build(rows)).rows) == limits.ROWS
    with pytest.raises(ListRefused) as refusal:
        read(build([*rows, ["Lund, Eva", "M-1"]]))
    assert (refusal.value.code, refusal.value.values) == ("too_many_rows", {"limit": 5000})
    with pytest.raises(ListRefused) as refusal:
        read(build([*rows, *([f"Lund, Eva {number}", "M"] for number in range(2_000))]))
    assert refusal.value.code == "too_many_rows"


@pytest.mark.parametrize("build", [delimited, lambda rows: sheet(*rows)], ids=["text", "workbook"])
def test_two_hundred_columns_are_read_and_one_more_is_refused(build):
    header = ["Navn", *(f"Felt {number}" for number in range(limits.COLUMNS - 1))]
    row = ["Lund, Bo", *("x" for _ in range(limits.COLUMNS - 1))]

    assert len(read(build([header, row])).columns_unknown) == limits.COLUMNS - 1
    with pytest.raises(ListRefused) as refusal:
        read(build([[*header, "Felt"], [*row, "x"]]))
    assert (refusal.value.code, refusal.value.values) == ("too_many_columns", {"limit": 200})


def test_empty_columns_beyond_the_limit_do_not_count():
    assert len(lines("Navn;Stilling" + ";" * 400, "Bo Lund;Smed" + ";" * 400).rows) == 1


def test_a_cell_longer_than_a_spreadsheet_allows():
    with pytest.raises(ListRefused) as refusal:
        lines("Navn;Stilling", f"Bo Lund;{'x' * 40_000}")
    assert (refusal.value.code, refusal.value.values["line"]) == ("too_long_cell", 2)


def test_a_text_too_long_to_keep_is_left_out():
    reading = lines("Navn;Stilling", f"Bo Lund;{'x' * 300}")

    assert (reading.rows[0].job_title, reading.problems[0].code) == (None, "too_long")


@pytest.mark.parametrize("size", [30, 200], ids=["swollen", "larger than all"])
def test_a_bomb_is_refused_before_it_is_unpacked(size):
    bomb = zipped("xl/workbook.xml", "xl/worksheets/sheet1.xml", content=b" " * (size * 1024 * 1024 // 2))
    assert len(bomb) < 1024 * 1024

    with pytest.raises(ListRefused) as refusal:
        read(bomb)
    assert refusal.value.code == "unpacks_too_large"


def test_an_encrypted_archive_asks_for_one_without_a_password():
    content = bytearray(zipped("xl/workbook.xml"))
    place = content.rindex(b"PK\x01\x02")
    content[place + 8] |= 1

    with pytest.raises(ListRefused) as refusal:
        read(bytes(content))
    assert refusal.value.code == "password"


@pytest.mark.parametrize("field", ["name", "line", ""])
def test_a_mapping_to_no_field_is_a_mistake_of_the_caller(field):
    with pytest.raises(ValueError, match="cannot be mapped"):
        lines("Navn", "Bo Lund", columns={"Navn": field})


def test_every_sentence_can_be_said_in_english_and_on_a_page():
    reading = lines("Navn;Ansat dato", "Bo Lund;31-02-2020", "Ib;x")

    assert [render_problem(problem) for problem in reading.problems] == [
        problem.message for problem in reading.problems
    ]
    assert PROBLEMS.keys() > NOTICES
    assert not any("!" in text for text in [*REFUSALS.values(), *PROBLEMS.values()])


GOOD = (
    text_list(
        "Nr;Navn;Ansat dato;E-mail", "7;Lund, Bo;31-02-2020;bo@example.dk", "8;Krogh, Eva;1.1.20;", encoding="cp1252"
    ),
    text_list("Nr\tNavn\tAnsat dato", "7\tLund, Bo\t1 mrt 2020", encoding="utf-16"),
    sheet(
        ["Nr", "Navn", "Ansat dato"],
        [7, "Lund, Bo", TODAY],
        [8, "Krogh, Eva", "x"],
        merged=["A2:A3"],
        hidden_columns=["A"],
    ),
)


def answer(content: bytes) -> Reading | ListRefused:
    try:
        return read_list(content, "list", on=TODAY)
    except ListRefused as refusal:
        return refusal


@settings(max_examples=300)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content):
    assert isinstance(answer(content), Reading | ListRefused)


@settings(max_examples=200)
@given(st.text(max_size=300), st.sampled_from(["utf-8", "utf-16", "utf-16-be", "utf-32"]))
def test_any_text_below_a_header_is_read_or_refused(text, encoding):
    content = f"Navn;Medarbejdernr;Ansat dato;E-mail;Mobil\nLund, Bo;1;1.1.2020;bo@example.dk;12345678\n{text}"

    assert isinstance(answer(content.encode(encoding, errors="replace")), Reading | ListRefused)


@settings(max_examples=400)
@given(st.sampled_from(GOOD), st.randoms(use_true_random=False))
def test_a_list_that_was_damaged_on_the_way_is_read_or_refused(content, chance):
    damaged = damage(content, chance) if content[:2] != b"PK" else damage_part(content, chance)

    assert isinstance(answer(damaged), Reading | ListRefused)


def damage(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(changed))
        match chance.randrange(3):
            case 0:
                changed[place] = chance.randrange(256)
            case 1:
                del changed[place : place + chance.randint(1, 20)]
            case _:
                changed[place:place] = changed[: chance.randint(1, 40)]
        changed = changed or bytearray(b"x")
    return bytes(changed)


def damage_part(content: bytes, chance: random.Random) -> bytes:
    """A workbook whose archive is whole and one of whose parts is not."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(result, "w") as new:
        victim = chance.choice(old.namelist())
        for name in old.namelist():
            new.writestr(name, damage(old.read(name), chance) if name == victim else old.read(name))
    return result.getvalue()
