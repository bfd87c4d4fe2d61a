import uuid
from collections.abc import Collection

from django.db.models import F, QuerySet

from onward.core.access import Actor
from onward.counselling import policies
from onward.counselling.models import NeedMark, PrivateNote, Step
from onward.programmes.models import Programme


def steps(actor: Actor, *, programme: uuid.UUID | None = None) -> QuerySet[Step]:
    """Every step this actor may read: the nearest day first, those without a day last, settled ones too."""
    rows = Step.objects.filter(policies.readable_steps(actor))
    if programme is not None:
        rows = rows.filter(programme=programme)
    return rows.select_related("programme__office", "programme__candidate", "meeting__appointment").order_by(
        F("due_on").asc(nulls_last=True), "created_at", "pk"
    )


def need_mark(actor: Actor, programme: uuid.UUID) -> NeedMark | None:
    """The mark that stands now."""
    rows = NeedMark.objects.filter(policies.readable_need_marks(actor), programme=programme, cleared_at=None)
    return rows.first()


def notes(actor: Actor, programme: uuid.UUID) -> QuerySet[PrivateNote]:
    """The author's own notes, newest first."""
    rows = PrivateNote.objects.filter(policies.readable_notes(actor), programme=programme)
    return rows.select_related("meeting__appointment").order_by("-at", "-pk")


def notes_elsewhere(actor: Actor, *, but: Collection[uuid.UUID]) -> QuerySet[Programme]:
    """Programmes that a colleague leads now and in which this actor has private notes, by name."""
    mine = PrivateNote.objects.filter(policies.readable_notes(actor)).exclude(programme__counsellor=actor.person_id)
    rows = Programme.objects.filter(pk__in=mine.values("programme")).exclude(pk__in=but)
    return rows.select_related("candidate").order_by("candidate__sort_key", "pk")
