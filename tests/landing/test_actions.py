"""Told, changed, called, ended after, lost again: outcome, refusal, stranger, trace."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onward.core.errors import NotAllowed, Refused
from onward.correspondence.models import Message
from onward.landing import actions
from onward.landing.enums import DropReason, LandingKind, TouchpointState
from onward.landing.models import Landing, Touchpoint
from onward.landing.plan import all_calls, calls_to_plan
from onward.privacy.models import AuditEntry
from onward.programmes.enums import HourKind, Phase, State
from onward.programmes.models import HourEntry
from tests.factories.accounts import actor
from tests.factories.landing import LandingFactory, TouchpointFactory
from tests.factories.programmes import NOW, ProgrammeFactory

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
START = date(2026, 12, 1)
SECRET = "cries after work"
JOB = {"kind": LandingKind.NEW_JOB, "organisation": "Horsens Papir", "role": "Planner", "starts_on": START}


def at(day):
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


def verbs(app="landing"):
    return list(
        AuditEntry.objects.filter(verb__startswith=f"{app}.").order_by("at", "verb").values_list("verb", flat=True)
    )


def copied():
    rows = AuditEntry.objects.values_list("before", "after")
    return any(word in str(row) for row in rows for word in (SECRET, "Horsens", "Planner"))


def planned(landing):
    return dict(landing.touchpoints.filter(state=TouchpointState.PLANNED).values_list("kind", "due_on"))


@pytest.fixture
def programme():
    return ProgrammeFactory()


@pytest.fixture
def candidate(programme):
    return actor(programme.candidate)


@pytest.fixture
def counsellor(programme):
    return actor(programme.counsellor)


# Telling ----------------------------------------------------------------------------------------------------------


def test_a_new_job_is_told_and_its_calls_are_planned(programme, candidate):
    landing = actions.record_landing(by=candidate, programme=programme, trial_ends_on=date(2027, 2, 28), at=NOW, **JOB)

    assert planned(landing) == all_calls(programme.template.body, landing.kind, START, date(2027, 2, 28))
    assert [row.after for row in AuditEntry.objects.all()] == [
        {"kind": "new_job", "starts_on": "2026-12-01", "trial_ends_on": "2027-02-28"}
    ]
    assert not copied()


def test_the_counsellor_hears_that_there_is_news_and_never_what(programme, candidate):
    actions.record_landing(by=candidate, programme=programme, at=NOW, **JOB)

    message = Message.objects.get(kind="landing.news")
    assert message.address == programme.counsellor.email
    assert "Horsens" not in message.subject + message.body
    assert "job" not in message.subject + message.body


def test_entered_by_the_counsellor_it_is_marked_and_nobody_is_written_to(programme, counsellor):
    actions.record_landing(by=counsellor, programme=programme, at=NOW, **JOB)

    assert AuditEntry.objects.get().after["on_behalf"] is True
    assert not Message.objects.exists()


def test_nothing_of_it_reaches_the_employer_by_itself(programme, counsellor):
    actions.record_landing(by=counsellor, programme=programme, at=NOW, **{**JOB, "starts_on": TODAY})

    programme.refresh_from_db()
    assert programme.phase == Phase.LANDING
    assert not programme.facts.exists()


@pytest.mark.parametrize(("starts_on", "phase"), [(TODAY, Phase.LANDING), (START, Phase.FOUNDATION)])
def test_the_phase_follows_only_once_the_first_day_has_come(programme, counsellor, starts_on, phase):
    actions.record_landing(by=counsellor, programme=programme, at=NOW, **{**JOB, "starts_on": starts_on})

    programme.refresh_from_db()
    assert programme.phase == phase


def test_a_job_that_began_weeks_ago_gets_one_call_now(programme, candidate):
    landing = actions.record_landing(
        by=candidate, programme=programme, at=NOW, **{**JOB, "starts_on": TODAY - timedelta(days=45)}
    )

    programme.refresh_from_db()
    assert sorted(planned(landing)) == ["day_30", "day_60", "day_90"]
    assert programme.phase == Phase.FOUNDATION  # the candidate's own word moves no phase


def test_a_trial_belongs_to_a_job_alone(programme, candidate):
    landing = actions.record_landing(
        by=candidate,
        programme=programme,
        kind=LandingKind.RETIREMENT,
        starts_on=START,
        trial_ends_on=START,
        trial_is_proposed=True,
        at=NOW,
    )

    assert (landing.trial_ends_on, landing.trial_is_proposed, planned(landing)) == (None, False, {})


def test_there_is_one_at_a_time(programme, candidate):
    actions.record_landing(by=candidate, programme=programme, at=NOW, **JOB)

    with pytest.raises(Refused) as refused:
        actions.record_landing(by=candidate, programme=programme, at=NOW, **JOB)

    assert refused.value.code == "standing"
    assert Landing.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"starts_on": TODAY + timedelta(days=731)}, "date"),
        ({"starts_on": TODAY - timedelta(days=731)}, "date"),
        ({"trial_ends_on": START - timedelta(days=1)}, "trial"),
    ],
)
def test_days_that_cannot_be_meant(programme, candidate, values, code):
    with pytest.raises(Refused) as refused:
        actions.record_landing(by=candidate, programme=programme, at=NOW, **{**JOB, **values})

    assert refused.value.code == code
    assert not Landing.objects.exists()


def test_before_the_yes_nothing_is_kept(counsellor, programme):
    programme.state, programme.starts_on = State.INVITED, None
    programme.save()

    with pytest.raises(Refused) as refused:
        actions.record_landing(by=counsellor, programme=programme, at=NOW, **JOB)

    assert refused.value.code == "state"


@pytest.mark.parametrize("who", ["coordinator", "sponsor", "manager", "another candidate", "another counsellor"])
def test_strangers_do_nothing(cast, who):
    stranger, programme = cast.actors[who], cast.programme
    touchpoint = TouchpointFactory(landing=LandingFactory(programme=programme))
    landing = touchpoint.landing
    tried = [
        lambda: actions.record_landing(by=stranger, programme=programme, at=NOW, **JOB),
        lambda: actions.change_landing(by=stranger, landing=landing, at=NOW, **JOB),
        lambda: actions.record_loss(by=stranger, landing=landing, lost_on=TODAY, at=NOW),
        lambda: actions.close_after_landing(by=stranger, landing=landing, ended_on=TODAY, at=NOW),
        lambda: actions.restart_programme(by=stranger, programme=programme, at=NOW),
        lambda: actions.settle_touchpoint(by=stranger, touchpoint=touchpoint, held_on=TODAY, at=NOW),
        lambda: actions.drop_touchpoint(by=stranger, touchpoint=touchpoint, reason=DropReason.NOT_WANTED, at=NOW),
    ]
    for write in tried:
        with pytest.raises(NotAllowed):
            write()

    assert verbs() == []
    assert planned(landing) == {"day_1": START}


def test_the_candidate_neither_settles_calls_nor_ends(programme, candidate):
    touchpoint = TouchpointFactory(landing=LandingFactory(programme=programme))
    for write in (
        lambda: actions.settle_touchpoint(by=candidate, touchpoint=touchpoint, held_on=TODAY, at=NOW),
        lambda: actions.drop_touchpoint(by=candidate, touchpoint=touchpoint, reason=DropReason.NOT_WANTED, at=NOW),
        lambda: actions.close_after_landing(by=candidate, landing=touchpoint.landing, ended_on=TODAY, at=NOW),
        lambda: actions.restart_programme(by=candidate, programme=programme, at=NOW),
    ):
        with pytest.raises(NotAllowed):
            write()


# Changing ---------------------------------------------------------------------------------------------------------


def test_planned_calls_move_along_and_settled_ones_stay(programme, counsellor):
    landing = actions.record_landing(by=counsellor, programme=programme, at=NOW, **{**JOB, "starts_on": TODAY})
    first, second = (landing.touchpoints.get(kind=kind) for kind in ("day_1", "day_7"))
    actions.settle_touchpoint(by=counsellor, touchpoint=first, held_on=TODAY, at=NOW)
    actions.drop_touchpoint(by=counsellor, touchpoint=second, reason=DropReason.NOT_WANTED, at=NOW)

    actions.change_landing(by=counsellor, landing=landing, trial_ends_on=START + timedelta(days=60), at=NOW, **JOB)

    settled = landing.touchpoints.exclude(state=TouchpointState.PLANNED).values_list("kind", "due_on")
    assert dict(settled) == {"day_1": TODAY, "day_7": TODAY + timedelta(days=6)}
    assert planned(landing) == {
        "day_30": START + timedelta(days=29),
        "trial_ends": START + timedelta(days=50),
        "day_60": START + timedelta(days=59),
        "day_90": START + timedelta(days=89),
    }


def test_another_place_moves_no_call(programme, candidate):
    landing = actions.record_landing(by=candidate, programme=programme, at=NOW, **JOB)
    before = {row.pk: row.due_on for row in landing.touchpoints.all()}

    later = at(START + timedelta(days=50))
    actions.change_landing(by=candidate, landing=landing, at=later, **{**JOB, "organisation": "Aarhus Papir"})

    landing.refresh_from_db()
    assert {row.pk: row.due_on for row in landing.touchpoints.all()} == before
    assert landing.organisation == "Aarhus Papir"


def test_a_landing_that_became_retirement_has_no_calls(programme, candidate):
    landing = actions.record_landing(by=candidate, programme=programme, trial_ends_on=START, at=NOW, **JOB)

    actions.change_landing(
        by=candidate, landing=landing, kind=LandingKind.RETIREMENT, starts_on=START, trial_ends_on=START, at=NOW
    )

    landing.refresh_from_db()
    assert (planned(landing), landing.trial_ends_on) == ({}, None)


@pytest.mark.parametrize(
    ("values", "code"), [({"starts_on": date(2126, 12, 1)}, "date"), ({"trial_ends_on": TODAY}, "trial")]
)
def test_a_change_that_cannot_be_meant_changes_nothing(programme, candidate, values, code):
    landing = actions.record_landing(by=candidate, programme=programme, at=NOW, **JOB)

    with pytest.raises(Refused) as refused:
        actions.change_landing(by=candidate, landing=landing, at=NOW, **{**JOB, **values})

    landing.refresh_from_db()
    assert (refused.value.code, landing.starts_on) == (code, START)


moves = st.lists(
    st.tuples(st.integers(-120, 120), st.one_of(st.none(), st.integers(0, 200)), st.integers(0, 3)),
    min_size=1,
    max_size=5,
)


@settings(max_examples=25)
@given(moves)
def test_however_often_it_moves_settled_calls_stay_and_planned_ones_follow_the_last_dates(steps):
    programme = ProgrammeFactory()
    by = actor(programme.counsellor)
    landing = actions.record_landing(by=by, programme=programme, at=NOW, **JOB)
    settled, day = {}, TODAY
    for offset, trial, count in steps:
        for row in list(landing.touchpoints.filter(state=TouchpointState.PLANNED).order_by("due_on")[: count % 2]):
            actions.settle_touchpoint(by=by, touchpoint=row, held_on=day, note="fine", at=at(day))
            settled[row.kind] = row.due_on
        start = TODAY + timedelta(days=offset)
        end = None if trial is None else start + timedelta(days=trial)
        day += timedelta(days=count)
        changes = (landing.starts_on, landing.trial_ends_on) != (start, end)
        landing = actions.change_landing(
            by=by, landing=landing, at=at(day), **{**JOB, "starts_on": start, "trial_ends_on": end}
        )
        calls = all_calls(programme.template.body, LandingKind.NEW_JOB, start, end)

        done = landing.touchpoints.filter(state=TouchpointState.DONE)
        assert dict(done.values_list("kind", "due_on")) == settled
        if changes:
            assert planned(landing) == calls_to_plan(calls, set(settled), day)
        assert len(set(planned(landing).values())) == len(planned(landing))


# The calls --------------------------------------------------------------------------------------------------------


@pytest.fixture
def touchpoint(programme):
    return TouchpointFactory(landing=LandingFactory(programme=programme, starts_on=TODAY))


def test_a_call_is_made_with_a_note_that_history_never_copies(programme, counsellor, touchpoint):
    actions.settle_touchpoint(by=counsellor, touchpoint=touchpoint, held_on=TODAY, note=f" {SECRET} ", at=NOW)

    touchpoint.refresh_from_db()
    assert (touchpoint.state, touchpoint.note, touchpoint.held_on) == (TouchpointState.DONE, SECRET, TODAY)
    entry = AuditEntry.objects.get(verb="landing.call_done")
    assert entry.after == {"held_on": "2026-11-24", "minutes": 0}
    assert entry.about == programme.candidate_id
    assert not copied()
    assert not HourEntry.objects.exists()
    assert list(programme.attempts.values_list("kind", flat=True)) == ["talk"]  # nobody who was called is parked


def test_the_first_call_in_the_job_opens_the_landing_phase(programme, counsellor, touchpoint):
    actions.settle_touchpoint(by=counsellor, touchpoint=touchpoint, held_on=TODAY, at=NOW)

    programme.refresh_from_db()
    assert programme.phase == Phase.LANDING


def test_its_minutes_are_booked_as_after_care(programme, counsellor, touchpoint):
    actions.settle_touchpoint(by=counsellor, touchpoint=touchpoint, held_on=TODAY, minutes=20, at=NOW)

    entry = HourEntry.objects.get()
    assert (entry.kind, entry.minutes, entry.held_on, entry.programme) == (HourKind.AFTERCARE, 20, TODAY, programme)


def test_minutes_that_are_refused_refuse_the_whole_call(programme, counsellor, touchpoint):
    programme.minutes = 10
    programme.save()

    with pytest.raises(Refused) as refused:
        actions.settle_touchpoint(by=counsellor, touchpoint=touchpoint, held_on=TODAY, minutes=20, at=NOW)
    touchpoint.refresh_from_db()
    assert (refused.value.code, touchpoint.state) == ("over_package", TouchpointState.PLANNED)

    actions.settle_touchpoint(
        by=counsellor, touchpoint=touchpoint, held_on=TODAY, minutes=20, hours_reason="asked for", at=NOW
    )
    assert HourEntry.objects.get().reason == "asked for"


def test_a_call_is_not_made_in_advance(counsellor, touchpoint):
    with pytest.raises(Refused, match="not come"):
        actions.settle_touchpoint(by=counsellor, touchpoint=touchpoint, held_on=TODAY + timedelta(days=1), at=NOW)


def test_a_call_is_settled_once(counsellor, touchpoint):
    actions.settle_touchpoint(by=counsellor, touchpoint=touchpoint, held_on=TODAY, minutes=20, at=NOW)

    with pytest.raises(Refused, match="settled already"):
        actions.settle_touchpoint(by=counsellor, touchpoint=touchpoint, held_on=TODAY, minutes=20, at=NOW)
    with pytest.raises(Refused, match="settled already"):
        actions.drop_touchpoint(by=counsellor, touchpoint=touchpoint, reason=DropReason.NOT_WANTED, at=NOW)

    assert HourEntry.objects.count() == 1


def test_a_call_is_left_out_with_a_class_of_reason(counsellor, touchpoint):
    actions.drop_touchpoint(by=counsellor, touchpoint=touchpoint, reason=DropReason.NOT_REACHED, at=NOW)

    touchpoint.refresh_from_db()
    assert (touchpoint.state, touchpoint.reason) == (TouchpointState.DROPPED, DropReason.NOT_REACHED)
    assert AuditEntry.objects.get().after == {"reason": "not_reached"}


@pytest.mark.parametrize("reason", [DropReason.JOB_LOST, DropReason.CLOSED, "boredom"])
def test_some_reasons_are_not_for_choosing(counsellor, touchpoint, reason):
    with pytest.raises(Refused, match="one of the reasons"):
        actions.drop_touchpoint(by=counsellor, touchpoint=touchpoint, reason=reason, at=NOW)


# The end ----------------------------------------------------------------------------------------------------------


def test_with_calls_to_come_a_new_job_is_not_closed(counsellor, touchpoint):
    with pytest.raises(Refused) as refused:
        actions.close_after_landing(by=counsellor, landing=touchpoint.landing, ended_on=TODAY, at=NOW)

    assert refused.value.code == "calls"


def test_after_the_last_call_the_programme_ends(programme, counsellor, touchpoint):
    actions.settle_touchpoint(by=counsellor, touchpoint=touchpoint, held_on=TODAY, at=NOW)

    actions.close_after_landing(by=counsellor, landing=touchpoint.landing, ended_on=TODAY, at=NOW)

    programme.refresh_from_db()
    assert (programme.state, programme.ended_on) == (State.ENDED, TODAY)
    assert "landing.closed_after_landing" in verbs()


@pytest.mark.parametrize("trait", ["study", "retired"])
def test_study_and_retirement_may_end_it_at_once(programme, counsellor, trait):
    landing = LandingFactory(programme=programme, **{trait: True})
    touchpoint = TouchpointFactory(landing=landing)

    actions.close_after_landing(by=counsellor, landing=landing, ended_on=TODAY, at=NOW)

    programme.refresh_from_db()
    touchpoint.refresh_from_db()
    assert (programme.state, touchpoint.reason) == (State.ENDED, DropReason.CLOSED)


# The way back -----------------------------------------------------------------------------------------------------


def test_what_did_not_last_is_noted_and_its_calls_are_left_out(programme, candidate, touchpoint):
    actions.record_loss(by=candidate, landing=touchpoint.landing, lost_on=TODAY, at=NOW)

    touchpoint.refresh_from_db()
    landing = Landing.objects.get()
    assert (landing.lost_on, touchpoint.state, touchpoint.reason) == (TODAY, "dropped", DropReason.JOB_LOST)
    assert verbs() == ["landing.call_dropped", "landing.loss_recorded"]
    assert Message.objects.get().kind == "landing.call_soon"


def test_told_by_the_candidate_the_ended_programme_waits_for_the_counsellor(programme, candidate, counsellor):
    landing = LandingFactory(programme=programme, starts_on=date(2026, 11, 9))
    programme.state, programme.ended_on, programme.phase = State.ENDED, date(2026, 11, 20), Phase.LANDING
    programme.save()

    actions.record_loss(by=candidate, landing=landing, lost_on=TODAY, at=NOW)
    programme.refresh_from_db()
    assert programme.state == State.ENDED

    actions.restart_programme(by=counsellor, programme=programme, at=NOW)
    programme.refresh_from_db()
    assert (programme.state, programme.phase, programme.ended_on) == (State.UNDER_WAY, Phase.ACTION, None)
    assert [(pause.from_on, pause.until_on) for pause in programme.pauses.all()] == [
        (date(2026, 11, 21), date(2026, 11, 23))
    ]


def test_twice_a_job_twice_lost_and_twice_begun_again(programme, counsellor):
    day = TODAY
    for _round in range(2):
        landing = actions.record_landing(by=counsellor, programme=programme, at=at(day), **{**JOB, "starts_on": day})
        for row in landing.touchpoints.all():
            actions.drop_touchpoint(by=counsellor, touchpoint=row, reason=DropReason.TALKED_ANYWAY, at=at(day))
        actions.close_after_landing(by=counsellor, landing=landing, ended_on=day, at=at(day))
        day += timedelta(days=10)
        actions.record_loss(by=counsellor, landing=landing, lost_on=day, at=at(day))
        programme.refresh_from_db()
        assert (programme.state, programme.phase) == (State.UNDER_WAY, Phase.ACTION)

    assert programme.pauses.count() == 2
    assert Landing.objects.filter(lost_on__isnull=False).count() == 2
    assert not Touchpoint.objects.filter(state=TouchpointState.PLANNED).exists()


def test_it_is_lost_once(candidate, touchpoint):
    actions.record_loss(by=candidate, landing=touchpoint.landing, lost_on=TODAY, at=NOW)
    landing = touchpoint.landing

    for write in (
        lambda: actions.record_loss(by=candidate, landing=landing, lost_on=TODAY, at=NOW),
        lambda: actions.change_landing(by=candidate, landing=landing, at=NOW, **JOB),
    ):
        with pytest.raises(Refused) as refused:
            write()
        assert refused.value.code == "lost"


def test_a_loss_lies_behind(candidate, touchpoint):
    with pytest.raises(Refused, match="not come"):
        actions.record_loss(by=candidate, landing=touchpoint.landing, lost_on=TODAY + timedelta(days=1), at=NOW)


@pytest.mark.parametrize("landed", ["never", "standing", "lost, but goes on"])
def test_there_must_be_something_to_begin_again(programme, counsellor, landed):
    if landed == "standing":
        LandingFactory(programme=programme)
    elif landed == "lost, but goes on":
        LandingFactory(programme=programme, lost=True)
    if landed != "lost, but goes on":
        programme.state, programme.ended_on = State.ENDED, TODAY
        programme.save()

    with pytest.raises(Refused) as refused:
        actions.restart_programme(by=counsellor, programme=programme, at=NOW)

    assert refused.value.code == "state"


def test_whoever_has_no_address_is_written_to_by_nobody(programme, candidate):
    programme.counsellor.email = None
    programme.counsellor.save()

    actions.record_landing(by=candidate, programme=programme, at=NOW, **JOB)

    assert not Message.objects.exists()


def test_a_loss_in_a_running_programme_opens_nothing(programme, counsellor, touchpoint):
    actions.record_loss(by=counsellor, landing=touchpoint.landing, lost_on=TODAY, at=NOW)

    programme.refresh_from_db()
    assert (programme.state, programme.phase) == (State.UNDER_WAY, Phase.FOUNDATION)
    assert not programme.pauses.exists()
