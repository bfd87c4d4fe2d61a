"""Written once, sent once, and never to an employer by mistake."""

import json
import smtplib
import threading
import uuid
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import croniter
import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from procrastinate.contrib.django import app

from onward.core import wall
from onward.correspondence import actions, sms
from onward.correspondence.enums import MessageState
from onward.correspondence.models import Message
from onward.correspondence.tasks import send_messages
from tests.factories.accounts import LONG_AGO, EmployerFactory
from tests.factories.correspondence import MORNING, MessageFactory

INVITED = {"kind": "correspondence.invited", "language": "en", "at": MORNING}


@pytest.fixture(autouse=True)
def _real(settings):
    settings.DEMO = False


class Broken(BaseEmailBackend):
    """A mail server that refuses whoever is called so."""

    def send_messages(self, messages):
        for message in messages:
            if "refused" in message.to[0]:
                raise smtplib.SMTPRecipientsRefused({message.to[0]: (550, b"no")})
        return len(messages)


@pytest.fixture
def broken_server(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Broken"


# Written ----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_mail_is_written_in_the_readers_language():
    message = actions.queue_mail(
        kind="correspondence.sign_in_code",
        address="karen@mail.example",
        language="en",
        at=MORNING,
        context={"code": "314-159", "first_name": "Karen"},
        secret=True,
    )

    assert message.subject == "Your code"
    assert message.body.startswith("Hello Karen,\n\n")
    assert "\n314-159\n" in message.body
    assert message.body.endswith("\n")
    assert (message.state, message.not_before, message.is_secret) == (MessageState.WAITING, MORNING, True)


@pytest.mark.django_db
def test_a_name_with_signs_stays_as_it_is():
    message = actions.queue_mail(address="a@mail.example", context={"first_name": "D'Arcy & <Søn>"}, **INVITED)

    assert "D'Arcy & <Søn>" in message.body


@pytest.mark.django_db
def test_a_text_message_is_one_paragraph():
    message = actions.queue_sms(
        kind="correspondence.sign_in_code",
        number="+4520123456",
        language="en",
        at=MORNING,
        context={"code": "314-159"},
    )

    assert "\n" not in message.body
    assert "314-159" in message.body


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "to_work", "written"),
    [
        ("karen@mail.example", False, 1),
        ("karen@stal.example", False, 0),
        ("karen@hr.stal.example", False, 0),
        ("karen@stal.example", True, 1),
    ],
)
def test_nothing_private_is_written_to_an_employer(address, to_work, written):
    EmployerFactory(mail_domains=["stal.example"])

    message = actions.queue_mail(address=address, to_work=to_work, **INVITED)

    assert Message.objects.count() == written
    assert (message is not None) == bool(written)


@pytest.mark.django_db
def test_an_employers_page_may_write_but_not_read():
    with wall.taken("employer_writing", {"employer": str(uuid.uuid4())}):
        actions.queue_mail(address="desk@onward.example", to_work=True, **INVITED)

    assert Message.objects.count() == 1


@pytest.mark.django_db
def test_a_change_that_is_undone_sends_nothing():
    with transaction.atomic():
        actions.queue_mail(address="karen@mail.example", **INVITED)
        transaction.set_rollback(True)

    assert actions.send_due(at=MORNING) == 0


# Sent -------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_what_is_due_is_sent_once_oldest_first():
    later = MessageFactory(not_before=MORNING + timedelta(minutes=1))
    first = MessageFactory()
    MessageFactory(not_before=MORNING + timedelta(hours=1))

    at = MORNING + timedelta(minutes=2)
    assert actions.send_due(at=at) == 2
    assert actions.send_due(at=at) == 0

    assert [message.to for message in mail.outbox] == [[first.address], [later.address]]
    first.refresh_from_db()
    assert (first.state, first.settled_at, first.attempts, first.body) == (
        MessageState.SENT,
        at,
        1,
        "There is something for you.",
    )


@pytest.mark.django_db
def test_a_mail_carries_its_own_key_and_says_that_no_human_sent_it():
    message = MessageFactory(language="nl")

    actions.send_due(at=MORNING)

    headers = mail.outbox[0].extra_headers
    assert str(message.pk) in headers["Message-ID"]
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["Content-Language"] == "nl"


@pytest.mark.django_db
@pytest.mark.parametrize(("trait", "left"), [({"secret": True}, ""), ({}, "There is something for you.")])
def test_a_code_is_blanked_once_it_is_sent(trait, left):
    message = MessageFactory(**trait)

    actions.send_due(at=MORNING)

    message.refresh_from_db()
    assert message.body == left


@pytest.mark.django_db
def test_a_text_message_becomes_a_file_that_only_its_owner_reads(settings, tmp_path):
    settings.SMS_FOLDER = tmp_path / "sms"
    message = MessageFactory(sms=True, body="Der er en besked til dig.")

    actions.send_due(at=MORNING)

    written = Path(settings.SMS_FOLDER / f"{message.pk}.json")
    assert json.loads(written.read_text(encoding="utf-8")) == {"to": message.address, "text": message.body}
    assert written.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in settings.SMS_FOLDER.iterdir()] == [written.name]


def test_without_a_folder_of_its_own_the_gateway_writes_beside_the_data(settings, tmp_path):
    settings.SMS_FOLDER, settings.DATA = "", tmp_path

    sms.gateway().send(key=uuid.uuid4(), number="+4520123456", text="Hello")

    assert len(list((tmp_path / "sms").iterdir())) == 1


@pytest.mark.django_db
def test_a_refused_message_waits_longer_each_time_and_fails_the_fifth(broken_server):
    message = MessageFactory(address="refused@mail.example", secret=True)
    at, waited = MORNING, []
    for _ in range(5):
        assert actions.send_due(at=at) == 1
        message.refresh_from_db()
        waited.append(message.not_before - at)
        at = max(message.not_before, at)

    assert waited[:4] == [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2)]
    assert (message.state, message.attempts, message.error) == (MessageState.FAILED, 5, "SMTPRecipientsRefused")
    assert message.body == ""
    assert actions.send_due(at=at + timedelta(days=1)) == 0


@pytest.mark.django_db
def test_a_broken_message_does_not_stop_those_behind_it(broken_server):
    MessageFactory(address="refused@mail.example")
    behind = MessageFactory(not_before=MORNING + timedelta(seconds=1))

    actions.send_due(at=MORNING + timedelta(seconds=2))

    behind.refresh_from_db()
    assert behind.state == MessageState.SENT


@pytest.mark.django_db
def test_the_error_that_is_kept_names_no_address(broken_server):
    message = MessageFactory(address="refused@mail.example")

    actions.send_due(at=MORNING)

    message.refresh_from_db()
    assert "refused@" not in message.error


@pytest.mark.django_db
def test_what_waits_about_an_order_can_be_taken_back():
    about = uuid.uuid4()
    waiting, sent = MessageFactory(about=about), MessageFactory(about=about, state="sent", settled_at=MORNING)
    other = MessageFactory(about=uuid.uuid4())

    assert actions.withdraw(about=about, at=MORNING) == 1
    assert actions.withdraw(about=about, at=MORNING) == 0

    for message, state in ((waiting, "withdrawn"), (sent, "sent"), (other, "waiting")):
        message.refresh_from_db()
        assert message.state == state


@pytest.mark.django_db
def test_only_the_kinds_that_are_named_are_taken_back():
    about = uuid.uuid4()
    MessageFactory(about=about, kind="programmes.invited")
    kept = MessageFactory(about=about, kind="programmes.reminded")

    assert actions.withdraw(about=about, at=MORNING, kinds=["programmes.invited"]) == 1

    assert Message.objects.get(state=MessageState.WAITING) == kept


@pytest.mark.django_db
def test_the_worker_sends_what_is_due():
    MessageFactory(not_before=LONG_AGO)

    send_messages(timestamp=0)

    assert len(mail.outbox) == 1


def test_the_worker_looks_every_two_seconds_and_never_twice_at_once():
    planned = app.periodic_registry.periodic_tasks[send_messages.name, ""]
    moments = croniter.croniter(planned.cron, MORNING)

    assert [moments.get_next(datetime) - MORNING for _ in range(2)] == [timedelta(seconds=2), timedelta(seconds=4)]
    assert send_messages.queueing_lock == send_messages.name


# Two workers ------------------------------------------------------------------------------------------------------


class Slow(BaseEmailBackend):
    """A mail server that takes its time, so that two workers meet."""

    taken: Counter = Counter()
    together = threading.Barrier(2, timeout=10)

    def send_messages(self, messages):
        for message in messages:
            Slow.taken[message.to[0]] += 1
        if sum(Slow.taken.values()) <= 2:
            Slow.together.wait()  # both workers hold a row now
        return len(messages)


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_each_message_once(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Slow"
    Slow.taken.clear()
    addresses = {MessageFactory().address for _ in range(20)}
    failures = []

    def work():
        try:
            actions.send_due(at=MORNING)
        except Exception as error:  # a thread's error would be lost otherwise
            failures.append(error)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=30)

    assert failures == []
    assert Slow.taken == dict.fromkeys(addresses, 1)
    assert set(Message.objects.values_list("state", "attempts")) == {("sent", 1)}
