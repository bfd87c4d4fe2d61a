import uuid
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from onward.accounts.models import Person
from onward.core.access import Actor, Role, require
from onward.core.errors import Refused
from onward.privacy import audit, erasure
from onward.scheduling import policies
from onward.scheduling.enums import TAKES_TIME, AppointmentState, MeetingForm
from onward.scheduling.free import WeekSpan
from onward.scheduling.house.taking import fit_room
from onward.scheduling.models import Absence, Appointment, Availability

TAKEN = "taken"


@contextmanager
def refusing_overlap() -> Iterator[None]:
    """The database decides who got the hour; the other is told so, and loses nothing else."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as broken:
        name = getattr(getattr(broken.__cause__, "diag", None), "constraint_name", "")
        if name == "appointment_host_once":
            raise Refused(
                _("That time was just taken. Choose another one; everything else is kept."), TAKEN
            ) from broken
        if name == "appointment_guest_once":
            raise Refused(_("There is already a meeting at that time. Choose another one."), TAKEN) from broken
        raise


@transaction.atomic
def book_appointment(
    *,
    by: Actor,
    host_id: uuid.UUID,
    guest_id: uuid.UUID,
    starts_at: datetime,
    ends_at: datetime,
    form: MeetingForm,
    place: str = "",
    is_trial: bool = False,
    office_id: uuid.UUID | None = None,
    guest_calls: bool = False,
    at: datetime,
) -> Appointment:
    """Take an hour of the host for the guest, and a room where it is at an office that keeps rooms.

    Refused when somebody else got it first, or when it is over; a guest also where no room is free.
    """
    require(policies.may_book(by, host_id, guest_id))
    _refuse_past(starts_at, at)
    _queue_up(host_id, guest_id)
    with refusing_overlap():
        appointment = Appointment.objects.create(
            host_id=host_id,
            guest_id=guest_id,
            starts_at=starts_at,
            ends_at=ends_at,
            form=form,
            place=place,
            is_trial=is_trial,
            office_id=office_id,
            guest_calls=guest_calls,
        )
    fit_room(appointment, needed=by.role is Role.CANDIDATE)
    _trace(by, "scheduling.appointment_booked", appointment, at)
    return appointment


@transaction.atomic
def move_appointment(
    *,
    by: Actor,
    appointment: Appointment,
    starts_at: datetime,
    ends_at: datetime,
    form: MeetingForm,
    place: str = "",
    office_id: uuid.UUID | None = None,
    guest_calls: bool | None = None,
    at: datetime,
) -> Appointment:
    """Give the same talk another time. Refused when somebody else got it first; then the old time stands."""
    appointment = _locked(appointment)
    require(policies.may_change(by, appointment))
    _refuse_settled(appointment)
    _refuse_past(starts_at, at)
    before = appointment.starts_at
    appointment.starts_at, appointment.ends_at, appointment.form = starts_at, ends_at, form
    appointment.place, appointment.office_id = place, office_id
    if guest_calls is not None:
        appointment.guest_calls = guest_calls
    appointment.sequence += 1
    _queue_up(appointment.host_id, appointment.guest_id)
    with refusing_overlap():
        appointment.save(update_fields=["starts_at", "ends_at", "form", "place", "office", "guest_calls", "sequence"])
    fit_room(appointment, needed=by.role is Role.CANDIDATE)
    _trace(by, "scheduling.appointment_moved", appointment, at, before={"starts_at": before.isoformat()})
    return appointment


@transaction.atomic
def pass_appointment(
    *, by: Actor, appointment: Appointment, host_id: uuid.UUID, place: str, at: datetime
) -> Appointment:
    """The same talk at the same time and office, with another host. Refused where that hour of hers is taken."""
    appointment = _locked(appointment)
    require(policies.may_change(by, appointment))
    _refuse_settled(appointment)
    before, appointment.host_id, appointment.place = appointment.host_id, host_id, place
    appointment.sequence += 1
    with refusing_overlap():
        appointment.save(update_fields=["host", "place", "sequence"])
    after = {"host": str(host_id), "starts_at": appointment.starts_at.isoformat()}
    audit.record(
        by,
        "scheduling.appointment_passed_on",
        appointment,
        at=at,
        about=appointment.guest_id,
        before={"host": str(before)},
        after=after,
    )
    return appointment


def hold_people(*people: uuid.UUID) -> None:
    """Before many appointments change at once: nobody books or moves one of these people's meanwhile."""
    _queue_up(*people)


@transaction.atomic
def cancel_appointment(*, by: Actor, appointment: Appointment, late: bool, at: datetime) -> Appointment:
    """Give the hour back. late: so short before that the template's rule for late cancelling counts."""
    appointment = _locked(appointment)
    require(policies.may_change(by, appointment))
    _refuse_settled(appointment)
    appointment.sequence += 1  # calendars take a cancellation only if its number is higher
    return _settle(by, appointment, AppointmentState.CANCELLED_LATE if late else AppointmentState.CANCELLED, at)


@transaction.atomic
def settle_appointment(*, by: Actor, appointment: Appointment, held: bool, at: datetime) -> Appointment:
    """Say that it was held, or that the guest did not come. Not before it has begun."""
    appointment = _locked(appointment)
    require(policies.may_settle(by, appointment))
    _refuse_settled(appointment)
    if at < appointment.starts_at:
        raise Refused(_("This meeting has not begun yet."))
    return _settle(by, appointment, AppointmentState.HELD if held else AppointmentState.MISSED, at)


@transaction.atomic
def plan_week(*, by: Actor, person_id: uuid.UUID, week: Sequence[WeekSpan], at: datetime) -> None:
    """Set the hours of the week anew; none closes the week. Booked appointments stand.

    Raises Refused for spans that end before they start, overlap, or say no way to meet.
    """
    require(policies.may_plan_time_of(by, person_id))
    _refuse_crossing(week)
    Availability.objects.filter(person=person_id).delete()
    Availability.objects.bulk_create(
        Availability(
            person_id=person_id,
            weekday=span.weekday,
            starts=span.starts,
            ends=span.ends,
            forms=list(span.forms),
            office_id=span.office,
        )
        for span in week
    )
    person = Person.objects.get(pk=person_id)
    audit.record(by, "scheduling.week_planned", person, at=at, about=person_id, after={"spans": len(week)})


@transaction.atomic
def add_absence(*, by: Actor, person_id: uuid.UUID, starts_at: datetime, ends_at: datetime, at: datetime) -> Absence:
    """Close a time for booking. Says nothing of why; booked appointments stand."""
    require(policies.may_plan_time_of(by, person_id))
    if ends_at <= starts_at:
        raise Refused(_("The end is before the start."))
    absence = Absence.objects.create(person_id=person_id, starts_at=starts_at, ends_at=ends_at)
    audit.record(by, "scheduling.absence_added", absence, at=at, about=person_id)
    return absence


@transaction.atomic
def remove_absence(*, by: Actor, absence: Absence, at: datetime) -> None:
    require(policies.may_plan_time_of(by, absence.person_id))
    audit.record(by, "scheduling.absence_removed", absence, at=at, about=absence.person_id)
    absence.delete()


def _queue_up(*people: uuid.UUID) -> None:
    """Let bookings of the same people come one after another: two that wait for each other would both be broken off.

    Who gets the hour is still decided by the table's constraints.
    """
    rows = Person.objects.select_for_update(no_key=True).filter(pk__in=people).order_by("pk")
    list(rows.values_list("pk"))


def _locked(appointment: Appointment) -> Appointment:
    return Appointment.objects.select_for_update(of=("self",)).get(pk=appointment.pk)


def _settle(by: Actor, appointment: Appointment, state: AppointmentState, at: datetime) -> Appointment:
    appointment.state = state
    appointment.save(update_fields=["state", "sequence"])
    if state not in TAKES_TIME:
        fit_room(appointment, needed=False)
    _trace(by, f"scheduling.appointment_{state.value}", appointment, at)
    return appointment


def _refuse_settled(appointment: Appointment) -> None:
    if appointment.state != AppointmentState.BOOKED:
        raise Refused(_("This meeting is no longer booked: somebody has changed it meanwhile."), "settled")


def _refuse_past(starts_at: datetime, at: datetime) -> None:
    if starts_at < at:
        raise Refused(_("That time is over. Choose a later one."), "past")


def _refuse_crossing(week: Sequence[WeekSpan]) -> None:
    ordered = sorted(week, key=lambda span: (span.weekday, span.starts))
    for span in ordered:
        if span.ends <= span.starts:
            raise Refused(_("The end is before the start."))
        if not span.forms:
            raise Refused(_("Say how you can be met in these hours."))
    for one, next_one in zip(ordered, ordered[1:], strict=False):
        if one.weekday == next_one.weekday and next_one.starts < one.ends:
            raise Refused(_("Two spans of one day overlap. Make them one."))


def _trace(by: Actor, verb: str, appointment: Appointment, at: datetime, before: dict | None = None) -> None:
    after = {"starts_at": appointment.starts_at.isoformat(), "state": appointment.state, "form": appointment.form}
    audit.record(by, verb, appointment, at=at, about=appointment.guest_id, before=before, after=after)


@transaction.atomic
def erase_appointments(*, by: Actor, appointments: Collection[uuid.UUID], at: datetime) -> None:
    """Remove appointments whose reason has been erased above. Under the erasure role, within its transaction."""
    require(by.role == Role.SYSTEM)
    erasure.remove(Appointment.objects.filter(pk__in=appointments), at)
