"""Words about health, faith, union and the like in a text that is to be shared.

Pure and local: no service is asked, nothing is kept or logged, and no text makes it fail. It warns and never blocks.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from onward.core import content
from onward.core.content_schema import Sensitive
from onward.core.formats import base_language

LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "đ": "d", "ł": "l"})

Test = Callable[[str], bool]
Phrase = tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Where a word stands in the text, and which kind of word it is (a key of the content)."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Word:
    start: int
    end: int
    plain: str


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text as a page shows it; `title` and `why` are empty where nothing is the matter."""

    text: str
    title: str = ""
    why: str = ""


def find(text: str, languages: Iterable[str]) -> list[Found]:
    """Every word that warns in one of these languages, in the order of the text; each stretch once."""
    words = list(_words(text))
    found: dict[int, Found] = {}
    lists = [_lists(language) for language in sorted({base_language(code) for code in languages})]
    innocent = set().union(*(_covered(words, each.innocent) for each in lists))
    for each in lists:
        for kind, phrases in each.kinds:
            for first, last in _hits(words, phrases):
                here = Found(words[first].start, words[last].end, kind)
                if not innocent.issuperset(range(first, last + 1)):
                    found[first] = max(found.get(first, here), here, key=lambda one: one.end)
    return _apart(sorted(found.values(), key=lambda each: (each.start, -each.end)))


def parts(text: str, languages: Iterable[str], language: str) -> list[Part]:
    """The lines of a text in which something was found, cut up so that a page can mark it. language: the reader's."""
    kinds = content.sensitive(language).kinds
    shown: list[Part] = []
    finds, begin = find(text, languages), 0
    for line in text.splitlines(keepends=True):
        end, at = begin + len(line), begin
        here = [each for each in finds if begin <= each.start < end]
        for each in here:
            stop = min(each.end, end)
            shown += [Part(text[at : each.start]), Part(text[each.start : stop], *_said(kinds, each.kind))]
            at = stop
        if here:
            shown.append(Part(text[at:end].rstrip() + "\n"))
        begin = end
    return [part for part in shown if part.text]


def _said(kinds: dict, kind: str) -> tuple[str, str]:
    return kinds[kind].title, kinds[kind].why


def _apart(found: list[Found]) -> list[Found]:
    """What overlaps is one find, of the kind that begins first."""
    kept: list[Found] = []
    for each in found:
        if kept and each.start < kept[-1].end:
            kept[-1] = Found(kept[-1].start, max(kept[-1].end, each.end), kept[-1].kind)
        else:
            kept.append(each)
    return kept


# Words as they are compared ---------------------------------------------------------------------------------------


def _words(text: str) -> Iterator[Word]:
    """Stretches of letters; marks and invisible signs inside them (a soft hyphen) do not end a word."""
    start = None
    for index, sign in enumerate(text):
        category = unicodedata.category(sign)
        if category[0] == "L":
            start = index if start is None else start
        elif start is not None and category[0] != "M" and category != "Cf":
            yield Word(start, index, plain(text[start:index]))
            start = None
    if start is not None:
        yield Word(start, len(text), plain(text[start:]))


def plain(word: str) -> str:
    """Small letters without diacritics, so that KRÆFT, kræft and its decomposed spellings are one word."""
    folded = unicodedata.normalize("NFKD", word.casefold())
    kept = "".join(sign for sign in folded if unicodedata.category(sign)[0] == "L")
    return kept.casefold().translate(LETTERS)


# Patterns ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Lists:
    kinds: tuple[tuple[str, tuple[Phrase, ...]], ...]
    innocent: tuple[Phrase, ...]


@cache
def _lists(language: str) -> _Lists:
    said: Sensitive = content.sensitive(language)
    kinds = tuple((key, _phrases(kind.words)) for key, kind in said.kinds.items())
    return _Lists(kinds, _phrases(said.innocent))


def _phrases(entries: Iterable[str]) -> tuple[Phrase, ...]:
    """Single words are put into one test, which is quick; the rest is tested word after word."""
    split = [tuple(_patterns(entry)) for entry in entries]
    single = _any_of([each[0] for each in split if len(each) == 1])
    return ((single,), *(tuple(_any_of([pattern]) for pattern in each) for each in split if len(each) > 1))


def _patterns(entry: str) -> Iterator[str]:
    """The words of an entry, folded, each with its stars."""
    for written in entry.split():
        words = [word.plain for word in _words(written)]
        for place, word in enumerate(words):
            before = "*" if place == 0 and written.startswith("*") else ""
            after = "*" if place == len(words) - 1 and written.endswith("*") else ""
            yield f"{before}{word}{after}"


def _any_of(patterns: list[str]) -> Test:
    inside = tuple(each.strip("*") for each in patterns if each.startswith("*") and each.endswith("*"))
    begins = tuple(each[:-1] for each in patterns if each.endswith("*") and not each.startswith("*"))
    ends = tuple(each[1:] for each in patterns if each.startswith("*") and not each.endswith("*"))
    whole = frozenset(each for each in patterns if "*" not in each)

    def matches(word: str) -> bool:
        return word in whole or word.startswith(begins) or word.endswith(ends) or any(part in word for part in inside)

    return matches


def _hits(words: list[Word], phrases: Iterable[Phrase]) -> Iterator[tuple[int, int]]:
    """First and last word of each match."""
    for index in range(len(words)):
        for phrase in phrases:
            last = index + len(phrase)
            if last <= len(words) and all(
                test(word.plain) for test, word in zip(phrase, words[index:last], strict=True)
            ):
                yield index, last - 1


def _covered(words: list[Word], phrases: Iterable[Phrase]) -> set[int]:
    return {place for first, last in _hits(words, phrases) for place in range(first, last + 1)}
