"""A room goes with an appointment at an office: taken with it, moved with it, given back with it."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from onward.core.errors import Refused
from onward.scheduling.enums import AppointmentState, MeetingForm
from onward.scheduling.house.selectors import free_rooms
from onward.scheduling.models import Appointment, Room, RoomUse

NO_ROOM = _("No room is free at the office then. Choose another time, or another way to meet.")
ROOM_TAKEN = _("That room is taken then. Choose another room or another time.")


def fit_room(appointment: Appointment, *, needed: bool) -> RoomUse | None:
    """Give the appointment a room of its office, the same as before where that is free.

    None where it needs none, where the office keeps no rooms, and where none is free; then, if one is needed, refused.
    """
    before = RoomUse.objects.filter(appointment=appointment.pk).first()
    at_office = appointment.state == AppointmentState.BOOKED and appointment.form == MeetingForm.OFFICE
    # held, so that two bookings of the office do not choose the same room
    keeps_rooms = (
        at_office
        and appointment.office_id
        and list(Room.objects.select_for_update(no_key=True).filter(office=appointment.office_id).order_by("pk"))
    )
    free = free_rooms(appointment.office_id, appointment.starts_at, appointment.ends_at, before) if keeps_rooms else []
    if before is not None:
        before.delete()
    if keeps_rooms and not free and needed:
        raise Refused(NO_ROOM, "no_room")
    if not free:
        return None
    same = next((room for room in free if before is not None and room.pk == before.room_id), free[0])
    return take(same, appointment=appointment, starts_at=appointment.starts_at, ends_at=appointment.ends_at)


def take(room: Room, **values) -> RoomUse:
    """The database decides who has the room."""
    try:
        with transaction.atomic():
            return RoomUse.objects.create(room=room, **values)
    except IntegrityError as broken:
        if getattr(getattr(broken.__cause__, "diag", None), "constraint_name", "") == "room_once":
            raise Refused(ROOM_TAKEN, "room_taken") from broken
        raise
