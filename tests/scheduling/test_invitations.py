"""What lies in other people's calendars: understood by a parser that is not ours, and telling nothing."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes

import pytest
import vobject
from django.core import mail
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onward.accounts.models import StaffProfile
from onward.core.access import SYSTEM
from onward.correspondence.enums import CalendarMethod
from onward.correspondence.mails import CalendarPart, mail_of
from onward.correspondence.models import Message
from onward.scheduling import actions, invitations
from onward.scheduling.enums import AppointmentState, MeetingForm
from tests.factories.accounts import PersonFactory
from tests.factories.scheduling import TOMORROW, AppointmentFactory

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
NAMES = [
    "Søren Ågård-Ünal",
    "'t Hooft",
    'Anne "Mus" Lund',
    "Jan; Piet, Klaas\\",
    "李 小龙",
    "A" * 90,
    "a\nb\r\nATTENDEE:x",
]


def part(appointment, reader="guest", **given):
    person = getattr(appointment, reader)
    values = {"address": "mette@mail.example", "phone": "+4570101010", "at": NOW, **given}
    return invitations.invitation(appointment, reader=person, **values)


def event(found):
    return vobject.readOne(found.text).vevent


def appointment(**values):
    """Not stored: an invitation asks the database nothing."""
    host = PersonFactory.build(first_name="Karen", last_name="Holm", language="en")
    guest = PersonFactory.build(first_name="Mette", last_name="Lund", language="en")
    return AppointmentFactory.build(**{"host": host, "guest": guest, **values})


def test_an_invitation_says_when_where_and_with_whom():
    booked = appointment(form=MeetingForm.OFFICE, place="Store Torv 1, 8000 Aarhus")

    found = part(booked)

    read = event(found)
    assert found.method == CalendarMethod.REQUEST
    assert vobject.readOne(found.text).method.value == "REQUEST"
    assert (read.dtstart.value, read.dtend.value) == (booked.starts_at, booked.ends_at)
    assert read.summary.value == "Talk with Karen"
    assert read.location.value == "Store Torv 1, 8000 Aarhus"
    assert read.organizer.value == "mailto:post@onward.example"
    assert read.organizer.params["CN"] == ["Karen Holm"]
    assert read.attendee.value == "mailto:mette@mail.example"
    assert (read.sequence.value, read.status.value) == ("0", "CONFIRMED")
    assert read.dtstamp.value == NOW
    assert read.uid.value == f"{booked.pk}@onward.example"


@pytest.mark.parametrize(
    ("form", "place", "where", "words"),
    [
        (MeetingForm.PHONE, "", "By phone", "Karen calls you."),
        (MeetingForm.VIDEO, "https://video.example/karen", "https://video.example/karen", "You meet by video."),
        (MeetingForm.OFFICE, "Store Torv 1", "Store Torv 1", "You meet at our office."),
        (MeetingForm.EMPLOYER, "Havnen", "Havnen", "If something comes up"),
    ],
)
def test_it_says_how_one_meets_and_whom_to_call(form, place, where, words):
    read = event(part(appointment(form=form, place=place)))

    assert read.location.value == where
    assert read.description.value.startswith(words)
    assert "70 10 10 10" in read.description.value.replace("\xa0", " ")


def test_whoever_is_to_call_is_told_so_and_on_which_number():
    booked = appointment(form=MeetingForm.PHONE, guest_calls=True)
    booked.host.staff_profile = StaffProfile(phone="+4533000011")

    read = event(part(booked)).description.value.replace("\xa0", " ")

    assert read == "You call Karen on +45 33 00 00 11. If something comes up, call +45 70 10 10 10."


def test_a_host_without_a_number_is_called_at_the_office():
    booked = appointment(form=MeetingForm.PHONE, guest_calls=True)
    booked.host.staff_profile = StaffProfile()

    assert event(part(booked)).description.value.replace("\xa0", " ").startswith("You call Karen on +45 70 10 10 10.")


def test_a_video_room_can_be_opened_from_the_calendar():
    read = event(part(appointment(form=MeetingForm.VIDEO, place="https://video.example/karen")))

    assert read.url.value == "https://video.example/karen"


def test_the_hosts_calendar_does_not_name_the_guest():
    booked = appointment()

    text = part(booked, "host", address="karen@onward.example", phone="").text

    assert vobject.readOne(text).vevent.summary.value == "Talk"
    assert "Mette" not in text
    assert "Lund" not in text
    assert f"/desk/appointments/{booked.pk}/" in text.replace("\r\n ", "")


@pytest.mark.parametrize("language", ["en", "da", "nb", "nl"])
def test_no_word_tells_what_kind_of_talk_it_is(language):
    booked = appointment()
    booked.guest.language = language

    text = part(booked).text.lower()

    for word in (
        "outplacement",
        "dismiss",
        "karriere",
        "career",
        "opsig",
        "oppsig",
        "ontslag",
        "fyr",
        "nordlys",
        "job",
    ):
        assert word not in text


@pytest.mark.parametrize("state", [AppointmentState.CANCELLED, AppointmentState.CANCELLED_LATE])
def test_a_cancellation_takes_it_out_again(state):
    found = part(appointment(state=state, sequence=3))

    read = event(found)
    assert found.method == CalendarMethod.CANCEL
    assert (read.status.value, read.sequence.value) == ("CANCELLED", "3")


def test_whoever_is_host_no_more_is_told_to_take_it_out():
    booked = appointment(sequence=4, form=MeetingForm.VIDEO, place="https://video.example/ingrid")
    before = PersonFactory.build(first_name="Vera", last_name="Lang", language="en")

    found = invitations.invitation(
        booked, reader=before, address="vera@onward.example", phone="", at=NOW, withdrawn=True
    )

    read = event(found)
    assert found.method == CalendarMethod.CANCEL
    assert (read.summary.value, read.status.value, read.sequence.value) == ("Talk", "CANCELLED", "4")
    assert read.uid.value == f"{booked.pk}@onward.example"
    assert all(word not in found.text for word in ("Karen", "Mette", "video.example"))


@pytest.mark.parametrize("name", NAMES)
def test_any_name_comes_through_and_makes_no_line_of_its_own(name):
    reads_back(name)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80))
def test_any_text_comes_through(name):
    reads_back(name)


def reads_back(name):
    booked = appointment(form=MeetingForm.OFFICE, place=name)
    booked.host.first_name = booked.guest.first_name = name

    text = part(booked).text

    read, whole = vobject.readOne(text).vevent, invitations.plain(name)
    assert read.summary.value == f"Talk with {whole}".rstrip() or read.summary.value == f"Talk with {whole}"
    assert (read.location.value if whole else "") == whole
    assert len(list(read.getChildren())) == len({child.name for child in read.getChildren()})
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert "\n" not in text.replace("\r\n", "")


@pytest.mark.django_db
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.integers(1, 400), max_size=6), late=st.booleans())
def test_the_number_grows_with_every_change(db, moves, late):
    booked = AppointmentFactory(starts_at=TOMORROW)
    numbers = [booked.sequence]
    for hours in moves:
        starts_at = TOMORROW + timedelta(hours=hours)
        booked = actions.move_appointment(
            by=SYSTEM, appointment=booked, starts_at=starts_at, ends_at=starts_at + timedelta(hours=1),
            form=MeetingForm.PHONE, at=NOW,
        )  # fmt: skip
        numbers.append(booked.sequence)
    numbers.append(actions.cancel_appointment(by=SYSTEM, appointment=booked, late=late, at=NOW).sequence)

    assert numbers == sorted(set(numbers))
    assert event(part(booked)).sequence.value == str(numbers[-2])


# As mail -----------------------------------------------------------------------------------------------------------


def sent(calendar):
    message = Message(address="mette@mail.example", language="en", subject="Your meeting", body="You meet Karen.\n")
    message.calendar, message.calendar_method = calendar.text, calendar.method
    mail_of(message).send()
    return message_from_bytes(mail.outbox[-1].message().as_bytes())


@pytest.mark.parametrize(("state", "name"), [("booked", "invite.ics"), ("cancelled", "cancelled.ics")])
def test_a_mail_has_text_calendar_and_file(state, name):
    calendar = part(appointment(state=state, place="Søren Ågård-Ünal", form=MeetingForm.OFFICE))

    found = sent(calendar)

    assert found.get_content_type() == "multipart/mixed"
    beside, file = found.get_payload()
    assert beside.get_content_type() == "multipart/alternative"
    words, invite = beside.get_payload()
    assert (words.get_content_type(), invite.get_content_type()) == ("text/plain", "text/calendar")
    assert invite.get_param("method") == calendar.method.value
    assert invite.get_param("charset") == "utf-8"
    assert (file.get_content_type(), file.get_filename()) == ("application/ics", name)
    for each in (invite, file):
        assert vobject.readOne(each.get_payload(decode=True).decode()).vevent.location.value == "Søren Ågård-Ünal"


def test_a_mail_without_calendar_stays_plain():
    message = Message(address="mette@mail.example", language="en", subject="Words", body="Words.\n")

    assert message_from_bytes(mail_of(message).message().as_bytes()).get_content_type() == "text/plain"


def test_a_calendar_part_says_what_it_asks():
    assert CalendarPart(CalendarMethod.REQUEST, "x").method.value == "REQUEST"
