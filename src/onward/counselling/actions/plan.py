"""The plan made in a meeting: what became of the steps until now, and the steps of the next two weeks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from onward.core.access import Actor
from onward.counselling.actions.steps import add_step, settle_step, take_over_step
from onward.counselling.enums import StepState
from onward.counselling.models import Meeting, Step


@dataclass(frozen=True, slots=True)
class LookedBack:
    """What was said of one open step. outcome: done, taken (over) or dropped."""

    step: Step
    outcome: StepState
    learned: str = ""
    due_on: date | None = None
    due_words: str = ""
    because: str = ""
    because_words: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """planned: the values of new steps, in their order. Empty, it is false."""

    looked_back: tuple[LookedBack, ...] = ()
    planned: tuple[Mapping[str, Any], ...] = field(default=())

    def __bool__(self) -> bool:
        return bool(self.looked_back or self.planned)


def carry_out(plan: Plan, *, by: Actor, meeting: Meeting, at: datetime) -> None:
    """All of it, in the transaction of the sharing; whatever is refused undoes everything."""
    for each in plan.looked_back:
        if each.outcome == StepState.TAKEN:
            take_over_step(
                by=by,
                step=each.step,
                meeting=meeting,
                due_on=each.due_on,
                due_words=each.due_words,
                learned=each.learned,
                at=at,
            )
        else:
            settle_step(
                by=by,
                step=each.step,
                state=each.outcome,
                learned=each.learned,
                because=each.because,
                because_words=each.because_words,
                at=at,
            )
    for values in plan.planned:
        add_step(by=by, programme=meeting.programme, meeting=meeting, at=at, **values)
