"""The menus, and the way from signing in to the start page of each role."""

import pytest
from django.conf import settings
from django.urls import resolve, reverse

from onward.config.menu import MENU
from onward.core.access import Role
from tests.factories.accounts import PersonFactory

pytestmark = pytest.mark.django_db

START = {
    Role.CANDIDATE: "/me/",
    Role.COUNSELLOR: "/desk/",
    Role.COORDINATOR: "/office/",
    Role.SPONSOR: "/sponsor/",
}
ENTRIES = [(role, entry) for role, entries in MENU.items() for entry in entries]


@pytest.mark.parametrize(("role", "entry"), ENTRIES, ids=lambda value: str(getattr(value, "url_name", value)))
def test_every_entry_opens_a_page_of_its_role(role, entry):
    found = resolve(reverse(entry.url_name))

    assert entry.is_person or role in found.func.audience


def test_a_menu_has_five_entries_at_most_and_ends_with_the_person():
    assert {role: len(entries) <= 6 and entries[-1].is_person for role, entries in MENU.items()} == dict.fromkeys(
        MENU, True
    )


@pytest.mark.parametrize("role", list(START), ids=str)
def test_home_leads_each_role_to_its_start_page(sign_in, role):
    person = PersonFactory(**{role.value: True})

    response = sign_in(person, role).get(reverse(settings.LOGIN_REDIRECT_URL), follow=True)

    assert response.redirect_chain[-1] == (START[role], 302)
    assert response.status_code == 200


@pytest.mark.parametrize("role", list(START), ids=str)
def test_start_pages_do_not_exist_for_other_roles(sign_in, role):
    person = PersonFactory(**{role.value: True})
    client = sign_in(person, role)

    found = {page: client.get(page).status_code for page in START.values()}

    assert found == {page: 200 if page == START[role] else 404 for page in START.values()}


@pytest.mark.parametrize("page", list(START.values()))
def test_start_pages_ask_a_visitor_to_sign_in(client, page):
    response = client.get(page)

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))
