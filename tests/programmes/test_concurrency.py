"""Real connections: of two at the same moment exactly one wins."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from onward.core import wall
from onward.core.errors import Refused
from onward.programmes.actions import book_hours, redeem_code, settle_talks
from onward.programmes.enums import HourKind
from onward.programmes.models import HourEntry, Invitation, Programme
from tests.factories.accounts import actor
from tests.factories.programmes import NOW, TICKED, InvitationFactory, ProgrammeFactory, TalkEventFactory

pytestmark = pytest.mark.django_db(transaction=True)
LATER = TICKED + timedelta(hours=1)


def at_once(deed, times=4):
    """Do something several times at the same moment, each on its own connection; what came, or the refusal's code."""
    gate = Barrier(times)

    def one(number):
        try:
            gate.wait(timeout=10)
            return deed(number)
        except Refused as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def test_of_four_who_type_the_same_code_exactly_one_gets_in():
    invitation = InvitationFactory()

    def type_it(number):
        with wall.taken("inside_writing"):
            redeem_code(code=invitation.code, address=f"192.0.2.{number}", at=LATER)
            return "in"

    found = at_once(type_it)

    assert sorted(found) == ["in", "used", "used", "used"]
    assert Invitation.objects.get().used_at == LATER


def test_four_workers_settle_every_talk_once():
    for _ in range(6):
        TalkEventFactory()

    at_once(lambda _number: settle_talks(at=TICKED + timedelta(seconds=2)))
    settle_talks(at=TICKED + timedelta(seconds=4))

    assert Programme.objects.count() == 6
    assert Invitation.objects.count() == 6


def test_two_bookings_at_once_do_not_exceed_the_hours_bought():
    programme = ProgrammeFactory(minutes=100)
    karen = actor(programme.counsellor)

    def book(_number):
        with wall.taken("inside_writing"):
            book_hours(
                by=karen,
                programme=programme,
                kind=HourKind.INDIVIDUAL,
                minutes=60,
                held_on=NOW.date(),
                at=NOW,
            )
            return "booked"

    assert sorted(at_once(book, times=2)) == ["booked", "over_package"]
    assert HourEntry.objects.count() == 1


def test_of_twelve_attempts_at_once_every_one_counts():
    """Only ten from one address are answered in a quarter of an hour."""

    def type_it(_number):
        with wall.taken("inside_writing"):
            try:
                redeem_code(code="wrong", address="192.0.2.1", at=LATER)
            except Refused as refusal:  # as a page does: the refusal is shown, and what was counted stays
                return refusal.code

    found = at_once(type_it, times=12)

    assert sorted(found) == ["too_many"] * 2 + ["unknown"] * 10
