"""Hours are given once; the week and absences; whose time it is."""

import threading
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection, connections

from onward.core.access import SYSTEM, Actor, Role
from onward.core.errors import NotAllowed, Refused
from onward.privacy.models import AuditEntry
from onward.scheduling import actions, policies, selectors
from onward.scheduling.enums import AppointmentState, MeetingForm
from onward.scheduling.free import WeekSpan
from onward.scheduling.models import Absence, Appointment, Availability
from tests.factories.accounts import MembershipFactory, OfficeFactory, PersonFactory, actor
from tests.factories.scheduling import (
    TOMORROW,
    AbsenceFactory,
    AppointmentFactory,
    OutsideBusyFactory,
    whole_week,
)

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def karen(db):
    return PersonFactory(counsellor=True, first_name="Karen")


@pytest.fixture
def mette(db):
    return PersonFactory(candidate=True, first_name="Mette")


def book(by, host, guest, starts_at=TOMORROW, **values):
    given = {"ends_at": starts_at + HOUR, "form": MeetingForm.PHONE, "at": NOW, **values}
    return actions.book_appointment(by=by, host_id=host.pk, guest_id=guest.pk, starts_at=starts_at, **given)


# Once ---------------------------------------------------------------------------------------------------------------


def test_an_hour_is_given_once(karen, mette):
    book(actor(mette), karen, mette)

    with pytest.raises(Refused) as refused:
        book(actor(karen), karen, PersonFactory(candidate=True), TOMORROW + HOUR / 2)

    assert refused.value.code == "taken"
    assert Appointment.objects.count() == 1


def test_nobody_meets_two_people_at_once(karen, mette):
    book(actor(mette), karen, mette)

    with pytest.raises(Refused) as refused:
        book(actor(mette), PersonFactory(counsellor=True), mette)

    assert refused.value.code == "taken"


def test_one_after_the_other_is_no_overlap(karen, mette):
    book(actor(karen), karen, mette)

    assert book(actor(karen), karen, PersonFactory(candidate=True), TOMORROW + HOUR)


@pytest.mark.parametrize(
    "state", [AppointmentState.CANCELLED, AppointmentState.CANCELLED_LATE, AppointmentState.MISSED]
)
def test_an_hour_given_back_can_be_given_again(karen, mette, state):
    AppointmentFactory(host=karen, guest=mette, state=state)

    assert book(actor(mette), karen, mette)


def test_the_past_cannot_be_booked(karen, mette):
    with pytest.raises(Refused) as refused:
        book(actor(mette), karen, mette, NOW - HOUR)

    assert refused.value.code == "past"


def at_once(*attempts):
    """Run the attempts in threads, each with a connection of its own, from the same moment; who got it and who not."""
    barrier, results = threading.Barrier(len(attempts)), []

    def run(attempt):
        try:
            barrier.wait(timeout=10)
            results.append(attempt())
        except Refused as refusal:
            results.append(refusal.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[attempt]) for attempt in attempts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    return results


@pytest.mark.django_db(transaction=True)
def test_two_candidates_book_the_same_hour_at_once_and_one_gets_it():
    karen = PersonFactory(counsellor=True)
    people = [PersonFactory(candidate=True) for _ in range(4)]

    results = at_once(*[lambda guest=guest: book(actor(guest), karen, guest) for guest in people])

    assert [result for result in results if isinstance(result, str)] == ["taken"] * 3
    assert Appointment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_counsellors_book_the_same_candidate_at_once_and_one_gets_her():
    mette = PersonFactory(candidate=True)
    hosts = [PersonFactory(counsellor=True) for _ in range(2)]

    results = at_once(*[lambda host=host: book(actor(host), host, mette) for host in hosts])

    assert [result for result in results if isinstance(result, str)] == ["taken"]


@pytest.mark.django_db(transaction=True)
def test_the_database_itself_refuses_what_no_action_has_asked_it():
    karen = PersonFactory(counsellor=True)
    AppointmentFactory(host=karen)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_constraint WHERE conname IN ('appointment_host_once', 'appointment_guest_once')"
        )
        assert cursor.fetchone() == (2,)
    with pytest.raises(Exception, match="appointment_host_once"):
        AppointmentFactory(host=karen)


# Moving, cancelling, settling ---------------------------------------------------------------------------------------


def test_moving_counts_and_leaves_a_trace(karen, mette):
    appointment = book(actor(mette), karen, mette)

    moved = actions.move_appointment(
        by=actor(mette),
        appointment=appointment,
        starts_at=TOMORROW + HOUR / 2,
        ends_at=TOMORROW + HOUR,
        form=MeetingForm.VIDEO,
        place="https://video.example/karen",
        at=NOW,
    )

    entry = AuditEntry.objects.get(verb="scheduling.appointment_moved")
    assert (moved.sequence, moved.place) == (1, "https://video.example/karen")
    assert entry.before == {"starts_at": TOMORROW.isoformat()}


def test_moving_into_a_taken_hour_leaves_the_old_one(karen, mette):
    appointment = book(actor(mette), karen, mette)
    AppointmentFactory(host=karen, starts_at=TOMORROW + 3 * HOUR)

    with pytest.raises(Refused):
        actions.move_appointment(
            by=actor(mette),
            appointment=appointment,
            starts_at=TOMORROW + 3 * HOUR,
            ends_at=TOMORROW + 4 * HOUR,
            form=MeetingForm.PHONE,
            at=NOW,
        )

    appointment.refresh_from_db()
    assert appointment.starts_at == TOMORROW


@pytest.mark.parametrize(("late", "state"), [(False, "cancelled"), (True, "cancelled_late")])
def test_cancelled_once(karen, mette, late, state):
    appointment = book(actor(mette), karen, mette)

    cancelled = actions.cancel_appointment(by=actor(mette), appointment=appointment, late=late, at=NOW)

    assert cancelled.state == state
    with pytest.raises(Refused) as refused:
        actions.cancel_appointment(by=actor(mette), appointment=appointment, late=late, at=NOW)
    assert refused.value.code == "settled"


def test_held_and_missed_only_once_it_has_begun(karen, mette):
    appointment = book(actor(mette), karen, mette)

    with pytest.raises(Refused):
        actions.settle_appointment(by=actor(karen), appointment=appointment, held=True, at=NOW)

    held = actions.settle_appointment(by=actor(karen), appointment=appointment, held=True, at=TOMORROW)
    assert held.state == AppointmentState.HELD


# The week and absences ----------------------------------------------------------------------------------------------


def span(weekday=0, start=9, end=12, ways=("phone",)):
    return WeekSpan(weekday, time(start), time(end), ways)


def test_the_week_is_set_anew(karen):
    whole_week(karen)

    actions.plan_week(by=actor(karen), person_id=karen.pk, week=[span(), span(start=13, end=15)], at=NOW)

    assert Availability.objects.filter(person=karen).count() == 2


@pytest.mark.parametrize(
    "week",
    [[span(start=12, end=12)], [span(), span(start=11, end=14)], [span(ways=())]],
    ids=["empty", "cross", "how"],
)
def test_a_week_that_cannot_be_is_refused_and_the_old_one_stands(karen, week):
    whole_week(karen)

    with pytest.raises(Refused):
        actions.plan_week(by=actor(karen), person_id=karen.pk, week=week, at=NOW)

    assert Availability.objects.filter(person=karen).count() == 5


def test_an_absence_closes_time_and_leaves_what_is_booked(karen, mette):
    office = OfficeFactory()
    whole_week(karen)
    book(actor(mette), karen, mette)

    absence = actions.add_absence(
        by=actor(karen), person_id=karen.pk, starts_at=TOMORROW - 2 * HOUR, ends_at=TOMORROW + 8 * HOUR, at=NOW
    )

    closed = selectors.free_times(karen.pk, office, after=NOW, until=NOW + timedelta(days=2))
    assert [each for each in closed if each.starts_at.date() == TOMORROW.date()] == []
    assert Appointment.objects.get().state == AppointmentState.BOOKED
    actions.remove_absence(by=actor(karen), absence=absence, at=NOW)
    assert not Absence.objects.exists()


def test_an_absence_ends_after_it_begins(karen):
    with pytest.raises(Refused):
        actions.add_absence(by=actor(karen), person_id=karen.pk, starts_at=TOMORROW, ends_at=TOMORROW, at=NOW)


# Free times with what is in the database ----------------------------------------------------------------------------


def test_free_times_know_the_holidays_of_the_country_and_the_offices_own(karen):
    whole_week(karen)
    christmas = datetime(2026, 12, 24, tzinfo=UTC)
    office = OfficeFactory(closed_days=[date(2026, 12, 28)])

    found = selectors.free_times(karen.pk, office, after=christmas, until=christmas + timedelta(days=6))

    assert {each.starts_at.date().day for each in found}.isdisjoint({25, 28})
    assert {each.starts_at.date().day for each in found} >= {29}


def test_free_times_leave_out_when_the_guest_is_taken_and_do_not_stand_in_their_own_way(karen, mette):
    whole_week(karen)
    office = OfficeFactory()
    elsewhere = AppointmentFactory(guest=mette)
    ask = {"after": TOMORROW, "until": TOMORROW + HOUR, "guest_id": mette.pk}

    assert selectors.free_times(karen.pk, office, **ask) == []
    assert len(selectors.free_times(karen.pk, office, **ask, instead_of=elsewhere.pk)) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_free_times_ask_six_queries_however_much_is_booked(karen, django_assert_num_queries, count):
    whole_week(karen)
    office = OfficeFactory()
    for number in range(count):
        AppointmentFactory(host=karen, starts_at=TOMORROW + number * 2 * HOUR)
        AbsenceFactory(person=karen, starts_at=TOMORROW + timedelta(days=3 + number))
        OutsideBusyFactory(calendar__person=karen, starts_at=TOMORROW + timedelta(days=9 + number))

    with django_assert_num_queries(6):
        selectors.free_times(karen.pk, office, after=NOW, until=NOW + timedelta(days=42))


# Whose time it is ---------------------------------------------------------------------------------------------------

WHO_MAY = """
                  guest  host  colleague  office  sponsor  stranger
    book          yes    yes   yes        yes     no       no
    change        yes    yes   no         yes     no       no
    settle        no     yes   no         yes     no       no
    plan          no     yes   no         yes     no       no
    read          yes    yes   no         yes     no       no
"""


def cells():
    rows = [line.split() for line in WHO_MAY.strip().splitlines()]
    return [
        (what, who, said == "yes") for what, *said_all in rows[1:] for who, said in zip(rows[0], said_all, strict=True)
    ]


@pytest.mark.parametrize(("what", "who", "expected"), cells())
def test_whose_time_may_be_spent_by_whom(karen, mette, what, who, expected):
    appointment = AppointmentFactory(host=karen, guest=mette)
    by = {
        "guest": actor(mette),
        "host": actor(karen),
        "colleague": actor(PersonFactory(counsellor=True)),
        "office": actor(MembershipFactory(role="coordinator", office=OfficeFactory()).person),
        "sponsor": Actor(role=Role.SPONSOR, person_id=PersonFactory().pk),
        "stranger": actor(PersonFactory(candidate=True)),
    }[who]
    asked = {
        "book": lambda: policies.may_book(by, karen.pk, mette.pk),
        "change": lambda: policies.may_change(by, appointment),
        "settle": lambda: policies.may_settle(by, appointment),
        "plan": lambda: policies.may_plan_time_of(by, karen.pk),
        "read": lambda: selectors.appointments(by).filter(pk=appointment.pk).exists(),
    }

    assert asked[what]() is expected


def test_nobody_meets_oneself(karen):
    assert not policies.may_book(SYSTEM, karen.pk, karen.pk)


def test_a_stranger_books_moves_and_plans_nothing(karen, mette):
    stranger = actor(PersonFactory(candidate=True))
    appointment = AppointmentFactory(host=karen, guest=mette)

    for action in (
        lambda: book(stranger, karen, mette, TOMORROW + 4 * HOUR),
        lambda: actions.cancel_appointment(by=stranger, appointment=appointment, late=False, at=NOW),
        lambda: actions.settle_appointment(by=stranger, appointment=appointment, held=True, at=NOW),
        lambda: actions.plan_week(by=stranger, person_id=karen.pk, week=[], at=NOW),
        lambda: actions.add_absence(by=stranger, person_id=karen.pk, starts_at=NOW, ends_at=TOMORROW, at=NOW),
    ):
        with pytest.raises(NotAllowed):
            action()
