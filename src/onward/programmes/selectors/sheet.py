"""The glass wall: all that a former employer ever learns about one programme. The candidate reads the very same."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from onward.core.access import Actor
from onward.core.names import full_name
from onward.programmes import policies
from onward.programmes.enums import AnswerKind, FactKind, Phase, SheetAnswer, SheetCourse, State
from onward.programmes.ledger import HoursTable, of_employer, table
from onward.programmes.models import EmployerHours, EmployerSheet

COURSE = {
    State.INVITED: SheetCourse.NOT_STARTED,
    State.ACCEPTED: SheetCourse.NOT_STARTED,
    State.UNDER_WAY: SheetCourse.UNDER_WAY,
    State.PAUSED: SheetCourse.PAUSED,
    State.ENDED: SheetCourse.ENDED,
    State.DECLINED: SheetCourse.NOT_STARTED,
}


@dataclass(frozen=True, slots=True)
class Told:
    """Something beyond the table that the candidate lets the employer know, as it was on that day."""

    on: date
    value: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SponsorSheet:
    """All that a former employer ever learns about one programme. A new field here is a decision of the board."""

    programme_id: uuid.UUID
    candidate_id: uuid.UUID
    candidate: str
    employer: str
    agreement: str
    package: str
    ordered_on: date
    talk_held_on: date
    handed_over_on: date | None
    answer: SheetAnswer
    answered_on: date | None
    course: SheetCourse
    ended_on: date | None
    phase: Told | None
    new_job: Told | None
    hours: HoursTable | None

    @property
    def phase_name(self) -> str:
        return str(Phase(self.phase.value["phase"]).label) if self.phase else ""

    @property
    def job_employer(self) -> str:
        return self.new_job.value.get("employer", "") if self.new_job else ""

    @property
    def job_starts_on(self) -> date | None:
        from_on = self.new_job.value.get("from_on") if self.new_job else None
        return date.fromisoformat(from_on) if from_on else None


def sponsor_sheet(actor: Actor, programme: uuid.UUID, at: datetime) -> SponsorSheet | None:
    """The sheet of one programme, as it stands; None where there is none for this actor."""
    row = _sheets(actor).filter(pk=programme).first()
    if row is None:
        return None
    return _sheet(row, _hours(row) if row.shows_hours else None, at)


def sponsor_sheets(actor: Actor, *, name: str = "", state: str = "") -> QuerySet[EmployerSheet]:
    """The programmes of one's own people by name, still as rows: a page of them becomes sheets by `as_sheets`."""
    found = _sheets(actor).order_by("sort_key", "pk")
    for word in name.split():
        found = found.filter(Q(first_name__icontains=word) | Q(last_name__icontains=word))
    states = [each for each, shown in COURSE.items() if shown == state and each != State.DECLINED]
    return found.filter(state__in=states) if state else found


def as_sheets(rows: Iterable[EmployerSheet], at: datetime) -> list[SponsorSheet]:
    """Sheets without their hours, for a list."""
    return [_sheet(row, None, at) for row in rows]


def _sheets(actor: Actor) -> QuerySet[EmployerSheet]:
    return EmployerSheet.objects.filter(policies.readable_sheets(actor))


def _sheet(row: EmployerSheet, hours: HoursTable | None, at: datetime) -> SponsorSheet:
    zone = ZoneInfo(row.timezone)
    answer = _answer(row, at)
    return SponsorSheet(
        programme_id=row.pk,
        candidate_id=row.candidate_id,
        candidate=full_name(row.first_name, "", row.last_name),
        employer=row.employer_name,
        agreement=row.agreement_name,
        package=row.package_name,
        ordered_on=row.ordered_at.astimezone(zone).date(),
        talk_held_on=row.ticked_at.astimezone(zone).date(),
        handed_over_on=row.handed_over_at.astimezone(zone).date() if row.handed_over_at else None,
        answer=answer,
        answered_on=row.answered_at.astimezone(zone).date() if row.answered_at else None,
        course=COURSE[State(row.state)],
        ended_on=row.ended_on if row.state == State.ENDED else None,
        phase=_told(row, FactKind.PHASE, zone),
        new_job=_told(row, FactKind.NEW_JOB, zone),
        hours=hours,
    )


def _hours(row: EmployerSheet) -> HoursTable:
    return table(of_employer(EmployerHours.objects.filter(programme=row.pk)), row.minutes or 0)


def _answer(row: EmployerSheet, at: datetime) -> SheetAnswer:
    if row.answer:
        return SheetAnswer.ACCEPTED if row.answer == AnswerKind.YES else SheetAnswer.DECLINED
    run_out = row.invitation_expires_at is not None and row.invitation_expires_at <= at
    return SheetAnswer.NOT_IN_TIME if run_out else SheetAnswer.WAITING


def _told(row: EmployerSheet, kind: FactKind, zone: ZoneInfo) -> Told | None:
    fact = row.facts.get(kind)
    if fact is None:
        return None
    return Told(datetime.fromisoformat(fact["at"]).astimezone(zone).date(), fact["value"])
