"""Sealing what rests for minutes only, for one person: AES-GCM with a key of its own for every draft."""

import os
import uuid
import zlib

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE = 12
PURPOSE = b"onward list draft "


class CannotOpen(Exception):
    """Sealed for somebody else, for another draft, or with another key of the installation."""


def seal(data: bytes, *, draft: uuid.UUID, person: uuid.UUID) -> bytes:
    """Packed and encrypted; opens only with the same draft and person, on this installation."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(_key(draft, person)).encrypt(nonce, zlib.compress(data, 1), draft.bytes)


def unseal(sealed: bytes, *, draft: uuid.UUID, person: uuid.UUID) -> bytes:
    """What was sealed. Raises CannotOpen."""
    try:
        return zlib.decompress(AESGCM(_key(draft, person)).decrypt(sealed[:NONCE], sealed[NONCE:], draft.bytes))
    except InvalidTag as wrong:
        raise CannotOpen from wrong


def _key(draft: uuid.UUID, person: uuid.UUID) -> bytes:
    made = HKDF(algorithm=SHA256(), length=32, salt=draft.bytes, info=PURPOSE + person.bytes)
    return made.derive(settings.SECRET_KEY.encode())
