"""When two ways of writing a name mean the same name."""

import unicodedata
from collections.abc import Iterable

from onward.core.names import full_name

# letters that no accent can be taken from, as they are written where the keyboard lacks them
SPELLED_OUT = str.maketrans(
    {
        "æ": "ae",
        "ä": "ae",
        "œ": "oe",
        "ø": "oe",
        "ö": "oe",
        "å": "aa",
        "ü": "ue",
        "ß": "ss",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "þ": "th",
    }
)
# both spellings of one sound become the shorter one, so that "Soren", "Soeren" and "Søren" meet
SHORTENED = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a"))


def same_name(typed: str, first: str, prefix: str, last: str) -> bool:
    """Whether somebody who typed this meant this person: case, accents, spaces and signs do not count.

    The last name may come first, as in a list.
    """
    wanted = {folded(full_name(first, prefix, last)), folded(full_name("", prefix, last) + first)}
    return folded(typed) in wanted - {""}


def matching_key(first: str, last: str) -> str:
    """Equal for two rows that seem to name the same person."""
    return folded(f"{first} {last}")


def folded(text: str) -> str:
    """Lower-case letters and digits alone, without accents."""
    plain = unicodedata.normalize("NFC", text).casefold().translate(SPELLED_OUT)
    letters = (sign for sign in unicodedata.normalize("NFKD", plain) if sign.isalnum())
    found = "".join(letters)
    for long, short in SHORTENED:
        found = found.replace(long, short)
    return found


def is_in_domain(address: str, domains: Iterable[str]) -> bool:
    """Whether an e-mail address lies in one of these domains, or below one."""
    domain = address.rpartition("@")[2].lower().strip(".")
    return any(domain == own or domain.endswith(f".{own}") for own in (each.lower().lstrip("@") for each in domains))
