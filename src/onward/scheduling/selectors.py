import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import F, QuerySet, Sum, Value

from onward.accounts.models import Office
from onward.core.access import Actor
from onward.jurisdictions.holidays import holidays_of
from onward.scheduling import free, policies
from onward.scheduling.enums import TAKES_TIME, AppointmentState, MeetingForm, ReminderWay
from onward.scheduling.house.selectors import taken_rooms
from onward.scheduling.models import (
    Absence,
    Appointment,
    Availability,
    Opening,
    OutsideBusy,
    ReminderChoice,
    Spacing,
)

DAY = timedelta(days=1)
DAY_BEGINS, DAY_ENDS = time(7), time(21)  # within which people meet
WIDEST = timedelta(hours=4)  # no gap is wider: a check on Spacing


def appointments(actor: Actor) -> QuerySet[Appointment]:
    """Every appointment this actor may see, soonest first."""
    rows = Appointment.objects.filter(policies.readable_appointments(actor))
    return rows.select_related("host", "guest").order_by("starts_at", "id")


def week_of(person_id: uuid.UUID) -> QuerySet[Availability]:
    rows = Availability.objects.filter(person=person_id)
    return rows.select_related("office").order_by("weekday", "starts")


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


def long_away(at: datetime) -> set[uuid.UUID]:
    """Who cannot be met now nor in the next three days. For offers of people: it names nobody to a reader."""
    until = at + timedelta(days=3)
    return set(Absence.objects.filter(starts_at__lte=at, ends_at__gt=until).values_list("person", flat=True))


def openings_of(person_id: uuid.UUID, since: date) -> QuerySet[Opening]:
    """Hours beside the week that are still to come."""
    rows = Opening.objects.filter(person=person_id, day__gte=since)
    return rows.select_related("office").order_by("day", "starts")


def spacing_of(person_id: uuid.UUID) -> Spacing:
    """What is kept free around a meeting; a row that is stored nowhere says the defaults."""
    return Spacing.objects.filter(pk=person_id).first() or Spacing(person_id=person_id)


def absences(actor: Actor, people: Collection[uuid.UUID], since: datetime, until: datetime) -> QuerySet[Absence]:
    """When any of these cannot be met in this span, soonest first."""
    rows = Absence.objects.filter(
        policies.readable_absences(actor), person__in=people, starts_at__lt=until, ends_at__gt=since
    )
    return rows.select_related("person").order_by("starts_at", "pk")


def free_times(
    host_id: uuid.UUID,
    office: Office,
    *,
    after: datetime,
    until: datetime,
    minutes: int = 60,
    step: int = 30,
    guest_id: uuid.UUID | None = None,
    instead_of: uuid.UUID | Collection[uuid.UUID] | None = None,
) -> list[free.FreeTime]:
    """When the host can be met, on working days of the office. At most seven queries, however long the span.

    guest_id: times at which the guest is taken are left out too. instead_of: appointments that are to be moved.
    """
    but = (instead_of,) if isinstance(instead_of, uuid.UUID) else tuple(instead_of or ())
    rows: list[Availability | Opening] = [*week_of(host_id)]
    rows += openings_of(host_id, (after - DAY).date()).filter(day__lte=(until + DAY).date())
    if not rows:
        return []
    offices = {None: office} | {row.office_id: row.office for row in rows if row.office is not None}
    asked = free.Asked(
        after=after,
        until=until,
        length=timedelta(minutes=minutes),
        step=timedelta(minutes=step),
        gaps=gaps_of(host_id),
        home=office.pk,
    )
    by_office: set[uuid.UUID] = {row.office_id or office.pk for row in rows if MeetingForm.OFFICE in row.forms}
    return free.free_times(
        [_span(row) for row in rows],
        taken(host_id, after=after, until=until, guest_id=guest_id, but=but),
        {key: _ground(one, after, until) for key, one in offices.items()},
        asked,
        taken_rooms(by_office, after, until, but) if by_office else None,
    )


def sits_at(host_id: uuid.UUID, office: Office, at: datetime) -> Office:
    """At which office the host is then, by an opening or the week; else the one given. Two queries."""
    rows: list[Availability | Opening] = [*openings_of(host_id, (at - DAY).date()).filter(day__lte=(at + DAY).date())]
    for row in [*rows, *week_of(host_id)]:
        where = row.office or office
        local = at.astimezone(ZoneInfo(where.timezone))
        of_day = row.day == local.date() if isinstance(row, Opening) else row.weekday == local.weekday()
        if of_day and MeetingForm.OFFICE in row.forms and row.starts <= local.time() < row.ends:
            return where
    return office


def gaps_of(host_id: uuid.UUID) -> free.Gaps:
    spacing = spacing_of(host_id)
    return free.Gaps(timedelta(minutes=spacing.between), timedelta(minutes=spacing.travel))


def taken(
    host_id: uuid.UUID,
    *,
    after: datetime,
    until: datetime,
    guest_id: uuid.UUID | None = None,
    but: Collection[uuid.UUID] = (),
) -> list[free.Taken]:
    """What takes the host's time, or the guest's; with what lies so near that a gap could reach in. Two queries."""
    near = {"starts_at__lt": until + WIDEST, "ends_at__gt": after - WIDEST}
    people = [host_id] + ([guest_id] if guest_id else [])
    booked = Appointment.objects.filter(host__in=people, state__in=TAKES_TIME, **near) | Appointment.objects.filter(
        guest__in=people, state__in=TAKES_TIME, **near
    )
    if but:
        booked = booked.exclude(pk__in=but)
    found = [
        free.Taken(starts_at, ends_at, free.place_of(form, office_id), host == host_id)
        for starts_at, ends_at, form, office_id, host in booked.values_list(
            "starts_at", "ends_at", "form", "office", "host"
        )
    ]
    times = ("starts_at", "ends_at", "meets")
    away = Absence.objects.filter(person=host_id, **near).annotate(meets=Value(False)).values_list(*times)
    elsewhere = OutsideBusy.objects.filter(calendar__person=host_id, **near).annotate(meets=Value(True))
    both = away.union(elsewhere.values_list(*times), all=True)
    return found + [free.Taken(starts_at, ends_at, None, meets) for starts_at, ends_at, meets in both]


@dataclass(frozen=True, slots=True)
class Nearness:
    """What stands against a time that staff choose freely. Nothing of it forbids the time."""

    away: bool = False
    calendar: bool = False
    gap: bool = False
    odd: bool = False

    def __bool__(self) -> bool:
        return self.away or self.calendar or self.gap or self.odd


def nearness(
    host_id: uuid.UUID,
    office: Office,
    form: str,
    *,
    starts_at: datetime,
    ends_at: datetime,
    instead_of: uuid.UUID | None = None,
) -> Nearness:
    """Whether the host is away then, an outside calendar takes it, a meeting lies too near, or hardly anybody meets.

    Four queries.
    """
    near = taken(host_id, after=starts_at, until=ends_at, but=(instead_of,) if instead_of else ())
    place = free.place_of(form, office.pk)
    crossed = free.crossed(near, starts_at, ends_at, place, gaps_of(host_id))
    crossing = {"starts_at__lt": ends_at, "ends_at__gt": starts_at}
    away = Absence.objects.filter(person=host_id, **crossing).exists()
    calendar = OutsideBusy.objects.filter(calendar__person=host_id, **crossing).exists()
    outright = [one for one in crossed if one.starts_at < ends_at and starts_at < one.ends_at]
    odd = _is_odd(office, starts_at, ends_at)
    return Nearness(away=away, calendar=calendar, gap=len(crossed) > len(outright), odd=odd)


def _is_odd(office: Office, starts_at: datetime, ends_at: datetime) -> bool:
    """On a holiday, on a day on which the office is closed, or at night: rarely meant."""
    begins, ends = (moment.astimezone(ZoneInfo(office.timezone)) for moment in (starts_at, ends_at))
    day = begins.date()
    by_day = begins.time() >= DAY_BEGINS and ends <= datetime.combine(day, DAY_ENDS, begins.tzinfo)
    return not by_day or day in closed_days(office, day, day)


def _span(row: Availability | Opening) -> free.WeekSpan | free.DaySpan:
    if isinstance(row, Opening):
        return free.DaySpan(row.day, row.starts, row.ends, tuple(row.forms), row.office_id)
    return free.WeekSpan(row.weekday, row.starts, row.ends, tuple(row.forms), row.office_id)


def _ground(office: Office, after: datetime, until: datetime) -> free.Ground:
    zone = ZoneInfo(office.timezone)
    days = closed_days(office, after.astimezone(zone).date(), until.astimezone(zone).date())
    return free.Ground(zone, frozenset(days))


def closed_days(office: Office, first: date, last: date) -> set[date]:
    """Public holidays and the office's own closed days."""
    public = {day for year in range(first.year, last.year + 1) for day in holidays_of(office.country, year)}
    return public | set(office.closed_days)


def coming(actor: Actor, at: datetime, *, weeks: int = 6) -> QuerySet[Appointment]:
    """What is booked in the next weeks, soonest first."""
    until = at + timedelta(weeks=weeks)
    return appointments(actor).filter(state=AppointmentState.BOOKED, ends_at__gt=at, starts_at__lt=until)
