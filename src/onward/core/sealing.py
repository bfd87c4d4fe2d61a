"""Sealing files that rest in the database: AES-GCM with a key of its own for every file and purpose."""

import os
import uuid
from collections.abc import Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE = 12


class CannotOpen(Exception):
    """Sealed as something else, changed since, or with a key this installation does not have."""


def seal(data: bytes, *, file: uuid.UUID, purpose: bytes) -> bytes:
    """Encrypted; opens only as the same file for the same purpose, on this installation."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(_key(settings.SECRET_KEY, file, purpose)).encrypt(nonce, data, file.bytes)


def unseal(sealed: bytes, *, file: uuid.UUID, purpose: bytes) -> bytes:
    """What was sealed, also under an earlier key of the installation. Raises CannotOpen."""
    for secret in _secrets():
        try:
            return AESGCM(_key(secret, file, purpose)).decrypt(sealed[:NONCE], sealed[NONCE:], file.bytes)
        except InvalidTag:
            continue
    raise CannotOpen


def _secrets() -> Iterator[str]:
    yield settings.SECRET_KEY
    yield from settings.SECRET_KEY_FALLBACKS


def _key(secret: str, file: uuid.UUID, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=file.bytes, info=purpose).derive(secret.encode())
