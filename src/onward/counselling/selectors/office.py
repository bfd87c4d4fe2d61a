"""How the talks of an office keep their rhythm: dates alone, added up for each counsellor in one query."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max, OuterRef, Subquery
from django.db.models.functions import Greatest

from onward.core.access import Actor
from onward.counselling.models import Meeting
from onward.programmes import policies as programme_policies
from onward.programmes.enums import AttemptKind, State
from onward.programmes.models import ContactAttempt, Programme
from onward.scheduling.enums import AppointmentState


@dataclass(frozen=True, slots=True)
class Rhythm:
    """outside: people whose next talk is overdue and not booked. longest: days since the talk longest ago."""

    outside: int = 0
    longest: int = 0
    is_late: bool = False


def rhythms(actor: Actor, counsellors: Collection[uuid.UUID], at: datetime) -> dict[uuid.UUID, Rhythm]:
    """For each counsellor, over the programmes this actor may see that are open and have had their first talk."""
    meetings = Meeting.objects.filter(programme=OuterRef("pk")).order_by()
    held = meetings.filter(appointment__state=AppointmentState.HELD).values("programme")
    coming = meetings.filter(appointment__state=AppointmentState.BOOKED, appointment__ends_at__gte=at)
    talks = ContactAttempt.objects.filter(programme=OuterRef("pk"), kind=AttemptKind.TALK).order_by()
    rows = (
        Programme.objects.filter(programme_policies.readable_programmes(actor), counsellor__in=counsellors)
        .filter(state__in=[State.ACCEPTED, State.UNDER_WAY], first_contact_at__isnull=False)
        .annotate(
            last_at=Greatest(
                "first_contact_at",
                Subquery(held.annotate(last=Max("appointment__starts_at")).values("last")),
                Subquery(talks.values("programme").annotate(last=Max("at")).values("last")),
            ),
            booked=Subquery(coming.values("pk")[:1]),  # by programme; an EXISTS would read everybody's appointments
        )
        .order_by("pk")
    )
    found: dict[uuid.UUID, Rhythm] = {}
    for key, last_at, rhythm, booked in rows.values_list("counsellor", "last_at", "rhythm_days", "booked"):
        before, waited = found.get(key, Rhythm()), at - last_at
        late = waited > timedelta(days=rhythm)
        found[key] = Rhythm(
            outside=before.outside + (late and booked is None),
            longest=max(before.longest, waited.days),
            is_late=before.is_late or late,
        )
    return found
