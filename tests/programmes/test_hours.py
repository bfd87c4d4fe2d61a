"""The hours account: append-only, and its sums are always the sums of its entries."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onward.core import wall
from onward.core.access import SYSTEM
from onward.core.errors import NotAllowed, Refused
from onward.correspondence.models import Message
from onward.privacy.models import AuditEntry
from onward.programmes import selectors
from onward.programmes.actions import book_hours, confirm_hours, correct_hours, dispute_hours
from onward.programmes.enums import COUNTED, HourKind, LineState
from onward.programmes.models import HourAnswer, HourEntry, Programme
from tests.factories.accounts import actor
from tests.factories.programmes import NOW, HourEntryFactory, ProgrammeFactory
from tests.programmes.conftest import cast_of

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 12)


def booked(programme, minutes=60, kind=HourKind.INDIVIDUAL, held_on=DAY, **kwargs):
    by = kwargs.pop("by", None) or actor(programme.counsellor)
    return book_hours(by=by, programme=programme, kind=kind, minutes=minutes, held_on=held_on, at=NOW, **kwargs)


def account(programme, at=NOW):
    return selectors.hours_account(actor(programme.counsellor), programme, at)


def test_a_line_is_booked_and_leaves_a_trace():
    meeting = uuid.uuid4()

    entry = booked(ProgrammeFactory(), meeting=meeting)

    assert (entry.minutes, entry.period, entry.meeting, entry.reason) == (60, None, meeting, "")
    trace = AuditEntry.objects.get()
    assert (trace.verb, trace.target_id, trace.about) == (
        "programmes.hours_booked",
        entry.pk,
        entry.programme.candidate_id,
    )


def test_the_system_books_what_the_template_counts():
    assert booked(ProgrammeFactory(), by=SYSTEM).booked_by is None


def test_the_same_meeting_is_booked_once():
    programme, meeting = ProgrammeFactory(), uuid.uuid4()
    booked(programme, meeting=meeting)

    with pytest.raises(Refused) as refusal:
        booked(programme, meeting=meeting)

    assert refusal.value.code == "booked"
    assert HourEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "given", "code"),
    [
        ({"invited": True}, {}, "state"),
        ({"state": "declined", "ended_on": DAY}, {}, "state"),
        ({}, {"held_on": date(2026, 11, 25)}, "date"),
        ({}, {"held_on": date(2026, 10, 26)}, "date"),
        ({}, {"minutes": 0}, "minutes"),
        ({}, {"minutes": -5}, "minutes"),
        ({}, {"minutes": 721}, "minutes"),
    ],
)
def test_lines_that_cannot_be(kind, given, code):
    with pytest.raises(Refused) as refusal:
        booked(ProgrammeFactory(**kind), **given)

    assert refusal.value.code == code
    assert not HourEntry.objects.exists()


def test_hours_may_be_booked_after_the_end():
    assert booked(ProgrammeFactory(ended=True))


def test_nothing_exceeds_the_hours_bought_silently():
    programme = ProgrammeFactory(minutes=100)
    booked(programme)

    with pytest.raises(Refused) as refusal:
        booked(programme, minutes=41)
    booked(programme, minutes=30, kind=HourKind.PREPARATION)
    booked(programme, minutes=60, kind=HourKind.EMPLOYER)
    booked(programme, minutes=41, reason="Aftalt med Limfjord Emballage")

    assert refusal.value.code == "over_package"
    assert account(programme).sums.left == -1


def test_hours_stand_in_the_period_of_their_day():
    programme = ProgrammeFactory(belgian=True, starts_on=date(2026, 9, 20))

    before = booked(programme, held_on=date(2026, 11, 19)).period
    after = booked(programme, held_on=date(2026, 11, 20)).period

    assert (before, after) == (1, 2)
    assert [(room.used, room.left) for room in account(programme).periods] == [(60, 1140), (60, 1140), (0, 1200)]


def test_hours_before_the_start_count_in_the_first_period():
    programme = ProgrammeFactory(belgian=True, state="accepted", starts_on=None)

    assert booked(programme).period == 1


def test_nothing_exceeds_a_period_silently():
    programme = ProgrammeFactory(belgian=True)
    HourEntryFactory(programme=programme, minutes=1190, period=1)

    with pytest.raises(Refused) as refusal:
        booked(programme, minutes=11)
    room = selectors.room_for_hours(actor(programme.counsellor), programme, DAY)

    assert refusal.value.code == "over_period"
    assert (room.of_package, room.in_period, room.period) == (3600 - 1190, 10, 1)
    assert booked(programme, minutes=11, reason="Gesprek liep uit").period == 1


def test_room_without_periods_is_that_of_the_package():
    programme = HourEntryFactory(minutes=60).programme

    room = selectors.room_for_hours(actor(programme.counsellor), programme, DAY)

    assert (room.of_package, room.in_period, room.period) == (900, None, None)


# Corrections ------------------------------------------------------------------------------------------------------


def corrected(entry, minutes, reason="Skrevet forkert", by=None):
    return correct_hours(
        by=by or actor(entry.programme.counsellor), entry=entry, minutes=minutes, reason=reason, at=NOW
    )


def test_a_correction_is_an_entry_of_its_own():
    entry = HourEntryFactory(minutes=60)

    counter = corrected(entry, 45)

    entry.refresh_from_db()
    assert (entry.minutes, counter.minutes, counter.corrects) == (60, -15, entry)
    line = account(entry.programme).lines[0]
    assert (line.minutes, [each.reason for each in line.corrections]) == (45, ["Skrevet forkert"])
    assert AuditEntry.objects.get().before == {"minutes": 60}


def test_corrections_add_up_to_what_the_last_one_says():
    entry = HourEntryFactory(minutes=60)

    for minutes in (45, 0, 90):
        corrected(entry, minutes)

    assert account(entry.programme).sums.used == 90


def test_corrections_that_cannot_be():
    entry = HourEntryFactory(minutes=60)
    counter = corrected(entry, 45)

    for wrong, minutes, reason, code in (
        (entry, 45, "again", "same"),
        (entry, 30, " ", "reason"),
        (entry, -1, "less than nothing", "minutes"),
        (entry, 721, "more than a day", "minutes"),
        (counter, 10, "of a correction", "corrects"),
    ):
        with pytest.raises(Refused) as refusal:
            corrected(wrong, minutes, reason)
        assert refusal.value.code == code


def test_strangers_book_and_correct_nothing():
    entry = HourEntryFactory()
    cast = cast_of(entry.programme)

    for who in ("candidate", "colleague", "other_office", "sponsor", "manager"):
        with pytest.raises(NotAllowed):
            booked(entry.programme, by=cast[who])
        with pytest.raises(NotAllowed):
            corrected(entry, 10, by=cast[who])

    assert HourEntry.objects.count() == 1


STEPS = st.lists(
    st.tuples(st.sampled_from(["book", "correct"]), st.sampled_from(list(HourKind)), st.integers(0, 200)), max_size=12
)


@given(steps=STEPS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_sums_are_the_sums_of_the_entries_whatever_happens(steps):
    with transaction.atomic():
        programme = ProgrammeFactory()
        wanted: dict = {}
        for what, kind, minutes in steps:
            if what == "book" and minutes:
                wanted[booked(programme, minutes, kind, reason="whatever")] = minutes
            elif wanted:
                entry = list(wanted)[minutes % len(wanted)]
                if wanted[entry] != minutes:
                    corrected(entry, minutes)
                    wanted[entry] = minutes

        found = account(programme)
        rows = HourEntry.objects.filter(programme=programme)

        assert sum(row.minutes for row in rows) == sum(wanted.values())
        assert {line.entry: line.minutes for line in found.lines} == wanted
        assert found.sums.used == sum(minutes for entry, minutes in wanted.items() if entry.kind in COUNTED)
        assert found.sums.used + found.sums.left == programme.minutes
        assert sum(found.sums.by_kind.values()) == sum(wanted.values())
        transaction.set_rollback(True)


@pytest.mark.parametrize("role", ["inside_writing", "employer_writing", "inside_reading", "employer_reading"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE programmes_hourentry SET minutes = 1",
        "DELETE FROM programmes_hourentry",
        "TRUNCATE programmes_hourentry",
    ],
)
def test_no_role_of_a_page_changes_or_removes_a_line(role, statement):
    HourEntryFactory()

    with pytest.raises(ProgrammingError, match="permission denied"), wall.taken(role), connection.cursor() as cursor:
        cursor.execute(statement)

    assert HourEntry.objects.get().minutes == 60


# What the candidate says ------------------------------------------------------------------------------------------


def test_the_candidate_confirms_and_disputes(heard):
    entry = HourEntryFactory()
    mette = actor(entry.programme.candidate)

    dispute_hours(by=mette, entry=entry, remark="Det var kun en halv time.", at=NOW)
    disputed = account(entry.programme)
    confirm_hours(by=mette, entry=entry, at=NOW + timedelta(minutes=1))

    assert [line.state for line in disputed.lines] == [LineState.DISPUTED]
    assert disputed.disputed[0].answer.remark == "Det var kun en halv time."
    assert account(entry.programme).lines[0].state is LineState.CONFIRMED
    assert heard == ["hours_disputed"]
    assert Message.objects.get().person == entry.programme.counsellor_id
    assert "halv" not in str(list(AuditEntry.objects.values())) + Message.objects.get().body


def test_without_a_counsellor_nobody_is_written_to():
    entry = HourEntryFactory(programme__counsellor=None, booked_by=None)

    dispute_hours(by=actor(entry.programme.candidate), entry=entry, remark="Nej.", at=NOW)

    assert not Message.objects.exists()


def test_silence_is_shown_after_14_days_and_never_written():
    entry = HourEntryFactory(booked_at=NOW)

    before = account(entry.programme, NOW + timedelta(days=14)).lines[0].state
    after = account(entry.programme, NOW + timedelta(days=15)).lines[0].state

    assert (before, after) == (LineState.WAITING, LineState.LET_PASS)
    assert not HourAnswer.objects.exists()


def test_an_answer_to_what_a_line_said_before_its_correction_is_none():
    entry = HourEntryFactory()
    confirm_hours(by=actor(entry.programme.candidate), entry=entry, at=NOW - timedelta(hours=1))
    corrected(entry, 90)

    assert account(entry.programme).lines[0].state is LineState.WAITING


def test_a_dispute_has_words_and_is_about_the_line_itself():
    entry = HourEntryFactory()
    mette = actor(entry.programme.candidate)

    with pytest.raises(Refused):
        dispute_hours(by=mette, entry=entry, remark="  ", at=NOW)
    with pytest.raises(Refused):
        confirm_hours(by=mette, entry=corrected(entry, 5), at=NOW)

    assert not HourAnswer.objects.exists()


def test_strangers_answer_no_line():
    entry = HourEntryFactory()
    cast = cast_of(entry.programme)

    for who in ("stranger", "coordinator", "colleague", "sponsor"):
        with pytest.raises(NotAllowed):
            confirm_hours(by=cast[who], entry=entry, at=NOW)


def test_lines_are_found_by_those_who_see_the_programme():
    entry = HourEntryFactory()
    corrected(entry, 5)

    seeing = {who for who, person in cast_of(entry.programme).items() if entry in selectors.hour_entries(person)}
    assert seeing == {"candidate", "counsellor", "coordinator", "named", "system"}
    assert selectors.hour_entries(actor(entry.programme.counsellor)).count() == 1


def test_two_bookings_see_each_other():
    programme = ProgrammeFactory(minutes=100)
    stale = Programme.objects.get(pk=programme.pk)
    booked(programme)

    with pytest.raises(Refused):
        booked(stale)
