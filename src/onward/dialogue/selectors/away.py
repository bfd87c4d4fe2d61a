"""When a counsellor is away, and until when an answer is promised."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from onward.accounts.models import Office
from onward.core.access import Actor
from onward.core.formats import base_language
from onward.dialogue import policies, rules
from onward.dialogue.models import AnswerTime, AwayNote
from onward.jurisdictions.working_time import add_working_minutes
from onward.programmes import clock
from onward.programmes.models import Programme
from onward.scheduling.models import Absence

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Away:
    """A counsellor cannot answer from one moment to another; in her own words where she left some. Never why.

    back_on: the next working day, where the office is.
    """

    since: datetime
    until: datetime
    texts: Mapping[str, str] = field(default_factory=dict)
    back_on: date = date.max

    def words(self, language: str) -> str:
        """Her own words in this language; empty where there are none."""
        return self.texts.get(base_language(language), "")


def away_of(programme: Programme, at: datetime) -> Away | None:
    """Whether the counsellor of a programme is away now: by a note of her own or by an absence over a whole day.

    What follows without a gap counts as one. Needs the programme with its office. The caller may read the programme.
    """
    if programme.counsellor_id is None:
        return None
    zone = ZoneInfo(programme.office.timezone)
    spans = _spans(programme.counsellor_id, zone, at)
    standing = [span for span in spans if span.since <= at < span.until]
    if not standing:
        return None
    since, until = min(span.since for span in standing), max(span.until for span in standing)
    for span in spans:  # sorted by their beginning
        if span.since <= _back(programme, until) and span.until > until:
            until = span.until
    texts = next((span.texts for span in standing if span.texts), {})
    return Away(since, until, texts, _back(programme, until).astimezone(zone).date())


def _back(programme: Programme, until: datetime) -> datetime:
    """The first minute of work afterwards: over a weekend one is not back."""
    return add_working_minutes(clock.calendar_of(programme.office), until, 1)


def _spans(counsellor: uuid.UUID, zone: ZoneInfo, at: datetime) -> list[Away]:
    today = at.astimezone(zone).date()
    notes = AwayNote.objects.filter(counsellor=counsellor, until_on__gte=today).order_by("from_on", "pk")
    found = [Away(_begin(note.from_on, zone), _begin(note.until_on + DAY, zone), note.texts) for note in notes]
    absences = Absence.objects.filter(person=counsellor, ends_at__gt=at).order_by("starts_at", "pk")
    for row in absences:
        since, until = row.starts_at.astimezone(zone), row.ends_at.astimezone(zone)
        if until.date() > since.date():  # an hour at noon is nothing to write about
            found.append(Away(since, until))
    return sorted(found, key=lambda span: span.since)


def _begin(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)


def away_notes(actor: Actor, on: date) -> QuerySet[AwayNote]:
    """Own notes that hold or come."""
    return AwayNote.objects.filter(policies.readable_away(actor), until_on__gte=on).order_by("from_on", "pk")


def answer_hours(office: Office) -> int:
    """Within how many working hours this office answers."""
    found = AnswerTime.objects.filter(office=office).values_list("hours", flat=True).first()
    return found or rules.USUAL_HOURS


def answer_time_of(actor: Actor) -> int | None:
    """The same for the office of a coordinator; None for anybody else."""
    if not policies.may_set_answer_time(actor):
        return None
    found = AnswerTime.objects.filter(office=actor.office_id).values_list("hours", flat=True).first()
    return found or rules.USUAL_HOURS


def promise(programme: Programme, at: datetime, away: Away | None) -> datetime:
    """Until when whoever writes now usually has an answer; the hours begin when the counsellor is back."""
    start = max(at, away.until) if away else at
    return rules.promised_at(programme, start, answer_hours(programme.office))
