"""The outbox: messages are written in the transaction of the change and sent by the worker, once."""

import logging
import uuid
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from onward.accounts.selectors import is_work_address, person_by_address
from onward.core import wall
from onward.core.access import Actor, Role, require
from onward.correspondence import mails, sms
from onward.correspondence.enums import Channel, MessageState
from onward.correspondence.incoming import Incoming, files_waiting
from onward.correspondence.mails import CalendarPart
from onward.correspondence.models import IncomingText, Message
from onward.correspondence.signals import text_received
from onward.correspondence.texts import Words, mail_words, sms_words

logger = logging.getLogger(__name__)
PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
MOST_ATTEMPTS = len(PAUSES) + 1


def queue_mail(
    *,
    kind: str,
    address: str,
    language: str,
    at: datetime,
    person: uuid.UUID | None = None,
    about: uuid.UUID | None = None,
    context: Mapping[str, Any] | None = None,
    not_before: datetime | None = None,
    secret: bool = False,
    to_work: bool = False,
    calendar: CalendarPart | None = None,
) -> Message | None:
    """Write a mail into the outbox; its words are `<app>/messages/<name>.txt` of the kind `<app>.<name>`.

    person: whom it is for. about: the order or programme, by which it can be withdrawn. secret: blanked once sent.
    to_work: staff, sponsors and managers may be written to at work; to anybody else nothing goes to a domain of an
    employer: then nothing is written and None comes back. calendar: goes along for the reader's calendar.
    """
    if not to_work and is_work_address(address):
        return None
    words = mail_words(kind, language, context or {})
    return _queued(Channel.MAIL, kind, address, language, words, at, not_before, person, about, secret, calendar)


def queue_sms(
    *,
    kind: str,
    number: str,
    language: str,
    at: datetime,
    person: uuid.UUID | None = None,
    about: uuid.UUID | None = None,
    context: Mapping[str, Any] | None = None,
    not_before: datetime | None = None,
    secret: bool = False,
) -> Message:
    """Write a text message into the outbox; its words are `<app>/messages/<name>.sms.txt`. number: E.164."""
    words = sms_words(kind, language, context or {})
    return _queued(Channel.SMS, kind, number, language, words, at, not_before, person, about, secret)


def _queued(
    channel: Channel,
    kind: str,
    address: str,
    language: str,
    words: Words,
    at: datetime,
    not_before: datetime | None,
    person: uuid.UUID | None,
    about: uuid.UUID | None,
    secret: bool,
    calendar: CalendarPart | None = None,
) -> Message:
    message = Message(
        channel=channel,
        kind=kind,
        address=address,
        person=person,
        about=about,
        language=language,
        subject=words.subject,
        body=words.body,
        calendar=calendar.text if calendar else "",
        calendar_method=calendar.method if calendar else "",
        is_secret=secret,
        created_at=at,
        not_before=not_before or at,
    )
    message.save(force_insert=True)  # an employer's page may add rows here but not look for one
    return message


@transaction.atomic
def take_text(*, by: Actor, found: Incoming, at: datetime) -> bool:
    """A text message came in. Whoever it concerns takes it up; True if somebody did.

    Delivered twice it counts once. Of a number that is nobody's only the count is kept, of any other not the words.
    """
    require(by.role is Role.SYSTEM)
    row = IncomingText(gateway_key=found.key, received_at=at)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False
    person = person_by_address(phone=found.number)
    if person is None or not person.proven_phone or not person.is_active:
        return False
    answers = text_received.send(IncomingText, person=person, text=found.text, at=at)
    if any(taken for _receiver, taken in answers):
        row.person = person.pk
        row.save(update_fields=["person"])
    return row.person is not None


def take_waiting_texts(*, by: Actor, at: datetime) -> int:
    """The files that a gateway leaves in the folder; each is removed once it is taken."""
    taken = 0
    for path, found in files_waiting():
        if found is not None:
            with wall.taken("inside_writing"):
                taken += take_text(by=by, found=found, at=at)
        path.unlink(missing_ok=True)
    return taken


def withdraw(*, about: uuid.UUID, at: datetime, kinds: Collection[str] | None = None) -> int:
    """Take back what still waits about an order or programme; returns how many messages that were."""
    waiting = Message.objects.filter(about=about, state=MessageState.WAITING)
    if kinds is not None:
        waiting = waiting.filter(kind__in=kinds)
    return waiting.update(state=MessageState.WITHDRAWN, settled_at=at, body="", calendar="", calendar_method="")


def was_sent(*, about: uuid.UUID, kind: str) -> bool:
    """Whether a message of this kind has left already: some are sent once, however often a plan changes."""
    return Message.objects.filter(about=about, kind=kind, state=MessageState.SENT).exists()


def send_due(*, at: datetime, limit: int = 100) -> int:
    """Send what is due, oldest first, each in a transaction of its own; returns how many were taken up.

    Any number of workers may do so at once: a row that one holds is passed over by the others, and the row says that
    it was sent in the same transaction in which it was. Only a crash between the mail server's yes and our commit
    sends a message twice, then under the same Message-ID.
    """
    taken = 0
    while taken < limit and send_next(at=at):
        taken += 1
    return taken


def send_next(*, at: datetime) -> bool:
    """Send the oldest message that is due and nobody else holds. False: there was none."""
    with wall.taken("inside_writing"):
        due = Message.objects.select_for_update(skip_locked=True).filter(
            state=MessageState.WAITING, not_before__lte=at
        )
        message = due.order_by("not_before", "created_at").first()
        if message is None:
            return False
        _deliver(message, at)
        return True


def _deliver(message: Message, at: datetime) -> None:
    message.attempts += 1
    try:
        if not settings.DEMO:  # the demo shows its messages in the mailbox instead
            _hand_over(message)
    except Exception as error:  # whatever is wrong with one message must not stop those behind it
        message.error = type(error).__name__
        logger.warning("Message %s was not sent (attempt %s): %s", message.pk, message.attempts, message.error)
        if message.attempts < MOST_ATTEMPTS:
            message.not_before = at + PAUSES[message.attempts - 1]
        else:
            _settle(message, MessageState.FAILED, at)
    else:
        message.error = ""
        _settle(message, MessageState.SENT, at)
    message.save()


def _settle(message: Message, state: MessageState, at: datetime) -> None:
    message.state, message.settled_at = state, at
    if message.is_secret and not settings.DEMO:
        message.body = ""


def _hand_over(message: Message) -> None:
    if message.channel == Channel.SMS:
        sms.gateway().send(key=message.pk, number=message.address, text=message.body)
        return
    mails.mail_of(message).send()
