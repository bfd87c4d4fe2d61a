"""The talk: outcome, refusal, stranger, trace; under the database roles in which pages work."""

from datetime import timedelta

import pytest

from onward.core.access import SYSTEM
from onward.core.errors import NotAllowed, Refused
from onward.engagements import actions, selectors
from onward.engagements.enums import TalkEventKind, TalkState
from onward.engagements.models import Order, TalkEvent, TalkPlan
from onward.privacy.models import AuditEntry
from tests.factories.engagements import ORDERED_AT, TALK_AT, TICKED_AT

pytestmark = pytest.mark.django_db
NEXT_WEEK = TALK_AT + timedelta(days=7)


def state(order):
    return selectors.orders(SYSTEM).get(pk=order.pk).state


def verbs(order):
    return list(AuditEntry.objects.filter(about=order.pk).order_by("at").values_list("verb", flat=True))


@pytest.mark.parametrize("who", ["sponsor", "named"])
def test_plan_talk(cast, as_role, who):
    order = cast.order()
    by = getattr(cast, who)

    with as_role(by):
        actions.plan_talk(
            by=by, order=order.pk, kind="dismissal", talk_at=TALK_AT, manager=cast.leader.pk, at=ORDERED_AT
        )

    plan = TalkPlan.objects.get(order=order)
    assert (plan.talk_at, plan.manager_id, plan.by) == (TALK_AT, cast.leader.pk, by.person_id)
    assert state(order) == TalkState.PLANNED
    assert verbs(order) == ["engagements.talk_planned"]


def test_the_latest_plan_counts(cast, as_role):
    order = cast.order(talk="planned")

    with as_role(cast.sponsor):
        actions.plan_talk(by=cast.sponsor, order=order.pk, kind="at_risk", talk_at=NEXT_WEEK, manager=None, at=TALK_AT)

    planned = selectors.orders(SYSTEM).get(pk=order.pk)
    assert (planned.plan_kind, planned.talk_at, planned.manager_id) == ("at_risk", NEXT_WEEK, None)
    assert AuditEntry.objects.get(about=order.pk).before == {"talk_at": TALK_AT.isoformat()}


def test_several_talks_are_planned_together_or_not_at_all(cast, as_role):
    first, second, held = cast.order(), cast.order(), cast.order(talk="held")
    plan = {"kind": "dismissal", "talk_at": NEXT_WEEK, "manager": cast.leader.pk, "at": TICKED_AT}

    with as_role(cast.sponsor):
        with pytest.raises(Refused):
            actions.plan_talks(by=cast.sponsor, orders=[first.pk, held.pk], **plan)
        assert len(actions.plan_talks(by=cast.sponsor, orders=[first.pk, second.pk], **plan)) == 2

    assert set(TalkPlan.objects.exclude(order=held).values_list("order", flat=True)) == {first.pk, second.pk}


@pytest.mark.parametrize("who", ["unnamed", "counsellor", "other_sponsor", "manager", "candidate"])
def test_strangers_plan_nothing(cast, as_role, who):
    order = cast.order(talk="planned", talk__manager=cast.leader)
    by = getattr(cast, who)

    with as_role(by), pytest.raises(NotAllowed):
        actions.plan_talk(by=by, order=order.pk, kind="dismissal", talk_at=NEXT_WEEK, manager=None, at=ORDERED_AT)

    assert TalkPlan.objects.filter(order=order).count() == 1
    assert verbs(order) == []


def test_a_manager_of_another_employer_cannot_be_named(cast, as_role):
    order = cast.order()
    stranger = cast.leader.__class__.objects.create(
        employer=Order.objects.exclude(employer=cast.employer).get().employer,
        name="X",
        language="da",
        created_at=TALK_AT,
    )

    with as_role(cast.sponsor), pytest.raises(NotAllowed):
        actions.plan_talk(
            by=cast.sponsor, order=order.pk, kind="dismissal", talk_at=TALK_AT, manager=stranger.pk, at=ORDERED_AT
        )


@pytest.mark.parametrize("talk_at", [ORDERED_AT - timedelta(days=60), ORDERED_AT + timedelta(days=367)])
def test_an_unlikely_date_is_refused(cast, as_role, talk_at):
    order = cast.order()

    with as_role(cast.sponsor), pytest.raises(Refused):
        actions.plan_talk(
            by=cast.sponsor, order=order.pk, kind="dismissal", talk_at=talk_at, manager=None, at=ORDERED_AT
        )


def test_too_many_at_once_are_refused(cast, as_role):
    with as_role(cast.sponsor), pytest.raises(Refused, match="200"):
        actions.plan_talks(
            by=cast.sponsor,
            orders=[Order().pk for _ in range(201)],
            kind="dismissal",
            talk_at=TALK_AT,
            manager=None,
            at=ORDERED_AT,
        )


@pytest.mark.parametrize("who", ["sponsor", "named", "manager"])
def test_tick(cast, as_role, who):
    order = cast.order(last_name="Ågård-Ünal", talk="planned", talk__manager=cast.leader)
    by = getattr(cast, who)

    with as_role(by):
        actions.tick_talk_held(by=by, order=order.pk, repeated_name=" soren  aagard unal ", at=TICKED_AT)

    event = TalkEvent.objects.get()
    assert (event.kind, event.at, event.by_name) == (TalkEventKind.HELD, TICKED_AT, by.name)
    assert event.by == (by.person_id or by.manager_id)
    assert event.repeated_name == "soren aagard unal"
    assert state(order) == TalkState.HELD
    assert verbs(order) == ["engagements.talk_held"]


def test_a_tick_without_a_plan_counts(cast, as_role):
    order = cast.order(first_name="Jan", last_name="'t Hooft", name_prefix="'t")

    with as_role(cast.sponsor):
        actions.tick_talk_held(by=cast.sponsor, order=order.pk, repeated_name="Jan ’t Hooft", at=TICKED_AT)

    assert state(order) == TalkState.HELD


@pytest.mark.parametrize(
    ("ticked", "code"),
    [
        ({"repeated_name": "Sofie Ågård"}, "wrong_name"),
        ({"repeated_name": "   "}, "wrong_name"),
        ({"at": TALK_AT - timedelta(days=1)}, "planned_later"),
    ],
)
def test_a_tick_is_refused(cast, as_role, ticked, code):
    order = cast.order(last_name="Ågård", talk="planned")

    with as_role(cast.sponsor), pytest.raises(Refused) as refusal:
        actions.tick_talk_held(
            **{"by": cast.sponsor, "order": order.pk, "repeated_name": "Søren Ågård", "at": TICKED_AT} | ticked
        )

    assert refusal.value.code == code
    assert state(order) == TalkState.PLANNED
    assert verbs(order) == []


def test_a_talk_held_earlier_on_its_day_can_be_ticked(cast, as_role):
    order = cast.order(last_name="Ågård", talk="planned")

    with as_role(cast.sponsor):
        actions.tick_talk_held(
            by=cast.sponsor, order=order.pk, repeated_name="Søren Ågård", at=TALK_AT - timedelta(hours=1)
        )

    assert state(order) == TalkState.HELD


@pytest.mark.parametrize("before", ["held", "handed_over", "called_off"])
def test_what_is_over_is_not_ticked_again(cast, as_role, before):
    order = cast.order(last_name="Ågård", talk=before)

    with as_role(cast.sponsor), pytest.raises(Refused) as refusal:
        actions.tick_talk_held(
            by=cast.sponsor, order=order.pk, repeated_name="Søren Ågård", at=TICKED_AT + timedelta(hours=1)
        )

    assert refusal.value.code == ("called_off" if before == "called_off" else "already_held")


@pytest.mark.parametrize("who", ["unnamed", "counsellor", "other_sponsor", "other_manager"])
def test_strangers_tick_nothing(cast, as_role, who):
    order = cast.order(last_name="Ågård", talk="planned", talk__manager=cast.leader)
    by = getattr(cast, who)

    with as_role(by), pytest.raises(NotAllowed):
        actions.tick_talk_held(by=by, order=order.pk, repeated_name="Søren Ågård", at=TICKED_AT)

    assert not TalkEvent.objects.exists()


@pytest.mark.parametrize("who", ["sponsor", "named", "manager"])
@pytest.mark.parametrize("after", ["held", "handed_over"])
def test_take_back(cast, as_role, who, after):
    order = cast.order(talk=after, talk__manager=cast.leader)
    by = getattr(cast, who)

    with as_role(by):
        actions.take_back_tick(by=by, order=order.pk, at=TICKED_AT + timedelta(minutes=30))

    assert state(order) == TalkState.PLANNED
    assert verbs(order) == ["engagements.talk_taken_back"]


def test_take_back_is_over_after_half_an_hour(cast, as_role):
    order = cast.order(talk="held")

    with as_role(cast.sponsor), pytest.raises(Refused) as refusal:
        actions.take_back_tick(by=cast.sponsor, order=order.pk, at=TICKED_AT + timedelta(minutes=30, seconds=1))

    assert refusal.value.code == "too_late"


def test_nothing_to_take_back(cast, as_role):
    order = cast.order(talk="planned")

    with as_role(cast.sponsor), pytest.raises(Refused) as refusal:
        actions.take_back_tick(by=cast.sponsor, order=order.pk, at=TICKED_AT)

    assert refusal.value.code == "not_held"


def test_a_tick_taken_back_can_be_ticked_again(cast, as_role):
    order = cast.order(last_name="Ågård", talk="taken_back")

    with as_role(cast.sponsor):
        actions.tick_talk_held(
            by=cast.sponsor, order=order.pk, repeated_name="Ågård, Søren", at=TICKED_AT + timedelta(hours=2)
        )

    assert state(order) == TalkState.HELD


def test_the_later_word_stands_later(cast, as_role):
    """A request that began first but waited for the lock speaks last."""
    order = cast.order(talk="held")

    with as_role(cast.sponsor):
        actions.take_back_tick(by=cast.sponsor, order=order.pk, at=TICKED_AT - timedelta(milliseconds=5))

    assert state(order) == TalkState.PLANNED


def test_the_tick_stands_when_the_code_was_used(cast, as_role):
    order = cast.order(talk="taken_back")

    with as_role(cast.named):
        event = actions.let_tick_stand(by=SYSTEM, order=order.pk, at=TICKED_AT + timedelta(hours=1))
        assert actions.let_tick_stand(by=SYSTEM, order=order.pk, at=TICKED_AT + timedelta(hours=1)) is None

    assert event.kind == TalkEventKind.HELD
    assert state(order) == TalkState.HELD


def test_nobody_else_lets_a_tick_stand(cast, as_role):
    order = cast.order(talk="taken_back")

    with as_role(cast.named), pytest.raises(NotAllowed):
        actions.let_tick_stand(by=cast.named, order=order.pk, at=TICKED_AT)


@pytest.mark.parametrize("who", ["sponsor", "named"])
def test_call_off(cast, as_role, who):
    order = cast.order(talk="planned")
    by = getattr(cast, who)

    with as_role(by):
        actions.call_off_talk(by=by, order=order.pk, at=TALK_AT)

        assert list(selectors.own_orders(by).filter(pk=order.pk)) == []
    assert state(order) == TalkState.CALLED_OFF
    assert verbs(order) == ["engagements.talk_called_off"]


@pytest.mark.parametrize(("before", "code"), [("held", "already_held"), ("called_off", "called_off")])
def test_what_is_over_is_not_called_off(cast, as_role, before, code):
    order = cast.order(talk=before)

    with as_role(cast.sponsor), pytest.raises(Refused) as refusal:
        actions.call_off_talk(by=cast.sponsor, order=order.pk, at=TICKED_AT + timedelta(hours=1))

    assert refusal.value.code == code


def test_a_manager_calls_nothing_off(cast, as_role):
    order = cast.order(talk="planned", talk__manager=cast.leader)

    with as_role(cast.manager), pytest.raises(NotAllowed):
        actions.call_off_talk(by=cast.manager, order=order.pk, at=TALK_AT)


@pytest.mark.parametrize("who", ["sponsor", "named", "manager"])
def test_handed_over(cast, as_role, who):
    order = cast.order(talk="held", talk__manager=cast.leader)
    by = getattr(cast, who)

    with as_role(by):
        actions.note_handed_over(by=by, order=order.pk, at=TICKED_AT + timedelta(minutes=5))

        with pytest.raises(Refused, match="already"):
            actions.note_handed_over(by=by, order=order.pk, at=TICKED_AT + timedelta(minutes=6))
    assert state(order) == TalkState.HANDED_OVER


def test_no_letter_before_the_talk(cast, as_role):
    order = cast.order(talk="planned")

    with as_role(cast.sponsor), pytest.raises(Refused, match="no letter yet"):
        actions.note_handed_over(by=cast.sponsor, order=order.pk, at=TALK_AT)


def test_ticks_are_settled_once_they_hold(cast, as_role):
    old, young, back = cast.order(talk="handed_over"), cast.order(), cast.order(talk="taken_back")
    young.events.create(kind="held", repeated_name="S", at=TICKED_AT + timedelta(minutes=25), by_name="B")
    at = TICKED_AT + timedelta(minutes=31)

    with as_role(cast.named):
        assert actions.settle_ticks(by=SYSTEM, at=at) == 1
        assert actions.settle_ticks(by=SYSTEM, at=at) == 0

    held = {row.pk: row.talk_held_at for row in Order.objects.filter(agreement=cast.agreement)}
    assert held == {old.pk: TICKED_AT, young.pk: None, back.pk: None}


def test_only_the_worker_settles(cast, as_role):
    with as_role(cast.named), pytest.raises(NotAllowed):
        actions.settle_ticks(by=cast.named, at=TICKED_AT)
