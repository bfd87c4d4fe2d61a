"""How much a form may send, and what stands there where it was too much, or where only a button leads."""

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver, reverse

from onward.core.access import Role
from tests.factories.accounts import PersonFactory
from tests.factories.programmes import ProgrammeFactory

pytestmark = pytest.mark.django_db


def heading(page):
    return BeautifulSoup(page.content, "html.parser").h1.get_text(strip=True)


def names(resolver=None, space=""):
    for part in (resolver or get_resolver()).url_patterns:
        inner = getattr(part, "namespace", None)
        if hasattr(part, "url_patterns"):
            yield from names(part, inner or space)
        else:
            yield f"{space}:{part.name}" if space else part.name


def test_every_exception_is_an_address():
    assert set(settings.LARGEST_BODIES) <= set(names())


@pytest.mark.parametrize("language", ["en", "da", "nb", "nl"])
def test_a_body_that_is_too_large_gets_a_page_in_the_own_language(client, sign_in, settings, language):
    settings.LARGEST_BODY = 1000
    sign_in(PersonFactory(candidate=True, language=language))

    page = client.post(reverse("accounts:change_contact", args=["email"]), {"email": "x" * 1001})

    assert page.status_code == 413
    assert page.headers["Content-Language"] == language
    assert (
        heading(page)
        == {
            "en": "That was too large",
            "da": "Det fyldte for meget",
            "nb": "Det var for stort",
            "nl": "Dat was te groot",
        }[language]
    )
    assert page.context["request"].read() == b"", "the rest was read, so that the browser is not cut off"


def test_a_visitor_gets_it_too_also_without_a_token(client, settings):
    settings.LARGEST_BODY = 1000
    client.handler.enforce_csrf_checks = True

    assert client.post(reverse("account_login"), {"login": "x" * 1001}).status_code == 413


def test_words_beyond_what_a_form_holds_get_the_same_page(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

    page = client.post(reverse("account_login"), {"login": "x" * 1001})

    assert (page.status_code, heading(page)) == (413, "That was too large")


def test_a_list_may_be_larger_than_other_forms(client, sign_in, settings):
    settings.LARGEST_BODY = 1000
    sign_in(PersonFactory(coordinator=True), Role.COORDINATOR)

    page = client.post(reverse("engagements:import"), {"file": SimpleUploadedFile("list.csv", b"x" * 2000)})

    assert page.status_code == 200


@pytest.mark.parametrize("said", ["", "many", "-1", "²"])
def test_a_length_that_is_none_is_left_to_the_server(client, said):
    assert client.post(reverse("account_login"), {"login": "x"}, CONTENT_LENGTH=said).status_code < 500


@pytest.mark.parametrize("language", ["en", "da", "nb", "nl"])
def test_the_address_of_a_button_opened_as_a_page_says_so(client, sign_in, language):
    sign_in(PersonFactory(candidate=True, language=language))

    page = client.get(reverse("accounts:end_other_sessions"))

    assert (page.status_code, page.headers["Allow"]) == (405, "POST")
    assert (
        heading(page)
        == {
            "en": "There is no page to read here",
            "da": "Her er ingen side at læse",
            "nb": "Her er det ingen side å lese",
            "nl": "Hier is geen pagina om te lezen",
        }[language]
    )
    assert BeautifulSoup(page.content, "html.parser").select_one(".on-acts a")["href"] == "/"


def test_behind_the_guard_too(client, sign_in):
    programme = ProgrammeFactory()
    sign_in(programme.counsellor, Role.COUNSELLOR)

    page = client.get(reverse("letters:want", args=[programme.pk]))

    assert (page.status_code, heading(page)) == (405, "There is no page to read here")
