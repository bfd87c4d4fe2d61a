"""The code: once, for 21 days, tolerant of how it is typed; and the answers."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from onward.core.errors import NotAllowed, Refused
from onward.correspondence.enums import MessageState
from onward.correspondence.models import Message
from onward.privacy.models import AuditEntry
from onward.programmes import codes
from onward.programmes.actions import (
    answer_invitation,
    check_code,
    end_codes,
    redeem_code,
    reissue_invitation,
    use_invitation,
)
from onward.programmes.actions.invitations import MOST_FROM_ONE_ADDRESS, MOST_OVERALL
from onward.programmes.enums import AnswerKind, State
from onward.programmes.models import Answer, Invitation
from onward.programmes.selectors import decline_costs
from tests.factories.accounts import actor
from tests.factories.programmes import NOW, TICKED, InvitationFactory, ProgrammeFactory, coordinator_of
from tests.programmes.conftest import cast_of

pytestmark = pytest.mark.django_db
LATER = TICKED + timedelta(hours=3)
HERE = "192.0.2.1"


@pytest.mark.parametrize("written", ["HK4M-7RT3", "hk4m7rt3", " hk4m - 7rt3 ", "ＨＫ４Ｍ－７ＲＴ３", "HK4M–7RT3"])
def test_a_code_opens_however_it_is_typed(written):
    invitation = InvitationFactory(code="HK4M7RT3")

    redeemed = redeem_code(code=written, address=HERE, at=LATER)

    assert redeemed.programme == invitation.programme
    assert redeemed.actor.person_id == invitation.programme.candidate_id
    invitation.refresh_from_db()
    assert invitation.used_at == LATER
    assert AuditEntry.objects.get(verb="programmes.code_used").about == invitation.programme.candidate_id


def test_codes_hold_no_signs_that_look_alike():
    assert not set("0O1IL2Z5S8B") & set(codes.ALPHABET)
    assert {len(codes.new_code()) for _ in range(50)} == {codes.LENGTH}
    assert codes.shown("HK4M7RT3") == "HK4M-7RT3"
    assert codes.unseal(codes.seal("HK4M7RT3")) == "HK4M7RT3"


def test_only_a_keyed_hash_of_the_code_is_kept(settings):
    first = codes.hash_of("HK4M7RT3")
    settings.SECRET_KEY = "another installation"

    assert codes.hash_of("HK4M7RT3") != first
    assert len(first) == 64


def test_a_code_works_once_and_the_second_time_is_told(heard):
    invitation = InvitationFactory()
    redeem_code(code=invitation.code, address=HERE, at=LATER)

    with pytest.raises(Refused) as refusal:
        redeem_code(code=invitation.code, address=HERE, at=LATER + timedelta(minutes=1))

    assert refusal.value.code == "used"
    assert heard == ["code_used_again"]


@pytest.mark.parametrize(("minutes", "code"), [(-1, None), (0, "expired"), (1, "expired")])
def test_a_code_lasts_21_days(minutes, code):
    invitation = InvitationFactory()
    at = TICKED + timedelta(days=21, minutes=minutes)

    if code is None:
        assert check_code(code=invitation.code, address=HERE, at=at) == invitation
    else:
        for look in (check_code, redeem_code):
            with pytest.raises(Refused) as refusal:
                look(code=invitation.code, address=HERE, at=at)
            assert refusal.value.code == code


def test_a_code_that_was_replaced_is_told_as_expired():
    invitation = InvitationFactory(voided_at=TICKED, sealed_code="")

    with pytest.raises(Refused) as refusal:
        redeem_code(code=invitation.code, address=HERE, at=LATER)

    assert refusal.value.code == "expired"


@pytest.mark.parametrize("wrong", ["XXXX-XXXX", "", "x" * 10_000, "'; DROP TABLE", "HK4M-7RT"])
def test_a_wrong_code_is_a_plain_sentence(wrong):
    InvitationFactory(code="HK4M7RT3")

    with pytest.raises(Refused) as refusal:
        redeem_code(code=wrong, address=HERE, at=LATER)

    assert refusal.value.code == "unknown"


def test_wrong_and_nearly_right_codes_ask_the_same_of_the_database():
    InvitationFactory(code="HK4M7RT3")
    asked = []
    for number, wrong in enumerate(("warm up", "HK4M7RT4", "CCCCCCCC", "")):
        with CaptureQueriesContext(connection) as queries, pytest.raises(Refused):
            redeem_code(code=wrong, address=f"192.0.2.{number}", at=LATER)
        asked.append(len(queries))

    assert len(set(asked[1:])) == 1


def test_a_code_of_a_tick_taken_back_is_unknown():
    invitation = InvitationFactory(programme__state=State.TAKEN_BACK)

    with pytest.raises(Refused) as refusal:
        redeem_code(code=invitation.code, address=HERE, at=LATER)

    assert refusal.value.code == "unknown"


def test_attempts_from_one_address_are_limited_for_a_quarter_of_an_hour():
    invitation = InvitationFactory()
    for _ in range(MOST_FROM_ONE_ADDRESS):
        with pytest.raises(Refused, match="do not know"):
            redeem_code(code="wrong", address=HERE, at=LATER)

    with pytest.raises(Refused) as refusal:
        redeem_code(code=invitation.code, address=HERE, at=LATER)

    assert refusal.value.code == "too_many"
    assert check_code(code=invitation.code, address="192.0.2.2", at=LATER) == invitation
    assert redeem_code(code=invitation.code, address=HERE, at=LATER + timedelta(minutes=15))


def test_attempts_are_limited_over_all_addresses(monkeypatch):
    monkeypatch.setattr("onward.programmes.actions.invitations.MOST_OVERALL", 3)
    for number in range(3):
        with pytest.raises(Refused, match="do not know"):
            redeem_code(code="wrong", address=f"192.0.2.{number}", at=LATER)

    with pytest.raises(Refused) as refusal:
        redeem_code(code="wrong", address="192.0.2.99", at=LATER)

    assert refusal.value.code == "too_many"
    assert MOST_OVERALL > MOST_FROM_ONE_ADDRESS


def test_looking_a_code_up_uses_nothing():
    invitation = InvitationFactory()

    found = check_code(code=invitation.code, address=HERE, at=LATER)

    found.refresh_from_db()
    assert found.used_at is None
    assert use_invitation(invitation=found, at=LATER).programme == invitation.programme


def test_an_invitation_that_was_used_meanwhile_is_refused(heard):
    invitation = InvitationFactory()
    found = check_code(code=invitation.code, address=HERE, at=LATER)
    redeem_code(code=invitation.code, address=HERE, at=LATER)

    with pytest.raises(Refused) as refusal:
        use_invitation(invitation=found, at=LATER)

    assert refusal.value.code == "used"
    assert heard == ["code_used_again"]


# A new code -------------------------------------------------------------------------------------------------------


def test_a_new_code_ends_the_one_before_and_goes_to_the_private_address():
    old = InvitationFactory()
    programme = old.programme

    new = reissue_invitation(by=actor(programme.counsellor), programme=programme, at=NOW)

    old.refresh_from_db()
    assert (old.voided_at, old.sealed_code) == (NOW, "")
    assert new.expires_at == NOW + timedelta(days=21)
    assert redeem_code(code=codes.unseal(new.sealed_code), address=HERE, at=NOW).programme == programme
    message = Message.objects.get(kind="programmes.invitation")
    assert (message.not_before, message.state) == (NOW, MessageState.WITHDRAWN)


def test_a_new_code_can_be_for_the_letter_alone():
    programme = InvitationFactory().programme

    reissue_invitation(by=actor(coordinator_of(programme)), programme=programme, at=NOW, send=False)

    assert not Message.objects.filter(kind="programmes.invitation").exists()
    assert AuditEntry.objects.filter(verb="programmes.invitation_reissued").count() == 1


def test_whoever_used_the_code_before_is_signed_out_and_stays_out(sign_in):
    programme = InvitationFactory(used_at=LATER, sealed_code="").programme
    person = programme.candidate
    client = sign_in(person)
    assert client.get(reverse("accounts:me")).status_code == 200

    reissue_invitation(by=actor(programme.counsellor), programme=programme, at=NOW)

    person.refresh_from_db()
    assert (person.email, person.phone, person.has_usable_password()) == (None, None, False)
    assert client.get(reverse("accounts:me")).status_code == 302


def test_no_new_code_once_the_voice_was_heard():
    programme = ProgrammeFactory(accepted=True)

    with pytest.raises(Refused):
        reissue_invitation(by=actor(programme.counsellor), programme=programme, at=NOW)

    assert not Invitation.objects.exists()


@pytest.mark.parametrize("who", ["candidate", "colleague", "sponsor"])
def test_strangers_make_no_code(who):
    programme = ProgrammeFactory(invited=True)

    with pytest.raises(NotAllowed):
        reissue_invitation(by=cast_of(programme)[who], programme=programme, at=NOW)

    assert not Invitation.objects.exists()


# The answers ------------------------------------------------------------------------------------------------------


def answered(programme, *answers, by=None):
    for minute, answer in enumerate(answers):
        at = LATER + timedelta(minutes=minute)
        programme = answer_invitation(by=by or actor(programme.candidate), programme=programme, answer=answer, at=at)
    return programme


YES, NO, TALK = AnswerKind.YES, AnswerKind.NO, AnswerKind.TALK_FIRST


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ((YES,), State.ACCEPTED),
        ((NO,), State.DECLINED),
        ((TALK,), State.INVITED),
        ((TALK, YES), State.ACCEPTED),
        ((NO, YES), State.ACCEPTED),
        ((YES, NO), State.DECLINED),
        ((NO, TALK), State.DECLINED),
        ((NO, TALK, YES), State.ACCEPTED),
    ],
)
def test_where_answers_lead(said, state):
    programme = answered(ProgrammeFactory(invited=True), *said)

    assert programme.state == state
    assert (programme.ended_on is not None) == (state == State.DECLINED)
    assert [each.answer for each in programme.answers.order_by("at")] == list(said)


def test_the_same_answer_twice_is_written_once(heard):
    programme = answered(ProgrammeFactory(invited=True), YES, YES)

    assert Answer.objects.count() == 1
    assert heard == ["invitation_answered"]
    assert AuditEntry.objects.filter(verb="programmes.invitation_answered").count() == 1
    assert Message.objects.filter(kind="programmes.answered", person=programme.counsellor_id).count() == 1


def test_a_yes_said_once_more_after_staff_accepted_is_written_down():
    programme = answered(ProgrammeFactory(accepted=True), YES)

    assert programme.state == State.ACCEPTED
    assert Answer.objects.get().answer == YES


def test_without_a_counsellor_an_answer_is_told_to_nobody():
    answered(ProgrammeFactory(invited=True, counsellor=None), YES)

    assert not Message.objects.exists()


def test_what_a_no_can_cost_is_said_where_it_costs_something():
    belgian, danish = ProgrammeFactory(belgian=True), ProgrammeFactory()

    costs = decline_costs(belgian, LATER.date())

    assert {cost.key for cost in costs} == {"benefit_suspended", "weeks_deducted_anyway"}
    assert all(cost.source.title for cost in costs)
    assert decline_costs(danish, LATER.date()) == ()


def test_a_no_ends_the_programme_for_those_who_listen(heard):
    answered(ProgrammeFactory(invited=True), NO)

    assert heard == ["invitation_answered", "programme_closed"]


def test_staff_enter_what_was_said_on_the_phone_and_tell_nobody():
    programme = ProgrammeFactory(invited=True)

    answer_invitation(by=actor(programme.counsellor), programme=programme, answer=YES, at=LATER, by_phone=True)

    said = Answer.objects.get()
    assert (said.by, said.by_phone) == (programme.counsellor_id, True)
    assert not Message.objects.exists()


@pytest.mark.parametrize(("state", "answer"), [(State.UNDER_WAY, NO), (State.UNDER_WAY, TALK), (State.ACCEPTED, TALK)])
def test_what_cannot_be_answered_any_more(state, answer):
    programme = ProgrammeFactory(state=state)

    with pytest.raises(Refused):
        answer_invitation(by=actor(programme.candidate), programme=programme, answer=answer, at=NOW)

    assert not Answer.objects.exists()


@pytest.mark.parametrize("state", [State.UNDER_WAY, State.PAUSED])
def test_a_yes_to_what_has_begun_is_refused(state):
    programme = ProgrammeFactory(state=state)

    with pytest.raises(Refused):
        answer_invitation(by=actor(programme.candidate), programme=programme, answer=YES, at=NOW)


@pytest.mark.parametrize("who", ["stranger", "colleague", "sponsor", "system"])
def test_strangers_answer_for_nobody(who):
    programme = ProgrammeFactory(invited=True)

    with pytest.raises(NotAllowed):
        answer_invitation(by=cast_of(programme)[who], programme=programme, answer=YES, at=LATER)

    assert not Answer.objects.exists()


def test_a_beginning_on_the_phone_ends_the_code():
    invitation = InvitationFactory()
    karen = actor(invitation.programme.counsellor)

    ended = end_codes(by=karen, programme=invitation.programme, at=LATER)

    assert (ended, end_codes(by=karen, programme=invitation.programme, at=LATER)) == (1, 0)
    with pytest.raises(Refused):
        redeem_code(code=invitation.code, address=HERE, at=LATER)
    with pytest.raises(NotAllowed):
        end_codes(by=actor(invitation.programme.candidate), programme=invitation.programme, at=LATER)
