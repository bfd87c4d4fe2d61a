"""Somebody else becomes the counsellor: a draft of minutes stays with its author, and the next one may write."""

from datetime import timedelta

import pytest

from onward.core.access import SYSTEM, Role
from onward.core.errors import NotAllowed
from onward.counselling import actions, selectors
from onward.counselling.models import Minutes, PrivateNote
from onward.privacy.models import AuditEntry
from onward.programmes.actions import assign_counsellor, change_counsellor
from onward.programmes.enums import ChangeReason
from tests.counselling.test_at_once import at_once
from tests.counselling.test_hand_over import LATER, House
from tests.factories.accounts import MembershipFactory, PersonFactory, actor
from tests.factories.counselling import MeetingFactory, MinutesFactory, PrivateNoteFactory, StepFactory
from tests.factories.programmes import NOW, ProgrammeFactory, coordinator_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(cast):
    return MeetingFactory(programme=cast.programme, held=True)


@pytest.fixture
def lars(cast):
    person = PersonFactory(first_name="Lars", last_name="Holmgaard", language="en")
    MembershipFactory(person=person, role=Role.COUNSELLOR, office=cast.programme.office)
    return person


def give(cast, person):
    """By the coordinator. The programme as it is afterwards is the one of the cast."""
    assign_counsellor(by=cast.office, programme=cast.programme, counsellor=person, at=NOW)
    cast.programme.refresh_from_db()


def write(by, meeting, text, version=1, **more):
    return actions.save_minutes(by=by, meeting=meeting, text=text, version=version, at=NOW, **more)


def test_the_draft_becomes_a_note_of_its_author_and_of_nobody_else(cast, meeting, lars):
    karen = cast.karen
    write(karen, meeting, "Half a sentence about the harbour")

    give(cast, lars)

    note = PrivateNote.objects.get()
    assert (
        note.text.replace("\N{NO-BREAK SPACE}", " ")
        == "Draft of the minutes of 10 November 2026, never shared.\n\nHalf a sentence about the harbour"
    )
    assert (note.author_id, note.meeting, note.at) == (karen.person_id, meeting, NOW)
    assert list(selectors.notes(karen, cast.programme.pk)) == [note]
    for stranger in (actor(lars), cast.mette, cast.office, cast.nina, cast.omar, cast.hr):
        assert not selectors.notes(stranger, cast.programme.pk).exists()
    entry = AuditEntry.objects.get(verb="counselling.draft_kept_as_note")
    assert "harbour" not in str((entry.before, entry.after))


def test_the_new_one_writes_and_shares_minutes_of_that_meeting(cast, meeting, lars):
    write(cast.karen, meeting, "Half a sentence")
    give(cast, lars)
    meeting.refresh_from_db()

    saved = write(actor(lars), meeting, "We looked back together.")
    shared = actions.share_minutes(by=actor(lars), minutes=saved.minutes, at=NOW)

    assert (shared.text, shared.author_id, shared.is_shared) == ("We looked back together.", lars.pk, True)
    assert PrivateNote.objects.get().text.endswith("Half a sentence")


def test_nothing_typed_is_lost_neither_plan_nor_second_window(cast, meeting, lars):
    step = StepFactory(programme=cast.programme, what="Call Jens")
    plan = {
        "row-0-what": "Visit the harbour",
        "row-0-due_on_day": "24",
        "row-0-due_on_month": "11",
        "row-0-due_words": "after lunch",
        "row-0-where": "Gate 3",
        "row-0-obstacle": "it rains",
        "row-0-response": "I take the bus",
        "row-1-obstacle": "half a thought",
        f"back-{step.pk}-outcome": "done",
        f"back-{step.pk}-learned": "Jens knows the yard",
        f"back-{'-' * 36}-words": "nobody's",
    }
    write(cast.karen, meeting, "One window", plan=plan)
    write(cast.karen, meeting, "Another window", version=1)

    give(cast, lars)

    assert PrivateNote.objects.get().text.split("\n\n")[1:] == [
        "One window",
        "Another window",
        "Plan:\n"
        "– Call Jens, done. Jens knows the yard.\n"
        "– nobody's.\n"
        "– Visit the harbour, 24.11, after lunch, Gate 3. If it rains, then I take the bus.\n"
        "– half a thought.",
    ]


def test_shared_minutes_stay_and_empty_drafts_go(cast, meeting, lars):
    before = MeetingFactory(programme=cast.programme, held=True, starts_at=NOW - timedelta(days=40))
    shared = MinutesFactory(meeting=before, shared=True)
    MinutesFactory(meeting=meeting, text=" \n")
    elsewhere = MinutesFactory(meeting=MeetingFactory(programme=cast.other, held=True), text="Canary")

    give(cast, lars)

    assert set(Minutes.objects.all()) == {shared, elsewhere}
    assert not PrivateNote.objects.exists()


def test_who_chooses_anew_leaves_the_draft_with_its_author_too(cast, meeting, lars):
    write(cast.karen, meeting, "Half a sentence")

    change_counsellor(by=cast.mette, programme=cast.programme, counsellor=lars, reason=ChangeReason.MATCH, at=NOW)

    assert PrivateNote.objects.get().author_id == cast.programme.counsellor_id != lars.pk
    assert not Minutes.objects.exists()


def test_over_and_back_each_keeps_her_own(db):
    house = House()
    programme = house.programme()
    meeting = MeetingFactory(programme=programme, held=True)
    write(actor(house.karen), meeting, "Karen's half")

    house.hand_over({programme: house.ingrid})
    programme.refresh_from_db()
    meeting.refresh_from_db()
    write(actor(house.ingrid), meeting, "Ingrid's half")
    house.hand_back(programme, at=LATER)

    assert not Minutes.objects.exists()
    assert {(note.author, note.text.split("\n\n")[1]) for note in PrivateNote.objects.select_related("author")} == {
        (house.karen, "Karen's half"),
        (house.ingrid, "Ingrid's half"),
    }
    meeting.refresh_from_db()
    assert write(actor(house.karen), meeting, "Anew").minutes.text == "Anew"


def test_a_window_of_before_writes_and_shares_nothing_any_more(cast, meeting, lars):
    karen, saved = cast.karen, write(cast.karen, meeting, "Half a sentence")
    give(cast, lars)

    for late in (
        lambda: write(karen, meeting, "Typed too late", version=saved.minutes.version),
        lambda: actions.share_minutes(by=karen, minutes=saved.minutes, at=NOW),
        lambda: actions.put_together(by=karen, minutes=saved.minutes, keep=True, at=NOW),
    ):
        with pytest.raises(NotAllowed):
            late()
    assert not Minutes.objects.exists()


def test_two_windows_of_the_new_one_keep_both_texts(cast, meeting, lars):
    write(cast.karen, meeting, "Half a sentence")
    give(cast, lars)
    meeting.refresh_from_db()

    write(actor(lars), meeting, "First window")
    second = write(actor(lars), meeting, "Second window")

    assert (second.aside, second.minutes.text, second.minutes.aside) == (True, "First window", "Second window")


def test_only_the_house_moves_drafts(cast, meeting):
    write(cast.karen, meeting, "Half a sentence")

    for stranger in (cast.karen, cast.mette, cast.office, cast.nina):
        with pytest.raises(NotAllowed):
            actions.keep_drafts(by=stranger, programme=cast.programme, at=NOW)
    assert actions.keep_drafts(by=SYSTEM, programme=cast.programme, at=NOW) == []
    assert Minutes.objects.get().text == "Half a sentence"


def test_the_author_finds_it_by_the_list_and_nobody_else_does(cast, meeting, lars, sign_in):
    author, programme = cast.programme.counsellor, cast.programme
    write(cast.karen, meeting, "Half a sentence")
    give(cast, lars)
    address = f"/desk/chosen/{programme.pk}/notes/"

    page = sign_in(author, Role.COUNSELLOR)
    assert b"/desk/chosen/" in page.get("/desk/candidates/").content
    assert address.encode() in page.get("/desk/chosen/").content
    assert b"Half a sentence" in page.get(address).content
    for stranger in (lars, cast.other.counsellor):
        page = sign_in(stranger, Role.COUNSELLOR)
        assert address.encode() not in page.get("/desk/chosen/").content
        assert page.get(address).status_code == 404


def test_the_page_of_the_meeting_is_free_for_the_new_one(cast, meeting, lars, sign_in):
    write(cast.karen, meeting, "Half a sentence")
    give(cast, lars)

    page = sign_in(lars, Role.COUNSELLOR)
    address = f"/desk/meetings/{meeting.pk}/"

    assert b"Half a sentence" not in page.get(address).content
    kept = page.post(f"{address}autosave/", {"text": "Mine", "version": "1"})
    assert 'data-state="kept"' in kept.content.decode()
    assert Minutes.objects.get().author == lars


def test_a_note_of_ones_own_candidate_is_not_elsewhere(cast):
    PrivateNoteFactory(programme=cast.programme, author=cast.programme.counsellor)

    assert not selectors.notes_elsewhere(cast.karen, but=[]).exists()


@pytest.mark.django_db(transaction=True)
def test_written_in_the_moment_of_the_change_it_is_a_note_or_was_refused():
    programme = ProgrammeFactory(candidate__language="en", counsellor__language="en")
    meeting = MeetingFactory(programme=programme, held=True)
    lars = PersonFactory()
    MembershipFactory(person=lars, role=Role.COUNSELLOR, office=programme.office)
    karen, by = actor(programme.counsellor), actor(coordinator_of(programme))

    def saved():
        try:
            write(karen, meeting, "In the last moment")
        except NotAllowed:
            refused.append(True)

    refused: list[bool] = []
    at_once(saved, lambda: assign_counsellor(by=by, programme=programme, counsellor=lars, at=NOW + timedelta(hours=1)))

    assert not Minutes.objects.exists()
    assert PrivateNote.objects.count() + len(refused) == 1
