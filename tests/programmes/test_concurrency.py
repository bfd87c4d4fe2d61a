"""Real connections: of two at the same moment exactly one wins."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from onward.core import wall
from onward.core.errors import Refused
from onward.core.ids import new_id
from onward.programmes.actions import book_hours, correct_hours, dispute_hours, redeem_code, settle_talks
from onward.programmes.enums import HourKind
from onward.programmes.models import HourAnswer, HourEntry, Invitation, Programme
from tests.factories.accounts import actor
from tests.factories.programmes import (
    NOW,
    TICKED,
    HourEntryFactory,
    InvitationFactory,
    ProgrammeFactory,
    TalkEventFactory,
)

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


def test_two_corrections_at_once_do_not_exceed_the_hours_bought():
    programme = ProgrammeFactory(minutes=100)
    entries = HourEntryFactory.create_batch(2, programme=programme, minutes=30)
    karen = actor(programme.counsellor)

    def correct(number):
        with wall.taken("inside_writing"):
            correct_hours(by=karen, entry=entries[number], minutes=60, reason="Det tog en time", at=NOW)
            return "corrected"

    assert sorted(at_once(correct, times=2)) == ["corrected", "over_package"]


def test_a_booking_and_a_correction_at_once_do_not_exceed_a_period():
    programme = ProgrammeFactory(belgian=True)
    entry = HourEntryFactory(programme=programme, minutes=660, period=1)
    karen = actor(programme.counsellor)

    def deed(number):
        with wall.taken("inside_writing"):
            if number:
                correct_hours(by=karen, entry=entry, minutes=720, reason="Det tog længere", at=NOW)
                return "done"
            given = {"kind": HourKind.GROUP, "minutes": 500, "held_on": NOW.date(), "at": NOW}
            book_hours(by=karen, programme=programme, **given)
            return "done"

    assert sorted(at_once(deed, times=2)) == ["done", "over_period"]


def test_four_clicks_on_one_button_book_one_line_and_say_one_word():
    programme, key = ProgrammeFactory(), new_id()
    karen, mette = actor(programme.counsellor), actor(programme.candidate)

    def click(_number):
        with wall.taken("inside_writing"):
            given = {"kind": HourKind.EMPLOYER, "minutes": 60, "held_on": NOW.date(), "at": NOW}
            entry = book_hours(by=karen, programme=programme, key=key, **given)
            dispute_hours(by=mette, entry=entry, remark="Nej", at=NOW)
            return "clicked"

    assert at_once(click) == ["clicked"] * 4
    assert (HourEntry.objects.count(), HourAnswer.objects.count()) == (1, 1)


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
