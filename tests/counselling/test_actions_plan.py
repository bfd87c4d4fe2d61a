"""The fortnight plan: kept as typed, carried out when shared; steps taken over, moved, left out with a reason."""

from datetime import date, timedelta

import pytest

from onward.core.errors import NotAllowed, Refused
from onward.counselling import actions
from onward.counselling.actions import LookedBack, Plan
from onward.counselling.enums import DropReason, MinutesState, StepState
from onward.counselling.models import Minutes, Step
from onward.privacy.models import AuditEntry
from tests.factories.counselling import MeetingFactory, MinutesFactory, StepFactory
from tests.factories.programmes import NOW

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 3)


@pytest.fixture
def minutes(cast):
    return MinutesFactory(meeting__programme=cast.programme)


def save(cast, minutes, *, text="", version=1, **plan):
    typed = {name.replace("_", "-", 2): value for name, value in plan.items()}
    return actions.save_minutes(by=cast.karen, meeting=minutes.meeting, text=text, version=version, plan=typed, at=NOW)


def share(cast, minutes, plan=None):
    return actions.share_minutes(by=cast.karen, minutes=minutes, plan=plan, at=NOW)


# The draft --------------------------------------------------------------------------------------------------------


def test_the_plan_is_kept_as_it_was_typed_and_the_candidate_has_no_step_yet(cast, minutes):
    save(cast, minutes, row_0_what="Call", row_0_due_on_day="31")

    minutes.refresh_from_db()
    assert minutes.plan == {"row-0-what": "Call", "row-0-due_on_day": "31"}
    assert not Step.objects.exists()
    assert not AuditEntry.objects.exists()


def test_two_windows_keep_both_plans(cast, minutes):
    save(cast, minutes, text="A", row_0_what="Call")
    second = save(cast, minutes, text="A", row_0_what="Write")

    assert second.aside
    with pytest.raises(Refused):
        share(cast, minutes)
    actions.put_together(by=cast.karen, minutes=minutes, keep=True, at=NOW)
    minutes.refresh_from_db()
    assert minutes.plan == {"row-0-what": "Call", "row-1-what": "Write"}
    assert (minutes.text, minutes.aside, minutes.aside_plan) == ("A", "", {})


def test_who_saves_the_text_alone_leaves_the_plan(cast, minutes):
    save(cast, minutes, row_0_what="Call")

    actions.save_minutes(by=cast.karen, meeting=minutes.meeting, text="More.", version=2, at=NOW)

    minutes.refresh_from_db()
    assert (minutes.text, minutes.plan) == ("More.", {"row-0-what": "Call"})


# Shared -----------------------------------------------------------------------------------------------------------


def test_sharing_carries_out_the_plan_once(cast, minutes):
    done, goes_on, out = (StepFactory(programme=cast.programme, what=what) for what in ("Done", "Goes on", "Out"))
    plan = Plan(
        looked_back=(
            LookedBack(done, StepState.DONE, learned="It was short."),
            LookedBack(goes_on, StepState.TAKEN, due_on=DAY, learned="Mornings are better."),
            LookedBack(out, StepState.DROPPED, because=DropReason.TOO_BIG, because_words="Two at once."),
        ),
        planned=({"what": "New", "where": "library"},),
    )

    share(cast, minutes, plan)
    share(cast, minutes, plan)

    states = dict(Step.objects.exclude(meeting=minutes.meeting).values_list("what", "state"))
    assert states == {"Done": StepState.DONE, "Goes on": StepState.TAKEN, "Out": StepState.DROPPED}
    new = Step.objects.filter(meeting=minutes.meeting).order_by("what")
    assert [(step.what, step.due_on, step.state) for step in new] == [
        ("Goes on", DAY, StepState.OPEN),
        ("New", None, StepState.OPEN),
    ]
    minutes.refresh_from_db()
    assert (minutes.state, minutes.plan) == (MinutesState.SHARED, {})


def test_a_refused_row_undoes_everything(cast, minutes):
    step = StepFactory(programme=cast.programme)
    plan = Plan((LookedBack(step, StepState.DONE),), ({"what": "Half", "obstacle": "rain"},))

    with pytest.raises(Refused):
        share(cast, minutes, plan)

    step.refresh_from_db()
    assert step.state == StepState.OPEN
    assert Minutes.objects.get().state == MinutesState.DRAFT


def test_a_plan_alone_can_be_shared_and_is_never_forgotten(cast, minutes):
    save(cast, minutes, text="", row_0_what="Call")
    with pytest.raises(Refused):
        share(cast, minutes)

    share(cast, minutes, Plan(planned=({"what": "Call"},)))

    assert Step.objects.get().what == "Call"


# Steps ------------------------------------------------------------------------------------------------------------


def test_a_step_is_taken_over_once_with_its_if_then(cast):
    meeting = MeetingFactory(programme=cast.programme)
    step = StepFactory(programme=cast.programme, obstacle="it rains", response="take the bus")

    new = actions.take_over_step(by=cast.karen, step=step, meeting=meeting, due_on=DAY, at=NOW)
    again = actions.take_over_step(by=cast.karen, step=step, meeting=meeting, due_on=DAY, at=NOW)

    assert new == again
    assert (new.taken_from, new.obstacle, new.response, new.where) == (step, "it rains", "take the bus", "from home")
    with pytest.raises(Refused):
        actions.reopen_step(by=cast.mette, step=step, at=NOW)


def test_what_is_settled_or_of_somebody_else_is_not_taken_over(cast):
    meeting = MeetingFactory(programme=cast.programme)
    theirs = MeetingFactory(programme=cast.other, starts_at=NOW + timedelta(days=2))

    with pytest.raises(Refused):
        actions.take_over_step(
            by=cast.karen, step=StepFactory(programme=cast.programme, done=True), meeting=meeting, at=NOW
        )
    with pytest.raises(ValueError, match="within"):
        actions.take_over_step(by=cast.karen, step=StepFactory(programme=cast.programme), meeting=theirs, at=NOW)
    with pytest.raises(NotAllowed):
        actions.take_over_step(by=cast.nina, step=StepFactory(programme=cast.programme), meeting=theirs, at=NOW)


def test_the_candidate_need_not_say_why_and_the_counsellor_does(cast):
    step = StepFactory(programme=cast.programme)

    with pytest.raises(Refused):
        actions.settle_step(by=cast.karen, step=step, state=StepState.DROPPED, at=NOW)
    actions.settle_step(by=cast.mette, step=step, state=StepState.DROPPED, at=NOW)
    actions.settle_step(
        by=cast.karen, step=step, state=StepState.DROPPED, because="not_now", because_words="Later.", at=NOW
    )

    step.refresh_from_db()
    assert (step.state, step.dropped_because, step.dropped_words) == ("dropped", "not_now", "Later.")
    actions.reopen_step(by=cast.mette, step=step, at=NOW)
    step.refresh_from_db()
    assert (step.dropped_because, step.dropped_words) == ("", "")
