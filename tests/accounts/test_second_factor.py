"""Whoever works here shows a second factor before anything else, whichever role is chosen, or none yet."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from onward.core.access import Role
from tests.factories.accounts import MembershipFactory, PersonFactory

pytestmark = pytest.mark.django_db
ONE = ("code",)
OWN_PAGES = ["accounts:me", "accounts:sessions", "accounts:choose_role", "accounts:change_password", "mfa_index"]
WRITES = ["accounts:end_other_sessions", "accounts:choose_role", "mfa_generate_recovery_codes", "mfa_deactivate_totp"]


@pytest.fixture
def two_roles():
    """A coordinator who is a counsellor too, with an app."""
    person = PersonFactory(coordinator=True)
    MembershipFactory(counsellor=True, person=person)
    Authenticator.objects.create(user=person, type="totp", data={"secret": "sealed"})
    return person


@pytest.mark.parametrize("page", OWN_PAGES)
@pytest.mark.parametrize("role", [None, Role.COUNSELLOR])
def test_with_one_factor_no_page_of_the_own_account_opens(sign_in, two_roles, page, role):
    answer = sign_in(two_roles, role, methods=ONE).get(reverse(page))

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("accounts:continue"))


@pytest.mark.parametrize("page", WRITES)
def test_with_one_factor_nothing_is_changed(sign_in, two_roles, page):
    client = sign_in(two_roles, methods=ONE)

    answer = client.post(reverse(page), {"role": str(two_roles.memberships.first().pk)})

    assert answer.url.startswith(reverse("accounts:continue"))
    assert "onward_membership" not in client.session
    assert Authenticator.objects.filter(user=two_roles).count() == 1


def test_a_role_at_an_employer_does_not_lead_around_it(sign_in):
    person = PersonFactory(sponsor=True)
    MembershipFactory(counsellor=True, person=person)

    client = sign_in(person, Role.SPONSOR, methods=ONE)

    assert client.get(reverse("core:help")).wsgi_request.actor is None
    assert client.get(reverse("accounts:continue")).url == reverse("accounts:second_factor")


def test_what_leads_there_stays_open(sign_in, two_roles):
    client = sign_in(two_roles, methods=ONE)

    assert client.get(reverse("accounts:second_factor")).url.startswith(reverse("mfa_reauthenticate"))
    assert client.post(reverse("core:language"), {"language": "da"}).status_code == 302
    assert client.get(reverse("account_logout")).status_code == 200


def test_the_page_that_was_wanted_is_kept_through_the_second_factor(sign_in, two_roles):
    client = sign_in(two_roles, Role.COORDINATOR, methods=ONE)
    first = client.get(reverse("accounts:offices")).url

    asked = client.get(client.get(first).url).url

    assert asked.endswith("next=%2Fsign-in%2Fcontinue%2F%3Fnext%3D%252Foffice%252Foffices%252F")


def test_with_both_the_role_is_chosen(sign_in, two_roles):
    assert sign_in(two_roles).get(reverse("accounts:choose_role")).status_code == 200
