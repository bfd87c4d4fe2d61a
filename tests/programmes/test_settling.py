"""From the tick to a programme, and back."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError

from onward.accounts.models import Person
from onward.core import wall
from onward.core.access import SYSTEM, Role
from onward.correspondence.enums import MessageState
from onward.correspondence.models import Message
from onward.engagements.actions import erase_ended
from onward.engagements.enums import TalkEventKind
from onward.engagements.models import Order, TalkEvent
from onward.privacy.models import AuditEntry
from onward.programmes import frozen
from onward.programmes.actions import redeem_code, settle_talks
from onward.programmes.codes import unseal
from onward.programmes.enums import State
from onward.programmes.models import Invitation, Programme, ProposedCounsellor, SettledTalk, TemplateCopy
from tests.factories.accounts import EmployerFactory, OfficeFactory, PersonFactory
from tests.factories.programmes import (
    TICKED,
    AgreementFactory,
    OrderFactory,
    PackageFactory,
    TalkEventFactory,
)

pytestmark = pytest.mark.django_db
SOON = TICKED + timedelta(seconds=2)


def test_nothing_about_a_person_exists_before_the_tick():
    OrderFactory()

    assert settle_talks(at=SOON) == 0
    assert (Person.objects.count(), Programme.objects.count(), Message.objects.count()) == (0, 0, 0)


def test_a_tick_makes_a_person_a_programme_and_a_code(heard):
    counsellor = PersonFactory(counsellor=True)
    event = TalkEventFactory(order__first_name="Jan", order__last_name="van den Berg", order__name_prefix="van den")
    ProposedCounsellor.objects.create(order=event.order, counsellor=counsellor, at=TICKED, by=counsellor.pk)

    assert settle_talks(at=SOON) == 1

    programme = Programme.objects.get()
    assert programme.candidate.name == "Jan van den Berg"
    assert (programme.candidate.email, programme.candidate.phone, programme.candidate.language) == (None, None, "da")
    assert [each.role for each in programme.candidate.memberships.all()] == [Role.CANDIDATE]
    assert programme.state == State.INVITED
    assert programme.counsellor == counsellor
    assert programme.template.body == event.order.package.template.content
    assert (programme.rhythm_days, programme.weeks, programme.periods) == (14, None, [])
    assert programme.ticked_at == TICKED
    assert programme.clock_due_at == TICKED + timedelta(days=2)  # 16 hours of an office open 8 to 16
    assert programme.shows_hours is False
    invitation = programme.invitations.get()
    assert invitation.expires_at == SOON + timedelta(days=21)
    assert SettledTalk.objects.get().event == event
    assert "programme_begun" in heard
    assert set(AuditEntry.objects.filter(target_id=programme.pk).values_list("verb", flat=True)) == {
        "programmes.programme_begun"
    }


def test_the_message_waits_half_an_hour_and_holds_the_code_without_the_reason():
    event = TalkEventFactory(order__email="mette@privat.example")

    settle_talks(at=SOON)

    message = Message.objects.get(kind="programmes.invitation")
    code = unseal(Invitation.objects.get().sealed_code)
    assert message.address == "mette@privat.example"
    assert message.not_before == TICKED + timedelta(minutes=30)
    assert message.is_secret
    assert f"{code[:4]}-{code[4:]}" in message.body
    assert event.order.employer.name not in message.subject + message.body


@pytest.mark.parametrize(("email", "phone", "channel"), [("", "+4520304050", "sms"), ("", "", None), ("", "12", None)])
def test_without_a_private_address_a_number_is_used_or_nothing(email, phone, channel):
    TalkEventFactory(order__email=email, order__phone=phone)

    settle_talks(at=SOON)

    sent = [each.channel for each in Message.objects.filter(kind="programmes.invitation")]
    assert sent == ([channel] if channel else [])


def test_an_address_at_work_is_never_written_to():
    order = OrderFactory()
    order.email = f"mette@{order.employer.mail_domains[0]}"
    order.save()
    TalkEventFactory(order=order)

    settle_talks(at=SOON)

    assert not Message.objects.filter(kind="programmes.invitation").exists()


def test_settling_twice_changes_nothing():
    TalkEventFactory()
    settle_talks(at=SOON)

    assert settle_talks(at=SOON + timedelta(seconds=2)) == 0
    assert Programme.objects.count() == 1
    assert Invitation.objects.count() == 1


def test_a_second_tick_says_nothing_new():
    first = TalkEventFactory()
    settle_talks(at=SOON)
    TalkEventFactory(order=first.order, at=TICKED + timedelta(minutes=1))

    settle_talks(at=SOON + timedelta(minutes=1))

    assert Programme.objects.get().ticked_at == TICKED
    assert Invitation.objects.count() == 1
    assert SettledTalk.objects.count() == 2


def test_a_tick_taken_back_leaves_nothing_in_the_open(heard):
    event = TalkEventFactory()
    settle_talks(at=SOON)
    TalkEventFactory(order=event.order, kind=TalkEventKind.TAKEN_BACK, at=TICKED + timedelta(minutes=5))

    settle_talks(at=TICKED + timedelta(minutes=6))

    assert Programme.objects.get().state == State.TAKEN_BACK
    invitation = Invitation.objects.get()
    assert invitation.voided_at is not None
    assert invitation.sealed_code == ""
    message = Message.objects.get(kind="programmes.invitation")
    assert (message.state, message.body) == (MessageState.WITHDRAWN, "")
    assert heard == ["programme_begun", "programme_taken_back"]


def test_a_tick_and_its_taking_back_seen_at_once_end_taken_back():
    event = TalkEventFactory()
    TalkEventFactory(order=event.order, kind=TalkEventKind.TAKEN_BACK, at=TICKED + timedelta(minutes=5))

    settle_talks(at=TICKED + timedelta(minutes=6))

    assert Programme.objects.get().state == State.TAKEN_BACK


def test_a_new_tick_goes_on_with_the_same_person_and_a_new_code():
    event = TalkEventFactory()
    settle_talks(at=SOON)
    TalkEventFactory(order=event.order, kind=TalkEventKind.TAKEN_BACK, at=TICKED + timedelta(minutes=5))
    settle_talks(at=TICKED + timedelta(minutes=6))
    again = TICKED + timedelta(days=1)
    TalkEventFactory(order=event.order, at=again)

    settle_talks(at=again)

    programme = Programme.objects.get()
    assert (programme.state, programme.ticked_at) == (State.INVITED, again)
    assert Person.objects.count() == 1
    assert programme.invitations.filter(voided_at=None).count() == 1


def test_a_code_that_was_used_stands_and_the_coordinators_are_told():
    coordinator = PersonFactory(coordinator=True)
    agreement = AgreementFactory(named=[coordinator])
    event = TalkEventFactory(order__package__agreement=agreement)
    settle_talks(at=SOON)
    redeem_code(
        code=unseal(Invitation.objects.get().sealed_code), address="10.0.0.1", at=TICKED + timedelta(minutes=4)
    )
    TalkEventFactory(order=event.order, kind=TalkEventKind.TAKEN_BACK, at=TICKED + timedelta(minutes=5))

    settle_talks(at=TICKED + timedelta(minutes=6))

    assert Programme.objects.get().state == State.INVITED
    assert Message.objects.filter(kind="programmes.taken_back_too_late", person=coordinator.pk).count() == 1
    assert TalkEvent.objects.filter(order=event.order).order_by("-at").first().kind == TalkEventKind.HELD
    assert settle_talks(at=TICKED + timedelta(minutes=7)) == 0
    assert Programme.objects.get().state == State.INVITED


def test_taking_back_what_was_never_settled_or_already_taken_back_changes_nothing():
    event = TalkEventFactory(kind=TalkEventKind.TAKEN_BACK)
    settle_talks(at=SOON)
    TalkEventFactory(order=event.order, at=TICKED + timedelta(minutes=1))
    for minutes in (2, 3):
        TalkEventFactory(order=event.order, kind=TalkEventKind.TAKEN_BACK, at=TICKED + timedelta(minutes=minutes))

    settle_talks(at=TICKED + timedelta(minutes=4))

    assert Programme.objects.get().state == State.TAKEN_BACK
    assert AuditEntry.objects.filter(verb="programmes.taken_back").count() == 1


def test_called_off_before_any_tick_erases_the_order():
    event = TalkEventFactory(kind=TalkEventKind.CALLED_OFF)
    settle_talks(at=SOON)

    with wall.taken("erasure"):
        erase_ended(by=SYSTEM, at=TICKED + timedelta(minutes=20))

    assert not Order.objects.filter(pk=event.order_id).exists()


def test_called_off_after_a_tick_taken_back_erases_the_person():
    event = TalkEventFactory()
    for minutes, kind in ((5, TalkEventKind.TAKEN_BACK), (9, TalkEventKind.CALLED_OFF)):
        TalkEventFactory(order=event.order, kind=kind, at=TICKED + timedelta(minutes=minutes))
    settle_talks(at=TICKED + timedelta(minutes=10))

    with wall.taken("erasure"):
        erase_ended(by=SYSTEM, at=TICKED + timedelta(minutes=20))

    left = (Order.objects.count(), Programme.objects.count(), Person.objects.count(), Message.objects.count())
    assert left == (0, 0, 0, 0)
    assert not AuditEntry.objects.filter(blacked_out_at=None).exclude(after={}).exists()


def test_programmes_begun_with_the_same_template_share_it_and_a_change_starts_anew():
    first, second = TalkEventFactory(), TalkEventFactory()
    settle_talks(at=SOON)
    template = second.order.package.template
    template.content["structure"]["rhythm_days"] = 7
    template.save()
    third = TalkEventFactory()
    settle_talks(at=SOON)

    before, same, after = (Programme.objects.get(order=each.order_id) for each in (first, second, third))
    assert before.template_id == same.template_id != after.template_id
    assert [each.rhythm_days for each in (before, same, after)] == [14, 14, 7]
    assert [frozen.structure_of(each)["rhythm_days"] for each in (before, same, after)] == [14, 14, 7]
    assert TemplateCopy.objects.count() == 2


def test_no_page_and_no_worker_changes_a_template_as_it_was():
    TalkEventFactory()
    settle_talks(at=SOON)

    with pytest.raises(ProgrammingError), wall.taken("inside_writing"):
        TemplateCopy.objects.update(body={})


def test_one_order_that_cannot_be_settled_stops_nobody_else(caplog):
    broken = TalkEventFactory()
    broken.order.package.template.content = {}
    broken.order.package.template.save()
    agreement = AgreementFactory()
    other = PackageFactory(agreement=agreement, template__key="leaders_6_months")
    TalkEventFactory(order__package=other)

    settle_talks(at=SOON)

    assert Programme.objects.get().order.package == other
    assert SettledTalk.objects.count() == 1
    assert "could not be settled" in caplog.text


@pytest.mark.parametrize(
    ("agreed", "country", "belgian", "expected"),
    [(True, "DK", False, True), (False, "DK", False, False), (False, "BE", True, True), (False, "BE", False, False)],
)
def test_hours_are_shown_by_agreement_or_by_the_law_that_prescribes_them(agreed, country, belgian, expected):
    agreement = AgreementFactory(
        shows_hours=agreed,
        employer=EmployerFactory(country=country),
        office=OfficeFactory(belgian=country == "BE"),
    )
    TalkEventFactory(order__package=PackageFactory(agreement=agreement, belgian=belgian))

    settle_talks(at=SOON)

    assert Programme.objects.get().shows_hours is expected


def test_older_talks_are_left_to_the_hourly_look():
    TalkEventFactory()
    late = TICKED + timedelta(days=60)

    assert settle_talks(at=late, since=late - timedelta(days=45)) == 0
    assert settle_talks(at=late) == 1
