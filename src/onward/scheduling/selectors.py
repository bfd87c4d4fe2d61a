import uuid
from collections.abc import Collection
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import F, QuerySet, Sum

from onward.accounts.models import Office
from onward.core.access import Actor
from onward.jurisdictions.holidays import holidays_of
from onward.scheduling import free, policies
from onward.scheduling.enums import TAKES_TIME, AppointmentState, ReminderWay
from onward.scheduling.models import Absence, Appointment, Availability, OutsideBusy, ReminderChoice


def appointments(actor: Actor) -> QuerySet[Appointment]:
    """Every appointment this actor may see, soonest first."""
    rows = Appointment.objects.filter(policies.readable_appointments(actor))
    return rows.select_related("host", "guest").order_by("starts_at", "id")


def week_of(person_id: uuid.UUID) -> QuerySet[Availability]:
    return Availability.objects.filter(person=person_id).order_by("weekday", "starts")


def absences_of(person_id: uuid.UUID, since: datetime) -> QuerySet[Absence]:
    """Coming and standing absences."""
    return Absence.objects.filter(person=person_id, ends_at__gt=since).order_by("starts_at")


def booked_minutes(
    actor: Actor, hosts: Collection[uuid.UUID], *, since: datetime, until: datetime
) -> dict[uuid.UUID, int]:
    """How many minutes of each host are taken by appointments that begin in this span."""
    rows = Appointment.objects.filter(
        policies.readable_appointments(actor),
        host__in=hosts,
        state__in=TAKES_TIME,
        starts_at__gte=since,
        starts_at__lt=until,
    )
    lengths = rows.order_by().values("host").annotate(length=Sum(F("ends_at") - F("starts_at")))
    return {row["host"]: round(row["length"].total_seconds() / 60) for row in lengths}


def reminder_way(person_id: uuid.UUID) -> ReminderWay:
    """How this person wants to be reminded. For notifications, which write to nobody else."""
    chosen = ReminderChoice.objects.filter(person=person_id).values_list("way", flat=True).first()
    return ReminderWay(chosen or ReminderWay.MAIL)


def away(actor: Actor, people: Collection[uuid.UUID], at: datetime) -> dict[uuid.UUID, datetime]:
    """Who of these cannot be met now, and until when."""
    rows = Absence.objects.filter(
        policies.readable_absences(actor), person__in=people, starts_at__lte=at, ends_at__gt=at
    )
    return dict(rows.order_by("ends_at").values_list("person", "ends_at"))


def free_times(
    host_id: uuid.UUID,
    office: Office,
    *,
    after: datetime,
    until: datetime,
    minutes: int = 60,
    guest_id: uuid.UUID | None = None,
    instead_of: uuid.UUID | None = None,
) -> list[free.FreeTime]:
    """When the host can be met, on working days of the office. Four queries, however long the span.

    guest_id: times at which the guest is taken are left out too. instead_of: an appointment that is to be moved.
    """
    week = [free.WeekSpan(row.weekday, row.starts, row.ends, tuple(row.forms)) for row in week_of(host_id)]
    people = [host_id] + ([guest_id] if guest_id else [])
    booked = Appointment.objects.filter(
        host__in=people, starts_at__lt=until, ends_at__gt=after, state__in=TAKES_TIME
    ) | Appointment.objects.filter(guest__in=people, starts_at__lt=until, ends_at__gt=after, state__in=TAKES_TIME)
    if instead_of is not None:
        booked = booked.exclude(pk=instead_of)
    away = Absence.objects.filter(person=host_id, starts_at__lt=until, ends_at__gt=after)
    elsewhere = OutsideBusy.objects.filter(calendar__person=host_id, starts_at__lt=until, ends_at__gt=after)
    busy = [*booked.values_list("starts_at", "ends_at"), *away.values_list("starts_at", "ends_at")]
    busy += elsewhere.values_list("starts_at", "ends_at")
    zone = ZoneInfo(office.timezone)
    return free.free_times(
        week,
        busy,
        closed_days(office, after.astimezone(zone).date(), until.astimezone(zone).date()),
        after=after,
        until=until,
        length=timedelta(minutes=minutes),
        zone=zone,
    )


def closed_days(office: Office, first: date, last: date) -> set[date]:
    """Public holidays and the office's own closed days."""
    public = {day for year in range(first.year, last.year + 1) for day in holidays_of(office.country, year)}
    return public | set(office.closed_days)


def coming(actor: Actor, at: datetime, *, weeks: int = 6) -> QuerySet[Appointment]:
    """What is booked in the next weeks, soonest first."""
    until = at + timedelta(weeks=weeks)
    return appointments(actor).filter(state=AppointmentState.BOOKED, ends_at__gt=at, starts_at__lt=until)
