"""When the promised time is over: the candidate is told some weeks before, then everything goes but numbers."""

import logging
import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import F, ProtectedError, Q, Sum
from django.db.models.functions import TruncMonth

from onward.accounts.actions import erase_person
from onward.core import wall
from onward.core.access import Actor, require
from onward.correspondence.models import IncomingText, Message
from onward.engagements.actions import erase_told_order
from onward.engagements.enums import TallyKind
from onward.privacy import audit, erasure
from onward.programmes import notifications, policies, selectors, signals
from onward.programmes.enums import State
from onward.programmes.models import ErasedHours, ErasureNotice, HourAnswer, HourEntry, HourReply, Programme

logger = logging.getLogger(__name__)
COUNTED_AS = {
    State.DECLINED: TallyKind.DECLINED,
    State.INVITED: TallyKind.UNANSWERED,
    State.ENDED: TallyKind.ENDED,
}


def say_what_goes(*, by: Actor, at: datetime, limit: int = 200) -> int:
    """Tell candidates whose programme ended long ago when the rest is erased; each in a transaction of its own.

    Returns how many were told. Any number of workers may do so at once: nobody is told twice.
    """
    require(policies.may_keep_house(by))
    told = 0
    while told < limit and _say_next(by, at):
        told += 1
    return told


def _say_next(by: Actor, at: datetime) -> bool:
    with wall.taken("inside_writing"):
        waiting = selectors.to_be_told(by, at).select_for_update(of=("self",), skip_locked=True)
        programme = waiting.select_related("candidate", "office").first()
        if programme is None or programme.ended_on is None:
            return False
        soonest = at.date() + timedelta(days=settings.ERASURE_SAID_AT_LEAST_DAYS)
        day = max(selectors.promised_until(programme), soonest)
        ErasureNotice.objects.create(programme=programme, ended_on=programme.ended_on, erases_on=day, at=at)
        after = {"erases_on": day.isoformat()}
        audit.record(by, "programmes.erasure_said", programme, at=at, about=programme.candidate_id, after=after)
        notifications.erasure_ahead(programme, at=at)
        return True


def erase_due(*, by: Actor, at: datetime, limit: int = 200) -> int:
    """Erase everybody whose time is up, each in a transaction of its own, under the erasure role.

    What cannot be erased today is logged and stops nobody else. Returns how many were erased; may run as often as one
    likes.
    """
    require(policies.may_keep_house(by))
    with wall.taken("erasure"):
        due = list(selectors.due_for_erasure(by, at).values_list("pk", flat=True)[:limit])
    return sum(_erased(by, each, at) for each in due)


def _erased(by: Actor, programme: uuid.UUID, at: datetime) -> bool:
    try:
        with wall.taken("erasure"):
            return erase_programme(by=by, programme=programme, at=at)
    except (DatabaseError, ProtectedError):
        logger.exception("Programme %s could not be erased; the next run tries again.", programme)
        return False


@transaction.atomic
def erase_programme(*, by: Actor, programme: uuid.UUID, at: datetime) -> bool:
    """Remove one programme whose time is up and its person, in every app. Sums of hours and a count stay.

    False where somebody opened it again, or was faster.
    """
    require(policies.may_keep_house(by))
    held = Programme.objects.select_for_update(of=("self",)).filter(pk=programme).first()
    if held is None or not selectors.due_for_erasure(by, at).filter(pk=programme).exists():
        return False
    person, order, kind = held.candidate_id, held.order_id, COUNTED_AS[State(held.state)]
    signals.programme_erased.send(Programme, programme=held, at=at)
    _keep_sums(held)
    _remove_hours(held, at)
    Message.objects.filter(Q(about=programme) | Q(about=person)).delete()
    erasure.forget([programme], at)
    erasure.remove(held.looks.all(), at)
    erasure.remove(held.changes.all(), at)
    erasure.remove(held.invitations.all(), at)
    erasure.remove(Programme.objects.filter(pk=programme), at)
    erase_told_order(by=by, order=order, kind=kind, at=at)
    if not Programme.objects.filter(candidate=person).exists():
        Message.objects.filter(person=person).delete()
        IncomingText.objects.filter(person=person).delete()
        erase_person(by=by, person=person, at=at)
    audit.record(by, "programmes.erased", held, at=at)
    return True


def _keep_sums(programme: Programme) -> None:
    """What was delivered, by month and kind: the agreement's, not the person's."""
    rows = programme.hours.annotate(month=TruncMonth("held_on")).values("month", "kind")
    for row in rows.annotate(sum=Sum("minutes")).order_by("month", "kind"):
        where = {"agreement_id": programme.order.agreement_id, "month": row["month"], "kind": row["kind"]}
        kept, _made = ErasedHours.objects.get_or_create(**where)
        ErasedHours.objects.filter(pk=kept.pk).update(minutes=F("minutes") + row["sum"])


def _remove_hours(programme: Programme, at: datetime) -> None:
    """Corrections before what they correct."""
    erasure.remove(HourReply.objects.filter(entry__programme=programme), at)
    erasure.remove(HourAnswer.objects.filter(entry__programme=programme), at)
    while erasure.remove(HourEntry.objects.filter(programme=programme, corrections=None), at):
        pass
