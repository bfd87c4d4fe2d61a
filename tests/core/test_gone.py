"""A button for something that is not there any more: what is said, and that no word is lost."""

import uuid

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from onward.core.access import Role
from tests.factories.accounts import PersonFactory

pytestmark = pytest.mark.django_db

LONG = "Ring til Søren på fredag,\nog spørg om <truckkortet>."


def address():
    return reverse("applications:change", args=[uuid.uuid4()])


def handed_back(page):
    return [one.string for one in BeautifulSoup(page.content, "html.parser").select("textarea[readonly]")]


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "That is not here any more"),
        ("da", "Det er her ikke længere"),
        ("nb", "Det er ikke her lenger"),
        ("nl", "Dat is hier niet meer"),
    ],
)
def test_a_press_for_what_is_gone_says_so_and_hands_the_words_back(client, sign_in, language, title):
    sign_in(PersonFactory(candidate=True, language=language), Role.CANDIDATE)

    page = client.post(address(), {"notes": LONG, "state": "sent", "new_password": "my long secret"})

    assert page.status_code == 404
    assert BeautifulSoup(page.content, "html.parser").h1.string == title
    assert handed_back(page) == [LONG]


def test_nothing_written_nothing_handed_back(client, sign_in):
    sign_in(PersonFactory(candidate=True), Role.CANDIDATE)

    assert handed_back(client.post(address(), {"state": "sent"})) == []


@pytest.mark.parametrize("place", ["/nowhere/at/all/", None])
def test_words_that_another_site_sends_are_not_shown(place):
    stranger = Client(enforce_csrf_checks=True)

    page = stranger.post(place or address(), {"notes": "Call +45 00 00 00 00 and say your code"})

    assert page.status_code == (404 if place else 403)
    assert b"say your code" not in page.content


def test_an_address_that_is_nowhere_is_still_a_page_that_is_not_there(client):
    page = client.get("/nowhere/at/all/")

    assert (page.status_code, BeautifulSoup(page.content, "html.parser").h1.string) == (404, "This page is not here")
