"""What one column name means, by the wordings of `wordings`."""

import re
from dataclasses import dataclass
from functools import lru_cache

from onward.engagements.lists.wordings.fields import (
    FIRST_LAST,
    LAST_FIRST,
    NOISE,
    QUALIFIERS,
    THIRD_PERSONS,
    WORDINGS,
    Wording,
)
from onward.engagements.lists.wordings.not_kept import NOT_KEPT
from onward.engagements.lists.words import compact, entries, fold, listed, spaced

NAMES = frozenset({"first_name", "last_name", "full_name"})
_REACHED = frozenset({"email", "phone"})

_STOP = frozenset(listed("d l s de du des la le les of the for af van het den det et en og und per pr pa a an au"))
_SAME = {
    **dict.fromkeys(listed("nummer number numero num nbr no nr numer"), "nr"),
    **dict.fromkeys(listed("dato datum date"), "date"),
    **dict.fromkeys(listed("mail email epost mejl mel"), "mail"),
}
_NUMBER_END = re.compile(r"(\w{3,})(?:nummer|number|numero|nbr|nr)")
_DATE_END = re.compile(r"(\w{3,}?)(?:dato|datum|date)")
_DATE_START = re.compile(r"(?:dato|datum|date)(\w{4,})")
_CAMEL = re.compile(r"(?<=[a-zæøåé])(?=[A-ZÆØÅ])")
_NUMBER_SIGN = re.compile(r"[#№]|\bn\s?[°º]", re.IGNORECASE)
_MAIL = re.compile(r"\be[\W_]*(?:mail|post)|\bmail(?=adr)")
_HALF = re.compile(r"\b(?:(for)|voor)-\s*(?:og|en|&)\s+(?=\w*na[vm])")
_OWNER = re.compile(
    r"\b(private?|prive|arbejds?|arbeids?|werk|work|jobb?|firma|home|hjemme)(?=e?mail|epost|tele|tlf|mobil|mobiel|phone|gsm)"
)
_BRACKETS = re.compile(r"[(\[{][^)\]}]*[)\]}]?")
_PARTS = re.compile(r"\s*[/|\n\\]\s*|\s+[-–]\s+")


_STRONG = 3


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column name can mean. More than one wording: the values of the column decide."""

    wordings: tuple[Wording, ...] = ()
    not_kept: bool = False
    last_name_first: bool | None = None
    work: bool = False

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(wording.field for wording in self.wordings)

    @property
    def is_sure(self) -> bool:
        """Whether the wording alone names a field, whatever the values are."""
        return any(not wording.shape for wording in self.wordings)

    @property
    def weight(self) -> int:
        """How much the name speaks for being a column name at all."""
        if self.wordings:
            return _STRONG if self.is_sure else 1
        return int(self.not_kept)


UNKNOWN = Meaning()
NEVER = Meaning(not_kept=True)


@lru_cache(maxsize=4_000)
def meaning(header: str) -> Meaning:
    """What a column name means: fields it can stand for, something never kept, or nothing we know."""
    if not header or len(header) > 150 or not re.search(r"[^\W\d_]|#", header):
        return UNKNOWN
    found = _whole(header)
    if found.weight < _STRONG and _is_never_kept(header):
        return NEVER
    if found is UNKNOWN and not _about_somebody_else(header):
        found = _by_parts(header)
    return found


def _whole(header: str) -> Meaning:
    words = _words(header)
    if (order := _ORDER.get(" ".join(words))) is not None:
        return Meaning((Wording("full_name", ""),), last_name_first=order)
    if known := _known(words) or _COMPACT.get(compact(header)):
        return Meaning(known)
    return _reached(words)


def _by_parts(header: str) -> Meaning:
    """The wording without its brackets, each half of a bilingual one, or what is left without idle words."""
    outside = _BRACKETS.sub(" ", header).strip()
    if outside and outside != header:
        inside = _ORDER.get(" ".join(_words(" ".join(_BRACKETS.findall(header)))))
        found = meaning(outside)
        if "full_name" in found.fields and inside is not None:
            return Meaning(found.wordings, last_name_first=inside)
        return _owned(header, found) if found.fields & _REACHED else found
    parts = [part for part in _PARTS.split(header) if part.strip()]
    if len(parts) > 1:
        meanings = [meaning(part) for part in parts]
        agreed = frozenset.intersection(*(each.fields for each in meanings))
        if agreed:
            return Meaning(tuple(wording for wording in meanings[0].wordings if wording.field in agreed))
        return UNKNOWN
    kept = [word for word in _words(header) if word not in _NOISE and not word.isdigit()]
    return Meaning(_known(kept)) if _known(kept) else _reached(kept)


def _owned(header: str, found: Meaning) -> Meaning:
    """An address or number whose owner stands in the brackets."""
    owned = _reached(_words(header))
    return owned if owned.wordings else found


def _reached(words: list[str]) -> Meaning:
    """An e-mail address or a phone with a word beside it that says whether it is private or at work."""
    rest = [word for word in words if word not in _OWNERS and word not in _NOISE and not word.isdigit()]
    known = tuple(wording for wording in _known(rest) if wording.field in _REACHED)
    owners = {_OWNERS[word] for word in words if word in _OWNERS}
    if not known or not owners:
        return UNKNOWN
    work = "private" not in owners
    shift = 5 if work else -1
    return Meaning(tuple(Wording(each.field, "", each.rank + shift) for each in known), work=work)


def _known(words: list[str]) -> tuple[Wording, ...]:
    return _BAGS.get(" ".join(sorted(words)), ())


def _words(header: str) -> list[str]:
    text = fold(_NUMBER_SIGN.sub(" nr ", _CAMEL.sub(" ", header)).replace("%", " pct "))
    text = _HALF.sub(lambda half: "fornavn " if half[1] else "voornam ", _MAIL.sub("mail ", _OWNER.sub(r"\1 ", text)))
    words: list[str] = []
    for word in re.findall(r"[^\W_]+", text):
        if match := _NUMBER_END.fullmatch(word):
            words += [_stem(match[1]), "nr"]
        elif match := _DATE_END.fullmatch(word):
            words += [_stem(match[1]), "date"]
        elif match := _DATE_START.fullmatch(word):
            words += ["date", _stem(match[1])]
        elif word not in _STOP:
            words.append(_SAME.get(word, _stem(word)))
    return words


def _stem(word: str) -> str:
    """Without the s of a genitive or plural: "ansættelses" and "ansættelse" are one."""
    return word[:-1] if len(word) > 4 and word.endswith("s") else word


def _is_never_kept(header: str) -> bool:
    return any(_NEVER.search(spaced(text.replace("%", " pct "))) for text in (_CAMEL.sub(" ", header), header))


def _about_somebody_else(header: str) -> bool:
    return any(word in _THIRD for word in spaced(_CAMEL.sub(" ", header)).split())


def _pattern(entry: str) -> str:
    words = [r"\w*".join(spaced(piece) for piece in word.split("*")) for word in entry.split()]
    return rf"\b{' '.join(words)}\b"


def _lookup(keys: dict[str, list[Wording]], key: str, wording: Wording) -> None:
    if wording not in keys.setdefault(key, []):
        keys[key].append(wording)


def _build() -> tuple[dict[str, tuple[Wording, ...]], dict[str, tuple[Wording, ...]]]:
    bags: dict[str, list[Wording]] = {}
    runs: dict[str, list[Wording]] = {}
    for table in WORDINGS:
        wording = Wording(table.field, "", table.rank, table.shape)
        for entry in entries(table.words):
            _lookup(bags, " ".join(sorted(_words(entry))), wording)
            _lookup(runs, compact(entry), wording)
    return {key: tuple(found) for key, found in bags.items()}, {key: tuple(found) for key, found in runs.items()}


_OWNERS = {word: owner for owner, words in QUALIFIERS.items() for each in words.split() for word in _words(each)}
_NOISE = frozenset(word for each in NOISE.split() for word in _words(each))
_THIRD = frozenset(spaced(THIRD_PERSONS).split())
_NEVER = re.compile("|".join(_pattern(entry) for table in NOT_KEPT.values() for entry in entries(table)))
_BAGS, _COMPACT = _build()
_ORDER = {" ".join(_words(entry)): True for entry in entries(LAST_FIRST)} | {
    " ".join(_words(entry)): False for entry in entries(FIRST_LAST)
}
