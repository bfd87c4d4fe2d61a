"""What other calendars learn when somebody else is met: read back from the mails by a parser that is not ours."""

from datetime import timedelta
from email import message_from_bytes

import pytest
import vobject
from django.core import mail

from onward.correspondence.enums import MessageState
from onward.correspondence.mails import mail_of
from onward.correspondence.models import Message
from onward.counselling import actions
from onward.counselling.models import TrialTalk
from onward.programmes.actions import assign_counsellor
from onward.programmes.actions import change_counsellor as choose_another
from onward.scheduling.models import Appointment
from tests.counselling.test_hand_over import House
from tests.factories.accounts import actor
from tests.factories.programmes import NOW
from tests.factories.scheduling import TOMORROW, AppointmentFactory

pytestmark = pytest.mark.django_db
AFTER_HER_RETURN = TOMORROW + timedelta(days=21)
DAYS_AGO = NOW - timedelta(days=2)


@pytest.fixture
def house():
    return House()


@pytest.fixture
def mette(house):
    return house.programme()


def entries(person):
    """The calendar parts of the mails to this person, oldest first, as (method, entry, subject of the mail)."""
    found = []
    rows = Message.objects.filter(address=person.email, state=MessageState.WAITING).exclude(calendar="")
    for message in rows.order_by("created_at", "pk"):
        mail_of(message).send()
        sent = message_from_bytes(mail.outbox[-1].message().as_bytes())
        parts = [part for part in sent.walk() if part.get_content_type() == "text/calendar"]
        (text,) = [part.get_payload(decode=True).decode() for part in parts]
        whole = vobject.readOne(text)
        assert parts[0].get_param("method") == whole.method.value
        found.append((whole.method.value, whole.vevent, message.subject))
    return found


def only(person):
    (found,) = entries(person)
    return found


def uid(meeting):
    return f"{meeting.appointment_id}@onward.example"


def numbers(person):
    return [int(entry.sequence.value) for _method, entry, _subject in entries(person)]


def booked(programme, **more):
    """Booked by the action, so that every calendar knows it already."""
    more = {"starts_at": TOMORROW, "form": "video", "at": DAYS_AGO} | more
    return actions.book_meeting(by=actor(programme.counsellor), programme=programme, **more)


# A meeting that stands --------------------------------------------------------------------------------------------


def test_a_kept_meeting_leaves_one_calendar_enters_another_and_changes_in_the_third(house, mette):
    meeting = booked(mette)

    house.hand_over({mette: house.ingrid})

    (asked, before, _), (method, entry, subject) = entries(house.karen)
    assert (asked, before.uid.value, before.sequence.value) == ("REQUEST", uid(meeting), "0")
    assert (method, entry.uid.value, entry.sequence.value) == ("CANCEL", uid(meeting), "1")
    assert (entry.status.value, entry.dtstart.value) == ("CANCELLED", TOMORROW)
    assert "Ingrid Solheim takes over your meeting" in subject

    method, entry, subject = only(house.ingrid)
    assert (method, entry.uid.value, entry.sequence.value) == ("REQUEST", uid(meeting), "1")
    assert (entry.summary.value, entry.status.value) == ("Talk", "CONFIRMED")
    assert subject.startswith("New in your calendar:")

    (asked, before, _), (method, entry, subject) = entries(mette.candidate)
    assert (asked, before.summary.value) == ("REQUEST", "Talk with Karen")
    assert (method, entry.uid.value, entry.sequence.value) == ("REQUEST", before.uid.value, "1")
    assert (entry.summary.value, entry.dtstart.value) == ("Talk with Ingrid", TOMORROW)
    assert entry.organizer.params["CN"] == ["Ingrid Solheim"]
    assert subject == "Ingrid Solheim is there for you now"


def test_the_cancellation_names_neither_the_candidate_nor_the_link_of_the_colleague(house, mette):
    house.ingrid.staff_profile.video_room = "https://video.example/ingrid"
    house.ingrid.staff_profile.save()
    booked(mette)

    house.hand_over({mette: house.ingrid})

    _method, entry, subject = entries(house.karen)[-1]
    assert entry.summary.value == "Talk"
    assert entry.organizer.value == "mailto:post@onward.example"
    assert entry.organizer.params["CN"] == ["Karen Lindqvist"]
    assert entry.attendee.value == f"mailto:{house.karen.email}"
    told = entry.serialize() + subject
    assert all(word not in told for word in (mette.candidate.first_name, mette.candidate.last_name, "video.example"))
    assert entries(mette.candidate)[-1][1].location.value == "https://video.example/ingrid"


def test_of_two_kept_meetings_both_reach_all_three(house, mette):
    first, second = booked(mette), booked(mette, starts_at=TOMORROW + timedelta(days=7))

    house.hand_over({mette: house.ingrid})

    for person, asked in ((house.karen, "CANCEL"), (house.ingrid, "REQUEST"), (mette.candidate, "REQUEST")):
        last = [(method, entry.uid.value, entry.sequence.value) for method, entry, _subject in entries(person)[-2:]]
        assert sorted(last) == sorted([(asked, uid(first), "1"), (asked, uid(second), "1")])


# A meeting that is offered anew -----------------------------------------------------------------------------------


def test_a_meeting_offered_anew_leaves_both_calendars_and_enters_none(house, mette):
    meeting = booked(mette)
    AppointmentFactory(host=house.ingrid, starts_at=TOMORROW)

    house.hand_over({mette: house.ingrid})

    for person in (house.karen, mette.candidate):
        method, entry, _subject = entries(person)[-1]
        assert (method, entry.uid.value, entry.sequence.value) == ("CANCEL", uid(meeting), "1")
        assert entry.status.value == "CANCELLED"
    assert entries(house.karen)[-1][2].startswith("Cancelled in your calendar:")
    assert entries(house.ingrid) == []


def test_one_kept_and_one_offered_anew_say_each_what_it_is(house, mette):
    kept, lost = booked(mette), booked(mette, starts_at=TOMORROW + timedelta(days=1))
    AppointmentFactory(host=house.ingrid, starts_at=TOMORROW + timedelta(days=1))

    house.hand_over({mette: house.ingrid})

    last = {entry.uid.value: method for method, entry, _subject in entries(mette.candidate)}
    assert last == {uid(kept): "REQUEST", uid(lost): "CANCEL"}
    assert [method for method, _entry, _subject in entries(house.karen)[-2:]].count("CANCEL") == 2
    assert only(house.ingrid)[1].uid.value == uid(kept)


def test_the_new_time_is_an_entry_of_its_own(house, mette):
    meeting = booked(mette)
    AppointmentFactory(host=house.ingrid, starts_at=TOMORROW)
    house.hand_over({mette: house.ingrid})
    mette.refresh_from_db()

    again = booked(mette, starts_at=TOMORROW + timedelta(hours=2), at=NOW + timedelta(minutes=1))

    method, entry, _subject = entries(mette.candidate)[-1]
    assert (method, entry.uid.value, entry.sequence.value) == ("REQUEST", uid(again), "0")
    assert uid(again) != uid(meeting)


# What lies ahead of the meeting ------------------------------------------------------------------------------------


def test_reminder_and_questions_of_a_lost_meeting_are_taken_back(house, mette):
    booked(mette, starts_at=TOMORROW + timedelta(days=7))
    AppointmentFactory(host=house.ingrid, starts_at=TOMORROW + timedelta(days=7))
    ahead = Message.objects.filter(kind__in=["counselling.meeting_reminder", "counselling.before_meeting"])
    assert ahead.count() == 2

    house.hand_over({mette: house.ingrid})

    assert set(ahead.values_list("state", flat=True)) == {MessageState.WITHDRAWN}


def test_reminder_and_questions_of_a_kept_meeting_name_whoever_is_met(house, mette):
    booked(mette, starts_at=TOMORROW + timedelta(days=7))

    house.hand_over({mette: house.ingrid})

    for kind in ("counselling.meeting_reminder", "counselling.before_meeting"):
        waiting = Message.objects.get(kind=kind, state=MessageState.WAITING)
        assert "Ingrid Solheim" in waiting.subject + waiting.body
        assert "Karen" not in waiting.subject + waiting.body


# Back again -------------------------------------------------------------------------------------------------------


def test_back_again_the_same_entry_returns_with_a_higher_number(house, mette):
    meeting = booked(mette, starts_at=AFTER_HER_RETURN)
    house.hand_over({mette: house.ingrid})

    house.hand_back(mette)

    methods = [method for method, _entry, _subject in entries(house.karen)]
    assert (methods, numbers(house.karen)) == (["REQUEST", "CANCEL", "REQUEST"], [0, 1, 2])
    methods = [method for method, _entry, _subject in entries(house.ingrid)]
    assert (methods, numbers(house.ingrid)) == (["REQUEST", "CANCEL"], [1, 2])
    found = entries(mette.candidate)
    assert [method for method, _entry, _subject in found] == ["REQUEST"] * 3
    assert {entry.uid.value for _method, entry, _subject in found} == {uid(meeting)}
    assert numbers(mette.candidate) == [0, 1, 2]
    assert found[-1][1].summary.value == "Talk with Karen"
    assert found[-1][2] == "Karen Lindqvist is here again"


def test_back_again_where_she_is_not_free_it_is_cancelled_for_both(house, mette):
    house.hand_over({mette: house.ingrid})
    mette.refresh_from_db()
    meeting = booked(mette, starts_at=AFTER_HER_RETURN, at=NOW + timedelta(minutes=1))
    AppointmentFactory(host=house.karen, starts_at=AFTER_HER_RETURN)

    house.hand_back(mette)

    for person in (house.ingrid, mette.candidate):
        method, entry, _subject = entries(person)[-1]
        assert (method, entry.uid.value, entry.sequence.value) == ("CANCEL", uid(meeting), "1")
    assert not [entry for _method, entry, _subject in entries(house.karen) if entry.uid.value == uid(meeting)]


def test_whoever_stays_hears_nothing_of_the_meeting(house, mette):
    booked(mette, starts_at=AFTER_HER_RETURN)
    house.hand_over({mette: house.ingrid})
    before = len(entries(mette.candidate)), len(entries(house.ingrid)), len(entries(house.karen))

    house.hand_back()

    assert (len(entries(mette.candidate)), len(entries(house.ingrid)), len(entries(house.karen))) == before
    assert Appointment.objects.get().host == house.ingrid


# Somebody else for good --------------------------------------------------------------------------------------------


def test_by_the_office_with_another_counsellor_the_meeting_leaves_both_calendars(house, mette):
    meeting = booked(mette)

    assign_counsellor(by=house.by, programme=mette, counsellor=house.tor, at=NOW)

    gone_from_both(house, mette, meeting)


def test_by_her_own_choice_too(house, mette):
    meeting = booked(mette)
    for person in (house.karen, house.tor):
        person.staff_profile.languages = ["en"]
        person.staff_profile.save()

    choose_another(by=actor(mette.candidate), programme=mette, counsellor=house.tor, opens_earlier=True, at=NOW)

    gone_from_both(house, mette, meeting)


def gone_from_both(house, mette, meeting):
    for person in (house.karen, mette.candidate):
        method, entry, subject = entries(person)[-1]
        assert (method, entry.uid.value, entry.sequence.value) == ("CANCEL", uid(meeting), "1")
        assert mette.candidate.last_name not in subject
    assert entries(house.tor) == []


# Trial talks with whoever is away ----------------------------------------------------------------------------------


def trial_talk(house, **more):
    omar = house.programme("Omar", counsellor=house.tor)
    talk = {"host": house.karen, "guest": omar.candidate, "form": "phone", "is_trial": True} | more
    created = {"created_at": DAYS_AGO, "created_by": omar.candidate_id}
    return TrialTalk.objects.create(programme=omar, appointment=AppointmentFactory(**talk), **created)


def test_a_trial_talk_in_her_absence_is_given_back_and_both_are_told(house, mette):
    trial = trial_talk(house)

    house.hand_over({mette: house.ingrid})

    for person in (house.karen, trial.programme.candidate):
        method, entry, subject = only(person)
        assert (method, entry.uid.value, entry.sequence.value) == ("CANCEL", uid(trial), "1")
        assert "25 November" in subject.replace("\N{NO-BREAK SPACE}", " ")
    assert entries(house.ingrid) == []


@pytest.mark.parametrize("more", [{"starts_at": AFTER_HER_RETURN}, {"host": "ingrid"}, {"state": "held"}])
def test_other_trial_talks_stand(house, mette, more):
    more = more | ({"host": getattr(house, more["host"])} if "host" in more else {})
    trial = trial_talk(house, **more)

    house.hand_over({mette: house.ingrid})

    trial.appointment.refresh_from_db()
    assert trial.appointment.state == more.get("state", "booked")
    assert entries(trial.programme.candidate) == []


# By phone alone ---------------------------------------------------------------------------------------------------


def test_whoever_has_a_phone_alone_is_told_by_text_message_and_the_hosts_by_calendar(house):
    omar = house.programme("Omar", candidate__email=None, candidate__phone="+4520000009")
    meeting = booked(omar, form="phone")

    house.hand_over({omar: house.ingrid})

    told = Message.objects.get(kind="counselling.handed_over")
    assert (told.channel, told.calendar) == ("sms", "")
    assert entries(house.karen)[-1][0] == "CANCEL"
    assert only(house.ingrid)[1].uid.value == uid(meeting)
