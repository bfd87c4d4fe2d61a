"""The address of a feed: worked out from its key and generation, so it can be shown again and rests nowhere."""

import base64
import binascii
import uuid

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from onward.scheduling.models import CalendarFeed

SALT = "onward.scheduling.feed"
PROOF = 20  # bytes of the keyed hash: 160 bits


def token_of(feed: CalendarFeed) -> str:
    return base64.urlsafe_b64encode(feed.pk.bytes + _proof(feed)).decode()


def key_of(token: str) -> uuid.UUID | None:
    """Which feed a token speaks of, whether rightly or not."""
    try:
        raw = base64.b64decode(token, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    return uuid.UUID(bytes=raw[:16]) if len(raw) == 16 + PROOF else None


def is_right(token: str, feed: CalendarFeed) -> bool:
    return constant_time_compare(token, token_of(feed))


def address_of(feed: CalendarFeed) -> str:
    return settings.SITE_ADDRESS + reverse("scheduling:feed", args=[token_of(feed)])


def _proof(feed: CalendarFeed) -> bytes:
    return salted_hmac(SALT, f"{feed.pk}:{feed.generation}", algorithm="sha256").digest()[:PROOF]
