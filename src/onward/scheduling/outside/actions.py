"""Writes by the owner: add, change, remove, read now; and "it is fine" about a clash."""

import uuid
from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from onward.core.access import Actor, require
from onward.core.errors import Refused
from onward.privacy import audit
from onward.scheduling import policies
from onward.scheduling.calendars import tidy
from onward.scheduling.enums import AppointmentState
from onward.scheduling.models import AcceptedClash, Appointment, OutsideCalendar
from onward.scheduling.outside import selectors
from onward.scheduling.outside.sealing import hash_of, seal

MOST = 8


@transaction.atomic
def add_calendar(*, by: Actor, person_id: uuid.UUID, name: str, address: str, at: datetime) -> OutsideCalendar:
    """Let the busy times of a calendar block. The same address again only changes its name: a second click is none.

    Raises BadAddress for what is no address, Refused when there are too many.
    """
    require(policies.may_keep_calendars_of(by, person_id))
    address = tidy(address)
    own = OutsideCalendar.objects.filter(person=person_id)
    if own.exclude(address_hash=hash_of(address)).count() >= MOST:
        raise Refused(_("These are as many calendars as we read for one person. Remove one first."), "many")
    values = {"name": name, "sealed": seal(address), "created_at": at, "due_at": at}
    calendar, is_new = OutsideCalendar.objects.get_or_create(
        person_id=person_id, address_hash=hash_of(address), defaults=values
    )
    if is_new:
        audit.record(by, "scheduling.calendar_added", calendar, at=at, about=person_id)
    elif calendar.name != name:
        calendar.name = name
        calendar.save(update_fields=["name"])
    return calendar


@transaction.atomic
def change_calendar(*, by: Actor, calendar: OutsideCalendar, name: str, address: str = "", at: datetime) -> None:
    """Give it another name, or a new address; without one the old stays. Its times stand until the new one is read.

    Raises BadAddress, and Refused when the new address is on the list already.
    """
    calendar = _locked(calendar)
    require(policies.may_keep_calendars_of(by, calendar.person_id))
    calendar.name = name
    if address:
        address = tidy(address)
        others = OutsideCalendar.objects.filter(person=calendar.person_id, address_hash=hash_of(address))
        if others.exclude(pk=calendar.pk).exists():
            raise Refused(_("This calendar is on your list already."), "twice")
        calendar.sealed, calendar.address_hash = seal(address), hash_of(address)
        calendar.problem, calendar.failing_since, calendar.failures = "", None, 0
        calendar.etag = calendar.modified = ""
        calendar.expanded_on, calendar.tried_at, calendar.due_at = None, None, at
    calendar.save()
    audit.record(by, "scheduling.calendar_changed", calendar, at=at, about=calendar.person_id)


@transaction.atomic
def remove_calendar(*, by: Actor, calendar: OutsideCalendar, at: datetime) -> None:
    """Forget the address and what it took."""
    require(policies.may_keep_calendars_of(by, calendar.person_id))
    audit.record(by, "scheduling.calendar_removed", calendar, at=at, about=calendar.person_id)
    calendar.delete()


@transaction.atomic
def ask_to_read(*, by: Actor, calendar: OutsideCalendar, at: datetime) -> None:
    """Put it at the head of the queue; the worker reads it within seconds. Wakes one that had been given up."""
    calendar = _locked(calendar)
    require(policies.may_keep_calendars_of(by, calendar.person_id))
    if calendar.due_at is None or calendar.due_at > at:
        calendar.due_at = at
        calendar.save(update_fields=["due_at"])
        audit.record(by, "scheduling.calendar_asked_for", calendar, at=at, about=calendar.person_id)


@transaction.atomic
def accept_clashes(*, by: Actor, appointment: Appointment, seen: Collection[uuid.UUID], at: datetime) -> int:
    """It is fine: the appointment may stand beside these times. Returns how many of them still cross with it."""
    appointment = Appointment.objects.select_for_update(of=("self",)).get(pk=appointment.pk)
    require(policies.may_accept_clash(by, appointment))
    if appointment.state != AppointmentState.BOOKED:
        return 0
    rows = [
        AcceptedClash(
            appointment=appointment,
            calendar_id=each.calendar_id,
            starts_at=max(each.starts_at, appointment.starts_at),
            ends_at=min(each.ends_at, appointment.ends_at),
        )
        for each in selectors.crossing(appointment, seen)
    ]
    AcceptedClash.objects.bulk_create(rows, ignore_conflicts=True)
    if rows:
        audit.record(by, "scheduling.clash_accepted", appointment, at=at, about=appointment.host_id)
    return len(rows)


def _locked(calendar: OutsideCalendar) -> OutsideCalendar:
    return OutsideCalendar.objects.select_for_update().get(pk=calendar.pk)
