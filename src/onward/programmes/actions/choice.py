"""Another counsellor by the candidate's choice, and what that one may read of the time before."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from onward.accounts.models import Person
from onward.core.access import Actor, Role, require
from onward.core.errors import Refused
from onward.privacy import audit
from onward.programmes import clock, notifications, policies, selectors, signals
from onward.programmes.actions.contact import give_to
from onward.programmes.actions.steps import acting_person, locked
from onward.programmes.enums import ChangeReason
from onward.programmes.models import ChangeReasons, CounsellorChange, Programme

ONCE_IN = timedelta(days=7)
TOO_SOON = _("You have chosen another counsellor this week. Call us if it is not right yet: we change it with you.")
NOT_OFFERED = _("This counsellor has no room any more. Choose another one; nothing has changed.")


@transaction.atomic
def change_counsellor(
    *,
    by: Actor,
    programme: Programme,
    counsellor: Person,
    at: datetime,
    opens_earlier: bool = False,
    reason: str = "",
) -> Programme:
    """Choose another counsellor. Nobody is asked why; a reason is counted, and never kept with the person.

    opens_earlier: the new one may read what was shared so far. Sent twice it is one change. At most one a week, unless
    a coordinator enters it. Raises Refused: "too_soon", "not_offered".
    """
    programme = locked(programme)
    require(policies.may_choose_counsellor(by, programme))
    before = programme.counsellor_id
    if before == counsellor.pk:
        return programme
    _refuse_too_soon(by, programme, at)
    if selectors.profile(by, programme, counsellor.pk, language="en") is None:
        raise Refused(NOT_OFFERED, code="not_offered")
    left = programme.counsellor
    if before is not None and programme.first_contact_at is not None:  # before the first talk nothing was shared
        programme.shared_since = at
        programme.save(update_fields=["shared_since"])
    CounsellorChange.objects.create(
        programme=programme, before=left, after=counsellor, at=at, by=acting_person(by), role=by.role
    )
    give_to(by, programme, counsellor, at, verb="programmes.counsellor_chosen")
    if opens_earlier and programme.shared_since is not None:
        _open(by, programme, at)
    if by.role == Role.CANDIDATE:
        _count(programme, reason, at)
    notifications.counsellor_chosen(programme, left=left, at=at)
    signals.counsellor_chosen.send(Programme, programme=programme, before=before, at=at, by=by)
    return programme


def _refuse_too_soon(by: Actor, programme: Programme, at: datetime) -> None:
    """So that nobody turns in circles; by phone a coordinator changes it at any time."""
    if by.role == Role.COORDINATOR:
        return
    if CounsellorChange.objects.filter(programme=programme, at__gt=at - ONCE_IN, before__isnull=False).exists():
        raise Refused(TOO_SOON, code="too_soon")


def _count(programme: Programme, reason: str, at: datetime) -> None:
    if reason not in ChangeReason.values:
        return
    quarter = selectors.quarter_of(clock.local_day(programme, at))
    row, _made = ChangeReasons.objects.get_or_create(office=programme.office, quarter=quarter, reason=reason)
    ChangeReasons.objects.filter(pk=row.pk).update(times=F("times") + 1)


@transaction.atomic
def open_earlier(*, by: Actor, programme: Programme, at: datetime) -> Programme:
    """From now on the present counsellor may read what was shared before."""
    programme = locked(programme)
    require(policies.may_open_earlier(by, programme))
    if programme.shared_since is not None:
        _open(by, programme, at)
    return programme


def _open(by: Actor, programme: Programme, at: datetime) -> None:
    before, programme.shared_since = programme.shared_since, None
    programme.save(update_fields=["shared_since"])
    since = before.isoformat() if before else ""
    audit.record(
        by,
        "programmes.earlier_opened",
        programme,
        at=at,
        about=programme.candidate_id,
        before={"shared_since": since},
        after={"shared_since": ""},
    )


@transaction.atomic
def close_earlier(*, by: Actor, programme: Programme, at: datetime) -> Programme:
    """What was shared before the last change is closed again. What was read until now stays known."""
    programme = locked(programme)
    require(policies.may_open_earlier(by, programme))
    found = selectors.earlier(by, programme)
    if found is None or programme.shared_since is not None:
        return programme
    programme.shared_since = found.since
    programme.save(update_fields=["shared_since"])
    audit.record(
        by,
        "programmes.earlier_closed",
        programme,
        at=at,
        about=programme.candidate_id,
        after={"shared_since": found.since.isoformat()},
    )
    return programme
