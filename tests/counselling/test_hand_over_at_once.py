"""Real connections: two coordinators at once, and a candidate who books while her counsellor is handed over."""

import pytest

from onward.counselling import actions
from onward.counselling.models import Meeting
from onward.programmes.models import HandedOver, HandOver
from onward.scheduling.enums import AppointmentState, MeetingForm
from onward.scheduling.models import Appointment
from tests.counselling.test_at_once import at_once
from tests.counselling.test_hand_over import UNTIL, House
from tests.factories.accounts import MembershipFactory, PersonFactory, actor
from tests.factories.counselling import MeetingFactory
from tests.factories.programmes import NOW
from tests.factories.scheduling import TOMORROW

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house():
    return House()


def hands_over(house, by, choices):
    return lambda: actions.hand_over(
        by=by, away=house.karen, from_on=NOW.date(), until_on=UNTIL, choices=choices, at=NOW
    )


def test_of_two_coordinators_one_hands_over_and_the_other_is_told(house):
    mette, omar = house.programme(), house.programme("Omar")
    second = actor(MembershipFactory(person=PersonFactory(), role="coordinator", office=house.office).person)

    results = at_once(
        hands_over(house, house.by, {mette.pk: house.ingrid, omar.pk: house.ingrid}),
        hands_over(house, second, {omar.pk: house.tor, mette.pk: house.tor}),
    )

    mette.refresh_from_db(), omar.refresh_from_db()
    assert results == ["changed", "done"]
    assert mette.counsellor == omar.counsellor != house.karen
    assert (HandOver.objects.count(), HandedOver.objects.count()) == (1, 2)


def test_the_same_button_pressed_twice_at_once_is_one_hand_over(house):
    mette = house.programme()
    button = hands_over(house, house.by, {mette.pk: house.ingrid})

    assert at_once(button, button) == ["done", "done"]
    assert (HandOver.objects.count(), HandedOver.objects.count()) == (1, 1)


def test_an_hour_of_the_colleague_that_is_booked_meanwhile_goes_to_one_of_the_two(house):
    """Mette's meeting passes to Ingrid while Ingrid's own candidate books the same hour."""
    mette, hers = house.programme(), house.programme("Omar", counsellor=house.ingrid)
    MeetingFactory(programme=mette, starts_at=TOMORROW)
    book = {"programme": hers, "starts_at": TOMORROW, "form": MeetingForm.VIDEO, "at": NOW}

    results = at_once(
        hands_over(house, house.by, {mette.pk: house.ingrid}),
        lambda: actions.book_meeting(by=actor(hers.candidate), **book),
    )

    mette.refresh_from_db()
    booked = Appointment.objects.filter(host=house.ingrid, starts_at=TOMORROW, state=AppointmentState.BOOKED)
    assert mette.counsellor == house.ingrid
    assert booked.count() == 1
    assert results in (["done", "done"], ["done", "taken"])


def test_nobody_is_booked_with_whoever_is_away_while_it_happens(house):
    mette = house.programme()
    book = {"programme": mette, "starts_at": TOMORROW, "form": MeetingForm.VIDEO, "at": NOW}

    at_once(
        hands_over(house, house.by, {mette.pk: house.ingrid}),
        lambda: actions.book_meeting(by=actor(mette.candidate), **book),
    )

    hosts = set(Meeting.objects.filter(appointment__state="booked").values_list("appointment__host", flat=True))
    assert hosts <= {house.ingrid.pk}


def test_a_move_and_a_hand_over_do_not_wait_for_each_other_for_ever(house):
    mette = house.programme()
    meeting = MeetingFactory(programme=mette, starts_at=TOMORROW)
    later = {"starts_at": TOMORROW.replace(hour=12), "form": MeetingForm.VIDEO, "at": NOW}

    results = at_once(
        hands_over(house, house.by, {mette.pk: house.ingrid}),
        lambda: actions.move_meeting(by=actor(mette.candidate), meeting=meeting, **later),
    )

    meeting.appointment.refresh_from_db()
    assert "done" in results
    assert meeting.appointment.host == house.ingrid
