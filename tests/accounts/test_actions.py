"""Outcome, refusal, stranger and trace of every write."""

from datetime import UTC, date, datetime

import pytest
from allauth.account.models import EmailAddress

from onward.accounts import actions
from onward.accounts.models import Employer, Membership, Office, Person, StaffProfile
from onward.core.access import SYSTEM, Role
from onward.core.errors import NotAllowed, Refused
from onward.correspondence.models import Message
from onward.jurisdictions.working_time import OpeningHours
from onward.privacy.models import AuditEntry
from tests.factories.accounts import EmployerFactory, MembershipFactory, OfficeFactory, PersonFactory, actor

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOURS = OpeningHours.from_json({"mon": [["08:00", "16:00"]], "fri": [["09:00", "12:00"], ["13:00", "15:00"]]})
KAREN = {"first_name": "Karen", "last_name": "van den Berg", "language": "nl", "at": NOON}


@pytest.fixture
def coordinator():
    return actor(PersonFactory(coordinator=True))


@pytest.fixture
def counsellor():
    return actor(PersonFactory(counsellor=True))


@pytest.fixture
def candidate():
    return PersonFactory(candidate=True, email="old@mail.example")


def verbs():
    return list(AuditEntry.objects.order_by("at", "verb").values_list("verb", flat=True))


# People -----------------------------------------------------------------------------------------------------------


def test_create_person():
    person = actions.create_person(
        by=SYSTEM, name_prefix="van den", country="NL", email="Karen@Mail.example", phone="+31612345678", **KAREN
    )

    assert (person.email, person.phone, person.name) == ("karen@mail.example", "+31612345678", "Karen van den Berg")
    assert person.sort_key.startswith("berg")
    assert not person.has_usable_password()
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.about, entry.at) == ("accounts.person_created", person.pk, NOON)


def test_create_person_without_any_address():
    first = actions.create_person(by=SYSTEM, email="", phone="", **KAREN)
    second = actions.create_person(by=SYSTEM, **KAREN)

    assert (first.email, first.phone, second.email) == (None, None, None)


@pytest.mark.parametrize("taken", [{"email": "KAREN@mail.example"}, {"phone": "+31612345678"}])
def test_create_person_refuses_what_belongs_to_somebody(taken):
    PersonFactory(email="karen@mail.example", phone="+31612345678")

    with pytest.raises(Refused):
        actions.create_person(by=SYSTEM, **taken, **KAREN)

    assert Person.objects.count() == 1
    assert verbs() == []


@pytest.mark.parametrize("trait", ["candidate", "sponsor"])
def test_create_person_is_not_for_strangers(trait):
    by = actor(PersonFactory(**{trait: True}))

    with pytest.raises(NotAllowed):
        actions.create_person(by=by, **KAREN)


# Roles ------------------------------------------------------------------------------------------------------------


def test_add_membership_for_a_colleague(coordinator):
    person, office = PersonFactory(language="nb"), OfficeFactory()

    actions.add_membership(by=coordinator, person=person, role=Role.COUNSELLOR, office=office, at=NOON)

    assert Membership.objects.get(person=person).office == office
    assert StaffProfile.objects.get(person=person).languages == ["nb"]
    assert verbs() == ["accounts.membership_added"]


def test_a_second_role_of_a_colleague(coordinator):
    held = MembershipFactory(counsellor=True)

    actions.add_membership(by=coordinator, person=held.person, role=Role.COORDINATOR, office=held.office, at=NOON)

    assert held.person.memberships.count() == 2


def test_the_same_role_twice_is_refused(coordinator):
    held = MembershipFactory(counsellor=True)

    with pytest.raises(Refused):
        actions.add_membership(by=coordinator, person=held.person, role=Role.COUNSELLOR, office=held.office, at=NOON)


@pytest.mark.parametrize(("held", "role"), [("sponsor", Role.CANDIDATE), ("counsellor", Role.CANDIDATE)])
def test_an_hr_contact_who_is_let_go_gets_a_second_account(held, role):
    person = PersonFactory(**{held: True})

    with pytest.raises(Refused):
        actions.add_membership(by=SYSTEM, person=person, role=role, at=NOON)


def test_a_candidate_never_becomes_a_sponsor_in_the_same_account(coordinator, candidate):
    with pytest.raises(Refused):
        actions.add_membership(
            by=coordinator, person=candidate, role=Role.SPONSOR, employer=EmployerFactory(), at=NOON
        )


def test_a_counsellor_gives_no_staff_roles(counsellor):
    with pytest.raises(NotAllowed):
        actions.add_membership(
            by=counsellor, person=PersonFactory(), role=Role.COORDINATOR, office=OfficeFactory(), at=NOON
        )


def test_a_counsellor_begins_a_candidate_on_the_phone(counsellor):
    person = actions.create_person(by=counsellor, **KAREN)

    assert actions.add_membership(by=counsellor, person=person, role=Role.CANDIDATE, at=NOON).role == Role.CANDIDATE


def test_end_membership(coordinator):
    held = MembershipFactory(counsellor=True)

    actions.end_membership(by=coordinator, membership=held, at=NOON)

    held.refresh_from_db()
    assert held.ended_at == NOON
    assert verbs() == ["accounts.membership_ended"]


def test_a_role_ends_once(coordinator):
    held = MembershipFactory(counsellor=True, ended_at=NOON)

    with pytest.raises(Refused):
        actions.end_membership(by=coordinator, membership=held, at=NOON)


def test_the_last_coordinator_stays():
    held = MembershipFactory(coordinator=True)

    with pytest.raises(Refused):
        actions.end_membership(by=actor(held.person), membership=held, at=NOON)


def test_one_of_two_coordinators_may_go(coordinator):
    held = MembershipFactory(coordinator=True)

    actions.end_membership(by=coordinator, membership=held, at=NOON)

    assert Membership.objects.filter(role=Role.COORDINATOR, ended_at=None).count() == 1


def test_a_counsellor_ends_no_role(counsellor):
    with pytest.raises(NotAllowed):
        actions.end_membership(by=counsellor, membership=MembershipFactory(counsellor=True), at=NOON)


def test_invite_a_colleague(coordinator):
    office = OfficeFactory(norwegian=True)

    made = actions.invite(
        by=coordinator, role=Role.COUNSELLOR, office=office, email="Odd@onward.example", **{**KAREN, "language": "nb"}
    )

    message = Message.objects.get()
    assert (made.role, made.person.email) == (Role.COUNSELLOR, "odd@onward.example")
    assert (message.address, message.language, message.person) == ("odd@onward.example", "nb", made.person_id)
    assert "/sign-in/" in message.body


def test_invite_an_employers_contact_at_work(coordinator):
    employer = EmployerFactory(mail_domains=["stal.example"])

    made = actions.invite(by=coordinator, role=Role.SPONSOR, employer=employer, email="hr@stal.example", **KAREN)

    assert made.employer == employer
    assert Message.objects.get().address == "hr@stal.example"


def test_invite_somebody_who_works_here_already(coordinator):
    held = MembershipFactory(counsellor=True, person__email="mette@onward.example")

    made = actions.invite(
        by=coordinator, role=Role.COORDINATOR, office=held.office, email="mette@onward.example", **KAREN
    )

    assert made.person == held.person


def test_invite_never_turns_a_candidate_into_a_colleague(coordinator, candidate):
    with pytest.raises(Refused):
        actions.invite(by=coordinator, role=Role.COUNSELLOR, office=OfficeFactory(), email=candidate.email, **KAREN)

    assert not Message.objects.exists()


def test_invite_is_the_coordinators(counsellor):
    with pytest.raises(NotAllowed):
        actions.invite(by=counsellor, role=Role.COUNSELLOR, office=OfficeFactory(), email="a@b.example", **KAREN)


# Language, address, password, profile -----------------------------------------------------------------------------


def test_change_language_is_ones_own(candidate, coordinator):
    actions.change_language(by=actor(candidate), person=candidate, language="da", at=NOON)
    with pytest.raises(NotAllowed):
        actions.change_language(by=coordinator, person=candidate, language="nl", at=NOON)

    candidate.refresh_from_db()
    assert candidate.language == "da"


def test_change_contact_forgets_the_old_address(candidate):
    EmailAddress.objects.create(user=candidate, email="old@mail.example", verified=True, primary=True)

    actions.change_contact(by=actor(candidate), person=candidate, email="New@mail.example", at=NOON)

    candidate.refresh_from_db()
    assert candidate.email == "new@mail.example"
    assert not EmailAddress.objects.exists()
    assert AuditEntry.objects.get().after == {"changed": ["email"]}


def test_the_same_contact_again_changes_nothing(counsellor, candidate):
    actions.enter_contact(by=counsellor, person=candidate, email=candidate.email, phone=None, at=NOON)

    assert AuditEntry.objects.get().after == {"changed": []}
    assert not Message.objects.exists()


def test_change_contact_is_ones_own(candidate, coordinator):
    with pytest.raises(NotAllowed):
        actions.change_contact(by=coordinator, person=candidate, email="new@mail.example", at=NOON)


@pytest.mark.parametrize("email", ["me@stal.example", "me@hr.stal.example"])
def test_change_contact_refuses_a_candidates_address_at_work(candidate, email):
    EmployerFactory(mail_domains=["stal.example"])

    with pytest.raises(Refused):
        actions.change_contact(by=actor(candidate), person=candidate, email=email, at=NOON)


def test_a_colleague_may_have_an_address_at_work():
    """In a unit of the employer's own, everybody has."""
    EmployerFactory(mail_domains=["stal.example"])
    person = PersonFactory(counsellor=True)

    actions.change_contact(by=actor(person), person=person, email="me@stal.example", at=NOON)

    assert Person.objects.filter(email="me@stal.example").exists()


def test_enter_contact_for_a_candidate_without_a_screen(counsellor, candidate):
    actions.enter_contact(by=counsellor, person=candidate, email=None, phone="+4520123456", at=NOON)

    candidate.refresh_from_db()
    assert (candidate.email, candidate.phone, candidate.phone_verified_at) == (None, "+4520123456", None)


def test_enter_contact_leaves_a_way_to_sign_in(counsellor, candidate):
    with pytest.raises(Refused):
        actions.enter_contact(by=counsellor, person=candidate, email="", phone="", at=NOON)


def test_enter_contact_is_not_for_colleagues_accounts(counsellor):
    with pytest.raises(NotAllowed):
        actions.enter_contact(
            by=counsellor, person=PersonFactory(coordinator=True), email="x@mail.example", phone=None, at=NOON
        )


def test_enter_contact_is_not_for_candidates(candidate):
    with pytest.raises(NotAllowed):
        actions.enter_contact(by=actor(candidate), person=candidate, email="x@mail.example", phone=None, at=NOON)


@pytest.mark.parametrize(("password", "usable"), [("three words in a row", True), ("", False)])
def test_change_password_tells_its_owner(candidate, password, usable):
    actions.change_password(by=actor(candidate), person=candidate, password=password, at=NOON)

    candidate.refresh_from_db()
    assert candidate.has_usable_password() is usable
    assert Message.objects.get().kind == "correspondence.password_changed"
    assert password not in str(list(AuditEntry.objects.values())) or not password


def test_change_password_without_an_e_mail_address():
    person = PersonFactory(candidate=True, email=None, phone="+4520123456")

    actions.change_password(by=actor(person), person=person, password="", at=NOON)

    assert not Message.objects.exists()


def test_change_password_is_ones_own(candidate, coordinator):
    with pytest.raises(NotAllowed):
        actions.change_password(by=coordinator, person=candidate, password="three words in a row", at=NOON)


def test_change_profile(coordinator):
    person = PersonFactory(counsellor=True)
    given = {
        "languages": ["da", "en"],
        "greetings": {"da": "Jeg hjælper gerne.", "nl": ""},
        "phone": "",
        "video_room": "",
        "weekly_hours": 20,
    }

    profile = actions.change_profile(by=coordinator, person=person, at=NOON, portrait="faces/1.svg", **given)
    actions.change_profile(by=actor(person), person=person, at=NOON, **given)

    profile.refresh_from_db()
    assert (profile.greetings, profile.weekly_hours) == ({"da": "Jeg hjælper gerne."}, 20)
    assert profile.portrait == "faces/1.svg"


def test_change_profile_is_not_for_other_counsellors(counsellor):
    with pytest.raises(NotAllowed):
        actions.change_profile(
            by=counsellor,
            person=PersonFactory(counsellor=True),
            at=NOON,
            languages=[],
            greetings={},
            phone="",
            video_room="",
            weekly_hours=1,
        )


# Sessions ---------------------------------------------------------------------------------------------------------


def test_ending_no_session_leaves_no_trace(candidate):
    assert actions.end_sessions(by=actor(candidate), keep_key=None, at=NOON) == 0
    assert verbs() == []


def test_whoever_is_nobody_ends_no_session():
    with pytest.raises(NotAllowed):
        actions.end_sessions(by=SYSTEM, keep_key=None, at=NOON)


# Offices and employers --------------------------------------------------------------------------------------------

OFFICE = {
    "name": "Aarhus",
    "street": "Åboulevarden 1",
    "postcode": "8000",
    "city": "Aarhus",
    "country": "DK",
    "timezone": "Europe/Copenhagen",
    "phone": "+4570101010",
    "language": "da",
    "hours": HOURS,
    "at": NOON,
}


def test_create_office(coordinator):
    office = actions.create_office(by=coordinator, closed_days=[date(2026, 12, 24), date(2026, 12, 24)], **OFFICE)

    office.refresh_from_db()
    assert office.hours["fri"] == [["09:00", "12:00"], ["13:00", "15:00"]]
    assert office.closed_days == [date(2026, 12, 24)]
    assert verbs() == ["accounts.office_created"]


def test_change_office_keeps_before_and_after(coordinator):
    office = OfficeFactory()

    actions.change_office(by=coordinator, office=office, **OFFICE)

    entry = AuditEntry.objects.get()
    assert entry.before["name"] != "Aarhus"
    assert (entry.after["name"], entry.after["hours"]) == ("Aarhus", HOURS.to_json())


def test_two_offices_never_share_a_name(coordinator):
    OfficeFactory(name="aarhus")

    with pytest.raises(Refused):
        actions.create_office(by=coordinator, **OFFICE)

    assert Office.objects.count() == 2  # that one, and the coordinator's


def test_an_office_takes_no_unknown_fields(coordinator):
    with pytest.raises(TypeError):
        actions.create_office(by=coordinator, colour="green", **OFFICE)


@pytest.mark.parametrize("trait", ["candidate", "counsellor", "sponsor"])
def test_offices_and_employers_are_the_coordinators(trait):
    by, office, employer = actor(PersonFactory(**{trait: True})), OfficeFactory(), EmployerFactory()
    named = {"name": "Stål AB", "country": "DK", "language": "da", "at": NOON}

    for action, given in (
        (actions.create_office, OFFICE),
        (actions.change_office, {"office": office, **OFFICE}),
        (actions.create_employer, named),
        (actions.change_employer, {"employer": employer, **named}),
    ):
        with pytest.raises(NotAllowed):
            action(by=by, **given)


def test_create_and_change_employer(coordinator):
    named = {"name": "Stål A/S", "country": "DK", "language": "da"}

    employer = actions.create_employer(
        by=coordinator, mail_domains=["@Stal.example", "stal.example"], at=NOON, **named
    )
    actions.change_employer(by=coordinator, employer=employer, mail_domains=[], at=NOON, **named)

    assert AuditEntry.objects.get(verb="accounts.employer_changed").before["mail_domains"] == ["stal.example"]
    assert Employer.objects.get(name="Stål A/S").mail_domains == []


def test_two_employers_never_share_a_name(coordinator):
    EmployerFactory(name="Stål A/S")

    with pytest.raises(Refused):
        actions.create_employer(by=coordinator, name="STÅL A/S", country="DK", language="da", at=NOON)
