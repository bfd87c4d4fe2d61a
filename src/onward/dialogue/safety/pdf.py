"""PDF: whole, only a PDF, and without programs or other files inside."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from onward.dialogue.safety.faults import BadFile, Fault

END, NEAR_THE_END = b"%%EOF", 2048
# names may be written with #xx for any letter
PACKED = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
PROGRAMS = re.compile(rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia)\b")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
MOST_UNPACKED = 60 * 1024 * 1024


def refuse_bad_pdf(data: bytes) -> None:
    """Raises BadFile for half a PDF, for one that is something else as well, and for one that runs something."""
    if END not in data[-NEAR_THE_END:]:
        raise BadFile(Fault.DAMAGED)
    if zipfile.is_zipfile(BytesIO(data)):
        raise BadFile(Fault.PROGRAM_INSIDE)
    for part in (data, *_unpacked(data)):
        if PROGRAMS.search(ESCAPED.sub(_letter, part)):
            raise BadFile(Fault.PDF_PROGRAM)


def _letter(match: re.Match[bytes]) -> bytes:
    return bytes([int(match[1], 16)])


def _unpacked(data: bytes) -> Iterator[bytes]:
    """The object streams, where names can hide in packed form; never more than a fixed amount together."""
    left = MOST_UNPACKED
    for found in PACKED.finditer(data):
        unpack = zlib.decompressobj()
        try:
            part = unpack.decompress(data[found.end() :], left)
        except zlib.error:
            continue
        left -= len(part)
        if left <= 0:
            raise BadFile(Fault.DAMAGED)
        yield part
