"""The talk: planned, held, taken back, called off; the letter handed over. Rows are only ever added."""

import uuid
from collections.abc import Collection
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from onward.core.access import Actor, require
from onward.core.errors import Refused
from onward.engagements import policies, selectors
from onward.engagements.actions.history import fresh, fresh_ones, say, trace
from onward.engagements.enums import ERASED_AFTER, PLANNED_AT_MOST_AHEAD, STEPS, TalkEventKind, TalkKind, TalkState
from onward.engagements.models import Order, TalkEvent, TalkPlan
from onward.engagements.naming import same_name
from onward.engagements.seen import AnyOrder

MOST_AT_ONCE = 200

ALREADY_HELD = _("The talk has already been marked as held. Nothing more is needed here.")
ALREADY_CALLED_OFF = _("The talk has been called off. Everything about this person is being erased.")
NOT_HELD = _("The talk is not marked as held, so there is nothing to take back.")
WRONG_NAME = _("That is not the name on the order. Look at it once more: only the right letter may come into being.")
PLANNED_LATER = _("The talk is planned for a later day. If it has been held already, HR changes the date first.")
TOO_LATE = _("The half hour is over, and the invitation holds. Call us if the talk was not held.")
FAR_AWAY = _("The date is more than a year ahead. Look at the year once more.")
LONG_AGO = _("The date is more than 60 days ago. Look at the date once more.")
TOO_MANY = _("At most 200 talks can be planned at once. Choose fewer people.")


def plan_talk(
    *, by: Actor, order: uuid.UUID, kind: str, talk_at: datetime, manager: uuid.UUID | None, at: datetime
) -> TalkPlan:
    """Say when the talk is, about what, and who holds it; the latest plan counts.

    manager: the id of one of the employer's managers, or None where it is not known yet.
    Raises Refused where the talk has been held or called off, or the date cannot be right.
    """
    return plan_talks(by=by, orders=[order], kind=kind, talk_at=talk_at, manager=manager, at=at)[0]


@transaction.atomic
def plan_talks(
    *,
    by: Actor,
    orders: Collection[uuid.UUID],
    kind: str,
    talk_at: datetime,
    manager: uuid.UUID | None,
    at: datetime,
) -> list[TalkPlan]:
    """The same plan for several people at once, all or none."""
    if len(set(orders)) > MOST_AT_ONCE:
        raise Refused(TOO_MANY)
    _refuse_unlikely(talk_at, at)
    found = fresh_ones(by, orders)
    for order in found:
        require(policies.may_lead(by, order))
        require(manager is None or selectors.managers(by, order.employer_id).filter(pk=manager).exists())
    for order in found:
        _refuse_unless_ahead(order)
    return [_plan(by, order, TalkKind(kind), talk_at, manager, at) for order in found]


def _plan(
    by: Actor, order: AnyOrder, kind: TalkKind, talk_at: datetime, manager: uuid.UUID | None, at: datetime
) -> TalkPlan:
    before = {"talk_at": order.talk_at.isoformat()} if order.talk_at else {}
    plan = TalkPlan(order_id=order.pk, kind=kind, talk_at=talk_at, manager_id=manager, at=at, by=by.person_id)
    plan.save(force_insert=True)
    after = {"kind": kind, "talk_at": talk_at.isoformat(), "manager": str(manager or "")}
    trace(by, "engagements.talk_planned", order.pk, at, before, after)
    return plan


def _refuse_unlikely(talk_at: datetime, at: datetime) -> None:
    if talk_at > at + PLANNED_AT_MOST_AHEAD:
        raise Refused(FAR_AWAY)
    if talk_at <= at - ERASED_AFTER:
        raise Refused(LONG_AGO)


def _refuse_unless_ahead(order: AnyOrder) -> None:
    if order.state == TalkState.CALLED_OFF:
        raise Refused(ALREADY_CALLED_OFF, code="called_off")
    if not order.is_ahead:
        raise Refused(ALREADY_HELD, code="already_held")


@transaction.atomic
def tick_talk_held(*, by: Actor, order: uuid.UUID, repeated_name: str, at: datetime) -> TalkEvent:
    """Say that the talk has been held, repeating the person's name. From here on there is an invitation.

    Raises Refused for another name, for a talk planned on a later day, and where somebody was faster.
    """
    found = fresh(by, order)
    require(policies.may_tick(by, found))
    _refuse_unless_ahead(found)
    if found.talk_at and _day(found.talk_at, found) > _day(at, found):
        raise Refused(PLANNED_LATER, code="planned_later")
    if not same_name(repeated_name, found.first_name, found.name_prefix, found.last_name):
        raise Refused(WRONG_NAME, code="wrong_name")
    return say(by, found, TalkEventKind.HELD, at, " ".join(repeated_name.split())[:260])


def _day(moment: datetime, order: AnyOrder) -> date:
    return moment.astimezone(ZoneInfo(order.office_timezone)).date()


@transaction.atomic
def take_back_tick(*, by: Actor, order: uuid.UUID, at: datetime) -> TalkEvent:
    """Say that the talk was not held after all, within 30 minutes of the tick.

    Whether the invitation has been used meanwhile only the inside knows: then the programme stands, and the worker
    writes the tick anew (`let_tick_stand`). Raises Refused where there is no tick, or the half hour is over.
    """
    found = fresh(by, order)
    require(policies.may_tick(by, found))
    if TalkEventKind.TAKEN_BACK not in STEPS[found.state]:
        raise Refused(NOT_HELD, code="not_held")
    if not found.can_take_back(at):
        raise Refused(TOO_LATE, code="too_late")
    return say(by, found, TalkEventKind.TAKEN_BACK, at)


@transaction.atomic
def let_tick_stand(*, by: Actor, order: uuid.UUID, at: datetime) -> TalkEvent | None:
    """The tick was taken back after the person had used the code: the talk counts as held. For the worker alone.

    None where the tick stands already.
    """
    found = fresh(by, order)
    require(policies.may_keep_house(by))
    if found.event_kind != TalkEventKind.TAKEN_BACK:
        return None
    return say(by, found, TalkEventKind.HELD, at, found.name[:260])


@transaction.atomic
def call_off_talk(*, by: Actor, order: uuid.UUID, at: datetime) -> TalkEvent:
    """There will be no talk. The worker erases everything about the person; a number stays.

    Raises Refused where the talk has been held.
    """
    found = fresh(by, order)
    require(policies.may_lead(by, found))
    _refuse_unless_ahead(found)
    return say(by, found, TalkEventKind.CALLED_OFF, at)


@transaction.atomic
def note_handed_over(*, by: Actor, order: uuid.UUID, at: datetime) -> TalkEvent:
    """Say that the letter has been handed over. Raises Refused where it has been said, or no talk was held."""
    found = fresh(by, order)
    require(policies.may_tick(by, found))
    if TalkEventKind.HANDED_OVER not in STEPS[found.state]:
        raise Refused(
            _("Somebody has already said that the letter was handed over.")
            if found.state == TalkState.HANDED_OVER
            else _("The talk is not marked as held, so there is no letter yet."),
            code="no_step",
        )
    return say(by, found, TalkEventKind.HANDED_OVER, at)


@transaction.atomic
def settle_ticks(*, by: Actor, at: datetime, limit: int = 500) -> int:
    """Write the moment of the talk onto orders whose tick cannot be taken back any more; returns how many."""
    require(policies.may_keep_house(by))
    held = selectors.held_but_not_settled(by, at)[:limit]
    for order in held:
        Order.objects.filter(pk=order.pk, talk_held_at=None).update(talk_held_at=order.ticked_at)
    return len(held)
