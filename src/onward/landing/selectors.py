import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias, TypedDict

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.fields.json import KeyTransform

from onward.core.access import Actor, Role
from onward.core.formats import base_language
from onward.jurisdictions.working_time import add_working_days
from onward.landing import plan, policies
from onward.landing.enums import Part, TouchpointState
from onward.landing.models import Landing, Touchpoint
from onward.privacy.models import AccessEntry
from onward.programmes import clock, dates, ledger
from onward.programmes import policies as programme_policies
from onward.programmes.enums import FactKind, PauseReason, Phase, State
from onward.programmes.models import Pause, Programme, PublishedFact

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

AHEAD = timedelta(days=14)
LOOKED_LONGEST = timedelta(days=21)  # further than any row of closed days reaches
# what lists of several candidates show: whom to call, and when the office works
WHO = ("programme", *(f"programme__candidate__{name}" for name in ("first_name", "last_name", "phone")))
WHERE = tuple(f"programme__office__{name}" for name in ("country", "timezone", "hours", "closed_days"))


def landings(actor: Actor, *, programme: Programme | None = None) -> QuerySet[Landing]:
    """Every landing this actor may know of, the latest first."""
    rows = Landing.objects.filter(policies.readable_landings(actor))
    if programme is not None:
        rows = rows.filter(programme=programme)
    around = ("programme__office", "programme__candidate", "programme__counsellor", "programme__employer")
    return rows.select_related(*around).order_by("-recorded_at", "pk")


@dataclass(frozen=True, slots=True)
class Story:
    """Where somebody is now, and what did not last before."""

    standing: Landing | None
    earlier: tuple[Landing, ...]


def story(actor: Actor, programme: Programme) -> Story:
    """One query; empty for whoever may not know."""
    rows = list(landings(actor, programme=programme).select_related(None))
    for row in rows:
        row.programme = programme  # which the caller has read with all around it
    standing = next((row for row in rows if row.lost_on is None), None)
    return Story(standing, tuple(row for row in rows if row is not standing))


# The calls of the first hundred days ------------------------------------------------------------------------------


class Words(TypedDict):
    """What the programme's template says of its calls, by key."""

    words: Mapping[str, Any] | None


Worded: TypeAlias = "WithAnnotations[Touchpoint, Words]"


@dataclass(frozen=True, slots=True)
class Call:
    """A touchpoint in the words of its programme. call_on: the day itself, or the next on which the office works."""

    touchpoint: Touchpoint
    title: str
    text: str
    call_on: date

    @property
    def is_moved(self) -> bool:
        return self.call_on != self.touchpoint.due_on

    @property
    def programme(self) -> Programme:
        return self.touchpoint.landing.programme


def touchpoints(actor: Actor, language: str) -> QuerySet[Worded]:
    """Every call this actor may know of, by date; `words` is what the template says of calls, its large rest stays."""
    around = ("candidate", "counsellor", "office", "employer")
    return _worded(actor, language).select_related(*(f"landing__programme__{name}" for name in around))


def _worded(actor: Actor, language: str) -> QuerySet[Worded]:
    texts = KeyTransform("texts", "landing__programme__template__body")
    words = KeyTransform("touchpoints", KeyTransform(base_language(language), texts))
    rows = Touchpoint.objects.filter(policies.readable_touchpoints(actor))
    return rows.annotate(words=words).order_by("due_on", "pk")


def calls_of(actor: Actor, landing: Landing, language: str) -> list[Call]:
    """The calls of one landing, planned, made and dropped, by date."""
    rows = list(_worded(actor, language).filter(landing=landing))
    for row in rows:
        row.landing = landing
    return [call_of(row) for row in rows]


def touchpoints_due(actor: Actor, on: date, *, language: str = "en") -> list[Call]:
    """Calls to make on this day or overdue, the oldest first: a Saturday's call is due on Monday."""
    rows = _planned(actor, language).filter(due_on__lte=on)
    return [call for call in _calls(rows) if call.call_on <= on]


def touchpoints_coming(actor: Actor, on: date, *, language: str = "en") -> list[Call]:
    """The calls of the fourteen days after this one."""
    rows = _planned(actor, language).filter(due_on__gt=on - LOOKED_LONGEST, due_on__lte=on + AHEAD)
    return [call for call in _calls(rows) if on < call.call_on]


def _planned(actor: Actor, language: str) -> QuerySet[Worded]:
    rows = _worded(actor, language).filter(state=TouchpointState.PLANNED, landing__lost_on=None)
    around = rows.select_related("landing__programme__candidate", "landing__programme__office")
    return around.only("kind", "due_on", "state", "landing", *(f"landing__{name}" for name in (*WHO, *WHERE)))


def _calls(rows: Iterable[Worded]) -> list[Call]:
    return sorted((call_of(each) for each in rows), key=lambda call: (call.call_on, call.touchpoint.due_on))


def call_of(touchpoint: Worded) -> Call:
    """For a row of `touchpoints`."""
    programme = touchpoint.landing.programme
    title, text = plan.words_of(touchpoint.words, touchpoint.kind)
    call_on = add_working_days(clock.calendar_of(programme.office), touchpoint.due_on, 0)
    return Call(touchpoint, title, text, call_on)


# After a loss -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a programme: until when it would run from here, and minutes with the counsellor."""

    ends_on: date | None
    minutes: int
    is_over: bool


def left_of(actor: Actor, programme: Programme, at: datetime) -> Left | None:
    """Months and hours left, counted as if an ended programme began again today; None for strangers."""
    if not programme_policies.may_see_programme(actor, programme):
        return None
    today = clock.local_day(programme, at)
    pauses = [*programme.pauses.all(), *_days_after_the_end(programme, today)]
    found = dates.dates_of(programme, pauses, programme.extensions.all(), today)
    minutes = ledger.sums(programme.hours.all(), programme.minutes).left
    ends_on = found.ends_on if found else None
    return Left(ends_on, max(minutes, 0), ends_on is not None and ends_on < today)


def _days_after_the_end(programme: Programme, today: date) -> list[Pause]:
    """The pause that opening the programme again would add; it is not stored."""
    if programme.ended_on is None or (today - programme.ended_on).days <= 1:
        return []
    first, last = dates.day_after(programme.ended_on), dates.day_before(today)
    return [Pause(programme=programme, from_on=first, until_on=last, reason=PauseReason.ENDED)]


def waiting_for_restart(actor: Actor) -> list[Landing]:
    """People whose landing did not last and whose programme is still over: who has waited longest comes first."""
    if actor.role != Role.COUNSELLOR:
        return []
    standing = Exists(Landing.objects.filter(lost_on=None, programme=OuterRef("programme")))
    rows = landings(actor).filter(lost_on__isnull=False, programme__state=State.ENDED)
    around = rows.select_related(None).select_related("programme__candidate")
    latest: dict[uuid.UUID, Landing] = {}
    for row in around.exclude(standing).only("lost_on", *WHO):
        latest.setdefault(row.programme_id, row)
    return sorted(latest.values(), key=lambda row: (row.lost_on, str(row.pk)))


# What the former employer knows -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Told:
    """Something beyond the table that stands or stood on the employer's sheet, and who there opened it meanwhile."""

    kind: FactKind
    value: Mapping[str, Any]
    since: datetime
    until: datetime | None
    seen: tuple[tuple[str, datetime], ...]

    @property
    def parts(self) -> frozenset[Part]:
        """Of a new job: that there is one always goes with the rest."""
        found = {Part.WHERE: "employer", Part.FROM_WHEN: "from_on"}
        return frozenset({Part.JOB, *(part for part, key in found.items() if key in self.value)})

    @property
    def where(self) -> str:
        return self.value.get("employer", "")

    @property
    def from_on(self) -> date | None:
        return date.fromisoformat(self.value["from_on"]) if "from_on" in self.value else None

    @property
    def phase(self) -> str:
        return str(Phase(self.value["phase"]).label) if "phase" in self.value else ""


@dataclass(frozen=True, slots=True)
class Knows:
    """job, phase: what stands on the sheet now. earlier: what stood there before, the latest first."""

    job: Told | None
    phase: Told | None
    earlier: tuple[Told, ...]


def employer_knows(actor: Actor, programme: Programme) -> Knows | None:
    """What of job and phase the former employer may see, and what of it was seen; None for strangers. Two queries."""
    if not policies.may_widen(actor, programme):
        return None
    facts = list(PublishedFact.objects.filter(programme=programme).order_by("-published_at", "pk"))
    looked = AccessEntry.objects.filter(
        about=programme.candidate_id, programme=programme.pk, thing="sheet", role=Role.SPONSOR
    )
    seen = list(looked.order_by("at", "pk").values_list("reader_name", "at"))
    told = [_told(fact, seen) for fact in facts]
    now = {each.kind: each for each in told if each.until is None}
    return Knows(
        now.get(FactKind.NEW_JOB), now.get(FactKind.PHASE), tuple(each for each in told if each.until is not None)
    )


def _told(fact: PublishedFact, seen: list[tuple[str, datetime]]) -> Told:
    until = fact.withdrawn_at
    meanwhile = [each for each in seen if fact.published_at <= each[1] and (until is None or each[1] < until)]
    return Told(FactKind(fact.kind), fact.value, fact.published_at, until, tuple(meanwhile))
