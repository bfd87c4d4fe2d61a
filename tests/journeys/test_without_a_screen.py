"""The same way for somebody who never touches a screen: by phone and on paper, entered by the counsellor."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from onward.core.access import Role
from onward.correspondence.models import Message
from onward.counselling.models import Meeting
from onward.landing.models import Touchpoint
from onward.programmes.enums import State
from onward.programmes.models import HourEntry, Programme
from tests.journeys.conftest import code_in, package_of, worker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def put_forward(office, house):
    """One order by hand, the counsellor chosen, the talk marked as held. Gives the order's key."""
    package = package_of(house)
    office.go("engagements:new_order").write(
        package=str(package.pk), language="da", first_name="Kaj", last_name="Nørgaard", job_title="Truckfører"
    )
    order = office.send().key
    office.go("programmes:propose", order).write(counsellor=str(house.counsellor.pk)).send()
    office.go("engagements:tick", order).write(repeated_name="Kaj Nørgaard").send()
    worker()
    return order


def begin_by_phone(counsellor, programme):
    """A call in vain, then the whole beginning aloud: no address, no number."""
    first = reverse("counselling:attempt", args=[programme.pk])
    counsellor.go("counselling:first", programme.pk).write(kind="call").send(f"form[action='{first}'] .ds-button")
    counsellor.go("counselling:activate", programme.pk)
    counsellor.write(language="da", answer="yes", health=False, confirms_identity=True).send(asks_again=True)
    counsellor.write(terms_read=True).send()


def meet(counsellor, programme, clock):
    """At the office: booked, prepared on paper, held, shared, and the plan as a card to carry."""
    at = clock.day + timedelta(days=2)
    counsellor.go("counselling:book", programme.pk).write(day=at, clock="10", length="60", form="office").send()
    meeting = Meeting.objects.get(programme=programme)
    clock.at(2, 10, 55)
    counsellor.go("counselling:preparation", meeting.pk)
    counsellor.go("counselling:meeting", meeting.pk).write(text="Kaj vil helst køre.", row__0__what="Ringe til Jens")
    counsellor.send("button[name=share]")
    counsellor.go("counselling:plan_card", programme.pk)
    assert "Ringe til Jens" in counsellor.words


def land(counsellor, programme, clock):
    """A job sent for and found, the first call, the end."""
    first_day = clock.day + timedelta(days=7)
    counsellor.go("applications:desk_new", programme.pk).write(
        employer_name="Limfjord Emballage", role="Truckfører", how_found="unsolicited", sent_on=clock.day
    )
    counsellor.send()
    counsellor.go("landing:desk_new", programme.pk).write(
        kind="new_job", organisation="Limfjord Emballage", starts_on=first_day, trial="none"
    )
    counsellor.send()
    clock.at(7, 15)
    calls = list(Touchpoint.objects.filter(landing__programme=programme).order_by("due_on"))
    counsellor.go("landing:desk_call", programme.pk, calls[0].pk).write(note="En god første dag.", minutes="20").send()
    for call in calls[1:]:
        counsellor.go("landing:desk_drop", programme.pk, call.pk).write(reason="not_wanted").send()
    counsellor.go("landing:desk_close", programme.pk).send()


def test_from_the_order_to_the_landing_by_phone_and_on_paper(visitor, house, clock):
    office = visitor(house.coordinator, Role.COORDINATOR)
    order = put_forward(office, house)
    programme = Programme.objects.get(order=order)
    counsellor = visitor(house.counsellor, Role.COUNSELLOR)
    assert code_in(counsellor.paper(reverse("programmes:office_letter", args=[order])))

    clock.at(0, 14)
    begin_by_phone(counsellor, programme)
    meet(counsellor, programme, clock)
    land(counsellor, programme, clock)

    programme.refresh_from_db()
    minutes = HourEntry.objects.filter(programme=programme).order_by("booked_at").values_list("minutes", flat=True)
    assert (programme.state, list(minutes)) == (State.ENDED, [60, 20])
    person = programme.candidate
    assert (person.email, person.phone) == (None, None)
    assert not Message.objects.filter(person=person.pk).exists()
    assert not any(each.get_decoded().get("_auth_user_id") == str(person.pk) for each in Session.objects.all())
