"""Doors for people without an account: the manager's link, and the demo's sign-in address."""

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from onward.accounts import actions, selectors
from onward.accounts.demo import link_of, people_to_try, person_of, sign_in_link
from onward.accounts.models import Pass, PassEnd
from onward.core.access import SYSTEM, Actor, Role
from onward.core.errors import NotAllowed, Refused
from onward.privacy.models import AuditEntry
from tests.factories.accounts import EmployerFactory, PassFactory, PersonFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def enter(client, token, method="post"):
    return getattr(client, method)(reverse("accounts:enter_with_pass", args=[token]))


def acting(client):
    return client.get(reverse("core:help")).wsgi_request.actor


# The manager's link -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("chosen", "expected"), [(None, "nl"), ("en", "en")])
def test_the_link_greets_in_the_managers_language_unless_another_was_chosen_here(client, settings, chosen, expected):
    PassFactory(token="in-hand", language="nl")
    if chosen:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = chosen

    response = client.get(reverse("accounts:enter_with_pass", args=["in-hand"]), headers={"accept-language": "da"})

    assert BeautifulSoup(response.content, "html.parser").html["lang"] == expected
    assert response.headers["Content-Language"] == expected


def test_opening_the_link_does_nothing_and_the_button_opens(client):
    entered = PassFactory(token="in-hand")

    enter(client, "in-hand", "get")
    assert acting(client) is None
    response = enter(client, "in-hand")

    assert response.url == "/talks/"
    actor = acting(client)
    assert (actor.role, actor.manager_id, actor.employer_id) == (Role.MANAGER, entered.manager, entered.employer_id)
    assert actor.person_id is None


def test_the_manager_reads_in_the_own_language(client):
    PassFactory(token="in-hand", language="nl")
    enter(client, "in-hand")

    assert client.get(reverse("core:help")).headers["Content-Language"] == "nl"


def ended(entered):
    actions.end_passes(by=SYSTEM, manager=entered.manager, employer=entered.employer_id, at=timezone.now())


def past_its_time(entered):
    Pass.objects.filter(pk=entered.pk).update(expires_at=datetime(2026, 2, 1, tzinfo=UTC))


def erased(entered):
    Pass.objects.filter(pk=entered.pk).delete()


@pytest.mark.parametrize("what", [ended, past_its_time, erased])
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_ended_link_says_what_to_do_and_nothing_else(client, what, method):
    what(PassFactory(token="old", name="Yrsa Zwart"))

    response = enter(client, "old", method)

    assert "Yrsa" not in response.content.decode()

    assert response.status_code == 410
    assert "Ask your HR colleague for a new one" in response.content.decode()
    assert acting(client) is None


def test_a_link_we_never_gave_is_answered_like_one_that_has_ended(client):
    """So that a guess says nothing about what there was."""
    ended(PassFactory(token="old"))

    guessed, old = enter(client, "guessed", "get"), enter(client, "old", "get")

    assert (guessed.status_code, words_of(guessed)) == (old.status_code, words_of(old))


def words_of(response):
    return BeautifulSoup(response.content, "html.parser").main.get_text()


def test_a_link_that_ends_while_it_is_used_opens_nothing_more(client):
    entered = PassFactory(token="in-hand")
    enter(client, "in-hand")
    ended(entered)

    response = client.get(reverse("accounts:offices"))

    assert acting(client) is None
    assert response.url == reverse("accounts:pass_ended")
    assert client.get(response.url).status_code == 410


def test_the_link_ends_the_session_of_whoever_was_signed_in(client, sign_in):
    PassFactory(token="in-hand")
    sign_in(PersonFactory(coordinator=True))

    enter(client, "in-hand")

    assert acting(client).role == Role.MANAGER
    assert client.get(reverse("accounts:offices")).status_code == 404


def test_who_the_manager_is_costs_two_queries(client, table_queries):
    PassFactory(token="in-hand")
    enter(client, "in-hand")

    with table_queries() as asked:
        client.get(reverse("core:help"))

    assert len(asked) == 2  # session, pass


def test_the_token_is_shown_once_and_kept_nowhere():
    employer = EmployerFactory()
    manager = PassFactory.build(employer=employer).manager

    token = actions.create_pass(by=SYSTEM, manager=manager, employer=employer.pk, name="Bente", language="da", at=NOON)

    made = Pass.objects.get()
    assert selectors.pass_by_token(token, NOON) == made
    assert token not in str(list(Pass.objects.values())) + str(list(AuditEntry.objects.values()))
    assert made.expires_at == NOON + timedelta(days=60)


def test_an_employers_contact_gives_links_for_the_own_employer_alone():
    own, other = EmployerFactory(), EmployerFactory()
    by = Actor(role=Role.SPONSOR, person_id=PersonFactory().pk, employer_id=own.pk)
    given = {"by": by, "manager": own.pk, "name": "Bente", "language": "da", "at": NOON}

    assert actions.create_pass(employer=own.pk, **given)
    with pytest.raises(NotAllowed):
        actions.create_pass(employer=other.pk, **given)


def test_ending_the_links_of_one_manager_leaves_the_others():
    gone, kept = PassFactory(), PassFactory()

    actions.end_passes(by=SYSTEM, manager=gone.manager, employer=gone.employer_id, at=NOON)

    assert list(selectors.open_passes(NOON)) == [kept]
    assert AuditEntry.objects.get().verb == "accounts.passes_ended"


def test_a_new_link_ends_those_before_it():
    employer = EmployerFactory()
    given = {"by": SYSTEM, "manager": employer.pk, "employer": employer.pk, "name": "Bente", "language": "da"}

    first = actions.create_pass(at=NOON, **given)
    second = actions.create_pass(at=NOON + timedelta(days=1), **given)

    later = NOON + timedelta(days=2)
    assert selectors.pass_by_token(first, later) is None
    assert selectors.pass_by_token(second, later) is not None


def test_the_word_of_another_employer_ends_nothing():
    entered, other = PassFactory(), EmployerFactory()

    PassEnd.objects.create(manager=entered.manager, employer=other, at=NOON)

    assert list(selectors.open_passes(NOON)) == [entered]


def test_an_employers_contact_ends_links_of_the_own_employer_alone():
    own, other = PassFactory(), PassFactory()
    by = Actor(role=Role.SPONSOR, person_id=PersonFactory().pk, employer_id=own.employer_id)

    actions.end_passes(by=by, manager=own.manager, employer=own.employer_id, at=NOON)
    with pytest.raises(NotAllowed):
        actions.end_passes(by=by, manager=other.manager, employer=other.employer_id, at=NOON)

    assert list(selectors.open_passes(NOON)) == [other]


# The demo's sign-in address ---------------------------------------------------------------------------------------


def test_the_demo_address_signs_in_by_its_button_with_both_factors(client):
    person = PersonFactory(coordinator=True, is_demo=True)
    address = link_of(person)

    client.get(address)
    assert acting(client) is None
    client.post(address)

    assert acting(client).person_id == person.pk
    assert client.get(reverse("accounts:offices")).status_code == 200


def test_the_demo_address_of_a_real_person_is_nothing(client):
    person = PersonFactory(coordinator=True)

    assert client.get(link_of(person)).status_code == 404
    assert client.post(link_of(person)).status_code == 404
    with pytest.raises(Refused):
        sign_in_link(person.email)


def test_outside_the_demo_there_is_no_such_address(client, settings):
    person = PersonFactory(coordinator=True, is_demo=True)
    address = link_of(person)
    settings.DEMO = False

    assert client.post(address).status_code == 404
    assert people_to_try() == []
    with pytest.raises(Refused):
        sign_in_link(person.email)


def test_a_changed_demo_address_is_nothing(client):
    address = link_of(PersonFactory(coordinator=True, is_demo=True))

    assert client.post(address[:-3] + "x/").status_code == 404
    assert client.post(address[:-3] + "/").status_code == 404


def test_an_old_demo_address_is_nothing():
    person = PersonFactory(coordinator=True, is_demo=True)
    token, now = link_of(person).split("/")[-2], timezone.now()

    assert person_of(token, now + timedelta(days=2)) == person
    assert person_of(token, now + timedelta(days=4)) is None


def test_a_demo_address_fits_on_a_line_beside_a_name():
    assert len(sign_in_link(PersonFactory(candidate=True, is_demo=True).email)) < 50


def test_the_address_is_whole(settings):
    settings.SITE_ADDRESS = "http://localhost:8123"
    person = PersonFactory(candidate=True, is_demo=True, email="karen@mail.example")

    assert sign_in_link(" Karen@mail.example") == "http://localhost:8123" + link_of(person)


def test_the_front_page_of_the_demo_offers_demo_people_alone(client):
    shown = PersonFactory(candidate=True, is_demo=True, first_name="Shown", last_name="Person")
    hidden = PersonFactory(candidate=True, first_name="Hidden", last_name="Person")

    text = client.get(reverse("home")).content.decode()

    assert shown.name in text
    assert hidden.name not in text


def test_signing_in_ends_a_managers_link(client):
    PassFactory(token="in-hand")
    enter(client, "in-hand")
    person = PersonFactory(candidate=True, is_demo=True)

    client.post(link_of(person))

    assert acting(client).role == Role.CANDIDATE
    client.post(reverse("account_logout"))
    assert acting(client) is None
