"""Pages for candidates with a phone alone, and for how one is reminded."""

from datetime import timedelta

import pytest
from django.utils import timezone

from onward.core.access import SYSTEM, Role
from onward.counselling import actions
from onward.counselling.models import CallToMake
from onward.privacy.models import AccessEntry
from onward.scheduling.models import ReminderChoice, TimeOffer
from tests.factories.counselling import MeetingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone(cast):
    person = cast.programme.candidate
    person.phone = "+4520123456"
    person.save()
    return person


@pytest.fixture
def call(phone):
    actions.take_text(by=SYSTEM, person=phone, text="Please call me", at=timezone.now())
    return CallToMake.objects.get()


def test_the_counsellor_reads_the_words_and_the_log_says_so(sign_in, cast, call):
    client = sign_in(cast.programme.counsellor, Role.COUNSELLOR)
    address = f"/desk/calls/{call.pk}/words/"
    assert address in client.get("/desk/calls/").content.decode()

    assert "Please call me" in client.get(address).content.decode()

    assert AccessEntry.objects.get(thing="texts").about == cast.programme.candidate_id


@pytest.mark.parametrize("who", ["coordinator", "other"])
def test_nobody_else_reads_them(sign_in, cast, call, who):
    person, role = (
        (cast.coordinator, Role.COORDINATOR) if who == "coordinator" else (cast.other.counsellor, Role.COUNSELLOR)
    )
    client = sign_in(person, role)

    assert client.get(f"/desk/calls/{call.pk}/words/").status_code == 404
    assert "Please call me" not in client.get("/desk/calls/").content.decode()


def test_the_candidate_chooses_how_to_be_reminded(sign_in, cast, phone):
    client = sign_in(phone, Role.CANDIDATE)

    assert client.post("/me/reminders/", {"way": "sms"}).status_code == 302
    assert ReminderChoice.objects.get().way == "sms"


def test_what_cannot_be_is_said_at_the_form(sign_in, cast):
    client = sign_in(cast.programme.candidate, Role.CANDIDATE)

    response = client.post("/me/reminders/", {"way": "sms"})

    assert "No phone number is known yet" in response.content.decode()
    assert not ReminderChoice.objects.exists()


def test_staff_choose_on_behalf(sign_in, cast, phone):
    client = sign_in(cast.programme.counsellor, Role.COUNSELLOR)

    assert client.get(f"/desk/candidates/{cast.programme.pk}/reminders/").status_code == 200
    client.post(f"/desk/candidates/{cast.programme.pk}/reminders/", {"way": "both"})

    assert ReminderChoice.objects.get().chosen_by == cast.programme.counsellor_id
    assert client.get(f"/desk/candidates/{cast.other.pk}/reminders/").status_code == 404


def test_the_counsellor_sends_three_times_from_the_page(sign_in, cast, phone):
    meeting = MeetingFactory(programme=cast.programme, starts_at=timezone.now() + timedelta(days=3))
    client = sign_in(cast.programme.counsellor, Role.COUNSELLOR)
    assert "Send three free times" in client.get(f"/desk/meetings/{meeting.pk}/move/").content.decode()

    client.post(f"/desk/meetings/{meeting.pk}/offer/")
    client.post(f"/desk/meetings/{meeting.pk}/offer/")

    assert TimeOffer.objects.count() == 1
