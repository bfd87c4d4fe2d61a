"""What every test stands on: the web role for pages, the owner for rows, strict templates, no way out."""

import os
import re
import shutil
import threading
from contextlib import contextmanager
from unittest.mock import patch

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.models.query import ModelIterable
from django.test import Client
from django.test.client import ClientHandler
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from onward.config.memory import search_less
from tests.factories.programmes import NOW

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-dev-shm-usage",
]
hypothesis.settings.register_profile(  # no test is timed: a busy machine answers and draws slowly
    "untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("untimed")
ON_TABLES = re.compile(r"(?!SELECT (?:set_config|current_setting)\b)(SELECT|INSERT|UPDATE|DELETE|WITH)\b")


# The database: rows by the owner, pages by the web role ---------------------------------------------------------


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """At the end nobody may still be in the database: a thread of the web server can linger there.

    Emptied tables keep their rights: to state them anew after each test that empties them took longer than the rest.
    """
    with patch("django.core.management.commands.flush.emit_post_migrate_signal"):
        yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@contextmanager
def as_web_role():
    """The connection of this test acts as the role that the web process signs in as, while a page is answered."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('role', %s, false)", [settings.TEST_WEB_ROLE])
    try:
        yield
    finally:
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("RESET ROLE")


class WebRoleHandler(ClientHandler):
    """Answers a request under the web role, also where the test looks at it from inside a transaction."""

    def get_response(self, request):
        with as_web_role():
            return super().get_response(request)


class WebClient(Client):
    """Django's client, but its pages have the rights they have in production."""

    def __init__(self, *args, enforce_csrf_checks=False, **kwargs):
        super().__init__(*args, enforce_csrf_checks=enforce_csrf_checks, **kwargs)
        self.handler = WebRoleHandler(enforce_csrf_checks)


@pytest.fixture
def client():
    return WebClient()


@pytest.fixture
def web_role():
    """For tests that look at what the bare web role may do."""
    return as_web_role


@pytest.fixture
def sign_in(client):
    """`sign_in(person, role)`: a client of that person in that role, every step of sign-in done."""

    def begin(person, role=None, *, methods=("password", "mfa"), into=None):
        from tests.factories.accounts import session_of  # noqa: PLC0415 -- app ready: factories need loaded models

        into = into or client
        into.cookies.clear()
        session_of(into, person, role, methods)
        return into

    return begin


@pytest.fixture
def table_queries():
    """`with table_queries() as asked:` collects statements on tables; roles, savepoints and commits do not count."""

    @contextmanager
    def collect():
        asked = []
        with CaptureQueriesContext(connection) as captured:
            yield asked
        asked += [query["sql"] for query in captured if ON_TABLES.match(query["sql"])]

    return collect


@pytest.fixture(autouse=True)
def _no_leftovers():
    """The language of one test does not colour the next."""
    yield
    translation.activate(settings.LANGUAGE_CODE)


# Order that nobody asked for is nobody's ------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _unordered_is_unordered(monkeypatch):
    """A queryset without an order comes back backwards, so that no test leans on what a heap happens to do."""
    straight = ModelIterable.__iter__

    def backwards(self):
        query = self.queryset.query
        if query.is_sliced or self.queryset.ordered or query.combinator or query.distinct_fields:
            return straight(self)
        return iter(list(straight(self))[::-1])

    monkeypatch.setattr(ModelIterable, "__iter__", backwards)


@pytest.fixture(autouse=True)
def _nothing_counted_before(request):
    """Attempts that one test counted do not stop the next: emptying the tables leaves the cache's own table alone."""
    marker = request.node.get_closest_marker("django_db")
    if "transactional_db" in request.fixturenames or (marker and marker.kwargs.get("transaction")):
        request.getfixturevalue("transactional_db")
        cache.clear()


# The clock ------------------------------------------------------------------------------------------------------


@pytest.fixture
def now(monkeypatch):
    """It is Tuesday 24 November 2026, 10:00 in Aarhus: what the factories make is of these days."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return NOW


# The browser ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's Chromium, or the one that ONWARD_CHROMIUM names; none is ever downloaded."""
    path = os.environ.get("ONWARD_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.fail("These tests need Chromium: install the package chromium, or set ONWARD_CHROMIUM to its path.")
    return {**browser_type_launch_args, "executable_path": path, "args": QUIET}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """English, as our tests read it."""
    return {**browser_context_args, "locale": "en-GB", "viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def web_server(transactional_db, live_server, settings, monkeypatch):
    """The site on http://localhost, its threads signed in to the database as the web role, as in production.

    A passkey belongs to a name, so the address is localhost and not 127.0.0.1.
    """
    params = DatabaseWrapper.get_connection_params

    def as_web(self):
        found = params(self)
        if threading.current_thread() is not threading.main_thread():
            found["options"] = f"{found.get('options', '')} -c role={settings.TEST_WEB_ROLE}".strip()
        return found

    monkeypatch.setattr(DatabaseWrapper, "get_connection_params", as_web)
    settings.SITE_ADDRESS = live_server.url.replace("127.0.0.1", "localhost")
    return settings.SITE_ADDRESS


def pytest_configure(config):
    """pytest-base-url, which pytest-playwright brings, is written in a way that pytest 10 will refuse."""
    words = "Session-scoped fixtures defined as instance methods"
    config.addinivalue_line("filterwarnings", f"ignore:{words}:pytest.PytestRemovedIn10Warning")


def pytest_collection_finish(session):
    """What was loaded stays; the suite is as quick as the web process is."""
    search_less()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """What drives the browser carries its mark, so that it can be left out, and begins: a long test that comes last
    leaves one of two workers without work.
    """
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)  # and else as they were shuffled
