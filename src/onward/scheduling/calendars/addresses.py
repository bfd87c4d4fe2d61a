"""The address of an outside calendar: what may be one, and how much of it is shown."""

from urllib.parse import SplitResult, urlsplit, urlunsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

LONGEST = 2_000


class BadAddress(ValueError):
    """What somebody gave is no address of a calendar; the message says what to do."""


def tidy(written: str) -> str:
    """The address as it is fetched: https, but for the hosts that the installation names. Raises BadAddress."""
    text = written.strip()
    if text.startswith("<") and text.endswith(">"):
        text = text[1:-1].strip()
    try:
        parts = urlsplit(text)
        host, port = (parts.hostname or "").rstrip("."), parts.port
        host.encode("idna")
    except ValueError as wrong:
        raise BadAddress(_("This is not an address. Copy it whole, from https:// to the end.")) from wrong
    scheme = {"webcal": "https", "webcals": "https", "http": "https"}.get(parts.scheme, parts.scheme)
    if scheme != "https" or not host or len(text) > LONGEST or any(not sign.isprintable() for sign in text):
        raise BadAddress(_("The address begins with https:// or webcal://. Copy it whole from the other calendar."))
    if " " in text:
        raise BadAddress(_("There is a space in the address. Copy it once more, without what stands around it."))
    if parts.username is not None or parts.password is not None:
        raise BadAddress(_("Leave name and password out of the address; take the secret address of the calendar."))
    if is_named(host):
        scheme = "http" if parts.scheme == "http" else "https"
    elif port not in {None, 80, 443} and (port or 0) < 1024:
        raise BadAddress(_("Calendars are not read at this port. Leave out the number after the colon."))
    where = f"[{host}]" if ":" in host else host
    if port not in {None, 80 if parts.scheme in {"http", "webcal"} else 443}:
        where += f":{port}"
    return urlunsplit(SplitResult(scheme, where, parts.path or "/", parts.query, ""))


def is_named(host: str) -> bool:
    """Whether the installation allows this host although it lies in its own network."""
    return host.lower() in settings.CALENDAR_HOSTS


def shortened(address: str) -> str:
    """So much that its owner knows it again, and nobody can use it: the host and the last four signs."""
    host = urlsplit(address).hostname or ""
    return f"{host}/…{address[-4:]}"
