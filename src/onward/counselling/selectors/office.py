"""How the talks of an office keep their rhythm: dates alone, added up for each counsellor in one query."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import Count, DateTimeField, DurationField, Exists, ExpressionWrapper, F, Min, OuterRef, Q, Value

from onward.core.access import Actor
from onward.core.arrays import IsOneOf
from onward.counselling.models import Meeting
from onward.programmes import policies as programme_policies
from onward.programmes.enums import State
from onward.programmes.models import Programme
from onward.scheduling.enums import AppointmentState


@dataclass(frozen=True, slots=True)
class Rhythm:
    """outside: people whose next talk is overdue and not booked. longest: days since the talk longest ago."""

    outside: int = 0
    longest: int = 0
    is_late: bool = False


def rhythms(actor: Actor, counsellors: Collection[uuid.UUID], at: datetime) -> dict[uuid.UUID, Rhythm]:
    """For each counsellor, over the programmes this actor may see that are open and have had their first talk."""
    rhythm = ExpressionWrapper(F("rhythm_days") * Value(timedelta(days=1)), DurationField())
    late = Q(last_talk_at__lt=Value(at, DateTimeField()) - rhythm)
    rows = (
        Programme.objects.filter(programme_policies.readable_programmes(actor), IsOneOf("counsellor", counsellors))
        .filter(state__in=[State.ACCEPTED, State.UNDER_WAY], last_talk_at__isnull=False)
        .values_list("counsellor")
        .annotate(
            late=BoolOr(late), outside=Count("pk", filter=late & ~Q(_is_booked(at))), longest_ago=Min("last_talk_at")
        )
        .order_by("counsellor")
    )
    return {
        counsellor: Rhythm(outside=outside, longest=(at - longest_ago).days, is_late=is_late)
        for counsellor, is_late, outside, longest_ago in rows
    }


def _is_booked(at: datetime) -> Exists:
    """Whether a meeting stands that is not over. By way of the programme alone, twice as many rows are read."""
    of_this = {"programme": OuterRef("pk"), "appointment__guest": OuterRef("candidate")}
    return Exists(
        Meeting.objects.filter(**of_this, appointment__state=AppointmentState.BOOKED, appointment__ends_at__gte=at)
    )
