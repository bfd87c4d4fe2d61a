import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from onward.accounts.models import Office
from onward.core.access import Actor
from onward.counselling import policies
from onward.counselling.course import places
from onward.counselling.models import Meeting, Minutes, Remark
from onward.programmes.models import Programme
from onward.scheduling import selectors as scheduling
from onward.scheduling.enums import AppointmentState, MeetingForm
from onward.scheduling.free import FreeTime
from onward.scheduling.house.selectors import Rules, rooms, use_of
from onward.scheduling.models import Appointment
from onward.scheduling.selectors import Nearness

LEAD = timedelta(hours=1)  # for the first talk, which waits for no rule of an office
STRIP_BACK, STRIP_AHEAD = timedelta(weeks=6), timedelta(weeks=2)


def meetings(actor: Actor, *, programme: uuid.UUID | None = None) -> QuerySet[Meeting]:
    """Every meeting this actor may see, soonest first, with appointment, programme and the people of both."""
    rows = Meeting.objects.filter(policies.readable_meetings(actor))
    if programme is not None:
        rows = rows.filter(programme=programme)
    return rows.select_related(
        "appointment__host",
        "programme__order",
        "programme__office",
        "programme__employer",
        "programme__candidate",
        "programme__counsellor__staff_profile",
    ).order_by("appointment__starts_at", "pk")


def of_programme(
    actor: Actor, programme: Programme, *, which: Q | None = None, most: int | None = None
) -> list[Meeting]:
    """Those of a programme that a page has read with all around it, soonest first. which: of them; most: how many."""
    rows = Meeting.objects.filter(policies.readable_meetings(actor), which or Q(), programme=programme.pk)
    found = list(rows.select_related("appointment__host").order_by("appointment__starts_at", "pk")[:most])
    for each in found:
        each.programme = programme
    return found


def coming(actor: Actor, programme: Programme, at: datetime) -> Meeting | None:
    """The next booked one of such a programme, or the one that is going on."""
    booked = Q(appointment__state=AppointmentState.BOOKED, appointment__ends_at__gte=at)
    return next(iter(of_programme(actor, programme, which=booked, most=1)), None)


def meeting_of_appointment(actor: Actor, appointment: uuid.UUID) -> Meeting | None:
    return meetings(actor).filter(appointment=appointment).first()


@dataclass(frozen=True, slots=True)
class Talks:
    """Where a talk stands among those of its programme. number: the how-manieth, counting those held before it.

    before: the last one held before it. following: the next one that is booked after it, and still to come.
    """

    number: int
    before: Meeting | None
    following: Meeting | None


def talks(actor: Actor, meeting: Meeting, at: datetime) -> Talks:
    """One query. Of talks that are closed to this actor it knows how many there were."""
    starts_at = meeting.appointment.starts_at
    of_programme = Meeting.objects.filter(programme=meeting.programme_id)
    held = of_programme.filter(appointment__state=AppointmentState.HELD, appointment__starts_at__lt=starts_at)
    count = held.order_by().values("programme").annotate(number=Count("pk")).values("number")
    rows = of_programme.filter(policies.readable_meetings(actor)).annotate(earlier=Coalesce(Subquery(count), 0))
    around = rows.select_related("appointment").only("appointment__starts_at", "appointment__state")
    found = list(around.order_by("appointment__starts_at", "pk"))
    before = [each for each in found if _is(each, AppointmentState.HELD) and each.appointment.starts_at < starts_at]
    after = max(at, starts_at)
    coming = [each for each in found if _is(each, AppointmentState.BOOKED) and each.appointment.starts_at > after]
    return Talks(
        number=1 + (found[0].earlier if found else 0),
        before=before[-1] if before else None,
        following=coming[0] if coming else None,
    )


def _is(meeting: Meeting, state: AppointmentState) -> bool:
    return meeting.appointment.state == state


def minutes(actor: Actor) -> QuerySet[Minutes]:
    """Every minutes this actor may read: shared ones, and the own drafts."""
    rows = Minutes.objects.filter(policies.readable_minutes(actor))
    return rows.select_related("meeting__appointment", "meeting__programme__candidate", "author").order_by(
        "-meeting__appointment__starts_at", "pk"
    )


def minutes_of(actor: Actor, meeting: Meeting) -> Minutes | None:
    rows = Minutes.objects.filter(policies.readable_minutes(actor), pk=meeting.pk)
    found = rows.select_related("author").first()
    if found is not None:
        found.meeting = meeting  # which the page has read with all around it
    return found


def remarks(actor: Actor, found: Minutes) -> QuerySet[Remark]:
    """What was added to minutes that this actor may read, in the order it was said."""
    readable = Minutes.objects.filter(policies.readable_minutes(actor)).values("pk")
    return Remark.objects.filter(minutes=found.pk, minutes__in=readable).select_related("author").order_by("at", "pk")


def times(
    programme: Programme,
    *,
    after: datetime,
    until: datetime,
    minutes: int = 60,
    step: int = 30,
    instead_of: uuid.UUID | None = None,
) -> list[FreeTime]:
    """When the own counsellor can be met, in ways that the template offers; empty while there is no counsellor."""
    if programme.counsellor_id is None:
        return []
    found = scheduling.free_times(
        programme.counsellor_id,
        programme.office,
        after=after,
        until=until,
        minutes=minutes,
        step=step,
        guest_id=programme.candidate_id,
        instead_of=instead_of,
    )
    offered = set(places(programme))
    kept = [(each, tuple(form for form in each.forms if form in offered)) for each in found]
    return [FreeTime(each.starts_at, each.ends_at, forms, each.office) for each, forms in kept if forms]


def bookable(
    programme: Programme,
    rules: Rules,
    at: datetime,
    *,
    minutes: int | None = None,
    instead_of: uuid.UUID | None = None,
) -> list[FreeTime]:
    """All times that the candidate may choose now, within the rules of the office."""
    return times(
        programme,
        after=at + rules.lead,
        until=at + rules.ahead,
        minutes=minutes or rules.minutes,
        step=rules.step,
        instead_of=instead_of,
    )


def towns_of(found: list[FreeTime]) -> dict[uuid.UUID, str]:
    """The town of each office at which one could meet; nothing where it is one alone."""
    offices = {each.office for each in found if each.office and MeetingForm.OFFICE in each.forms}
    if len(offices) < 2:
        return {}
    return dict(Office.objects.filter(pk__in=offices).values_list("pk", "city"))


def may_still_change(meeting: Meeting, rules: Rules, at: datetime) -> bool:
    """Whether the candidate moves or cancels alone; later a call does it."""
    return at <= meeting.appointment.starts_at - rules.change


def against(
    programme: Programme,
    form: str,
    *,
    starts_at: datetime,
    ends_at: datetime,
    instead_of: Appointment | None = None,
) -> Nearness:
    """What stands against a time that staff choose: nothing of it forbids the time."""
    if programme.counsellor_id is None:
        return Nearness()
    return scheduling.nearness(
        programme.counsellor_id,
        place_at(programme, starts_at),
        form,
        starts_at=starts_at,
        ends_at=ends_at,
        instead_of=instead_of.pk if instead_of else None,
    )


def lacks_room(actor: Actor, appointment: Appointment) -> bool:
    """Whether the office of an appointment keeps rooms and none was free for it."""
    if appointment.office_id is None or use_of(actor, appointment.pk) is not None:
        return False
    return rooms(actor, appointment.office_id).exists()


def place_at(programme: Programme, starts_at: datetime) -> Office:
    """The office at which one would meet then: where the counsellor sits, else the candidate's own. Two queries."""
    if programme.counsellor_id is None:
        return programme.office
    return scheduling.sits_at(programme.counsellor_id, programme.office, starts_at)


@dataclass(frozen=True, slots=True)
class Strip:
    """Six weeks back and two ahead as the contact strip draws them."""

    since: date
    until: date
    today: date
    held: list[date]
    booked: list[date]
    gap_since: date | None


def contact_strip(
    held: list[datetime], booked: list[datetime], *, late_since: datetime | None, zone: ZoneInfo, at: datetime
) -> Strip:
    """late_since: since when it has been too long, if it has."""

    def days(moments: list[datetime]) -> list[date]:
        return sorted({moment.astimezone(zone).date() for moment in moments})

    today = at.astimezone(zone).date()
    since = today - STRIP_BACK
    gap = max(late_since.astimezone(zone).date(), since) if late_since else None
    return Strip(since, today + STRIP_AHEAD, today, days(held), days(booked), gap)
