"""What a look through a file shows: shared minutes with their remarks, meetings, steps. No draft, no private note."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from onward.core.access import Actor
from onward.counselling import policies
from onward.counselling.models import Meeting, Minutes, Remark, Step
from onward.programmes.models import LookThrough


@dataclass(frozen=True, slots=True)
class LookedAt:
    meetings: list[Meeting]
    minutes: list[Minutes]
    steps: list[Step]


def looked_at(actor: Actor, look: LookThrough, at: datetime) -> LookedAt:
    """Newest first; empty as soon as the look is over. Four queries."""
    of = {"programme": look.programme_id}
    meetings = Meeting.objects.filter(policies.meetings_in_look(actor, at), **of).select_related("appointment__host")
    remarks = Prefetch("remarks", Remark.objects.select_related("author").order_by("at", "pk"))
    minutes = Minutes.objects.filter(policies.minutes_in_look(actor, at), meeting__programme=look.programme_id)
    steps = Step.objects.filter(policies.steps_in_look(actor, at), **of)
    return LookedAt(
        meetings=list(meetings.order_by("-appointment__starts_at", "pk")),
        minutes=list(
            minutes.select_related("meeting__appointment", "author")
            .prefetch_related(remarks)
            .order_by("-meeting__appointment__starts_at", "pk")
        ),
        steps=list(steps.order_by("-created_at", "pk")),
    )
