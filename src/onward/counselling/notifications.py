"""What is told to whom: that there is something, when and how; never what it is about. Candidates: privately."""

import uuid
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone, translation

from onward.accounts.models import Membership, Person
from onward.core import formats
from onward.core.access import SYSTEM, Actor, Role
from onward.correspondence.actions import queue_mail, queue_sms, was_sent, withdraw
from onward.correspondence.mails import CalendarPart
from onward.counselling.beforehand import asked_from
from onward.counselling.course import books_trial
from onward.counselling.models import Meeting, TrialTalk
from onward.programmes.models import Programme
from onward.scheduling.enums import AppointmentState, MeetingForm, ReminderWay
from onward.scheduling.free import FreeTime
from onward.scheduling.invitations import calling_words, invitation
from onward.scheduling.selectors import reminder_way

REMINDER = "counselling.meeting_reminder"
QUESTION = "counselling.before_meeting"
AHEAD = [REMINDER, QUESTION]
TO_CANDIDATE = [
    "counselling.welcome",
    "counselling.meeting_booked",
    "counselling.meeting_moved",
    "counselling.meeting_cancelled",
    "counselling.something_new",
    "counselling.trial_booked",
    "counselling.handed_over",
    "counselling.handed_back",
    "counselling.stays_with_helper",
]
REMIND_BEFORE = timedelta(hours=24)
WORTH_REMINDING = timedelta(hours=36)  # whoever booked yesterday needs no reminder today


def language_of(person: Person) -> AbstractContextManager:
    return translation.override(person.language)


def welcome(programme: Programme, *, at: datetime) -> None:
    """How to come back: sign in with this very address."""
    _to_candidate(programme, "counselling.welcome", at)


def catch_up(programme: Programme, *, at: datetime) -> None:
    """What was not sent while the address was only typed: how to come back, and the talks that lie ahead."""
    welcome(programme, at=at)
    coming = Meeting.objects.filter(
        programme=programme.pk, appointment__state=AppointmentState.BOOKED, appointment__starts_at__gt=at
    )
    for meeting in coming.select_related("appointment__host", "programme__office", "programme__candidate"):
        _invite_candidate(meeting, "counselling.meeting_booked", at)
        _remind(meeting, at)
        _ask_before(meeting, at)


def withdraw_from_candidate(programme: Programme, *, at: datetime) -> None:
    """Nothing that still waits goes to an address that is the candidate's no more."""
    withdraw(about=programme.pk, kinds=TO_CANDIDATE, at=at)
    for meeting in Meeting.objects.filter(programme=programme.pk, appointment__starts_at__gt=at).order_by("pk"):
        withdraw(about=meeting.pk, kinds=AHEAD, at=at)


def meeting_booked(meeting: Meeting, *, by: Actor, at: datetime) -> None:
    _about_meeting(meeting, "counselling.meeting_booked", by, at)
    _remind(meeting, at)
    _ask_before(meeting, at)


def meeting_moved(meeting: Meeting, *, by: Actor, at: datetime) -> None:
    withdraw(about=meeting.pk, kinds=AHEAD, at=at)
    _about_meeting(meeting, "counselling.meeting_moved", by, at)
    _remind(meeting, at)
    _ask_before(meeting, at)


def meeting_cancelled(meeting: Meeting, *, by: Actor, at: datetime) -> None:
    withdraw(about=meeting.pk, kinds=AHEAD, at=at)
    _about_meeting(meeting, "counselling.meeting_cancelled", by, at)


def trial_booked(trial: TrialTalk, *, by: Actor, at: datetime) -> None:
    """Both who meet learn when and how; the counsellor of now learns nothing."""
    _about_trial(trial, "counselling.trial_booked", "counselling.meeting_booked_here", by, at)


def trial_cancelled(trial: TrialTalk, *, by: Actor, at: datetime) -> None:
    _about_trial(trial, "counselling.meeting_cancelled", "counselling.meeting_cancelled_here", by, at)


def _about_trial(trial: TrialTalk, kind: str, kind_here: str, by: Actor, at: datetime) -> None:
    _invite_candidate(trial, kind, at)
    _invite_host(trial, kind_here, by, at)


def something_new(programme: Programme, *, by: Actor, at: datetime) -> None:
    """There is something to read for the other one."""
    if by.role is Role.CANDIDATE:
        _to_counsellor(programme, "counselling.something_new_here", at)
    else:
        _to_candidate(programme, "counselling.something_new", at)


def withdraw_question(meeting: Meeting, *, at: datetime) -> None:
    """She has answered already."""
    withdraw(about=meeting.pk, kinds=[QUESTION], at=at)


def need_marked(programme: Programme, *, by: Actor, at: datetime) -> None:
    if by.role is Role.CANDIDATE:
        _to_counsellor(programme, "counselling.something_new_here", at)


def call_to_make(programme: Programme, *, by: Actor, at: datetime) -> None:
    """Somebody waits to be called: the counsellor learns it, or the coordinators of the office."""
    if programme.counsellor_id:
        if by.person_id != programme.counsellor_id:
            _to_counsellor(programme, "counselling.call_to_make", at)
        return
    rows = Membership.objects.filter(role=Role.COORDINATOR, office=programme.office_id, ended_at=None)
    for membership in rows.select_related("person").order_by("person__sort_key"):
        _to_staff(membership.person, "counselling.call_to_make", programme.pk, at, {})


# Somebody is away -------------------------------------------------------------------------------------------------


def meeting_passed_on(meeting: Meeting, *, before: Person, at: datetime) -> None:
    """The candidate reads it in the one letter about the hand-over; what lies ahead names whoever is met now."""
    withdraw(about=meeting.pk, kinds=AHEAD, at=at)
    _remind(meeting, at)
    _ask_before(meeting, at)
    _invite_host(meeting, "counselling.meeting_booked_here", SYSTEM, at)
    if before.email:
        part = invitation(meeting.appointment, reader=before, address=before.email, phone="", at=at, withdrawn=True)
        facts = _facts(meeting, before.language, at)
        _to_staff(before, "counselling.meeting_passed_on_here", meeting.programme.pk, at, facts, calendar=part)


def meeting_lapsed(meeting: Meeting, *, at: datetime) -> None:
    """The candidate reads it in the one letter about the hand-over; nothing recalls it any more."""
    withdraw(about=meeting.pk, kinds=AHEAD, at=at)
    _invite_host(meeting, "counselling.meeting_cancelled_here", SYSTEM, at)


def handed_over(
    programme: Programme,
    *,
    away: Person,
    until_on: date | None,
    kept: Sequence[Meeting],
    lost: Sequence[Meeting],
    offers: Iterable[FreeTime],
    at: datetime,
) -> bool:
    """Who is away, who helps, and what becomes of the meetings. False for whoever has neither mail nor phone."""
    language = programme.candidate.language
    until = formats.long_date(until_on, language, at.date(), weekday=True) if until_on else ""
    facts = _of_helper(programme, kept, lost, offers, at) | {"away": away.first_name, "until": until}
    return _with_calendar(programme, "counselling.handed_over", at, facts, kept, lost)


def handed_back(
    programme: Programme,
    *,
    kept: Sequence[Meeting],
    lost: Sequence[Meeting],
    offers: Iterable[FreeTime],
    at: datetime,
) -> bool:
    facts = _of_helper(programme, kept, lost, offers, at)
    return _with_calendar(programme, "counselling.handed_back", at, facts, kept, lost)


def _with_calendar(
    programme: Programme,
    kind: str,
    at: datetime,
    facts: dict[str, Any],
    kept: Sequence[Meeting],
    lost: Sequence[Meeting],
) -> bool:
    """One letter with the calendar part of the next meeting it is about. A mail carries one: others follow alone."""
    person = programme.candidate
    first, *rest = [*kept, *lost] or [None]
    part = None
    if first is not None and person.proven_email:
        phone = programme.office.phone
        part = invitation(first.appointment, reader=person, address=person.proven_email, phone=phone, at=at)
    for meeting in rest:
        _invite_candidate(
            meeting, "counselling.meeting_booked" if meeting in kept else "counselling.meeting_cancelled", at
        )
    return _to_candidate(programme, kind, at, facts, calendar=part)


def stays_with_helper(programme: Programme, *, away: Person, at: datetime) -> None:
    facts = _of_helper(programme, (), (), (), at) | {"away": away.first_name}
    _to_candidate(programme, "counselling.stays_with_helper", at, facts)


def people_handed_over(helper: Person, *, away: Person, number: int, about: uuid.UUID, at: datetime) -> None:
    """One mail to whoever helps, however many people she is given."""
    _to_staff(helper, "counselling.people_handed_over", about, at, {"away": away.first_name, "number": number})


def _of_helper(
    programme: Programme, kept: Iterable[Meeting], lost: Iterable[Meeting], offers: Iterable[FreeTime], at: datetime
) -> dict[str, Any]:
    """By name, and when: meetings that stand, those that do not, and free times instead."""
    language, zone = programme.candidate.language, ZoneInfo(programme.office.timezone)
    today = at.astimezone(zone).date()

    def when(moment: datetime) -> str:
        return formats.day_and_time(moment.astimezone(zone), language, today)

    helper = programme.counsellor
    return {
        "helper": helper.name if helper else "",
        "helper_first": helper.first_name if helper else "",
        "kept": [when(each.appointment.starts_at) for each in kept],
        "lost": [when(each.appointment.starts_at) for each in lost],
        "offers": [when(each.starts_at) for each in offers],
    }


# Whom and how -----------------------------------------------------------------------------------------------------


def _about_meeting(meeting: Meeting, kind: str, by: Actor, at: datetime) -> None:
    _invite_candidate(meeting, kind, at)
    _invite_host(meeting, f"{kind}_here", by, at)


def _invite_candidate(meeting: Meeting | TrialTalk, kind: str, at: datetime) -> None:
    """A mail that the candidate's calendar understands too; by text message the words alone."""
    programme, person = meeting.programme, meeting.programme.candidate
    part = None
    if address := person.proven_email:
        part = invitation(meeting.appointment, reader=person, address=address, phone=programme.office.phone, at=at)
    _to_candidate(programme, kind, at, _facts(meeting, person.language, at), calendar=part)


def _invite_host(meeting: Meeting | TrialTalk, kind: str, by: Actor, at: datetime) -> None:
    """Also to whoever did it: the calendar elsewhere learns it by mail alone."""
    host = meeting.appointment.host
    if host.email:
        facts = {**_facts(meeting, host.language, at), "own": by.person_id == host.pk}
        part = invitation(meeting.appointment, reader=host, address=host.email, phone="", at=at)
        _to_staff(host, kind, meeting.programme.pk, at, facts, calendar=part)


def remind_anew(programme: Programme, *, at: datetime) -> None:
    """The candidate wants to be reminded otherwise: what waits goes that way instead, what was sent stays sent."""
    coming = Meeting.objects.filter(
        programme=programme.pk, appointment__state=AppointmentState.BOOKED, appointment__starts_at__gt=at
    )
    for meeting in coming.select_related("appointment__host", "programme__office", "programme__candidate"):
        waited = withdraw(about=meeting.pk, kinds=[REMINDER], at=at)
        _remind(meeting, at, worth=REMIND_BEFORE if waited else WORTH_REMINDING)


def times_offered(meeting: Meeting, times: list[datetime], *, at: datetime) -> None:
    """Three times by text message, to be answered by a number."""
    person, programme = meeting.programme.candidate, meeting.programme
    zone = ZoneInfo(programme.office.timezone)
    days = [formats.day_and_time(each.astimezone(zone), person.language, at.astimezone(zone).date()) for each in times]
    queue_sms(
        kind="counselling.times_offered",
        number=person.proven_phone,
        language=person.language,
        at=at,
        person=person.pk,
        about=meeting.pk,
        context={**_facts(meeting, person.language, at), "times": days},
    )


def _remind(meeting: Meeting, at: datetime, worth: timedelta = WORTH_REMINDING) -> None:
    starts_at, programme = meeting.appointment.starts_at, meeting.programme
    way = reminder_way(programme.candidate_id)
    if way is not ReminderWay.NONE and starts_at - at > worth:
        facts = _facts(meeting, programme.candidate.language, at)
        _to_candidate(programme, REMINDER, at, facts, about=meeting.pk, not_before=starts_at - REMIND_BEFORE, way=way)


def _ask_before(meeting: Meeting, at: datetime) -> None:
    """One mail two working days before, that there are three questions; never a text message, never twice."""
    programme, person = meeting.programme, meeting.programme.candidate
    asked_at = asked_from(programme, meeting.appointment.starts_at)
    if programme.identity_confirmed_at is None or not person.proven_email or asked_at <= at:
        return
    if reminder_way(person.pk) is ReminderWay.NONE or was_sent(about=meeting.pk, kind=QUESTION):
        return
    facts = _facts(meeting, person.language, at)
    _to_candidate(programme, QUESTION, at, facts, about=meeting.pk, not_before=asked_at)


def _facts(meeting: Meeting | TrialTalk, language: str, at: datetime) -> dict[str, Any]:
    """When and how, in the language of the reader and the time of the office."""
    appointment = meeting.appointment
    zone = ZoneInfo(meeting.programme.office.timezone)
    local = appointment.starts_at.astimezone(zone)
    with translation.override(language):
        how = str(MeetingForm(appointment.form).label)
        by_phone, calls = appointment.form == MeetingForm.PHONE, ""
        if by_phone and appointment.guest_calls:  # unsaid, both would wait for the other's call
            calls = calling_words(appointment, language, meeting.programme.office.phone)
    return {
        "when": formats.day_and_time(local, language, at.astimezone(zone).date()),
        "how": how,
        "place": calls if by_phone else appointment.place,
        "calls": calls,
        "host": appointment.host.name,
        "late": appointment.state == AppointmentState.CANCELLED_LATE,
        "meeting": meeting.pk,
        "counts": isinstance(meeting, TrialTalk) and books_trial(meeting.programme),
        "answers": settings.SMS_ANSWERS and may_answer_by_text(meeting.programme),
    }


def may_answer_by_text(programme: Programme) -> bool:
    """Whose number it is must be known, and that it is the candidate's."""
    return bool(programme.identity_confirmed_at and programme.candidate.proven_phone)


def _to_candidate(
    programme: Programme,
    kind: str,
    at: datetime,
    context: dict[str, Any] | None = None,
    *,
    about: uuid.UUID | None = None,
    not_before: datetime | None = None,
    calendar: CalendarPart | None = None,
    way: ReminderWay = ReminderWay.MAIL,
) -> bool:
    """By mail, else by text message, or as the candidate wishes; False for whoever has neither, who gets a call."""
    person = programme.candidate
    rest = {
        "kind": kind,
        "language": person.language,
        "at": at,
        "person": person.pk,
        "about": about or programme.pk,
        "not_before": not_before,
        "context": {
            "first_name": person.first_name,
            "phone": formats.phone(programme.office.phone, person.language),
            **(context or {}),
        },
    }
    with timezone.override(programme.office.timezone):
        wants_text = bool(person.proven_phone) and way in {ReminderWay.SMS, ReminderWay.BOTH}
        mailed = None
        if person.proven_email and not (wants_text and way is ReminderWay.SMS):
            mailed = queue_mail(address=person.proven_email, calendar=calendar, **rest)
        if person.proven_phone and (wants_text or not mailed):
            queue_sms(number=person.proven_phone, **rest)
        return bool(mailed or person.proven_phone)


def _to_counsellor(programme: Programme, kind: str, at: datetime) -> None:
    if programme.counsellor_id:
        _to_staff(programme.counsellor, kind, programme.pk, at, {})


def _to_staff(
    person: Person,
    kind: str,
    about: uuid.UUID,
    at: datetime,
    context: dict[str, Any],
    calendar: CalendarPart | None = None,
) -> None:
    if person.email:
        queue_mail(
            kind=kind,
            address=person.email,
            language=person.language,
            at=at,
            person=person.pk,
            about=about,
            to_work=True,
            calendar=calendar,
            context={"first_name": person.first_name, **context},
        )
