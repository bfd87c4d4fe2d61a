"""The personal code: eight letters and digits that cannot be taken for one another, shown as HK4M-7RT2.

Only a keyed hash is looked up; a sealed copy rests until there is a newer code: the letter can be printed again.
"""

import base64
import hashlib
import secrets
import unicodedata

from cryptography.fernet import Fernet
from django.conf import settings
from django.utils.crypto import salted_hmac

# without B8 5S 0OQ 1IL 2Z UV, and without vowels: no code says a word
ALPHABET = "CDFGHJKMNPRTWXY34679"
LENGTH = 8
SALT = "onward.programmes.codes"


def new_code() -> str:
    """A code in its plain form, without the dash."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def shown(code: str) -> str:
    """As people read it."""
    return f"{code[:4]}-{code[4:]}"


def plain(written: str) -> str:
    """What somebody typed, without case, dash and spaces."""
    letters = unicodedata.normalize("NFKC", written[:100]).upper()
    return "".join(sign for sign in letters if sign.isascii() and sign.isalnum())


def start_address(code: str = "") -> str:
    """Where a code is typed; with the code it stands there already. Opening it uses nothing."""
    return f"{settings.SITE_ADDRESS}/start/{shown(code)}/" if code else f"{settings.SITE_ADDRESS}/start/"


def hash_of(written: str) -> str:
    """The keyed hash of a code as typed: costs the same for every code, right or wrong."""
    return salted_hmac(SALT, plain(written), algorithm="sha256").hexdigest()


def seal(code: str) -> str:
    """The code so that only this installation can read it again."""
    return _box().encrypt(code.encode()).decode()


def unseal(sealed: str) -> str:
    """Raises cryptography's InvalidToken for what this installation did not seal."""
    return _box().decrypt(sealed.encode()).decode()


def _box() -> Fernet:
    key = hashlib.sha256(f"{SALT}.seal:{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
