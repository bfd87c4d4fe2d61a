"""Words that warn in what staff are about to put before a candidate: shown in their lines; one more tap keeps them."""

import hashlib
from collections.abc import Iterable

from django.utils import translation

from onward.counselling import guard


def warning_in(person, texts: Iterable[str], *, standing: Iterable[str] = (), is_draft: bool = False) -> dict:
    """Lines with words that warn, in the languages of both. person: the candidate.

    seen: which words, so that new ones warn again. standing: what can be read there already and warns no more.
    """
    language = translation.get_language()
    languages = {person.language, language}
    parts = guard.parts("\n".join(texts), languages, language)
    words = _words(parts)
    if words <= _words(guard.parts("\n".join(standing), languages, language)):
        parts, words = [], set()
    kinds = {part.title: part.why for part in parts if part.title}
    seen = hashlib.sha256(" ".join(sorted(words)).encode()).hexdigest()[:16] if words else ""
    return {"parts": parts, "kinds": kinds, "seen": seen, "is_draft": is_draft}


def is_seen(request, warning: dict) -> bool:
    """Nothing warns, or these very words have been shown and the button was pressed again."""
    return not warning["parts"] or request.POST.get("seen") == warning["seen"]


def words_in(values: dict) -> list[str]:
    """What was written into a form, without days and choices of its own kind."""
    return [value for value in values.values() if isinstance(value, str)]


def _words(parts: Iterable[guard.Part]) -> set[str]:
    return {guard.plain(part.text) for part in parts if part.title}
