"""Whose hours are booked: counsellors' alone. A coordinator has none; who is both finds her pages as counsellor."""

from datetime import timedelta

import pytest
import vobject
from django.urls import reverse
from django.utils import timezone

from onward.core.access import Role
from onward.core.errors import Refused
from onward.counselling import actions
from onward.programmes.actions import assign_counsellor, change_counsellor, propose_counsellor
from onward.scheduling.feeds import addresses
from onward.scheduling.feeds.actions import renew_feed
from onward.scheduling.models import Absence, Appointment, OutsideCalendar
from tests.factories.accounts import MembershipFactory, PersonFactory, actor
from tests.factories.programmes import NOW, OrderFactory, ProgrammeFactory, coordinator_of
from tests.factories.scheduling import TOMORROW, AppointmentFactory, OutsideCalendarFactory, whole_week

pytestmark = pytest.mark.django_db
PAGES = ("calendar", "week", "new_opening", "spacing", "new_absence", "new_calendar")


@pytest.fixture
def programme():
    return ProgrammeFactory(counsellor__first_name="Karen")


@pytest.fixture
def helen(programme):
    """A coordinator of the office, and nothing else; somebody has even given her a week."""
    person = coordinator_of(programme)
    whole_week(person)
    return person


@pytest.fixture
def sofie(programme):
    """Coordinator and counsellor of one office."""
    person = MembershipFactory(role="counsellor", office=programme.office).person
    MembershipFactory(person=person, role="coordinator", office=programme.office)
    whole_week(person)
    return person


def assign(programme, person, by):
    assign_counsellor(by=by, programme=programme, counsellor=person, at=NOW)


def propose(programme, person, by):
    order = OrderFactory(package=programme.order.package)
    order.agreement.named.create(person_id=by.person_id)
    propose_counsellor(by=by, order=order, counsellor=person, at=NOW)


def choose(programme, person, by):
    change_counsellor(by=actor(programme.candidate), programme=programme, counsellor=person, at=NOW)


def hand_over(programme, person, by):
    away = programme.counsellor
    choices = {programme.pk: person}
    actions.hand_over(by=by, away=away, from_on=NOW.date(), until_on=None, choices=choices, at=NOW)


def talk(programme, person, by):
    actions.book_trial_talk(
        by=actor(programme.candidate), programme=programme, host=person, starts_at=TOMORROW, form="phone", at=NOW
    )


@pytest.mark.parametrize("way", [assign, propose, choose, hand_over, talk])
def test_no_way_leads_to_an_hour_with_a_coordinator(programme, helen, way):
    with pytest.raises(Refused) as refused:
        way(programme, helen, actor(coordinator_of(programme)))

    assert refused.value.code in {"not_a_counsellor", "not_offered"}
    programme.refresh_from_db()
    assert programme.counsellor.first_name == "Karen"
    assert not Appointment.objects.filter(host=helen).exists()


def test_a_coordinators_hours_have_no_pages(sign_in, helen):
    client = sign_in(helen)
    own = OutsideCalendarFactory(person=helen)

    assert {client.get(reverse(f"scheduling:{name}")).status_code for name in PAGES} == {404}
    assert client.get(reverse("scheduling:change_calendar", args=[own.pk])).status_code == 404


def test_whoever_is_both_can_be_met_and_finds_her_pages_as_counsellor(sign_in, client, programme, sofie):
    assign(programme, sofie, actor(sofie, Role.COORDINATOR))
    programme.refresh_from_db()
    booked = actions.book_meeting(
        by=actor(sofie, Role.COORDINATOR), programme=programme, starts_at=TOMORROW, form="video", at=NOW
    )
    assert booked.appointment.host == sofie

    as_coordinator = sign_in(sofie, Role.COORDINATOR)
    choice = reverse("accounts:choose_role")
    assert all(as_coordinator.get(reverse(f"scheduling:{name}")).url.startswith(choice) for name in PAGES)

    client.post(reverse("accounts:choose_role"), {"role": str(sofie.memberships.get(role="counsellor").pk)})
    assert {client.get(reverse(f"scheduling:{name}")).status_code for name in PAGES} == {200}
    client.post(reverse("scheduling:new_calendar"), {"name": "Outlook", "address": "https://calendar.example/a/b.ics"})
    client.post(reverse("scheduling:new_absence"), {"from_on": "2027-01-04"})
    assert OutsideCalendar.objects.get().person == sofie
    assert Absence.objects.get().person == sofie


@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.COORDINATOR])
def test_one_feed_for_both_roles(sign_in, client, programme, sofie, role):
    soon = timezone.now() + timedelta(days=1)
    booked = AppointmentFactory(host=sofie, guest=programme.candidate, starts_at=soon)
    feed = renew_feed(by=actor(sofie, role), seen=0, at=NOW)

    page = sign_in(sofie, role).get(reverse("scheduling:address"))
    client.cookies.clear()
    read = client.get(f"/calendar/{addresses.token_of(feed)}.ics")

    assert addresses.address_of(feed) in page.content.decode()
    assert vobject.readOne(read.content.decode()).vevent.uid.value == f"{booked.pk}@onward.example"


def test_a_coordinator_may_have_an_address_and_it_shows_nothing_of_colleagues(sign_in, client, helen):
    AppointmentFactory(host=PersonFactory(counsellor=True), starts_at=timezone.now() + timedelta(days=1))
    feed = renew_feed(by=actor(helen), seen=0, at=NOW)

    read = client.get(f"/calendar/{addresses.token_of(feed)}.ics")

    assert read.status_code == 200
    assert "vevent" not in vobject.readOne(read.content.decode()).contents
