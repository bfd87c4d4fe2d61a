"""All writes of a job search. What was noted stays between candidate and counsellor: history never copies it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from onward.applications import policies
from onward.applications.enums import STEPS, ApplicationState, HowFound
from onward.applications.models import Application
from onward.core.access import Actor, Role, require
from onward.core.errors import Refused
from onward.privacy import audit
from onward.programmes import clock
from onward.programmes.enums import State
from onward.programmes.models import Programme

NOT_YET = _("This day has not come yet.")
NO_DAY = _("Say on which day it was sent.")


@transaction.atomic
def record_application(
    *,
    by: Actor,
    programme: Programme,
    employer_name: str,
    role: str,
    how_found: HowFound,
    at: datetime,
    sent_on: date | None = None,
    deadline_on: date | None = None,
    note: str = "",
) -> Application:
    """Write a job down: sent on a day, or not yet. A counsellor may do it for the candidate, marked as such.

    Raises Refused for a day that has not come, and where the help was declined.
    """
    require(policies.may_record(by, programme))
    _refuse_declined(programme)
    _refuse_future(programme, at, sent_on)
    application = Application.objects.create(
        programme=programme,
        employer_name=employer_name,
        role=role,
        how_found=HowFound(how_found),
        state=ApplicationState.SENT if sent_on else ApplicationState.PLANNED,
        sent_on=sent_on,
        deadline_on=deadline_on,
        note=note,
        created_at=at,
        created_by=by.key,
        changed_at=at,
        changed_by=by.key,
    )
    _record(by, "applications.application_recorded", application, at, after={"state": application.state})
    return application


@transaction.atomic
def change_application(
    *,
    by: Actor,
    application: Application,
    employer_name: str,
    role: str,
    how_found: HowFound,
    at: datetime,
    sent_on: date | None = None,
    deadline_on: date | None = None,
    interview_on: date | None = None,
    answered_on: date | None = None,
    note: str = "",
) -> Application:
    """Mend what is written; where it stands stays. History keeps which fields, never their words."""
    application = _locked(application)
    require(policies.may_change(by, application))
    _refuse_declined(application.programme)
    _refuse_future(application.programme, at, sent_on, answered_on)
    if application.state == ApplicationState.SENT and sent_on is None:
        raise Refused(NO_DAY, code="sent_on")
    values = {
        "employer_name": employer_name,
        "role": role,
        "how_found": HowFound(how_found),
        "sent_on": sent_on,
        "deadline_on": deadline_on,
        "interview_on": interview_on,
        "answered_on": answered_on,
        "note": note,
    }
    changed = sorted(name for name, value in values.items() if getattr(application, name) != value)
    if changed:
        _store(by, application, values, at)
        _record(by, "applications.application_changed", application, at, after={"fields": changed})
    return application


@transaction.atomic
def move_application(
    *, by: Actor, application: Application, state: ApplicationState, at: datetime, on: date | None = None
) -> Application:
    """Say where it stands now, along the table of steps.

    on: the day it was sent or answered (today, if nothing is said), or the day of the interview, which may be open.
    """
    application = _locked(application)
    require(policies.may_change(by, application))
    _refuse_declined(application.programme)
    state = ApplicationState(state)
    if state not in STEPS[ApplicationState(application.state)]:
        raise Refused(_("It stands somewhere else by now. Look at it once more."), code="state")
    before = application.state
    _store(by, application, {"state": state, **_days(application, state, on, at)}, at)
    _record(by, "applications.application_moved", application, at, before={"state": before}, after={"state": state})
    return application


def _days(application: Application, state: ApplicationState, on: date | None, at: datetime) -> dict[str, date | None]:
    programme = application.programme
    day = on or clock.local_day(programme, at)
    match state:
        case ApplicationState.PLANNED:
            return {"sent_on": None, "asked_on": None}
        case ApplicationState.SENT:
            sent_on = on or application.sent_on or day
            _refuse_future(programme, at, sent_on)
            return {"sent_on": sent_on, "answered_on": None}
        case ApplicationState.INTERVIEW:
            return {"interview_on": on or application.interview_on, "answered_on": None}
        case ApplicationState.OFFER | ApplicationState.REJECTED:
            _refuse_future(programme, at, day)
            return {"answered_on": day}
        case _:
            return {}


@transaction.atomic
def note_asking(*, by: Actor, application: Application, at: datetime) -> Application:
    """Somebody has asked the employer how it stands: the three weeks begin anew."""
    application = _locked(application)
    require(policies.may_change(by, application))
    if application.state != ApplicationState.SENT:
        raise Refused(_("Only what has been sent and not answered can be asked about."), code="state")
    _store(by, application, {"asked_on": clock.local_day(application.programme, at)}, at)
    _record(by, "applications.asked", application, at)
    return application


@transaction.atomic
def delete_application(*, by: Actor, application: Application, at: datetime) -> None:
    """Take it out for good; what is left is that there was one."""
    application = _locked(application)
    require(policies.may_change(by, application))
    _record(by, "applications.application_deleted", application, at, before={"state": application.state})
    application.delete()


def _locked(application: Application) -> Application:
    rows = Application.objects.select_for_update(of=("self",)).select_related("programme__office")
    return rows.get(pk=application.pk)


def _store(by: Actor, application: Application, values: Mapping[str, object], at: datetime) -> None:
    values = {**values, "changed_at": at, "changed_by": by.key}
    for name, value in values.items():
        setattr(application, name, value)
    application.save(update_fields=list(values))


def _refuse_declined(programme: Programme) -> None:
    if programme.state == State.DECLINED:
        raise Refused(_("The programme was declined, so nothing new is kept here."), code="declined")


def _refuse_future(programme: Programme, at: datetime, *days: date | None) -> None:
    today = clock.local_day(programme, at)
    if any(day and day > today for day in days):
        raise Refused(NOT_YET, code="date")


def _record(
    by: Actor,
    verb: str,
    application: Application,
    at: datetime,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    behalf = {"on_behalf": True} if by.role == Role.COUNSELLOR else {}
    about = application.programme.candidate_id
    audit.record(by, verb, application, at=at, about=about, before=before, after={**(after or {}), **behalf})
