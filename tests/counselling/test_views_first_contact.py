"""First contact by staff: what was tried, the voice, the beginning by phone, and calls to make."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from onward.accounts.models import Person
from onward.counselling.enums import CallReason
from onward.counselling.models import CallToMake
from onward.privacy.models import Consent
from onward.programmes.enums import State
from tests.counselling.pages import page_of, text
from tests.factories.counselling import CallToMakeFactory
from tests.factories.programmes import InvitationFactory, ProgrammeFactory, coordinator_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def karen(sign_in, cast):
    return sign_in(cast.programme.counsellor)


@pytest.fixture
def waiting(cast):
    """Somebody whose clock runs, with a code in a letter."""
    programme = ProgrammeFactory(
        invited=True, counsellor=cast.programme.counsellor, candidate__email=None, candidate__language="en"
    )
    InvitationFactory(programme=programme)
    return programme


def test_missed_calls_are_noted_and_do_not_stop_the_clock(karen, waiting):
    karen.post(reverse("counselling:attempt", args=[waiting.pk]), {"kind": "call"})

    waiting.refresh_from_db()
    assert waiting.first_contact_at is None
    assert "Called, no answer" in text(page_of(karen, "first", waiting.pk))


def test_we_spoke_stops_the_clock_and_confirms_the_voice_if_ticked(karen, waiting):
    karen.post(reverse("counselling:spoke", args=[waiting.pk]), {"confirms_identity": "on"})

    waiting.refresh_from_db()
    assert waiting.first_contact_at is not None
    assert waiting.identity_confirmed_at is not None


def test_the_voice_can_be_confirmed_later(karen, waiting):
    karen.post(reverse("counselling:spoke", args=[waiting.pk]))
    page = text(page_of(karen, "first", waiting.pk))
    karen.post(reverse("counselling:identity", args=[waiting.pk]))

    waiting.refresh_from_db()
    assert "Whose voice was it?" in page
    assert waiting.identity_confirmed_at is not None


def by_phone(client, programme, **values):
    said = {
        "email": "",
        "phone": "",
        "language": "da",
        "answer": "yes",
        "terms_read": "on",
        "health": "",
        "confirms_identity": "on",
    }
    return client.post(reverse("counselling:activate", args=[programme.pk]), {**said, **values})


def test_somebody_without_a_screen_begins_by_phone(karen, waiting):
    by_phone(karen, waiting)

    waiting.refresh_from_db()
    person = Person.objects.get(pk=waiting.candidate_id)
    said = Consent.objects.filter(person=person.pk).order_by("kind")
    assert waiting.state == State.ACCEPTED
    assert (person.email, person.phone, person.language) == (None, None, "da")
    assert [(row.kind, row.given, row.by) for row in said] == [
        ("health", False, waiting.counsellor_id),
        ("terms", True, waiting.counsellor_id),
    ]
    assert waiting.answers.get().by_phone
    assert waiting.identity_confirmed_at is not None
    assert not waiting.invitations.filter(used_at=None, voided_at=None).exists()


def test_a_yes_by_phone_needs_the_terms_read_aloud(karen, waiting):
    page = by_phone(karen, waiting, terms_read="")

    waiting.refresh_from_db()
    assert "Read the terms aloud first" in text(page)
    assert waiting.state == State.INVITED


def test_what_is_read_aloud_stands_in_the_candidates_language(karen, waiting):
    Person.objects.filter(pk=waiting.candidate_id).update(language="nl")

    soup = BeautifulSoup(page_of(karen, "activate", waiting.pk).content, "html.parser")

    assert soup.select_one("[lang=nl]") is not None


def test_a_coordinator_begins_by_phone_but_cannot_confirm_a_voice(sign_in, cast, waiting):
    by_phone(sign_in(coordinator_of(waiting)), waiting)

    waiting.refresh_from_db()
    assert waiting.state == State.ACCEPTED
    assert waiting.identity_confirmed_at is None


def test_a_call_is_made(karen, waiting):
    call = CallToMakeFactory(programme=waiting, reason=CallReason.TALK_FIRST, when_words="after three")

    page = text(page_of(karen, "calls"))
    karen.post(reverse("counselling:settle_call", args=[call.pk]), {"missed": ""})
    assert CallToMake.objects.get().done_at is None
    done = karen.post(reverse("counselling:settle_call", args=[call.pk]), {"spoke": ""})

    assert done.url == reverse("counselling:first", args=[waiting.pk])

    assert "after three" in page
    assert CallToMake.objects.get().done_at is not None
    assert "Nobody waits for a call" in text(page_of(karen, "calls"))
