"""Who reads and writes what candidate and counsellor share: tables that anybody can check."""

from datetime import timedelta

import pytest

from onward.counselling import policies, selectors
from onward.programmes.enums import State
from onward.programmes.models import Programme
from tests.factories.counselling import (
    BeforehandDraftFactory,
    BeforehandFactory,
    CallToMakeFactory,
    MeetingFactory,
    MinutesFactory,
    NeedMarkFactory,
    PrivateNoteFactory,
    StepFactory,
)
from tests.factories.programmes import NOW

pytestmark = pytest.mark.django_db

WHO = ("mette", "karen", "office", "nina", "omar", "hr", "manager")

WHO_READS = """
                    mette  karen  office  nina  omar  hr   manager
    meeting         yes    yes    yes     no    no    no   no
    draft           no     yes    no      no    no    no   no
    shared          yes    yes    no      no    no    no   no
    said            yes    yes    no      no    no    no   no
    unsent          yes    no     no      no    no    no   no
    note            no     yes    no      no    no    no   no
    step            yes    yes    no      no    no    no   no
    own_step        yes    yes    no      no    no    no   no
    need            yes    yes    yes     no    no    no   no
    call            no     yes    yes     no    no    no   no
"""

# until the counsellor has heard the voice, the account shows what its own user wrote
UNCONFIRMED = """
                    mette
    meeting         no
    own_meeting     yes
    shared          no
    said            no
    unsent          no
    step            no
    own_step        yes
    need            yes
"""


def cells(table):
    rows = [line.split() for line in table.strip().splitlines()]
    return [
        (thing, who, said == "yes") for thing, *answers in rows[1:] for who, said in zip(rows[0], answers, strict=True)
    ]


PLAIN = {
    "said": (BeforehandFactory, "meeting__programme", selectors.beforehand),
    "unsent": (BeforehandDraftFactory, "meeting__programme", selectors.beforehand_drafts),
    "step": (StepFactory, "programme", selectors.steps),
    "call": (CallToMakeFactory, "programme", selectors.waiting_calls),
}


def thing_of(cast, thing):
    """A row of this kind in Mette's programme, and how its readers are asked."""
    programme = cast.programme
    mine = {"created_by": programme.candidate_id}
    if thing in PLAIN:
        factory, way, read = PLAIN[thing]
        return factory(**{way: programme}), read
    match thing:
        case "meeting":
            return MeetingFactory(programme=programme), selectors.meetings
        case "own_meeting":
            return MeetingFactory(programme=programme, **mine), selectors.meetings
        case "draft":
            return MinutesFactory(meeting__programme=programme), selectors.minutes
        case "shared":
            return MinutesFactory(meeting__programme=programme, shared=True), selectors.minutes
        case "note":
            return PrivateNoteFactory(programme=programme), lambda by: selectors.notes(by, programme.pk)
        case "own_step":
            return StepFactory(programme=programme, **mine), selectors.steps
        case "need":
            found = NeedMarkFactory(programme=programme)
            return found, lambda by: [mark for mark in [selectors.need_mark(by, programme.pk)] if mark]


@pytest.mark.parametrize(("thing", "who", "expected"), cells(WHO_READS))
def test_who_reads(cast, thing, who, expected):
    row, read = thing_of(cast, thing)

    assert list(read(getattr(cast, who))) == ([row] if expected else [])


@pytest.mark.parametrize(("thing", "who", "expected"), cells(UNCONFIRMED))
def test_who_reads_before_the_voice_was_heard(cast, thing, who, expected):
    row, read = thing_of(cast, thing)
    Programme.objects.filter(pk=cast.programme.pk).update(identity_confirmed_at=None, identity_confirmed_by=None)

    assert list(read(getattr(cast, who))) == ([row] if expected else [])


@pytest.mark.parametrize("thing", ["meeting", "shared", "draft", "said", "unsent", "note", "step", "need", "call"])
@pytest.mark.parametrize("who", ["mette", "karen", "office"])
def test_nobody_reads_of_a_talk_that_was_taken_back(cast, thing, who):
    _row, read = thing_of(cast, thing)
    Programme.objects.filter(pk=cast.programme.pk).update(state=State.TAKEN_BACK)

    assert list(read(getattr(cast, who))) == []


WHO_MAY = """
                         mette  karen  office  nina  omar  hr   manager
    may_book_meeting     yes    yes    yes     no    no    no   no
    may_plan_steps       yes    yes    no      no    no    no   no
    may_mark_need        yes    yes    no      no    no    no   no
    may_note             no     yes    no      no    no    no   no
    may_call             no     yes    yes     no    no    no   no
    may_begin            yes    yes    yes     no    no    no   no
"""


@pytest.mark.parametrize(("rule", "who", "expected"), cells(WHO_MAY))
def test_who_may_do_something_in_a_programme(cast, rule, who, expected):
    assert getattr(policies, rule)(getattr(cast, who), cast.programme) is expected


WHO_MAY_ABOUT = """
                         mette  karen  office  nina  omar  hr   manager
    may_change_meeting   yes    yes    yes     no    no    no   no
    may_lead_meeting     no     yes    no      no    no    no   no
    may_prepare          yes    yes    no      no    no    no   no
    may_write_minutes    no     yes    no      no    no    no   no
    may_remark           yes    yes    no      no    no    no   no
    may_change_step      yes    yes    no      no    no    no   no
"""


@pytest.mark.parametrize(("rule", "who", "expected"), cells(WHO_MAY_ABOUT))
def test_who_may_change_what_is_there(cast, rule, who, expected):
    minutes = MinutesFactory(meeting__programme=cast.programme, shared=True)
    things = {
        "may_change_meeting": minutes.meeting,
        "may_lead_meeting": minutes.meeting,
        "may_prepare": minutes.meeting,
        "may_write_minutes": minutes,
        "may_remark": minutes,
        "may_change_step": StepFactory(programme=cast.programme),
    }

    assert getattr(policies, rule)(getattr(cast, who), things[rule]) is expected


def test_nobody_adds_to_a_draft(cast):
    minutes = MinutesFactory(meeting__programme=cast.programme)

    assert not policies.may_remark(cast.karen, minutes)


@pytest.mark.parametrize("state", [State.ENDED, State.DECLINED, State.TAKEN_BACK])
def test_nothing_is_booked_or_planned_once_it_is_over(cast, state):
    cast.programme.state, cast.programme.ended_on = state, NOW.date() - timedelta(days=1)

    assert not policies.may_book_meeting(cast.mette, cast.programme)
    assert not policies.may_plan_steps(cast.karen, cast.programme)


def test_before_the_voice_was_heard_a_candidate_changes_only_what_is_hers(cast):
    cast.programme.identity_confirmed_at = cast.programme.identity_confirmed_by = None
    cast.programme.save()
    theirs = MeetingFactory(programme=cast.programme)
    own = MeetingFactory(
        programme=cast.programme, created_by=cast.programme.candidate_id, starts_at=NOW + timedelta(days=2)
    )

    assert not policies.may_change_meeting(cast.mette, theirs)
    assert policies.may_change_meeting(cast.mette, own)
