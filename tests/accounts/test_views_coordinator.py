"""The coordinator's pages: what is typed, what comes back, what is kept."""

from datetime import date

import pytest
from django.urls import reverse

from onward.accounts.models import Employer, Membership, Office, StaffProfile
from onward.core.access import Role
from onward.correspondence.models import Message
from tests.factories.accounts import EmployerFactory, MembershipFactory, OfficeFactory, PersonFactory

pytestmark = pytest.mark.django_db
OFFICE = {
    "name": "Utrecht",
    "city": "Utrecht",
    "country": "NL",
    "timezone": "Europe/Amsterdam",
    "phone": "+31 30 123 45 67",
    "language": "nl",
    "hours_mon": "9-12, 13:00–17",
    "hours_tue": "08.30 tot 16.30",
    "closed_days": "24.12.2026\n2026-12-31\n5/5/2027",
}
PROFILE = {
    "weekly_hours": "25",
    "languages": ["nl", "en"],
    "greeting_nl": "Ik luister graag.",
    "phone": "",
    "video_room": "",
}


@pytest.fixture
def office_client(sign_in):
    return sign_in(PersonFactory(coordinator=True))


def test_a_new_office_as_people_write_hours_and_days(office_client):
    response = office_client.post(reverse("accounts:new_office"), OFFICE)

    made = Office.objects.get(name="Utrecht")
    assert response.url == reverse("accounts:offices")
    assert made.hours == {"mon": [["09:00", "12:00"], ["13:00", "17:00"]], "tue": [["08:30", "16:30"]]}
    assert made.closed_days == [date(2026, 12, 24), date(2026, 12, 31), date(2027, 5, 5)]
    assert made.phone == "+31301234567"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"hours_mon": "morning"}, "Write from and to, for example 09:00–16:00."),
        ({"hours_mon": "16-9"}, "The office would close before it opens."),
        ({"hours_mon": "9-12, 11-15"}, "Two of these stretches overlap."),
        ({"hours_mon": "9-25"}, "One of these times does not exist."),
        ({"hours_mon": "", "hours_tue": ""}, "Write the hours of at least one day."),
        ({"closed_days": "24.12.2026\nChristmas"}, "We could not read “Christmas” as a day."),
        ({"closed_days": "31.2.2026"}, "We could not read “31.2.2026” as a day."),
        ({"timezone": "Europe/Nowhere"}, "We do not know this time zone."),
        ({"phone": "12"}, "Write a phone number"),
        ({"city": ""}, "This is still missing."),
    ],
)
def test_each_mistake_is_named_and_what_was_typed_stays(office_client, typed, words):
    response = office_client.post(reverse("accounts:new_office"), OFFICE | typed)

    text = response.content.decode()
    assert response.status_code == 200
    assert words in text
    assert 'value="Utrecht"' in text
    assert not Office.objects.filter(name="Utrecht").exists()


def test_an_office_shows_its_hours_as_they_can_be_typed_again(office_client):
    made = OfficeFactory(hours={"mon": [["09:00", "12:00"], ["13:00", "17:00"]]}, closed_days=[date(2026, 12, 24)])

    text = office_client.get(reverse("accounts:office", args=[made.pk])).content.decode()

    assert 'value="09:00–12:00, 13:00–17:00"' in text
    assert "24.12.2026" in text


def test_a_changed_office(office_client):
    made = OfficeFactory()

    office_client.post(reverse("accounts:office", args=[made.pk]), OFFICE)

    made.refresh_from_db()
    assert (made.name, made.country) == ("Utrecht", "NL")


def test_a_name_that_is_taken_is_said_on_the_form(office_client):
    OfficeFactory(name="Utrecht")

    response = office_client.post(reverse("accounts:new_office"), OFFICE)

    assert "There is an office of this name already." in response.content.decode()


@pytest.mark.parametrize("name", ["offices", "colleagues", "employers"])
@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_for_one_and_three(office_client, table_queries, name, count):
    for _ in range(count):
        MembershipFactory(counsellor=True)
        EmployerFactory()

    with table_queries() as asked:
        response = office_client.get(reverse(f"accounts:{name}"))

    assert response.status_code == 200
    assert len(asked) == {"offices": 4, "colleagues": 5, "employers": 4}[name]


def test_letting_in_a_colleague(office_client):
    office = OfficeFactory()
    typed = {
        "first_name": "Odd-Harald",
        "last_name": "Kvamme-Andreassen",
        "email": "Odd@onward.example",
        "language": "nb",
        "role": "counsellor",
        "office": str(office.pk),
    }

    response = office_client.post(reverse("accounts:new_colleague"), typed, follow=True)

    assert Membership.objects.get(person__email="odd@onward.example").office == office
    assert "Odd-Harald Kvamme-Andreassen gets a mail" in response.content.decode()
    assert Message.objects.count() == 1


def test_a_colleagues_profile(office_client):
    person = PersonFactory(counsellor=True)

    office_client.post(reverse("accounts:colleague", args=[person.pk]), PROFILE)

    profile = StaffProfile.objects.get(person=person)
    assert (profile.weekly_hours, profile.languages) == (25, ["nl", "en"])
    assert profile.greetings == {"nl": "Ik luister graag."}


def test_one_more_role_and_its_end(office_client):
    held = MembershipFactory(counsellor=True)
    typed = {"more-role": "coordinator", "more-office": str(held.office_id)}

    office_client.post(reverse("accounts:add_role", args=[held.person_id]), typed)
    again = office_client.post(reverse("accounts:add_role", args=[held.person_id]), typed, follow=True)
    office_client.get(reverse("accounts:end_role", args=[held.pk]))
    office_client.post(reverse("accounts:end_role", args=[held.pk]))

    assert "This person has that role already." in again.content.decode()
    open_roles = held.person.memberships.filter(ended_at=None).values_list("role", flat=True)
    assert list(open_roles) == [Role.COORDINATOR]


def test_ending_the_last_coordinator_is_refused_in_words(office_client):
    own = Membership.objects.get(role=Role.COORDINATOR)

    response = office_client.post(reverse("accounts:end_role", args=[own.pk]), follow=True)

    assert "This is the last coordinator." in response.content.decode()


def test_a_candidate_is_no_colleague(office_client):
    candidate = PersonFactory(candidate=True)

    assert office_client.get(reverse("accounts:colleague", args=[candidate.pk])).status_code == 404
    role = candidate.memberships.get()
    assert office_client.post(reverse("accounts:end_role", args=[role.pk])).status_code == 404


def test_an_employer_and_its_contact(office_client):
    typed = {"name": "Stål A/S", "country": "DK", "language": "da", "mail_domains": "@Stal.example\nhr.stal.example"}
    address = office_client.post(reverse("accounts:new_employer"), typed).url
    employer = Employer.objects.get(name="Stål A/S")
    contact = {"first_name": "Bente", "last_name": "Krogh", "email": "bente@stal.example", "language": "da"}

    office_client.post(reverse("accounts:new_contact", args=[employer.pk]), contact)
    page = office_client.get(address).content.decode()
    office_client.post(address, typed | {"mail_domains": ""})

    assert "Bente Krogh" in page
    employer.refresh_from_db()
    assert employer.mail_domains == []
    role = Membership.objects.get(employer=employer)
    ended = office_client.post(reverse("accounts:end_role", args=[role.pk]))
    assert ended.url == address


def test_a_mail_domain_that_is_none(office_client):
    typed = {"name": "Stål A/S", "country": "DK", "language": "da", "mail_domains": "bente@stal.example"}

    response = office_client.post(reverse("accounts:new_employer"), typed)

    assert "is not a mail domain" in response.content.decode()
