"""Who helps, attempts, the clock, the voice, and silence."""

from datetime import UTC, datetime, timedelta

import pytest

from onward.core.errors import NotAllowed, Refused
from onward.correspondence.models import Message
from onward.privacy.models import AuditEntry
from onward.programmes import clock, selectors
from onward.programmes.actions import (
    answer_invitation,
    assign_counsellor,
    confirm_identity,
    follow_up_silence,
    propose_counsellor,
    record_attempt,
    record_first_contact,
)
from onward.programmes.enums import AnswerKind, AttemptKind, State
from onward.programmes.models import ContactAttempt, ProposedCounsellor
from tests.factories.accounts import PersonFactory, actor
from tests.factories.programmes import (
    NOW,
    ORDERED,
    TICKED,
    AgreementFactory,
    InvitationFactory,
    OrderFactory,
    ProgrammeFactory,
    coordinator_of,
)
from tests.programmes.conftest import cast_of

pytestmark = pytest.mark.django_db
LATER = TICKED + timedelta(hours=3)


@pytest.fixture
def named_order():
    coordinator = PersonFactory(coordinator=True)
    return OrderFactory(package__agreement=AgreementFactory(named=[coordinator])), actor(coordinator)


def test_a_counsellor_is_proposed_and_may_be_changed(named_order):
    order, coordinator = named_order
    karen, peter = PersonFactory(counsellor=True), PersonFactory(counsellor=True)

    propose_counsellor(by=coordinator, order=order, counsellor=karen, at=ORDERED)
    propose_counsellor(by=coordinator, order=order, counsellor=peter, at=ORDERED)

    assert ProposedCounsellor.objects.get().counsellor == peter
    assert selectors.proposed_counsellor(coordinator, order) == peter
    assert AuditEntry.objects.filter(verb="programmes.counsellor_proposed", target_id=order.pk).count() == 2


def test_nobody_is_proposed_after_the_talk(named_order):
    order, coordinator = named_order
    ProgrammeFactory(order=order, invited=True)

    with pytest.raises(Refused):
        propose_counsellor(by=coordinator, order=order, counsellor=PersonFactory(counsellor=True), at=NOW)


def test_after_a_tick_taken_back_somebody_else_may_be_proposed(named_order):
    order, coordinator = named_order
    ProgrammeFactory(order=order, invited=True, state=State.TAKEN_BACK)

    assert propose_counsellor(by=coordinator, order=order, counsellor=PersonFactory(counsellor=True), at=NOW)


def test_only_counsellors_are_proposed(named_order):
    order, coordinator = named_order

    with pytest.raises(Refused):
        propose_counsellor(by=coordinator, order=order, counsellor=PersonFactory(candidate=True), at=ORDERED)

    assert selectors.proposed_counsellor(coordinator, order) is None


def test_a_coordinator_who_is_not_named_proposes_nobody(named_order):
    order, _ = named_order
    stranger = actor(PersonFactory(coordinator=True))

    with pytest.raises(NotAllowed):
        propose_counsellor(by=stranger, order=order, counsellor=PersonFactory(counsellor=True), at=ORDERED)

    assert selectors.proposed_counsellor(stranger, order) is None


def test_a_programme_is_given_to_somebody_who_is_told(heard):
    programme = ProgrammeFactory(invited=True, counsellor=None)
    karen = PersonFactory(counsellor=True)

    given = assign_counsellor(by=actor(coordinator_of(programme)), programme=programme, counsellor=karen, at=LATER)

    assert given.counsellor == karen
    assert Message.objects.get().person == karen.pk
    assert heard == ["counsellor_assigned"]
    assert AuditEntry.objects.get().after == {"counsellor": str(karen.pk)}


def test_the_same_counsellor_again_changes_nothing(heard):
    programme = ProgrammeFactory()

    assign_counsellor(
        by=actor(coordinator_of(programme)), programme=programme, counsellor=programme.counsellor, at=LATER
    )

    assert (heard, AuditEntry.objects.count()) == ([], 0)


def test_a_programme_is_given_to_counsellors_alone_and_by_coordinators_alone():
    programme = ProgrammeFactory()

    with pytest.raises(Refused):
        assign_counsellor(
            by=actor(coordinator_of(programme)), programme=programme, counsellor=programme.candidate, at=LATER
        )
    with pytest.raises(NotAllowed):
        assign_counsellor(
            by=actor(programme.counsellor), programme=programme, counsellor=PersonFactory(counsellor=True), at=LATER
        )


@pytest.mark.parametrize("kind", [kind for kind in AttemptKind if kind != AttemptKind.TALK])
def test_attempts_do_not_stop_the_clock(kind, heard):
    programme = ProgrammeFactory(invited=True)

    record_attempt(by=actor(programme.counsellor), programme=programme, kind=kind, at=LATER)

    programme.refresh_from_db()
    assert programme.first_contact_at is None
    assert ContactAttempt.objects.get().kind == kind
    assert heard == []


def test_a_talk_stops_the_clock_once(heard):
    programme = ProgrammeFactory(invited=True)
    karen = actor(programme.counsellor)

    record_attempt(by=karen, programme=programme, kind=AttemptKind.TALK, at=LATER)
    record_first_contact(by=karen, programme=programme, at=LATER + timedelta(days=1))

    programme.refresh_from_db()
    assert programme.first_contact_at == LATER
    assert programme.identity_confirmed_at is None
    assert programme.last_talk_at == LATER + timedelta(days=1)
    assert ContactAttempt.objects.count() == 2
    assert heard == ["first_contact_made"]


def test_an_earlier_talk_that_is_entered_later_leaves_the_last_one():
    programme = ProgrammeFactory()
    karen, last, now = actor(programme.counsellor), programme.last_talk_at, LATER + timedelta(days=9)

    record_first_contact(by=karen, programme=programme, at=now, spoke_at=last - timedelta(hours=1))

    programme.refresh_from_db()
    assert programme.last_talk_at == last


def test_a_talk_entered_later_counts_when_it_was_and_may_confirm_the_voice(heard):
    programme = ProgrammeFactory(invited=True)

    spoken = record_first_contact(
        by=actor(programme.counsellor),
        programme=programme,
        at=LATER + timedelta(hours=2),
        spoke_at=LATER,
        confirms_identity=True,
    )

    assert spoken.first_contact_at == LATER
    assert spoken.identity_confirmed_at == LATER + timedelta(hours=2)
    assert heard == ["identity_confirmed", "first_contact_made"]


@pytest.mark.parametrize("spoke", [TICKED - timedelta(minutes=1), LATER + timedelta(minutes=1)])
def test_a_talk_lies_between_the_tick_and_now(spoke):
    programme = ProgrammeFactory(invited=True)

    with pytest.raises(Refused):
        record_first_contact(by=actor(programme.counsellor), programme=programme, at=LATER, spoke_at=spoke)


def test_only_the_own_counsellor_confirms_a_voice():
    programme = ProgrammeFactory(invited=True)
    cast = cast_of(programme)

    for who in ("coordinator", "colleague", "candidate", "sponsor"):
        with pytest.raises(NotAllowed):
            confirm_identity(by=cast[who], programme=programme, at=LATER)
    with pytest.raises(NotAllowed):
        record_first_contact(by=cast["coordinator"], programme=programme, at=LATER, confirms_identity=True)

    programme.refresh_from_db()
    assert programme.identity_confirmed_at is None


def test_a_voice_is_confirmed_once(heard):
    programme = ProgrammeFactory(invited=True)
    karen = actor(programme.counsellor)

    confirm_identity(by=karen, programme=programme, at=LATER)
    again = confirm_identity(by=karen, programme=programme, at=NOW)

    assert again.identity_confirmed_at == LATER
    assert heard == ["identity_confirmed"]


def test_strangers_record_nothing():
    programme = ProgrammeFactory(invited=True)
    cast = cast_of(programme)

    for who in ("candidate", "colleague", "other_office", "sponsor"):
        with pytest.raises(NotAllowed):
            record_attempt(by=cast[who], programme=programme, kind=AttemptKind.CALL, at=LATER)

    assert not ContactAttempt.objects.exists()


# The clock --------------------------------------------------------------------------------------------------------


def test_the_clock_counts_working_hours_of_the_office():
    friday = datetime(2026, 11, 6, 14, tzinfo=UTC)  # 15:00 in Aarhus, open until 16:00
    programme = ProgrammeFactory(invited=True, ticked_at=friday)

    monday = clock.clock_of(programme, datetime(2026, 11, 9, 9, tzinfo=UTC))

    assert (monday.promised, monday.used, monday.left, monday.over, monday.is_late) == (960, 180, 780, 0, False)
    assert monday.part == 18
    assert programme.clock_due_at == datetime(2026, 11, 10, 14, tzinfo=UTC)


def test_a_late_clock_says_by_how_much_and_a_stopped_one_stays():
    programme = ProgrammeFactory(invited=True)
    late = clock.clock_of(programme, TICKED + timedelta(days=2, hours=1))
    programme.first_contact_at = TICKED + timedelta(hours=2)

    stopped = clock.clock_of(programme, NOW)

    assert (late.is_late, late.over, late.left, late.part) == (True, 60, 0, 100)
    assert (stopped.used, stopped.is_late) == (120, False)


def test_who_waits_comes_with_the_latest_first(django_assert_num_queries):
    soon = ProgrammeFactory(invited=True, ticked_at=NOW - timedelta(hours=1))
    late = ProgrammeFactory(invited=True, office=soon.office)
    ProgrammeFactory(office=soon.office)
    ProgrammeFactory(invited=True)
    InvitationFactory(programme=late, used_at=LATER, sealed_code="")
    record_attempt(by=actor(late.counsellor), programme=late, kind=AttemptKind.CALL, at=LATER)
    coordinator = actor(coordinator_of(soon))

    with django_assert_num_queries(1):
        found = selectors.waiting(coordinator, NOW)
    with django_assert_num_queries(2):
        clocks = selectors.running(coordinator, NOW)

    assert [each.programme for each in found] == [late, soon]
    assert [(each.programme, each.is_late) for each in clocks] == [(late.pk, True), (soon.pk, False)]
    assert [each.programme for each in selectors.waiting(coordinator, NOW, [soon.pk])] == [soon]
    assert (found[0].attempts, found[0].last_attempt.kind, found[0].code_used_at) == (1, AttemptKind.CALL, LATER)
    assert (found[1].attempts, found[1].last_attempt, found[1].code_used_at) == (0, None, None)


# Silence ----------------------------------------------------------------------------------------------------------


def test_silence_becomes_a_call_to_make_once(heard):
    InvitationFactory()

    assert follow_up_silence(at=TICKED + timedelta(days=1)) == 0
    assert follow_up_silence(at=TICKED + timedelta(days=2)) == 1
    assert follow_up_silence(at=TICKED + timedelta(days=3)) == 0
    assert heard == ["invitation_unanswered"]


def test_nobody_is_called_who_has_answered_or_been_spoken_with():
    talked = InvitationFactory(programme__first_contact_at=LATER).programme
    answered = InvitationFactory().programme
    answer_invitation(by=actor(answered.candidate), programme=answered, answer=AnswerKind.TALK_FIRST, at=LATER)
    InvitationFactory(programme__state=State.TAKEN_BACK)
    InvitationFactory(voided_at=LATER, sealed_code="")

    assert follow_up_silence(at=NOW) == 0
    assert talked.invitations.get().followed_up_at is None
    assert [each.pk for each in selectors.unanswered(actor(answered.counsellor))] == []
