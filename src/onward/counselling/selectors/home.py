"""Pieces of the candidate's own page: one next step, the next meeting, the rest of the plan."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Q

from onward.core.access import Actor
from onward.counselling.enums import StepState
from onward.counselling.models import Meeting, Step
from onward.counselling.selectors.meetings import coming, meetings
from onward.counselling.selectors.steps import steps
from onward.programmes.models import Programme
from onward.scheduling.enums import AppointmentState

RECENT = 3


@dataclass(frozen=True, slots=True)
class Home:
    """step: the one to do next. others: the rest of what is open. done: what was done last, newest first."""

    step: Step | None
    others: list[Step]
    done: list[Step]
    meeting: Meeting | None


def next_meeting(actor: Actor, at: datetime) -> Meeting | None:
    """The next booked meeting, or the one that is going on."""
    rows = meetings(actor).filter(appointment__state=AppointmentState.BOOKED, appointment__ends_at__gte=at)
    return rows.first()


def open_steps(actor: Actor) -> list[Step]:
    """Open steps: the nearest day first, those without a day last."""
    return list(steps(actor).filter(state=StepState.OPEN))


def next_step(actor: Actor, at: datetime) -> Step | None:
    """The one step to do now: the first that is due today or later, else the one that has waited longest."""
    return _next_of(open_steps(actor), at)


def home(actor: Actor, programme: Programme, at: datetime) -> Home:
    """All of it in two queries, for a page that has read the programme."""
    mine = steps(actor, programme=programme.pk).select_related(None)
    latest = mine.filter(state=StepState.DONE).order_by("-settled_at", "pk")
    found = list(mine.filter(Q(state=StepState.OPEN) | Q(pk__in=latest.values("pk")[:RECENT])))
    for step in found:
        step.programme = programme
    still_open = [step for step in found if step.state == StepState.OPEN]
    chosen = _next_of(still_open, at)
    done = sorted((step for step in found if step.state == StepState.DONE), key=_latest_first)
    return Home(
        step=chosen,
        others=[step for step in still_open if step is not chosen],
        done=done,
        meeting=coming(actor, programme, at),
    )


def _latest_first(step: Step) -> tuple[float, uuid.UUID]:
    return (-step.settled_at.timestamp() if step.settled_at else 0, step.pk)


def _next_of(found: list[Step], at: datetime) -> Step | None:
    if not found:
        return None
    today = at.astimezone(ZoneInfo(found[0].programme.office.timezone)).date()
    coming = [step for step in found if step.due_on and step.due_on >= today]
    return (coming or found)[0]
