"""Fetching an outside calendar: politely, briefly, and never from inside our own network.

The host's name is resolved once, every address found is checked, and the connection goes to that very address: a name
that changes its mind meanwhile (DNS rebinding) leads nowhere. Each redirect is checked the same way.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import zlib
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from onward.scheduling.calendars.addresses import BadAddress, is_named, tidy
from onward.scheduling.calendars.errors import Unreadable
from onward.scheduling.enums import CalendarProblem

MOST_BYTES = 5 * 1024 * 1024
MOST_REDIRECTS = 4
SECONDS_TO_ANSWER = 10
SECONDS_IN_ALL = 40
PIECE = 64 * 1024
NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Fetched:
    """body: None where nothing has changed since etag and modified."""

    body: bytes | None
    etag: str = ""
    modified: str = ""


def fetch(address: str, *, etag: str = "", modified: str = "") -> Fetched:
    """What stands at an address. Raises Unreadable, and nothing else."""
    for _step in range(MOST_REDIRECTS + 1):
        answer = _ask(address, etag, modified)
        if isinstance(answer, Fetched):
            return answer
        try:
            address = tidy(urljoin(address, answer))
        except BadAddress as wrong:
            raise Unreadable(CalendarProblem.REDIRECTS) from wrong
    raise Unreadable(CalendarProblem.REDIRECTS)


def _ask(address: str, etag: str, modified: str) -> Fetched | str:
    """One question: what was fetched, or where to go on."""
    parts = urlsplit(address)
    host, port = parts.hostname or "", parts.port or (80 if parts.scheme == "http" else 443)
    connection = _Pinned(host, port, places_of(host, port), is_safe=parts.scheme != "http")
    watch = threading.Timer(SECONDS_IN_ALL, connection.break_off)  # against a drop every nine seconds
    watch.daemon = True
    watch.start()
    try:
        asked = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
        connection.request("GET", asked, headers=_headers(etag, modified))
        with connection.getresponse() as response:
            return _answer(response)
    except ssl.SSLCertVerificationError as wrong:
        raise Unreadable(CalendarProblem.CERTIFICATE) from wrong
    except (OSError, http.client.HTTPException, ValueError, zlib.error, AttributeError) as wrong:
        raise Unreadable(CalendarProblem.NO_ANSWER) from wrong
    finally:
        watch.cancel()
        connection.close()


def _headers(etag: str, modified: str) -> dict[str, str]:
    asked = {"If-None-Match": etag, "If-Modified-Since": modified}
    return {
        "User-Agent": "Onward (reads busy times)",
        "Accept": "text/calendar, */*;q=0.1",
        "Accept-Encoding": "gzip",
        "Connection": "close",
    } | {name: value for name, value in asked.items() if value}


def _answer(response: http.client.HTTPResponse) -> Fetched | str:
    status, etag, modified = response.status, _kept(response, "ETag"), _kept(response, "Last-Modified")
    match status:
        case 200:
            return Fetched(_body(response), etag, modified)
        case 304:
            return Fetched(None, etag, modified)
        case 301 | 302 | 303 | 307 | 308 if response.headers.get("Location"):
            return response.headers["Location"]
        case 401 | 403 | 407:
            raise Unreadable(CalendarProblem.PASSWORD)
        case 404 | 410:
            raise Unreadable(CalendarProblem.GONE)
        case _:
            raise Unreadable(CalendarProblem.TROUBLE)


def _kept(response: http.client.HTTPResponse, name: str) -> str:
    value = response.headers.get(name, "")
    return value if len(value) <= 200 and value.isascii() and value.isprintable() else ""


def _body(response: http.client.HTTPResponse) -> bytes:
    is_packed = response.headers.get("Content-Encoding", "").strip().lower() in {"gzip", "x-gzip"}
    unpack = zlib.decompressobj(16 + zlib.MAX_WBITS) if is_packed else None
    body = bytearray()
    while piece := response.read1(PIECE):
        body += unpack.decompress(piece, MOST_BYTES + 1 - len(body)) if unpack else piece
        if len(body) > MOST_BYTES:
            raise Unreadable(CalendarProblem.TOO_BIG)
    if response.length or (unpack and not unpack.eof):
        raise Unreadable(CalendarProblem.CUT_OFF)
    return bytes(body)


# Where a name leads -------------------------------------------------------------------------------------------------


def places_of(host: str, port: int) -> list[str]:
    """The IP addresses of a host, all of them public (or the host named in the settings). Raises Unreadable."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as wrong:
        raise Unreadable(CalendarProblem.UNKNOWN_HOST) from wrong
    places = list(dict.fromkeys(str(each[4][0]) for each in found))
    if not is_named(host) and not all(is_public(place) for place in places):
        raise Unreadable(CalendarProblem.NOT_PUBLIC)
    return places


def is_public(place: str) -> bool:
    """Whether an IP address belongs to the open internet; also when it is wrapped into another one."""
    try:
        ip = ipaddress.ip_address(place.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback)


class _Pinned(http.client.HTTPConnection):
    """A connection to one of the addresses that were checked; the certificate is still checked against the name."""

    def __init__(self, host: str, port: int, places: list[str], *, is_safe: bool):
        super().__init__(host, port, timeout=SECONDS_TO_ANSWER)
        self.places, self.is_safe = places, is_safe
        self.default_port = 443 if is_safe else 80  # as the Host header leaves it out

    def connect(self) -> None:
        self.sock = self._reached()
        if self.is_safe:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)

    def _reached(self) -> socket.socket:
        last: OSError = ConnectionError("no address")
        for place in self.places[:3]:
            try:
                return socket.create_connection((place, self.port), self.timeout)
            except OSError as wrong:
                last = wrong
        raise last

    def break_off(self) -> None:
        """Wake whoever waits for the other side. Called from a thread of its own."""
        if self.sock is not None:
            with suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)
