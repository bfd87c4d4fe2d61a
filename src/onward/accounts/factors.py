"""What a session has shown of its owner, read from the records that sign-in leaves in it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings

DEMO = "demo"
KNOWN_OR_RECEIVED = frozenset({"password", "code"})


def has_two_factors(records: Iterable[Mapping[str, Any]]) -> bool:
    """Whether two of knowledge, possession and body were shown.

    A passkey used alone was asked to verify its user (finger, face or PIN) and counts as two. A password, a code by
    mail or a code by SMS needs an app code, a recovery code or a security key beside it. Two of the first kind stay
    one.
    """
    kept = list(records)
    methods = {record.get("method") for record in kept}
    if DEMO in methods:
        return bool(settings.DEMO)  # a session of the demo opens nothing elsewhere
    strong = [record for record in kept if record.get("method") == "mfa"]
    if any(record.get("type") == "webauthn" and record.get("passwordless") for record in strong):
        return True
    return bool(strong) and bool(methods & KNOWN_OR_RECEIVED)
