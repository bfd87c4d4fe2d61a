"""The hours account: append-only. What was wrong gets a counter-entry with its reason; nothing exceeds silently."""

import uuid
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from onward.core.access import Actor, require
from onward.core.errors import Refused
from onward.privacy import audit
from onward.programmes import clock, dates, notifications, policies, signals
from onward.programmes.actions.steps import acting_person, locked
from onward.programmes.enums import COUNTED, HourAnswerKind, HourKind, State
from onward.programmes.ledger import sums
from onward.programmes.models import HourAnswer, HourEntry, Programme

LONGEST = 12 * 60  # minutes of one entry
OVER_PACKAGE = _("That is more than is left of the hours bought. Book it with a reason, or book fewer.")
OVER_PERIOD = _("That is more than is left in this period. Book it with a reason, or book fewer.")


@transaction.atomic
def book_hours(
    *,
    by: Actor,
    programme: Programme,
    kind: HourKind,
    minutes: int,
    held_on: date,
    at: datetime,
    meeting: uuid.UUID | None = None,
    reason: str = "",
) -> HourEntry:
    """One line of delivered time, in the period of its day. The same meeting is booked once.

    reason: asked for where the line goes beyond the hours bought or those of the period (Refused "over_package",
    "over_period" without one). Raises Refused with "state", "date", "minutes" and "booked" for the rest.
    """
    programme = locked(programme)  # two bookings at once see each other's minutes
    require(policies.may_book_hours(by, programme))
    kind = HourKind(kind)
    _refuse_wrong(programme, minutes, held_on, at)
    if meeting is not None and HourEntry.objects.filter(meeting=meeting, corrects=None).exists():
        raise Refused(_("The hours of this meeting are booked already. Correct that line instead."), code="booked")
    period = dates.period_on(programme, held_on)
    if not reason.strip():
        _refuse_beyond(programme, kind, period, minutes)
    entry = HourEntry.objects.create(
        programme=programme,
        kind=kind,
        period=period,
        minutes=minutes,
        held_on=held_on,
        meeting=meeting,
        reason=reason.strip(),
        booked_at=at,
        booked_by=by.person_id,
    )
    after = {"kind": kind, "minutes": minutes, "held_on": held_on.isoformat(), "period": period}
    audit.record(by, "programmes.hours_booked", entry, at=at, about=programme.candidate_id, after=after)
    return entry


def _refuse_wrong(programme: Programme, minutes: int, held_on: date, at: datetime) -> None:
    if not (programme.is_open or programme.state == State.ENDED):
        raise Refused(_("Hours can be booked once the offer is accepted."), code="state")
    if held_on > clock.local_day(programme, at):
        raise Refused(_("This day has not come yet."), code="date")
    if held_on < clock.local_day(programme, programme.order.created_at):
        raise Refused(_("The order was not there yet on that day."), code="date")
    if not 1 <= minutes <= LONGEST:
        raise Refused(_("One line holds between a minute and twelve hours."), code="minutes")


def _refuse_beyond(programme: Programme, kind: HourKind, period: int | None, minutes: int) -> None:
    if kind not in COUNTED:
        return
    account = sums(programme.hours.all(), programme.minutes)
    if minutes > account.left:
        raise Refused(OVER_PACKAGE, code="over_package")
    room = {each.number: each.minutes for each in dates.periods_of(programme)}
    if period in room and minutes > room[period] - account.by_period.get(period, 0):
        raise Refused(OVER_PERIOD, code="over_period")


@transaction.atomic
def correct_hours(*, by: Actor, entry: HourEntry, minutes: int, reason: str, at: datetime) -> HourEntry:
    """Make a line say `minutes` (0: it was not delivered) by a counter-entry; the line itself stays as it is.

    entry: a line that is itself no correction. A reason is always given.
    """
    programme = locked(entry.programme)
    require(policies.may_book_hours(by, programme))
    if entry.corrects_id is not None:
        raise Refused(_("Correct the line itself, not its correction."), code="corrects")
    if not reason.strip():
        raise Refused(_("A correction gives its reason."), code="reason")
    if not 0 <= minutes <= LONGEST:
        raise Refused(_("One line holds at most twelve hours."), code="minutes")
    now = entry.minutes + sum(entry.corrections.values_list("minutes", flat=True))
    if minutes == now:
        raise Refused(_("The line says so already."), code="same")
    counter = HourEntry.objects.create(
        programme=programme,
        kind=entry.kind,
        period=entry.period,
        minutes=minutes - now,
        held_on=entry.held_on,
        corrects=entry,
        reason=reason.strip(),
        booked_at=at,
        booked_by=by.person_id,
    )
    audit.record(
        by,
        "programmes.hours_corrected",
        entry,
        at=at,
        about=programme.candidate_id,
        before={"minutes": now},
        after={"minutes": minutes},
    )
    return counter


@transaction.atomic
def confirm_hours(*, by: Actor, entry: HourEntry, at: datetime) -> HourAnswer:
    """The candidate says that a line is right; also after having said that it was not."""
    return _answer(by, entry, HourAnswerKind.CONFIRMED, "", at)


@transaction.atomic
def dispute_hours(*, by: Actor, entry: HourEntry, remark: str, at: datetime) -> HourAnswer:
    """The candidate says that a line is not right. The remark is between candidate and provider, and not copied."""
    if not remark.strip():
        raise Refused(_("Write in a few words what is not right."), code="remark")
    answer = _answer(by, entry, HourAnswerKind.DISPUTED, remark.strip(), at)
    notifications.hours_disputed(entry.programme, at=at)
    signals.hours_disputed.send(Programme, programme=entry.programme, entry=entry, at=at, by=by)
    return answer


def _answer(by: Actor, entry: HourEntry, answer: HourAnswerKind, remark: str, at: datetime) -> HourAnswer:
    require(policies.may_answer_hours(by, entry))
    if entry.corrects_id is not None:
        raise Refused(_("Answer the line itself, not its correction."), code="corrects")
    made = HourAnswer.objects.create(entry=entry, answer=answer, remark=remark, at=at, by=acting_person(by))
    about = entry.programme.candidate_id
    audit.record(by, f"programmes.hours_{answer.value}", entry, at=at, about=about)
    return made
