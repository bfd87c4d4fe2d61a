"""E-mail addresses, phone numbers and employee numbers, as they were meant."""

import re
from collections.abc import Collection
from dataclasses import dataclass

_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]|/\\]+@[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)+")
_BETWEEN = re.compile(r"[\s,;|/<>()\[\]\"]+|mailto:", re.IGNORECASE)
_ROUNDED = re.compile(r"\d+[.,]\d+E\+\d+", re.IGNORECASE)
_WORDS = re.compile(r"\([^)\d]*\)|[^\W\d_]{2,}[.:]?|:")
_NUMBERS = re.compile(r"\s+(?:/|;|\||,|og|eller|of|en|ou|et|or|and)\s+|[;|\n]|,\s*(?=[+\d(])", re.IGNORECASE)
_WHOLE = re.compile(r"(\d+)[.,]0+")


@dataclass(frozen=True, slots=True)
class Read:
    """A value, or none, and the codes of what there is to say about it."""

    value: str | None = None
    problems: tuple[str, ...] = ()


def read_email(text: str, own_domains: Collection[str] = ()) -> Read:
    """The first usable address in small letters; one outside the employer's own domains goes first."""
    pieces = [piece.strip(".'`") for piece in _BETWEEN.split(text) if piece]
    found = list(dict.fromkeys(piece.lower() for piece in pieces if _is_address(piece)))
    if not found:
        return Read(problems=("email",))
    found.sort(key=lambda address: is_at_work(address, own_domains))
    return Read(found[0], ("more_emails",) if len(found) > 1 else ())


def _is_address(text: str) -> bool:
    local = text.partition("@")[0]
    return len(text) <= 254 and bool(_ADDRESS.fullmatch(text)) and ".." not in text and not local.startswith(".")


def is_at_work(email: str, own_domains: Collection[str]) -> bool:
    """Whether the address lies in one of the employer's own domains, or below one of them."""
    domain = email.rpartition("@")[2]
    own = [each.strip().lower().lstrip("@.") for each in own_domains if each.strip()]
    return any(domain == each or domain.endswith(f".{each}") for each in own)


def read_phone(text: str) -> Read:
    """The number as written, without words around it. Nothing is added: a lost zero stays lost."""
    if _ROUNDED.fullmatch(text):
        return Read(problems=("phone_rounded",))
    first, *more = [piece for piece in _NUMBERS.split(text) if piece and any(map(str.isdigit, piece))] or [""]
    number = " ".join(_WORDS.sub(" ", first).strip(" .,:;-/'").split())
    number = _WHOLE.sub(r"\1", number) if _WHOLE.fullmatch(number) else number
    digits = sum(letter.isdigit() for letter in number)
    if not 5 <= digits <= 16 or any(letter.isalpha() for letter in number):
        return Read(problems=("phone",))
    return Read(number, ("more_phones",) if more else ())


def read_number(text: str) -> Read:
    """An employee number: leading zeros stay, the decimals a spreadsheet added go."""
    if _ROUNDED.fullmatch(text):
        return Read(problems=("number_rounded",))
    return Read(_WHOLE.sub(r"\1", text) if _WHOLE.fullmatch(text) else text)
