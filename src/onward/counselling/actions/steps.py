"""Steps of the plan, and the mark that more is needed."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from onward.core.access import Actor, Role, require
from onward.core.errors import Refused
from onward.counselling import notifications, policies
from onward.counselling.enums import DropReason, StepState
from onward.counselling.models import Meeting, NeedMark, Step
from onward.privacy import audit
from onward.programmes.models import Programme

HALF = _("An “if” needs its “then”, and the other way round.")
SETTLED = _("This step is settled already. Open it again first.")
GOES_ON = _("This step goes on in a later plan. Change it there.")
WHY = _("Say in a word why it is left out. None of the reasons is a failure.")


@transaction.atomic
def add_step(
    *,
    by: Actor,
    programme: Programme,
    what: str,
    at: datetime,
    due_on: date | None = None,
    due_words: str = "",
    where: str = "",
    obstacle: str = "",
    response: str = "",
    meeting: Meeting | None = None,
) -> Step:
    """One thing the candidate means to do. The same words sent twice in a row stay one step."""
    require(policies.may_plan_steps(by, programme))
    values = _values(what, due_on, due_words, where, obstacle, response)
    same = Step.objects.filter(programme=programme, meeting=meeting, created_by=by.key, state=StepState.OPEN, **values)
    again = same.order_by("created_at", "pk").first()
    if again is not None:
        return again
    step = Step.objects.create(programme=programme, meeting=meeting, created_at=at, created_by=by.key, **values)
    _trace(by, "counselling.step_added", step, at, due_on=due_on)
    return step


@transaction.atomic
def change_step(
    *,
    by: Actor,
    step: Step,
    what: str,
    at: datetime,
    due_on: date | None = None,
    due_words: str = "",
    where: str = "",
    obstacle: str = "",
    response: str = "",
) -> Step:
    """Move or mend an open step."""
    step = _held(step)
    require(policies.may_change_step(by, step))
    if step.state != StepState.OPEN:
        raise Refused(SETTLED, "settled")
    for name, value in _values(what, due_on, due_words, where, obstacle, response).items():
        setattr(step, name, value)
    step.save()
    _trace(by, "counselling.step_changed", step, at, due_on=due_on)
    return step


@transaction.atomic
def settle_step(
    *,
    by: Actor,
    step: Step,
    state: StepState,
    at: datetime,
    learned: str = "",
    because: DropReason | str = "",
    because_words: str = "",
) -> Step:
    """Done, with what was learned from it, or left out; neither is judged. Said again only the words are renewed.

    because: asked of the counsellor who leaves a step out; the candidate need not say why.
    """
    step = _held(step)
    require(policies.may_change_step(by, step))
    if state not in {StepState.DONE, StepState.DROPPED}:
        raise ValueError("A step is opened again by reopen_step, and taken over by take_over_step.")
    if step.state not in {StepState.OPEN, state}:
        raise Refused(SETTLED, "settled")
    if state == StepState.DROPPED:
        if not because and by.role is not Role.CANDIDATE:
            raise Refused(WHY, "because")
        step.dropped_because = DropReason(because) if because else step.dropped_because
        step.dropped_words = because_words.strip() or step.dropped_words
    step.state, step.settled_at = StepState(state), step.settled_at or at
    step.learned = learned.strip() or step.learned
    step.save(update_fields=["state", "settled_at", "learned", "dropped_because", "dropped_words"])
    _trace(by, f"counselling.step_{step.state.value}", step, at)
    return step


@transaction.atomic
def take_over_step(
    *,
    by: Actor,
    step: Step,
    meeting: Meeting,
    at: datetime,
    due_on: date | None = None,
    due_words: str = "",
    learned: str = "",
) -> Step:
    """An open step goes on in the plan of a later meeting, on another day; the old plan keeps what it said.

    Returns the new step; done again, the one that was made.
    """
    step = _held(step)
    require(policies.may_change_step(by, step))
    again = Step.objects.filter(taken_from=step).first()
    if again is not None:
        return again
    if step.state != StepState.OPEN:
        raise Refused(SETTLED, "settled")
    if meeting.programme_id != step.programme_id:
        raise ValueError("A step is taken over within its programme.")
    step.state, step.settled_at, step.learned = StepState.TAKEN, at, learned.strip() or step.learned
    step.save(update_fields=["state", "settled_at", "learned"])
    _trace(by, "counselling.step_taken_over", step, at)
    new = Step.objects.create(
        programme=step.programme,
        meeting=meeting,
        taken_from=step,
        due_on=due_on,
        due_words=due_words.strip() or ("" if due_on else step.due_words),
        created_at=at,
        created_by=by.key,
        **{name: getattr(step, name) for name in ("what", "where", "obstacle", "response")},
    )
    _trace(by, "counselling.step_added", new, at, due_on=due_on)
    return new


@transaction.atomic
def reopen_step(*, by: Actor, step: Step, at: datetime) -> Step:
    """It goes on after all."""
    step = _held(step)
    require(policies.may_change_step(by, step))
    if step.state == StepState.TAKEN:
        raise Refused(GOES_ON, "taken")
    step.state, step.settled_at, step.dropped_because, step.dropped_words = StepState.OPEN, None, "", ""
    step.save(update_fields=["state", "settled_at", "dropped_because", "dropped_words"])
    _trace(by, "counselling.step_reopened", step, at)
    return step


@transaction.atomic
def set_need(*, by: Actor, programme: Programme, at: datetime) -> NeedMark:
    """Say that more is needed now. Set again it stays as it is."""
    require(policies.may_mark_need(by, programme))
    mark, made = NeedMark.objects.get_or_create(
        programme=programme, cleared_at=None, defaults={"set_at": at, "set_by": by.key}
    )
    if made:
        audit.record(by, "counselling.need_marked", mark, at=at, about=programme.candidate_id)
        notifications.need_marked(programme, by=by, at=at)
    return mark


@transaction.atomic
def clear_need(*, by: Actor, programme: Programme, at: datetime) -> bool:
    """Take the mark away. False: there was none."""
    require(policies.may_mark_need(by, programme))
    mark = NeedMark.objects.select_for_update().filter(programme=programme, cleared_at=None).first()
    if mark is None:
        return False
    mark.cleared_at = at
    mark.save(update_fields=["cleared_at"])
    audit.record(by, "counselling.need_cleared", mark, at=at, about=programme.candidate_id)
    return True


def _values(what: str, due_on: date | None, due_words: str, where: str, obstacle: str, response: str) -> dict:
    values = {
        "what": what.strip(),
        "due_on": due_on,
        "due_words": due_words.strip(),
        "where": where.strip(),
        "obstacle": obstacle.strip(),
        "response": response.strip(),
    }
    if not values["what"]:
        raise Refused(_("Write what is to be done."), "what")
    if bool(values["obstacle"]) != bool(values["response"]):
        raise Refused(HALF, "half")
    return values


def _held(step: Step) -> Step:
    rows = Step.objects.select_for_update(of=("self",)).select_related("programme")
    return rows.get(pk=step.pk)


def _trace(by: Actor, verb: str, step: Step, at: datetime, *, due_on: date | None = None) -> None:
    after = {"state": step.state} | ({"due_on": due_on.isoformat()} if due_on else {})
    audit.record(by, verb, step, at=at, about=step.programme.candidate_id, after=after)
