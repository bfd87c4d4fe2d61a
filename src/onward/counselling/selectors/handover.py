"""Whoever is away: her people, whom to ask for each and why, and which meetings can be kept."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from onward.accounts.models import Membership, Person
from onward.core.access import Actor
from onward.counselling.handing_over import Colleague, Fit, Place, Seeker, propose
from onward.counselling.models import Meeting
from onward.counselling.selectors.desk import LED
from onward.programmes import selectors as programmes
from onward.programmes.load import meetings_a_week
from onward.programmes.models import Programme
from onward.programmes.selectors import Load
from onward.scheduling import selectors as scheduling
from onward.scheduling.enums import AppointmentState, MeetingForm
from onward.scheduling.free import FreeTime
from onward.scheduling.models import Absence, Appointment

STEP = 5  # minutes: a counsellor books at any time
MOST_CHOICES = 12  # colleagues offered for one person: the list is read by a human


@dataclass(frozen=True, slots=True)
class Going:
    """One person of hers. fits: colleagues, the proposed one first. keeps: that one is free when the meeting is."""

    programme: Programme
    meeting: Meeting | None
    fits: list[Fit]
    keeps: bool

    @property
    def best(self) -> Fit | None:
        return self.fits[0] if self.fits else None


@dataclass(frozen=True, slots=True)
class Proposal:
    """All people of somebody who is away that this coordinator may hand over. elsewhere: how many more there are.

    standing: the absence that was entered already and lasts.
    """

    going: list[Going]
    people: dict[uuid.UUID, Person]
    elsewhere: int
    standing: Absence | None


def hand_over_proposal(actor: Actor, away: Person, at: datetime) -> Proposal:
    """Who could help each of them. Nobody who is away now is proposed."""
    rows = programmes.programmes(actor).filter(counsellor=away.pk, state__in=LED)
    mine = list(rows.defer("template"))
    keys = [programme.pk for programme in mine]
    loads = programmes.loads(actor)
    absent = scheduling.away(actor, [load.person.pk for load in loads], at)
    here = [load for load in loads if load.person.pk != away.pk and load.person.pk not in absent]
    left = programmes.left_by_choice(actor, keys)
    found = propose(
        [_seeker(programme, left.get(programme.pk, set())) for programme in mine], [_colleague(load) for load in here]
    )
    next_ones = _next_meetings(away.pk, keys, at)
    kept = _kept(next_ones.values(), {key: fits[0].colleague.key for key, fits in found.items() if fits})
    whole = next((load for load in loads if load.person.pk == away.pk), None)
    going = [Going(each, next_ones.get(each.pk), found[each.pk][:MOST_CHOICES], each.pk in kept) for each in mine]
    standing = next((each for each in scheduling.absences_of(away.pk, at) if each.starts_at <= at), None)
    return Proposal(going, {load.person.pk: load.person for load in here}, _elsewhere(whole, mine), standing)


def _elsewhere(whole: Load | None, mine: list[Programme]) -> int:
    """People of other offices: their coordinators hand them over. A number, no names."""
    counted = sum(each.state in programmes.OPEN_STATES for each in mine)
    return max(whole.open - counted, 0) if whole else 0


def _seeker(programme: Programme, left: set[uuid.UUID]) -> Seeker:
    office = programme.office
    return Seeker(
        key=programme.pk,
        language=programme.candidate.language,
        place=Place(office.pk, office.city, office.country),
        weekly=meetings_a_week([programme.rhythm_days]),
        left=frozenset(left),
    )


def _colleague(load: Load) -> Colleague:
    held: list[Membership] = getattr(load.person, "open_memberships", [])
    profile = getattr(load.person, "staff_profile", None)
    return Colleague(
        key=load.person.pk,
        name=load.person.sort_key,
        languages=frozenset(profile.languages if profile else ()),
        places=tuple(Place(each.office.pk, each.office.city, each.office.country) for each in held if each.office),
        asked=load.asked,
        room=load.room,
    )


# Meetings ---------------------------------------------------------------------------------------------------------


def coming_with(host: uuid.UUID, keys: Iterable[uuid.UUID], at: datetime) -> list[Meeting]:
    """What lies ahead with this host in these programmes, soonest first. For actions and pages that have asked."""
    rows = Meeting.objects.filter(
        programme__in=list(keys),
        appointment__host=host,
        appointment__state=AppointmentState.BOOKED,
        appointment__starts_at__gt=at,
    )
    return list(
        rows.select_related(
            "appointment__host", "programme__office", "programme__order", "programme__employer", "programme__candidate"
        ).order_by("appointment__starts_at", "pk")
    )


def _next_meetings(host: uuid.UUID, keys: list[uuid.UUID], at: datetime) -> dict[uuid.UUID, Meeting]:
    found: dict[uuid.UUID, Meeting] = {}
    for meeting in coming_with(host, keys, at):
        found.setdefault(meeting.programme_id, meeting)
    return found


def _kept(meetings: Iterable[Meeting], helpers: Mapping[uuid.UUID, uuid.UUID]) -> set[uuid.UUID]:
    by_helper: dict[uuid.UUID, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        if meeting.programme_id in helpers:
            by_helper[helpers[meeting.programme_id]].append(meeting)
    free = {each.pk: each.programme_id for helper, found in by_helper.items() for each in free_at(helper, found)}
    return set(free.values())


def free_at(host: uuid.UUID, meetings: Iterable[Meeting]) -> list[Meeting]:
    """Those of somebody else's meetings at whose very time this host could be met, in the same way."""
    alike: dict[tuple, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        length = meeting.appointment.ends_at - meeting.appointment.starts_at
        alike[(meeting.programme.office, round(length.total_seconds() / 60))].append(meeting)
    found = []
    for (office, minutes), group in alike.items():
        first = min(each.appointment.starts_at for each in group)
        last = max(each.appointment.ends_at for each in group)
        passed = [each.appointment_id for each in group]
        times = scheduling.free_times(
            host, office, after=first, until=last, minutes=minutes, step=STEP, instead_of=passed
        )
        free = {each.starts_at: each for each in times}
        found += [each for each in group if _fits(each.appointment, free.get(each.appointment.starts_at))]
    return found


def _fits(appointment: Appointment, time: FreeTime | None) -> bool:
    """In the same way, and where one meets at an office, at the same one: nobody travels further for a stand-in."""
    if time is None or appointment.form not in time.forms:
        return False
    return appointment.form != MeetingForm.OFFICE or appointment.office_id in {None, time.office}
