"""Rules of booking and rooms of an office, as coordinators set them; rooms as colleagues use them."""

import uuid
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from onward.accounts.models import Office
from onward.core.access import Actor, require
from onward.core.errors import Refused
from onward.privacy import audit
from onward.scheduling import policies
from onward.scheduling.house.taking import take
from onward.scheduling.models import Appointment, BookingRules, Room, RoomUse

RULES = ("lead_hours", "weeks_ahead", "change_hours", "minutes", "step", "most_coming")
SAME_NAME = _("There is a room of this name already.")


@transaction.atomic
def set_rules(*, by: Actor, office: Office, at: datetime, **values: int) -> BookingRules:
    """Within what candidates of this office book from now on. What is booked stands."""
    require(policies.may_run_office(by))
    rules, _made = BookingRules.objects.update_or_create(
        office=office, defaults={name: values[name] for name in RULES if name in values}
    )
    after = {name: getattr(rules, name) for name in RULES}
    audit.record(by, "scheduling.rules_set", office, at=at, after=after)
    return rules


@transaction.atomic
def add_room(*, by: Actor, office: Office, name: str, seats: int, at: datetime, is_active: bool = True) -> Room:
    require(policies.may_run_office(by))
    room = Room(office=office, name=name.strip(), seats=seats, is_active=is_active)
    _save_named(room)
    audit.record(by, "scheduling.room_added", room, at=at, after={"name": room.name})
    return room


@transaction.atomic
def change_room(*, by: Actor, room: Room, name: str, seats: int, is_active: bool, at: datetime) -> Room:
    """Another name or size; or closed: then it takes no new meetings and keeps those it has."""
    require(policies.may_run_office(by))
    room.name, room.seats, room.is_active = name.strip(), seats, is_active
    _save_named(room)
    audit.record(by, "scheduling.room_changed", room, at=at, after={"name": room.name, "is_active": is_active})
    return room


@transaction.atomic
def hold_room(
    *, by: Actor, room: Room, starts_at: datetime, ends_at: datetime, words: str = "", at: datetime
) -> RoomUse:
    """Keep a room for something that is no meeting with a candidate. Sent twice it is held once."""
    require(policies.may_hold_rooms(by))
    if ends_at <= starts_at:
        raise Refused(_("The end is before the start."))
    if ends_at <= at:
        raise Refused(_("That time is over. Choose a later one."), "past")
    room = _in_use(room.pk)
    again = RoomUse.objects.filter(room=room, starts_at=starts_at, ends_at=ends_at, held_by=by.person_id).first()
    if again is not None:
        return again
    use = take(room, starts_at=starts_at, ends_at=ends_at, held_by_id=by.person_id, words=words.strip())
    audit.record(by, "scheduling.room_held", use, at=at, about=by.person_id)
    return use


@transaction.atomic
def release_room(*, by: Actor, use: RoomUse, at: datetime) -> None:
    """Whoever holds a room gives it back, or a coordinator does. That of an appointment goes with the appointment."""
    require(policies.may_release_room(by, use))
    audit.record(by, "scheduling.room_released", use, at=at, about=use.held_by_id)
    use.delete()


@transaction.atomic
def choose_room(*, by: Actor, appointment: Appointment, room_id: uuid.UUID | None, at: datetime) -> RoomUse | None:
    """Another room of the office for an appointment there; None: without a room."""
    require(policies.may_change(by, appointment) and policies.may_hold_rooms(by))
    appointment = Appointment.objects.select_for_update(of=("self",)).get(pk=appointment.pk)
    room = _in_use(room_id, appointment.office_id) if room_id else None
    RoomUse.objects.filter(appointment=appointment.pk).delete()
    use = None
    if room is not None:
        use = take(room, appointment=appointment, starts_at=appointment.starts_at, ends_at=appointment.ends_at)
    after = {"room": room.name if room else ""}
    audit.record(by, "scheduling.room_chosen", appointment, at=at, about=appointment.guest_id, after=after)
    return use


def _in_use(room: uuid.UUID, office: uuid.UUID | None = None) -> Room:
    rows = Room.objects.select_for_update(no_key=True).filter(pk=room, is_active=True)
    found = (rows.filter(office=office) if office else rows).first()
    if found is None:
        raise Refused(_("This room is closed. Choose another one."), "closed")
    return found


def _save_named(room: Room) -> None:
    try:
        with transaction.atomic():
            room.save()
    except IntegrityError as broken:
        raise Refused(SAME_NAME, "name") from broken
