"""The same beginning sent again: pressed twice, after an answer that was lost, from the page before, by the letter."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from onward.accounts.models import Person
from onward.core.access import Role
from onward.counselling import start_session
from onward.counselling.models import CallToMake
from onward.privacy.models import Consent
from tests.conftest import WebClient
from tests.counselling.beginning import invited, say_yes, show_code
from tests.factories.accounts import PersonFactory, session_of

pytestmark = pytest.mark.django_db


def test_a_page_sent_twice_is_one_beginning(client):
    programme, _made = invited()
    show_code(client)
    before = dict(client.session.items())
    say_yes(client)
    same_session = WebClient()  # the second click left before the first answer had come back
    again = same_session.session
    again.update(before)
    again.save()
    same_session.cookies["sessionid"] = again.session_key

    assert say_yes(same_session).url == reverse("counselling:start_talk")
    assert same_session.get(reverse("counselling:start_talk")).status_code == 200
    assert programme.answers.count() == 1
    assert not CallToMake.objects.exists()


@pytest.mark.parametrize(("in_time", "then"), [(True, "start_talk"), (False, "start")])
def test_an_answer_lost_on_its_way_is_asked_for_again_by_a_second_press(client, in_time, then):
    programme, _made = invited()
    show_code(client)
    earlier = client.cookies["sessionid"].value
    say_yes(client)
    client.cookies["sessionid"] = earlier  # the new one was in the answer
    if not in_time:
        cache.clear()

    again = say_yes(client)

    assert again.url == reverse(f"counselling:{then}")
    assert client.get(again.url).status_code == 200
    assert programme.answers.count() == 1


def test_a_code_shown_where_somebody_else_is_signed_in_begins_for_whoever_holds_it(client):
    programme, _made = invited()
    session_of(client, PersonFactory(candidate=True), Role.CANDIDATE, ("code",))
    show_code(client)

    assert say_yes(client).url == reverse("counselling:start_talk")
    assert client.get(reverse("counselling:start_talk")).context["request"].actor.key == programme.candidate_id


@pytest.mark.parametrize("read_before", [False, True])
def test_what_was_typed_and_is_kept_after_the_yes_signs_nobody_out(client, monkeypatch, read_before):
    """The browser sends it first; the yes is done before the other has read its session, or before it writes it."""
    invited()
    show_code(client)
    slow = WebClient()
    slow.cookies["sessionid"] = client.cookies["sessionid"].value
    if read_before:
        keep = start_session.keep_typed
        monkeypatch.setattr(start_session, "keep_typed", lambda *args: [keep(*args), say_yes(client)])
    else:
        say_yes(client)

    kept = slow.post(reverse("counselling:start_keep", args=["you"]), {"reach": "soren@mail.example"})

    assert kept.status_code == 204
    assert "sessionid" not in kept.cookies
    assert client.get(reverse("counselling:start_talk")).status_code == 200


def test_back_and_send_again_mends_the_address(client):
    programme, _made = invited()
    show_code(client)
    say_yes(client, reach="sorn@mail.example")

    say_yes(client, reach="soren@mail.example")

    assert Person.objects.get(pk=programme.candidate_id).email == "soren@mail.example"
    assert Consent.objects.filter(kind="terms").count() == 1


def test_the_code_typed_again_in_the_same_browser_is_no_strangers(client):
    invited()
    show_code(client)
    say_yes(client)

    assert show_code(client).url == reverse("counselling:start_you")
    assert not CallToMake.objects.exists()
