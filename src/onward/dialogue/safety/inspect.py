"""One file, looked at: what it is, whether it may be sent, and its cleaned content."""

import hashlib
from dataclasses import dataclass, field

from onward.dialogue.enums import LARGEST_FILE, FileKind
from onward.dialogue.safety.faults import BadFile, Fault
from onward.dialogue.safety.names import clean_name, ending_of
from onward.dialogue.safety.office import office_kind
from onward.dialogue.safety.pdf import refuse_bad_pdf
from onward.dialogue.safety.pictures import clean_picture
from onward.dialogue.safety.texts import clean_text

__all__ = ["BadFile", "CheckedFile", "Fault", "check_file"]

PDF, ZIP, OLD_OFFICE = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURES = {b"\xff\xd8\xff": FileKind.JPEG, b"\x89PNG\r\n\x1a\n": FileKind.PNG}
APPLE_PICTURES = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that may be sent. Made by `check_file` alone."""

    name: str
    kind: FileKind
    data: bytes = field(repr=False)

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def check_file(name: str, data: bytes) -> CheckedFile:
    """Raises BadFile. Pictures come back as new pictures, without what the camera wrote into them."""
    if not data:
        raise BadFile(Fault.EMPTY)
    if len(data) > LARGEST_FILE:
        raise BadFile(Fault.TOO_BIG)
    kind, clean = _looked_at(name, data)
    return CheckedFile(clean_name(name, kind), kind, clean)


def _looked_at(name: str, data: bytes) -> tuple[FileKind, bytes]:
    for start, kind in PICTURES.items():
        if data.startswith(start):
            return kind, clean_picture(data, kind)
    if data.startswith(PDF):
        refuse_bad_pdf(data)
        return FileKind.PDF, data
    if data.startswith(ZIP):
        return office_kind(data), data
    if data.startswith(OLD_OFFICE):
        raise BadFile(Fault.OLD_OFFICE)
    if data[4:8] == b"ftyp" and data[8:12] in APPLE_PICTURES:
        raise BadFile(Fault.HEIC)
    if ending_of(name) == "txt":
        return FileKind.TEXT, clean_text(data)
    raise BadFile(Fault.UNKNOWN)
