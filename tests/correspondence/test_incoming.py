"""Text messages that come in: by an address with a secret, or as files; each counts once, and strangers not at all."""

import json
from pathlib import Path

import pytest
from django.dispatch import receiver

from onward.core.access import SYSTEM
from onward.core.errors import NotAllowed
from onward.correspondence import actions, incoming
from onward.correspondence.models import IncomingText
from onward.correspondence.signals import text_received
from onward.correspondence.tasks import read_texts
from tests.factories.accounts import PersonFactory, actor
from tests.factories.correspondence import MORNING

SAID = {"id": "g-1", "from": "+4520123456", "text": "2"}
SECRET = {"Authorization": "Bearer only-for-tests"}


@pytest.fixture
def heard():
    """Somebody takes up what Mette writes, and nothing else."""
    found = []

    @receiver(text_received, dispatch_uid="test.heard")
    def hear(sender, *, person, text, at, **kwargs):
        found.append(text)
        return person.first_name == "Mette"

    yield found
    text_received.disconnect(dispatch_uid="test.heard")


@pytest.fixture
def mette(db):
    return PersonFactory(candidate=True, first_name="Mette", phone="+4520123456")


def post(client, said=SAID, headers=SECRET, **given):
    body = {"data": json.dumps(said), "content_type": "application/json", **given}
    return client.post("/texts/incoming/", headers=headers, **body)


def test_a_gateway_with_the_secret_brings_a_message(client, mette, heard):
    assert post(client).status_code == 204

    assert heard == ["2"]
    assert IncomingText.objects.get().person == mette.pk


def test_brought_twice_it_counts_once(client, mette, heard):
    assert [post(client).status_code, post(client).status_code] == [204, 204]

    assert heard == ["2"]
    assert IncomingText.objects.count() == 1


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "only"}])
def test_without_the_secret_there_is_nothing_here(client, mette, heard, headers):
    assert post(client, headers=headers).status_code == 404
    assert not IncomingText.objects.exists()


def test_without_a_secret_of_the_installation_the_address_is_closed(client, mette, settings):
    settings.SMS_SECRET = ""

    assert post(client, headers={"Authorization": "Bearer "}).status_code == 404


def test_a_reading_page_is_none(client, mette):
    assert client.get("/texts/incoming/", headers=SECRET).status_code == 405


def test_a_strangers_number_is_counted_and_nothing_of_it_kept(client, mette, heard):
    assert post(client, {**SAID, "from": "+4799999999", "text": "hello"}).status_code == 204

    assert heard == []
    row = IncomingText.objects.values().get()
    assert row["person"] is None
    assert "hello" not in str(row)
    assert "99999999" not in str(row)


@pytest.mark.parametrize("change", [{"phone_unproven": True}, {"is_active": False}, {"first_name": "Nobody"}])
def test_a_number_that_was_only_typed_is_nobodys(client, mette, heard, change):
    for name, value in change.items():
        setattr(mette, name, value)
    mette.save()

    post(client)

    assert IncomingText.objects.get().person is None


@pytest.mark.parametrize(
    "said",
    [{}, {**SAID, "id": ""}, {**SAID, "from": "Mette"}, {**SAID, "text": None}, {**SAID, "id": "x" * 101}, [], "2"],
)
def test_what_is_no_message_is_refused_in_words(client, db, said):
    response = post(client, said)

    assert response.status_code == 400
    assert b"id, from and text" in response.content


@pytest.mark.parametrize("number", ["+4520123456", "4520123456", "004520123456", "+45 20 12 34 56"])
def test_numbers_as_gateways_write_them(number):
    assert incoming.incoming_from({**SAID, "from": number}).number == "+4520123456"


def test_a_form_is_understood_too():
    found = incoming.PlainReader().read(b"id=7&from=%2B4520123456&text=Fl%C3%B8t", "application/x-www-form-urlencoded")

    assert (found.key, found.text) == ("7", "Fløt")


@pytest.mark.parametrize("body", [b"\xff", b"{", b"[" * 5000, b"x" * 30_000])
def test_rubbish_is_not_understood(body):
    with pytest.raises(incoming.NotUnderstood):
        incoming.PlainReader().read(body, "application/json")


def test_only_the_system_brings_texts(mette):
    with pytest.raises(NotAllowed):
        actions.take_text(by=actor(mette), found=incoming.incoming_from(SAID), at=MORNING)


@pytest.mark.django_db
def test_files_are_read_once_and_removed(settings, tmp_path, mette, heard):
    settings.SMS_FOLDER = tmp_path
    assert actions.take_waiting_texts(by=SYSTEM, at=MORNING) == 0
    folder = Path(tmp_path / "incoming")
    folder.mkdir()
    (folder / "a.json").write_text(json.dumps({"from": "+4520123456", "text": "2"}), encoding="utf-8")
    (folder / "b.json").write_text("rubbish", encoding="utf-8")

    read_texts(timestamp=0)

    assert heard == ["2"]
    assert list(folder.iterdir()) == []
