"""Plain text: what can be read as text and holds nothing else; handed out as text, whatever stands in it."""

import codecs
import unicodedata

from onward.dialogue.safety.faults import BadFile, Fault

LINES = "\t\n\r\f"
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def clean_text(data: bytes) -> bytes:
    """The text in UTF-8. Raises BadFile for what is no text."""
    text = _decoded(data)
    if any(unicodedata.category(sign) == "Cc" and sign not in LINES for sign in text):
        raise BadFile(Fault.UNKNOWN)
    return text.encode()


def _decoded(data: bytes) -> str:
    encodings = [name for mark, name in MARKS if data.startswith(mark)] or ["utf-8", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadFile(Fault.UNKNOWN)
