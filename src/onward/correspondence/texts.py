"""Words of a message: one template per kind, rendered in the language of whoever reads it.

A kind is `<app>.<name>`; its words are `<app>/messages/<name>.txt` (first line: the subject) and, for a text message,
`<app>/messages/<name>.sms.txt` (one paragraph). Greeting and signature come from here. A message says that there is
something, never what.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils.translation import override

from onward.core.context import provider

MAIL_FRAME = "correspondence/frame.txt"
SMS_FRAME = "correspondence/frame.sms.txt"


@dataclass(frozen=True, slots=True)
class Words:
    subject: str
    body: str


def mail_words(kind: str, language: str, context: Mapping[str, Any]) -> Words:
    """Subject and text of a mail. `first_name` in the context is greeted."""
    with override(language):
        subject, _, text = _rendered(_template(kind, "txt"), context).strip().partition("\n")
        return Words(subject.strip(), _rendered(MAIL_FRAME, {**context, "text": text.strip()}).strip() + "\n")


def sms_words(kind: str, language: str, context: Mapping[str, Any]) -> Words:
    """A text message; it has no subject."""
    with override(language):
        text = " ".join(_rendered(_template(kind, "sms.txt"), context).split())
        return Words("", _rendered(SMS_FRAME, {**context, "text": text}).strip())


def _template(kind: str, ending: str) -> str:
    app, _, name = kind.partition(".")
    return f"{app}/messages/{name}.{ending}"


def _rendered(name: str, context: Mapping[str, Any]) -> str:
    known = {"provider": provider(), "site": settings.SITE_ADDRESS}
    return get_template(name).template.render(Context({**known, **context}, autoescape=False))
