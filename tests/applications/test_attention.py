"""What asks for something now, and in what order it stands."""

from datetime import timedelta

import pytest

from onward.applications.attention import Attention, attention_of
from onward.applications.enums import STEP_WORDS, STEPS, ApplicationState
from onward.applications.selectors import board
from tests.factories.applications import TODAY, ApplicationFactory

A_DAY = timedelta(days=1)


def built(**values):
    return ApplicationFactory.build(programme=None, created_by=None, **values)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"offer": True}, Attention.OFFER),
        ({"interview": True}, Attention.INTERVIEW),
        ({"interview": True, "interview_on": TODAY}, Attention.INTERVIEW),
        ({"interview": True, "interview_on": TODAY - A_DAY}, Attention.NONE),
        ({"interview": True, "interview_on": None}, Attention.NONE),
        ({"planned": True, "deadline_on": TODAY}, Attention.DEADLINE),
        ({"planned": True, "deadline_on": TODAY - A_DAY}, Attention.NONE),
        ({"planned": True}, Attention.NONE),
        ({"sent_on": TODAY - timedelta(days=20)}, Attention.NONE),
        ({"sent_on": TODAY - timedelta(days=21)}, Attention.STALLED),
        ({"sent_on": TODAY - timedelta(days=60), "asked_on": TODAY - timedelta(days=20)}, Attention.NONE),
        ({"sent_on": TODAY - timedelta(days=60), "asked_on": TODAY - timedelta(days=21)}, Attention.STALLED),
        ({"rejected": True}, Attention.NONE),
        ({"withdrawn": True}, Attention.NONE),
    ],
)
def test_what_asks_for_attention(values, expected):
    assert attention_of(built(**values), TODAY) is expected


def test_the_board_puts_first_what_presses_then_the_nearest_day():
    late = built(interview=True, interview_on=TODAY + 3 * A_DAY)
    soon = built(interview=True, interview_on=TODAY + A_DAY)
    offer, stalled = built(offer=True), built(stalled=True)
    longer = built(sent_on=TODAY - timedelta(days=90))
    deadline = built(planned=True, deadline_on=TODAY + A_DAY)

    found = board([stalled, late, deadline, longer, soon, offer], TODAY)

    assert found.needs == [offer, soon, late, deadline, longer, stalled]
    assert found.first is offer


def test_the_rest_comes_by_its_latest_day_and_what_is_over_stands_last():
    old, new = built(sent_on=TODAY - 9 * A_DAY), built(sent_on=TODAY - A_DAY)
    refused, gone = built(rejected=True), built(withdrawn=True, sent_on=TODAY - 5 * A_DAY)

    found = board([gone, old, refused, new], TODAY)

    assert (found.waiting, found.over, found.first) == ([new, old], [refused, gone], None)
    assert not found.is_empty
    assert board([], TODAY).is_empty


def test_every_state_has_its_steps_and_every_step_its_words():
    assert set(STEPS) == set(STEP_WORDS) == set(ApplicationState)
    assert all(state not in following and following for state, following in STEPS.items())
