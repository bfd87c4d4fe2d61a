"""Told, changed, ended after, lost again."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from onward.core.access import Actor, Role, require
from onward.core.errors import Refused
from onward.landing import notifications, plan, policies
from onward.landing.actions.calls import drop_planned
from onward.landing.actions.common import begin_landing_phase, locked_landing, record
from onward.landing.actions.employer import refresh_told, stop_telling
from onward.landing.enums import WORK, DropReason, LandingKind, TouchpointState
from onward.landing.models import Landing, Touchpoint
from onward.programmes import actions as programmes
from onward.programmes import clock, frozen
from onward.programmes.actions.steps import locked
from onward.programmes.enums import FactKind, Phase, State
from onward.programmes.models import Programme

FURTHEST = timedelta(days=2 * 365)
STANDING_STATES = (State.ACCEPTED, State.UNDER_WAY, State.PAUSED, State.ENDED)


@transaction.atomic
def record_landing(
    *,
    by: Actor,
    programme: Programme,
    kind: LandingKind,
    starts_on: date,
    at: datetime,
    organisation: str = "",
    role: str = "",
    trial_ends_on: date | None = None,
    trial_is_proposed: bool = False,
) -> Landing:
    """Note what comes next, and plan the calls of its first hundred days. The former employer learns nothing of it.

    starts_on may lie ahead or behind. trial_is_proposed: the day is the longest usual one, nobody has said the real
    one. Raises Refused: "state", "standing" (there is one already), "date", "trial".
    """
    programme = locked(programme)
    require(policies.may_tell(by, programme))
    if programme.state not in STANDING_STATES:
        raise Refused(_("The programme has not begun yet. Tell your counsellor on the phone."), code="state")
    if Landing.objects.filter(programme=programme, lost_on=None).exists():
        raise Refused(_("There is one already. Change it, or say that it did not last."), code="standing")
    kind = LandingKind(kind)
    landing = Landing(
        programme=programme,
        kind=kind,
        organisation=organisation,
        role=role,
        starts_on=starts_on,
        trial_ends_on=trial_ends_on if kind == LandingKind.NEW_JOB else None,
        trial_is_proposed=trial_is_proposed and trial_ends_on is not None and kind == LandingKind.NEW_JOB,
        recorded_at=at,
    )
    _refuse_odd_days(landing, at)
    landing.save(force_insert=True)
    _plan_calls(landing, at)
    record(by, "landing_recorded", landing, at, after=_facts(landing))
    begin_landing_phase(by, programme, landing, at)
    notifications.landing_told(programme, by=by, at=at)
    return landing


@transaction.atomic
def change_landing(
    *,
    by: Actor,
    landing: Landing,
    kind: LandingKind,
    starts_on: date,
    at: datetime,
    organisation: str = "",
    role: str = "",
    trial_ends_on: date | None = None,
    trial_is_proposed: bool = False,
) -> Landing:
    """Another first day, place or trial period. Planned calls move along; what was done or dropped stays.

    What the former employer was told of it is renewed in the same parts, so that the sheet stays true.
    """
    landing = locked_landing(landing)
    require(policies.may_change(by, landing))
    _refuse_lost(landing)
    before, kind = _facts(landing), LandingKind(kind)
    landing.kind, landing.organisation, landing.role, landing.starts_on = kind, organisation, role, starts_on
    landing.trial_ends_on = trial_ends_on if kind == LandingKind.NEW_JOB else None
    landing.trial_is_proposed = trial_is_proposed and landing.trial_ends_on is not None
    _refuse_odd_days(landing, at)
    landing.save()
    after = _facts(landing)
    if after != before:
        _plan_calls(landing, at)
    record(by, "landing_changed", landing, at, before=before, after=after)
    begin_landing_phase(by, landing.programme, landing, at)
    refresh_told(by, landing, at)
    return landing


def _refuse_odd_days(landing: Landing, at: datetime) -> None:
    today = clock.local_day(landing.programme, at)
    if not today - FURTHEST <= landing.starts_on <= today + FURTHEST:
        raise Refused(_("The first day is more than two years away. Look at the year once more."), code="date")
    if landing.trial_ends_on is not None and landing.trial_ends_on < landing.starts_on:
        raise Refused(_("The trial period ends before the first day."), code="trial")


def _facts(landing: Landing) -> dict[str, str | None]:
    return {
        "kind": str(landing.kind),
        "starts_on": landing.starts_on.isoformat(),
        "trial_ends_on": landing.trial_ends_on.isoformat() if landing.trial_ends_on else None,
    }


def _plan_calls(landing: Landing, at: datetime) -> None:
    """Bring the planned calls in line with the dates; settled ones are history."""
    rows = {row.kind: row for row in landing.touchpoints.select_for_update()}
    settled = {key for key, row in rows.items() if row.state != TouchpointState.PLANNED}
    template = frozen.body_of(landing.programme)
    calls = plan.all_calls(template, LandingKind(landing.kind), landing.starts_on, landing.trial_ends_on)
    wanted = plan.calls_to_plan(calls, settled, clock.local_day(landing.programme, at))
    landing.touchpoints.filter(state=TouchpointState.PLANNED).exclude(kind__in=wanted).delete()
    for key, day in wanted.items():
        if key not in rows:
            Touchpoint.objects.create(landing=landing, kind=key, due_on=day)
        elif rows[key].due_on != day:
            rows[key].due_on = day
            rows[key].save(update_fields=["due_on"])


# The end, and the way back ----------------------------------------------------------------------------------------


@transaction.atomic
def close_after_landing(*, by: Actor, landing: Landing, ended_on: date, at: datetime) -> Programme:
    """End the programme: after the last call, or at once for whoever has gone into study or retirement.

    Raises Refused "calls" while a new job or an own business still has calls to come, and what closing refuses.
    """
    landing = locked_landing(landing)
    require(policies.may_end(by, landing.programme))
    _refuse_lost(landing)
    to_come = landing.touchpoints.filter(state=TouchpointState.PLANNED).exists()
    if to_come and landing.kind in WORK:
        raise Refused(_("There are calls to come. Make them first, or leave them out one by one."), code="calls")
    drop_planned(by, landing, DropReason.CLOSED, at)
    programme = programmes.close_programme(by=by, programme=landing.programme, ended_on=ended_on, at=at)
    record(by, "closed_after_landing", landing, at)
    return programme


@transaction.atomic
def record_loss(*, by: Actor, landing: Landing, lost_on: date, at: datetime) -> Landing:
    """It did not last. Calls still to come are dropped, and the former employer's sheet no longer says a word of it.

    Entered by the counsellor, what is left of an ended programme goes on at once; told by the candidate, the
    counsellor is asked to call and opens it (`restart_programme`). Raises Refused "lost" when that is said already.
    """
    landing = locked_landing(landing)
    require(policies.may_change(by, landing))
    _refuse_lost(landing)
    if lost_on > clock.local_day(landing.programme, at):
        raise Refused(_("This day has not come yet."), code="date")
    landing.lost_on = lost_on
    landing.save(update_fields=["lost_on"])
    drop_planned(by, landing, DropReason.JOB_LOST, at)
    record(by, "loss_recorded", landing, at, after={"lost_on": lost_on.isoformat()})
    stop_telling(by=by, programme=landing.programme, kind=FactKind.NEW_JOB, at=at)
    if by.role == Role.COUNSELLOR:
        _go_on(by, landing.programme, at)
    notifications.loss_told(landing.programme, by=by, at=at)
    return landing


@transaction.atomic
def restart_programme(*, by: Actor, programme: Programme, at: datetime) -> Programme:
    """Go on with what is left, after a loss that the candidate told. Refused where nothing was lost, or it goes on."""
    programme = locked(programme)
    require(policies.may_end(by, programme))
    rows = Landing.objects.filter(programme=programme)
    if programme.state != State.ENDED or not rows.exists() or rows.filter(lost_on=None).exists():
        raise Refused(_("There is nothing to begin again with: the programme goes on."), code="state")
    return _go_on(by, programme, at)


def _go_on(by: Actor, programme: Programme, at: datetime) -> Programme:
    if programme.state == State.ENDED:
        programme = programmes.reopen_programme(by=by, programme=programme, at=at)
    if programme.is_open and programme.phase == Phase.LANDING:
        programme = programmes.change_phase(by=by, programme=programme, phase=Phase.ACTION, at=at)
    return programme


def _refuse_lost(landing: Landing) -> None:
    if landing.lost_on is not None:
        raise Refused(_("It is noted already that this did not last."), code="lost")
