"""Two at once, over two real connections."""

import threading
import uuid
from datetime import timedelta

import pytest
from django.db import connections

from onward.core import wall
from onward.core.errors import Refused
from onward.core.middleware import facts_of
from onward.engagements import actions
from onward.engagements.models import ListDraft, Order, TalkEvent
from tests.engagements.conftest import make_cast
from tests.engagements.test_views_lists import HOOFT, SOREN, sheet
from tests.factories.engagements import ORDERED_AT, TICKED_AT

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds):
    """What each deed gave, begun at the same moment, each on a connection of its own."""
    start, given = threading.Barrier(len(deeds)), [None] * len(deeds)

    def do(index, deed):
        try:
            start.wait()
            given[index] = deed()
        except Exception as error:
            given[index] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=do, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given


def as_(by, action, **given):
    side = "employer" if by.is_employer_side else "inside"

    def deed():
        with wall.taken(f"{side}_writing", facts_of(by)):
            return action(by=by, **given)

    return deed


@pytest.fixture
def cast():
    return make_cast()


def test_two_ticks_at_once_are_one(cast):
    order = cast.order(last_name="Ågård", talk="planned", talk__manager=cast.leader)
    tick = {"order": order.pk, "repeated_name": "Søren Ågård", "at": TICKED_AT}

    given = at_once(
        as_(cast.sponsor, actions.tick_talk_held, **tick),
        as_(cast.manager, actions.tick_talk_held, **tick),
        as_(cast.named, actions.tick_talk_held, **tick),
    )

    assert TalkEvent.objects.filter(order=order).count() == 1
    assert [each.code for each in given if isinstance(each, Refused)] == ["already_held"] * 2


def test_tick_and_call_off_at_once_leave_one_truth(cast):
    order = cast.order(last_name="Ågård", talk="planned")

    given = at_once(
        as_(cast.sponsor, actions.tick_talk_held, order=order.pk, repeated_name="Søren Ågård", at=TICKED_AT),
        as_(cast.named, actions.call_off_talk, order=order.pk, at=TICKED_AT),
    )

    assert TalkEvent.objects.filter(order=order).count() == 1
    assert sum(isinstance(each, Refused) for each in given) == 1


def uploaded(cast, *rows):
    content = {"content": sheet(*rows).read(), "filename": "l.csv"}
    chosen = {"package": cast.package.pk, "language": "da", "at": ORDERED_AT}
    return as_(cast.sponsor, actions.upload_list, **content, **chosen)().pk


def test_two_clicks_at_once_store_once(cast):
    store = as_(cast.sponsor, actions.record_list, draft=uploaded(cast, SOREN, HOOFT), at=ORDERED_AT)

    given = at_once(store, store)

    assert [each.people for each in given] == [2, 2]
    assert Order.objects.filter(agreement=cast.agreement).count() == 2
    assert not ListDraft.objects.exists()


def test_two_uploads_of_the_same_people_at_once_order_them_once(cast):
    first, second = uploaded(cast, SOREN), uploaded(cast, SOREN)
    at = ORDERED_AT + timedelta(minutes=1)

    given = at_once(
        as_(cast.sponsor, actions.record_list, draft=first, at=at),
        as_(cast.sponsor, actions.record_list, draft=second, at=at),
    )

    assert sorted((each.people, each.new_doubles) for each in given) == [(0, 1), (1, 0)]
    assert Order.objects.filter(agreement=cast.agreement).count() == 1


def test_a_draft_that_never_was_is_gone(cast):
    with pytest.raises(Refused) as refusal:
        as_(cast.sponsor, actions.record_list, draft=uuid.uuid4(), at=ORDERED_AT)()

    assert refusal.value.code == "gone"
