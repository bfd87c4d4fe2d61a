"""People put forward by hand, changed, and their managers' links."""

from datetime import timedelta

import pytest
from django.conf import settings

from onward.accounts import selectors as accounts
from onward.accounts.models import Pass
from onward.core.access import SYSTEM
from onward.core.errors import NotAllowed, Refused
from onward.correspondence.models import Message
from onward.engagements import actions
from onward.engagements.models import Manager, Order
from onward.engagements.people import PutForward
from onward.privacy.models import AuditEntry
from tests.factories.engagements import ORDERED_AT, TALK_AT, TalkEventFactory, TalkPlanFactory

pytestmark = pytest.mark.django_db
SOREN = PutForward(first_name="Søren", last_name="Ågård-Ünal", email="soren@mail.example", phone="20 20 20 20")


@pytest.mark.parametrize("who", ["sponsor", "named"])
def test_record_order(cast, as_role, who):
    by = getattr(cast, who)

    with as_role(by):
        made = actions.record_order(by=by, package=cast.package.pk, person=SOREN, language="da", at=ORDERED_AT)

    order = Order.objects.get(pk=made.pk)
    assert (order.agreement, order.employer, order.created_by) == (cast.agreement, cast.employer, by.person_id)
    assert (order.email, order.phone) == ("soren@mail.example", "+4520202020")
    assert order.sort_key == "}g}rdynal s|ren"
    assert AuditEntry.objects.get().verb == "engagements.order_recorded"


@pytest.mark.parametrize("who", ["unnamed", "counsellor", "other_sponsor", "manager", "candidate"])
def test_strangers_order_nothing(cast, as_role, who):
    by = getattr(cast, who)

    with as_role(by), pytest.raises(Refused) as refusal:
        actions.record_order(by=by, package=cast.package.pk, person=SOREN, language="da", at=ORDERED_AT)

    assert refusal.value.code == "no_package"
    assert not Order.objects.filter(agreement=cast.agreement).exists()


@pytest.mark.parametrize("ended", ["package", "agreement"])
def test_what_has_ended_cannot_be_ordered(cast, as_role, ended):
    if ended == "package":
        cast.package.ended_on = ORDERED_AT.date()
        cast.package.save()
    else:
        cast.agreement.ends_on = ORDERED_AT.date() - timedelta(days=1)
        cast.agreement.save()

    with as_role(cast.sponsor), pytest.raises(Refused):
        actions.record_order(by=cast.sponsor, package=cast.package.pk, person=SOREN, language="da", at=ORDERED_AT)


def test_what_was_not_checked_is_not_stored(cast, as_role):
    with as_role(cast.sponsor), pytest.raises(ValueError, match="last_name"):
        actions.record_order(
            by=cast.sponsor, package=cast.package.pk, person=PutForward(first_name="X"), language="da", at=ORDERED_AT
        )


def changed(cast, **values):
    return {"person": SOREN, "package": cast.package.pk, "language": "nb", "at": TALK_AT} | values


def test_change_order(cast, as_role):
    order = cast.order(first_name="Soren", last_name="Agard")

    with as_role(cast.named):
        actions.change_order(by=cast.named, order=order.pk, **changed(cast))

    order.refresh_from_db()
    row = AuditEntry.objects.get()
    assert (order.first_name, order.language, order.phone) == ("Søren", "nb", "+4520202020")
    assert (row.before["first_name"], row.after["first_name"]) == ("Soren", "Søren")
    assert "sort_key" not in row.after


@pytest.mark.parametrize("who", ["unnamed", "sponsor", "manager"])
def test_nobody_else_changes_an_order(cast, as_role, who):
    order = cast.order(talk="planned", talk__manager=cast.leader)
    by = getattr(cast, who)

    with as_role(by), pytest.raises(NotAllowed):
        actions.change_order(by=by, order=order.pk, **changed(cast))


def test_after_the_talk_the_persons_word_counts(cast, as_role):
    order = cast.order(talk="held")

    with as_role(cast.named), pytest.raises(Refused):
        actions.change_order(by=cast.named, order=order.pk, **changed(cast))


def test_another_agreements_package_is_refused(cast, as_role):
    order = cast.order()
    other = Order.objects.exclude(employer=cast.employer).get().package

    with as_role(cast.named), pytest.raises(Refused):
        actions.change_order(by=cast.named, order=order.pk, **changed(cast, package=other.pk))


def test_an_order_keeps_a_package_that_has_ended(cast, as_role):
    order = cast.order()
    cast.package.ended_on = ORDERED_AT.date()
    cast.package.save()

    with as_role(cast.named):
        actions.change_order(by=cast.named, order=order.pk, **changed(cast))

    order.refresh_from_db()
    assert order.package == cast.package


@pytest.mark.parametrize("who", ["sponsor", "named"])
def test_record_manager(cast, as_role, who):
    by = getattr(cast, who)

    with as_role(by):
        made = actions.record_manager(
            by=by, employer=cast.employer.pk, name=" Jens  Kragh ", email="J@X.EXAMPLE", language="da", at=ORDERED_AT
        )

    kept = Manager.objects.get(pk=made.pk)
    assert (kept.name, kept.email) == ("Jens Kragh", "j@x.example")
    assert AuditEntry.objects.get().about == made.pk


@pytest.mark.parametrize("who", ["unnamed", "other_sponsor", "manager"])
def test_strangers_record_no_manager(cast, as_role, who):
    by = getattr(cast, who)

    with as_role(by), pytest.raises(NotAllowed):
        actions.record_manager(by=by, employer=cast.employer.pk, name="X", email="", language="da", at=ORDERED_AT)


@pytest.mark.parametrize("who", ["sponsor", "named"])
def test_the_link_is_mailed(cast, as_role, who):
    order = cast.order(last_name="Ågård", talk="planned", talk__manager=cast.leader)
    by = getattr(cast, who)

    with as_role(by):
        actions.send_manager_link(by=by, order=order.pk, at=ORDERED_AT)

    message, entered = Message.objects.get(), Pass.objects.get()
    assert (message.address, message.language, message.about) == (cast.leader.email, "da", order.pk)
    assert f"{settings.SITE_ADDRESS}/talks/enter/" in message.body
    assert "Ågård" not in message.body
    assert (entered.manager, entered.expires_at) == (cast.leader.pk, TALK_AT + settings.PASS_AGE)


def test_the_link_is_shown(cast, as_role):
    order = cast.order(talk="planned", talk__manager=cast.leader)

    with as_role(cast.sponsor):
        link = actions.show_manager_link(by=cast.sponsor, order=order.pk, at=ORDERED_AT)

    assert link.startswith(f"{settings.SITE_ADDRESS}/talks/enter/")
    assert not Message.objects.exists()


def test_without_an_address_the_link_is_not_mailed(cast, as_role):
    Manager.objects.filter(pk=cast.leader.pk).update(email="")
    order = cast.order(talk="planned", talk__manager=cast.leader)

    with as_role(cast.sponsor), pytest.raises(Refused, match="no e-mail address"):
        actions.send_manager_link(by=cast.sponsor, order=order.pk, at=ORDERED_AT)


@pytest.mark.parametrize(("talk", "named"), [("planned", False), ("held", True)])
def test_no_link_without_a_manager_or_after_the_talk(cast, as_role, talk, named):
    order = cast.order(talk=talk, talk__manager=cast.leader if named else None)

    with as_role(cast.sponsor), pytest.raises(Refused):
        actions.show_manager_link(by=cast.sponsor, order=order.pk, at=ORDERED_AT)


@pytest.mark.parametrize("who", ["unnamed", "other_sponsor", "manager"])
def test_strangers_get_no_link(cast, as_role, who):
    order = cast.order(talk="planned", talk__manager=cast.leader)
    by = getattr(cast, who)

    with as_role(by), pytest.raises(NotAllowed):
        actions.show_manager_link(by=by, order=order.pk, at=ORDERED_AT)

    assert not Pass.objects.exists()


# A manager's link ends ---------------------------------------------------------------------------------------------


def linked(cast, as_role, by, at=ORDERED_AT, **order):
    """An order whose manager has a link; the link's token."""
    order = cast.order(talk="planned", talk__manager=cast.leader, **order)
    with as_role(by):
        link = actions.show_manager_link(by=by, order=order.pk, at=at)
    return order, link.rstrip("/").rpartition("/")[2]


@pytest.mark.parametrize("who", ["sponsor", "named"])
def test_the_link_is_ended(cast, as_role, who):
    by = getattr(cast, who)
    order, token = linked(cast, as_role, by)

    with as_role(by):
        actions.end_manager_link(by=by, order=order.pk, at=TALK_AT)

    assert accounts.pass_by_token(token, TALK_AT) is None
    assert AuditEntry.objects.filter(verb="engagements.manager_link_ended", about=order.pk).exists()


@pytest.mark.parametrize("who", ["unnamed", "other_sponsor", "manager"])
def test_strangers_end_no_link(cast, as_role, who):
    order, token = linked(cast, as_role, cast.sponsor)
    by = getattr(cast, who)

    with as_role(by), pytest.raises(NotAllowed):
        actions.end_manager_link(by=by, order=order.pk, at=TALK_AT)

    assert accounts.pass_by_token(token, TALK_AT) is not None


def test_without_a_manager_there_is_no_link_to_end(cast, as_role):
    order = cast.order()

    with as_role(cast.sponsor), pytest.raises(Refused, match="Nobody is named"):
        actions.end_manager_link(by=cast.sponsor, order=order.pk, at=ORDERED_AT)


def test_a_new_link_ends_the_one_before_and_is_good_for_the_last_talk(cast, as_role):
    last = TALK_AT + timedelta(days=20)
    cast.order(talk="planned", talk__manager=cast.leader, talk__talk_at=last)
    order, first = linked(cast, as_role, cast.sponsor)
    later = ORDERED_AT + timedelta(hours=1)

    with as_role(cast.named):
        actions.send_manager_link(by=cast.named, order=order.pk, at=later)

    assert accounts.pass_by_token(first, later) is None
    assert accounts.open_passes(later).get().expires_at == last + settings.PASS_AGE


def idle(cast, at):
    ended = actions.end_idle_links(by=SYSTEM, at=at)
    return ended, accounts.open_passes(at).exists()


def test_a_link_ends_a_week_after_the_last_talk(cast, as_role):
    order, _token = linked(cast, as_role, cast.sponsor)
    other = cast.order(talk="planned", talk__manager=cast.leader)
    held, week = TALK_AT + timedelta(days=1), timedelta(days=7)

    TalkEventFactory(order=order, at=TALK_AT)
    assert idle(cast, TALK_AT + 2 * week) == (0, True)  # the other talk is still ahead
    TalkEventFactory(order=other, at=held)
    assert idle(cast, held + week - timedelta(minutes=1)) == (0, True)

    assert idle(cast, held + week) == (1, False)
    assert idle(cast, held + week) == (0, False)


def test_a_link_whose_talks_were_given_to_somebody_else_ends_too(cast, as_role):
    order, _token = linked(cast, as_role, cast.sponsor)
    TalkPlanFactory(order=order, manager=None, at=ORDERED_AT + timedelta(days=1))

    assert idle(cast, ORDERED_AT + timedelta(days=6)) == (0, True)
    assert idle(cast, ORDERED_AT + timedelta(days=7)) == (1, False)


def test_only_the_worker_ends_idle_links(cast):
    with pytest.raises(NotAllowed):
        actions.end_idle_links(by=cast.named, at=TALK_AT)
