"""Text messages: what a gateway must do, and one that writes files, for a provider who has none yet."""

import json
import os
import uuid
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class NotSent(Exception):
    """The gateway did not take the message; it is tried again later. The text holds no number and no message."""


class Gateway(Protocol):
    """Takes one text message to a number in E.164, or raises NotSent."""

    def send(self, *, key: uuid.UUID, number: str, text: str) -> None: ...


class FileGateway:
    """One file per message in settings.SMS_FOLDER, readable by its owner alone, for another program to pick up."""

    def __init__(self):
        self.folder = Path(getattr(settings, "SMS_FOLDER", "") or settings.DATA / "sms")

    def send(self, *, key: uuid.UUID, number: str, text: str) -> None:
        """Write the message whole or not at all; a second try writes the same file."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        part, whole = self.folder / f".{key}.part", self.folder / f"{key}.json"
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            json.dump({"to": number, "text": text}, file, ensure_ascii=False)
        part.replace(whole)


def gateway() -> Gateway:
    """The gateway that settings name."""
    return import_string(settings.SMS_GATEWAY)()
