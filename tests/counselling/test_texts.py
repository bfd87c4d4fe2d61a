"""Moving a meeting with a phone that knows text messages alone; and how one is reminded."""

from datetime import timedelta

import pytest

from onward.core.access import SYSTEM
from onward.core.errors import NotAllowed, Refused
from onward.correspondence.actions import withdraw
from onward.correspondence.models import Message
from onward.counselling import actions, selectors
from onward.counselling.models import CallToMake, TextWords
from onward.programmes.models import Programme
from onward.scheduling import actions as scheduling
from onward.scheduling.enums import MeetingForm, OfferState, ReminderWay
from onward.scheduling.models import Appointment, TimeOffer
from tests.factories.counselling import MeetingFactory
from tests.factories.programmes import NOW
from tests.factories.scheduling import AppointmentFactory

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=49)


@pytest.fixture
def phone(cast):
    """Mette has a phone and no e-mail."""
    person = cast.programme.candidate
    person.email, person.phone = None, "+4520123456"
    person.save()
    return person


@pytest.fixture
def meeting(cast, phone):
    return MeetingFactory(programme=cast.programme, starts_at=NOW + timedelta(days=3))


def text(phone, words, at=NOW):
    return actions.take_text(by=SYSTEM, person=phone, text=words, at=at)


def starts(meeting):
    return Appointment.objects.get(pk=meeting.appointment_id).starts_at


def texts():
    rows = Message.objects.filter(channel="sms").order_by("created_at", "pk")
    return [message.body for message in rows]


def calls():
    return list(CallToMake.objects.filter(done_at=None).values_list("reason", flat=True))


# Asking and choosing ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["0", " 0. ", "Flyt", "flytt!", "VERZETTEN", "move"])
def test_whoever_wants_another_time_gets_three(phone, meeting, word):
    assert text(phone, word)

    offer = TimeOffer.objects.get()
    assert len(offer.times) == len({each.date() for each in offer.times}) == 3
    assert meeting.appointment.starts_at not in offer.times
    assert all(f"{number}: " in texts()[0] for number in (1, 2, 3))


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_number_moves_the_meeting(phone, meeting, number):
    text(phone, "0")
    wanted = TimeOffer.objects.get().times[number - 1]

    text(phone, f" {number}.", at=NOW + timedelta(hours=12))

    assert starts(meeting) == wanted
    assert (TimeOffer.objects.get().state, TimeOffer.objects.get().chosen) == (OfferState.TAKEN, number)
    assert any("has been moved" in each for each in texts())
    assert calls() == []


def test_said_twice_it_is_moved_once(phone, meeting):
    text(phone, "0")
    text(phone, "2")
    before = starts(meeting), len(texts())

    text(phone, "2")

    assert (starts(meeting), len(texts())) == before
    assert calls() == []


def test_the_counsellor_sends_three_times_and_pressing_twice_sends_them_once(cast, phone, meeting):
    first = actions.offer_times(by=cast.karen, meeting=meeting, at=NOW)
    again = actions.offer_times(by=cast.karen, meeting=meeting, at=NOW)

    assert first == again
    assert len(texts()) == 1


def test_an_answer_after_two_days_brings_three_new_ones(phone, meeting):
    text(phone, "0")
    first = TimeOffer.objects.get()

    text(phone, "1", at=LATER)

    second = TimeOffer.objects.get(state=OfferState.OPEN)
    assert second.round == 2
    assert not set(second.times) & set(first.times)
    assert starts(meeting) == meeting.appointment.starts_at


def test_a_time_that_is_taken_meanwhile_brings_three_new_ones(cast, phone, meeting):
    text(phone, "0")
    AppointmentFactory(host=cast.programme.counsellor, starts_at=TimeOffer.objects.get().times[0])

    text(phone, "1")

    assert starts(meeting) == meeting.appointment.starts_at
    assert TimeOffer.objects.get(state=OfferState.OPEN).round == 2


def test_new_ones_come_twice_and_then_somebody_calls(cast, phone, meeting):
    for number in (1, 2, 3):
        text(phone, "0", at=NOW + timedelta(minutes=number))
        assert TimeOffer.objects.get(state=OfferState.OPEN).round == number

    text(phone, "0")

    assert calls() == ["no_time_offered"]
    assert not TimeOffer.objects.filter(state=OfferState.OPEN).exists()
    assert len(texts()) == 3


def test_a_number_for_times_of_a_meeting_that_was_moved_elsewhere_is_a_call(cast, phone, meeting):
    text(phone, "0")
    actions.move_meeting(
        by=cast.karen, meeting=meeting, starts_at=NOW + timedelta(days=5), form=MeetingForm.PHONE, at=NOW
    )

    text(phone, "1")

    assert starts(meeting) == NOW + timedelta(days=5)
    assert calls() == ["text"]


def test_without_a_meeting_there_is_nothing_to_move_but_somebody_calls(phone):
    text(phone, "0")

    assert calls() == ["no_time_offered"]
    assert texts() == []


def test_without_free_times_somebody_calls(cast, phone, meeting):
    scheduling.add_absence(
        by=cast.karen,
        person_id=cast.programme.counsellor_id,
        starts_at=NOW,
        ends_at=NOW + timedelta(weeks=8),
        at=NOW,
    )

    text(phone, "0")

    assert calls() == ["no_time_offered"]


# Anything else ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["I am ill", "4", "1 or 2", "12", "ok 👍", "2"])
def test_anything_else_is_a_call_whose_words_the_counsellor_alone_reads(cast, phone, meeting, words):
    text(phone, words)
    text(phone, "and one more thing", at=NOW + timedelta(minutes=1))

    call = CallToMake.objects.get()
    assert call.reason == "text"
    assert call.when_words == ""
    assert [each.text for each in selectors.text_words(cast.karen, call)] == [words, "and one more thing"]
    for stranger in (cast.office, cast.nina, cast.omar, cast.hr):
        assert not selectors.text_words(stranger, call)
    assert Message.objects.filter(kind="counselling.call_to_make").count() == 1
    assert "one more thing" not in "".join(Message.objects.filter(channel="mail").values_list("body", flat=True))


def test_before_the_voice_was_heard_a_number_is_nobodys(cast, phone, meeting):
    Programme.objects.filter(pk=cast.programme.pk).update(identity_confirmed_at=None, identity_confirmed_by=None)

    assert not text(phone, "0")
    assert not TextWords.objects.exists()
    assert calls() == []


def test_nobody_else_brings_texts(cast, phone):
    with pytest.raises(NotAllowed):
        actions.take_text(by=cast.karen, person=phone, text="0", at=NOW)


@pytest.mark.parametrize("who", ["nina", "omar", "hr"])
def test_strangers_offer_nothing(cast, meeting, who):
    with pytest.raises(NotAllowed):
        actions.offer_times(by=getattr(cast, who), meeting=meeting, at=NOW)


def test_without_a_number_nothing_is_offered(cast, meeting):
    cast.programme.candidate.phone = None
    cast.programme.candidate.save()

    with pytest.raises(Refused) as refused:
        actions.offer_times(by=cast.karen, meeting=meeting, at=NOW)

    assert refused.value.code == "no_number"


def test_a_meeting_that_is_over_is_not_offered_elsewhere(cast, meeting):
    with pytest.raises(Refused) as refused:
        actions.offer_times(by=cast.karen, meeting=meeting, at=NOW + timedelta(days=9))

    assert refused.value.code == "settled"


# Reminders -------------------------------------------------------------------------------------------------------


def reminders():
    rows = Message.objects.filter(kind="counselling.meeting_reminder", state="waiting").order_by("channel")
    return list(rows.values_list("channel", "not_before"))


@pytest.fixture
def booked(cast):
    person = cast.programme.candidate
    person.phone = "+4520123456"
    person.save()
    starts_at = selectors.times(cast.programme, after=NOW + timedelta(days=3), until=NOW + timedelta(days=6))[0]
    return actions.book_meeting(
        by=cast.mette, programme=cast.programme, starts_at=starts_at.starts_at, form=starts_at.forms[0], at=NOW
    )


@pytest.mark.parametrize(
    ("way", "channels"),
    [
        (ReminderWay.MAIL, ["mail"]),
        (ReminderWay.SMS, ["sms"]),
        (ReminderWay.BOTH, ["mail", "sms"]),
        (ReminderWay.NONE, []),
    ],
)
def test_one_is_reminded_once_as_one_likes_it(cast, booked, way, channels):
    actions.choose_reminder(by=cast.mette, programme=cast.programme, way=way, at=NOW)
    actions.choose_reminder(by=cast.mette, programme=cast.programme, way=way, at=NOW)

    day_before = booked.appointment.starts_at - timedelta(hours=24)
    assert reminders() == [(channel, day_before) for channel in channels]


@pytest.mark.parametrize("way", [ReminderWay.SMS, ReminderWay.BOTH])
def test_a_moved_meeting_is_reminded_of_for_its_new_time_alone(cast, booked, way):
    actions.choose_reminder(by=cast.karen, programme=cast.programme, way=way, at=NOW)
    starts_at = booked.appointment.starts_at + timedelta(days=7)

    actions.move_meeting(by=cast.karen, meeting=booked, starts_at=starts_at, form=MeetingForm.PHONE, at=NOW)

    assert {moment for _channel, moment in reminders()} == {starts_at - timedelta(hours=24)}
    assert len(reminders()) == (2 if way is ReminderWay.BOTH else 1)


def test_a_cancelled_meeting_is_not_reminded_of(cast, booked):
    actions.choose_reminder(by=cast.mette, programme=cast.programme, way=ReminderWay.BOTH, at=NOW)

    actions.cancel_meeting(by=cast.mette, meeting=booked, at=NOW)

    assert reminders() == []


def test_what_was_sent_is_not_sent_again_another_way(cast, booked):
    Message.objects.filter(kind="counselling.meeting_reminder").update(state="sent", settled_at=NOW)
    late = booked.appointment.starts_at - timedelta(hours=23)

    actions.choose_reminder(by=cast.mette, programme=cast.programme, way=ReminderWay.SMS, at=late)

    assert reminders() == []


def test_without_a_number_nobody_is_reminded_by_text(cast):
    with pytest.raises(Refused) as refused:
        actions.choose_reminder(by=cast.mette, programme=cast.programme, way=ReminderWay.SMS, at=NOW)

    assert refused.value.code == "no_phone"


def test_without_an_address_nobody_gets_both(cast, phone):
    with pytest.raises(Refused) as refused:
        actions.choose_reminder(by=cast.mette, programme=cast.programme, way=ReminderWay.BOTH, at=NOW)

    assert refused.value.code == "no_email"


@pytest.mark.parametrize("who", ["nina", "omar", "hr"])
def test_strangers_choose_nothing(cast, who):
    with pytest.raises(NotAllowed):
        actions.choose_reminder(by=getattr(cast, who), programme=cast.programme, way=ReminderWay.NONE, at=NOW)


def test_a_text_says_how_to_move_only_to_whom_it_is_true(cast, phone, settings):
    def said():
        Message.objects.all().delete()
        meeting = actions.book_meeting(
            by=cast.karen, programme=cast.programme, starts_at=NOW + timedelta(days=2), form=MeetingForm.PHONE, at=NOW
        )
        body = Message.objects.get(kind="counselling.meeting_booked").body
        actions.cancel_meeting(by=cast.karen, meeting=meeting, at=NOW)
        return "answer 0" in body

    assert said()
    settings.SMS_ANSWERS = False
    assert not said()
    settings.SMS_ANSWERS = True
    Programme.objects.filter(pk=cast.programme.pk).update(identity_confirmed_at=None, identity_confirmed_by=None)
    assert not said()


# By mail into the calendar ---------------------------------------------------------------------------------------


def test_both_get_every_change_into_their_calendars(cast, booked):
    later, starts_at = NOW + timedelta(minutes=1), NOW + timedelta(days=8)
    actions.move_meeting(by=cast.karen, meeting=booked, starts_at=starts_at, form=MeetingForm.PHONE, at=later)
    actions.cancel_meeting(by=cast.karen, meeting=booked, at=later + timedelta(minutes=1))

    for person in (cast.programme.candidate, cast.programme.counsellor):
        rows = Message.objects.filter(person=person.pk, kind__startswith="counselling.meeting").exclude(calendar="")
        found = [(row.calendar_method, sequence_of(row.calendar)) for row in rows.order_by("created_at", "pk")]
        assert found == [("REQUEST", 0), ("REQUEST", 1), ("CANCEL", 2)]
        assert all(row.address == person.email for row in rows)


def sequence_of(calendar):
    return int(calendar.split("SEQUENCE:")[1].split()[0])


def test_a_reminder_is_no_second_invitation(cast, booked):
    assert Message.objects.get(kind="counselling.meeting_reminder").calendar == ""


def test_taken_back_the_calendar_goes_too(cast, booked):
    actions.choose_reminder(by=cast.mette, programme=cast.programme, way=ReminderWay.NONE, at=NOW)
    withdraw(about=cast.programme.pk, at=NOW)

    assert set(Message.objects.filter(state="withdrawn").values_list("body", "calendar", "calendar_method")) == {
        ("", "", "")
    }
