"""What cannot be used any more soon, and when that is said."""

from datetime import date

import pytest

from onward.programmes import lapses, selectors
from onward.programmes.lapses import Lapse
from onward.programmes.models import Extension, Pause
from tests.factories.accounts import actor
from tests.factories.programmes import NOW, HourEntryFactory, ProgrammeFactory

TODAY = NOW.date()  # 24 November 2026


@pytest.mark.parametrize(
    ("first", "last", "near"),
    [
        (date(2026, 9, 25), date(2026, 11, 24), True),  # the last day itself
        (date(2026, 9, 25), date(2026, 11, 23), False),
        (date(2026, 10, 1), date(2026, 12, 14), True),  # 20 days of 74: its last third is 24
        (date(2026, 10, 1), date(2026, 12, 31), False),
        (date(2026, 1, 1), date(2026, 12, 22), True),  # 28 days of a year
        (date(2026, 1, 1), date(2026, 12, 23), False),
        (date(2026, 11, 25), date(2026, 11, 26), False),  # has not begun
    ],
)
def test_when_an_end_comes_near(first, last, near):
    assert lapses.comes_near(first, last, TODAY) is near


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "used", "expected"),
    [
        ({"belgian": True, "starts_on": date(2026, 10, 6)}, 300, Lapse(900, date(2026, 12, 5), 1)),
        ({"belgian": True, "starts_on": date(2026, 10, 6)}, 1200, None),
        ({"belgian": True, "starts_on": date(2026, 11, 4)}, 0, None),
        ({"belgian": True, "starts_on": date(2026, 9, 20)}, 0, None),  # the first is over, the second has time
        ({"starts_on": date(2026, 9, 7)}, 60, Lapse(900, date(2026, 12, 6), None)),
        ({"starts_on": date(2026, 9, 7)}, 960, None),
        ({"starts_on": date(2026, 11, 4)}, 60, None),
        ({"starts_on": date(2026, 9, 7), "ended": True}, 60, None),
        ({"accepted": True}, 0, None),
    ],
)
def test_what_lapses_is_the_same_for_candidate_and_counsellor(kind, used, expected):
    programme = ProgrammeFactory(**kind)
    if used:
        HourEntryFactory(programme=programme, minutes=used, period=1 if kind.get("belgian") else None)
    mette, karen = actor(programme.candidate), actor(programme.counsellor)
    account = selectors.hours_account(mette, programme, NOW)
    course = selectors.course_dates(mette, programme, NOW)

    assert selectors.lapse_of(account, course, NOW) == expected
    assert selectors.lapsing(karen, [programme], NOW) == ({programme.pk: expected} if expected else {})


@pytest.mark.django_db
def test_pauses_and_days_added_move_the_end_away():
    programmes = [ProgrammeFactory(starts_on=date(2026, 9, 7)) for _ in range(3)]
    by = programmes[0].counsellor_id
    Extension.objects.create(programme=programmes[1], days=30, reason="agreement", at=NOW, by=by)
    Pause.objects.create(
        programme=programmes[2],
        from_on=date(2026, 10, 1),
        until_on=date(2026, 10, 7),
        reason="leave",
        at=NOW,
        by=by,
    )

    found = [selectors.lapsing(actor(each.counsellor), [each], NOW) for each in programmes]

    assert [list(each.values()) for each in found[:2]] == [[Lapse(960, date(2026, 12, 6), None)], []]
    assert list(found[2].values()) == [Lapse(960, date(2026, 12, 13), None)]


@pytest.mark.django_db
def test_lapses_are_asked_once_and_never_of_strangers(django_assert_num_queries):
    karen = ProgrammeFactory().counsellor
    near = [ProgrammeFactory(counsellor=karen, starts_on=date(2026, 9, 7)) for _ in range(3)]
    far, by = ProgrammeFactory(counsellor=karen), actor(karen)

    with django_assert_num_queries(1):
        assert len(selectors.lapsing(by, [*near, far], NOW)) == 3
    with django_assert_num_queries(0):
        assert selectors.lapsing(by, [far], NOW) == {}
    assert selectors.lapsing(actor(ProgrammeFactory().counsellor), near, NOW) == {}


@pytest.mark.django_db
def test_what_lapsed_with_a_period_is_not_left():
    programme = ProgrammeFactory(belgian=True, starts_on=date(2026, 9, 20))
    HourEntryFactory(programme=programme, minutes=300, period=1)

    account = selectors.hours_account(actor(programme.candidate), programme, NOW)

    assert [room.lapsed for room in account.periods] == [900, 0, 0]
    assert (account.sums.left, account.left) == (3300, 2400)
