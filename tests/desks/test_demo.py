"""The demo is a believable small provider: nothing empty, and only its own people."""

from operator import itemgetter

import pytest

from onward.accounts.models import Person
from onward.correspondence.models import Message
from onward.counselling.models import Meeting, PrivateNote, TrialTalk
from onward.desks import demo
from onward.letters.models import Letter
from onward.programmes.enums import State
from onward.programmes.models import ContactAttempt, CounsellorChange, HandedOver, LookThrough, Programme

pytestmark = pytest.mark.django_db


def test_the_demo_tells_every_state_and_every_case_and_can_be_loaded_twice():
    demo.load()
    before = Person.objects.count(), Message.objects.count()

    demo.load()

    assert (Person.objects.count(), Message.objects.count()) == before
    assert not Person.objects.filter(is_demo=False).exists()
    assert set(Programme.objects.values_list("state", flat=True)) == set(State) - {State.TAKEN_BACK}
    assert {one["role"] for one in demo.personas()} == {"coordinator", "counsellor", "sponsor", "candidate"}
    assert {one["language"] for one in demo.personas()} == {"da", "nb", "nl", "en"}
    the_last_talk_stands_with_everybody()
    the_first_counsellor_meets_every_case(Person.objects.get(email="karen@nordlys.example"))


def the_last_talk_stands_with_everybody():
    """As it would be found among meetings and calls."""
    talks = ContactAttempt.objects.filter(kind="talk").values_list("programme", "at")
    held = Meeting.objects.filter(appointment__state="held").values_list("programme", "appointment__starts_at")
    last = dict(sorted([*talks, *held], key=itemgetter(1)))
    kept = dict(Programme.objects.exclude(last_talk_at=None).values_list("pk", "last_talk_at"))
    assert len(kept) > 20
    assert kept == last


def the_first_counsellor_meets_every_case(karen):
    """Of choosing, standing in and looking through."""
    line = HandedOver.objects.get(settled_at=None)
    assert (line.hand_over.away.first_name, line.programme.counsellor, line.to) == ("Mads", karen, karen)
    left = CounsellorChange.objects.get(before=karen)
    assert PrivateNote.objects.filter(programme=left.programme, author=karen).exists()
    assert Meeting.objects.filter(programme=left.programme, appointment__host=left.after).exists()
    assert TrialTalk.objects.filter(appointment__host=karen, appointment__state="booked").exists()
    assert LookThrough.objects.filter(reader=karen, ended_at=None).exists()
    assert Letter.objects.filter(programme__counsellor=karen, state="waiting").exists()
