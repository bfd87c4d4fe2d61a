"""Who may do what: the tables."""

import pytest

from onward.core.access import require
from onward.core.errors import NotAllowed
from onward.programmes import policies, selectors
from onward.programmes.enums import State
from tests.factories.accounts import PersonFactory, actor
from tests.factories.programmes import HourEntryFactory, OrderFactory, ProgrammeFactory
from tests.programmes.conftest import cast_of, cells

pytestmark = pytest.mark.django_db

WHO_SEES = """
              candidate counsellor coordinator named colleague other_office stranger sponsor manager system
    invited   no        yes        yes         yes   no        no           no              no      no      yes
    confirmed yes       yes        yes         yes   no        no           no              no      no      yes
    ended     yes       yes        yes         yes   no        no           no              no      no      yes
    back      no        no         no          no    no        no           no              no      no      yes
"""
KINDS = {
    "invited": {"invited": True},
    "confirmed": {},
    "ended": {"ended": True},
    "back": {"invited": True, "state": State.TAKEN_BACK},
}


@pytest.mark.parametrize(("kind", "who", "expected"), cells(WHO_SEES))
def test_who_sees_a_programme(kind, who, expected):
    programme = ProgrammeFactory(**KINDS[kind])
    person = cast_of(programme)[who]

    assert policies.may_see_programme(person, programme) is expected
    assert (programme in selectors.programmes(person)) is expected


WHO_MAY = """
                    candidate counsellor coordinator named colleague other_office stranger sponsor manager system
    may_answer        yes       yes        yes         yes   no        no           no              no      no      no
    may_serve         no        yes        yes         yes   no        no           no              no      no      no
    may_confirm       no        yes        no          no    no        no           no              no      no      no
    may_lead          no        yes        no          no    no        no           no              no      no      no
    may_book          no        yes        yes         yes   no        no           no              no      no      yes
    may_publish       yes       yes        no          no    no        no           no              no      no      no
    may_assign        no        no         yes         yes   no        no           no              no      no      no
    may_answer_hours  yes       yes        no          no    no        no           no              no      no      no
"""
ASKED = {
    "may_answer": policies.may_answer,
    "may_serve": policies.may_serve,
    "may_confirm": policies.may_confirm_identity,
    "may_lead": policies.may_lead,
    "may_book": policies.may_book_hours,
    "may_publish": policies.may_publish,
    "may_assign": policies.may_assign_counsellor,
}


@pytest.mark.parametrize(("rule", "who", "expected"), cells(WHO_MAY))
def test_who_may_do_what(rule, who, expected):
    programme = ProgrammeFactory()
    person = cast_of(programme)[who]

    if rule == "may_answer_hours":
        answer = policies.may_answer_hours(person, HourEntryFactory(programme=programme))
    else:
        answer = ASKED[rule](person, programme)

    assert answer is expected


@pytest.mark.parametrize("rule", sorted(ASKED))
@pytest.mark.parametrize("who", ["candidate", "counsellor", "coordinator", "named"])
def test_nobody_does_anything_to_what_was_taken_back(rule, who):
    programme = ProgrammeFactory(invited=True, state=State.TAKEN_BACK)

    assert ASKED[rule](cast_of(programme)[who], programme) is False


def test_before_the_voice_was_heard_the_account_opens_nothing_of_the_programme_but_its_beginning():
    programme = ProgrammeFactory(invited=True)
    person = cast_of(programme)["candidate"]

    assert not policies.may_see_programme(person, programme)
    assert not policies.may_publish(person, programme)
    assert policies.may_answer(person, programme)
    found = selectors.beginning(person)
    assert (found.programme, found.counsellor, found.answer, found.is_confirmed) == (
        programme,
        programme.counsellor,
        None,
        False,
    )


def test_only_a_candidate_has_a_beginning():
    cast = cast_of(ProgrammeFactory())

    having = {who for who, person in cast.items() if selectors.beginning(person) is not None}
    assert having == {"candidate", "stranger"}


def test_before_the_talk_only_coordinators_named_on_the_agreement_propose_a_counsellor():
    order = OrderFactory()
    named, other = PersonFactory(coordinator=True), PersonFactory(coordinator=True)
    order.agreement.named.create(person=named)

    assert policies.may_propose_counsellor(actor(named), order)
    assert not policies.may_propose_counsellor(actor(other), order)
    assert not policies.may_propose_counsellor(actor(PersonFactory(counsellor=True)), order)


def test_a_refused_policy_stops_an_action():
    with pytest.raises(NotAllowed):
        require(allowed=False)
