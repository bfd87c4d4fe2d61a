"""The course: start, phases, pauses, extensions, end and new beginning; and the sum of its dates."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from onward.core.errors import NotAllowed, Refused
from onward.privacy.models import AuditEntry
from onward.programmes import dates, selectors
from onward.programmes.actions import (
    agree_start,
    change_phase,
    close_programme,
    extend_programme,
    pause_programme,
    record_meeting_held,
    reopen_programme,
    resume_programme,
)
from onward.programmes.enums import STEPS, PauseReason, Phase, State
from onward.programmes.models import ContactAttempt, Extension, Pause, Programme
from tests.factories.accounts import actor
from tests.factories.programmes import NOW, HourEntryFactory, PackageFactory, ProgrammeFactory
from tests.programmes.conftest import cast_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def by(programme):
    return actor(programme.counsellor)


def held(programme, day, **kwargs):
    return record_meeting_held(by=by(programme), programme=programme, held_on=day, at=NOW, **kwargs)


def test_the_first_meeting_starts_the_programme_and_stops_the_clock(heard):
    programme = ProgrammeFactory(accepted=True, first_contact_at=None)
    began = datetime(2026, 11, 4, 9, tzinfo=UTC)

    started = held(programme, date(2026, 11, 4), began_at=began)

    assert (started.state, started.starts_on) == (State.UNDER_WAY, date(2026, 11, 4))
    assert started.first_contact_at == began
    assert ContactAttempt.objects.get().kind == "talk"
    assert heard == ["first_contact_made", "programme_started"]
    assert AuditEntry.objects.get(verb="programmes.started").after == {"state": "under_way", "starts_on": "2026-11-04"}


def test_later_meetings_change_nothing_but_the_last_talk(heard):
    programme = ProgrammeFactory()
    began = datetime(2026, 11, 12, 9, tzinfo=UTC)

    again = held(programme, date(2026, 11, 12), began_at=began)
    held(programme, date(2026, 11, 10), began_at=began - timedelta(days=2))

    again.refresh_from_db()
    assert again.last_talk_at == began
    assert again.starts_on == date(2026, 11, 4)
    assert (heard, AuditEntry.objects.count()) == ([], 0)


def test_a_first_meeting_entered_late_moves_the_start_back_until_hours_are_booked():
    programme = held(ProgrammeFactory(), date(2026, 11, 3))
    booked = HourEntryFactory().programme

    assert programme.starts_on == date(2026, 11, 3)
    assert held(booked, date(2026, 11, 3)).starts_on == date(2026, 11, 4)


def test_a_talk_before_the_answer_starts_nothing():
    programme = held(ProgrammeFactory(invited=True), TODAY)

    assert (programme.state, programme.starts_on) == (State.INVITED, None)
    assert programme.first_contact_at == NOW


@pytest.mark.parametrize("kind", [{"ended": True}, {"state": State.DECLINED, "ended_on": TODAY}])
def test_no_meeting_after_the_end(kind):
    with pytest.raises(Refused):
        held(ProgrammeFactory(**kind), TODAY)


def test_no_meeting_on_a_day_that_has_not_come():
    with pytest.raises(Refused):
        held(ProgrammeFactory(), TODAY + timedelta(days=1))


def test_only_the_own_counsellor_leads():
    programme = ProgrammeFactory()
    cast = cast_of(programme)

    for who in ("coordinator", "candidate", "colleague", "sponsor"):
        with pytest.raises(NotAllowed):
            record_meeting_held(by=cast[who], programme=programme, held_on=TODAY, at=NOW)
        with pytest.raises(NotAllowed):
            change_phase(by=cast[who], programme=programme, phase=Phase.ACTION, at=NOW)


# From an agreed day -----------------------------------------------------------------------------------------------


def test_an_agreed_day_stays_whatever_meetings_say():
    programme = ProgrammeFactory(belgian=True, state=State.ACCEPTED, starts_on=None)

    agreed = agree_start(by=by(programme), programme=programme, on=date(2026, 11, 10), at=NOW)
    met = held(agreed, date(2026, 11, 4))

    assert met.starts_on == date(2026, 11, 10)
    assert met.state == State.UNDER_WAY


def test_a_day_is_agreed_only_where_the_template_counts_so_and_before_hours_are_booked():
    usual, booked = ProgrammeFactory(), ProgrammeFactory(belgian=True)
    HourEntryFactory(programme=booked, period=1)
    ended = ProgrammeFactory(belgian=True, ended=True)

    for programme, code in ((usual, "counts_from"), (booked, "hours"), (ended, "state")):
        with pytest.raises(Refused) as refusal:
            agree_start(by=by(programme), programme=programme, on=TODAY, at=NOW)
        assert refusal.value.code == code


# Phases -----------------------------------------------------------------------------------------------------------


def test_any_phase_may_follow_any(heard):
    programme = ProgrammeFactory()

    for phase in (Phase.ACTION, Phase.ACTION, Phase.FOUNDATION):
        programme = change_phase(by=by(programme), programme=programme, phase=phase, at=NOW)

    assert programme.phase == Phase.FOUNDATION
    assert heard == ["phase_changed", "phase_changed"]


def test_no_phase_after_the_end():
    programme = ProgrammeFactory(ended=True)

    with pytest.raises(Refused):
        change_phase(by=by(programme), programme=programme, phase=Phase.LANDING, at=NOW)


# Pauses and extensions --------------------------------------------------------------------------------------------


def paused(programme, first, last=None, reason=PauseReason.ILLNESS):
    return pause_programme(by=by(programme), programme=programme, from_on=first, until_on=last, reason=reason, at=NOW)


def test_an_open_pause_stops_the_programme_until_it_is_resumed(heard):
    programme = ProgrammeFactory()

    paused(programme, date(2026, 11, 16))
    programme.refresh_from_db()
    assert programme.state == State.PAUSED
    back = resume_programme(by=by(programme), programme=programme, last_day=date(2026, 11, 20), at=NOW)

    assert back.state == State.UNDER_WAY
    assert Pause.objects.get().until_on == date(2026, 11, 20)
    assert heard == ["programme_paused", "programme_resumed"]


def test_a_pause_that_is_over_is_noted_and_the_programme_goes_on(heard):
    programme = ProgrammeFactory()

    paused(programme, date(2026, 11, 16), date(2026, 11, 17), PauseReason.LEAVE)

    programme.refresh_from_db()
    assert programme.state == State.UNDER_WAY
    assert heard == []


@pytest.mark.parametrize(
    ("first", "last", "reason"),
    [
        (date(2026, 11, 25), None, PauseReason.ILLNESS),  # tomorrow
        (date(2026, 11, 20), date(2026, 11, 24), PauseReason.ILLNESS),  # not over yet
        (date(2026, 11, 3), None, PauseReason.ILLNESS),  # before the start
        (date(2026, 11, 20), date(2026, 11, 19), PauseReason.ILLNESS),  # ends before it begins
        (date(2026, 11, 20), None, PauseReason.ENDED),  # set by reopening alone
    ],
)
def test_pauses_that_cannot_be(first, last, reason):
    with pytest.raises(Refused):
        paused(ProgrammeFactory(), first, last, reason)

    assert not Pause.objects.exists()


def test_what_has_not_started_or_is_over_is_not_paused():
    with pytest.raises(Refused):
        paused(ProgrammeFactory(accepted=True), TODAY)
    with pytest.raises(Refused):
        paused(ProgrammeFactory(ended=True), date(2026, 11, 16), date(2026, 11, 17))
    with pytest.raises(Refused):
        paused(ProgrammeFactory(ended=True), date(2026, 11, 16))


def test_a_pause_that_never_was_leaves_no_day():
    programme = ProgrammeFactory()
    paused(programme, date(2026, 11, 16))

    resume_programme(by=by(programme), programme=programme, last_day=date(2026, 11, 15), at=NOW)

    assert not Pause.objects.exists()


@pytest.mark.parametrize(("last", "code"), [(TODAY, "date"), (date(2026, 11, 14), "date")])
def test_a_pause_ends_yesterday_at_the_latest_and_not_before_it_began(last, code):
    programme = ProgrammeFactory()
    paused(programme, date(2026, 11, 16))

    with pytest.raises(Refused) as refusal:
        resume_programme(by=by(programme), programme=programme, last_day=last, at=NOW)

    assert refusal.value.code == code


def test_what_is_not_paused_is_not_resumed():
    programme = ProgrammeFactory()

    with pytest.raises(Refused):
        resume_programme(by=by(programme), programme=programme, last_day=date(2026, 11, 20), at=NOW)


def test_days_are_added():
    programme = ProgrammeFactory()

    extend_programme(by=by(programme), programme=programme, days=14, reason=PauseReason.AGREEMENT, at=NOW)

    course = selectors.course_dates(by(programme), programme, NOW)
    assert course.dates.ends_on == date(2027, 2, 17)
    assert AuditEntry.objects.get().after == {"days": 14, "reason": "agreement"}


@pytest.mark.parametrize(
    ("kind", "days", "reason", "code"),
    [
        ({}, 0, PauseReason.LEAVE, "days"),
        ({}, 367, PauseReason.LEAVE, "days"),
        ({}, 5, PauseReason.ENDED, "days"),
        ({"ended": True}, 5, PauseReason.LEAVE, "state"),
        ({"belgian": True}, 5, PauseReason.LEAVE, "periods"),
    ],
)
def test_extensions_that_cannot_be(kind, days, reason, code):
    programme = ProgrammeFactory(**kind)

    with pytest.raises(Refused) as refusal:
        extend_programme(by=by(programme), programme=programme, days=days, reason=reason, at=NOW)

    assert refusal.value.code == code
    assert not Extension.objects.exists()


# The end, and what is left ----------------------------------------------------------------------------------------


def closed(programme, day=TODAY):
    return close_programme(by=by(programme), programme=programme, ended_on=day, at=NOW)


def test_a_programme_ends_and_goes_on_with_what_is_left(heard):
    programme = closed(ProgrammeFactory(), date(2026, 11, 13))
    assert (programme.state, programme.ended_on) == (State.ENDED, date(2026, 11, 13))

    again = reopen_programme(by=by(programme), programme=programme, at=NOW)

    assert (again.state, again.ended_on, again.starts_on) == (State.UNDER_WAY, None, date(2026, 11, 4))
    pause = Pause.objects.get()
    assert (pause.from_on, pause.until_on, pause.reason) == (date(2026, 11, 14), date(2026, 11, 23), "ended")
    assert selectors.course_dates(by(again), again, NOW).dates.ends_on == date(2027, 2, 13)  # ten days later
    assert heard == ["programme_closed", "programme_reopened"]


@pytest.mark.parametrize("days_ago", [0, 1])
def test_opened_again_at_once_nothing_is_left_out(days_ago):
    programme = closed(ProgrammeFactory(), TODAY - timedelta(days=days_ago))

    reopen_programme(by=by(programme), programme=programme, at=NOW)

    assert not Pause.objects.exists()


def test_what_never_started_ends_and_goes_back_to_where_it_stood():
    programme = closed(ProgrammeFactory(accepted=True))

    again = reopen_programme(by=by(programme), programme=programme, at=NOW)

    assert (again.state, again.starts_on) == (State.ACCEPTED, None)


def test_an_end_in_a_pause_ends_the_pause():
    programme = ProgrammeFactory()
    paused(programme, date(2026, 11, 16))

    closed(programme, date(2026, 11, 18))

    assert Pause.objects.get().until_on == date(2026, 11, 18)


def test_an_end_before_the_pause_drops_the_pause():
    programme = ProgrammeFactory()
    paused(programme, date(2026, 11, 16))

    closed(programme, date(2026, 11, 12))

    assert not Pause.objects.exists()


@pytest.mark.parametrize(
    ("kind", "day"),
    [({}, TODAY + timedelta(days=1)), ({}, date(2026, 11, 3)), ({"invited": True}, TODAY), ({"ended": True}, TODAY)],
)
def test_ends_that_cannot_be(kind, day):
    with pytest.raises(Refused):
        closed(ProgrammeFactory(**kind), day)


def test_only_what_ended_is_opened_again():
    programme = ProgrammeFactory()

    with pytest.raises(Refused):
        reopen_programme(by=by(programme), programme=programme, at=NOW)


def test_strangers_change_no_course():
    programme = ProgrammeFactory()
    cast = cast_of(programme)
    for who in ("candidate", "colleague", "other_office", "sponsor", "manager"):
        for action, given in (
            (pause_programme, {"from_on": TODAY, "reason": PauseReason.LEAVE}),
            (resume_programme, {"last_day": TODAY}),
            (extend_programme, {"days": 3, "reason": PauseReason.LEAVE}),
            (close_programme, {"ended_on": TODAY}),
            (reopen_programme, {}),
            (agree_start, {"on": TODAY}),
        ):
            with pytest.raises(NotAllowed):
                action(by=cast[who], programme=programme, at=NOW, **given)


def test_every_state_has_its_steps_and_none_leads_out_of_the_table():
    assert set(STEPS) == set(State)
    assert set().union(*STEPS.values()) <= set(State)


# The sum of the dates ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("months", "weeks", "expected"),
    [("3", None, (3, 0)), ("1.5", None, (1, 2)), ("1.5", 6, (0, 6)), ("1.4", 6, (0, 6)), ("3", 6, (3, 0))],
)
def test_how_long_a_programme_is(months, weeks, expected):
    assert dates.length_of(Programme(months=Decimal(months), weeks=weeks)) == expected


def test_six_weeks_are_six_weeks():
    programme = ProgrammeFactory(order__package=PackageFactory(quick=True))

    assert selectors.course_dates(by(programme), programme, NOW).dates.ends_on == date(2026, 12, 15)


def test_before_the_start_nothing_runs():
    course = selectors.course_dates(by(programme := ProgrammeFactory(accepted=True)), programme, NOW)

    assert (course.dates, course.periods, course.months) == (None, [], 3)


def test_an_ended_programme_stops_counting_its_open_pause():
    programme = ProgrammeFactory(ended=True)

    course = selectors.course_dates(by(programme), programme, NOW + timedelta(days=300))

    assert course.dates.ends_on == date(2027, 2, 3)


def test_belgian_periods_are_not_moved_by_a_pause():
    programme = ProgrammeFactory(belgian=True)
    paused(programme, date(2026, 11, 16), date(2026, 11, 20))

    course = selectors.course_dates(by(programme), programme, NOW)

    assert [(each.minutes, each.to_on) for each in course.periods] == [
        (1200, date(2027, 1, 3)),
        (1200, date(2027, 5, 3)),
        (1200, date(2027, 11, 3)),
    ]
    assert course.dates.ends_on == date(2027, 11, 3)


def test_a_stranger_learns_no_dates():
    programme = ProgrammeFactory()
    stranger = cast_of(programme)["colleague"]

    assert selectors.course_dates(stranger, programme, NOW) is None
    assert selectors.hours_account(stranger, programme, NOW) is None
    assert selectors.room_for_hours(stranger, programme, TODAY) is None
