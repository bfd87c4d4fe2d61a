import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from onward.core.access import Actor
from onward.scheduling import policies
from onward.scheduling.enums import AppointmentState
from onward.scheduling.free import Busy
from onward.scheduling.models import Appointment, BookingRules, Room, RoomUse


@dataclass(frozen=True, slots=True)
class Rules:
    """Within what candidates book alone."""

    lead: timedelta
    ahead: timedelta
    change: timedelta
    minutes: int
    step: int
    most_coming: int


def rules_row(office: uuid.UUID) -> BookingRules:
    """The rules as they are set; a row that is stored nowhere says the defaults."""
    return BookingRules.objects.filter(pk=office).first() or BookingRules(office_id=office)


def rules_of(office: uuid.UUID) -> Rules:
    """No actor: everybody whom the rules bind reads them. One query."""
    row = rules_row(office)
    return Rules(
        lead=timedelta(hours=row.lead_hours),
        ahead=timedelta(weeks=row.weeks_ahead),
        change=timedelta(hours=row.change_hours),
        minutes=row.minutes,
        step=row.step,
        most_coming=row.most_coming,
    )


def rooms(actor: Actor, office: uuid.UUID | None = None) -> QuerySet[Room]:
    """Every room, in use or closed, by office and name."""
    rows = Room.objects.filter(policies.readable_rooms(actor)).select_related("office")
    if office is not None:
        rows = rows.filter(office=office)
    return rows.order_by("office__name", "name", "pk")


def uses(actor: Actor, office: uuid.UUID, *, since: datetime, until: datetime) -> QuerySet[RoomUse]:
    """What is taken of the rooms of an office, soonest first: which colleague, never which candidate."""
    readable = Room.objects.filter(policies.readable_rooms(actor), office=office)
    rows = RoomUse.objects.filter(room__in=readable, starts_at__lt=until, ends_at__gt=since)
    return rows.select_related("room__office", "held_by", "appointment__host").order_by("starts_at", "room__name")


def use_of(actor: Actor, appointment: uuid.UUID) -> RoomUse | None:
    """The room of an appointment that this actor may see."""
    seen = Appointment.objects.filter(policies.readable_appointments(actor)).values("pk")
    rows = RoomUse.objects.filter(appointment=appointment, appointment__in=seen)
    return rows.select_related("room").first()


def held(actor: Actor, use: uuid.UUID) -> RoomUse | None:
    """A room that is held for something else, if this actor may give it back."""
    readable = Room.objects.filter(policies.readable_rooms(actor)).values("pk")
    found = RoomUse.objects.filter(room__in=readable, pk=use).select_related("room").first()
    return found if found is not None and policies.may_release_room(actor, found) else None


def appointment_with_room(actor: Actor, appointment: uuid.UUID) -> Appointment | None:
    """A coming appointment at an office, whose room this actor may choose."""
    rows = Appointment.objects.filter(
        policies.readable_appointments(actor), pk=appointment, state=AppointmentState.BOOKED, office__isnull=False
    )
    found = rows.select_related("office", "host").first()
    return found if found is not None and policies.may_change(actor, found) else None


def free_rooms(office: uuid.UUID, starts_at: datetime, ends_at: datetime, but: RoomUse | None = None) -> list[Room]:
    """Rooms in use that nobody has then, those for two first. but: a use that would be given up."""
    taken = RoomUse.objects.filter(room__office=office, starts_at__lt=ends_at, ends_at__gt=starts_at)
    if but is not None:
        taken = taken.exclude(pk=but.pk)
    free = Room.objects.filter(office=office, is_active=True).exclude(pk__in=taken.values("room"))
    return sorted(free, key=lambda room: (room.seats < 2, room.seats, room.name, room.pk))


def taken_rooms(
    offices: Collection[uuid.UUID], after: datetime, until: datetime, but: Collection[uuid.UUID] = ()
) -> dict[uuid.UUID, list[list[Busy]]]:
    """For each office that has rooms, what is taken of each room in use. Two queries. but: appointments.

    An office whose rooms are all closed has none free.
    """
    known = list(Room.objects.filter(office__in=offices).values_list("pk", "office", "is_active"))
    busy: dict[uuid.UUID, list[Busy]] = {room: [] for room, _office, is_active in known if is_active}
    if busy:
        rows = RoomUse.objects.filter(room__in=busy, starts_at__lt=until, ends_at__gt=after)
        if but:
            rows = rows.exclude(appointment__in=but)
        for room, starts_at, ends_at in rows.values_list("room", "starts_at", "ends_at"):
            busy[room].append((starts_at, ends_at))
    found: dict[uuid.UUID, list[list[Busy]]] = {office: [] for _room, office, _is_active in known}
    for room, office, is_active in known:
        if is_active:
            found[office].append(busy[room])
    return found
