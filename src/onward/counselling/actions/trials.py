"""Trial talks: a quarter of an hour with another counsellor. Changes nothing, and opens nothing of the file."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from onward.accounts.models import Person
from onward.core.access import SYSTEM, Actor, Role, require
from onward.core.errors import Refused
from onward.counselling import course, notifications, policies, selectors
from onward.counselling.models import TrialTalk
from onward.counselling.selectors.trials import TRIAL_TALK
from onward.privacy import audit
from onward.programmes import actions as programmes
from onward.programmes import policies as programme_policies
from onward.programmes import selectors as programme_rows
from onward.programmes.enums import HourKind
from onward.programmes.models import Programme
from onward.scheduling import actions as scheduling
from onward.scheduling.actions import TAKEN
from onward.scheduling.enums import AppointmentState, MeetingForm

MOST, WITHIN = 3, timedelta(days=30)
ENOUGH = _("You have had three trial talks this month. Choose, or call us: we find out together who fits.")
ONCE = _("You already have a trial talk with this counsellor. Cancel it first if another time suits better.")
NOT_FREE = _("That time is not free any more. Choose another one; nothing has changed.")
NOBODY = _("This counsellor cannot be chosen now. Look at the others.")


@transaction.atomic
def book_trial_talk(
    *, by: Actor, programme: Programme, host: Person, starts_at: datetime, form: MeetingForm, at: datetime
) -> TrialTalk:
    """By phone or video, among the free times of somebody who can be chosen. Sent twice it stays one talk.

    Raises Refused: "not_offered", "once", "enough", "taken".
    """
    programme = _held(programme)
    require(programme_policies.may_choose_counsellor(by, programme))
    coming = _of(programme).filter(
        appointment__host=host, appointment__state=AppointmentState.BOOKED, appointment__starts_at__gt=at
    )
    again = coming.first()
    if again is not None and again.appointment.starts_at == starts_at:
        return again
    offered = programme_rows.profile(by, programme, host.pk, language="en")
    if offered is None or offered.is_present:
        raise Refused(NOBODY, "not_offered")
    _refuse(programme, host, again, starts_at, form, at)
    appointment = scheduling.book_appointment(
        by=by,
        host_id=host.pk,
        guest_id=programme.candidate_id,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=TRIAL_TALK),
        form=form,
        place=_room(offered.person) if form == MeetingForm.VIDEO else "",
        is_trial=True,
        at=at,
    )
    trial = TrialTalk.objects.create(appointment=appointment, programme=programme, created_at=at, created_by=by.key)
    audit.record(by, "counselling.trial_booked", trial, at=at, about=programme.candidate_id)
    notifications.trial_booked(trial, by=by, at=at)
    return trial


def _refuse(
    programme: Programme,
    host: Person,
    again: TrialTalk | None,
    starts_at: datetime,
    form: MeetingForm,
    at: datetime,
) -> None:
    if again is not None:
        raise Refused(ONCE, "once")
    lately = _of(programme).filter(created_at__gt=at - WITHIN)
    if lately.exclude(appointment__state=AppointmentState.CANCELLED).count() >= MOST:
        raise Refused(ENOUGH, "enough")
    found = selectors.trial_times(programme, host, at)
    if not any(each.starts_at == starts_at and form in each.forms for each in found):
        raise Refused(NOT_FREE, TAKEN)


@transaction.atomic
def cancel_trial_talk(*, by: Actor, trial: TrialTalk, at: datetime) -> TrialTalk:
    """Give the quarter of an hour back. Never late, never asked why."""
    trial = _locked(trial)
    require(policies.may_change_trial(by, trial))
    trial.appointment = scheduling.cancel_appointment(by=by, appointment=trial.appointment, late=False, at=at)
    audit.record(by, "counselling.trial_cancelled", trial, at=at, about=trial.programme.candidate_id)
    notifications.trial_cancelled(trial, by=by, at=at)
    return trial


@transaction.atomic
def settle_trial_talk(*, by: Actor, trial: TrialTalk, held: bool, at: datetime) -> TrialTalk:
    """Say that you talked, or that it came to nothing. Counts as hours only where the template says so."""
    trial = _locked(trial)
    require(by.role is Role.COUNSELLOR and policies.may_change_trial(by, trial))
    trial.appointment = scheduling.settle_appointment(by=by, appointment=trial.appointment, held=held, at=at)
    audit.record(by, "counselling.trial_settled", trial, at=at, about=trial.programme.candidate_id)
    programme = trial.programme
    if held and programme.is_open and course.books_trial(programme):
        programmes.book_hours(
            by=SYSTEM,
            programme=programme,
            kind=HourKind.INDIVIDUAL,
            minutes=TRIAL_TALK,
            held_on=trial.appointment.starts_at.astimezone(ZoneInfo(programme.office.timezone)).date(),
            meeting=trial.pk,
            at=at,
        )
    return trial


@transaction.atomic
def cancel_coming_trials(*, by: Actor, programme: Programme, at: datetime) -> None:
    """The programme is over: nobody is expected any more. That it is, has been asked where it ended."""
    require(by.role is Role.SYSTEM)
    for trial in _of(programme).filter(appointment__state=AppointmentState.BOOKED, appointment__starts_at__gt=at):
        trial.appointment = scheduling.cancel_appointment(by=by, appointment=trial.appointment, late=False, at=at)
        audit.record(by, "counselling.trial_cancelled", trial, at=at, about=programme.candidate_id)
        notifications.trial_cancelled(trial, by=by, at=at)


@transaction.atomic
def cancel_trials_with(*, by: Actor, host: Person, since: datetime, until: datetime, at: datetime) -> None:
    """Whoever was to be tried is away then: nobody waits for a call in vain. The caller has asked who may."""
    require(by.role is Role.SYSTEM)
    rows = _with_people().filter(
        appointment__host=host,
        appointment__state=AppointmentState.BOOKED,
        appointment__starts_at__gt=at,
        appointment__starts_at__gte=since,
        appointment__starts_at__lt=until,
    )
    for trial in rows:
        trial.appointment = scheduling.cancel_appointment(by=by, appointment=trial.appointment, late=False, at=at)
        audit.record(by, "counselling.trial_cancelled", trial, at=at, about=trial.programme.candidate_id)
        notifications.trial_cancelled(trial, by=by, at=at)


def _held(programme: Programme) -> Programme:
    """Locked, so that two pages at once count each other's talks."""
    rows = Programme.objects.select_for_update(of=("self",)).select_related(
        "candidate", "office", "employer", "order", "template"
    )
    return rows.get(pk=programme.pk)


def _of(programme: Programme) -> QuerySet[TrialTalk]:
    return _with_people().filter(programme=programme)


def _with_people() -> QuerySet[TrialTalk]:
    rows = TrialTalk.objects.select_related("appointment__host", "programme__candidate", "programme__office")
    return rows.order_by("appointment__starts_at", "pk")


def _locked(trial: TrialTalk) -> TrialTalk:
    rows = TrialTalk.objects.select_for_update(of=("self",)).select_related(
        "appointment__host", "programme__candidate", "programme__office", "programme__template"
    )
    return rows.get(pk=trial.pk)


def _room(host: Person) -> str:
    profile = getattr(host, "staff_profile", None)
    return profile.video_room[:200] if profile else ""
