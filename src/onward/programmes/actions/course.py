"""The course: start, phases, pauses, extensions, end and new beginning."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, cast

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from onward.core.access import Actor, require
from onward.core.errors import Refused
from onward.privacy import audit
from onward.programmes import clock, dates, policies, signals
from onward.programmes.actions.contact import talked
from onward.programmes.actions.steps import acting_person, locked, step
from onward.programmes.enums import CHOSEN_REASONS, PauseReason, Phase, State
from onward.programmes.models import Extension, Pause, Programme

IN_THE_FUTURE = _("This day has not come yet.")
NOT_UNDER_WAY = _("The programme is not under way.")
FIXED_BY_PERIODS = _("This programme has fixed periods of hours. Their last day cannot be moved.")


@transaction.atomic
def record_meeting_held(
    *, by: Actor, programme: Programme, held_on: date, at: datetime, began_at: datetime | None = None
) -> Programme:
    """A meeting was held. The first one after a yes starts the programme and its months; any stops the clock.

    held_on: the local day. began_at: when exactly, for the clock, if it is entered later. A first meeting that is
    entered late moves the start back, unless the months run from an agreed day. Raises Refused after the end.
    """
    programme = locked(programme)
    require(policies.may_lead(by, programme))
    if held_on > clock.local_day(programme, at):
        raise Refused(IN_THE_FUTURE, code="date")
    if programme.state in {State.ENDED, State.DECLINED}:
        raise Refused(_("The programme has ended. Open it again first."), code="state")
    talked(by, programme, began_at or at)
    before = {"state": programme.state, "starts_on": _iso(programme.starts_on)}
    starts_now = programme.state == State.ACCEPTED
    if starts_now:
        step(programme, State.UNDER_WAY, NOT_UNDER_WAY)
    if programme.state != State.INVITED:
        programme.starts_on = _start(programme, held_on)
    after = {"state": programme.state, "starts_on": _iso(programme.starts_on)}
    if after != before:
        programme.save(update_fields=["state", "starts_on"])
        _record(by, "programmes.started", programme, at, before=before, after=after)
    if starts_now:
        signals.programme_started.send(Programme, programme=programme, at=at, by=by)
    return programme


def _start(programme: Programme, held_on: date) -> date:
    if programme.starts_on is None:
        return held_on
    if programme.counts_from_agreed_day or programme.hours.exists():
        return programme.starts_on  # hours have been put into periods: the start stays
    return min(programme.starts_on, held_on)


@transaction.atomic
def agree_start(*, by: Actor, programme: Programme, on: date, at: datetime) -> Programme:
    """The day from which the months run, where the template counts so. Refused once hours are booked."""
    programme = locked(programme)
    require(policies.may_serve(by, programme))
    if not programme.is_open:
        raise Refused(NOT_UNDER_WAY, code="state")
    if not programme.counts_from_agreed_day:
        raise Refused(_("The months of this programme run from the first meeting."), code="counts_from")
    if programme.hours.exists():
        raise Refused(_("Hours are booked in periods already. The start stays."), code="hours")
    before, programme.starts_on = _iso(programme.starts_on), on
    programme.save(update_fields=["starts_on"])
    _record(by, "programmes.start_agreed", programme, at, before={"starts_on": before}, after={"starts_on": _iso(on)})
    return programme


@transaction.atomic
def change_phase(*, by: Actor, programme: Programme, phase: Phase, at: datetime) -> Programme:
    """Phases guide and never lock: any may follow any."""
    programme = locked(programme)
    require(policies.may_lead(by, programme))
    if not programme.is_open:
        raise Refused(NOT_UNDER_WAY, code="state")
    before, programme.phase = programme.phase, Phase(phase)
    if before != programme.phase:
        programme.save(update_fields=["phase"])
        _record(by, "programmes.phase_changed", programme, at, before={"phase": before}, after={"phase": phase})
        signals.phase_changed.send(Programme, programme=programme, before=before, after=phase, at=at, by=by)
    return programme


# Days that do not count, and days more ----------------------------------------------------------------------------


@transaction.atomic
def pause_programme(
    *,
    by: Actor,
    programme: Programme,
    from_on: date,
    reason: PauseReason,
    at: datetime,
    until_on: date | None = None,
) -> Pause:
    """Days that do not count. Without a last day the programme is paused until `resume_programme`.

    With one that has passed it is noted afterwards and the programme goes on. Only the class of the reason is kept.
    """
    programme = locked(programme)
    require(policies.may_serve(by, programme))
    today = clock.local_day(programme, at)
    if reason not in CHOSEN_REASONS:
        raise Refused(_("Choose one of the reasons."), code="reason")
    if from_on > today or (until_on is not None and until_on >= today):
        raise Refused(_("A pause is entered on the day it begins, and ended on the day it ends."), code="date")
    if programme.starts_on is None or from_on < programme.starts_on:
        raise Refused(_("A pause begins after the programme has started."), code="date")
    if until_on is not None and until_on < from_on:
        raise Refused(_("The last day is before the first."), code="date")
    if until_on is None:
        step(programme, State.PAUSED, NOT_UNDER_WAY)
        programme.save(update_fields=["state"])
    elif not programme.is_open:
        raise Refused(NOT_UNDER_WAY, code="state")
    pause = Pause.objects.create(
        programme=programme, from_on=from_on, until_on=until_on, reason=reason, at=at, by=acting_person(by)
    )
    after = {"from_on": _iso(from_on), "until_on": _iso(until_on), "reason": reason}
    _record(by, "programmes.paused", programme, at, after=after)
    if until_on is None:
        signals.programme_paused.send(Programme, programme=programme, at=at)
    return pause


@transaction.atomic
def resume_programme(*, by: Actor, programme: Programme, last_day: date, at: datetime) -> Programme:
    """End the pause; `last_day` is its last day, yesterday at the latest. One day earlier than its first: no pause."""
    programme = locked(programme)
    require(policies.may_serve(by, programme))
    if last_day >= clock.local_day(programme, at):
        raise Refused(_("The last day of the pause is yesterday at the latest."), code="date")
    if programme.state != State.PAUSED:
        raise Refused(_("The programme is not paused."), code="state")
    _end_pause(programme, last_day)
    step(programme, State.UNDER_WAY, NOT_UNDER_WAY)
    programme.save(update_fields=["state"])
    _record(by, "programmes.resumed", programme, at, after={"last_day": _iso(last_day)})
    signals.programme_resumed.send(Programme, programme=programme, at=at)
    return programme


def _end_pause(programme: Programme, last_day: date) -> None:
    pause = programme.pauses.get(until_on=None)
    if last_day < dates.day_before(pause.from_on):
        raise Refused(_("The pause began later than that."), code="date")
    if last_day < pause.from_on:
        pause.delete()
    else:
        pause.until_on = last_day
        pause.save(update_fields=["until_on"])


@transaction.atomic
def extend_programme(*, by: Actor, programme: Programme, days: int, reason: PauseReason, at: datetime) -> Extension:
    """Days added to the end, with a class of reason."""
    programme = locked(programme)
    require(policies.may_serve(by, programme))
    if not programme.is_open:
        raise Refused(NOT_UNDER_WAY, code="state")
    if programme.periods:
        raise Refused(FIXED_BY_PERIODS, code="periods")
    if reason not in CHOSEN_REASONS or not 1 <= days <= 366:
        raise Refused(_("Between one day and a year can be added."), code="days")
    made = Extension.objects.create(programme=programme, days=days, reason=reason, at=at, by=acting_person(by))
    _record(by, "programmes.extended", programme, at, after={"days": days, "reason": reason})
    return made


# The end, and what is left of it ----------------------------------------------------------------------------------


@transaction.atomic
def close_programme(*, by: Actor, programme: Programme, ended_on: date, at: datetime) -> Programme:
    """The programme ends. What is left of months and hours stays, should the job be lost."""
    programme = locked(programme)
    require(policies.may_serve(by, programme))
    if ended_on > clock.local_day(programme, at):
        raise Refused(IN_THE_FUTURE, code="date")
    if programme.starts_on is not None and ended_on < programme.starts_on:
        raise Refused(_("The programme had not begun by then."), code="date")
    before = programme.state
    step(programme, State.ENDED, _("Only a programme that was accepted can end."))
    if before == State.PAUSED:
        first = programme.pauses.get(until_on=None).from_on
        _end_pause(programme, max(ended_on, dates.day_before(first)))
    programme.ended_on = ended_on
    programme.save(update_fields=["state", "ended_on"])
    after = {"state": programme.state, "ended_on": _iso(ended_on)}
    _record(by, "programmes.closed", programme, at, before={"state": before}, after=after)
    signals.programme_closed.send(Programme, programme=programme, at=at, by=by)
    return programme


@transaction.atomic
def reopen_programme(*, by: Actor, programme: Programme, at: datetime) -> Programme:
    """A job was lost: what is left goes on from today. The days in between do not count and are shown as such."""
    programme = locked(programme)
    require(policies.may_serve(by, programme))
    if programme.state != State.ENDED:
        raise Refused(_("Only a programme that has ended can be opened again."), code="state")
    today, ended_on = clock.local_day(programme, at), programme.ended_on
    if programme.starts_on is None:
        step(programme, State.ACCEPTED, NOT_UNDER_WAY)
    else:
        step(programme, State.UNDER_WAY, NOT_UNDER_WAY)
        _leave_out(by, programme, today, at)
    programme.ended_on = None
    programme.save(update_fields=["state", "ended_on"])
    _record(
        by, "programmes.reopened", programme, at, before={"ended_on": _iso(ended_on)}, after={"state": programme.state}
    )
    signals.programme_reopened.send(Programme, programme=programme, at=at, by=by)
    return programme


def _leave_out(by: Actor, programme: Programme, today: date, at: datetime) -> None:
    """The days after the end and before today, as a pause of its own kind."""
    ended_on = cast(date, programme.ended_on)
    if (today - ended_on).days > 1:
        Pause.objects.create(
            programme=programme,
            from_on=dates.day_after(ended_on),
            until_on=dates.day_before(today),
            reason=PauseReason.ENDED,
            at=at,
            by=acting_person(by),
        )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _record(
    by: Actor,
    verb: str,
    programme: Programme,
    at: datetime,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    audit.record(by, verb, programme, at=at, about=programme.candidate_id, before=before, after=after)
