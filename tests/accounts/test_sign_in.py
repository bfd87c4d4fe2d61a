"""Signing in as people do it, page by page, under the web role."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from onward.accounts.models import Person
from onward.core.access import Role
from onward.correspondence.models import Message
from tests.accounts.app_codes import shown_now
from tests.factories.accounts import MembershipFactory, PersonFactory

pytestmark = pytest.mark.django_db
LOGIN, CODE = "account_login", "account_confirm_login_code"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "three words in a row"


def code_sent_to(address):
    message = Message.objects.get(address=address, kind="correspondence.sign_in_code")
    return re.search(r"\b\d{3}-?\d{3}\b", message.body)[0]


def ask_for_code(client, written):
    return client.post(reverse(LOGIN), {"login": written})


def sign_in_by_code(client, written, address=None):
    ask_for_code(client, written)
    return client.post(reverse(CODE), {"code": code_sent_to(address or written)})


def app_code():
    return shown_now(SECRET)


def with_app(person):
    TOTP.activate(person, SECRET)
    return person


def with_password(person):
    person.set_password(PASSWORD)
    person.save()
    return person


def role_of(client):
    """In which role the client's next page acts; None while a step is left to do."""
    actor = client.get(reverse("accounts:me")).wsgi_request.actor
    return actor.role if actor else None


# A code -----------------------------------------------------------------------------------------------------------


def test_a_code_by_mail(client):
    person = PersonFactory(candidate=True, email="karen@mail.example")

    ask_for_code(client, " Karen@Mail.example ")
    message = Message.objects.get()
    response = client.post(reverse(CODE), {"code": code_sent_to("karen@mail.example")})

    assert response.status_code == 302
    assert role_of(client) == Role.CANDIDATE
    assert (message.person, message.is_secret, message.language) == (person.pk, True, "en")


def test_a_code_by_text_message_to_a_number_as_people_write_it(client):
    person = PersonFactory(candidate=True, email=None, phone="+4520123456")

    client.get(reverse(LOGIN), headers={"accept-language": "da"})
    client.post(reverse(LOGIN), {"login": "20 12 34 56"}, headers={"accept-language": "da"})
    client.post(reverse(CODE), {"code": code_sent_to("+4520123456")})

    assert role_of(client) == Role.CANDIDATE
    person.refresh_from_db()
    assert person.phone_verified_at is not None


def test_the_code_comes_in_the_persons_language(client):
    PersonFactory(candidate=True, email="marijke@mail.example", language="nl")

    ask_for_code(client, "marijke@mail.example")

    assert Message.objects.get().language == "nl"


def test_a_wrong_code_opens_nothing_and_the_third_ends_the_attempt(client):
    PersonFactory(candidate=True, email="karen@mail.example")
    ask_for_code(client, "karen@mail.example")
    right = code_sent_to("karen@mail.example")

    for _ in range(3):
        client.post(reverse(CODE), {"code": "000-000"})
    client.post(reverse(CODE), {"code": right})

    assert "_auth_user_id" not in client.session


def test_a_code_works_once(client):
    PersonFactory(candidate=True, email="karen@mail.example")
    sign_in_by_code(client, "karen@mail.example")
    right = code_sent_to("karen@mail.example")
    client.post(reverse("account_logout"))

    client.post(reverse(CODE), {"code": right})

    assert "_auth_user_id" not in client.session


def test_nobody_learns_whether_an_address_is_known(client):
    PersonFactory(candidate=True, email="karen@mail.example")
    pages = []
    for address in ("karen@mail.example", "nobody@mail.example"):
        client.cookies.clear()
        answer = client.post(reverse(LOGIN), {"login": address}, follow=True)
        text = answer.content.decode().replace(address, "ADDRESS")
        pages.append((answer.redirect_chain, re.sub(r'value="[^"]{60,}"|token": "[^"]*"', "", text)))

    assert re.sub(r"CSRFToken[^}]*}", "", pages[0][1]) == re.sub(r"CSRFToken[^}]*}", "", pages[1][1])
    assert pages[0][0] == pages[1][0]
    assert not Message.objects.filter(address="nobody@mail.example").exists()


def test_a_closed_account_gets_no_code(client):
    PersonFactory(candidate=True, email="closed@mail.example", is_active=False)

    ask_for_code(client, "closed@mail.example")

    assert not Message.objects.exists()


def test_opening_the_sign_in_page_sends_nothing(client):
    PersonFactory(candidate=True, email="karen@mail.example")

    client.get(reverse(LOGIN), {"login": "karen@mail.example"})

    assert not Message.objects.exists()


def test_neither_address_nor_number_is_said_plainly(client):
    response = ask_for_code(client, "what")

    assert "Write an e-mail address or a phone number." in response.content.decode()


def test_nobody_can_sign_up(client):
    assert client.get("/signup/").status_code == 404
    assert client.get("/accounts/signup/").status_code == 404
    ask_for_code(client, "stranger@mail.example")
    assert not Person.objects.exists()


# Limits -----------------------------------------------------------------------------------------------------------


def test_codes_for_one_account_are_limited_from_wherever_they_are_asked(client):
    PersonFactory(candidate=True, email="karen@mail.example")
    for place in range(6):
        client.cookies.clear()
        client.post(reverse(LOGIN), {"login": "karen@mail.example"}, REMOTE_ADDR=f"10.0.0.{place}")

    assert Message.objects.count() == 3


def test_passwords_for_one_account_are_limited_from_wherever_they_are_tried(client):
    with_app(with_password(PersonFactory(candidate=True, email="karen@mail.example")))
    address = reverse("accounts:password_sign_in")
    for place in range(5):
        client.post(address, {"login": "karen@mail.example", "password": "wrong"}, REMOTE_ADDR=f"10.0.0.{place}")

    response = client.post(address, {"login": "karen@mail.example", "password": PASSWORD}, REMOTE_ADDR="10.0.0.9")

    assert "Wait five minutes" in response.content.decode()


def test_app_codes_are_limited_per_account(client):
    with_app(PersonFactory(counsellor=True, email="mette@mail.example"))
    sign_in_by_code(client, "mette@mail.example")
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})

    client.post(reverse("mfa_authenticate"), {"code": app_code()})

    assert role_of(client) is None


# Two factors ------------------------------------------------------------------------------------------------------


def by_code(client, person):
    sign_in_by_code(client, person.email)


def by_password(client, person):
    with_password(person)
    client.post(reverse("accounts:password_sign_in"), {"login": person.email, "password": PASSWORD})


def by_password_and_code(client, person):
    by_password(client, person)
    client.post(reverse(CODE), {"code": code_sent_to(person.email)})


def by_code_and_app(client, person):
    with_app(person)
    sign_in_by_code(client, person.email)
    client.post(reverse("mfa_authenticate"), {"code": app_code()})


def by_password_and_app(client, person):
    with_app(person)
    by_password(client, person)
    client.post(reverse("mfa_authenticate"), {"code": app_code()})


def by_code_without_the_app(client, person):
    with_app(person)
    sign_in_by_code(client, person.email)


MATRIX = """
                            candidate  sponsor  counsellor  coordinator
    by_code                 yes        yes      no          no
    by_password             no         no       no          no
    by_password_and_code    yes        yes      no          no
    by_code_without_the_app no         no       no          no
    by_code_and_app         yes        yes      yes         yes
    by_password_and_app     yes        yes      yes         yes
"""


def cells(table):
    head, *rows = (line.split() for line in table.strip().splitlines())
    return [(row[0], who, answer == "yes") for row in rows for who, answer in zip(head, row[1:], strict=True)]


@pytest.mark.parametrize(("way", "who", "opens"), cells(MATRIX))
def test_what_opens_for_whom(client, way, who, opens):
    person = PersonFactory(email="someone@mail.example", **{who: True})

    globals()[way](client, person)

    assert role_of(client) == (Role(who) if opens else None)


def test_staff_without_a_second_factor_are_led_to_its_set_up(client):
    person = PersonFactory(coordinator=True, email="mette@mail.example")
    sign_in_by_code(client, "mette@mail.example")

    response = client.get(reverse("accounts:offices"), follow=True)

    assert response.redirect_chain[-1][0].startswith(reverse("accounts:second_factor"))
    assert response.wsgi_request.second_factor_missing
    assert person.name not in response.content.decode()


def test_setting_up_an_app_opens_the_office_at_once(client):
    PersonFactory(coordinator=True, email="mette@mail.example")
    sign_in_by_code(client, "mette@mail.example")
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    code = shown_now(secret)

    response = client.post(reverse("mfa_activate_totp"), {"code": code}, follow=True)

    assert response.redirect_chain[-1][0] == reverse("mfa_view_recovery_codes")
    assert client.get(reverse("accounts:offices")).status_code == 200
    stored = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in stored


def test_the_page_that_was_wanted_is_kept_while_an_app_is_set_up_for_the_first_time(client):
    PersonFactory(coordinator=True, email="mette@mail.example")
    sign_in_by_code(client, "mette@mail.example")
    wanted = reverse("accounts:offices") + "?a=1&b=2"
    first = client.get(reverse("accounts:continue"), {"next": wanted}, follow=True)

    app = client.get(BeautifulSoup(first.content, "html.parser").select_one(".on-acts a:not(.ds-button)")["href"])
    kept = BeautifulSoup(app.content, "html.parser").select_one("form.on-form input[name=next]")["value"]
    code = shown_now(app.context["form"].secret)
    codes = client.post(reverse("mfa_activate_totp"), {"code": code, "next": kept}, follow=True)
    after = BeautifulSoup(codes.content, "html.parser").select_one(".on-acts a.ds-button")["href"]

    assert client.get(after).url == wanted


def test_a_page_elsewhere_is_not_kept_while_a_passkey_is_set_up(client):
    PersonFactory(coordinator=True, email="mette@mail.example")
    sign_in_by_code(client, "mette@mail.example")

    asked = client.get(reverse("accounts:second_factor"), {"next": "https://elsewhere.example/"})
    passkey = client.get(reverse("mfa_add_webauthn"), {"next": "https://elsewhere.example/"})

    assert asked.context["passkey_url"] == reverse("mfa_add_webauthn")
    assert not BeautifulSoup(passkey.content, "html.parser").select("form.on-form input[name=next]")


def test_a_recovery_code_counts_once(client):
    PersonFactory(coordinator=True, email="mette@mail.example")
    sign_in_by_code(client, "mette@mail.example")
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    code = shown_now(secret)
    page = client.post(reverse("mfa_activate_totp"), {"code": code}, follow=True)
    recovery = page.context["unused_codes"][0]
    opened = []
    for _ in range(2):
        client.post(reverse("account_logout"))
        Message.objects.all().delete()
        sign_in_by_code(client, "mette@mail.example")
        client.post(reverse("mfa_authenticate"), {"code": recovery})
        opened.append(role_of(client))

    assert opened == [Role.COORDINATOR, None]


def test_staff_cannot_remove_their_last_second_factor(client):
    person = PersonFactory(coordinator=True, email="mette@mail.example")
    by_code_and_app(client, person)

    client.post(reverse("mfa_reauthenticate"), {"code": app_code()})
    client.post(reverse("mfa_deactivate_totp"))

    assert Authenticator.objects.filter(user=person, type="totp").exists()


def test_passkeys_and_codes_change_only_after_showing_once_more_who_it_is(client):
    person = PersonFactory(coordinator=True, email="mette@mail.example")
    by_code_and_app(client, person)

    response = client.get(reverse("mfa_add_webauthn"))

    assert response.status_code == 302
    assert response.url.startswith(reverse("mfa_reauthenticate"))


# After signing in -------------------------------------------------------------------------------------------------


def test_the_page_that_was_wanted_opens_after_signing_in(client):
    PersonFactory(candidate=True, email="karen@mail.example")
    wanted = reverse("accounts:sessions")
    login = client.get(wanted).url
    client.post(login, {"login": "karen@mail.example", "next": wanted})

    response = client.post(f"{reverse(CODE)}?next={wanted}", {"code": code_sent_to("karen@mail.example")})

    assert response.url == wanted


def test_a_page_of_somebody_else_is_never_where_sign_in_leads(client):
    PersonFactory(candidate=True, email="karen@mail.example")
    client.post(reverse(LOGIN), {"login": "karen@mail.example", "next": "https://evil.example/"})
    response = client.post(f"{reverse(CODE)}?next=https://evil.example/", {"code": code_sent_to("karen@mail.example")})

    assert response.url == reverse("home")


def test_a_person_without_a_role_is_told_so(client):
    MembershipFactory(candidate=True, person__email="karen@mail.example", ended_at=timezone.now())
    sign_in_by_code(client, "karen@mail.example")

    response = client.get(reverse("home"), follow=True)

    assert "your role here has ended" in response.content.decode()


def test_signing_out_is_a_post(client):
    PersonFactory(candidate=True, email="karen@mail.example")
    sign_in_by_code(client, "karen@mail.example")

    client.get(reverse("account_logout"))
    assert role_of(client) == Role.CANDIDATE
    client.post(reverse("account_logout"))

    assert "_auth_user_id" not in client.session
