"""Calendars elsewhere: whose they are, how they are read, and where they cross a meeting."""

from datetime import UTC, datetime, timedelta

import pytest

from onward.accounts.models import Office
from onward.core.access import SYSTEM, Actor, Role
from onward.core.errors import NotAllowed, Refused
from onward.privacy.models import AuditEntry
from onward.scheduling import policies, selectors
from onward.scheduling.calendars import BadAddress, Fetched, Unreadable
from onward.scheduling.enums import AppointmentState, CalendarProblem
from onward.scheduling.models import AcceptedClash, OutsideBusy, OutsideCalendar
from onward.scheduling.outside import actions, reading
from onward.scheduling.outside import selectors as outside
from onward.scheduling.outside.sealing import CannotOpen, unseal
from tests.factories.accounts import PersonFactory, actor
from tests.factories.scheduling import (
    TOMORROW,
    AppointmentFactory,
    OutsideBusyFactory,
    OutsideCalendarFactory,
    whole_week,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
ADDRESS = "https://outlook.example/owa/calendar/3f9c/secret/calendar.ics"


@pytest.fixture
def karen():
    return PersonFactory(counsellor=True, first_name="Karen")


@pytest.fixture
def theirs(monkeypatch):
    """What the other side answers: set `text`, `problem` or `etag`; `asked` says what it was asked."""

    class Other:
        text, problem, etag, asked = "", None, "", ()

        def fetch(self, address, *, etag="", modified=""):
            self.asked = (*self.asked, (address, etag))
            if self.problem:
                raise Unreadable(self.problem)
            if etag and etag == self.etag:
                return Fetched(None, etag)
            body = f"BEGIN:VCALENDAR\n{self.text}\nEND:VCALENDAR".encode()
            return Fetched(body, self.etag)

        def has(self, *events):
            self.text = "\n".join(
                f"BEGIN:VEVENT\nUID:{uid}\nDTSTART:{begins:%Y%m%dT%H%M%SZ}\nDURATION:{length}\nEND:VEVENT"
                for uid, begins, length in events
            )

    other = Other()
    monkeypatch.setattr(reading, "fetch", other.fetch)
    return other


def add(person, **values):
    given = {"name": "Outlook", "address": ADDRESS, "at": NOW, **values}
    return actions.add_calendar(by=actor(person), person_id=person.pk, **given)


def spans():
    return list(OutsideBusy.objects.order_by("starts_at").values_list("starts_at", "ends_at"))


# Whose --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", list(Role))
def test_staff_keep_their_own_and_nobody_elses(role):
    mine, other = PersonFactory().pk, PersonFactory().pk
    by = Actor(role=role, person_id=mine)

    assert policies.may_keep_calendars_of(by, mine) is (role in {Role.COUNSELLOR, Role.COORDINATOR})
    assert not policies.may_keep_calendars_of(by, other)


@pytest.mark.parametrize("role", list(Role))
def test_nobody_sees_a_colleagues_calendar(role):
    row = OutsideCalendarFactory()
    own = Actor(role=role, person_id=row.person_id)

    assert not outside.calendars(Actor(role=role, person_id=PersonFactory().pk)).exists()
    assert outside.calendars(own).exists() is (role in {Role.COUNSELLOR, Role.COORDINATOR})


@pytest.mark.parametrize("role", list(Role))
def test_only_the_host_says_that_a_clash_is_fine(role):
    appointment = AppointmentFactory()

    assert policies.may_accept_clash(Actor(role=role, person_id=appointment.host_id), appointment) is (
        role in {Role.COUNSELLOR, Role.COORDINATOR}
    )
    assert not policies.may_accept_clash(Actor(role=role, person_id=appointment.guest_id), appointment)


# Kept, changed, removed ---------------------------------------------------------------------------------------------


def test_an_address_rests_sealed_and_is_shown_by_its_end_alone(karen):
    calendar = add(karen)

    row = OutsideCalendar.objects.get()
    assert unseal(row.sealed) == ADDRESS
    assert b"secret" not in bytes(row.sealed)
    assert outside.own(calendar, NOW).address == "outlook.example/….ics"
    assert all("outlook" not in str([entry.before, entry.after]) for entry in AuditEntry.objects.all())


def test_the_same_address_twice_is_one_calendar(karen):
    add(karen)
    add(karen, name="Work", address="webcal://outlook.example/owa/calendar/3f9c/secret/calendar.ics")

    assert OutsideCalendar.objects.get().name == "Work"


def test_a_stranger_may_not(karen):
    with pytest.raises(NotAllowed):
        actions.add_calendar(
            by=actor(PersonFactory(counsellor=True)), person_id=karen.pk, name="x", address=ADDRESS, at=NOW
        )
    for action in (actions.remove_calendar, actions.ask_to_read):
        with pytest.raises(NotAllowed):
            action(by=actor(karen), calendar=OutsideCalendarFactory(), at=NOW)
    with pytest.raises(NotAllowed):
        actions.change_calendar(by=actor(karen), calendar=OutsideCalendarFactory(), name="x", at=NOW)


def test_what_is_no_address_is_not_kept(karen):
    with pytest.raises(BadAddress):
        add(karen, address="my calendar")

    assert not OutsideCalendar.objects.exists()


def test_more_than_enough_is_refused(karen):
    OutsideCalendarFactory.create_batch(actions.MOST, person=karen)

    with pytest.raises(Refused) as refused:
        add(karen)

    assert refused.value.code == "many"


def test_a_new_address_starts_anew_and_the_old_times_stand_until_it_is_read(karen):
    calendar = OutsideCalendarFactory(
        person=karen, problem="gone", failing_since=NOW, failures=9, etag="a", due_at=None, expanded_on=NOW.date()
    )
    OutsideBusyFactory(calendar=calendar)

    actions.change_calendar(by=actor(karen), calendar=calendar, name="New", address=ADDRESS, at=NOW)

    calendar.refresh_from_db()
    assert (calendar.name, calendar.problem, calendar.failures, calendar.etag, calendar.due_at) == (
        "New",
        "",
        0,
        "",
        NOW,
    )
    assert OutsideBusy.objects.count() == 1


def test_another_name_leaves_the_rest(karen):
    calendar = OutsideCalendarFactory(person=karen, problem="gone", failing_since=NOW, failures=9, due_at=None)

    actions.change_calendar(by=actor(karen), calendar=calendar, name="New", at=NOW)

    calendar.refresh_from_db()
    assert (calendar.name, calendar.failures) == ("New", 9)


def test_an_address_that_is_on_the_list_is_refused(karen):
    add(karen)

    with pytest.raises(Refused):
        actions.change_calendar(
            by=actor(karen), calendar=OutsideCalendarFactory(person=karen), name="x", address=ADDRESS, at=NOW
        )


def test_removed_with_all_it_took(karen):
    busy = OutsideBusyFactory(calendar__person=karen)

    actions.remove_calendar(by=actor(karen), calendar=busy.calendar, at=NOW)

    assert not OutsideCalendar.objects.exists()
    assert not OutsideBusy.objects.exists()


# Read by the worker -------------------------------------------------------------------------------------------------


def test_read_at_once_then_every_quarter_of_an_hour(karen, theirs):
    add(karen)
    theirs.has(("a", TOMORROW, "PT1H"))

    assert reading.read_next(by=SYSTEM, at=NOW)
    assert not reading.read_next(by=SYSTEM, at=NOW + 14 * MINUTE)
    assert reading.read_next(by=SYSTEM, at=NOW + 15 * MINUTE)

    row = OutsideCalendar.objects.get()
    assert spans() == [(TOMORROW, TOMORROW + HOUR)]
    assert (row.read_at, row.due_at) == (NOW + 15 * MINUTE, NOW + 30 * MINUTE)


def test_replaced_as_a_whole_but_what_stays_keeps_its_key(karen, theirs):
    add(karen)
    theirs.has(("a", TOMORROW, "PT1H"), ("b", TOMORROW + 3 * HOUR, "PT1H"))
    reading.read_next(by=SYSTEM, at=NOW)
    kept = OutsideBusy.objects.get(starts_at=TOMORROW).pk

    theirs.has(("a", TOMORROW, "PT1H"), ("b", TOMORROW + 5 * HOUR, "PT1H"))
    reading.read_next(by=SYSTEM, at=NOW + HOUR)

    assert spans() == [(TOMORROW, TOMORROW + HOUR), (TOMORROW + 5 * HOUR, TOMORROW + 6 * HOUR)]
    assert OutsideBusy.objects.get(starts_at=TOMORROW).pk == kept


def test_nothing_new_today_is_asked_for_once_and_tomorrow_all_of_it(karen, theirs):
    add(karen)
    theirs.etag = '"7"'
    theirs.has(("a", TOMORROW, "PT1H"))

    for after in (0 * HOUR, HOUR, 24 * HOUR):
        reading.read_next(by=SYSTEM, at=NOW + after)

    assert [etag for _address, etag in theirs.asked] == ["", '"7"', ""]
    assert len(spans()) == 1


def test_a_calendar_that_cannot_be_read_keeps_what_was_read_and_is_tried_more_rarely(karen, theirs):
    add(karen)
    theirs.has(("a", TOMORROW, "PT1H"))
    reading.read_next(by=SYSTEM, at=NOW)
    theirs.problem = CalendarProblem.PASSWORD
    first = NOW + 15 * MINUTE

    reading.read_next(by=SYSTEM, at=first)
    reading.read_next(by=SYSTEM, at=first + 15 * MINUTE)

    row = OutsideCalendar.objects.get()
    assert (row.problem, row.failing_since, row.failures) == ("password", first, 2)
    assert row.due_at == first + 45 * MINUTE
    assert len(spans()) == 1

    theirs.problem = None
    reading.read_next(by=SYSTEM, at=row.due_at)
    row.refresh_from_db()
    assert (row.problem, row.failing_since, row.failures) == ("", None, 0)


def test_given_up_after_days_until_its_owner_asks(karen, theirs):
    calendar = add(karen)
    theirs.problem = CalendarProblem.GONE
    moment = NOW
    for _try in range(reading.GIVEN_UP_AFTER):
        assert reading.read_next(by=SYSTEM, at=moment)
        calendar.refresh_from_db()
        moment = calendar.due_at

    assert calendar.is_paused
    assert timedelta(days=5) < OutsideCalendar.objects.get().tried_at - NOW < timedelta(days=8)
    assert not reading.read_next(by=SYSTEM, at=NOW + timedelta(days=99))

    theirs.problem = None
    actions.ask_to_read(by=actor(karen), calendar=calendar, at=NOW + timedelta(days=99))
    assert reading.read_next(by=SYSTEM, at=NOW + timedelta(days=99))
    calendar.refresh_from_db()
    assert not calendar.is_paused


def test_one_that_fails_stops_none_behind_it(karen, theirs):
    OutsideCalendarFactory(person=karen, due_at=NOW - HOUR)
    OutsideCalendarFactory(due_at=NOW)
    theirs.problem = CalendarProblem.TROUBLE

    assert [reading.read_next(by=SYSTEM, at=NOW) for _ in range(3)] == [True, True, False]


def test_sealed_with_another_key_is_said(karen, theirs, settings):
    calendar = add(karen)
    settings.SECRET_KEY = "another"

    with pytest.raises(CannotOpen):
        unseal(calendar.sealed)
    reading.read_next(by=SYSTEM, at=NOW)

    assert OutsideCalendar.objects.get().problem == "locked"
    assert outside.own_calendars(actor(karen), NOW)[0].address == ""


def test_whoever_has_left_is_not_read_any_more(karen, theirs):
    add(karen)
    karen.memberships.update(ended_at=NOW)

    assert not reading.read_next(by=SYSTEM, at=NOW)


def test_removed_or_renewed_while_it_was_read(karen, theirs, monkeypatch):
    calendar = add(karen)
    theirs.has(("a", TOMORROW, "PT1H"))
    fetch = reading.fetch

    def meanwhile(*args, **kwargs):
        actions.change_calendar(
            by=actor(karen), calendar=calendar, name="New", address="https://new.example/b.ics", at=NOW
        )
        return fetch(*args, **kwargs)

    monkeypatch.setattr(reading, "fetch", meanwhile)
    reading.read_next(by=SYSTEM, at=NOW)

    calendar.refresh_from_db()
    assert (calendar.read_at, calendar.due_at) == (None, NOW)
    assert spans() == []


def test_our_own_invitations_come_back_and_block_nothing(karen, theirs):
    own = AppointmentFactory(host=karen, starts_at=TOMORROW)
    wrapped = "040000008200e00074c5b7101a82e0080000000000000000310000007643616c2d55696401000000"
    outlook = f"{wrapped}{str(own.pk).encode().hex()}00"
    add(karen)
    theirs.has(
        (f"{own.pk}@onward.example", TOMORROW, "PT1H"),
        (outlook.upper(), TOMORROW, "PT1H"),
        (f"appointment-{AppointmentFactory().pk}@other.example", TOMORROW + 5 * HOUR, "PT1H"),
    )

    reading.read_next(by=SYSTEM, at=NOW)

    assert spans() == [(TOMORROW + 5 * HOUR, TOMORROW + 6 * HOUR)]


def test_days_are_those_of_the_office(theirs):
    person = PersonFactory(counsellor=True)
    Office.objects.update(timezone="Europe/Helsinki")
    OutsideCalendarFactory(person=person, due_at=NOW)
    theirs.text = "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261126\nEND:VEVENT"

    reading.read_next(by=SYSTEM, at=NOW)

    begins = datetime(2026, 11, 25, 22, tzinfo=UTC)
    assert spans() == [(begins, begins + timedelta(days=1))]


# Free times and clashes ---------------------------------------------------------------------------------------------


def free(person):
    found = selectors.free_times(person.pk, Office.objects.first(), after=TOMORROW, until=TOMORROW + 6 * HOUR)
    return [each.starts_at for each in found]


def test_nobody_is_booked_when_another_calendar_takes_the_time(karen):
    whole_week(karen)
    before = free(karen)
    OutsideBusyFactory(calendar__person=karen, starts_at=TOMORROW + HOUR, ends_at=TOMORROW + 2 * HOUR)
    OutsideBusyFactory(starts_at=TOMORROW, ends_at=TOMORROW + 9 * HOUR)

    taken = set(before) - set(free(karen))

    assert taken == {TOMORROW + HOUR / 2, TOMORROW + HOUR, TOMORROW + HOUR * 3 / 2}


def clash(karen, **values):
    appointment = AppointmentFactory(host=karen, starts_at=TOMORROW)
    given = {"starts_at": TOMORROW + HOUR / 2, "ends_at": TOMORROW + 2 * HOUR, **values}
    return appointment, OutsideBusyFactory(calendar__person=karen, **given)


def test_a_clash_is_found_and_says_only_when(karen):
    appointment, busy = clash(karen)
    AppointmentFactory(host=karen, starts_at=TOMORROW + 5 * HOUR)

    found = outside.clashes(actor(karen), NOW)

    assert list(found) == [appointment.pk]
    (one,) = found[appointment.pk]
    assert (one.calendar, one.busy, one.starts_at, one.ends_at) == (
        "Outlook",
        busy.pk,
        TOMORROW + HOUR / 2,
        TOMORROW + HOUR,
    )


@pytest.mark.parametrize("state", [AppointmentState.CANCELLED, AppointmentState.HELD])
def test_what_is_not_booked_any_more_clashes_with_nothing(karen, state):
    appointment, _busy = clash(karen)
    appointment.state = state
    appointment.save()

    assert outside.clashes(actor(karen), NOW) == {}


def test_touching_is_no_clash_and_others_calendars_are_none_of_ours(karen):
    clash(karen, starts_at=TOMORROW + HOUR)
    OutsideBusyFactory(starts_at=TOMORROW)

    assert outside.clashes(actor(karen), NOW) == {}


def test_fine_until_one_of_the_times_changes(karen):
    appointment, busy = clash(karen)

    for _click in range(2):
        assert actions.accept_clashes(by=actor(karen), appointment=appointment, seen=[busy.pk], at=NOW) == 1

    assert AcceptedClash.objects.count() == 1
    assert outside.clashes(actor(karen), NOW) == {}

    OutsideBusy.objects.update(ends_at=TOMORROW + 3 * HOUR)  # outside the meeting: the crossing is the same
    assert outside.clashes(actor(karen), NOW) == {}

    OutsideBusy.objects.update(starts_at=TOMORROW)
    assert list(outside.clashes(actor(karen), NOW)) == [appointment.pk]


def test_only_what_was_seen_is_accepted(karen):
    appointment, busy = clash(karen)
    OutsideBusyFactory(calendar__person=karen, calendar__name="Family", starts_at=TOMORROW)

    actions.accept_clashes(by=actor(karen), appointment=appointment, seen=[busy.pk, PersonFactory().pk], at=NOW)

    assert [each.calendar for each in outside.clashes(actor(karen), NOW)[appointment.pk]] == ["Family"]


def test_a_stranger_accepts_nothing(karen):
    appointment, busy = clash(karen)

    with pytest.raises(NotAllowed):
        actions.accept_clashes(
            by=actor(PersonFactory(counsellor=True)), appointment=appointment, seen=[busy.pk], at=NOW
        )


@pytest.mark.parametrize(
    ("said", "hours", "is_told"),
    [
        ({}, 1, False),
        ({}, 6, True),
        ({"problem": CalendarProblem.NO_ANSWER, "failures": 2}, 1, False),  # it may answer by itself
        ({"problem": CalendarProblem.NO_ANSWER, "failures": 9}, 6, True),
        ({"problem": CalendarProblem.NO_ANSWER, "failures": 40, "due_at": None}, 1, True),
        ({"problem": CalendarProblem.GONE, "failures": 1}, 1, True),  # waiting does not help
    ],
)
def test_a_calendar_is_told_of_once_waiting_does_not_help(said, hours, is_told):
    since = NOW - timedelta(hours=hours)
    found = OutsideCalendarFactory(read_at=since, **said, **({"failing_since": since} if said else {}))

    assert [each.name for each in outside.unread(outside.watched(actor(found.person)), NOW)] == ["Outlook"] * is_told
    assert outside.unread(outside.watched(actor(PersonFactory(counsellor=True))), NOW) == []
