"""Openings beside the week, and what is kept free around a meeting: written by whoever's time it is."""

import uuid
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from onward.accounts.models import Person
from onward.core.access import Actor, require
from onward.core.errors import Refused
from onward.privacy import audit
from onward.scheduling import policies
from onward.scheduling.models import Opening, Spacing

MOST = timedelta(days=366)


@transaction.atomic
def add_opening(
    *,
    by: Actor,
    person_id: uuid.UUID,
    day: date,
    starts: time,
    ends: time,
    forms: list[str],
    at: datetime,
    office_id: uuid.UUID | None = None,
) -> Opening:
    """Open hours on one day beside those of the week. Sent twice it is one opening."""
    require(policies.may_plan_time_of(by, person_id))
    if ends <= starts:
        raise Refused(_("The end is before the start."))
    if not forms:
        raise Refused(_("Say how you can be met in these hours."))
    if not at.date() - timedelta(days=1) <= day <= at.date() + MOST:
        raise Refused(_("Choose a day from today until a year from now."))
    values = {"ends": ends, "forms": list(forms), "office_id": office_id}
    opening, _made = Opening.objects.update_or_create(person_id=person_id, day=day, starts=starts, defaults=values)
    audit.record(by, "scheduling.opening_added", opening, at=at, about=person_id, after={"day": day.isoformat()})
    return opening


@transaction.atomic
def remove_opening(*, by: Actor, opening: Opening, at: datetime) -> None:
    """What is booked in it stands."""
    require(policies.may_plan_time_of(by, opening.person_id))
    audit.record(by, "scheduling.opening_removed", opening, at=at, about=opening.person_id)
    opening.delete()


@transaction.atomic
def set_spacing(*, by: Actor, person_id: uuid.UUID, between: int, travel: int, at: datetime) -> Spacing:
    """Minutes between two meetings, and of travel. Candidates cannot book into them; what is booked stands."""
    require(policies.may_plan_time_of(by, person_id))
    values = {"between": between, "travel": travel}
    spacing, _made = Spacing.objects.update_or_create(person_id=person_id, defaults=values)
    person = Person.objects.get(pk=person_id)
    audit.record(by, "scheduling.spacing_set", person, at=at, about=person_id, after=values)
    return spacing
