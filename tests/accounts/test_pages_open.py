"""Every page of ours opens for whoever may open it, in all four languages, and for nobody else."""

import pytest
from django.urls import reverse

from onward.accounts.demo import link_of
from onward.core.access import Role
from tests.factories.accounts import EmployerFactory, MembershipFactory, OfficeFactory, PassFactory, PersonFactory

pytestmark = pytest.mark.django_db
PUBLIC = ["home", "account_login", "accounts:password_sign_in"]
OWN = ["accounts:me", "accounts:sessions", "accounts:choose_role", "accounts:change_password", "mfa_index"]
COORDINATOR = [
    "accounts:offices",
    "accounts:new_office",
    "accounts:colleagues",
    "accounts:new_colleague",
    "accounts:employers",
    "accounts:new_employer",
]


@pytest.mark.parametrize("name", PUBLIC)
@pytest.mark.parametrize("language", ["da", "en", "nb", "nl"])
def test_a_visitor_opens_the_way_in(client, name, language):
    response = client.get(reverse(name), headers={"accept-language": language})

    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.content.decode()


@pytest.mark.parametrize("name", [*OWN, "mfa_activate_totp", "mfa_add_webauthn", "account_logout"])
@pytest.mark.parametrize("role", [Role.CANDIDATE, Role.COUNSELLOR, Role.COORDINATOR, Role.SPONSOR])
def test_everybody_opens_the_own_account(sign_in, name, role):
    person = MembershipFactory(**{role.value: True}).person

    assert sign_in(person, role).get(reverse(name)).status_code == 200


@pytest.mark.parametrize("what", ["email", "phone"])
def test_everybody_may_change_how_to_be_reached(sign_in, what):
    client = sign_in(PersonFactory(candidate=True))

    assert client.get(reverse("accounts:change_contact", args=[what])).status_code == 200


@pytest.mark.parametrize("name", COORDINATOR)
@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.COORDINATOR, 200), (Role.COUNSELLOR, 404), (Role.CANDIDATE, 404), (Role.SPONSOR, 404)],
)
def test_the_house_is_the_coordinators(sign_in, name, role, status):
    person = MembershipFactory(**{role.value: True}).person

    assert sign_in(person, role).get(reverse(name)).status_code == status


def test_the_coordinator_opens_one_of_each(sign_in):
    client = sign_in(PersonFactory(coordinator=True))
    colleague = MembershipFactory(counsellor=True)
    contact = MembershipFactory(sponsor=True)
    addresses = [
        reverse("accounts:office", args=[OfficeFactory().pk]),
        reverse("accounts:colleague", args=[colleague.person_id]),
        reverse("accounts:end_role", args=[colleague.pk]),
        reverse("accounts:employer", args=[contact.employer_id]),
        reverse("accounts:new_contact", args=[EmployerFactory().pk]),
    ]

    assert [client.get(address).status_code for address in addresses] == [200] * 5


@pytest.mark.parametrize("name", [*OWN, *COORDINATOR])
def test_a_stranger_is_asked_to_sign_in(client, name):
    response = client.get(reverse(name))

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_doors_for_people_without_an_account(client):
    person = PersonFactory(candidate=True, is_demo=True)

    assert client.get(link_of(person)).status_code == 200
    assert (
        client.get(reverse("accounts:enter_with_pass", args=[PassFactory(token="abc").token_hash])).status_code == 410
    )
    PassFactory(token="handed-over")
    assert client.get(reverse("accounts:enter_with_pass", args=["handed-over"])).status_code == 200
