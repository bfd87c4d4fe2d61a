"""Two text messages in the same moment: one offer, one move, one delivery."""

from datetime import timedelta

import pytest

from onward.core.access import SYSTEM
from onward.correspondence.actions import take_text as deliver
from onward.correspondence.incoming import Incoming
from onward.correspondence.models import IncomingText
from onward.counselling import actions
from onward.counselling.models import CallToMake
from onward.scheduling.enums import OfferState
from onward.scheduling.feeds.actions import renew_feed
from onward.scheduling.models import Appointment, CalendarFeed, TimeOffer
from tests.counselling.test_at_once import at_once
from tests.factories.accounts import actor
from tests.factories.counselling import MeetingFactory
from tests.factories.programmes import NOW, ProgrammeFactory
from tests.factories.scheduling import whole_week

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def meeting():
    programme = ProgrammeFactory(candidate__email=None, candidate__phone="+4520123456")
    whole_week(programme.counsellor)
    return MeetingFactory(programme=programme, starts_at=NOW + timedelta(days=3))


def text(meeting, words):
    return lambda: actions.take_text(by=SYSTEM, person=meeting.programme.candidate, text=words, at=NOW)


def test_the_same_wish_twice_at_once_leaves_one_open_offer(meeting):
    assert at_once(text(meeting, "0"), text(meeting, "0")) == ["done", "done"]

    assert TimeOffer.objects.filter(state=OfferState.OPEN).count() == 1


def test_two_numbers_at_once_move_it_once(meeting):
    text(meeting, "0")()

    assert at_once(text(meeting, "1"), text(meeting, "2")) == ["done", "done"]

    offer = TimeOffer.objects.get()
    assert Appointment.objects.get().starts_at == offer.times[offer.chosen - 1]
    assert CallToMake.objects.count() == 1  # somebody asks which of the two was meant


def test_one_message_delivered_twice_at_once_counts_once(meeting):
    found = Incoming("g-1", "+4520123456", "Hello")

    assert at_once(*[lambda: deliver(by=SYSTEM, found=found, at=NOW)] * 2) == ["done", "done"]

    assert IncomingText.objects.count() == 1
    assert CallToMake.objects.count() == 1


def test_two_first_clicks_make_one_address(meeting):
    who = actor(meeting.programme.candidate)

    assert at_once(*[lambda: renew_feed(by=who, seen=0, at=NOW)] * 2) == ["done", "done"]

    assert CalendarFeed.objects.get().generation == 1
