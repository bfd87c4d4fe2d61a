"""The clocks of the first contact: all that run, to count and to sort, and what was done so far for those on show."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from onward.accounts.models import Office
from onward.core.access import Actor
from onward.core.arrays import IsOneOf
from onward.jurisdictions.working_time import working_minutes
from onward.programmes import clock, policies
from onward.programmes.enums import State
from onward.programmes.models import ContactAttempt, Invitation, Programme

WAITING_STATES = (State.INVITED, State.ACCEPTED)
OFFICE = ("country", "timezone", "hours", "closed_days")
SHOWN = (
    *("order", "agreement", "state", "ticked_at", "clock_due_at", "first_contact_at"),
    *(f"office__{name}" for name in OFFICE),
    *("candidate__first_name", "candidate__last_name", "candidate__language"),
    *("counsellor__first_name", "counsellor__last_name"),
    "employer__name",
)


@dataclass(frozen=True, slots=True)
class Running:
    """A clock that runs: enough to count and to sort, and no name."""

    programme: uuid.UUID
    counsellor: uuid.UUID | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who waits for the first contact, and what was done so far."""

    programme: Programme
    clock: clock.Clock
    attempts: int
    last_attempt: ContactAttempt | None
    code_used_at: datetime | None

    @property
    def turn(self) -> int:
        return self.clock.left - self.clock.over


def running(actor: Actor, at: datetime) -> list[Running]:
    """Every clock that runs, the one that is due first first. One query, and one about offices where any is due."""
    rows = _running(actor).order_by("clock_due_at", "candidate__sort_key", "pk")
    found = list(rows.values_list("pk", "counsellor", "clock_due_at", "office"))
    # the hours of an office beside each row took longer to read than all the rest
    offices = Office.objects.only(*OFFICE).in_bulk({office for _key, _who, due_at, office in found if due_at < at})
    calendars = {key: clock.calendar_of(office) for key, office in offices.items()}
    return [
        Running(key, counsellor, due_at < at and working_minutes(calendars[office], due_at, at) > 0)
        for key, counsellor, due_at, office in found
    ]


def waiting(actor: Actor, at: datetime, keys: Collection[uuid.UUID] | None = None) -> list[Waiting]:
    """The same with names and what was done so far: of everybody, or of those on show. One query."""
    rows = _running(actor) if keys is None else _running(actor).filter(IsOneOf("pk", keys))
    of_this = {"programme": OuterRef("pk")}
    attempts = ContactAttempt.objects.filter(**of_this).order_by("-at", "-pk")
    used = Invitation.objects.filter(**of_this, used_at__isnull=False).order_by("-created_at", "-pk")
    found = (
        rows.select_related("candidate", "counsellor", "office", "employer")
        .only(*SHOWN)
        .annotate(
            tried=ArraySubquery(attempts.values(each=JSONObject(kind="kind", at="at"))),
            code_used_at=Subquery(used.values("used_at")[:1]),
        )
    )
    return sorted((_waiting(row, at) for row in found), key=lambda each: each.turn)


def _running(actor: Actor) -> QuerySet[Programme]:
    rows = Programme.objects.filter(policies.readable_programmes(actor))
    return rows.filter(first_contact_at=None, state__in=WAITING_STATES).order_by("candidate__sort_key", "pk")


def _waiting(row: Programme, at: datetime) -> Waiting:
    tried: list[dict[str, str]] = getattr(row, "tried", [])
    last = next(iter(tried), None)
    return Waiting(
        programme=row,
        clock=clock.clock_of(row, at),
        attempts=len(tried),
        last_attempt=ContactAttempt(kind=last["kind"], at=datetime.fromisoformat(last["at"])) if last else None,
        code_used_at=getattr(row, "code_used_at", None),
    )


def clock_of(programme: Programme, at: datetime) -> clock.Clock:
    """The clock of the first contact as it stands. The caller has asked for the programme."""
    return clock.clock_of(programme, at)
