"""The demo's mailbox: instead of sending, and nowhere else."""

import pytest
from django.core import mail
from django.urls import reverse

from onward.correspondence import actions, selectors
from onward.correspondence.enums import MessageState
from tests.factories.accounts import PersonFactory
from tests.factories.correspondence import MORNING, MessageFactory

pytestmark = pytest.mark.django_db


def test_the_demo_sends_nothing_and_shows_everything(client):
    message = MessageFactory(secret=True)

    actions.send_due(at=MORNING)

    message.refresh_from_db()
    assert mail.outbox == []
    assert message.state == MessageState.SENT
    page = client.get(reverse("correspondence:message", args=[message.pk]))
    assert "Your code is 314159." in page.content.decode()


def test_the_newest_stands_first_mails_and_text_messages_alike(client):
    MessageFactory(subject="The older mail")
    MessageFactory(sms=True, created_at=MORNING.replace(hour=9))

    text = client.get(reverse("correspondence:mailbox")).content.decode()

    assert text.index("Text message") < text.index("The older mail")


def test_links_can_be_followed_and_nothing_else_is_live(client):
    message = MessageFactory(body="Look: http://localhost:8000/start/ <script>alert(1)</script>")

    text = client.get(reverse("correspondence:message", args=[message.pk])).content.decode()

    assert 'href="http://localhost:8000/start/"' in text
    assert "<script>alert" not in text


@pytest.mark.parametrize("count", [1, 3])
def test_the_mailbox_costs_the_same_for_one_and_three(client, table_queries, count):
    MessageFactory.create_batch(count)

    with table_queries() as asked:
        text = client.get(reverse("correspondence:mailbox")).content.decode()

    assert text.count("reader") == count
    assert len(asked) == 2


def test_many_messages_come_in_pages(client):
    MessageFactory.create_batch(41)

    first = client.get(reverse("correspondence:mailbox")).content.decode()
    second = client.get(reverse("correspondence:mailbox"), {"page": 2}).content.decode()

    assert (first.count("reader"), second.count("reader")) == (40, 1)
    assert "?page=2" in first


@pytest.mark.parametrize("trait", ["coordinator", "candidate", None])
def test_outside_the_demo_there_is_no_mailbox(client, sign_in, settings, trait):
    message = MessageFactory()
    if trait:
        sign_in(PersonFactory(**{trait: True}))
    settings.DEMO = False

    assert client.get(reverse("correspondence:mailbox")).status_code == 404
    assert client.get(reverse("correspondence:message", args=[message.pk])).status_code == 404
    assert not selectors.mailbox().exists()
