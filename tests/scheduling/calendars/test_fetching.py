"""Fetching: only from the open internet, briefly, and only what has changed. The other side is a server of our own."""

import gzip
import http.server
import socket
import threading

import pytest

from onward.scheduling.calendars import BadAddress, Unreadable, fetch, fetching, shortened, tidy

CALENDAR = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


class Other(http.server.BaseHTTPRequestHandler):
    """Answers by path; `seen` keeps what it was asked."""

    seen: list
    timeout = 5

    def do_GET(self):
        self.seen.append((self.path, dict(self.headers)))
        getattr(self, self.path.partition("?")[0].strip("/").replace(".", "_") or "calendar")()

    def answer(self, status=200, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def calendar(self):
        if self.headers.get("If-None-Match") == '"7"':
            self.answer(304)
        else:
            self.answer(200, CALENDAR, ETag='"7"', Last_Modified="Tue, 24 Nov 2026 09:00:00 GMT")

    def packed(self):
        self.answer(200, gzip.compress(CALENDAR), Content_Encoding="gzip")

    def bomb(self):
        self.answer(200, gzip.compress(b"x" * 40_000_000), Content_Encoding="gzip")

    def big(self):
        self.answer(200, b"x" * (5 * 1024 * 1024 + 1))

    def short(self):
        self.answer(200, CALENDAR, Content_Length="999")

    def password(self):
        self.answer(401)

    def gone(self):
        self.answer(404)

    def trouble(self):
        self.answer(503)

    def once(self):
        self.answer(302, Location="/calendar")

    def ever(self):
        self.answer(302, Location="/ever")

    def inside(self):
        self.answer(302, Location="http://169.254.169.254/latest/meta-data/")

    def elsewhere(self):
        self.answer(302, Location="file:///etc/passwd")

    def nonsense(self):
        self.wfile.write(b"hello\r\n\r\n")

    def log_message(self, *args):
        pass


@pytest.fixture
def server(settings):
    settings.CALENDAR_HOSTS = frozenset(["localhost"])
    handler = type("Handler", (Other,), {"seen": []})
    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    running.seen, running.address = handler.seen, f"http://localhost:{running.server_port}"
    yield running
    running.shutdown()
    thread.join()
    running.server_close()


def test_a_calendar_is_fetched_and_the_second_time_only_if_it_changed(server):
    first = fetch(f"{server.address}/calendar?key=s")
    second = fetch(f"{server.address}/calendar?key=s", etag=first.etag, modified=first.modified)

    assert (first.body, second.body) == (CALENDAR, None)
    (path, _headers), (_path, asked) = server.seen
    assert path == "/calendar?key=s"
    assert (asked["Host"], asked["If-Modified-Since"]) == (server.address[7:], "Tue, 24 Nov 2026 09:00:00 GMT")


def test_packed_and_led_on(server):
    assert fetch(f"{server.address}/packed").body == CALENDAR
    assert fetch(f"{server.address}/once").body == CALENDAR


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("password", "password"),
        ("gone", "gone"),
        ("trouble", "trouble"),
        ("ever", "redirects"),
        ("elsewhere", "redirects"),
        ("inside", "not_public"),
        ("big", "too_big"),
        ("bomb", "too_big"),
        ("short", "cut_off"),
        ("nonsense", "no_answer"),
    ],
)
def test_what_does_not_work_is_said_with_its_reason(server, path, problem):
    with pytest.raises(Unreadable) as refused:
        fetch(f"{server.address}/{path}")

    assert refused.value.problem == problem


def test_nobody_answers(server):
    server.shutdown()
    server.server_close()

    with pytest.raises(Unreadable) as refused:
        fetch(server.address + "/")

    assert refused.value.problem == "no_answer"


def test_whoever_drips_is_broken_off(server, monkeypatch):
    monkeypatch.setattr(fetching, "SECONDS_IN_ALL", 0.05)
    release = threading.Event()
    server.RequestHandlerClass.slow = lambda self: release.wait(5)

    with pytest.raises(Unreadable) as refused:
        fetch(f"{server.address}/slow")

    release.set()
    assert refused.value.problem == "no_answer"


def test_our_own_network_is_closed_unless_it_is_named(server, settings):
    settings.CALENDAR_HOSTS = frozenset()

    with pytest.raises(Unreadable) as refused:
        fetch(server.address.replace("http:", "https:"))

    assert refused.value.problem == "not_public"
    assert server.seen == []


def test_the_name_is_asked_once_and_the_connection_goes_there(monkeypatch, settings, server):
    """A name that is public when we ask and private a moment later leads nowhere."""
    settings.CALENDAR_HOSTS = frozenset(["localhost", "calendar.example"])
    asked = []
    real = socket.getaddrinfo

    def once(host, *args, **kwargs):
        asked.append(host)
        return real("127.0.0.1" if host == "calendar.example" else host, *args, **kwargs)

    monkeypatch.setattr(fetching.socket, "getaddrinfo", once)

    assert fetch(server.address.replace("localhost", "calendar.example")).body == CALENDAR
    assert asked.count("calendar.example") == 1


@pytest.mark.parametrize(
    "place",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1%eth0", "fd00::1", "ff02::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1",
        "2002:a00:1::", "64:ff9b::a00:1", "nonsense",
    ],
)  # fmt: skip
def test_what_is_not_the_open_internet(place):
    assert not fetching.is_public(place)


@pytest.mark.parametrize("place", ["8.8.8.8", "2a00:1450:4001:831::200e", "::ffff:8.8.8.8"])
def test_what_is(place):
    assert fetching.is_public(place)


@pytest.mark.parametrize(
    ("found", "is_refused"), [(["8.8.8.8"], False), (["8.8.8.8", "10.0.0.1"], True), (["127.0.0.1"], True)]
)
def test_every_address_of_a_name_counts(monkeypatch, found, is_refused):
    monkeypatch.setattr(
        fetching.socket, "getaddrinfo", lambda *args, **kwargs: [(2, 1, 6, "", (place, 443)) for place in found]
    )

    if is_refused:
        with pytest.raises(Unreadable):
            fetching.places_of("calendar.example", 443)
    else:
        assert fetching.places_of("calendar.example", 443) == found


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("webcal://p01.example/published/2/abc", "https://p01.example/published/2/abc"),
        (" http://Calendar.example/a.ics?b=1#c ", "https://calendar.example/a.ics?b=1"),
        ("<https://calendar.example:8443/a>", "https://calendar.example:8443/a"),
        ("http://calendar.example:80", "https://calendar.example/"),
        ("http://inhouse:8080/a", "http://inhouse:8080/a"),
    ],
)
def test_an_address_as_it_is_kept(settings, written, expected):
    settings.CALENDAR_HOSTS = frozenset(["inhouse"])

    assert tidy(written) == expected


@pytest.mark.parametrize(
    "written",
    [
        "", "calendar", "file:///etc/passwd", "ftp://a.example/b", "https://", "https://a:b@c.example/", "https://a.example:25/",
        "https://a.example/b c", "https://a.example:abc/", "https://a.example/\x00", "javascript:1", "https://[::1/",
        "https://" + "a" * 70 + ".example/",
    ],
)  # fmt: skip
def test_what_is_no_address(written):
    with pytest.raises(BadAddress):
        tidy(written)


def test_a_secret_is_shown_by_its_end():
    assert shortened("https://a.example/private-9f8e7d/basic.ics") == "a.example/….ics"
