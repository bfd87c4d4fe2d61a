"""Somebody is away: who helps her people meanwhile, and what goes back to her."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from onward.accounts.models import Person
from onward.core.access import Actor, require
from onward.core.errors import Refused
from onward.privacy import audit
from onward.programmes import policies
from onward.programmes.actions.contact import give_to, refuse_no_counsellor
from onward.programmes.actions.steps import acting_person, locked
from onward.programmes.models import HandedOver, HandOver, Programme

CHANGED = _("Somebody has changed who helps whom meanwhile. Look once more; nothing was stored.")
BACKWARDS = _("The last day is before the first.")
ONESELF = _("Choose a colleague: whoever is away cannot help meanwhile.")


@transaction.atomic
def begin_hand_over(*, by: Actor, away: Person, from_on: date, until_on: date | None, at: datetime) -> HandOver:
    """Note that somebody is away, or until when where that stands already. until_on: None while nobody knows.

    One at a time for each person: whoever comes second waits, and adds to what the first has begun.
    """
    require(policies.may_hand_over(by))
    if until_on is not None and until_on < from_on:
        raise Refused(BACKWARDS, code="time")
    list(Person.objects.select_for_update(no_key=True).filter(pk=away.pk).order_by("pk"))
    found, made = HandOver.objects.get_or_create(
        away=away,
        ended_at=None,
        defaults={"from_on": from_on, "until_on": until_on, "at": at, "by": acting_person(by)},
    )
    if not made and found.until_on != until_on:
        found.from_on, found.until_on = min(found.from_on, from_on), until_on
        found.save(update_fields=["from_on", "until_on"])
    days = {"from_on": from_on.isoformat(), "until_on": until_on.isoformat() if until_on else ""}
    audit.record(by, "programmes.hand_over_begun", found, at=at, about=away.pk, after=days)
    return found


@transaction.atomic
def hand_over_programme(
    *, by: Actor, hand_over: HandOver, programme: Programme, counsellor: Person, at: datetime
) -> Programme | None:
    """Give one programme to a colleague; None where she has it already. Meetings are the caller's to see to.

    Raises Refused ("changed") where it is meanwhile somebody else's than whoever is away.
    """
    programme = locked(programme)
    require(policies.may_assign_counsellor(by, programme))
    refuse_no_counsellor(counsellor)
    if counsellor.pk == hand_over.away_id:
        raise Refused(ONESELF, code="oneself")
    lines = HandedOver.objects.filter(hand_over=hand_over, programme=programme, settled_at=None)
    if programme.counsellor_id == counsellor.pk and lines.filter(to=counsellor).exists():
        return None
    if programme.counsellor_id != hand_over.away_id:
        raise Refused(CHANGED, code="changed")
    lines.update(settled_at=at)  # it had come back some other way
    HandedOver.objects.create(hand_over=hand_over, programme=programme, to=counsellor, at=at)
    give_to(by, programme, counsellor, at, verb="programmes.handed_over", handed_over=True)
    return programme


@transaction.atomic
def take_back(*, by: Actor, line: HandedOver, comes_back: bool, at: datetime) -> Programme | None:
    """Whoever was away is here again: the programme goes back to her, or stays. None where it does not go back.

    It stays in any case where the candidate, or somebody in the office, has chosen anew meanwhile.
    """
    programme = locked(line.programme)
    require(policies.may_assign_counsellor(by, programme))
    line = HandedOver.objects.select_for_update(of=("self",)).select_related("hand_over__away").get(pk=line.pk)
    if line.settled_at is not None:
        return None
    open_lines = HandedOver.objects.filter(programme=programme, settled_at=None)
    stands_in = open_lines.filter(to=programme.counsellor_id).exists()
    goes = comes_back and stands_in and programme.counsellor_id != line.hand_over.away_id
    if goes:
        # whoever was handed it on from the stand-in has nothing to give back any more
        open_lines.filter(at__gte=line.at).exclude(pk=line.pk).update(settled_at=at)
    line.settled_at, line.came_back = at, goes
    line.save(update_fields=["settled_at", "came_back"])
    if not goes:
        audit.record(by, "programmes.stays_after_hand_over", programme, at=at, about=programme.candidate_id)
        return None
    give_to(by, programme, line.hand_over.away, at, verb="programmes.handed_back", handed_over=True)
    return programme


@transaction.atomic
def end_hand_over(*, by: Actor, hand_over: HandOver, at: datetime) -> bool:
    """She is here again. Ends once nothing of it is open; False while colleagues of other offices still have some."""
    require(policies.may_hand_over(by))
    hand_over = HandOver.objects.select_for_update(of=("self",)).get(pk=hand_over.pk)
    if hand_over.ended_at is not None or hand_over.lines.filter(settled_at=None).exists():
        return False
    hand_over.ended_at = at
    hand_over.save(update_fields=["ended_at"])
    audit.record(by, "programmes.hand_over_ended", hand_over, at=at, about=hand_over.away_id)
    return True
