"""Who may care for what: tables that a lawyer can read."""

import uuid

import pytest

from onward.accounts import policies, selectors
from onward.core.access import SYSTEM, Actor, Role
from tests.factories.accounts import EmployerFactory, MembershipFactory, OfficeFactory, PersonFactory, actor

pytestmark = pytest.mark.django_db
EMPLOYER = uuid.uuid4()
SOMEBODY = uuid.uuid4()

ACTORS = {
    "candidate": Actor(role=Role.CANDIDATE, person_id=SOMEBODY),
    "counsellor": Actor(role=Role.COUNSELLOR, person_id=SOMEBODY),
    "coordinator": Actor(role=Role.COORDINATOR, person_id=SOMEBODY),
    "sponsor": Actor(role=Role.SPONSOR, person_id=SOMEBODY, employer_id=EMPLOYER),
    "manager": Actor(role=Role.MANAGER, employer_id=EMPLOYER, manager_id=uuid.uuid4()),
    "system": SYSTEM,
}

MAY = """
                        candidate  counsellor  coordinator  sponsor  manager  system
    organise            no         no          yes          no       no       yes
    create_person       no         yes         yes          no       no       yes
    own_account         yes        yes         yes          yes      no       no
    other_account       no         no          no           no       no       no
    pass_own_employer   no         no          yes          yes      no       yes
    pass_other_employer no         no          yes          no       no       yes
    end_own_employer    no         no          yes          yes      no       yes
    end_other_employer  no         no          yes          no       no       yes
    contact_candidate   no         yes         yes          no       no       yes
    contact_sponsor     no         no          no           no       no       no
    own_post            yes        yes         yes          no       no       yes
    post_of_another     no         yes         yes          no       no       yes
    own_photo           no         yes         yes          no       no       no
    photo_of_another    no         no          no           no       no       no
    post_of_a_sponsor   no         no          no           no       no       no
"""

RULES = {
    "organise": policies.may_organise,
    "create_person": policies.may_create_person,
    "own_account": lambda by: policies.may_care_for_oneself(by, SOMEBODY),
    "other_account": lambda by: policies.may_care_for_oneself(by, uuid.uuid4()),
    "pass_own_employer": lambda by: policies.may_create_pass(by, EMPLOYER),
    "pass_other_employer": lambda by: policies.may_create_pass(by, uuid.uuid4()),
    "end_own_employer": lambda by: policies.may_end_pass(by, EMPLOYER),
    "end_other_employer": lambda by: policies.may_end_pass(by, uuid.uuid4()),
    "contact_candidate": lambda by: policies.may_enter_contact(by, {Role.CANDIDATE}),
    "own_post": lambda by: policies.may_change_postal_address(by, SOMEBODY, {Role.CANDIDATE}),
    "own_photo": lambda by: policies.may_change_picture(by, SOMEBODY),
    "photo_of_another": lambda by: policies.may_change_picture(by, uuid.uuid4()),
    "post_of_another": lambda by: policies.may_change_postal_address(by, uuid.uuid4(), {Role.CANDIDATE}),
    "post_of_a_sponsor": lambda by: policies.may_change_postal_address(by, SOMEBODY, {Role.SPONSOR}),
    "contact_sponsor": lambda by: policies.may_enter_contact(by, {Role.SPONSOR}),
}


def cells(table):
    """(row, column, whether the cell says yes) of a table like the one above."""
    head, *rows = (line.split() for line in table.strip().splitlines())
    return [(row[0], who, answer == "yes") for row in rows for who, answer in zip(head, row[1:], strict=True)]


@pytest.mark.parametrize(("rule", "who", "expected"), cells(MAY))
def test_who_may_do_what(rule, who, expected):
    assert RULES[rule](ACTORS[who]) is expected


READS = """
                candidate  counsellor  coordinator  sponsor  manager  system
    staff       yes        yes         yes          no       no       yes
    offices     yes        yes         yes          no       no       yes
    employers   no         yes         yes          no       no       yes
    colleagues  no         yes         yes          no       no       yes
    contacts    no         no          yes          no       no       yes
    candidates  no         no          no           no       no       no
"""


@pytest.fixture
def house():
    return {
        "staff": (selectors.staff, MembershipFactory(counsellor=True).person),
        "offices": (selectors.offices, OfficeFactory()),
        "employers": (selectors.employers, EmployerFactory()),
        "colleagues": (selectors.people, MembershipFactory(coordinator=True).person),
        "contacts": (selectors.people, MembershipFactory(sponsor=True).person),
        "candidates": (selectors.people, MembershipFactory(candidate=True).person),
    }


@pytest.mark.parametrize(("what", "who", "expected"), cells(READS))
def test_who_reads_what(house, what, who, expected):
    read, thing = house[what]

    assert (thing in read(ACTORS[who])) is expected


def test_staff_whose_role_has_ended_are_no_longer_shown():
    gone = MembershipFactory(counsellor=True, ended_at="2026-02-01T08:00Z").person
    here = MembershipFactory(counsellor=True).person

    assert list(selectors.staff(ACTORS["candidate"])) == [here]
    assert gone not in selectors.people(ACTORS["coordinator"])


def test_somebody_with_two_roles_is_listed_once():
    person = MembershipFactory(counsellor=True).person
    MembershipFactory(coordinator=True, person=person)

    assert list(selectors.staff(actor(person, Role.COUNSELLOR))) == [person]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_staff_costs_the_same_for_one_and_three(table_queries, count):
    for _ in range(count):
        MembershipFactory(counsellor=True)

    with table_queries() as asked:
        shown = [
            (person.name, person.open_memberships[0].office.name, person.staff_profile.languages)
            for person in selectors.staff(ACTORS["coordinator"])
        ]

    assert len(shown) == count
    assert len(asked) == 2


def test_staff_of_one_office_and_role():
    wanted = MembershipFactory(counsellor=True)
    MembershipFactory(coordinator=True, office=wanted.office)
    MembershipFactory(counsellor=True)

    found = selectors.staff(ACTORS["coordinator"], role=Role.COUNSELLOR, office=wanted.office_id)

    assert list(found) == [wanted.person]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("anna@stal.example", True),
        ("ANNA@STAL.EXAMPLE", True),
        ("anna@mail.stal.example", True),
        ("anna@instal.example", False),
        ("anna@example", False),
        ("anna", False),
        ("", False),
    ],
)
def test_what_is_an_address_at_work(address, expected):
    EmployerFactory(mail_domains=["stal.example"])

    assert selectors.is_work_address(address) is expected


def test_a_person_outside_reads_nobody():
    stranger = PersonFactory(sponsor=True)
    MembershipFactory(counsellor=True)

    assert list(selectors.people(actor(stranger))) == []
