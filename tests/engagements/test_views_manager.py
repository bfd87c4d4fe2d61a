"""What a manager's personal link opens: the own talks and nothing else."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from onward.accounts.standing import PASS_KEY
from tests.factories.accounts import PassFactory
from tests.factories.engagements import TalkEventFactory, TalkPlanFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(cast, client):
    """A client with the link of the first manager in its session."""
    entered = PassFactory(manager=cast.leader.pk, employer=cast.employer, language="en", name=cast.leader.name)
    session = client.session
    session[PASS_KEY] = str(entered.pk)
    session.save()
    return client


def page(name, *args):
    return reverse(f"engagements:talk_{name}", args=args)


def talk(cast, *, at=None, kind="dismissal", **kwargs):
    order = cast.order(**kwargs)
    TalkPlanFactory(order=order, talk_at=at or timezone.now() + timedelta(hours=2), manager=cast.leader, kind=kind)
    return order


def test_the_only_talk_is_opened_at_once(cast, manager):
    order = talk(cast)

    assert manager.get(page("orders")).url == page("order", order.pk)


def test_several_talks_stand_in_a_list(cast, manager):
    talk(cast, last_name="Ågård-Ünal"), talk(cast, last_name="Bæk")
    cast.order(last_name="Somebody Else")

    words = manager.get(page("orders")).content.decode()

    assert "Ågård-Ünal" in words
    assert "Bæk" in words
    assert "Somebody Else" not in words


def test_without_a_talk_the_page_says_whom_to_ask(cast, manager):
    assert "No talk is planned for you" in manager.get(page("orders")).content.decode()


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("dismissal", "When you have to dismiss somebody"),
        ("agreed_ending", "When you propose to part by agreement"),
        ("at_risk", "When you have to say that a job is at risk"),
    ],
)
def test_the_guide_fits_the_talk(cast, manager, kind, title):
    order = talk(cast, kind=kind)

    assert title in manager.get(page("order", order.pk)).content.decode()


def test_no_private_contact_is_shown(cast, manager):
    order = talk(cast, email="soren@mail.example", phone="+4520202020")

    words = manager.get(page("order", order.pk)).content.decode()

    assert "soren@mail.example" not in words
    assert "20 20 20 20" not in words


@pytest.mark.parametrize("name", ["order", "tick", "take_back"])
def test_a_talk_of_somebody_else_does_not_exist(cast, manager, name):
    assert manager.get(page(name, cast.order().pk)).status_code == 404


def test_tick_take_back_and_letter(cast, manager):
    order = talk(cast, last_name="Ågård-Ünal", at=timezone.now() - timedelta(minutes=30))

    manager.post(page("tick", order.pk), {"repeated_name": "soren agard unal"})
    assert "Open the letter" in manager.get(page("order", order.pk)).content.decode()

    manager.post(page("take_back", order.pk))
    assert "Say that the talk has been held" in manager.get(page("order", order.pk)).content.decode()


def test_handed_over(cast, manager):
    order = talk(cast)
    TalkEventFactory(order=order, at=timezone.now())

    words = manager.post(page("handed_over", order.pk), follow=True).content.decode()

    assert "The letter is handed over" in words


def test_a_talk_called_off_says_so_without_a_name(cast, manager):
    order = talk(cast, last_name="Ågård-Ünal")
    TalkEventFactory(order=order, kind="called_off", at=timezone.now(), repeated_name="")

    words = manager.get(page("order", order.pk)).content.decode()

    assert "The talk is called off" in words
    assert "Ågård" not in words


def test_the_sponsors_pages_are_not_the_managers(cast, manager):
    assert manager.get(reverse("engagements:sponsor_orders")).status_code == 404
