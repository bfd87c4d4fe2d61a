"""The hours account: append-only. What was wrong gets a counter-entry with its reason; nothing exceeds silently."""

import uuid
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from onward.core.access import Actor, Role, require
from onward.core.errors import Refused
from onward.core.ids import new_id
from onward.privacy import audit
from onward.programmes import clock, dates, frozen, policies
from onward.programmes.actions.steps import locked
from onward.programmes.enums import COUNTED, HourKind, Presence, State
from onward.programmes.ledger import sums
from onward.programmes.models import HourEntry, Programme

LONGEST = 12 * 60  # minutes of one entry
OVER: dict[str, str | Promise] = {
    "over_package": _("That is more than is left of the hours bought. Book it with a reason, or book fewer."),
    "over_period": _("That is more than is left in this period. Book it with a reason, or book fewer."),
}
OVER_BY_CORRECTION = _("That is more than is left. Tick that it goes beyond the hours bought, or write fewer minutes.")


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
    presence: Presence | None = None,
    key: uuid.UUID | None = None,
) -> HourEntry:
    """One line of delivered time, in the period of its day. The same meeting is booked once.

    reason: asked for where the line goes beyond the hours bought or those of the period (Refused "over_package",
    "over_period" without one); the line says so then. presence: the candidate was there, unless the kind is without
    her. key: of the line; sent twice it stays one. Raises Refused with "state", "date", "minutes", "presence" and
    "booked" for the rest.
    """
    programme = locked(programme)  # two bookings at once see each other's minutes
    require(policies.may_book_hours(by, programme))
    if key is not None and (again := HourEntry.objects.filter(pk=key).first()):
        if again.programme_id == programme.pk:
            return again
        key = None
    kind = HourKind(kind)
    presence = Presence(presence or (Presence.THERE if kind in COUNTED else Presence.WITHOUT))
    reason = reason.strip()
    _refuse_wrong(programme, minutes, held_on, at)
    _refuse_absent(programme, kind, presence)
    if meeting is not None and HourEntry.objects.filter(meeting=meeting, corrects=None).exists():
        raise Refused(_("The hours of this meeting are booked already. Correct that line instead."), code="booked")
    period = dates.period_on(programme, held_on)
    beyond = _exceeds(programme, kind, period, minutes)
    if beyond and not reason:
        raise Refused(OVER[beyond], code=beyond)
    entry = HourEntry.objects.create(
        id=key or new_id(),
        programme=programme,
        kind=kind,
        period=period,
        minutes=minutes,
        held_on=held_on,
        meeting=meeting,
        reason=reason,
        presence=presence,
        beyond=bool(beyond),
        booked_at=at,
        booked_by=by.person_id,
        given_by=by.person_id if by.role is Role.COUNSELLOR else programme.counsellor_id,
        answer_until=answer_until(programme, at),
    )
    after = {"kind": kind, "minutes": minutes, "held_on": held_on.isoformat(), "period": period, "presence": presence}
    audit.record(by, "programmes.hours_booked", entry, at=at, about=programme.candidate_id, after=after)
    return entry


@transaction.atomic
def book_missed(
    *, by: Actor, programme: Programme, minutes: int, held_on: date, meeting: uuid.UUID, reason: str, at: datetime
) -> HourEntry | None:
    """The hour of a meeting that the candidate missed, where the template counts it: never more than is left.

    None where it counts nothing, and where nothing is left to count.
    """
    programme = locked(programme)
    if not programme.is_open or not frozen.structure_of(programme)["missed_meeting_books_time"]:
        return None
    account, period = sums(programme.hours.all(), programme.minutes), dates.period_on(programme, held_on)
    minutes = min(minutes, account.room(period, _minutes_of(programme, period)))
    if minutes <= 0:
        return None
    return book_hours(
        by=by,
        programme=programme,
        kind=HourKind.INDIVIDUAL,
        minutes=minutes,
        held_on=held_on,
        meeting=meeting,
        reason=reason,
        presence=Presence.NOT_THERE,
        at=at,
    )


def answer_until(programme: Programme, at: datetime) -> date:
    """The last day on which an answer is no later answer: said with the line, and kept with it."""
    return clock.local_day(programme, at) + timedelta(days=settings.HOURS_ANSWER_DAYS)


def _refuse_wrong(programme: Programme, minutes: int, held_on: date, at: datetime) -> None:
    if not (programme.is_open or programme.state == State.ENDED):
        raise Refused(_("Hours can be booked once the offer is accepted."), code="state")
    if held_on > clock.local_day(programme, at):
        raise Refused(_("This day has not come yet."), code="date")
    if held_on < clock.local_day(programme, programme.order.created_at):
        raise Refused(_("The order was not there yet on that day."), code="date")
    if not 1 <= minutes <= LONGEST:
        raise Refused(_("One line holds between a minute and twelve hours."), code="minutes")


def _refuse_absent(programme: Programme, kind: HourKind, presence: Presence) -> None:
    if kind in COUNTED and presence is Presence.WITHOUT:
        raise Refused(_("This kind of hour is with the candidate. Choose another kind, or who was there."), "presence")
    if kind not in COUNTED and presence is Presence.NOT_THERE:
        raise Refused(_("An hour that is not counted costs nobody anything. Choose another kind."), "presence")
    if kind is HourKind.PREPARATION and presence is Presence.THERE:
        raise Refused(_("Preparation is without the candidate. If you met, choose individual."), "presence")
    if presence is Presence.NOT_THERE and not frozen.structure_of(programme)["missed_meeting_books_time"]:
        raise Refused(
            _("In this programme a missed meeting costs no hours, and the candidate was told so."), "presence"
        )


def _exceeds(programme: Programme, kind: HourKind, period: int | None, more: int) -> str:
    """What so many minutes more would go beyond: a key of `OVER`, or nothing."""
    if kind not in COUNTED:
        return ""
    account = sums(programme.hours.all(), programme.minutes)
    if more > account.left:
        return "over_package"
    return "over_period" if more > account.room(period, _minutes_of(programme, period)) else ""


def _minutes_of(programme: Programme, period: int | None) -> int | None:
    """The minutes of a period; None before the months run, and where only the whole counts."""
    room = {each.number: each.minutes for each in dates.periods_of(programme)}
    return room.get(period) if period is not None else None


@transaction.atomic
def correct_hours(
    *, by: Actor, entry: HourEntry, minutes: int, reason: str, at: datetime, beyond: bool = False
) -> HourEntry:
    """Make a line say `minutes` (0: it was not delivered) by a counter-entry; the line itself stays as it is.

    entry: a line that is itself no correction. A reason is always given. beyond: more than is left is meant. Sent
    twice it stays one. Raises Refused "corrects", "reason", "minutes", "same", "over_package" and "over_period".
    """
    programme = locked(entry.programme)
    require(policies.may_book_hours(by, programme))
    reason = reason.strip()
    if entry.corrects_id is not None:
        raise Refused(_("Correct the line itself, not its correction."), code="corrects")
    if not reason:
        raise Refused(_("A correction gives its reason."), code="reason")
    if not 0 <= minutes <= LONGEST:
        raise Refused(_("One line holds at most twelve hours."), code="minutes")
    corrections = list(entry.corrections.order_by("booked_at", "pk"))
    now = entry.minutes + sum(each.minutes for each in corrections)
    if minutes == now:
        if corrections and (corrections[-1].reason, corrections[-1].booked_by) == (reason, by.person_id):
            return corrections[-1]
        raise Refused(_("The line says so already."), code="same")
    over = _exceeds(programme, HourKind(entry.kind), entry.period, minutes - now) if minutes > now else ""
    if over and not beyond:
        raise Refused(OVER_BY_CORRECTION, code=over)
    counter = HourEntry.objects.create(
        programme=programme,
        kind=entry.kind,
        period=entry.period,
        minutes=minutes - now,
        held_on=entry.held_on,
        corrects=entry,
        reason=reason,
        presence=entry.presence,
        beyond=bool(over),
        booked_at=at,
        booked_by=by.person_id,
        given_by=entry.given_by,
        answer_until=answer_until(programme, at),
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
