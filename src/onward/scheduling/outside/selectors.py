"""Reads: the own outside calendars with their age, and where they cross with what is booked."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Greatest, JSONObject, Least

from onward.accounts.models import Person
from onward.core.access import Actor
from onward.scheduling import policies
from onward.scheduling.calendars import shortened
from onward.scheduling.enums import AppointmentState, CalendarProblem
from onward.scheduling.models import AcceptedClash, Appointment, OutsideBusy, OutsideCalendar
from onward.scheduling.outside.sealing import CannotOpen, unseal
from onward.scheduling.outside.words import BY_ITSELF, HINTS

PATIENCE = timedelta(hours=5)  # longer than the longest wait between two tries


@dataclass(frozen=True, slots=True)
class OwnCalendar:
    """One calendar as its owner sees it. minutes: since it was last read; None if it never was."""

    calendar: OutsideCalendar
    address: str
    minutes: int | None
    hint: Any

    @property
    def waits(self) -> bool:
        """Whether it is about to be read for the first time, or again at the owner's wish."""
        return self.calendar.tried_at is None


@dataclass(frozen=True, slots=True)
class Clash:
    """A booked appointment and a time of an outside calendar that cross, cut to the appointment.

    busy: the key of that time as it is now.
    """

    appointment: uuid.UUID
    guest: Person
    busy: uuid.UUID
    calendar: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Unread:
    """A calendar that blocks no new time until its owner mends it. problem: empty where none is known."""

    name: str
    since: datetime
    problem: str
    hint: Any
    is_paused: bool


def watched(actor: Actor) -> QuerySet[OutsideCalendar]:
    """The own ones, with what says whether they are read."""
    return calendars(actor).only("name", "problem", "failing_since", "due_at", "read_at", "created_at")


def unread(watched: Iterable[OutsideCalendar], at: datetime) -> list[Unread]:
    """Those of the own calendars that somebody has to mend; what may mend itself is given some hours."""
    found = [(row, row.failing_since or row.read_at or row.created_at) for row in watched]
    return [_unread(row, since) for row, since in found if _lasts(row) or since <= at - PATIENCE]


def _lasts(calendar: OutsideCalendar) -> bool:
    """Whether waiting alone does not help."""
    return bool(calendar.problem) and (calendar.is_paused or HINTS[CalendarProblem(calendar.problem)] != BY_ITSELF)


def _unread(calendar: OutsideCalendar, since: datetime) -> Unread:
    problem = CalendarProblem(calendar.problem) if calendar.problem else None
    return Unread(
        name=calendar.name,
        since=since,
        problem=str(problem.label) if problem else "",
        hint=HINTS[problem] if problem else "",
        is_paused=problem is not None and calendar.is_paused,
    )


def calendars(actor: Actor) -> QuerySet[OutsideCalendar]:
    """The own ones, by name."""
    return OutsideCalendar.objects.filter(policies.own_calendars(actor)).order_by("name", "created_at")


def own_calendars(actor: Actor, at: datetime) -> list[OwnCalendar]:
    return [own(each, at) for each in calendars(actor)]


def own(calendar: OutsideCalendar, at: datetime) -> OwnCalendar:
    """How a calendar is shown to its owner."""
    try:
        address = shortened(unseal(calendar.sealed))
    except CannotOpen:
        address = ""
    minutes = max(0, int((at - calendar.read_at).total_seconds()) // 60) if calendar.read_at else None
    hint = HINTS[CalendarProblem(calendar.problem)] if calendar.problem else ""
    return OwnCalendar(calendar, address, minutes, hint)


def clashes(actor: Actor, at: datetime) -> dict[uuid.UUID, list[Clash]]:
    """Where the coming appointments of this host cross with the own outside calendars, by appointment. One query.

    What the host has accepted is left out, until either time changes.
    """
    begins, ends = OuterRef("starts_at"), OuterRef("ends_at")
    accepted = AcceptedClash.objects.filter(
        appointment=OuterRef(OuterRef("pk")),
        calendar=OuterRef("calendar"),
        starts_at=Greatest(begins, OuterRef(OuterRef("starts_at"))),
        ends_at=Least(ends, OuterRef(OuterRef("ends_at"))),
    )
    crossing = OutsideBusy.objects.filter(calendar__person=OuterRef("host"), starts_at__lt=ends, ends_at__gt=begins)
    found = crossing.filter(~Exists(accepted)).order_by("starts_at", "calendar__name")
    row = JSONObject(busy="pk", calendar="calendar__name", starts_at="starts_at", ends_at="ends_at")
    coming = Appointment.objects.filter(
        policies.readable_appointments(actor), host=actor.person_id, state=AppointmentState.BOOKED, ends_at__gt=at
    )
    rows = coming.filter(Exists(crossing)).annotate(found=ArraySubquery(found.values(row=row)))
    by_appointment: dict[uuid.UUID, list[Clash]] = defaultdict(list)
    shown = rows.select_related("guest").only("host", "starts_at", "ends_at", "guest__first_name", "guest__last_name")
    for appointment in shown.order_by("starts_at", "pk"):
        for each in appointment.found:
            by_appointment[appointment.pk].append(
                Clash(
                    appointment=appointment.pk,
                    guest=appointment.guest,
                    busy=uuid.UUID(each["busy"]),
                    calendar=each["calendar"],
                    starts_at=max(appointment.starts_at, datetime.fromisoformat(each["starts_at"])),
                    ends_at=min(appointment.ends_at, datetime.fromisoformat(each["ends_at"])),
                )
            )
    return dict(by_appointment)


def crossing(appointment: Appointment, busy: Collection[uuid.UUID]) -> QuerySet[OutsideBusy]:
    """Those of these times that do cross with the appointment. For the action that accepts them."""
    return OutsideBusy.objects.filter(
        pk__in=busy,
        calendar__person=appointment.host_id,
        starts_at__lt=appointment.ends_at,
        ends_at__gt=appointment.starts_at,
    )
