"""A counsellor's role ends when nobody is hers any more."""

import pytest
from django.urls import reverse

from onward.accounts import actions as accounts
from onward.core.access import Role
from onward.core.errors import Refused
from onward.engagements.enums import TalkEventKind
from onward.programmes.actions import settle_talks
from onward.programmes.enums import State
from onward.programmes.models import Programme, ProposedCounsellor
from tests.factories.accounts import MembershipFactory, PersonFactory, actor, membership
from tests.factories.programmes import NOW, ProgrammeFactory, TalkEventFactory

pytestmark = pytest.mark.django_db


def end(person, role=Role.COUNSELLOR):
    return accounts.end_membership(
        by=actor(PersonFactory(coordinator=True)), membership=membership(person, role), at=NOW
    )


@pytest.mark.parametrize("state", State)
def test_it_ends_only_when_nobody_is_helped_any_more(state):
    is_over = state in {State.ENDED, State.DECLINED}
    karen = ProgrammeFactory(state=state, ended_on=NOW.date() if is_over else None).counsellor

    if is_over or state == State.TAKEN_BACK:
        assert end(karen).ended_at == NOW
    else:
        with pytest.raises(Refused, match="1 person is still helped here"):
            end(karen)
        assert membership(karen, Role.COUNSELLOR).ended_at is None


def test_whoever_goes_on_at_another_office_or_coordinates_too_loses_a_role_as_ever():
    karen = ProgrammeFactory().counsellor
    MembershipFactory(person=karen, coordinator=True)
    end(karen, Role.COORDINATOR)
    MembershipFactory(person=karen, counsellor=True)

    first = karen.memberships.filter(role=Role.COUNSELLOR).first()
    accounts.end_membership(by=actor(PersonFactory(coordinator=True)), membership=first, at=NOW)

    assert karen.memberships.filter(role=Role.COUNSELLOR, ended_at=None).count() == 1


def test_the_page_says_how_many_and_what_to_do(sign_in):
    karen = ProgrammeFactory().counsellor
    ProgrammeFactory(counsellor=karen)
    client = sign_in(PersonFactory(coordinator=True), Role.COORDINATOR)

    role = membership(karen, Role.COUNSELLOR)
    page = client.post(reverse("accounts:end_role", args=[role.pk]), follow=True).content.decode()

    assert "2 people are still helped here. Give them to colleagues first; then the role can end." in page


def test_nobody_begins_with_a_counsellor_who_left_before_the_talk():
    karen = PersonFactory(counsellor=True)
    event = TalkEventFactory(kind=TalkEventKind.HELD)
    ProposedCounsellor.objects.create(order=event.order, counsellor=karen, at=NOW, by=karen.pk)
    end(karen)

    settle_talks(at=event.at)

    assert Programme.objects.get().counsellor is None
