"""What follows from an employer's tick. Done by the worker: an employer's page may only say that the talk was held."""

import logging
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from onward.accounts.actions import add_membership, create_person
from onward.accounts.models import Membership, Person
from onward.core import wall
from onward.core.access import SYSTEM, Role
from onward.correspondence.actions import withdraw
from onward.engagements.actions.talks import let_tick_stand
from onward.engagements.actions.templates import fingerprint
from onward.engagements.enums import TAKE_BACK_WITHIN, TalkEventKind
from onward.engagements.models import Order, TalkEvent
from onward.jurisdictions import rules
from onward.privacy import audit
from onward.programmes import clock, frozen, notifications, signals
from onward.programmes.actions.invitations import issue, void
from onward.programmes.actions.steps import locked, step
from onward.programmes.enums import State
from onward.programmes.models import Programme, ProposedCounsellor, SettledTalk, TemplateCopy

logger = logging.getLogger(__name__)
LOOK_BACK = timedelta(days=45)


def settle_talks(*, at: datetime, since: datetime | None = None, limit: int = 200) -> int:
    """Act on every talk event that nobody has acted on yet, order by order, each in a transaction of its own.

    since: look no further back (the worker looks at everything once an hour). Any number of workers may do so at once:
    an order that one holds is passed over by the others. Returns how many orders were taken up; one that fails is
    logged, stops nobody else and is tried again next time.
    """
    taken, failed = 0, set[uuid.UUID]()
    while taken < limit and _settle_next(at, since, failed):
        taken += 1
    return taken


def _settle_next(at: datetime, since: datetime | None, failed: set[uuid.UUID]) -> bool:
    with wall.taken("inside_writing"):
        waiting = Order.objects.filter(pk__in=_unsettled(since).values("order")).exclude(pk__in=failed)
        order = waiting.select_for_update(skip_locked=True).order_by("pk").first()
        if order is None:
            return False
        try:
            with transaction.atomic():
                _settle(order, at)
        except Exception:  # whatever is wrong with one order must not stop the people behind it
            logger.exception("The talk of order %s could not be settled.", order.pk)
            failed.add(order.pk)
    return True


def _unsettled(since: datetime | None) -> QuerySet[TalkEvent]:
    found = TalkEvent.objects.filter(~Exists(SettledTalk.objects.filter(event=OuterRef("pk"))))
    return found if since is None else found.filter(at__gte=since)


def _settle(order: Order, at: datetime) -> None:
    for event in _unsettled(None).filter(order=order).order_by("at", "pk"):
        if event.kind == TalkEventKind.HELD:
            _begin(order, event, at)
        elif event.kind == TalkEventKind.TAKEN_BACK:
            _take_back(order, event, at)
        SettledTalk.objects.create(event=event, at=at)


def _begin(order: Order, event: TalkEvent, at: datetime) -> None:
    """From here on there is a person. A tick after one that was taken back goes on with the same row."""
    programme = Programme.objects.filter(order=order).first()
    if programme is None:
        programme = _new_programme(order, event, at)
    elif programme.state == State.TAKEN_BACK:
        programme = _revived(locked(programme), order, event)
    else:
        return  # a second tick says nothing new
    code, invitation = issue(programme, at)
    audit.record(
        SYSTEM, "programmes.programme_begun", programme, at=at, about=programme.candidate_id, after=_facts(programme)
    )
    notifications.invitation(
        programme, code=code, expires_at=invitation.expires_at, at=at, not_before=event.at + TAKE_BACK_WITHIN
    )
    notifications.programme_begun(programme, at=at)
    signals.programme_begun.send(Programme, programme=programme, at=at)


def _new_programme(order: Order, event: TalkEvent, at: datetime) -> Programme:
    agreement, package = order.agreement, order.package
    office, content = agreement.office, package.template.content
    person = create_person(
        by=SYSTEM,
        first_name=order.first_name,
        name_prefix=order.name_prefix,
        last_name=order.last_name,
        language=order.language,
        country=office.country,
        is_demo=order.employer.is_demo,
        at=at,
    )
    add_membership(by=SYSTEM, person=person, role=Role.CANDIDATE, at=at)
    return Programme.objects.create(
        order=order,
        agreement=agreement,
        employer=order.employer,
        office=office,
        candidate=person,
        counsellor=_proposed(order),
        template=_copy_of(content),
        **frozen.columns_of(content["structure"]),
        months=package.months,
        minutes=package.minutes,
        shows_hours=_shows_hours(order, event),
        ticked_at=event.at,
        clock_due_at=clock.due_at(office, event.at, agreement.first_contact_hours),
    )


def _copy_of(content: Mapping[str, Any]) -> TemplateCopy:
    """The template as it is today: the row of those who began with the same one, or a new one."""
    digest = fingerprint(content)
    same = TemplateCopy.objects.defer("body").filter(digest=digest)
    if not same.exists():  # and if another worker writes it meanwhile, theirs is taken
        TemplateCopy.objects.bulk_create([TemplateCopy(digest=digest, body=content)], ignore_conflicts=True)
    return same.get()


def _revived(programme: Programme, order: Order, event: TalkEvent) -> Programme:
    step(programme, State.INVITED, "")
    programme.counsellor = _proposed(order)
    programme.ticked_at = event.at
    programme.clock_due_at = clock.due_at(programme.office, event.at, order.agreement.first_contact_hours)
    programme.save()
    return programme


def _proposed(order: Order) -> Person | None:
    """Nobody, where whoever was chosen is no counsellor any more: then the coordinator chooses anew."""
    roles = Membership.objects.filter(person=OuterRef("counsellor"), role=Role.COUNSELLOR, ended_at=None)
    chosen = ProposedCounsellor.objects.filter(Exists(roles), order=order)
    proposed = chosen.select_related("counsellor").first()
    return proposed.counsellor if proposed else None


def _shows_hours(order: Order, event: TalkEvent) -> bool:
    """By agreement, or because the law that prescribes these periods of hours has them reported."""
    if order.agreement.shows_hours:
        return True
    if not order.package.template.content["structure"].get("periods"):
        return False
    return rules.hours_reported_by_law(order.employer.country, on=event.at.date()).value


def _facts(programme: Programme) -> dict[str, object]:
    return {
        "months": str(programme.months),
        "minutes": programme.minutes,
        "shows_hours": programme.shows_hours,
        "ticked_at": programme.ticked_at.isoformat(),
        "clock_due_at": programme.clock_due_at.isoformat(),
    }


def _take_back(order: Order, event: TalkEvent, at: datetime) -> None:
    """Nothing may be left in the open. Where the code was used already it stands, and the coordinators are told."""
    programme = Programme.objects.filter(order=order).first()
    if programme is None or programme.state == State.TAKEN_BACK:
        return
    programme = locked(programme)
    if _has_answered(programme):
        let_tick_stand(by=SYSTEM, order=order.pk, at=at)
        audit.record(SYSTEM, "programmes.taken_back_too_late", programme, at=at, about=programme.candidate_id)
        notifications.taken_back_too_late(programme, at=at)
        return
    step(programme, State.TAKEN_BACK, "")
    programme.save(update_fields=["state"])
    void(programme, at)
    withdraw(about=programme.pk, at=at)
    audit.record(SYSTEM, "programmes.taken_back", programme, at=at, about=programme.candidate_id)
    signals.programme_taken_back.send(Programme, programme=programme, at=at)


def _has_answered(programme: Programme) -> bool:
    codes = list(programme.invitations.select_for_update())  # whoever types one just now is waited for
    return (
        programme.state != State.INVITED
        or programme.first_contact_at is not None
        or programme.identity_confirmed_at is not None
        or programme.answers.exists()
        or any(code.used_at for code in codes)
    )
