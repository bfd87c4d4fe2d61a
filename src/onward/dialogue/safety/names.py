"""Names of files: no way through folders, nothing hidden, and the ending that the content says."""

import re
import unicodedata

from onward.dialogue.enums import FileKind

LONGEST = 100
# what some system does not take in a name, or what reads as something else
FORBIDDEN = re.compile(r'[<>:"/\\|?*%;]+')
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
ENDINGS = {FileKind.JPEG: ("jpg", "jpeg")}
PLAIN_NAME = "file"


def clean_name(name: str, kind: FileKind) -> str:
    """ "..\\CV\\Mette Holm.exe", a PDF, becomes "Mette Holm.exe.pdf". Never empty, at most 100 characters."""
    last = re.split(r"[/\\]", name)[-1]
    spelt = unicodedata.normalize("NFC", last)
    # control and formatting signs go: some turn the reading direction, so that "exe.pdf" reads "fdp.exe"
    visible = "".join(sign for sign in spelt if unicodedata.category(sign)[0] not in "CZ" or sign == " ")
    plain = " ".join(FORBIDDEN.sub("-", visible).split()).strip(". -")
    stem = _without_ending(plain, kind)[: LONGEST - len(kind) - 1].rstrip(". ") or PLAIN_NAME
    if RESERVED.match(stem):
        stem = f"_{stem}"[: LONGEST - len(kind) - 1]
    return f"{stem}.{kind.value}"


def ending_of(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def _without_ending(name: str, kind: FileKind) -> str:
    stem, dot, ending = name.rpartition(".")
    return stem if dot and ending.lower() in ENDINGS.get(kind, (kind.value,)) else name
