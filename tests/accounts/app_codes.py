"""What an app on a phone shows."""

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time


def shown_now(secret: str) -> str:
    """The code of this half minute: the oldest that is taken would run out while a test is under way."""
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))
