"""Meetings: booked, described, moved, cancelled, held, missed."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from onward.core import formats
from onward.core.access import SYSTEM, Actor, Role, require
from onward.core.errors import Refused
from onward.counselling import course, notifications, policies, selectors
from onward.counselling.actions.calls import ask_call
from onward.counselling.actions.minutes import draft_of, share_minutes
from onward.counselling.actions.plan import Plan
from onward.counselling.actions.where import where_one_meets
from onward.counselling.enums import CallReason
from onward.counselling.models import Meeting, Minutes
from onward.counselling.selectors.meetings import LEAD, may_still_change
from onward.privacy import audit
from onward.programmes import actions as programmes
from onward.programmes.enums import HourKind, State
from onward.programmes.models import Programme
from onward.scheduling import actions as scheduling
from onward.scheduling.actions import TAKEN
from onward.scheduling.enums import AppointmentState, MeetingForm
from onward.scheduling.house.selectors import Rules, rules_of
from onward.scheduling.models import Appointment

NO_COUNSELLOR = _("Nobody is your counsellor yet. We call you.")
NOT_OFFERED = _("That time is not free any more. Choose another one; everything else is kept.")
TOO_NEAR = _("It is too near to change it here. Call us on %(phone)s: we move or cancel it with you.")


@transaction.atomic
def book_meeting(
    *,
    by: Actor,
    programme: Programme,
    starts_at: datetime,
    form: MeetingForm,
    at: datetime,
    minutes: int | None = None,
    about: str = "",
    is_first: bool = False,
    guest_calls: bool = False,
) -> Meeting:
    """Take an hour of the counsellor. A candidate chooses among the free times; the choice of staff is free.

    Sent twice it stays one meeting. minutes: else as long as the office sets.
    Raises Refused: "taken", "past", "no_counsellor", "enough", "no_room".
    """
    programme = _fresh(programme)
    require(policies.may_book_meeting(by, programme))
    if programme.counsellor_id is None:
        raise Refused(NO_COUNSELLOR, "no_counsellor")
    again = _booked_before(by, programme, starts_at)
    if again is not None:
        return again
    rules = rules_of(programme.office_id)
    minutes = minutes or rules.minutes
    where = where_one_meets(programme, form, starts_at)
    if by.role is Role.CANDIDATE:
        _refuse_too_many(programme, rules, at)
        rules = replace(rules, lead=min(rules.lead, LEAD)) if is_first else rules
        _refuse_not_offered(programme, rules, starts_at, form, minutes, at)
    appointment = scheduling.book_appointment(
        by=by,
        host_id=programme.counsellor_id,
        guest_id=programme.candidate_id,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        form=form,
        place=where.place,
        office_id=where.office_id,
        guest_calls=guest_calls,
        at=at,
    )
    meeting = Meeting.objects.create(
        appointment=appointment,
        programme=programme,
        about=about.strip(),
        is_first=is_first,
        created_at=at,
        created_by=by.key,
    )
    audit.record(by, "counselling.meeting_booked", meeting, at=at, about=programme.candidate_id)
    notifications.meeting_booked(meeting, by=by, at=at)
    return meeting


@transaction.atomic
def describe_meeting(*, by: Actor, meeting: Meeting, about: str, at: datetime) -> Meeting:
    """What the meeting is about, in a sentence that both read."""
    require(policies.may_change_meeting(by, meeting) and by.role is not Role.COORDINATOR)
    meeting.about = about.strip()
    meeting.save(update_fields=["about"])
    audit.record(by, "counselling.meeting_described", meeting, at=at, about=meeting.programme.candidate_id)
    return meeting


@transaction.atomic
def move_meeting(
    *,
    by: Actor,
    meeting: Meeting,
    starts_at: datetime,
    form: MeetingForm,
    at: datetime,
    minutes: int | None = None,
    guest_calls: bool | None = None,
) -> Meeting:
    """Give the same talk another time; where that cannot be had, the old time stands. Costs nothing.

    A candidate does it until so long before as the office sets. Raises Refused: "too_near" and what booking raises.
    """
    require(policies.may_change_meeting(by, meeting))
    programme, appointment = _fresh(meeting.programme), meeting.appointment
    length = minutes or round((appointment.ends_at - appointment.starts_at).total_seconds() / 60)
    ends_at, calls = starts_at + timedelta(minutes=length), guest_calls in (None, appointment.guest_calls)
    stands = (appointment.starts_at, appointment.ends_at, appointment.form) == (starts_at, ends_at, form) and calls
    if stands and appointment.state == AppointmentState.BOOKED:
        return meeting
    where = where_one_meets(programme, form, starts_at, appointment)
    if by.role is Role.CANDIDATE:
        rules = _refuse_too_near(programme, meeting, at)
        _refuse_not_offered(programme, rules, starts_at, form, length, at, appointment)
    meeting.appointment = scheduling.move_appointment(
        by=by,
        appointment=appointment,
        starts_at=starts_at,
        ends_at=ends_at,
        form=form,
        place=where.place,
        office_id=where.office_id,
        guest_calls=guest_calls,
        at=at,
    )
    audit.record(by, "counselling.meeting_moved", meeting, at=at, about=programme.candidate_id)
    notifications.meeting_moved(meeting, by=by, at=at)
    return meeting


@transaction.atomic
def cancel_meeting(*, by: Actor, meeting: Meeting, at: datetime, for_candidate: bool = False) -> Meeting:
    """Give the hour back. Only the candidate's own cancelling can be late; what that means was said before.

    for_candidate: staff enter what the candidate said on the phone.
    """
    require(policies.may_change_meeting(by, meeting))
    programme, appointment = _fresh(meeting.programme), meeting.appointment
    if by.role is Role.CANDIDATE and appointment.state == AppointmentState.BOOKED:
        _refuse_too_near(programme, meeting, at)
    theirs = for_candidate or by.role is Role.CANDIDATE
    late = theirs and course.is_late(programme, appointment.starts_at, at)
    meeting.appointment = scheduling.cancel_appointment(by=by, appointment=appointment, late=late, at=at)
    audit.record(
        by, "counselling.meeting_cancelled", meeting, at=at, about=programme.candidate_id, after={"late": late}
    )
    notifications.meeting_cancelled(meeting, by=by, at=at)
    if late:
        _book_unused(programme, meeting, at)
    return meeting


@transaction.atomic
def cancel_coming(*, by: Actor, programme: Programme, at: datetime) -> int:
    """Give back every coming hour: the programme is over, or somebody else is the counsellor now. Never late."""
    rows = Meeting.objects.select_related("appointment", "programme__office", "programme__candidate").filter(
        programme=programme, appointment__state=AppointmentState.BOOKED, appointment__starts_at__gt=at
    )
    coming = list(rows.order_by("appointment__starts_at"))
    for meeting in coming:
        # who may close or hand over a programme has been asked where that was done
        meeting.appointment = scheduling.cancel_appointment(
            by=SYSTEM, appointment=meeting.appointment, late=False, at=at
        )
        audit.record(by, "counselling.meeting_lapsed", meeting, at=at, about=programme.candidate_id)
        notifications.meeting_cancelled(meeting, by=SYSTEM, at=at)
    return len(coming)


@transaction.atomic
def hold_meeting(
    *,
    by: Actor,
    meeting: Meeting,
    minutes: int,
    at: datetime,
    kind: HourKind = HourKind.INDIVIDUAL,
    reason: str = "",
) -> Minutes:
    """The meeting was held: it yields a draft of minutes, and one line in the hours account unless `minutes` is 0.

    Before there is a yes nothing is counted. reason: asked for where the line goes beyond what was bought.
    """
    require(policies.may_lead_meeting(by, meeting))
    programme, appointment = _fresh(meeting.programme), meeting.appointment
    meeting.appointment = scheduling.settle_appointment(by=by, appointment=appointment, held=True, at=at)
    day = _local_day(programme, appointment.starts_at)
    programme = programmes.record_meeting_held(
        by=by, programme=programme, held_on=day, began_at=appointment.starts_at, at=at
    )
    if minutes and programme.state != State.INVITED:
        programmes.book_hours(
            by=by,
            programme=programme,
            kind=kind,
            minutes=minutes,
            held_on=day,
            meeting=meeting.pk,
            reason=reason,
            at=at,
        )
    audit.record(by, "counselling.meeting_held", meeting, at=at, about=programme.candidate_id)
    return draft_of(by=by, meeting=meeting, at=at)


@transaction.atomic
def conclude_meeting(
    *,
    by: Actor,
    meeting: Meeting,
    minutes: int,
    kind: HourKind,
    share: bool,
    at: datetime,
    reason: str = "",
    plan: Plan | None = None,
) -> Minutes:
    """Held, with its line in the account, and minutes and plan shared at once if asked: all of it, or nothing."""
    draft = hold_meeting(by=by, meeting=meeting, minutes=minutes, kind=kind, reason=reason, at=at)
    return share_minutes(by=by, minutes=draft, plan=plan, at=at) if share else draft


@transaction.atomic
def miss_meeting(*, by: Actor, meeting: Meeting, at: datetime) -> Meeting:
    """The candidate did not come. Costs hours only where the template says so, and then it was said before.

    Every template promises a call to ask how things are: it goes onto the list.
    """
    require(policies.may_lead_meeting(by, meeting))
    programme = _fresh(meeting.programme)
    meeting.appointment = scheduling.settle_appointment(by=by, appointment=meeting.appointment, held=False, at=at)
    audit.record(by, "counselling.meeting_missed", meeting, at=at, about=programme.candidate_id)
    _book_unused(programme, meeting, at)
    ask_call(by=by, programme=programme, reason=CallReason.MISSED, at=at)
    return meeting


def _book_unused(programme: Programme, meeting: Meeting, at: datetime) -> None:
    """Where the template counts the hour, and one is left; the counsellor can take it back with a reason."""
    appointment = meeting.appointment
    late = appointment.state == AppointmentState.CANCELLED_LATE
    words = _("The meeting was cancelled late.") if late else _("The meeting was missed.")
    day = min(_local_day(programme, appointment.starts_at), _local_day(programme, at))
    with notifications.language_of(programme.candidate):
        reason = str(words)
    programmes.book_missed(
        by=SYSTEM,
        programme=programme,
        minutes=round((appointment.ends_at - appointment.starts_at).total_seconds() / 60),
        held_on=day,
        meeting=meeting.pk,
        reason=reason,
        at=at,
    )


def _fresh(programme: Programme) -> Programme:
    """With everybody a meeting concerns, as they are now; held, so that it is not handed over meanwhile."""
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    rows = Programme.objects.select_related(
        "order", "office", "employer", "candidate", "counsellor", "counsellor__staff_profile"
    )
    return rows.get(pk=programme.pk)


def _booked_before(by: Actor, programme: Programme, starts_at: datetime) -> Meeting | None:
    rows = Meeting.objects.select_related("appointment", "programme").filter(
        programme=programme,
        created_by=by.key,
        appointment__starts_at=starts_at,
        appointment__state=AppointmentState.BOOKED,
    )
    return rows.first()


def _refuse_too_many(programme: Programme, rules: Rules, at: datetime) -> None:
    coming = Meeting.objects.filter(
        programme=programme, appointment__state=AppointmentState.BOOKED, appointment__starts_at__gt=at
    )
    if coming.count() >= rules.most_coming:
        words = ngettext(
            "One meeting is booked already. Move it, or ask your counsellor for more.",
            "%(number)d meetings are booked already. Move one of them, or ask your counsellor for more.",
            rules.most_coming,
        )
        raise Refused(words % {"number": rules.most_coming}, "enough")


def _refuse_too_near(programme: Programme, meeting: Meeting, at: datetime) -> Rules:
    rules = rules_of(programme.office_id)
    if not may_still_change(meeting, rules, at):
        number = formats.phone(programme.office.phone, get_language() or "")
        raise Refused(TOO_NEAR % {"phone": number}, "too_near")
    return rules


def _refuse_not_offered(
    programme: Programme,
    rules: Rules,
    starts_at: datetime,
    form: MeetingForm,
    minutes: int,
    at: datetime,
    instead_of: Appointment | None = None,
) -> None:
    if not at + rules.lead <= starts_at <= at + rules.ahead:
        raise Refused(NOT_OFFERED, TAKEN)
    found = selectors.times(
        programme,
        after=starts_at,
        until=starts_at + timedelta(minutes=minutes),
        minutes=minutes,
        step=rules.step,
        instead_of=instead_of.pk if instead_of else None,
    )
    if not any(each.starts_at == starts_at and form in each.forms for each in found):
        raise Refused(NOT_OFFERED, TAKEN)


def _local_day(programme: Programme, moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(programme.office.timezone)).date()
