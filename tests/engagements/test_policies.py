"""Who sees an order, and who may do what with it, before and after the talk."""

import pytest

from onward.core.access import SYSTEM
from onward.engagements import policies, selectors

pytestmark = pytest.mark.django_db

WHO_SEES = """
                named  unnamed  counsellor  sponsor  other_sponsor  manager  other_manager  candidate
    no_plan     yes    no       no          yes      no             no       no             no
    planned     yes    no       no          yes      no             yes      no             no
    held        yes    yes      no          yes      no             yes      no             no
    handed_over yes    yes      no          yes      no             yes      no             no
    taken_back  yes    no       no          yes      no             yes      no             no
"""

WHO_MAY = """
            named  unnamed  sponsor  manager
    lead    yes    no       yes      no
    tick    yes    no       yes      yes
    change  yes    no       no       no
"""


def cells(table):
    head, *rows = [line.split() for line in table.strip().splitlines()]
    return [(row[0], who, answer == "yes") for row in rows for who, answer in zip(head, row[1:], strict=True)]


@pytest.mark.parametrize(("state", "who", "expected"), cells(WHO_SEES))
def test_who_sees_an_order(cast, as_role, state, who, expected):
    order = cast.order() if state == "no_plan" else cast.order(talk=state, talk__manager=cast.leader)

    with as_role(getattr(cast, who), writing=False):
        seen = [row.pk for row in selectors.orders(getattr(cast, who))]

    assert (order.pk in seen) is expected


def test_a_settled_order_stays_visible_to_every_coordinator(cast, as_role):
    order = cast.order(talk="held", talk_held_at=cast.agreement.created_at)

    with as_role(cast.unnamed, writing=False):
        assert [row.pk for row in selectors.orders(cast.unnamed)] == [order.pk]
        assert list(selectors.own_orders(cast.unnamed)) == []


def test_a_talk_given_to_somebody_else_leaves_the_first_manager(cast, as_role):
    order = cast.order(talk="planned", talk__manager=cast.leader)
    other = cast.other_manager.manager_id
    order.plans.create(
        kind="dismissal", talk_at=order.created_at, manager_id=other, at=order.created_at.replace(hour=11)
    )

    with as_role(cast.manager, writing=False):
        assert list(selectors.orders(cast.manager)) == []
    with as_role(cast.other_manager, writing=False):
        assert [row.pk for row in selectors.orders(cast.other_manager)] == [order.pk]


def test_a_manager_learns_no_more_than_the_talk_needs(cast, as_role):
    cast.order(talk="planned", talk__manager=cast.leader, email="soren@mail.example", phone="+4520202020")

    with as_role(cast.manager, writing=False):
        seen = selectors.orders(cast.manager).get()

    assert (seen.email, seen.work_email, seen.phone, seen.employee_number) == ("", "", "", "")
    assert seen.job_title == "Smed"


@pytest.mark.parametrize(("what", "who", "expected"), cells(WHO_MAY))
def test_who_may_do_what(cast, as_role, what, who, expected):
    cast.order(talk="held", talk__manager=cast.leader)
    actor = getattr(cast, who)
    asked = {"lead": policies.may_lead, "tick": policies.may_tick, "change": policies.may_change_order}

    with as_role(actor, writing=False):
        assert asked[what](actor, selectors.orders(actor).get()) is expected


@pytest.mark.parametrize("what", [policies.may_lead, policies.may_tick, policies.may_change_order])
def test_the_worker_may(cast, what):
    cast.order()
    assert all(what(SYSTEM, order) for order in selectors.orders(SYSTEM))


def test_a_sponsor_of_another_employer_may_nothing(cast):
    cast.order()
    order = selectors.orders(SYSTEM).get(agreement=cast.agreement)

    assert not policies.may_lead(cast.other_sponsor, order)
    assert not policies.may_tick(cast.other_manager, order)


def test_who_records_and_changes_agreements(cast):
    named = {cast.named.person_id}

    assert [policies.may_record_agreement(by) for by in (cast.named, cast.counsellor, cast.sponsor)] == [
        True,
        False,
        False,
    ]
    assert policies.may_change_agreement(cast.named, named)
    assert not policies.may_change_agreement(cast.unnamed, named)
    assert policies.may_change_agreement(cast.unnamed, set())  # nobody who is named works here any more
    assert policies.may_change_agreement(SYSTEM, named)
    assert not policies.may_change_agreement(cast.counsellor, set())


def test_who_orders_what(cast, as_role):
    on = cast.agreement.starts_on

    for who, expected in (("named", 1), ("unnamed", 0), ("counsellor", 0), ("sponsor", 1), ("manager", 0)):
        with as_role(getattr(cast, who), writing=False):
            assert selectors.packages(getattr(cast, who), on).count() == expected
    assert selectors.packages(SYSTEM, on).count() == 2


def test_who_knows_the_managers(cast, as_role):
    for who, expected in (("named", 2), ("unnamed", 0), ("counsellor", 0), ("sponsor", 2), ("other_sponsor", 0)):
        with as_role(getattr(cast, who), writing=False):
            assert selectors.managers(getattr(cast, who), cast.employer.pk).count() == expected
    assert selectors.managers(SYSTEM, cast.employer.pk).count() == 2


def test_who_reads_agreements(cast, as_role):
    for who, expected in (("named", 2), ("unnamed", 2), ("counsellor", 0), ("sponsor", 1), ("candidate", 0)):
        with as_role(getattr(cast, who), writing=False):
            assert selectors.agreements(getattr(cast, who)).count() == expected


def test_who_may_record_a_manager(cast):
    led = frozenset({cast.employer.pk})

    assert policies.may_record_manager(cast.sponsor, cast.employer.pk, frozenset())
    assert not policies.may_record_manager(cast.other_sponsor, cast.employer.pk, frozenset())
    assert policies.may_record_manager(cast.named, cast.employer.pk, led)
    assert not policies.may_record_manager(cast.unnamed, cast.employer.pk, frozenset())
    assert not policies.may_record_manager(cast.manager, cast.employer.pk, led)
