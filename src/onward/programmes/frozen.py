"""What the template of a programme said on the day it began. The row never changes, so a process keeps it."""

import uuid
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from onward.core.formats import base_language
from onward.programmes.models import Programme, TemplateCopy

FALLBACK = "en"
KEPT = 64  # templates as they were; a provider has a handful, and changes one now and then


def body_of(programme: Programme) -> Mapping[str, Any]:
    """The whole copy: its structure, and its words by language. Shared by all who ask: never to be changed."""
    return _body(programme.template_id)


def structure_of(programme: Programme) -> Mapping[str, Any]:
    """The language-neutral part."""
    return body_of(programme)["structure"]


def texts_of(programme: Programme, language: str) -> Mapping[str, Any]:
    """The words in this language."""
    texts = body_of(programme)["texts"]
    return texts.get(base_language(language), texts[FALLBACK])


def columns_of(structure: Mapping[str, Any]) -> dict[str, Any]:
    """What a programme has in its own row, so that neither dates nor lists read the copy."""
    return {
        "weeks": structure.get("weeks"),
        "periods": [[period["hours"], period["months"]] for period in structure.get("periods") or ()],
        "counts_from_agreed_day": structure["counts_from"] == "start_date",
        "rhythm_days": structure["rhythm_days"],
    }


@lru_cache(maxsize=KEPT)
def _body(key: uuid.UUID) -> Mapping[str, Any]:
    return TemplateCopy.objects.values_list("body", flat=True).get(pk=key)
