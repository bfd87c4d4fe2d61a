"""Contact with everybody a coordinator is responsible for: dates alone, read in one question however many they are."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, Subquery

from onward.core.access import Actor
from onward.core.arrays import IsOneOf
from onward.counselling import policies, rhythm
from onward.counselling.models import NeedMark
from onward.counselling.selectors.desk import LED, Row, listed, turn
from onward.programmes import policies as programme_policies
from onward.programmes.enums import State
from onward.programmes.models import Programme


@dataclass(frozen=True, slots=True)
class Reach:
    """How one person is reached: enough to count and to sort, and no name. waited: days since the last talk."""

    programme: uuid.UUID
    counsellor: uuid.UUID | None
    state: str
    has_talked: bool
    waited: int
    ratio: float
    has_asked: bool

    @property
    def is_late(self) -> bool:
        return rhythm.is_late(self.ratio)

    @property
    def turn(self) -> tuple[bool, float, str]:
        return rhythm.turn(has_asked=self.has_asked, ratio=self.ratio, name=str(self.programme))


def reaches(actor: Actor, at: datetime) -> list[Reach]:
    """Everybody who is led. One query."""
    marks = NeedMark.objects.filter(policies.readable_need_marks(actor), programme=OuterRef("pk"), cleared_at=None)
    rows = (
        Programme.objects.filter(programme_policies.readable_programmes(actor), state__in=LED)
        .annotate(marked=Subquery(marks.values("pk")[:1]))
        .order_by("pk")
        .values_list(
            "pk",
            "counsellor",
            "state",
            "rhythm_days",
            "ticked_at",
            "clock_due_at",
            "office__timezone",
            "last_talk_at",
            "marked",
        )
    )
    return [_reach(row, at) for row in rows]


def _reach(row: tuple, at: datetime) -> Reach:
    key, counsellor, state, days, ticked_at, due_at, zone_name, last_at, marked = row
    zone = _zone(zone_name)
    since_on, today = (last_at or ticked_at).astimezone(zone).date(), at.astimezone(zone).date()
    if state == State.PAUSED:
        ratio = rhythm.RESTS
    elif last_at is None:
        ratio = rhythm.before_talk(ticked_at, due_at, at)
    else:
        ratio = rhythm.since_talk(since_on, today, days)
    return Reach(
        programme=key,
        counsellor=counsellor,
        state=state,
        has_talked=last_at is not None,
        waited=(today - since_on).days,
        ratio=ratio,
        has_asked=marked is not None,
    )


@lru_cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def rows_of(actor: Actor, keys: Sequence[uuid.UUID], at: datetime) -> list[Row]:
    """These people as a desk lists them, by need. Two queries."""
    readable = Programme.objects.filter(programme_policies.readable_programmes(actor), IsOneOf("pk", keys))
    return sorted(listed(actor, readable, at), key=turn)
