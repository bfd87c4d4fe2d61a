"""Calls to make, what programmes say from below, and the beginning: by code, by phone."""

from datetime import UTC, datetime, timedelta

import pytest

from onward.accounts.models import Person
from onward.core.access import SYSTEM
from onward.core.errors import NotAllowed, Refused
from onward.correspondence.models import Message
from onward.counselling import actions, selectors
from onward.counselling.actions import Contact
from onward.counselling.enums import CallOutcome, CallReason
from onward.counselling.models import Activation, CallToMake, Meeting
from onward.privacy.models import AuditEntry
from onward.programmes import actions as programmes
from onward.programmes import signals
from onward.programmes.enums import AnswerKind, AttemptKind, State
from onward.programmes.models import Programme
from onward.scheduling.enums import AppointmentState, MeetingForm
from tests.factories.accounts import PersonFactory, actor
from tests.factories.counselling import (
    CallToMakeFactory,
    MeetingFactory,
    NeedMarkFactory,
)
from tests.factories.programmes import NOW, InvitationFactory, ProgrammeFactory
from tests.factories.scheduling import whole_week

pytestmark = pytest.mark.django_db

THURSDAY = datetime(2026, 11, 26, 9, tzinfo=UTC)  # 10:00 in Aarhus


def verbs():
    return list(AuditEntry.objects.order_by("at", "pk").values_list("verb", flat=True))


# Calls and what programmes say from below -------------------------------------------------------------------------


def test_silence_becomes_one_call_and_a_word_to_whom_it_concerns(cast):
    programme = ProgrammeFactory(invited=True, counsellor=cast.programme.counsellor)

    for _ in range(2):
        signals.invitation_unanswered.send(Programme, programme=programme, at=NOW)

    assert CallToMake.objects.get().reason == CallReason.NO_ANSWER
    assert Message.objects.get(kind="counselling.call_to_make").address == cast.programme.counsellor.email


def test_without_a_counsellor_the_coordinators_are_told(cast):
    Programme.objects.filter(pk=cast.programme.pk).update(counsellor=None)
    cast.programme.refresh_from_db()

    actions.ask_call(by=SYSTEM, programme=cast.programme, reason=CallReason.NO_ANSWER, at=NOW)

    assert Message.objects.get().address == cast.coordinator.email


def test_an_answer_ends_the_calls_for_it(cast):
    programme = ProgrammeFactory(invited=True, counsellor=cast.programme.counsellor)
    CallToMakeFactory(programme=programme, reason=CallReason.NO_ANSWER)
    CallToMakeFactory(programme=programme, reason=CallReason.TALK_FIRST)
    by = actor(programme.candidate)

    programmes.answer_invitation(by=by, programme=programme, answer=AnswerKind.YES, at=NOW)

    assert not CallToMake.objects.filter(done_at=None).exists()


def test_a_call_asked_again_keeps_the_newest_words(cast):
    for words in ("mornings", "evenings", ""):
        actions.ask_call(
            by=cast.mette, programme=cast.programme, reason=CallReason.NO_TIME_FITS, when_words=words, at=NOW
        )

    assert CallToMake.objects.get().when_words == "evenings"


def test_a_call_is_made_once(cast):
    call = CallToMakeFactory(programme=cast.programme)

    actions.settle_call(by=cast.office, call=call, outcome=CallOutcome.SPOKE, at=NOW)
    actions.settle_call(by=cast.karen, call=call, outcome=CallOutcome.SPOKE, at=NOW + timedelta(hours=1))

    assert CallToMake.objects.get().done_at == NOW
    assert list(cast.programme.attempts.values_list("kind", "at")) == [(AttemptKind.TALK, NOW)]
    with pytest.raises(NotAllowed):
        actions.settle_call(by=cast.nina, call=call, outcome=CallOutcome.SPOKE, at=NOW)


def test_a_missed_call_is_an_attempt_and_stays_on_the_list(cast):
    call = CallToMakeFactory(programme=cast.programme)

    actions.settle_call(by=cast.karen, call=call, outcome=CallOutcome.MISSED, at=NOW)

    assert CallToMake.objects.get().done_at is None
    assert list(cast.programme.attempts.values_list("kind", flat=True)) == [AttemptKind.CALL]


def test_a_call_that_is_no_longer_needed_counts_as_no_contact(cast):
    call = CallToMakeFactory(programme=cast.programme)

    actions.settle_call(by=cast.karen, call=call, outcome=CallOutcome.NOT_NEEDED, at=NOW)

    assert CallToMake.objects.get().done_at == NOW
    assert not cast.programme.attempts.exists()


def test_another_counsellor_gives_the_old_hours_back(cast):
    meeting = MeetingFactory(programme=cast.programme)

    programmes.assign_counsellor(by=cast.office, programme=cast.programme, counsellor=cast.other.counsellor, at=NOW)

    assert Meeting.objects.get(pk=meeting.pk).appointment.state == AppointmentState.CANCELLED
    assert Message.objects.filter(kind="counselling.meeting_cancelled").count() == 1


def test_once_it_is_over_nobody_is_expected(cast):
    MeetingFactory(programme=cast.programme)
    CallToMakeFactory(programme=cast.programme)

    programmes.close_programme(by=cast.karen, programme=cast.programme, ended_on=NOW.date(), at=NOW)

    assert Meeting.objects.get().appointment.state == AppointmentState.CANCELLED
    assert not CallToMake.objects.filter(done_at=None).exists()


def test_the_voice_ends_the_doubt_about_the_code(cast):
    programme = ProgrammeFactory(invited=True, counsellor=cast.programme.counsellor)
    CallToMakeFactory(programme=programme, reason=CallReason.CODE_USED)

    programmes.record_first_contact(by=cast.karen, programme=programme, confirms_identity=True, at=NOW)

    assert not CallToMake.objects.filter(done_at=None).exists()


# The beginning ----------------------------------------------------------------------------------------------------


@pytest.fixture
def letter(cast):
    return InvitationFactory(
        programme__counsellor=cast.programme.counsellor,
        programme__candidate__email=None,
        programme__candidate__language="da",
        created_at=NOW - timedelta(days=1),
        expires_at=NOW + timedelta(days=20),
    )


def begin(letter, browser="first", **values):
    given = {"contact": Contact(email="soren@mail.example"), "language": "en", "health": False, "at": NOW}
    return actions.activate(invitation=letter, browser=browser, **{**given, **values})


def test_yes_uses_the_code_and_stores_what_was_said(letter):
    by = begin(letter)

    letter.refresh_from_db()
    person = Person.objects.get(pk=by.person_id)
    assert letter.used_at == NOW
    assert (person.email, person.language) == ("soren@mail.example", "en")
    assert {"programmes.code_used", "programmes.invitation_answered", "privacy.consent_recorded"} <= set(verbs())


def test_a_refused_address_leaves_everything_as_it_was(letter):
    domain = letter.programme.employer.mail_domains[0]

    with pytest.raises(Refused):
        begin(letter, contact=Contact(email=f"soren@{domain}"))

    letter.refresh_from_db()
    assert letter.used_at is None
    assert not Activation.objects.exists()
    assert not Message.objects.exists()


def test_somebody_else_with_the_same_code_is_refused_and_a_call_stays(letter):
    begin(letter)

    with pytest.raises(Refused) as refused:
        begin(letter, browser="second", contact=Contact(email="other@mail.example"))

    assert refused.value.code == "used"
    assert CallToMake.objects.get().reason == CallReason.CODE_USED
    assert not Person.objects.filter(email="other@mail.example").exists()


def test_once_the_voice_was_heard_the_same_browser_gets_in_no_more(letter, cast):
    begin(letter)
    programmes.record_first_contact(by=cast.karen, programme=letter.programme, confirms_identity=True, at=NOW)

    with pytest.raises(Refused) as refused:
        begin(letter, contact=Contact(email="late@mail.example"))

    assert refused.value.code == "used"
    assert not Person.objects.filter(email="late@mail.example").exists()


def test_the_same_browser_may_go_on_for_half_an_hour_only(letter):
    begin(letter)
    begin(letter, at=NOW + timedelta(minutes=29))

    with pytest.raises(Refused) as refused:
        begin(letter, at=NOW + timedelta(minutes=31))

    assert refused.value.code == "used"


@pytest.mark.parametrize("first_answer", ["no", "talk first"])
def test_whoever_used_the_code_before_loses_the_account_when_the_person_begins_by_phone(letter, cast, first_answer):
    """The letter was opened by somebody else: no session, address or page of theirs leads to the file afterwards."""
    if first_answer == "no":
        actions.decline(invitation=letter, browser="thief", language="da", at=NOW)
    else:
        thief = {"contact": Contact(email="thief@mail.example"), "language": "da", "when_words": "", "at": NOW}
        actions.talk_first(invitation=letter, browser="thief", **thief)
    before = Person.objects.get(pk=letter.programme.candidate_id).get_session_auth_hash()

    actions.activate_by_phone(
        by=cast.karen,
        programme=letter.programme,
        contact=Contact(phone="+4520304050"),
        language="da",
        answer=AnswerKind.YES,
        health=False,
        terms_read=True,
        confirms_identity=True,
        at=NOW,
    )

    person = Person.objects.get(pk=letter.programme.candidate_id)
    assert (person.email, person.phone) == (None, "+4520304050")
    assert person.get_session_auth_hash() != before
    with pytest.raises(Refused):
        begin(letter, browser="thief", contact=Contact(email="thief@mail.example"))


def test_the_first_talk_by_phone_needs_a_number(letter):
    whole_week(letter.programme.counsellor)
    by = begin(letter)
    talk = {"by": by, "programme": letter.programme, "starts_at": THURSDAY, "form": MeetingForm.PHONE, "at": NOW}

    with pytest.raises(Refused) as refused:
        actions.book_first_talk(**talk)
    actions.book_first_talk(**talk, phone="+4520304050")

    assert refused.value.code == "phone"
    assert Person.objects.get(pk=by.person_id).phone == "+4520304050"


def test_let_me_be_called_needs_a_number_too(letter):
    by = begin(letter)

    with pytest.raises(Refused):
        actions.call_me(
            by=by, programme=letter.programme, reason=CallReason.NO_TIME_FITS, phone="", when_words="", at=NOW
        )


def test_by_phone_a_yes_needs_the_terms(letter, cast):
    said = {
        "by": cast.karen,
        "programme": letter.programme,
        "contact": Contact(),
        "language": "da",
        "answer": AnswerKind.YES,
        "health": False,
        "confirms_identity": False,
        "at": NOW,
    }

    with pytest.raises(Refused):
        actions.activate_by_phone(**said, terms_read=False)
    with pytest.raises(NotAllowed):
        actions.activate_by_phone(**{**said, "by": cast.nina}, terms_read=True)

    actions.activate_by_phone(**said, terms_read=True)
    letter.refresh_from_db()
    assert letter.voided_at == NOW


@pytest.mark.parametrize(
    ("answer", "state", "told"),
    [
        (AnswerKind.YES, State.ACCEPTED, 1),
        (AnswerKind.TALK_FIRST, State.INVITED, 1),
        (AnswerKind.NO, State.DECLINED, 0),
    ],
)
def test_by_phone_with_an_address_the_way_back_is_sent_unless_it_is_a_no(letter, cast, answer, state, told):
    programme = actions.activate_by_phone(
        by=cast.karen,
        programme=letter.programme,
        contact=Contact(email="soren@mail.example"),
        language="nb",
        answer=answer,
        health=False,
        terms_read=True,
        confirms_identity=True,
        at=NOW,
    )

    assert programme.state == state
    assert Person.objects.get(pk=programme.candidate_id).email == "soren@mail.example"
    assert Message.objects.filter(kind="counselling.welcome", language="nb").count() == told


def test_wanting_to_talk_first_can_be_said_signed_in(letter):
    by = begin(letter)
    programme = ProgrammeFactory(invited=True, candidate=letter.programme.candidate)

    actions.call_me(
        by=by, programme=programme, reason=CallReason.TALK_FIRST, phone="+4520304050", when_words="", at=NOW
    )

    assert CallToMake.objects.get(programme=programme).reason == CallReason.TALK_FIRST
    assert programme.answers.get().answer == AnswerKind.TALK_FIRST


def test_a_stranger_begins_nothing_for_somebody_else(cast):
    person = PersonFactory(candidate=True)

    with pytest.raises(NotAllowed):
        actions.answer(
            by=actor(person), programme=cast.programme, answer=AnswerKind.YES, health=False, language="en", at=NOW
        )


def test_a_need_stands_first_then_who_waits_longest_against_the_rhythm(cast):
    counsellor = cast.programme.counsellor
    calm = cast.programme
    MeetingFactory(programme=calm, held=True, starts_at=NOW - timedelta(days=2))
    waits = ProgrammeFactory(counsellor=counsellor)
    MeetingFactory(programme=waits, held=True, starts_at=NOW - timedelta(days=30))
    call = ProgrammeFactory(counsellor=counsellor)
    MeetingFactory(programme=call, held=True, starts_at=NOW - timedelta(days=3))
    CallToMakeFactory(programme=call)
    need = ProgrammeFactory(counsellor=counsellor)
    MeetingFactory(programme=need, held=True, starts_at=NOW - timedelta(days=4))
    NeedMarkFactory(programme=need)

    rows = selectors.needs_me(cast.karen, NOW)

    assert [row.programme for row in rows] == [need, waits, call, calm]
    assert [row.contact.is_late for row in rows] == [False, True, False, False]
