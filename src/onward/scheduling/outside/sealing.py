"""The address of a calendar opens the calendar, so it rests sealed, and is known again by a keyed hash."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.utils.crypto import salted_hmac

SALT = "onward.scheduling.outside"


class CannotOpen(Exception):
    """Sealed with another key than this installation has now."""


def seal(address: str) -> bytes:
    return _box().encrypt(address.encode())


def unseal(sealed: bytes | memoryview) -> str:
    """The address again. Raises CannotOpen."""
    try:
        return _box().decrypt(bytes(sealed)).decode()
    except InvalidToken as wrong:
        raise CannotOpen from wrong


def hash_of(address: str) -> str:
    return salted_hmac(SALT, address, algorithm="sha256").hexdigest()


def _box() -> Fernet:
    key = hashlib.sha256(f"{SALT}.seal:{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
