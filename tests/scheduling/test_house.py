"""Rules, rooms, openings, spacing: what an office and a counsellor set, and what follows for free times."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from onward.core.access import Actor, Role
from onward.core.errors import NotAllowed, Refused
from onward.privacy.models import AuditEntry
from onward.scheduling import actions, policies, selectors
from onward.scheduling.enums import MeetingForm
from onward.scheduling.free import WeekSpan
from onward.scheduling.house import actions as house
from onward.scheduling.house import selectors as of_house
from onward.scheduling.models import Appointment, BookingRules, Opening, Room, RoomUse, Spacing
from onward.scheduling.week import add_opening, remove_opening, set_spacing
from tests.factories.accounts import MembershipFactory, OfficeFactory, PersonFactory, actor
from tests.factories.scheduling import TOMORROW, AppointmentFactory, whole_week
from tests.scheduling.test_actions import at_once

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def office(db):
    return OfficeFactory()


@pytest.fixture
def karen(db):
    return PersonFactory(counsellor=True, first_name="Karen")


@pytest.fixture
def peter(office):
    return actor(MembershipFactory(role="coordinator", office=office).person)


def room_of(office, name="Blue", **values):
    return Room.objects.create(office=office, name=name, **values)


def book(by, host, guest, office, starts_at=TOMORROW, form=MeetingForm.OFFICE):
    return actions.book_appointment(
        by=by,
        host_id=host.pk,
        guest_id=guest.pk,
        starts_at=starts_at,
        ends_at=starts_at + HOUR,
        form=form,
        office_id=office.pk,
        at=NOW,
    )


def ways_at(host, office, moment=TOMORROW, **values):
    found = selectors.free_times(host.pk, office, after=moment, until=moment + HOUR, **values)
    return next((each.forms for each in found if each.starts_at == moment), ())


# Rooms ------------------------------------------------------------------------------------------------------------


def test_a_meeting_at_the_office_takes_the_smallest_free_room_for_two(office, karen):
    room_of(office, "Hall", seats=12)
    small = room_of(office, "Small", seats=2)
    room_of(office, "Cupboard", seats=1)

    booked = book(actor(karen), karen, PersonFactory(candidate=True), office)

    assert RoomUse.objects.get(appointment=booked).room == small


def test_where_no_room_is_free_a_candidate_is_refused_and_a_counsellor_is_not(office, karen):
    house_full(office)
    mette = PersonFactory(candidate=True)

    with pytest.raises(Refused) as refused:
        book(actor(mette), karen, mette, office)

    assert refused.value.code == "no_room"
    assert not Appointment.objects.filter(guest=mette).exists()
    assert book(actor(karen), karen, mette, office)
    assert not RoomUse.objects.filter(appointment__guest=mette).exists()


def house_full(office):
    AppointmentFactory(form="office", office=office)
    RoomUse.objects.create(
        room=room_of(office), appointment=Appointment.objects.get(), starts_at=TOMORROW, ends_at=TOMORROW + HOUR
    )


def test_the_room_goes_along_when_the_meeting_moves_and_is_free_when_it_is_cancelled(office, karen):
    room = room_of(office)
    booked = book(actor(karen), karen, PersonFactory(candidate=True), office)
    later = TOMORROW + 3 * HOUR

    moved = actions.move_appointment(
        by=actor(karen),
        appointment=booked,
        starts_at=later,
        ends_at=later + HOUR,
        form=MeetingForm.OFFICE,
        office_id=office.pk,
        at=NOW,
    )

    assert RoomUse.objects.get().starts_at == later
    actions.cancel_appointment(by=actor(karen), appointment=moved, late=False, at=NOW)
    assert not RoomUse.objects.exists()
    assert room in of_house.free_rooms(office.pk, later, later + HOUR)


def test_free_times_offer_the_office_only_while_a_room_is_free(office, karen):
    whole_week(karen)
    assert "office" in ways_at(karen, office)  # it keeps no rooms: nobody asks

    house_full(office)

    assert ways_at(karen, office) == ("phone", "video")
    assert "office" in ways_at(karen, office, TOMORROW + HOUR)


def test_a_room_is_held_once_however_often_it_is_sent_and_given_back(office, karen):
    room = room_of(office)
    values = {"room": room, "starts_at": TOMORROW, "ends_at": TOMORROW + HOUR, "words": "Group", "at": NOW}

    use = house.hold_room(by=actor(karen), **values)

    assert house.hold_room(by=actor(karen), **values) == use
    with pytest.raises(Refused) as refused:
        house.hold_room(by=actor(PersonFactory(counsellor=True)), **values)
    assert refused.value.code == "room_taken"
    with pytest.raises(NotAllowed):
        house.release_room(by=actor(PersonFactory(counsellor=True)), use=use, at=NOW)
    house.release_room(by=actor(karen), use=use, at=NOW)
    assert not RoomUse.objects.exists()


@pytest.mark.parametrize("hours", [(0, 0), (-3, -2)], ids=["empty", "over"])
def test_a_hold_that_cannot_be_is_refused(office, karen, hours):
    begins, ends = (NOW + hour * HOUR for hour in hours)
    with pytest.raises(Refused):
        house.hold_room(by=actor(karen), room=room_of(office), starts_at=begins, ends_at=ends, at=NOW)


def test_another_room_is_chosen_for_a_meeting_or_none(office, karen):
    room_of(office)
    large = room_of(office, "Hall", seats=9)
    booked = book(actor(karen), karen, PersonFactory(candidate=True), office)

    house.choose_room(by=actor(karen), appointment=booked, room_id=large.pk, at=NOW)
    assert RoomUse.objects.get().room == large
    house.choose_room(by=actor(karen), appointment=booked, room_id=None, at=NOW)
    assert not RoomUse.objects.exists()
    with pytest.raises(Refused):
        house.choose_room(by=actor(karen), appointment=booked, room_id=room_of(OfficeFactory(), "Far").pk, at=NOW)


def test_rooms_are_the_coordinators_and_a_name_is_used_once(office, karen, peter):
    blue = house.add_room(by=peter, office=office, name=" Blue ", seats=2, at=NOW)

    with pytest.raises(Refused):
        house.add_room(by=peter, office=office, name="blue", seats=4, at=NOW)
    with pytest.raises(NotAllowed):
        house.add_room(by=actor(karen), office=office, name="Red", seats=4, at=NOW)
    house.change_room(by=peter, room=blue, name="Blue", seats=2, is_active=False, at=NOW)
    assert of_house.free_rooms(office.pk, TOMORROW, TOMORROW + HOUR) == []
    with pytest.raises(Refused):
        house.hold_room(by=peter, room=blue, starts_at=TOMORROW, ends_at=TOMORROW + HOUR, at=NOW)


@pytest.mark.django_db(transaction=True)
def test_many_book_the_last_rooms_at_once_and_none_is_given_twice():
    office = OfficeFactory()
    for name in ("Blue", "Red"):
        room_of(office, name)
    pairs = [(PersonFactory(counsellor=True), PersonFactory(candidate=True)) for _ in range(4)]

    results = at_once(
        *[lambda host=host, guest=guest: book(actor(guest), host, guest, office) for host, guest in pairs]
    )

    assert [each for each in results if isinstance(each, str)] == ["no_room"] * 2
    assert RoomUse.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_one_room_is_held_by_one_of_two_at_once():
    room = room_of(OfficeFactory())
    people = [PersonFactory(counsellor=True) for _ in range(2)]
    span = {"room": room, "starts_at": TOMORROW, "ends_at": TOMORROW + HOUR, "at": NOW}

    results = at_once(*[lambda by=person: house.hold_room(by=actor(by), **span) for person in people])

    assert [each for each in results if isinstance(each, str)] == ["room_taken"]


@pytest.mark.django_db(transaction=True)
def test_the_database_refuses_a_room_twice():
    room, karen = room_of(OfficeFactory()), PersonFactory(counsellor=True)
    RoomUse.objects.create(room=room, held_by=karen, starts_at=TOMORROW, ends_at=TOMORROW + HOUR)

    with pytest.raises(Exception, match="room_once"):
        RoomUse.objects.create(room=room, held_by=karen, starts_at=TOMORROW + HOUR / 2, ends_at=TOMORROW + 2 * HOUR)
    connection.close()


# Rules ------------------------------------------------------------------------------------------------------------


def test_without_a_row_the_usual_rules_hold(office):
    rules = of_house.rules_of(office.pk)

    assert (rules.lead, rules.ahead, rules.most_coming, rules.minutes) == (HOUR, timedelta(weeks=6), 4, 60)
    assert not BookingRules.objects.exists()


def test_a_coordinator_sets_the_rules_with_a_trace_and_nobody_else(office, karen, peter):
    house.set_rules(by=peter, office=office, at=NOW, lead_hours=24, minutes=45)
    house.set_rules(by=peter, office=office, at=NOW, lead_hours=12)

    assert of_house.rules_of(office.pk).lead == 12 * HOUR
    assert of_house.rules_of(office.pk).minutes == 45
    assert AuditEntry.objects.filter(verb="scheduling.rules_set").count() == 2
    with pytest.raises(NotAllowed):
        house.set_rules(by=actor(karen), office=office, at=NOW, lead_hours=1)


# Openings, spacing, places ----------------------------------------------------------------------------------------


def opening(by, person, **values):
    given = {"day": date(2026, 11, 28), "starts": time(10), "ends": time(12), "forms": ["phone"], "at": NOW, **values}
    return add_opening(by=actor(by), person_id=person.pk, **given)


def test_an_opening_is_added_once_and_removed(office, karen):
    saturday = datetime(2026, 11, 28, 9, tzinfo=UTC)

    made = opening(karen, karen)

    assert opening(karen, karen) == made
    assert ways_at(karen, office, saturday) == ("phone",)
    remove_opening(by=actor(karen), opening=made, at=NOW)
    assert not Opening.objects.exists()


@pytest.mark.parametrize(
    "values",
    [{"ends": time(10)}, {"forms": []}, {"day": date(2026, 11, 1)}, {"day": date(2029, 1, 1)}],
    ids=["empty", "how", "over", "far"],
)
def test_an_opening_that_cannot_be_is_refused(karen, values):
    with pytest.raises(Refused):
        opening(karen, karen, **values)


def test_the_way_to_another_office_is_kept_free(office, karen):
    other = OfficeFactory()
    whole_week(karen)
    set_spacing(by=actor(karen), person_id=karen.pk, between=0, travel=60, at=NOW)
    AppointmentFactory(host=karen, form="office", office=other, starts_at=TOMORROW)

    assert ways_at(karen, office, TOMORROW + HOUR) == ()
    assert ways_at(karen, office, TOMORROW + 2 * HOUR) != ()


def test_where_the_counsellor_sits_follows_the_week_and_openings(office, karen):
    other = OfficeFactory()
    actions.plan_week(
        by=actor(karen),
        person_id=karen.pk,
        week=[WeekSpan(2, time(9), time(12), ("office",), other.pk), WeekSpan(3, time(9), time(12), ("office",))],
        at=NOW,
    )

    assert selectors.sits_at(karen.pk, office, TOMORROW) == other
    assert selectors.sits_at(karen.pk, office, TOMORROW + timedelta(days=1)) == office


def test_what_stands_against_a_time_that_staff_choose_is_named(office, karen):
    actions.add_absence(by=actor(karen), person_id=karen.pk, starts_at=TOMORROW, ends_at=TOMORROW + HOUR, at=NOW)
    AppointmentFactory(host=karen, form="employer", starts_at=TOMORROW + 2 * HOUR)

    def against(start, end):
        return selectors.nearness(
            karen.pk, office, "phone", starts_at=TOMORROW + start * HOUR, ends_at=TOMORROW + end * HOUR
        )

    assert (against(0, 1).away, against(0, 1).gap) == (True, False)
    assert (against(1, 2).away, against(1, 2).gap) == (False, True)
    assert not against(5, 6)


@pytest.mark.parametrize(
    ("begins", "ends", "odd"),
    [
        pytest.param("2026-11-25T07:00", "2026-11-25T08:00", False, id="early"),
        pytest.param("2026-11-25T20:00", "2026-11-25T21:00", False, id="in the evening"),
        pytest.param("2026-11-28T10:00", "2026-11-28T11:00", False, id="on a Saturday"),
        pytest.param("2026-11-25T03:00", "2026-11-25T04:00", True, id="at night"),
        pytest.param("2026-11-25T20:30", "2026-11-25T21:30", True, id="into the night"),
        pytest.param("2026-11-25T23:30", "2026-11-26T00:30", True, id="over midnight"),
        pytest.param("2026-12-23T10:00", "2026-12-23T11:00", True, id="closed by the office"),
        pytest.param("2026-12-25T10:00", "2026-12-25T11:00", True, id="a holiday"),
    ],
)
def test_a_time_at_which_hardly_anybody_meets_is_named(office, karen, begins, ends, odd):
    office.closed_days = [date(2026, 12, 23)]
    office.save()
    zone = ZoneInfo(office.timezone)
    starts_at, ends_at = (datetime.fromisoformat(moment).replace(tzinfo=zone) for moment in (begins, ends))

    found = selectors.nearness(karen.pk, office, "phone", starts_at=starts_at, ends_at=ends_at)

    assert (found.odd, bool(found)) == (odd, odd)


def test_a_colleague_sets_no_spacing_of_another_and_a_stranger_sees_no_room(karen):
    colleague = actor(PersonFactory(counsellor=True))
    with pytest.raises(NotAllowed):
        set_spacing(by=colleague, person_id=karen.pk, between=5, travel=0, at=NOW)
    assert not Spacing.objects.exists()
    for role in (Role.CANDIDATE, Role.SPONSOR, Role.MANAGER):
        assert not policies.may_hold_rooms(Actor(role=role))
        assert not of_house.rooms(Actor(role=role)).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_free_times_with_everything_ask_eight_queries_with_the_rules(office, karen, django_assert_num_queries, count):
    whole_week(karen)
    for number in range(count):
        use = room_of(office, f"Room {number}")
        RoomUse.objects.create(room=use, held_by=karen, starts_at=TOMORROW, ends_at=TOMORROW + HOUR)
        opening(karen, karen, day=date(2026, 11, 28 + number % 2), starts=time(9 + number), ends=time(10 + number))

    with django_assert_num_queries(8):
        of_house.rules_of(office.pk)
        selectors.free_times(karen.pk, office, after=NOW, until=NOW + timedelta(weeks=6))
