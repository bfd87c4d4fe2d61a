"""Who never began leaves a number: nothing of the person is left in any table."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from onward.accounts.models import Pass
from onward.core import wall
from onward.core.access import SYSTEM
from onward.core.errors import NotAllowed
from onward.engagements import actions, signals, tasks
from onward.engagements.models import ListDraft, Manager, Order, Tally
from onward.engagements.people import PutForward
from onward.privacy.models import AuditEntry
from tests.factories.engagements import ORDERED_AT, TALK_AT, TICKED_AT, TalkPlanFactory

pytestmark = pytest.mark.django_db
LATER = TALK_AT + timedelta(days=61)


def tables_with(*words):
    """Every table of ours in which one of these words stands in any row."""
    found = set()
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            for word in words:
                cursor.execute(f'SELECT 1 FROM "{table}" t WHERE t::text ILIKE %s LIMIT 1', [f"%{word}%"])
                if cursor.fetchone():
                    found.add(table)
    return found


def lived(cast, as_role):
    """An order that went through many hands before the talk was called off."""
    canary = PutForward(
        first_name="Xanthippe", last_name="Quickwater", email="xq@private.example", phone="+4520209999"
    )
    with as_role(cast.named):
        order = actions.record_order(
            by=cast.named, package=cast.package.pk, person=canary, language="da", at=ORDERED_AT
        )
        manager = actions.record_manager(
            by=cast.named,
            employer=cast.employer.pk,
            name="Yrsa Zwart",
            email="yz@work.example",
            language="da",
            at=ORDERED_AT,
        )
        actions.plan_talk(
            by=cast.named, order=order.pk, kind="dismissal", talk_at=TALK_AT, manager=manager.pk, at=ORDERED_AT
        )
        mended = PutForward(first_name="Xanthippe", last_name="Quickwater-Lund")
        actions.change_order(
            by=cast.named, order=order.pk, person=mended, package=cast.package.pk, language="da", at=ORDERED_AT
        )
        actions.send_manager_link(by=cast.named, order=order.pk, at=ORDERED_AT)
        actions.tick_talk_held(by=cast.named, order=order.pk, repeated_name="Xanthippe Quickwater-Lund", at=TICKED_AT)
        actions.take_back_tick(by=cast.named, order=order.pk, at=TICKED_AT + timedelta(minutes=1))
        actions.call_off_talk(by=cast.named, order=order.pk, at=TICKED_AT + timedelta(minutes=2))
    return order


def test_called_off_leaves_a_number_and_nothing_else(cast, as_role):
    order = lived(cast, as_role)
    assert {"engagements_order", "engagements_talkevent", "engagements_manager", "privacy_auditentry"} <= tables_with(
        "Quickwater", "Zwart"
    )

    assert actions.erase_ended(by=SYSTEM, at=TICKED_AT + timedelta(minutes=5)) == 1

    assert tables_with("Xanthippe", "Quickwater", "xq@private", "20209999", "Zwart", "yz@work") == set()
    assert not Pass.objects.exists()
    tally = Tally.objects.get()
    assert (tally.kind, tally.month, tally.number) == ("called_off", date(2026, 11, 1), 1)
    blacked = AuditEntry.objects.filter(about=order.pk)
    assert blacked.exists()
    assert all(row.blacked_out_at and not row.before and not row.after for row in blacked)


def test_a_second_one_is_added_to_the_number(cast):
    cast.order(talk="called_off"), cast.order(talk="called_off")

    assert actions.erase_ended(by=SYSTEM, at=TICKED_AT + timedelta(hours=1)) == 2

    assert Tally.objects.get().number == 2
    assert actions.erase_ended(by=SYSTEM, at=TICKED_AT + timedelta(hours=1)) == 0


@pytest.mark.parametrize("talk", ["planned", "taken_back"])
def test_not_held_sixty_days_after_its_date(cast, talk):
    Order.objects.all().delete()
    order = cast.order(talk=talk)

    assert actions.erase_ended(by=SYSTEM, at=TALK_AT + timedelta(days=60)) == 0
    assert actions.erase_ended(by=SYSTEM, at=LATER) == 1

    assert not Order.objects.filter(pk=order.pk).exists()
    assert Tally.objects.get().kind == "not_held"


def test_a_new_date_gives_new_time(cast):
    Order.objects.all().delete()
    order = cast.order(talk="planned")
    TalkPlanFactory(order=order, talk_at=TALK_AT + timedelta(days=30), at=TALK_AT)

    assert actions.erase_ended(by=SYSTEM, at=LATER) == 0


def test_never_planned_counts_from_the_order(cast):
    cast.order()

    assert actions.erase_ended(by=SYSTEM, at=ORDERED_AT + timedelta(days=60)) == 0
    assert actions.erase_ended(by=SYSTEM, at=ORDERED_AT + timedelta(days=61)) == 2  # the other employer's as well


@pytest.mark.parametrize("talk", ["held", "handed_over"])
def test_who_was_told_is_not_erased(cast, talk):
    order = cast.order(talk=talk)

    actions.erase_ended(by=SYSTEM, at=LATER)

    assert Order.objects.filter(pk=order.pk).exists()


def test_a_manager_with_another_talk_stays(cast):
    cast.order(talk="called_off", talk__manager=cast.leader)
    cast.order(talk="planned", talk__manager=cast.leader)

    actions.erase_ended(by=SYSTEM, at=TICKED_AT + timedelta(hours=1))

    assert Manager.objects.filter(pk=cast.leader.pk).exists()


def test_whoever_stands_above_is_told_first(cast):
    order = cast.order(talk="called_off")
    told = []

    def remember(sender, order, at, **kwargs):
        told.append((order, Order.objects.filter(pk=order).exists()))

    signals.order_ends.connect(remember)
    try:
        actions.erase_ended(by=SYSTEM, at=TICKED_AT + timedelta(hours=1))
    finally:
        signals.order_ends.disconnect(remember)

    assert told == [(order.pk, True)]


def test_what_still_hangs_on_an_order_stops_only_that_one(cast, caplog):
    stuck, free = cast.order(talk="called_off"), cast.order(talk="called_off")

    def refuse(sender, order, at, **kwargs):
        if order == stuck.pk:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1/0")

    signals.order_ends.connect(refuse)
    try:
        assert actions.erase_ended(by=SYSTEM, at=TICKED_AT + timedelta(hours=1)) == 1
    finally:
        signals.order_ends.disconnect(refuse)

    assert Order.objects.filter(pk=stuck.pk).exists()
    assert not Order.objects.filter(pk=free.pk).exists()
    assert "could not be erased" in caplog.text


def test_a_tick_in_the_last_moment_saves_the_person(cast):
    held = cast.order(talk="held")

    with wall.taken("erasure"):
        assert actions.erase_order(by=SYSTEM, order=held.pk, at=LATER) is False


@pytest.mark.parametrize("erase", [actions.erase_ended, actions.drop_expired_drafts])
def test_only_the_worker_erases(cast, erase):
    with pytest.raises(NotAllowed):
        erase(by=cast.named, at=LATER)
    with pytest.raises(NotAllowed):
        actions.erase_order(by=cast.named, order=uuid.uuid4(), at=LATER)


def test_drafts_go_after_half_an_hour():
    at = datetime(2026, 11, 2, 9, tzinfo=UTC)
    for minutes in (29, 31):
        ListDraft.objects.create(
            person=uuid.uuid4(),
            agreement=uuid.uuid4(),
            file_name="l.csv",
            sealed=b"x",
            created_at=at,
            expires_at=at + timedelta(minutes=minutes),
        )

    with wall.taken("erasure"):
        assert actions.drop_expired_drafts(by=SYSTEM, at=at + timedelta(minutes=30)) == 1

    assert ListDraft.objects.count() == 1


def test_the_worker_does_all_three(cast):
    """Each task takes the role it needs."""
    now = timezone.now()
    called_off = cast.order(talk="called_off")
    held = cast.order(talk="planned")
    held.events.create(kind="held", repeated_name="x", at=now - timedelta(hours=1), by_name="x")
    draft = {"person": uuid.uuid4(), "agreement": uuid.uuid4(), "file_name": "l", "sealed": b"x", "created_at": now}
    ListDraft.objects.create(expires_at=now - timedelta(seconds=1), **draft)

    tasks.settle_ticks(timestamp=0)
    tasks.erase_ended(timestamp=0)
    tasks.drop_expired_drafts(timestamp=0)

    held.refresh_from_db()
    assert held.talk_held_at == now - timedelta(hours=1)
    assert not Order.objects.filter(pk=called_off.pk).exists()
    assert not ListDraft.objects.exists()
