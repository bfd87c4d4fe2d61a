"""The preparation on paper: what does not fit is cut and counted, so that there is room to write."""

from datetime import timedelta

import pytest

from onward.counselling import selectors
from onward.counselling.selectors.sheet import COLUMN, fits
from tests.factories.applications import ApplicationFactory
from tests.factories.counselling import BeforehandFactory, MeetingFactory, StepFactory
from tests.factories.programmes import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
LONG = "Many words about what happened and what came of it. " * 7


def sheet(cast, meeting):
    prep = selectors.preparation(cast.karen, meeting, language="en", at=NOW)
    return prep, selectors.on_one_sheet(prep, meeting.about)


@pytest.mark.parametrize(
    ("heights", "expected"),
    [
        ([], True),
        ([COLUMN, COLUMN], True),
        ([COLUMN - 1, 2, COLUMN - 1], False),  # no section is broken
        ([COLUMN + 1], False),
        ([10, 10, 10, 10, 10, 10], True),
    ],
)
def test_two_columns_hold_whole_sections(heights, expected):
    assert fits(heights) is expected


def test_a_sheet_with_room_is_not_cut(cast):
    meeting = MeetingFactory(programme=cast.programme)
    StepFactory(programme=cast.programme)

    prep, paper = sheet(cast, meeting)

    assert paper == prep


def test_a_full_sheet_is_cut_and_says_how_many_lines_are_left_out(cast, sign_in):
    programme = cast.programme
    meeting = MeetingFactory(programme=programme, about="x " * 140)
    before = MeetingFactory(programme=programme, held=True)
    BeforehandFactory(meeting=meeting, went_well=LONG, is_stuck=LONG, wants=LONG)
    what = "Call somebody who knows how they plan in the harbour and ask for ten minutes of their time, soon"
    for number in range(6):
        StepFactory(programme=programme, meeting=before, what=what, obstacle="nobody answers", response="write again")
        StepFactory(programme=programme, what=what)
        ApplicationFactory(programme=programme, sent_on=NOW.date() - timedelta(days=40))
        ApplicationFactory(programme=programme, state="interview", interview_on=NOW.date() + timedelta(days=number))

    prep, paper = sheet(cast, meeting)

    lists = ("promised", "open_steps", "search", "dates")
    assert all(getattr(paper, name) == getattr(prep, name)[: len(getattr(paper, name))] for name in lists)
    assert all(getattr(paper, name) for name in lists)
    out = paper.left_out
    assert out.promised + len(paper.promised) == len(prep.promised)
    assert out.dates + len(paper.dates) == len(prep.dates)
    assert out.promised + out.dates > 0
    assert paper.more_steps == prep.more_steps + len(prep.open_steps) - len(paper.open_steps)
    page = sign_in(programme.counsellor)
    assert f"… and {max(out.dates, out.promised)} more in Onward" in page.get(
        f"/desk/meetings/{meeting.pk}/preparation/"
    ).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert b"more in Onward" not in page.get(f"/desk/meetings/{meeting.pk}/").content


def test_one_line_of_each_list_stays_however_much_there_is(cast):
    meeting = MeetingFactory(programme=cast.programme, about="x " * 140)
    BeforehandFactory(meeting=meeting, **dict.fromkeys(("went_well", "is_stuck", "wants"), "line\n" * 60))
    before = MeetingFactory(programme=cast.programme, held=True)
    for done in (True, False, False):
        StepFactory(programme=cast.programme, meeting=before, done=done)
        StepFactory(programme=cast.programme)

    _prep, paper = sheet(cast, meeting)

    assert (len(paper.promised), len(paper.open_steps)) == (1, 1)
