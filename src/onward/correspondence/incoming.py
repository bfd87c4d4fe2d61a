"""Text messages that come in: what a reader must do, one for calls over the web, and one for a folder of files."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qsl

from django.conf import settings
from django.utils.module_loading import import_string

MOST_BYTES = 20_000
MOST_SIGNS = 1600  # ten text messages in one


class NotUnderstood(Exception):
    """What came is no text message. The text holds nothing of it."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """key: the gateway's own for this message, the same when it delivers twice. number: E.164."""

    key: str
    number: str
    text: str = field(repr=False)


class Reader(Protocol):
    """Understands how one gateway tells of a text message, or raises NotUnderstood."""

    def read(self, body: bytes, content_type: str) -> Incoming: ...


class PlainReader:
    """`id`, `from` and `text`, as JSON or as a form: most gateways can be set to call so."""

    def read(self, body: bytes, content_type: str) -> Incoming:
        if len(body) > MOST_BYTES:
            raise NotUnderstood
        return incoming_from(_fields(body, content_type))


def incoming_from(said: Mapping[str, object]) -> Incoming:
    """Raises NotUnderstood where key or number are missing."""
    key, number, text = (said.get(name) for name in ("id", "from", "text"))
    if not (isinstance(key, str | int) and isinstance(number, str) and isinstance(text, str)):
        raise NotUnderstood
    digits = re.sub(r"[^\d+]", "", number)
    whole = "+" + digits.removeprefix("+").removeprefix("00") if digits else ""
    if not 0 < len(str(key)) <= 100 or not re.fullmatch(r"\+\d{6,15}", whole):
        raise NotUnderstood
    return Incoming(str(key), whole, text.replace("\x00", "")[:MOST_SIGNS])


def reader() -> Reader:
    """The reader that settings name."""
    return import_string(settings.SMS_READER)()


def files_waiting() -> Iterator[tuple[Path, Incoming | None]]:
    """The files in `incoming` beside the outgoing messages, oldest first; None: no text message stands in it."""
    folder = Path(getattr(settings, "SMS_FOLDER", "") or settings.DATA / "sms") / "incoming"
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        try:
            yield path, incoming_from({"id": path.stem, **_fields(path.read_bytes(), "application/json")})
        except (NotUnderstood, OSError):
            yield path, None


def _fields(body: bytes, content_type: str) -> dict[str, object]:
    try:
        text = body.decode()
        found = json.loads(text) if "json" in content_type else dict(parse_qsl(text, max_num_fields=50))
    except (ValueError, RecursionError) as wrong:
        raise NotUnderstood from wrong
    if not isinstance(found, dict):
        raise NotUnderstood
    return found
