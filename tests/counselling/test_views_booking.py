"""Booking beyond the rules: what staff are told first and may overrule; who calls; too near; the room for a video."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from onward.correspondence.models import Message
from onward.counselling.models import Meeting
from onward.programmes.models import HourEntry
from onward.scheduling.models import BookingRules, Room, RoomUse, Spacing
from tests.factories.accounts import PersonFactory
from tests.factories.counselling import MeetingFactory
from tests.factories.programmes import NOW, ProgrammeFactory, begun_with
from tests.factories.scheduling import TOMORROW, AbsenceFactory, AppointmentFactory, OutsideBusyFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
WHEN = {"day": "2026-11-25", "clock": "10:00", "length": "60", "form": "video"}
AGAINST = "Something stands against this time:"


@pytest.fixture
def helen(sign_in, cast):
    return sign_in(cast.coordinator)


@pytest.fixture
def karen(sign_in, cast):
    return sign_in(cast.programme.counsellor)


@pytest.fixture
def mette(sign_in, cast):
    return sign_in(cast.programme.candidate)


def text(response):
    words = BeautifulSoup(response.content, "html.parser").main.get_text(" ")
    return " ".join(words.replace("\N{NO-BREAK SPACE}", " ").split())


def page_of(client, name, /, *args):
    return client.get(reverse(f"counselling:{name}", args=args))


def send(client, name, key, /, **values):
    return client.post(reverse(f"counselling:{name}", args=[key]), values, follow=True)


def said(response):
    return [str(each) for each in response.context["messages"]]


def value_of(response, name):
    return BeautifulSoup(response.content, "html.parser").select_one(f"[name={name}]")["value"]


def only():
    return Meeting.objects.select_related("appointment__host").get()


def mail(kind):
    found = Message.objects.get(kind=f"counselling.{kind}")
    return f"{found.subject}\n{found.body}".replace("\N{NO-BREAK SPACE}", " ")


# A coordinator's list ---------------------------------------------------------------------------------------------


def test_when_and_how_and_not_what_about(helen, cast):
    MeetingFactory(programme=cast.programme, about="The letter from the hospital")
    MeetingFactory(programme=cast.programme, held=True)
    MeetingFactory(programme=cast.other)

    page = page_of(helen, "office_meetings", cast.programme.pk)

    words = text(page)
    assert f"Tomorrow at 10:00, by video, {cast.programme.counsellor.name}" in words
    assert words.count("Cancel the meeting") == 1
    assert "hospital" not in words
    assert "Book a meeting" in words


def test_nothing_booked_and_nobody_to_book_with(helen, cast):
    cast.programme.counsellor = None
    cast.programme.save()

    words = text(page_of(helen, "office_meetings", cast.programme.pk))

    assert "Nothing is booked" in words
    assert "Book a meeting" not in words


def test_the_room_is_chosen_from_the_list_where_one_meets_at_the_office(helen, cast):
    meeting = MeetingFactory(programme=cast.programme, form="office", appointment__office=cast.programme.office)

    page = page_of(helen, "office_meetings", cast.programme.pk)

    assert reverse("scheduling:choose_room", args=[meeting.appointment_id]) in page.content.decode()


def test_a_coordinator_books_for_somebody_on_the_phone(helen, cast):
    page = send(helen, "office_book", cast.programme.pk, **WHEN | {"about": "It is not hers to write"})

    meeting = only()
    assert (meeting.appointment.starts_at, meeting.appointment.form) == (TOMORROW, "video")
    assert (meeting.about, meeting.created_by) == ("", cast.coordinator.pk)
    assert said(page) == ["The meeting is booked. The candidate is told when and how."]
    assert "Tomorrow at 10:00" in text(page)
    assert "about" not in page_of(helen, "office_book", cast.programme.pk).context["form"].fields
    assert {each.address for each in Message.objects.filter(kind__startswith="counselling.meeting_booked")} == {
        cast.programme.candidate.email,
        cast.programme.counsellor.email,
    }


def test_moved_by_the_office(helen, cast):
    meeting = MeetingFactory(programme=cast.programme)
    opened = page_of(helen, "office_move", meeting.pk)
    assert "Until you choose another time, tomorrow at 10:00 stands." in text(opened)
    assert value_of(opened, "clock") == "10:00"

    page = send(helen, "office_move", meeting.pk, **WHEN | {"clock": "13:00"})

    assert only().appointment.starts_at == TOMORROW + timedelta(hours=3)
    assert said(page) == ["The meeting has another time. The candidate is told."]


def test_a_time_that_somebody_has_is_refused_and_nothing_typed_is_lost(helen, cast):
    AppointmentFactory(host=cast.programme.counsellor, starts_at=TOMORROW)

    page = send(helen, "office_book", cast.programme.pk, **WHEN | {"anyway": "1"})

    assert "That time was just taken." in text(page)
    assert value_of(page, "clock") == "10:00"
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    ("button", "counts", "state", "booked"),
    [("ours", True, "cancelled", 0), ("theirs", True, "cancelled_late", 1), ("theirs", False, "cancelled_late", 0)],
)
def test_cancelled_by_the_office_or_for_the_candidate(helen, cast, button, counts, state, booked):
    begun_with(cast.programme, missed_meeting_books_time=counts, late_cancellation_hours=48)
    meeting = MeetingFactory(programme=cast.programme)
    opened = text(page_of(helen, "office_cancel", meeting.pk))
    assert "Mette cancels it, late" in opened
    assert "We cancel it; it costs no hours" in opened

    page = send(helen, "office_cancel", meeting.pk, **{button: ""})

    assert only().appointment.state == state
    assert HourEntry.objects.count() == booked
    assert said(page) == ["The meeting is cancelled. Both are told."]
    assert "Nothing is booked" in text(page)
    assert page_of(helen, "office_cancel", meeting.pk).status_code == 404


@pytest.mark.parametrize("who", ["mette", "karen", "nina", "hr", "elsewhere"])
def test_to_others_the_offices_pages_do_not_exist(sign_in, cast, who):
    meeting = MeetingFactory(programme=cast.programme)
    people = {
        "mette": cast.programme.candidate,
        "karen": cast.programme.counsellor,
        "nina": cast.other.counsellor,
        "hr": cast.sponsor,
        "elsewhere": PersonFactory(coordinator=True),
    }
    client = sign_in(people[who])

    for name, key in (("office_meetings", cast.programme.pk), ("office_book", cast.programme.pk)):
        assert page_of(client, name, key).status_code == 404
    for name in ("office_move", "office_cancel"):
        assert page_of(client, name, meeting.pk).status_code == 404
        assert send(client, name, meeting.pk, **WHEN).status_code == 404
    assert send(client, "office_book", cast.programme.pk, **WHEN).status_code == 404
    assert only().appointment.sequence == 0


# What stands against a time, and all the same ---------------------------------------------------------------------


def away(host):
    AbsenceFactory(person=host, starts_at=TOMORROW - timedelta(hours=2))


def in_another_calendar(host):
    OutsideBusyFactory(calendar__person=host, starts_at=TOMORROW + timedelta(minutes=30))


def too_close(host):
    Spacing.objects.create(person=host, between=15, travel=0)
    AppointmentFactory(host=host, starts_at=TOMORROW + timedelta(minutes=70))


@pytest.mark.parametrize("who", ["helen", "karen"])
@pytest.mark.parametrize(
    ("stands", "words"),
    [
        (away, "The counsellor is away then."),
        (in_another_calendar, "Another calendar of the counsellor takes that time."),
        (too_close, "A meeting lies so near that the minutes between, or the way, do not fit."),
    ],
)
def test_what_stands_against_a_time_is_said_first_and_may_be_overruled(request, cast, who, stands, words):
    client, name = request.getfixturevalue(who), "office_book" if who == "helen" else "book"
    stands(cast.programme.counsellor)

    warned = send(client, name, cast.programme.pk, **WHEN)

    assert not Meeting.objects.exists()
    assert AGAINST in text(warned)
    assert words in text(warned)
    assert BeautifulSoup(warned.content, "html.parser").select_one("[role=alert]") is not None
    assert value_of(warned, "clock") == "10:00"
    assert "Look at the changed time" in text(warned)

    kept = send(client, name, cast.programme.pk, **WHEN | {"anyway": "1"})

    assert only().appointment.starts_at == TOMORROW
    assert AGAINST not in text(kept)
    assert "The meeting is booked. The candidate is told when and how." in said(kept)


def test_everything_that_stands_against_it_is_said_at_once(helen, cast):
    for stands in (away, in_another_calendar, too_close):
        stands(cast.programme.counsellor)

    page = send(helen, "office_book", cast.programme.pk, **WHEN)

    assert len(BeautifulSoup(page.content, "html.parser").select("[role=alert] li")) == 3


def test_where_nothing_stands_against_it_nothing_is_asked(helen, cast):
    send(helen, "office_book", cast.programme.pk, **WHEN)

    assert only().appointment.starts_at == TOMORROW


def test_staff_book_beyond_the_rules_and_the_week_without_a_word(helen, cast):
    BookingRules.objects.create(office=cast.programme.office, lead_hours=48, weeks_ahead=1)

    send(helen, "office_book", cast.programme.pk, **WHEN | {"day": "2026-12-19", "clock": "20:00"})

    assert f"{only().appointment.starts_at:%d %H:%M}" == "19 19:00"


def test_moving_does_not_stand_in_its_own_way(helen, cast):
    Spacing.objects.create(person=cast.programme.counsellor, between=30, travel=0)
    meeting = MeetingFactory(programme=cast.programme)

    page = send(helen, "office_move", meeting.pk, **WHEN | {"clock": "10:30"})

    assert AGAINST not in text(page)
    assert only().appointment.starts_at == TOMORROW + timedelta(minutes=30)


def test_without_a_free_room_the_meeting_stands_and_the_page_says_so(helen, cast):
    room = Room.objects.create(office=cast.programme.office, name="Havnen")
    held = {"starts_at": TOMORROW, "ends_at": TOMORROW + timedelta(hours=1)}
    RoomUse.objects.create(room=room, held_by=cast.coordinator, **held)

    page = send(helen, "office_book", cast.programme.pk, **WHEN | {"form": "office"})

    assert only().appointment.office == cast.programme.office
    assert "No room of the office is free then. The meeting stands without a room." in said(page)


# Who calls whom ---------------------------------------------------------------------------------------------------


@pytest.fixture
def on_a_number(cast):
    cast.programme.counsellor.staff_profile.phone = "+4533000011"
    cast.programme.counsellor.staff_profile.save()
    return "+45 33 00 00 11"


def test_the_candidate_is_told_everywhere_that_she_calls_and_on_which_number(karen, sign_in, cast, on_a_number):
    cast.programme.candidate.phone = "+4520000001"
    cast.programme.candidate.save()
    later = WHEN | {"day": "2026-12-02", "form": "phone", "guest_calls": "on"}
    send(karen, "book", cast.programme.pk, **later)
    name = cast.programme.counsellor.first_name

    meeting = only()

    assert meeting.appointment.guest_calls
    words = f"You call {name} on {on_a_number}."
    client = sign_in(cast.programme.candidate)
    for page in (page_of(client, "my_meetings"), page_of(client, "my_meeting", meeting.pk)):
        main = BeautifulSoup(page.content, "html.parser").main
        assert words in " ".join(main.get_text().split())
        assert main.select_one("a[href='tel:+4533000011']")
    assert words in mail("meeting_booked")
    assert words in mail("meeting_reminder")
    folded = Message.objects.get(kind="counselling.meeting_booked").calendar.replace("\r\n ", "")
    assert words in folded.replace("\N{NO-BREAK SPACE}", " ")


def test_otherwise_the_counsellor_calls_and_no_message_asks_her_to(karen, sign_in, cast, on_a_number):
    send(karen, "book", cast.programme.pk, **WHEN | {"form": "phone"})

    meeting = only()
    name = cast.programme.counsellor.first_name
    assert not meeting.appointment.guest_calls
    assert f"{name} calls you" in text(page_of(sign_in(cast.programme.candidate), "my_meeting", meeting.pk))
    assert "You call" not in mail("meeting_booked")


def test_by_text_message_too(karen, cast, on_a_number):
    candidate = cast.programme.candidate
    candidate.email, candidate.phone, candidate.phone_proved_at = None, "+4520000001", NOW
    candidate.save()

    send(karen, "book", cast.programme.pk, **WHEN | {"form": "phone", "guest_calls": "on"})

    told = Message.objects.get(kind="counselling.meeting_booked")
    assert told.channel == "sms"
    assert f"on {on_a_number}." in told.body.replace("\N{NO-BREAK SPACE}", " ")


def test_who_calls_can_change_without_the_time(karen, cast, on_a_number):
    meeting = MeetingFactory(programme=cast.programme, form="phone")
    same = WHEN | {"form": "phone"}

    send(karen, "move", meeting.pk, **same)
    assert only().appointment.sequence == 0

    send(karen, "move", meeting.pk, **same | {"guest_calls": "on"})
    assert only().appointment.guest_calls
    assert only().appointment.sequence == 1
    assert f"You call {cast.programme.counsellor.first_name} on {on_a_number}." in mail("meeting_moved")


# Too near ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def near(cast):
    """A meeting tomorrow, where the office asks for two days."""
    BookingRules.objects.create(office=cast.programme.office, change_hours=48)
    return MeetingFactory(programme=cast.programme)


def test_too_near_the_page_names_the_number_instead_of_the_buttons(mette, near):
    page = page_of(mette, "my_meeting", near.pk)

    words = " ".join(BeautifulSoup(page.content, "html.parser").main.get_text().split())
    assert "It is too near to change it here. Call us on +45 70 10 10 10: we move or cancel it with you." in words
    assert "Move the meeting" not in text(page)
    assert "Cancel the meeting" not in text(page)


def test_too_near_an_old_window_changes_nothing_and_is_told_why(mette, near):
    cancelled = send(mette, "cancel_my_meeting", near.pk)
    moved = send(mette, "move_my_meeting", near.pk, how="video", when="20261201T090000Z")

    assert said(cancelled) == [
        "It is too near to change it here. Call us on +45\N{NO-BREAK SPACE}70\N{NO-BREAK SPACE}10"
        "\N{NO-BREAK SPACE}10\N{NO-BREAK SPACE}10: we move or cancel it with you."
    ]
    assert moved.redirect_chain[0][0] == reverse("counselling:my_meeting", args=[near.pk])
    near.appointment.refresh_from_db()
    assert (near.appointment.state, near.appointment.sequence) == ("booked", 0)


def test_staff_move_what_is_too_near_for_the_candidate(karen, near):
    send(karen, "move", near.pk, **WHEN | {"clock": "14:00"})

    near.appointment.refresh_from_db()
    assert near.appointment.starts_at == TOMORROW + timedelta(hours=4)


def test_nothing_nearer_than_the_office_allows_is_offered_or_taken(mette, cast):
    BookingRules.objects.create(office=cast.programme.office, lead_hours=48)

    address = reverse("counselling:book_my_meeting")
    page = mette.get(address, {"how": "video"})
    sent = mette.post(address, {"how": "video", "when": "20261125T090000Z"})

    offered = [one["value"] for one in BeautifulSoup(page.content, "html.parser").select("input[name=when]")]
    assert offered
    assert min(offered) >= "20261126T09"
    assert "That time was just taken. Choose another one; everything else is kept." in text(sent)
    assert not Meeting.objects.exists()


# The room for a video ---------------------------------------------------------------------------------------------


@pytest.fixture
def pattern(settings):
    settings.VIDEO_PATTERN = "https://meet.onward.example/{room}#config"


def test_each_meeting_gets_a_room_of_its_own_that_nobody_guesses(helen, cast, pattern):
    send(helen, "office_book", cast.programme.pk, **WHEN)
    send(helen, "office_book", cast.programme.pk, **WHEN | {"day": "2026-11-26"})

    places = [each.appointment.place for each in Meeting.objects.select_related("appointment")]
    assert len(set(places)) == 2
    for place in places:
        assert re.fullmatch(r"https://meet\.onward\.example/[a-km-np-z2-9]{20}#config", place), place


def test_the_candidate_opens_it_from_the_page_and_the_mail(helen, sign_in, cast, pattern):
    send(helen, "office_book", cast.programme.pk, **WHEN)

    place = only().appointment.place
    page = page_of(sign_in(cast.programme.candidate), "my_meeting", only().pk)
    assert BeautifulSoup(page.content, "html.parser").select_one(f'a[href="{place}"]') is not None
    assert place in mail("meeting_booked")


def test_moved_by_video_the_link_stays_and_with_somebody_else_it_does_not(helen, cast, pattern):
    send(helen, "office_book", cast.programme.pk, **WHEN)
    before = only().appointment.place

    send(helen, "office_move", only().pk, **WHEN | {"clock": "13:00"})
    assert only().appointment.place == before

    send(helen, "office_move", only().pk, **WHEN | {"clock": "13:00", "form": "phone"})
    assert only().appointment.place == ""


def test_a_counsellors_own_room_goes_first_and_without_either_the_page_promises_none(helen, cast, settings):
    settings.VIDEO_PATTERN = ""
    send(helen, "office_book", cast.programme.pk, **WHEN)
    assert only().appointment.place == ""

    other = ProgrammeFactory(counsellor=cast.programme.counsellor, order__package=cast.programme.order.package)
    cast.programme.counsellor.staff_profile.video_room = "https://meet.onward.example/karen"
    cast.programme.counsellor.staff_profile.save()
    settings.VIDEO_PATTERN = "https://meet.onward.example/{room}"
    send(helen, "office_book", other.pk, **WHEN | {"day": "2026-11-26"})

    assert Meeting.objects.get(programme=other).appointment.place == "https://meet.onward.example/karen"
