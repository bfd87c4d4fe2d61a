"""Two posts at the same moment: real connections, one order, nothing twice, nothing lost."""

import threading
import uuid

import pytest
from django.db import connections

from onward.dialogue import actions
from onward.dialogue.models import Conversation, Draft, Message
from tests.dialogue.conftest import checked
from tests.factories.accounts import actor
from tests.factories.programmes import NOW, ProgrammeFactory

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*attempts):
    """Run the attempts in threads with connections of their own, from the same moment."""
    barrier, failed = threading.Barrier(len(attempts)), []

    def run(attempt):
        try:
            barrier.wait(timeout=10)
            attempt()
        except Exception as error:  # told in the test's own thread
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[attempt]) for attempt in attempts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert failed == []


@pytest.fixture
def programme():
    return ProgrammeFactory()


def test_both_write_at_once_and_there_is_one_order(programme):
    mette, karen = actor(programme.candidate), actor(programme.counsellor)

    def write(by, text):
        return lambda: actions.send_message(by=by, programme=programme, text=text, at=NOW)

    at_once(*[write(mette, f"m{n}") for n in range(3)], *[write(karen, f"k{n}") for n in range(3)])

    assert sorted(Message.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert Conversation.objects.get().last_number == 6
    assert {message.text for message in Message.objects.all()} == {"m0", "m1", "m2", "k0", "k1", "k2"}


def test_a_double_tap_is_one_message_with_its_file_once(programme):
    mette, key = actor(programme.candidate), uuid.uuid4()

    def tap():
        actions.send_message(by=mette, programme=programme, text="Hello", key=key, files=[checked()], at=NOW)

    at_once(tap, tap, tap)

    message = Message.objects.get()
    assert (message.number, message.files.count()) == (1, 1)


def test_two_windows_begin_at_once_and_both_texts_are_kept(programme):
    mette = actor(programme.candidate)

    def begin(text):
        return lambda: actions.save_draft(by=mette, programme=programme, text=text, version=0, at=NOW)

    at_once(begin("one"), begin("two"))

    draft = Draft.objects.get()
    assert {draft.text, draft.aside} == {"one", "two"}
