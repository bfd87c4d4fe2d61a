"""Signing in with a real browser: a passkey made and used, without JavaScript, and nothing that axe finds wrong."""

import re
import threading

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse

from onward.accounts.demo import link_of
from onward.correspondence.models import Message
from tests.browser.axe import faults
from tests.factories.accounts import PassFactory, PersonFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def key(page):
    """A device with a finger on it: makes passkeys and uses them."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable", {"enableUI": False})
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session, made["authenticatorId"]


@pytest.fixture
def clean(page):
    """What the browser complains about; a test ends with none."""
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield said
    assert said == []


def sign_in_by_code(page, server, email):
    page.goto(f"{server}{reverse('account_login')}")
    page.get_by_label("E-mail address or phone number").fill(email)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code").wait_for()
    body = Message.objects.latest("created_at").body
    page.get_by_label("Code").fill(re.search(r"\b\d{3}-?\d{3}\b", body)[0])
    page.get_by_role("button", name="Go on").click()


def test_the_site_has_the_rights_of_the_web_role(web_server):
    seen = []

    def ask():
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            seen.append(cursor.fetchone()[0])
        connection.close()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()

    assert seen == [settings.TEST_WEB_ROLE]


def test_a_passkey_is_made_at_the_first_visit_and_is_enough_at_the_second(page, web_server, key, clean):
    PersonFactory(coordinator=True, email="mette@mail.example", first_name="Mette", last_name="Lund")

    sign_in_by_code(page, web_server, "mette@mail.example")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_role("button", name="Make the passkey").click()
    page.get_by_role("link", name="I have kept them").click()
    page.goto(f"{web_server}{reverse('accounts:offices')}")
    assert page.get_by_role("heading", name="Offices", level=1).is_visible()

    page.goto(f"{web_server}{reverse('account_logout')}")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.goto(f"{web_server}{reverse('account_login')}")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(lambda url: "sign-in" not in url)
    page.goto(f"{web_server}{reverse('accounts:offices')}")

    assert page.get_by_role("heading", name="Offices", level=1).is_visible()


def test_a_passkey_that_fails_is_said_in_words(page, web_server, key):
    page.goto(f"{web_server}{reverse('account_login')}")
    session, authenticator = key
    session.send("WebAuthn.setUserVerified", {"authenticatorId": authenticator, "isUserVerified": False})

    page.get_by_role("button", name="Sign in with a passkey").click()

    page.get_by_text("The passkey did not work this time.").wait_for(timeout=70_000)


def test_without_javascript_everything_but_the_passkey_works(browser, web_server):
    PersonFactory(candidate=True, email="karen@mail.example")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()

    sign_in_by_code(page, web_server, "karen@mail.example")
    page.goto(f"{web_server}{reverse('accounts:sessions')}")

    assert page.get_by_text("This device", exact=True).is_visible()
    context.close()


@pytest.mark.parametrize(
    ("width", "scheme", "language"), [(360, "dark", "da"), (1280, "light", "nl"), (390, "light", "en")]
)
def test_axe_finds_nothing_on_the_way_in(page, web_server, clean, width, scheme, language):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    PersonFactory(candidate=True, email="karen@mail.example", is_demo=True)
    PassFactory(token="in-hand", language=language)
    page.context.add_cookies([{"name": "onward_language", "value": language, "url": web_server}])
    found = {}
    for address in (
        reverse("home"),
        reverse("account_login"),
        reverse("accounts:password_sign_in"),
        reverse("accounts:enter_with_pass", args=["in-hand"]),
        reverse("correspondence:mailbox"),
    ):
        page.goto(f"{web_server}{address}")
        found[address] = faults(page)
        sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found[address] += [f"sideways: {sideways}"] if sideways else []

    assert found == dict.fromkeys(found, [])


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_axe_finds_nothing_in_the_own_account_and_the_house(page, web_server, clean, width, scheme):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    person = PersonFactory(coordinator=True, is_demo=True)
    employer = PersonFactory(sponsor=True).memberships.get().employer
    page.goto(f"{web_server}{link_of(person)}")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/demo/" not in url)
    office = person.memberships.get().office
    found = {}
    for address in (
        reverse("accounts:me"),
        reverse("accounts:choose_role"),
        reverse("accounts:sessions"),
        reverse("accounts:change_contact", args=["phone"]),
        reverse("accounts:change_password"),
        reverse("mfa_index"),
        reverse("mfa_activate_totp"),
        reverse("mfa_add_webauthn"),
        reverse("accounts:offices"),
        reverse("accounts:office", args=[office.pk]),
        reverse("accounts:colleagues"),
        reverse("accounts:colleague", args=[person.pk]),
        reverse("accounts:new_colleague"),
        reverse("accounts:employer", args=[employer.pk]),
    ):
        page.goto(f"{web_server}{address}")
        found[address] = faults(page)
        sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found[address] += [f"sideways: {sideways}"] if sideways else []

    assert found == dict.fromkeys(found, [])
