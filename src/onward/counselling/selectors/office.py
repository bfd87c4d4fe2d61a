"""How the talks of an office keep their rhythm: dates alone, added up for each counsellor in one query."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from onward.core.access import Actor
from onward.core.arrays import IsOneOf
from onward.counselling.selectors.last import is_booked, last_talk
from onward.programmes import policies as programme_policies
from onward.programmes.enums import State
from onward.programmes.models import Programme


@dataclass(frozen=True, slots=True)
class Rhythm:
    """outside: people whose next talk is overdue and not booked. longest: days since the talk longest ago."""

    outside: int = 0
    longest: int = 0
    is_late: bool = False


def rhythms(actor: Actor, counsellors: Collection[uuid.UUID], at: datetime) -> dict[uuid.UUID, Rhythm]:
    """For each counsellor, over the programmes this actor may see that are open and have had their first talk."""
    rows = (
        Programme.objects.filter(programme_policies.readable_programmes(actor), IsOneOf("counsellor", counsellors))
        .filter(state__in=[State.ACCEPTED, State.UNDER_WAY], first_contact_at__isnull=False)
        .annotate(
            last_at=last_talk(),
            booked=is_booked(at),
        )
        .order_by("pk")
    )
    found: dict[uuid.UUID, Rhythm] = {}
    for key, last_at, rhythm, booked in rows.values_list("counsellor", "last_at", "rhythm_days", "booked"):
        before, waited = found.get(key, Rhythm()), at - last_at
        late = waited > timedelta(days=rhythm)
        found[key] = Rhythm(
            outside=before.outside + (late and not booked),
            longest=max(before.longest, waited.days),
            is_late=before.is_late or late,
        )
    return found
