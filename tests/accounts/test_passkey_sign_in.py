"""Signing in with a passkey: what the browser answers is stood in for, what follows is the real page."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import LoginWebAuthnForm
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.factories.accounts import PersonFactory

pytestmark = pytest.mark.django_db
WANTED = "/account/sessions/"


@pytest.fixture
def shown(monkeypatch):
    """The passkey of a candidate, which the browser has just shown."""
    key = Authenticator.objects.create(user=PersonFactory(candidate=True), type="webauthn", data={"name": "my phone"})
    monkeypatch.setattr(LoginWebAuthnForm, "clean_credential", lambda self: key)
    monkeypatch.setattr("allauth.mfa.models.Authenticator.record_usage", lambda self: None)
    return key


def form_of(page):
    soup = BeautifulSoup(page.content, "html.parser")
    form = soup.find(id="passkey_form")
    return form["action"], {each["name"]: each.get("value", "") for each in form.find_all("input") if each.get("name")}


def sign_in_from(client, address):
    action, sent = form_of(client.get(address))
    return client.post(action, {**sent, "credential": '{"id": 1}'})


def test_the_page_that_was_wanted_opens_after_a_passkey(client, shown):
    asked = client.get(WANTED)

    assert sign_in_from(client, asked.url).url == WANTED


def test_a_page_of_somebody_else_is_not_where_a_passkey_leads(client, shown):
    answer = sign_in_from(client, reverse("account_login") + "?next=https://evil.example/")

    assert answer.url == reverse("home")


def test_a_passkey_that_did_not_work_keeps_what_was_wanted(client):
    action, sent = form_of(client.get(f"{reverse('account_login')}?next={WANTED}"))

    answer = client.post(action, {**sent, "credential": "nonsense"})

    assert answer.url == f"{reverse('account_login')}?next=%2Faccount%2Fsessions%2F"
