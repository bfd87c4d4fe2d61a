"""What opens a door stands in no log."""

import logging
import logging.config

import pytest
from django.test import RequestFactory

from onward.config.settings.base import LOGGING
from onward.core.logs import HideDoors, blackened
from tests.conftest import WebClient

SECRET = "k3v9-x2m7_q4ab"


@pytest.mark.parametrize(
    "text",
    [
        f"Not Found: /talks/enter/{SECRET}/",
        f'"GET /talks/enter/{SECRET}/ HTTP/1.1" 410',
        f"Forbidden (CSRF token missing.): /demo/{SECRET}/",
        f"http://localhost:8000/start/{SECRET}",
        f"/sign-in/?next=%2Ftalks%2Fenter%2F{SECRET}%2F",
        f"/start/{SECRET}/?next=/start/{SECRET}/",
        f"/calendar/{SECRET}==.ics",
    ],
)
def test_links_and_codes_are_blackened(text):
    assert SECRET not in blackened(text)
    assert "███" in blackened(text)


@pytest.mark.parametrize(
    "text",
    ["/desk/calendar/week/", "/start/you/", "/start/talk-first/", "/start/", "/start/keep/you/", "/talks/", "/me/"],
)
def test_what_opens_nothing_stays_readable(text):
    assert blackened(f"Not Found: {text}") == f"Not Found: {text}"


def record_of(*args, **kwargs):
    return logging.getLogger("django.request").makeRecord("django.request", 30, "", 0, *args, **kwargs)


def test_the_filter_looks_at_arguments_and_tracebacks_too():
    try:
        raise ValueError(f"/talks/enter/{SECRET}/")
    except ValueError as wrong:
        found = record_of("%s: %s", ("Not Found", f"/start/{SECRET}/"), (ValueError, wrong, wrong.__traceback__))

    assert HideDoors().filter(found)
    assert SECRET not in logging.Formatter().format(found)


@pytest.fixture
def written(capfd):
    """What an installation's own settings write to the console."""
    kept = {name: (list(each.handlers), each.level, each.propagate) for name, each in loggers()}
    logging.config.dictConfig(LOGGING)
    yield lambda: capfd.readouterr().err
    for name, each in loggers():
        each.handlers, each.level, each.propagate = kept[name]


def loggers():
    return [(name, logging.getLogger(name)) for name in ("", "django", "django.server")]


@pytest.mark.django_db
def test_neither_a_page_that_is_not_there_nor_a_refused_post_tells_the_address(written):
    WebClient().get(f"/demo/{SECRET}/")
    WebClient(enforce_csrf_checks=True).post(f"/talks/enter/{SECRET}/")
    logging.getLogger("django.server").info(
        "%s", f"GET /start/{SECRET}/", extra={"request": RequestFactory().get("/")}
    )

    said = written()

    assert "Not Found: /demo/███/" in said
    assert said.count("███") == 3
    assert SECRET not in said
