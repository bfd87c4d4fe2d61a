"""Whose time may be seen and spent by whom."""

import uuid

from django.db.models import Q

from onward.core.access import NOTHING, STAFF, Actor, Role
from onward.scheduling.models import Appointment, RoomUse


def readable_appointments(actor: Actor) -> Q:
    """Host and guest see their own; a coordinator sees that the time of colleagues is taken."""
    match actor.role:
        case Role.CANDIDATE:
            return Q(guest=actor.person_id)
        case Role.COUNSELLOR:
            return Q(host=actor.person_id) | Q(guest=actor.person_id)
        case Role.COORDINATOR | Role.SYSTEM:
            return Q()
        case _:
            return NOTHING


def readable_absences(actor: Actor) -> Q:
    """When somebody is away; never why, which nobody writes down."""
    match actor.role:
        case Role.COUNSELLOR:
            return Q(person=actor.person_id)
        case Role.COORDINATOR | Role.SYSTEM:
            return Q()
        case _:
            return NOTHING


def may_book(actor: Actor, host_id: uuid.UUID, guest_id: uuid.UUID) -> bool:
    """A candidate for himself or herself, staff for anybody they help: that is asked where programmes are known."""
    if host_id == guest_id:
        return False
    return actor.role in STAFF or actor.role is Role.SYSTEM or _is_guest(actor, guest_id)


def may_change(actor: Actor, appointment: Appointment) -> bool:
    """Move or cancel."""
    return (
        actor.role in {Role.COORDINATOR, Role.SYSTEM}
        or (actor.role is Role.COUNSELLOR and appointment.host_id == actor.person_id)
        or _is_guest(actor, appointment.guest_id)
    )


def may_settle(actor: Actor, appointment: Appointment) -> bool:
    """Say that it was held or missed: whoever was there for the provider."""
    return actor.role is Role.COORDINATOR or (actor.role is Role.COUNSELLOR and appointment.host_id == actor.person_id)


def may_plan_time_of(actor: Actor, person_id: uuid.UUID) -> bool:
    """The own week and absences; a coordinator those of colleagues too."""
    return actor.role is Role.COORDINATOR or (actor.role is Role.COUNSELLOR and actor.person_id == person_id)


def own_feed(actor: Actor) -> Q:
    """The address of a feed is its owner's alone."""
    return Q(person=actor.person_id) if actor.role in STAFF | {Role.CANDIDATE} else NOTHING


def may_choose_reminders_of(actor: Actor, person_id: uuid.UUID) -> bool:
    """The person; staff for whom they help, which is asked where programmes are known."""
    return actor.role in STAFF or _is_guest(actor, person_id)


def may_run_office(actor: Actor) -> bool:
    """The rules of booking and the rooms of an office."""
    return actor.role is Role.COORDINATOR


def readable_rooms(actor: Actor) -> Q:
    """Which rooms there are, and when somebody has one: whoever works here."""
    return Q() if actor.role in STAFF or actor.role is Role.SYSTEM else NOTHING


def may_hold_rooms(actor: Actor) -> bool:
    return actor.role in STAFF


def may_release_room(actor: Actor, use: RoomUse) -> bool:
    """What was held; the room of an appointment is changed with the appointment."""
    if use.appointment_id is not None:
        return False
    return actor.role is Role.COORDINATOR or (actor.role is Role.COUNSELLOR and use.held_by_id == actor.person_id)


def own_calendars(actor: Actor) -> Q:
    """Outside calendars are their owner's alone: not even a coordinator sees where a colleague keeps one."""
    return Q(person=actor.person_id) if actor.role in STAFF else NOTHING


def may_keep_calendars_of(actor: Actor, person_id: uuid.UUID) -> bool:
    """Staff, and each the own ones only."""
    return actor.role in STAFF and actor.person_id == person_id


def may_accept_clash(actor: Actor, appointment: Appointment) -> bool:
    """Whose calendar it is says whether the meeting may stand beside it."""
    return actor.role in STAFF and appointment.host_id == actor.person_id


def _is_guest(actor: Actor, guest_id: uuid.UUID) -> bool:
    return actor.role is Role.CANDIDATE and actor.person_id == guest_id
