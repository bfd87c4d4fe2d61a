"""What the worker does: take the calendar that is due longest, read it, keep the times that it takes.

The fetching stands between two transactions: nothing is locked while another machine makes us wait.
"""

import logging
import re
import uuid
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef

from onward.accounts.models import Membership
from onward.core import wall
from onward.core.access import STAFF, Actor, Role, require
from onward.privacy import audit
from onward.scheduling.calendars import Fetched, Reading, Unreadable, busy_times, fetch
from onward.scheduling.enums import CalendarProblem
from onward.scheduling.models import Appointment, OutsideBusy, OutsideCalendar
from onward.scheduling.outside.sealing import CannotOpen, unseal

logger = logging.getLogger(__name__)
QUARTER = timedelta(minutes=15)
LONGEST_WAIT = timedelta(hours=4)
BACK, AHEAD = timedelta(days=1), timedelta(weeks=10)
GIVEN_UP_AFTER = 40  # tries in a row: about six days
KNOWN_SINCE = timedelta(days=90)
KEY = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
HELD = re.compile(r"^[0-9a-f]*7643616c2d556964(?:01000000)?([0-9a-f]+?)(?:00)?$")  # "vCal-Uid": Outlook's wrapping


def read_next(*, by: Actor, at: datetime) -> bool:
    """Read the calendar that is due longest. False when none is due. One that fails stops none behind it."""
    require(by.role == Role.SYSTEM)
    calendar = _claimed(at)
    if calendar is None:
        return False
    try:
        fetched, reading = _read(calendar, _zone_of(calendar.person_id), at)
    except Unreadable as wrong:
        _note(by, calendar, wrong.problem, at)
    else:
        keep_reading(by=by, calendar=calendar, fetched=fetched, reading=reading, at=at)
    return True


def keep_reading(
    *, by: Actor, calendar: OutsideCalendar, fetched: Fetched, reading: Reading | None, at: datetime
) -> None:
    """What a calendar takes from now on; None where nothing has changed. Nothing is kept of one that is gone."""
    require(by.role == Role.SYSTEM)
    with wall.taken("inside_writing"):
        row = _same(calendar)
        if row is None:
            return
        if reading is not None:
            _replace(row, reading)
            row.etag, row.modified, row.skipped = fetched.etag, fetched.modified, reading.skipped
            row.expanded_on = at.astimezone(_zone_of(row.person_id)).date()
        row.read_at, row.problem, row.failing_since, row.failures = at, "", None, 0
        row.save()


def _claimed(at: datetime) -> OutsideCalendar | None:
    """Any number of workers may ask at once; whoever has left is not read any more."""
    staff = Membership.objects.filter(person=OuterRef("person"), ended_at=None, role__in=STAFF)
    with wall.taken("inside_writing"):
        due = OutsideCalendar.objects.filter(Exists(staff), due_at__lte=at, person__is_active=True)
        row = due.select_for_update(of=("self",), skip_locked=True).order_by("due_at", "pk").first()
        if row is not None:
            row.tried_at, row.due_at = at, at + QUARTER
            row.save(update_fields=["tried_at", "due_at"])
        return row


def _read(calendar: OutsideCalendar, zone: ZoneInfo, at: datetime) -> tuple[Fetched, Reading | None]:
    """What was fetched, and what it takes; None where nothing has changed today. Raises Unreadable."""
    today = at.astimezone(zone).date()
    same_day = calendar.expanded_on == today  # tomorrow the repeats reach a day further
    try:
        address = unseal(calendar.sealed)
    except CannotOpen as wrong:
        raise Unreadable(CalendarProblem.LOCKED) from wrong
    fetched = fetch(address, etag=calendar.etag if same_day else "", modified=calendar.modified if same_day else "")
    if fetched.body is None:
        if not same_day:  # it was not asked whether anything had changed
            raise Unreadable(CalendarProblem.TROUBLE)
        return fetched, None
    since = datetime.combine(today, time(0), zone) - BACK
    own = _own_keys(calendar.person_id, at)
    reading = busy_times(
        fetched.body, zone=zone, since=since, until=at + AHEAD, is_own=lambda uid: not own.isdisjoint(keys_in(uid))
    )
    return fetched, reading


def keys_in(uid: str) -> set[str]:
    """The keys of ours that a UID may hold, also when Outlook has wrapped it into its own."""
    text = uid.lower()
    if wrapped := HELD.match(text):
        digits = wrapped.group(1)
        text = bytes.fromhex(digits[: len(digits) // 2 * 2]).decode("latin-1").lower()
    return set(KEY.findall(text))


def _own_keys(person_id: uuid.UUID, at: datetime) -> set[str]:
    with wall.taken("inside_reading"):
        own = Appointment.objects.filter(ends_at__gt=at - KNOWN_SINCE)
        rows = own.filter(host=person_id) | own.filter(guest=person_id)
        return {str(key) for key in rows.values_list("pk", flat=True)}


def _zone_of(person_id: uuid.UUID) -> ZoneInfo:
    """Of the office where somebody counsels, else of the one where he or she coordinates."""
    with wall.taken("inside_reading"):
        rows = Membership.objects.filter(person=person_id, ended_at=None, role__in=STAFF)
        return ZoneInfo(rows.order_by("-role", "since").values_list("office__timezone", flat=True)[0])


def _same(calendar: OutsideCalendar) -> OutsideCalendar | None:
    """The row again, locked; None if it is gone or has got another address meanwhile."""
    rows = OutsideCalendar.objects.select_for_update(of=("self",))
    return rows.filter(pk=calendar.pk, address_hash=calendar.address_hash).first()


def _replace(calendar: OutsideCalendar, reading: Reading) -> None:
    """All of it at once; a time that stays as it was keeps its key."""
    wanted = set(reading.spans)
    rows = OutsideBusy.objects.filter(calendar=calendar)
    stands = {(row.starts_at, row.ends_at): row.pk for row in rows.order_by("starts_at")}
    rows.filter(pk__in=[key for span, key in stands.items() if span not in wanted]).delete()
    new = sorted(wanted - stands.keys())
    OutsideBusy.objects.bulk_create(
        [OutsideBusy(calendar=calendar, starts_at=begins, ends_at=ends) for begins, ends in new], batch_size=1000
    )


def _note(by: Actor, calendar: OutsideCalendar, problem: CalendarProblem, at: datetime) -> None:
    """What was read before stands. The tries become rarer, and end after some days."""
    with wall.taken("inside_writing"):
        row = _same(calendar)
        if row is None:
            return
        row.problem, row.failing_since, row.failures = problem, row.failing_since or at, row.failures + 1
        if row.due_at == calendar.due_at:  # else its owner asked for it meanwhile
            row.due_at = at + min(QUARTER * 2 ** min(row.failures - 1, 10), LONGEST_WAIT)
        if row.failures >= GIVEN_UP_AFTER:
            row.due_at = None
            audit.record(by, "scheduling.calendar_given_up", row, at=at, about=row.person_id)
        row.save()
    logger.info("Outside calendar %s could not be read: %s.", calendar.pk, problem.value)
