"""Somebody is away: her people get a named colleague each, all of them at once, and are told; later they go back."""

import uuid
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from onward.accounts.models import Membership, Person
from onward.core.access import SYSTEM, Actor, Role, require
from onward.core.errors import Refused
from onward.counselling import notifications
from onward.counselling.actions.calls import ask_call
from onward.counselling.actions.trials import cancel_trials_with
from onward.counselling.actions.where import where_one_meets
from onward.counselling.enums import CallReason
from onward.counselling.models import Meeting
from onward.counselling.selectors.handover import coming_with, free_at
from onward.counselling.selectors.meetings import bookable
from onward.privacy import audit
from onward.programmes import actions as programmes
from onward.programmes import policies
from onward.programmes import selectors as of_programmes
from onward.programmes.models import HandOver, Programme
from onward.scheduling import actions as scheduling
from onward.scheduling import selectors as times
from onward.scheduling.enums import MeetingForm
from onward.scheduling.free import FreeTime, spread
from onward.scheduling.house.selectors import rules_of

UNKNOWN_END = timedelta(weeks=12)  # how long the time of somebody is closed of whom nobody knows when she is back
AHEAD = timedelta(days=7)  # people are handed over when somebody goes, not long before
OFFERED = 3
NOBODY = _("Choose a colleague for at least one person.")
TOO_EARLY = _("Hand the people over when the absence begins, or in the week before. Until then they are hers.")


@dataclass(slots=True)
class Passed:
    """What became of a hand-over: who has another counsellor now, which meetings stand, which are offered anew."""

    programmes: list[Programme] = field(default_factory=list)
    kept: list[Meeting] = field(default_factory=list)
    offered_anew: list[Meeting] = field(default_factory=list)

    @property
    def words(self) -> str:
        """What a page says of it."""
        told = [
            ngettext(
                "%(number)s person has a new name to turn to.",
                "%(number)s people have a new name to turn to.",
                len(self.programmes),
            )
            % {"number": len(self.programmes)}
        ]
        if self.kept:
            words = ngettext("%(number)s meeting stands.", "%(number)s meetings stand.", len(self.kept))
            told.append(words % {"number": len(self.kept)})
        if self.offered_anew:
            words = ngettext(
                "For %(number)s meeting another time is offered.",
                "For %(number)s meetings other times are offered.",
                len(self.offered_anew),
            )
            told.append(words % {"number": len(self.offered_anew)})
        return " ".join(told)


@transaction.atomic
def hand_over(
    *,
    by: Actor,
    away: Person,
    from_on: date,
    until_on: date | None,
    choices: Mapping[uuid.UUID, Person],
    at: datetime,
) -> Passed:
    """Give each of these programmes of somebody who is away to the colleague chosen for it: all of them, or none.

    Meetings at whose time the colleague is free stand; for others the candidate is offered new times. Trial talks with
    whoever is away are given back. Everybody is told, by name. Sent twice it is one hand-over.
    Raises Refused: "nobody", "time", "changed", "not_a_counsellor".
    """
    require(policies.may_hand_over(by))
    if not choices:
        raise Refused(NOBODY, "nobody")
    zone = _zone_of(away)
    if from_on > (at + AHEAD).astimezone(zone).date():
        raise Refused(TOO_EARLY, "time")
    found = _held(choices, [away.pk, *(person.pk for person in choices.values())])
    record = programmes.begin_hand_over(by=by, away=away, from_on=from_on, until_on=until_on, at=at)
    passed = Passed()
    for programme in found:
        chosen = choices[programme.pk]
        if programmes.hand_over_programme(by=by, hand_over=record, programme=programme, counsellor=chosen, at=at):
            passed.programmes.append(_fresh(programme))
    _close_time(by, record, zone, at)
    _pass_meetings(by, away.pk, passed, at)
    _tell(record, passed, at)
    return passed


@transaction.atomic
def hand_back(*, by: Actor, hand_over: HandOver, coming: Collection[uuid.UUID], at: datetime) -> Passed:
    """Whoever was away is here again. coming: the lines that go back to her; all others stay where they are now.

    A candidate who has chosen somebody else meanwhile stays there in any case.
    """
    require(policies.may_hand_over(by))
    lines = list(of_programmes.handed_over(by, hand_over))
    _held([line.programme_id for line in lines], [hand_over.away_id, *(line.to_id for line in lines)])
    passed = Passed()
    for line in lines:
        helper = line.programme.counsellor_id
        back = programmes.take_back(by=by, line=line, comes_back=line.pk in coming, at=at)
        if back is not None and helper is not None:
            one = Passed([_fresh(back)])
            _pass_meetings(by, helper, one, at)
            _add(passed, one)
        elif line.to_id == helper:
            notifications.stays_with_helper(_fresh(line.programme), away=hand_over.away, at=at)
    _tell_back(hand_over, passed, at)
    if programmes.end_hand_over(by=by, hand_over=hand_over, at=at):
        _open_time(by, hand_over, at)
    return passed


# Everybody it concerns, in one order ------------------------------------------------------------------------------


def _held(keys: Collection[uuid.UUID], people: Sequence[uuid.UUID]) -> list[Programme]:
    """Hold the programmes, then the people, in the order of their keys, as booking does: nobody waits in a ring."""
    rows = Programme.objects.select_for_update(of=("self",)).filter(pk__in=keys)
    found = list(rows.select_related("order", "office").order_by("pk"))
    require(len(found) == len(set(keys)))
    scheduling.hold_people(*{*people, *(programme.candidate_id for programme in found)})
    return found


def _fresh(programme: Programme) -> Programme:
    rows = Programme.objects.select_related(
        "order", "office", "employer", "candidate", "counsellor", "counsellor__staff_profile"
    )
    return rows.get(pk=programme.pk)


def _add(passed: Passed, more: Passed) -> None:
    passed.programmes += more.programmes
    passed.kept += more.kept
    passed.offered_anew += more.offered_anew


# Meetings ---------------------------------------------------------------------------------------------------------


def _pass_meetings(by: Actor, host: uuid.UUID, passed: Passed, at: datetime) -> None:
    """To the colleague where she is free then; else the hour is given back and offered anew."""
    now = {programme.pk: programme for programme in passed.programmes}
    coming = coming_with(host, now, at)
    helpers = {key: cast(uuid.UUID, programme.counsellor_id) for key, programme in now.items()}
    for helper in sorted({helpers[meeting.programme_id] for meeting in coming}, key=str):
        hers = [meeting for meeting in coming if helpers[meeting.programme_id] == helper]
        free = {meeting.pk for meeting in free_at(helper, hers)}
        for meeting in hers:
            meeting.programme = now[meeting.programme_id]
            if meeting.pk in free and _keep(by, meeting, helper, at):
                passed.kept.append(meeting)
            else:
                _offer_anew(by, meeting, at)
                passed.offered_anew.append(meeting)


def _keep(by: Actor, meeting: Meeting, helper: uuid.UUID, at: datetime) -> bool:
    programme = meeting.programme
    before, form = meeting.appointment.host, MeetingForm(meeting.appointment.form)
    # an office's address stays: only who is met there is another one
    place = meeting.appointment.place
    if form is not MeetingForm.OFFICE:
        place = where_one_meets(programme, form, meeting.appointment.starts_at, meeting.appointment).place
    try:
        meeting.appointment = scheduling.pass_appointment(
            by=SYSTEM, appointment=meeting.appointment, host_id=helper, place=place, at=at
        )
    except Refused:  # the table knows better than the page did
        return False
    audit.record(by, "counselling.meeting_passed_on", meeting, at=at, about=programme.candidate_id)
    notifications.meeting_passed_on(meeting, before=before, at=at)
    return True


def _offer_anew(by: Actor, meeting: Meeting, at: datetime) -> None:
    # who may hand over has been asked above; the counsellor who is away is not written to
    meeting.appointment = scheduling.cancel_appointment(by=SYSTEM, appointment=meeting.appointment, late=False, at=at)
    audit.record(by, "counselling.meeting_lapsed", meeting, at=at, about=meeting.programme.candidate_id)
    notifications.meeting_lapsed(meeting, at=at)


def _three_times(programme: Programme, at: datetime) -> list[FreeTime]:
    """The first free time of each of the next three days that have one."""
    found = bookable(programme, rules_of(programme.office_id), at)
    days = spread(found, per_day=1, zone=ZoneInfo(programme.office.timezone))
    return [times[0] for _day, times in days[:OFFERED]]


# Time that is closed meanwhile ------------------------------------------------------------------------------------


def _zone_of(person: Person) -> ZoneInfo:
    rows = Membership.objects.filter(person=person, role=Role.COUNSELLOR, ended_at=None).select_related("office")
    zones = [held.office.timezone for held in rows.order_by("since", "pk") if held.office is not None]
    require(bool(zones))
    return ZoneInfo(zones[0])


def _close_time(by: Actor, record: HandOver, zone: ZoneInfo, at: datetime) -> None:
    starts_at = _midnight(record.from_on, zone)
    ends_at = _midnight(record.until_on + timedelta(days=1), zone) if record.until_on else starts_at + UNKNOWN_END
    cancel_trials_with(by=SYSTEM, host=record.away, since=starts_at, until=ends_at, at=at)
    standing = times.absences_of(record.away_id, at)
    covered = any(each.starts_at <= max(starts_at, at) and each.ends_at >= ends_at for each in standing)
    if not covered and ends_at > at:
        scheduling.add_absence(by=by, person_id=record.away_id, starts_at=starts_at, ends_at=ends_at, at=at)


def _open_time(by: Actor, record: HandOver, at: datetime) -> None:
    """What was closed with the hand-over is open again; absences that somebody entered apart stand."""
    starts_at = _midnight(record.from_on, _zone_of(record.away))
    for absence in times.absences_of(record.away_id, at):
        if absence.starts_at == starts_at:
            scheduling.remove_absence(by=by, absence=absence, at=at)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)


# Telling ----------------------------------------------------------------------------------------------------------


def _tell(record: HandOver, passed: Passed, at: datetime) -> None:
    for programme in passed.programmes:
        told = notifications.handed_over(
            programme,
            away=record.away,
            until_on=record.until_on,
            kept=[each for each in passed.kept if each.programme_id == programme.pk],
            lost=[each for each in passed.offered_anew if each.programme_id == programme.pk],
            offers=_offers(programme, passed, at),
            at=at,
        )
        if not told and programme.first_contact_at is not None:
            ask_call(by=SYSTEM, programme=programme, reason=CallReason.NEW_HELP, at=at)
    for helper, number in Counter(programme.counsellor for programme in passed.programmes).items():
        if helper is not None:
            notifications.people_handed_over(helper, away=record.away, number=number, about=record.pk, at=at)


def _tell_back(record: HandOver, passed: Passed, at: datetime) -> None:
    for programme in passed.programmes:
        told = notifications.handed_back(
            programme,
            kept=[each for each in passed.kept if each.programme_id == programme.pk],
            lost=[each for each in passed.offered_anew if each.programme_id == programme.pk],
            offers=_offers(programme, passed, at),
            at=at,
        )
        if not told and programme.first_contact_at is not None:
            ask_call(by=SYSTEM, programme=programme, reason=CallReason.NEW_HELP, at=at)


def _offers(programme: Programme, passed: Passed, at: datetime) -> list[FreeTime]:
    lost = any(each.programme_id == programme.pk for each in passed.offered_anew)
    return _three_times(programme, at) if lost else []
