"""Every address leads to its own page: none is hidden by one that stands before it."""

import re
import uuid

import pytest
from django.urls import URLResolver, get_resolver, resolve
from django.urls.converters import IntConverter, UUIDConverter

PLACE = re.compile(r"<[^>]+>")


def patterns(resolver=None, before=""):
    for part in (resolver or get_resolver()).url_patterns:
        if isinstance(part, URLResolver):
            yield from patterns(part, before + str(part.pattern))
        elif "<" in before + str(part.pattern) and hasattr(part.pattern, "converters"):
            yield before + str(part.pattern), part


def value_of(converter):
    if isinstance(converter, UUIDConverter):
        return str(uuid.UUID(int=1))
    if isinstance(converter, IntConverter):
        return "1"
    known = re.fullmatch(r"[\w|-]+", converter.regex)  # a list of words; else any word will do
    return converter.regex.split("|")[0] if known else "word"


@pytest.mark.parametrize(("route", "pattern"), [pytest.param(*each, id=each[0]) for each in patterns()])
def test_no_address_hides_another(route, pattern):
    address = route
    for converter in pattern.pattern.converters.values():
        address = PLACE.sub(value_of(converter), address, count=1)

    assert resolve(f"/{address}").func is pattern.callback
