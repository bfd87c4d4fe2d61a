"""One's own account: role, language, address, sessions; each changed by a post alone."""

import re

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.urls import reverse

from onward.accounts.models import Person
from onward.accounts.standing import MEMBERSHIP_KEY
from onward.core.access import Role
from onward.correspondence.models import Message
from onward.privacy.models import AuditEntry
from tests.conftest import WebClient
from tests.factories.accounts import EmployerFactory, MembershipFactory, OfficeFactory, PersonFactory, membership

pytestmark = pytest.mark.django_db


def code_sent():
    return re.search(r"\b\d{6}\b", Message.objects.get(kind="correspondence.contact_code").body)[0]


# Roles ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def two_roles():
    person = MembershipFactory(counsellor=True).person
    MembershipFactory(coordinator=True, person=person)
    return person


def test_whoever_has_several_roles_chooses_one_first(sign_in, two_roles):
    client = sign_in(two_roles)

    response = client.get(reverse("home"), follow=True)

    assert response.redirect_chain[-1][0].startswith(reverse("accounts:choose_role"))
    assert client.get(reverse("accounts:offices")).status_code == 302


def test_the_role_changes_by_a_post(sign_in, two_roles):
    client = sign_in(two_roles, Role.COUNSELLOR)
    wanted = str(membership(two_roles, Role.COORDINATOR).pk)

    client.get(reverse("accounts:choose_role"), {"role": wanted})
    assert client.get(reverse("accounts:offices")).status_code == 302
    client.post(reverse("accounts:choose_role"), {"role": wanted})

    assert client.get(reverse("accounts:offices")).status_code == 200


def test_a_link_to_a_page_of_another_own_role_leads_to_the_choice_and_on(sign_in, two_roles):
    client, page = sign_in(two_roles, Role.COUNSELLOR), f"{reverse('accounts:offices')}?from=mail"

    asked = client.get(page, follow=True)
    assert "belongs to another of your roles" in asked.content.decode()
    field = BeautifulSoup(asked.content, "html.parser").select_one("[name=next]")
    wanted = str(membership(two_roles, Role.COORDINATOR).pk)
    response = client.post(reverse("accounts:choose_role"), {"role": wanted, "next": field["value"]}, follow=True)

    assert response.redirect_chain[-1][0] == page
    assert response.status_code == 200


def test_a_page_of_a_role_that_one_does_not_hold_does_not_exist(sign_in, two_roles):
    client = sign_in(two_roles, Role.COUNSELLOR)

    assert client.get("/sponsor/").status_code == 404
    assert client.post(reverse("accounts:new_office")).status_code == 404


def test_the_role_stands_on_the_page(sign_in, two_roles):
    response = sign_in(two_roles, Role.COORDINATOR).get(reverse("accounts:offices"))

    assert f"{two_roles.name}, coordinator" in " ".join(response.content.decode().split())


def test_a_role_of_somebody_else_cannot_be_chosen(sign_in, two_roles):
    client = sign_in(two_roles, Role.COUNSELLOR)
    foreign = MembershipFactory(coordinator=True)

    client.post(reverse("accounts:choose_role"), {"role": str(foreign.pk)})

    assert client.session[MEMBERSHIP_KEY] == str(membership(two_roles, Role.COUNSELLOR).pk)


def test_a_cookie_with_somebody_elses_role_gives_nothing(sign_in, two_roles):
    client = sign_in(two_roles)
    client.cookies["onward_role"] = str(MembershipFactory(coordinator=True).pk)

    assert client.get(reverse("accounts:offices")).status_code == 302


def test_the_last_role_is_remembered_on_the_device(sign_in, two_roles):
    client = sign_in(two_roles)
    client.post(reverse("accounts:choose_role"), {"role": str(membership(two_roles, Role.COORDINATOR).pk)})
    kept = client.cookies["onward_role"].value
    sign_in(two_roles)
    client.cookies["onward_role"] = kept

    assert client.get(reverse("accounts:offices")).status_code == 200


def test_a_role_that_ends_opens_nothing_from_the_next_page_on(sign_in):
    held = MembershipFactory(coordinator=True)
    client = sign_in(held.person)
    assert client.get(reverse("accounts:offices")).status_code == 200

    held.ended_at = "2026-11-20T08:00Z"
    held.save()

    assert client.get(reverse("accounts:offices")).status_code == 302


def test_a_person_who_is_shut_out_is_out_at_once(sign_in):
    person = PersonFactory(coordinator=True)
    client = sign_in(person)
    Person.objects.filter(pk=person.pk).update(is_active=False)

    assert client.get(reverse("accounts:offices")).url.startswith(reverse("account_login"))


@pytest.mark.parametrize("role", [Role.CANDIDATE, Role.COUNSELLOR, Role.COORDINATOR, Role.SPONSOR])
def test_who_asks_costs_three_queries(sign_in, table_queries, role):
    client = sign_in(MembershipFactory(**{role.value: True}).person)

    with table_queries() as asked:
        client.get(reverse("core:help"))

    assert len(asked) == 3  # session, person, roles


def test_a_visitor_costs_no_query(client, table_queries):
    with table_queries() as asked:
        client.get(reverse("core:help"))

    assert asked == []


# Language and time zone -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accepts", "expected"),
    [
        ("no", "nb"),
        ("nn-NO,nn;q=0.9", "nb"),
        ("nb-NO", "nb"),
        ("nl-BE", "nl"),
        ("fr,da;q=0.5", "da"),
        ("fr", "en"),
        ("", "en"),
    ],
)
def test_a_visitor_reads_what_the_browser_asks_for(client, accepts, expected):
    response = client.get(reverse("home"), headers={"accept-language": accepts})

    assert response.headers["Content-Language"] == expected


def test_a_visitors_choice_is_kept_in_a_cookie(client):
    client.post(reverse("core:language"), {"language": "nl", "next": "/"})

    response = client.get(reverse("home"), headers={"accept-language": "da"})

    assert response.headers["Content-Language"] == "nl"


def test_a_signed_in_persons_choice_is_kept_with_the_person(sign_in):
    person = PersonFactory(candidate=True, language="da")
    client = sign_in(person)

    client.post(reverse("core:language"), {"language": "nb", "next": "/account/"})

    person.refresh_from_db()
    assert person.language == "nb"
    assert client.get(reverse("accounts:me")).headers["Content-Language"] == "nb"


def test_staff_may_choose_a_language_before_the_second_factor(sign_in):
    person = PersonFactory(counsellor=True, language="da")

    sign_in(person, methods=("code",)).post(reverse("core:language"), {"language": "nl", "next": "/"})

    person.refresh_from_db()
    assert person.language == "nl"


def test_a_language_we_do_not_have_changes_nothing(sign_in):
    person = PersonFactory(candidate=True, language="da")

    sign_in(person).post(reverse("core:language"), {"language": "fr", "next": "/"})

    person.refresh_from_db()
    assert person.language == "da"


def test_staff_read_times_of_their_office(sign_in):
    held = MembershipFactory(coordinator=True, office=OfficeFactory(timezone="Europe/London"))

    response = sign_in(held.person).get(reverse("accounts:offices"))

    assert response.wsgi_request.standing.timezone == "Europe/London"


# Address and number -----------------------------------------------------------------------------------------------


def test_a_new_address_counts_once_its_code_was_typed(sign_in):
    person = PersonFactory(candidate=True, email="old@mail.example")
    client = sign_in(person)

    client.post(reverse("accounts:change_contact", args=["email"]), {"email": "New@Mail.example"})
    assert Person.objects.get().email == "old@mail.example"
    client.post(reverse("accounts:confirm_contact"), {"code": code_sent()})

    assert Person.objects.get().email == "new@mail.example"
    assert Message.objects.filter(address="old@mail.example", kind="correspondence.contact_changed").count() == 1


def test_a_new_number_counts_as_shown(sign_in):
    client = sign_in(PersonFactory(candidate=True))

    client.post(reverse("accounts:change_contact", args=["phone"]), {"phone": "+45 20 12 34 56"})
    client.post(reverse("accounts:confirm_contact"), {"code": code_sent()})

    person = Person.objects.get()
    assert (person.phone, person.phone_verified_at is not None) == ("+4520123456", True)


def test_a_wrong_code_three_times_ends_the_change(sign_in):
    client = sign_in(PersonFactory(candidate=True, email="old@mail.example"))
    client.post(reverse("accounts:change_contact", args=["email"]), {"email": "new@mail.example"})
    right = code_sent()
    for _ in range(3):
        client.post(reverse("accounts:confirm_contact"), {"code": "000000" if right != "000000" else "111111"})

    client.post(reverse("accounts:confirm_contact"), {"code": right})

    assert Person.objects.get().email == "old@mail.example"


def test_the_old_address_no_longer_signs_in(sign_in):
    person = PersonFactory(candidate=True, email="old@mail.example")
    client = sign_in(person)
    client.post(reverse("accounts:change_contact", args=["email"]), {"email": "new@mail.example"})
    client.post(reverse("accounts:confirm_contact"), {"code": code_sent()})
    stranger = WebClient()

    stranger.post(reverse("account_login"), {"login": "old@mail.example"})

    assert not Message.objects.filter(kind="correspondence.sign_in_code").exists()


def test_a_candidate_cannot_choose_an_address_at_work(sign_in):
    EmployerFactory(mail_domains=["stal.example"])
    client = sign_in(PersonFactory(candidate=True))

    response = client.post(reverse("accounts:change_contact", args=["email"]), {"email": "me@stal.example"})

    assert "an employer can read its own post" in response.content.decode()
    assert not Message.objects.exists()


def test_an_address_that_is_taken_is_said_only_to_whoever_reads_its_post(sign_in):
    PersonFactory(candidate=True, email="taken@mail.example")
    client = sign_in(PersonFactory(candidate=True, email="mine@mail.example"))

    answer = client.post(reverse("accounts:change_contact", args=["email"]), {"email": "taken@mail.example"})
    assert answer.url == reverse("accounts:confirm_contact")
    answer = client.post(reverse("accounts:confirm_contact"), {"code": code_sent()}, follow=True)

    assert "already belongs to another account" in answer.content.decode()


# Sessions ---------------------------------------------------------------------------------------------------------


def signed_in_elsewhere(person, user_agent):
    client = WebClient(headers={"user-agent": user_agent})
    client.post(reverse("account_login"), {"login": person.email})
    body = Message.objects.latest("created_at").body
    client.post(reverse("account_confirm_login_code"), {"code": re.search(r"\b\d{3}-?\d{3}\b", body)[0]})
    return client


PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Safari/604.1"
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def two_devices():
    person = PersonFactory(candidate=True)
    return person, signed_in_elsewhere(person, PHONE), signed_in_elsewhere(person, DESK)


def test_sessions_are_seen(two_devices):
    _person, _phone, desk = two_devices

    text = desk.get(reverse("accounts:sessions")).content.decode()

    assert "Safari, iPhone" in text
    assert "Firefox, Windows" in text
    assert "127.0.0.1" in text


def test_one_session_is_ended(two_devices):
    _person, phone, desk = two_devices
    other = next(each for each in desk.get(reverse("accounts:sessions")).context["sessions"] if not each.is_current)

    assert desk.get(reverse("accounts:end_session", args=[other.id])).status_code == 405
    desk.post(reverse("accounts:end_session", args=[other.id]))

    assert phone.get(reverse("accounts:me")).status_code == 302
    assert desk.get(reverse("accounts:me")).status_code == 200
    assert AuditEntry.objects.filter(verb="accounts.sessions_ended").count() == 1


def test_all_other_sessions_are_ended(two_devices):
    person, phone, desk = two_devices
    third = signed_in_elsewhere(person, PHONE)

    phone.post(reverse("accounts:end_other_sessions"))

    assert [client.get(reverse("accounts:me")).status_code for client in (phone, desk, third)] == [200, 302, 302]


def test_a_session_of_somebody_else_is_never_ended(two_devices, sign_in):
    _person, phone, desk = two_devices
    shown = desk.get(reverse("accounts:sessions")).context["sessions"]
    stranger = sign_in(PersonFactory(candidate=True), into=WebClient())

    for session in shown:
        stranger.post(reverse("accounts:end_session", args=[session.id]))

    assert [client.get(reverse("accounts:me")).status_code for client in (phone, desk)] == [200, 200]


# Password ---------------------------------------------------------------------------------------------------------


def test_a_password_needs_the_app_first(sign_in):
    person = PersonFactory(candidate=True)

    sign_in(person).post(reverse("accounts:change_password"), {"password": "three words in a row"})

    person.refresh_from_db()
    assert not person.has_usable_password()


def test_cookies_are_kept_from_scripts():
    assert settings.SESSION_COOKIE_HTTPONLY
