"""Word, Excel, PowerPoint and OpenDocument: folders packed as ZIP. Opened up, counted, and searched for programs."""

import re
import zipfile
import zlib
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from onward.dialogue.enums import FileKind
from onward.dialogue.safety.faults import BadFile, Fault

TYPES = "[Content_Types].xml"
MAIN = {
    "wordprocessingml.document.main+xml": FileKind.WORD,
    "spreadsheetml.sheet.main+xml": FileKind.EXCEL,
    "presentationml.presentation.main+xml": FileKind.SLIDES,
}
OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": FileKind.OPEN_TEXT,
    b"application/vnd.oasis.opendocument.spreadsheet": FileKind.OPEN_SHEET,
}
MOST_PARTS = 3000
LARGEST_UNPACKED = 120 * 1024 * 1024
LARGEST_XML = 5 * 1024 * 1024
CHUNK = 1024 * 1024
END_RECORD, END_LENGTH = b"PK\x05\x06", 22

PROGRAM_TYPES = re.compile(r"macroEnabled|vbaProject|activeX|macrosheet|oleObject", re.IGNORECASE)
PROGRAM_NAMES = re.compile(
    r"vbaproject|vbadata|macrosheets/|dialogsheets/|activex/|oleobject|(^|/)basic/|(^|/)scripts/|^configurations2/.*\.js"
    r"|embeddings/(?!.*\.(xlsx|docx|pptx)$)",
    re.IGNORECASE,
)
# another computer that is asked for something as soon as the file is opened
FETCHED = ("/attachedtemplate", "/oleobject", "/frame", "/subdocument")
AWAY = re.compile(r"\s*(https?:|ftp:|\\\\|file:(/{4,}|//[^/]|\\\\))", re.IGNORECASE)


def office_kind(data: bytes) -> FileKind:
    """Which of the kinds it is. Raises BadFile for any other ZIP, for programs inside, and for bombs."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            _refuse_odd_packing(packed, data)
            _unpack_all(packed)
            names = packed.namelist()
            if any(PROGRAM_NAMES.search(name) for name in names):
                raise BadFile(Fault.PROGRAM_INSIDE)
            return _microsoft(packed) if TYPES in names else _open_document(packed)
    except (zipfile.BadZipFile, zlib.error, ParseError, DefusedXmlException) as broken:
        raise BadFile(Fault.DAMAGED) from broken
    except (NotImplementedError, RuntimeError, OSError, ValueError, KeyError, EOFError) as odd:
        raise BadFile(Fault.DAMAGED) from odd


def _refuse_odd_packing(packed: zipfile.ZipFile, data: bytes) -> None:
    """Nothing before, behind or beside the parts, no way out of the folder, no more than a document holds."""
    parts = packed.infolist()
    names = [part.filename for part in parts]
    if any(part.flag_bits & 0x1 for part in parts):
        raise BadFile(Fault.PASSWORD)
    starts_first = bool(parts) and min(part.header_offset for part in parts) == 0
    ends_last = data.rfind(END_RECORD) + END_LENGTH == len(data)
    odd_names = any(name.startswith("/") or "\\" in name or ".." in name.split("/") or ":" in name for name in names)
    doubled = len({name.lower() for name in names}) < len(names)
    too_much = len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED
    if not starts_first or not ends_last or odd_names or doubled or too_much:
        raise BadFile(Fault.DAMAGED)


def _unpack_all(packed: zipfile.ZipFile) -> None:
    """What a part says of its size and sum must be true; read in pieces, thrown away."""
    left = LARGEST_UNPACKED
    for part in packed.infolist():
        with packed.open(part) as content:
            while piece := content.read(CHUNK):
                left -= len(piece)
                if left < 0:
                    raise BadFile(Fault.DAMAGED)


def _microsoft(packed: zipfile.ZipFile) -> FileKind:
    types = [each.get("ContentType", "") for each in _xml(packed, TYPES)]
    if any(PROGRAM_TYPES.search(each) for each in types):
        raise BadFile(Fault.PROGRAM_INSIDE)
    for name in packed.namelist():
        if name.endswith(".rels") and any(_fetches(each) for each in _xml(packed, name)):
            raise BadFile(Fault.FETCHES)
    kinds = {kind for ending, kind in MAIN.items() if any(each.endswith(ending) for each in types)}
    if len(kinds) != 1:
        raise BadFile(Fault.UNKNOWN)
    return kinds.pop()


def _fetches(relation: Element) -> bool:
    kind, target = relation.get("Type", "").lower(), relation.get("Target", "")
    return relation.get("TargetMode") == "External" and kind.endswith(FETCHED) and bool(AWAY.match(target))


def _open_document(packed: zipfile.ZipFile) -> FileKind:
    first = packed.infolist()[0]
    if first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED or first.file_size > 100:
        raise BadFile(Fault.UNKNOWN)
    kind = OPEN_DOCUMENT.get(packed.read(first).strip())
    if kind is None:
        raise BadFile(Fault.UNKNOWN)
    return kind


def _xml(packed: zipfile.ZipFile, name: str) -> Element:
    if packed.getinfo(name).file_size > LARGEST_XML:
        raise BadFile(Fault.DAMAGED)
    return ElementTree.fromstring(packed.read(name), forbid_dtd=True)
