"""Names of people: divided where they must be, never changed."""

import re
from dataclasses import dataclass

from onward.engagements.lists.wordings.leave_out import SALUTATIONS
from onward.engagements.lists.wordings.particles import PARTICLES, STARTERS
from onward.engagements.lists.words import spaced

_BRACKETS = re.compile(r"\s*[(\[]([^)\]]*)[)\]]\s*")
_POINTED = re.compile(r"<[^>]*>")
_ROLE = re.compile(r"([^,]*[^,\s]\s[^,]*),\s*(?!\S*['’‘`])([^\W\dA-ZÆØÅ_][^,]*)")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.[\s-]?)+|[A-ZÆØÅ]{1,3}")
_ONLY_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+")
_GARBLED = re.compile(
    r"\ufffd|[ÃÂ][\u0080-\u00bf\u0152\u0153\u0178\u2018-\u201e\u2020-\u2026\u2030\u20ac\u2122]|[^\W\d_]\?[^\W\d_]"
)
_SALUTATIONS = frozenset(SALUTATIONS.split())


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its parts. `last` is whole, `prefix` the part of it that stands before; `notes` are problem codes."""

    first: str | None = None
    prefix: str | None = None
    last: str | None = None
    notes: tuple[str, ...] = ()


def is_name(text: str) -> bool:
    """A name has at least one letter. "48" and "—" are none."""
    return any(letter.isalpha() for letter in text)


def is_garbled(text: str) -> bool:
    return bool(_GARBLED.search(text))


def is_salutation(text: str) -> bool:
    return all(word.casefold() in _SALUTATIONS or word in {"M", "M."} for word in text.replace("/", " ").split())


def last_name(text: str, prefix: str = "") -> tuple[str | None, str | None]:
    """The whole last name and its prefix, from the column of last names and perhaps one of prefixes."""
    text = _in_front(_behind_comma(text))
    if not text:
        return None, None
    own, rest = split_prefix(text)
    if not prefix:
        return text, own
    same = spaced(own or _leading_particles(text)) == spaced(prefix)
    if same:
        return text, prefix if own is None else own
    return (text, own) if own and spaced(own).endswith(spaced(prefix)) else (f"{prefix} {text}", prefix)


def split_prefix(last: str) -> tuple[str | None, str]:
    """ "van den Berg" is "van den" and "Berg"; a capital makes the particle part of the name (Van den Berg)."""
    words = last.split()
    count = 0
    while count < len(words) - 1 and _is_particle(words[count]):
        count += 1
    return (" ".join(words[:count]) or None), " ".join(words[count:])


def whole_name(text: str, *, last_first: bool | None = None) -> Name:
    """One column with the whole name. A comma, capitals or the particles tell where it divides; else it is a guess."""
    text, called, notes = without_brackets(_POINTED.sub(" ", text).strip())
    if (match := _ROLE.fullmatch(text)) and not _is_particle(match[2].split()[0]):
        text, notes = match[1], (*notes, "name_remark")
    if "," in text:
        return _at_comma(text, called, notes)
    words = _without_salutation(text.split())
    if not words:
        return Name(notes=notes)
    if len(words) == 1:
        return Name(last=words[0], notes=(*notes, "one_name"))
    count, sure = _first_names(words) if not last_first else (0, True)
    if last_first:
        behind = _last_names(words)
        first, last, sure = words[behind:], words[:behind], behind == len(words) - 1
    elif count < 0:
        first, last = words[-count:], words[:-count]
    else:
        first, last = words[:count], words[count:]
    notes = notes if sure else (*notes, "name_guess")
    whole, prefix = last_name(" ".join(last))
    return Name(called or " ".join(first) or None, prefix, whole, notes)


def _at_comma(text: str, called: str | None, notes: tuple[str, ...]) -> Name:
    """ "Berg, Maaike van den", "van den Berg, Maaike", "Berg, van den, Maaike"."""
    pieces = [" ".join(_without_salutation(piece.split())) for piece in text.split(",")]
    pieces = [piece for piece in pieces if piece]
    if not pieces:
        return Name(notes=notes)
    last, *rest = pieces
    middle = [piece for piece in rest if all(_is_particle(word) for word in piece.split())]
    first = " ".join(piece for piece in rest if piece not in middle).split()
    tail: list[str] = []
    while len(first) > 1 and _is_particle(first[-1]):
        tail.insert(0, first.pop())
    prefix = " ".join([*middle, *tail])
    whole, found = last_name(last, prefix)
    if not first and not called:
        notes = (*notes, "one_name")
    return Name(called or " ".join(first) or None, found, whole, notes)


def _first_names(words: list[str]) -> tuple[int, bool]:
    """How many words are first names; negative: how many stand last as the last name does first (DUPONT Jean)."""
    shouted = [_is_shouted(word) for word in words]
    if any(shouted) and not all(shouted):
        run = shouted.index(False)
        if run and not any(shouted[run:]):
            return -run, True
        start = shouted.index(True)
        if start and all(shouted[start:]):
            return _back_to_particles(words, start), True
    initials = next((count for count, word in enumerate(words) if not _ONLY_INITIALS.fullmatch(word)), 0)
    if initials:
        return initials, True
    for index in range(1, len(words) - 1):
        if _is_particle(words[index]) and words[index].casefold() in STARTERS:
            return index, index == 1
    return len(words) - 1, len(words) == 2


def _last_names(words: list[str]) -> int:
    """How many words from the front are the last name, when it stands first without a comma."""
    count = 0
    while count < len(words) - 2 and words[count].casefold() in PARTICLES:
        count += 1
    shouted = 0
    while shouted < len(words) - 1 and _is_shouted(words[shouted]):
        shouted += 1
    if shouted < len(words) and any(not _is_shouted(word) for word in words):
        count = max(count + 1, shouted)
        return min(count, len(words) - 1)
    return min(count + 1, len(words) - 1)


def _back_to_particles(words: list[str], start: int) -> int:
    while start > 1 and _is_particle(words[start - 1]):
        start -= 1
    return start


def _is_shouted(word: str) -> bool:
    letters = [letter for letter in word if letter.isalpha()]
    return len(letters) > 1 and word.isupper() and "." not in word


def _is_particle(word: str) -> bool:
    return word == word.lower() and word.replace("’", "'") in PARTICLES or word in PARTICLES


def _leading_particles(text: str) -> str:
    words = text.split()
    count = 0
    while count < len(words) - 1 and words[count].casefold() in PARTICLES:
        count += 1
    return " ".join(words[:count])


def _behind_comma(text: str) -> str:
    """A last name written "Berg, van den" in its own column."""
    name, comma, rest = text.partition(",")
    words = rest.split()
    if comma and words and all(_is_particle(word) for word in words):
        return f"{' '.join(words)} {name.strip()}"
    return text.strip(" ,;")


def without_brackets(text: str) -> tuple[str, str | None, tuple[str, ...]]:
    """ "J.P. (Jan)" names what the person is called. Anything else in brackets is a remark and goes."""
    match = _BRACKETS.search(text)
    if match is None:
        return text, None, ()
    inside, outside = match[1].strip(), _BRACKETS.sub(" ", text).strip(" ,")
    if inside and all(_is_particle(word) for word in inside.split()):
        before, _, behind = ("", "", outside) if "," in outside else outside.rpartition(" ")
        return f"{before} {inside} {behind}".strip(), None, ()
    first = (outside.rpartition(",")[2].split() or [""])[0]
    if inside.isalpha() and inside.istitle() and _INITIALS.fullmatch(first):
        return outside, inside, ()
    return outside, None, ("name_remark",)


def _in_front(text: str) -> str:
    """ "Berg van den" is the particle put behind to sort by."""
    words = text.split()
    count = len(words)
    while count > 1 and _is_particle(words[count - 1]):
        count -= 1
    return " ".join(words[count:] + words[:count])


def _without_salutation(words: list[str]) -> list[str]:
    if [word.casefold() for word in words[:2]] == ["de", "heer"]:
        words = words[2:]
    while len(words) > 1 and words[0].casefold() in _SALUTATIONS:
        words = words[1:]
    return words
