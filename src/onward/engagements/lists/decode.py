"""From bytes to text: which encoding a file was saved in, judged by its content."""

import codecs
import re

from onward.engagements.lists.results import refused

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_EIGHT_BITS = ("cp1252", "mac_roman", "cp850")
"""Windows, an old Mac, a DOS program: in this order when nothing speaks for a later one."""

_USUAL = frozenset("æøåÆØÅéèêëÉïöüçáóà")
_LETTERS = frozenset("æøåÆØÅéèêëÉÈÊËáàâäãÁÀÂÄíìîïÍÎÏóòôöõÓÒÔÖúùûüÚÙÛÜçÇñÑýÿÝßœŒðÐþÞšŠžŽ")
_SIGNS = frozenset("–—’‘“”„…€£§°·´«»ºª\u00a0½²³©®™•")
_BETWEEN_LETTERS = re.compile(r"(?<=[^\W\d_])[^\w\s.,;:/&()'’‘´`\-–|\"\t\u00a0·](?=[^\W\d_])")
_CAPITAL_INSIDE = re.compile(r"(?<=[a-z])[À-ÖØ-ÞŠŽŸ](?=[a-z])")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SAMPLE = 200_000


def decode(content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding. Content that is no text is refused."""
    text, encoding = _decoded(content)
    controls = len(_CONTROLS.findall(text))
    if controls * 100 > len(text) or text.count("\ufffd") * 10 > len(text):
        raise refused("binary")
    text = _CONTROLS.sub("", text).removeprefix("\ufeff")
    if not text.strip():
        raise refused("empty")
    return text, encoding


def _decoded(content: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace"), encoding
    if wide := _without_mark(content):
        return content.decode(wide, errors="replace"), wide
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        encoding = max(_EIGHT_BITS, key=lambda name: _likeness(content, name))
        return content.decode(encoding, errors="replace"), encoding


def _without_mark(content: bytes) -> str | None:
    """UTF-16 without its mark shows as a zero in every second byte of plain letters."""
    sample = content[:4000]
    pairs = max(len(sample) // 2, 1)
    high, low = sample[0::2].count(0), sample[1::2].count(0)
    if low > 0.4 * pairs and high < 0.05 * pairs:
        return "utf-16-le"
    if high > 0.4 * pairs and low < 0.05 * pairs:
        return "utf-16-be"
    return None


def _likeness(content: bytes, encoding: str) -> int:
    """How much the text reads like one of our languages: its letters count for, odd signs inside words against."""
    foreign = bytes(byte for byte in content[:_SAMPLE] if byte >= 0x80)
    letters = foreign.decode(encoding, errors="replace")
    text = content[:_SAMPLE].decode(encoding, errors="replace")
    usual = sum(letter in _USUAL for letter in letters)
    rare = sum(letter in _LETTERS for letter in letters) - usual
    odd = sum(letter not in _LETTERS and letter not in _SIGNS for letter in letters)
    inside = len(_BETWEEN_LETTERS.findall(text)) + len(_CAPITAL_INSIDE.findall(text))
    return 3 * usual + rare - 2 * odd - 4 * inside
