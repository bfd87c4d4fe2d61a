"""Sealing the content of files that go with messages."""

import uuid

from onward.core import sealing
from onward.core.sealing import CannotOpen

__all__ = ["CannotOpen", "seal", "unseal"]

PURPOSE = b"onward file of a message"


def seal(data: bytes, *, file: uuid.UUID) -> bytes:
    """Encrypted; opens only as the same file, on this installation."""
    return sealing.seal(data, file=file, purpose=PURPOSE)


def unseal(sealed: bytes, *, file: uuid.UUID) -> bytes:
    """What was sealed, also under an earlier key of the installation. Raises CannotOpen."""
    return sealing.unseal(sealed, file=file, purpose=PURPOSE)
