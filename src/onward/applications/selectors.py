import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Min, QuerySet
from django.db.models.functions import Greatest

from onward.applications import policies
from onward.applications.attention import SILENCE, attention_of, day_of
from onward.applications.enums import STILL_OPEN, ApplicationState, Attention
from onward.applications.models import Application
from onward.core.access import Actor
from onward.core.arrays import IsOneOf
from onward.programmes.models import Programme


def applications(actor: Actor, *, programme: Programme | None = None) -> QuerySet[Application]:
    """Every application this actor may read, what was changed last first."""
    rows = Application.objects.filter(policies.readable_applications(actor))
    if programme is not None:
        rows = rows.filter(programme=programme)
    around = rows.select_related("programme__office").defer("programme__template")  # a copy of many pages
    return around.order_by("-changed_at", "pk")


def stalled(actor: Actor, on: date, *, programme: Programme | None = None) -> QuerySet[Application]:
    """Sent, or asked about, three weeks ago or more, and no answer since; the longest silence first."""
    silent = Greatest("sent_on", "asked_on")  # PostgreSQL passes over what is missing
    rows = applications(actor, programme=programme).filter(state=ApplicationState.SENT)
    return rows.alias(quiet_since=silent).filter(quiet_since__lte=on - SILENCE).order_by("quiet_since", "pk")


def silences(actor: Actor, on: date, of: Iterable[uuid.UUID]) -> list[tuple[uuid.UUID, date]]:
    """Whose of these programmes have applications without an answer, and since when the first of them. Days alone."""
    rows = stalled(actor, on).filter(IsOneOf("programme", of)).order_by()
    firsts = rows.values("programme").annotate(since=Min("quiet_since"))
    return list(firsts.order_by("since", "programme").values_list("programme", "since"))


@dataclass(frozen=True, slots=True)
class Board:
    """A job search on one page: what asks for something now, what is open beside it, what is over."""

    needs: list[Application] = field(default_factory=list)
    waiting: list[Application] = field(default_factory=list)
    over: list[Application] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.needs or self.waiting or self.over)

    @property
    def first(self) -> Application | None:
        """The one thing for the top of the page."""
        return self.needs[0] if self.needs else None


def board(rows: Iterable[Application], on: date) -> Board:
    """Put applications where they belong; each gets its `attention` for the page.

    What asks for something comes by what it asks and then the nearest day; the rest by the latest day.
    """
    found = Board()
    for row in rows:
        row.attention = attention_of(row, on)
        if row.attention is not Attention.NONE:
            found.needs.append(row)
        elif row.state in STILL_OPEN:
            found.waiting.append(row)
        else:
            found.over.append(row)
    found.needs.sort(key=lambda row: (row.attention, day_of(row)))
    for rest in (found.waiting, found.over):
        rest.sort(key=day_of, reverse=True)
    return found
