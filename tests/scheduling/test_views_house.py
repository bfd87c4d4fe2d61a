"""What an office sets and colleagues use: rules, rooms, openings, minutes between; and who is shown none of it."""

from datetime import date, time, timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from onward.privacy.models import AuditEntry
from onward.scheduling.models import BookingRules, Opening, Room, RoomUse, Spacing
from tests.factories.accounts import MembershipFactory, OfficeFactory, PersonFactory
from tests.factories.scheduling import TOMORROW, AppointmentFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
RULES = {"lead_hours": 24, "weeks_ahead": 4, "change_hours": 12, "minutes": 45, "step": 15, "most_coming": 2}


@pytest.fixture
def office():
    return OfficeFactory(name="Aarhus")


@pytest.fixture
def helen(sign_in, office):
    return sign_in(MembershipFactory(person=PersonFactory(), role="coordinator", office=office).person)


@pytest.fixture
def person(office):
    return MembershipFactory(person=PersonFactory(first_name="Karen"), role="counsellor", office=office).person


@pytest.fixture
def karen(sign_in, person):
    return sign_in(person)


def text(response):
    return " ".join(BeautifulSoup(response.content, "html.parser").main.get_text(" ").split())


def page_of(client, name, *args):
    return client.get(reverse(f"scheduling:{name}", args=args))


def send(client, name, /, *args, **values):
    return client.post(reverse(f"scheduling:{name}", args=args), values, follow=True)


def room_of(office, name="Havnen", **values):
    return Room.objects.create(office=office, name=name, **values)


def said(response):
    """What the page says of what was done."""
    return [str(each) for each in response.context["messages"]]


# Rules ------------------------------------------------------------------------------------------------------------


def test_an_office_without_rules_shows_those_that_count_anyway(helen, office):
    page = page_of(helen, "rules", office.pk)

    shown = {
        one["name"]: one["value"] for one in BeautifulSoup(page.content, "html.parser").select("main [value][id]")
    }
    assert (shown["lead_hours"], shown["weeks_ahead"], shown["minutes"]) == ("1", "6", "60")
    assert "Colleagues are not bound by them." in text(page)


def test_rules_are_kept_said_and_written_down(helen, office):
    page = send(helen, "rules", office.pk, **RULES)

    row = BookingRules.objects.get(office=office)
    assert {name: getattr(row, name) for name in RULES} == RULES
    assert said(page) == ["The rules count from now on. What is booked stands."]
    assert AuditEntry.objects.get(verb="scheduling.rules_set").after["lead_hours"] == 24


@pytest.mark.parametrize(
    "wrong", [{"lead_hours": "-1"}, {"weeks_ahead": "0"}, {"change_hours": "169"}, {"minutes": "5"}, {"step": "7"}]
)
def test_rules_beyond_reason_are_said_at_the_field_and_none_is_kept(helen, office, wrong):
    page = send(helen, "rules", office.pk, **(RULES | wrong))

    (name,) = wrong
    assert page.status_code == 200
    assert list(page.context["form"].errors) == [name]
    assert BeautifulSoup(page.content, "html.parser").select_one(f"[name={name}]")["aria-invalid"] == "true"
    assert not BookingRules.objects.exists()


# The rooms of an office -------------------------------------------------------------------------------------------


def test_a_room_is_added_changed_and_closed(helen, office):
    added = send(helen, "rooms", office.pk, name="Havnen", seats="3", is_active="on")
    room = Room.objects.get()
    assert (room.name, room.seats, room.is_active) == ("Havnen", 3, True)
    assert said(added) == ["The room is there now."]
    assert "Havnen" in text(added)
    assert "3 seats" in text(added)

    closed = send(helen, "room", room.pk, name="Skoven", seats="4")

    room.refresh_from_db()
    assert (room.name, room.seats, room.is_active) == ("Skoven", 4, False)
    assert "Skoven 4 seats, closed" in text(closed)


@pytest.mark.parametrize("which", ["rooms", "room"])
def test_two_rooms_of_one_office_do_not_share_a_name(helen, office, which):
    other, room = room_of(office, "Havnen"), room_of(office, "Skoven")

    found = send(helen, which, room.pk if which == "room" else office.pk, name="havnen", seats="2", is_active="on")

    assert "There is a room of this name already." in text(found)
    assert sorted(Room.objects.values_list("name", flat=True)) == [other.name, room.name]


def test_a_room_without_name_or_seats_is_not_added(helen, office):
    page = send(helen, "rooms", office.pk, name="", seats="0")

    assert sorted(page.context["form"].errors) == ["name", "seats"]
    assert not Room.objects.exists()


@pytest.mark.parametrize("role", ["candidate", "counsellor", "sponsor"])
def test_to_others_the_pages_of_the_office_do_not_exist(sign_in, office, role):
    client, room = sign_in(PersonFactory(**{role: True})), room_of(office)

    for name, key in (("rules", office.pk), ("rooms", office.pk), ("room", room.pk)):
        assert page_of(client, name, key).status_code == 404
        assert send(client, name, key, name="x", seats="2", **RULES).status_code == 404
    assert not BookingRules.objects.exists()
    assert Room.objects.get().name == "Havnen"


# Rooms as colleagues use them -------------------------------------------------------------------------------------


def hold(client, room, **more):
    given = {"room": room.pk, "day": "2026-11-25", "starts": "14", "ends": "16", "words": "Gruppe"} | more
    return send(client, "office_rooms", room.office_id, **given)


def test_who_has_which_room_is_read_without_any_candidate(karen, person, office):
    booked = AppointmentFactory(host=person, form="office", office=office, guest__last_name="Quist")
    times = {"starts_at": booked.starts_at, "ends_at": booked.ends_at}
    RoomUse.objects.create(room=room_of(office), appointment=booked, **times)

    page = text(page_of(karen, "office_rooms", office.pk))

    assert f"10:00–11:00 Havnen {person.name}" in page.replace(" – ", "–")
    assert "Quist" not in page
    assert booked.guest.first_name not in page


def test_a_room_is_held_in_the_clock_of_the_office_and_given_back(karen, office):
    room = room_of(office)

    held = hold(karen, room)

    use = RoomUse.objects.get()
    assert (use.starts_at, use.ends_at) == (TOMORROW + timedelta(hours=4), TOMORROW + timedelta(hours=6))
    assert said(held) == ["The room is yours then."]
    assert "Gruppe" in text(held)
    assert hold(karen, room).status_code == 200
    assert RoomUse.objects.count() == 1

    back = send(karen, "release_room", use.pk)

    assert said(back) == ["The room is free again."]
    assert not RoomUse.objects.exists()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"starts": "15", "ends": "17"}, "That room is taken then."),
        ({"starts": "12", "ends": "11"}, "The end is before the start."),
        ({"day": "2026-11-20"}, "That time is over."),
    ],
)
def test_a_room_that_cannot_be_held_is_said(karen, office, more, words):
    room, at = room_of(office), TOMORROW + timedelta(hours=4)
    helen = PersonFactory()
    RoomUse.objects.create(room=room, held_by=helen, starts_at=at, ends_at=at + timedelta(hours=2))

    page = hold(karen, room, **more)

    assert words in text(page)
    assert RoomUse.objects.get().held_by == helen


def test_what_a_colleague_holds_only_a_coordinator_gives_back(karen, office, sign_in, client):
    use = RoomUse.objects.create(
        room=room_of(office), held_by=PersonFactory(), starts_at=TOMORROW, ends_at=TOMORROW + timedelta(hours=1)
    )

    assert "Give it back" not in text(page_of(karen, "office_rooms", office.pk))
    assert send(karen, "release_room", use.pk).status_code == 404

    helen = sign_in(MembershipFactory(person=PersonFactory(), role="coordinator", office=office).person)
    assert "Give it back" in text(page_of(helen, "office_rooms", office.pk))
    send(helen, "release_room", use.pk)
    assert not RoomUse.objects.exists()


def test_another_room_for_a_meeting_or_none(karen, person, office):
    small, large = room_of(office, "Havnen"), room_of(office, "Salen", seats=12)
    booked = AppointmentFactory(host=person, form="office", office=office)
    RoomUse.objects.create(room=small, appointment=booked, starts_at=booked.starts_at, ends_at=booked.ends_at)
    assert "Tomorrow at 10:00: Havnen" in text(page_of(karen, "choose_room", booked.pk)).replace("\xa0", " ")

    page = send(karen, "choose_room", booked.pk, room=large.pk)
    assert RoomUse.objects.get().room == large
    assert said(page) == ["The room is kept."]

    page = send(karen, "choose_room", booked.pk, room="")
    assert "no room yet" in text(page)
    assert not RoomUse.objects.exists()


def test_a_room_that_is_taken_is_not_among_the_choices(karen, person, office):
    booked, room = AppointmentFactory(host=person, form="office", office=office), room_of(office)
    RoomUse.objects.create(room=room, held_by=person, starts_at=booked.starts_at, ends_at=booked.ends_at)

    page = send(karen, "choose_room", booked.pk, room=room.pk)

    assert list(page.context["form"].errors) == ["room"]
    assert RoomUse.objects.get().appointment is None


@pytest.mark.parametrize("values", [{"form": "video", "office": None}, {"state": "held"}, {"host": "another"}])
def test_meetings_that_need_no_room_or_are_others_have_no_such_page(karen, person, office, values):
    given = {"host": person, "form": "office", "office": office} | values
    booked = AppointmentFactory(**given | ({"host": PersonFactory()} if "host" in values else {}))

    assert page_of(karen, "choose_room", booked.pk).status_code == 404


# One day beside the week, and the minutes between -----------------------------------------------------------------

SATURDAY = {"day": "2026-11-28", "starts": "10", "ends": "13", "ways": ["phone", "video"]}


def test_a_saturday_is_opened_shown_and_closed_again(karen, person):
    page = send(karen, "new_opening", **SATURDAY)

    row = Opening.objects.get(person=person)
    assert (row.day, row.starts, row.ends) == (date(2026, 11, 28), time(10), time(13))
    assert row.forms == ["phone", "video"]
    assert said(page) == ["Candidates can book in these hours too."]
    assert "Saturday 28 November" in text(page)

    page = send(karen, "close_opening", row.pk)

    assert said(page) == ["The hours are closed again. What is booked stands."]
    assert not Opening.objects.exists()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"ends": "9"}, "The end is before the start."),
        ({"day": "2026-11-01"}, "Choose a day from today until a year from now."),
        ({"day": "2028-01-01"}, "Choose a day from today until a year from now."),
        ({"ways": []}, "How"),
        ({"starts": "x"}, "Write the time with four digits"),
    ],
)
def test_an_opening_that_cannot_be_is_said_and_kept_as_typed(karen, more, words):
    page = send(karen, "new_opening", **(SATURDAY | more))

    assert page.status_code == 200
    assert page.context["form"].errors
    assert words in text(page)
    assert BeautifulSoup(page.content, "html.parser").select_one("[name=ends]")["value"] == more.get("ends", "13")
    assert not Opening.objects.exists()


def test_an_opening_says_at_which_office_where_there_are_several(karen, person, office):
    other = OfficeFactory(name="Bergen", city="Bergen")

    page = send(karen, "new_opening", **SATURDAY | {"office": str(other.pk)})

    assert Opening.objects.get(person=person).office == other
    assert "Bergen" in text(page)


def test_nobody_closes_what_a_colleague_has_opened(karen):
    row = Opening.objects.create(
        person=PersonFactory(counsellor=True), day=date(2026, 11, 28), starts=time(9), ends=time(12), forms=["phone"]
    )

    assert send(karen, "close_opening", row.pk).status_code == 404
    assert Opening.objects.filter(pk=row.pk).exists()


def test_minutes_between_are_kept_and_shown_again(karen, person):
    page = send(karen, "spacing", between="15", travel="45")

    row = Spacing.objects.get(person=person)
    assert (row.between, row.travel) == (15, 45)
    assert said(page) == ["Kept. What is booked stands."]
    chosen = BeautifulSoup(page_of(karen, "spacing").content, "html.parser").select("main option[selected]")
    assert [one["value"] for one in chosen] == ["15", "45"]


def test_minutes_that_are_not_offered_are_refused(karen):
    page = send(karen, "spacing", between="7", travel="999")

    assert sorted(page.context["form"].errors) == ["between", "travel"]
    assert not Spacing.objects.exists()


@pytest.mark.parametrize("role", ["candidate", "sponsor", "coordinator"])
def test_the_own_hours_of_a_counsellor_do_not_exist_for_others(sign_in, role):
    client = sign_in(PersonFactory(**{role: True}))

    assert {page_of(client, name).status_code for name in ("new_opening", "spacing")} == {404}
    assert send(client, "new_opening", **SATURDAY).status_code == 404
    assert not Opening.objects.exists()
