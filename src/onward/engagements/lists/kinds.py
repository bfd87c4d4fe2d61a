"""What kind of file arrived, by its content; the name is only a hint for the sentence of a refusal."""

import io
import zipfile
import zlib

from onward.engagements.lists import limits
from onward.engagements.lists.results import ListRefused, refused

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "pdf"),
    (b"{\\rtf", "word"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
)
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<table", b"<head", b"<meta", b"<workbook")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_STARTS = (b"\x09\x08\x10\x00", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00", b"\x09\x00\x04\x00")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_ENCRYPTED = 0x1
_LARGE_PART = 10 * 1024 * 1024

UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, LookupError, RuntimeError, OverflowError)
"""What Python raises over a broken archive or a broken part of it."""


def open_workbook(content: bytes) -> zipfile.ZipFile | None:
    """The workbook's archive, or None when the content is to be read as text. Anything else is refused."""
    if not content.strip():
        raise refused("empty")
    if len(content) > limits.BYTES:
        raise refused("too_large", limit=limits.BYTES // 1024 // 1024)
    if content.startswith(_ZIP):
        return _archive(content)
    _refuse_others(content)
    return None


def _refuse_others(content: bytes) -> None:
    if content.startswith(_OLE):
        raise refused("password" if "EncryptedPackage".encode("utf-16-le") in content else "old_excel")
    if content.startswith(_OLD_STARTS):
        raise refused("old_excel")
    for start, code in _STARTS:
        if content.startswith(start):
            raise refused(code)
    if content[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_MARKUP):
        raise refused("web_page")


def _archive(content: bytes) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        parts = archive.infolist()
    except UNREADABLE as error:
        raise refused("damaged") from error
    names = {part.filename.replace("\\", "/").lstrip("/").lower() for part in parts}
    if code := _other_document(names):
        raise refused(code)
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise refused("password")
    if problem := _bomb(parts):
        raise problem
    return archive


def _other_document(names: set[str]) -> str | None:
    """The code for an archive that is no workbook of the kind we read."""
    if "xl/workbook.bin" in names:
        return "binary_excel"
    if any(name.startswith("xl/") for name in names):
        return None
    if any(name.startswith("word/") for name in names):
        return "word"
    if any(name.startswith("ppt/") for name in names):
        return "presentation"
    if any(name.startswith("index/") or name == "index.zip" for name in names):
        return "numbers"
    if "mimetype" in names or "content.xml" in names:
        return "open_document"
    return "archive"


def _bomb(parts: list[zipfile.ZipInfo]) -> ListRefused | None:
    unpacked = sum(part.file_size for part in parts)
    swollen = any(
        part.file_size > _LARGE_PART and part.file_size > limits.UNPACKED_RATIO * max(part.compress_size, 1)
        for part in parts
    )
    if unpacked > limits.UNPACKED_BYTES or swollen or len(parts) > limits.PARTS:
        return refused("unpacks_too_large")
    return None
