"""What an employer's contact does with orders, page by page, under the database roles of production."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from onward.accounts.selectors import open_passes
from onward.core.access import SYSTEM, Role
from onward.correspondence.models import Message
from onward.engagements import selectors
from onward.engagements.enums import TalkState
from onward.engagements.models import Manager, Order, TalkPlan
from tests.factories.engagements import TalkEventFactory, TalkPlanFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def hr(cast, sign_in):
    return sign_in(cast.people["sponsor"], Role.SPONSOR)


def page(name, *args):
    return reverse(f"engagements:sponsor_{name}", args=args)


def state(order):
    return selectors.orders(SYSTEM).get(pk=order.pk).state


def planned(cast, at=None, **kwargs):
    order = cast.order(**kwargs)
    TalkPlanFactory(order=order, talk_at=at or timezone.now() + timedelta(days=3), manager=cast.leader)
    return order


def held(cast, at=None, **kwargs):
    order = planned(cast, timezone.now() - timedelta(hours=1), **kwargs)
    TalkEventFactory(order=order, at=at or timezone.now() - timedelta(minutes=2))
    return order


def test_the_list_shows_own_people_only(cast, hr):
    cast.order(last_name="Ågård-Ünal")

    words = hr.get(page("orders")).content.decode()

    assert "Ågård-Ünal, Søren" in words
    assert "Kleppe" not in words


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_for_one_and_three(cast, hr, django_assert_num_queries, count):
    for _ in range(count):
        planned(cast)

    with django_assert_num_queries(14):  # seven are of the page: session, person, role, what waits, number, keys, rows
        words = hr.get(page("orders")).content.decode()

    assert words.count('scope="row"') == count


@pytest.mark.parametrize(
    ("show", "expected", "heading"),
    [
        ("to_plan", 1, "Before the talk"),
        ("planned", 2, "Before the talk"),
        ("overdue", 1, "Before the talk"),
        ("held", 1, "Talk held"),
        ("all", 5, "Orders"),
    ],
)
def test_the_list_can_be_narrowed(cast, hr, show, expected, heading):
    cast.order()
    planned(cast), planned(cast)
    planned(cast, timezone.now() - timedelta(days=1))
    held(cast)

    words = hr.get(page("orders"), {"show": show}).content.decode()

    assert words.count('scope="row"') == expected
    assert f'<h1 class="ds-heading">{heading}</h1>' in words


@pytest.mark.parametrize(("name", "expected"), [("ågård", 1), ("søren ågå", 1), ("ågård anna", 0), ("", 2)])
def test_the_list_can_be_searched(cast, hr, name, expected):
    cast.order(last_name="Ågård-Ünal"), cast.order(last_name="Bæk")

    words = hr.get(page("orders"), {"name": name, "show": "ahead"}).content.decode()

    assert words.count('scope="row"') == expected


def test_an_empty_list_says_what_will_be_here(cast, hr):
    assert "The people you put forward stand here" in hr.get(page("orders")).content.decode()


@pytest.mark.parametrize("name", ["order", "tick", "take_back", "call_off"])
def test_another_employers_order_does_not_exist(cast, hr, name):
    other = Order.objects.exclude(employer=cast.employer).get()

    assert hr.get(page(name, other.pk)).status_code == 404


def test_one_person_by_hand(cast, hr):
    sent = {
        "package": str(cast.package.pk),
        "language": "da",
        "first_name": "Søren",
        "last_name": "Ågård-Ünal",
        "email": "soren@limfjord.example",
        "phone": "20 20 20 20",
        "hired_on": "2009-03-03",
    }

    answer = hr.post(page("new_order"), sent)

    order = Order.objects.get(agreement=cast.agreement)
    assert answer.url == page("order", order.pk)
    assert (order.email, order.work_email, order.phone) == ("", "soren@limfjord.example", "+4520202020")
    assert order.created_by == cast.people["sponsor"].pk


def test_without_a_name_the_form_says_so(cast, hr):
    answer = hr.post(page("new_order"), {"package": str(cast.package.pk), "language": "da"})

    assert "This needs another look" in answer.content.decode()
    assert not Order.objects.filter(agreement=cast.agreement).exists()


def test_nothing_to_order(cast, hr):
    cast.package.ended_on = cast.agreement.starts_on
    cast.package.save()

    assert "Nothing to order yet" in hr.get(page("new_order")).content.decode()
    assert "Nothing to order yet" in hr.get(page("import")).content.decode()


def test_plan_one_talk_with_a_new_manager(cast, hr):
    order = cast.order()
    sent = {
        "order": str(order.pk),
        "kind": "dismissal",
        "day": (timezone.localdate() + timedelta(days=4)).isoformat(),
        "time": "10.30",
        "manager": "nobody",
        "new_name": "Jens Kragh",
        "new_email": "jens@limfjord.example",
        "new_language": "da",
    }

    answer = hr.post(page("plan"), sent)

    plan = TalkPlan.objects.get(order=order)
    assert answer.url == page("order", order.pk)
    assert plan.manager.name == "Jens Kragh"
    assert timezone.localtime(plan.talk_at).strftime("%H:%M") == "10:30"


@pytest.mark.parametrize(("sent", "stands_open"), [({"new_name": "Jens Kragh"}, True), ({"manager": "nobody"}, False)])
def test_a_name_that_was_written_stays_in_sight_after_an_error(cast, hr, sent, stands_open):
    order = planned(cast)

    answer = hr.post(page("plan"), {"order": str(order.pk), "kind": "dismissal", "new_language": "da", **sent})

    assert answer.status_code == 200
    assert answer.context["form"].asks_for_new is stands_open


def test_plan_several_talks_at_once(cast, hr):
    orders = [cast.order(), cast.order()]
    sent = {
        "order": [str(order.pk) for order in orders],
        "kind": "dismissal",
        "day": (timezone.localdate() + timedelta(days=4)).isoformat(),
        "time": "9",
        "manager": str(cast.leader.pk),
        "new_language": "da",
    }

    shown = hr.get(page("plan"), {"order": sent["order"]}).content.decode()
    answer = hr.post(page("plan"), sent)

    assert "Plan 2 talks" in shown
    assert answer.url == page("orders")
    assert set(TalkPlan.objects.values_list("order", flat=True)) == {order.pk for order in orders}


@pytest.mark.parametrize("asked", [{}, {"order": "nonsense"}])
def test_planning_for_nobody_does_not_exist(cast, hr, asked):
    assert hr.get(page("plan"), asked).status_code == 404


def test_a_refused_plan_keeps_what_was_typed(cast, hr):
    order = cast.order()
    sent = {
        "order": str(order.pk),
        "kind": "dismissal",
        "day": "2099-01-02",
        "time": "9",
        "manager": "nobody",
        "new_language": "da",
    }

    words = hr.post(page("plan"), sent).content.decode()

    assert "more than a year ahead" in words
    assert 'value="2099"' in words


def test_a_new_manager_needs_a_name(cast, hr):
    order = cast.order()
    sent = {"order": str(order.pk), "kind": "dismissal", "day": "2026-12-02", "time": "9", "manager": "nobody"}
    sent |= {"new_email": "jens@limfjord.example", "new_language": "da"}

    assert "Write the name of the manager" in hr.post(page("plan"), sent).content.decode()
    assert Manager.objects.filter(employer=cast.employer).count() == 2


def test_the_link_goes_to_the_manager_and_names_nobody(cast, hr):
    order = planned(cast, last_name="Ågård-Ünal")

    hr.post(page("send_link", order.pk))

    message = Message.objects.get()
    assert message.address == cast.leader.email
    assert "/talks/enter/" in message.body
    assert "Ågård" not in message.subject + message.body
    assert message.is_secret


def test_the_link_can_be_shown_once(cast, hr):
    order = planned(cast)

    words = hr.post(page("show_link", order.pk)).content.decode()

    assert "/talks/enter/" in words
    assert not Message.objects.exists()


def test_the_link_is_ended_by_a_button(cast, hr):
    order = planned(cast)
    hr.post(page("show_link", order.pk))

    answer = hr.post(page("end_link", order.pk), follow=True)

    assert "It opens nothing any more" in answer.content.decode()
    assert not open_passes(timezone.now()).exists()


@pytest.mark.parametrize("name", ["send_link", "show_link", "end_link"])
def test_without_a_manager_there_is_no_link(cast, hr, name):
    order = cast.order()

    answer = hr.post(page(name, order.pk), follow=True)

    assert "Nobody is named to hold this talk yet" in answer.content.decode()


def test_tick(cast, hr):
    order = planned(cast, timezone.now() - timedelta(minutes=20), last_name="Ågård-Ünal")

    assert "Has the talk been held?" in hr.get(page("order", order.pk)).content.decode()
    answer = hr.post(page("tick", order.pk), {"repeated_name": "Soren Agard-Unal"}, follow=True)

    assert state(order) == TalkState.HELD
    assert "possible until" in answer.content.decode()


def test_a_double_click_on_the_tick_ticks_once(cast, hr):
    order = planned(cast, timezone.now() - timedelta(minutes=20), last_name="Ågård")

    for _ in range(2):
        answer = hr.post(page("tick", order.pk), {"repeated_name": "Søren Ågård"})

    assert answer.url == page("order", order.pk)
    assert order.events.count() == 1


def test_another_name_is_said_at_the_field(cast, hr):
    order = planned(cast, timezone.now() - timedelta(minutes=20), last_name="Ågård")

    words = hr.post(page("tick", order.pk), {"repeated_name": "Sofie"}).content.decode()

    assert "That is not the name on the order" in words
    assert state(order) == TalkState.PLANNED


def test_take_back(cast, hr):
    order = held(cast)

    assert "tear it up" in hr.get(page("take_back", order.pk)).content.decode()
    hr.post(page("take_back", order.pk))

    assert state(order) == TalkState.PLANNED


def test_take_back_too_late(cast, hr):
    order = held(cast, timezone.now() - timedelta(minutes=31))

    words = hr.post(page("take_back", order.pk)).content.decode()

    assert "The half hour is over" in words
    assert state(order) == TalkState.HELD


def test_call_off_leaves_no_name_in_the_message(cast, hr):
    order = planned(cast, last_name="Ågård-Ünal")

    answer = hr.post(page("call_off", order.pk), follow=True)

    assert answer.redirect_chain[-1][0] == page("orders")
    assert "The talk is called off" in answer.content.decode()
    assert "Ågård" not in answer.content.decode()
    assert "The talk is called off" in hr.get(page("order", order.pk)).content.decode()


def test_handed_over(cast, hr):
    order = held(cast)

    hr.post(page("handed_over", order.pk))

    assert state(order) == TalkState.HANDED_OVER
    assert "between the person and the counsellor" in hr.get(page("order", order.pk)).content.decode()


@pytest.mark.parametrize("name", ["handed_over", "send_link", "show_link", "end_link"])
def test_what_changes_something_is_posted(cast, hr, name):
    assert hr.get(page(name, cast.order().pk)).status_code == 405


@pytest.mark.parametrize("who", ["counsellor", "named", "candidate"])
def test_the_pages_are_the_sponsors(cast, sign_in, who):
    client = sign_in(cast.people[who])

    assert client.get(page("orders")).status_code == 404
