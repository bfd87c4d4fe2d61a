"""Closing an account and giving a new code; and a letter that tells nobody whether its code was used."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from onward.core.access import Role
from onward.core.errors import NotAllowed, Refused
from onward.correspondence.models import Message
from onward.privacy.models import AuditEntry
from onward.programmes import codes
from onward.programmes.actions import end_codes, redeem_code, reissue_invitation, start_over
from onward.programmes.enums import State
from onward.programmes.models import Invitation
from tests.factories.accounts import actor
from tests.factories.programmes import (
    NOW,
    InvitationFactory,
    ProgrammeFactory,
    TalkEventFactory,
    coordinator_of,
    sponsor_of,
)
from tests.programmes.conftest import cast_of

pytestmark = pytest.mark.django_db
HERE = "192.0.2.1"


@pytest.fixture
def programme():
    """Under way, confirmed, with a passkey in the account."""
    made = ProgrammeFactory()
    Authenticator.objects.create(user=made.candidate, type="webauthn", data={})
    return made


@pytest.mark.parametrize("who", ["counsellor", "coordinator", "named"])
def test_the_account_is_closed_and_a_new_code_opens_it_anew(sign_in, programme, who):
    client = sign_in(programme.candidate)

    made = start_over(by=cast_of(programme)[who], programme=programme, at=NOW)

    programme.refresh_from_db()
    person = programme.candidate
    assert (person.email, person.phone, person.holder_since) == (None, None, NOW)
    assert not Authenticator.objects.exists()
    assert client.get(reverse("accounts:me")).status_code == 302
    assert (programme.identity_confirmed_at, programme.state) == (None, State.UNDER_WAY)
    assert not Message.objects.filter(kind="programmes.invitation").exists()
    trace = AuditEntry.objects.get(verb="programmes.started_over")
    assert (trace.before, trace.about) == ({"confirmed": True}, person.pk)
    assert redeem_code(code=codes.unseal(made.sealed_code), address=HERE, at=NOW).programme == programme


@pytest.mark.parametrize("who", ["candidate", "colleague", "other_office", "sponsor", "manager", "system"])
def test_strangers_close_no_account(programme, who):
    with pytest.raises(NotAllowed):
        start_over(by=cast_of(programme)[who], programme=programme, at=NOW)

    assert not Invitation.objects.exists()


def test_it_can_be_done_again_while_a_new_code_waits(programme):
    first = start_over(by=actor(programme.counsellor), programme=programme, at=NOW)
    start_over(by=actor(programme.counsellor), programme=programme, at=NOW + timedelta(hours=1))

    first.refresh_from_db()
    assert first.voided_at is not None
    with pytest.raises(Refused):
        redeem_code(code=first.code_hash, address=HERE, at=NOW + timedelta(hours=2))


@pytest.mark.parametrize(
    ("given", "offered", "hidden"),
    [
        ({}, "start_over", "reissue"),
        ({"accepted": True}, "start_over", "reissue"),
        ({"invited": True}, "reissue", "start_over"),
    ],
)
def test_the_page_offers_the_one_that_is_possible(sign_in, given, offered, hidden):
    programme = ProgrammeFactory(**given)

    page = (
        sign_in(programme.counsellor).get(reverse("programmes:desk_programme", args=[programme.pk])).content.decode()
    )

    assert reverse("programmes:desk_deed", args=[programme.pk, offered]) in page
    assert reverse("programmes:desk_deed", args=[programme.pk, hidden]) not in page


def test_the_counsellor_does_it_with_one_button_and_prints_the_letter(sign_in, programme):
    InvitationFactory(programme=programme, used_at=NOW)
    client = sign_in(programme.counsellor)
    address = reverse("programmes:desk_deed", args=[programme.pk, "start_over"])

    assert "shows only what is written from then on" in client.get(address).content.decode()
    client.post(address)

    letter = client.get(reverse("programmes:office_letter", args=[programme.order_id]))
    assert letter["Content-Type"] == "application/pdf"


def test_whoever_was_entered_by_phone_is_signed_out_by_a_new_code_too(sign_in):
    """No code was used, and still somebody has an address in the account."""
    programme = InvitationFactory().programme
    client = sign_in(programme.candidate)

    reissue_invitation(by=actor(programme.counsellor), programme=programme, at=NOW)

    programme.candidate.refresh_from_db()
    assert programme.candidate.email is None
    assert client.get(reverse("accounts:me")).status_code == 302


# The employer's letter --------------------------------------------------------------------------------------------


@pytest.fixture
def letter():
    """A letter that sponsor and manager may print, valid until long after today."""
    invitation = InvitationFactory(
        created_at=timezone.now() - timedelta(days=1), expires_at=timezone.now() + timedelta(days=20)
    )
    TalkEventFactory(order=invitation.programme.order)
    return invitation


def printed(sign_in, invitation):
    programme = invitation.programme
    answer = sign_in(sponsor_of(programme), Role.SPONSOR).get(reverse("programmes:letter", args=[programme.order_id]))
    return answer.status_code


def shown_code():
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed_code FROM programmes_invitation WHERE through_employer AND sealed_code <> ''")
        return [codes.unseal(row[0]) for row in cursor]


def used(invitation):
    redeem_code(code=invitation.code, address=HERE, at=timezone.now())


def begun_by_phone(invitation):
    end_codes(by=actor(invitation.programme.counsellor), programme=invitation.programme, at=timezone.now())


def started_over(invitation):
    start_over(by=actor(invitation.programme.counsellor), programme=invitation.programme, at=timezone.now())


@pytest.mark.parametrize("happens", [used, begun_by_phone, started_over])
def test_the_employer_prints_the_same_letter_whatever_happened_to_the_code(sign_in, letter, happens):
    before = printed(sign_in, letter)

    happens(letter)

    assert (before, printed(sign_in, letter)) == (200, 200)
    assert shown_code() == [letter.code]


def test_after_a_new_code_the_employer_prints_the_new_letter(sign_in, letter):
    new = reissue_invitation(by=actor(coordinator_of(letter.programme)), programme=letter.programme, at=timezone.now())

    assert printed(sign_in, letter) == 200
    assert shown_code() == [codes.unseal(Invitation.objects.get(pk=new.pk).sealed_code)]


def test_after_its_days_it_is_gone(sign_in, letter):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))

    assert printed(sign_in, letter) == 404
