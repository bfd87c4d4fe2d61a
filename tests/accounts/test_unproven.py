"""An address typed beside a code is anybody's until its own code was typed in."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.urls import reverse

from onward.accounts import actions
from onward.accounts.models import Person
from onward.core.access import SYSTEM
from onward.correspondence.models import Message
from tests.factories.accounts import LONG_AGO, PersonFactory, actor

pytestmark = pytest.mark.django_db
ADDRESS, NUMBER = "soren@mail.example", "+4520304050"


@pytest.fixture
def soren():
    """He has just typed an address and a number beside his code."""
    person = PersonFactory(candidate=True, email=None)
    return actions.enter_contact(by=SYSTEM, person=person, email=ADDRESS, phone=NUMBER, at=LONG_AGO)


def messages():
    return list(Message.objects.order_by("created_at", "pk").values_list("kind", "address"))


def code_in(message):
    return re.search(r"\b\d{6}\b", message.body)[0]


@pytest.mark.parametrize("written", [ADDRESS, NUMBER])
def test_nobody_signs_in_with_it(client, soren, written):
    answer = client.post(reverse("account_login"), {"login": written})

    assert answer.url == reverse("account_confirm_login_code")  # as for every address: nobody learns more
    assert messages() == []


@pytest.mark.parametrize(("what", "address"), [("email", ADDRESS), ("phone", NUMBER)])
def test_its_own_code_proves_it_and_then_it_signs_in(sign_in, client, soren, what, address):
    sign_in(soren)
    asked = client.post(reverse("accounts:prove_contact", args=[what]), {"next": "/me/steps/"})
    page = client.get(asked.url)
    proved = client.post(asked.url, {"code": code_in(Message.objects.get())})

    assert "Not now" in page.content.decode()
    assert proved.url == "/me/steps/"
    soren.refresh_from_db()
    assert getattr(soren, f"{what}_unproven") is False
    Message.objects.all().delete()
    client.cookies.clear()
    client.post(reverse("account_login"), {"login": address})
    assert messages() == [("correspondence.sign_in_code", address)]


def test_a_wrong_code_proves_nothing(sign_in, client, soren):
    sign_in(soren)
    asked = client.post(reverse("accounts:prove_contact", args=["email"]))
    client.post(asked.url, {"code": "000000"})

    assert Person.objects.get(pk=soren.pk).email_unproven


def test_what_is_proved_is_not_asked_again(sign_in, client):
    person = PersonFactory(candidate=True)
    sign_in(person)

    assert client.post(reverse("accounts:prove_contact", args=["email"])).url == reverse("accounts:me")
    assert client.post(reverse("accounts:prove_contact", args=["phone"])).url == reverse("accounts:me")
    assert messages() == []
    assert "really yours" not in client.get(reverse("accounts:me")).content.decode()


def test_the_own_account_asks_for_it(sign_in, client, soren):
    sign_in(soren)

    assert f"Is {ADDRESS} really yours?" in client.get(reverse("accounts:me")).content.decode()


def test_codes_for_it_are_limited(sign_in, client, soren):
    sign_in(soren)

    answers = [client.post(reverse("accounts:prove_contact", args=["email"])).url for _ in range(4)]

    assert answers[-1] == reverse("accounts:me")
    assert len(messages()) == 3


def test_nothing_about_the_account_goes_there(soren):
    actions.change_password(by=actor(soren), person=soren, password="", at=LONG_AGO)
    actions.enter_contact(by=SYSTEM, person=soren, email="other@mail.example", phone=NUMBER, at=LONG_AGO)

    assert messages() == []


def test_what_is_said_to_a_counsellor_is_her_own(soren):
    counsellor = actor(PersonFactory(counsellor=True))

    actions.enter_contact(by=counsellor, person=soren, email=ADDRESS, phone=NUMBER, at=LONG_AGO)

    assert (soren.proven_email, soren.proven_phone) == (ADDRESS, NUMBER)


def test_what_was_proved_stays_so_when_something_else_is_typed(soren):
    actions.change_contact(by=actor(soren), person=soren, email=ADDRESS, at=LONG_AGO)
    actions.enter_contact(by=SYSTEM, person=soren, email=ADDRESS, phone="+4520304051", at=LONG_AGO)

    assert (soren.proven_email, soren.proven_phone) == (ADDRESS, "")


def test_nothing_that_was_set_up_survives_the_closing_of_the_account(sign_in, client, soren):
    for kind in ("webauthn", "totp", "recovery_codes"):
        Authenticator.objects.create(user=soren, type=kind, data={})
    EmailAddress.objects.create(user=soren, email=ADDRESS, verified=True)
    soren.set_password("three words in a row")
    soren.save()
    sign_in(soren)

    actions.close_account_to_its_holder(
        by=actor(PersonFactory(counsellor=True)), person=Person.objects.get(pk=soren.pk), at=LONG_AGO
    )

    soren.refresh_from_db()
    assert not Authenticator.objects.exists()
    assert not EmailAddress.objects.exists()
    assert (soren.email, soren.phone, soren.email_unproven, soren.has_usable_password()) == (None, None, False, False)
    assert client.get(reverse("accounts:me")).status_code == 302
