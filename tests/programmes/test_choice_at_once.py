"""Real connections: two tabs, or two people at the same moment."""

from datetime import timedelta

import pytest

from onward.core import wall
from onward.core.access import Role
from onward.programmes.actions import change_counsellor, start_look
from onward.programmes.models import ChangeReasons, CounsellorChange, LookThrough, Programme
from tests.factories.accounts import MembershipFactory, PersonFactory, actor
from tests.factories.programmes import NOW, ProgrammeFactory
from tests.programmes.test_concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def colleague_of(programme):
    return MembershipFactory(person=PersonFactory(), role=Role.COUNSELLOR, office=programme.office).person


def test_two_tabs_with_two_counsellors_make_one_change():
    programme = ProgrammeFactory(candidate__language="en")
    mette, chosen = actor(programme.candidate), [colleague_of(programme) for _ in range(2)]

    def click(number):
        with wall.taken("inside_writing"):
            given = {"counsellor": chosen[number % 2], "reason": "match", "at": NOW + timedelta(milliseconds=number)}
            change_counsellor(by=mette, programme=programme, **given)
            return "changed"

    found = at_once(click)

    assert sorted(set(found)) == ["changed", "too_soon"]
    change = CounsellorChange.objects.get()
    assert change.after_id == Programme.objects.get(pk=programme.pk).counsellor_id
    assert ChangeReasons.objects.get().times == 1


def test_four_clicks_begin_one_look():
    programme = ProgrammeFactory()
    lars = actor(colleague_of(programme))

    def click(_number):
        with wall.taken("inside_writing"):
            words = "Karen is away this week."
            start_look(by=lars, programme=programme, reason="cover", words=words, lasts="hour", at=NOW)
            return "begun"

    assert at_once(click) == ["begun"] * 4
    assert LookThrough.objects.count() == 1
