"""Minutes and plan on one page, the words that warn, the three questions; and for whom they exist."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from onward.counselling.enums import MinutesState, StepState
from onward.counselling.models import Beforehand, BeforehandDraft, Minutes, Step
from onward.privacy.models import AccessEntry
from tests.conftest import WebClient
from tests.factories.applications import ApplicationFactory
from tests.factories.counselling import (
    BeforehandDraftFactory,
    BeforehandFactory,
    MeetingFactory,
    MinutesFactory,
    StepFactory,
)
from tests.factories.landing import LandingFactory
from tests.factories.programmes import HourEntryFactory

pytestmark = pytest.mark.django_db
HOUR = {"minutes": "60", "kind": "individual", "reason": ""}


@pytest.fixture
def karen(sign_in, cast):
    return sign_in(cast.programme.counsellor)


@pytest.fixture
def mette(sign_in, cast):
    return sign_in(cast.programme.candidate, into=WebClient())


@pytest.fixture
def meeting(cast):
    """It began ten minutes ago."""
    return MeetingFactory(programme=cast.programme, starts_at=timezone.now() - timedelta(minutes=10))


@pytest.fixture
def coming(cast):
    return MeetingFactory(programme=cast.programme, starts_at=timezone.now() + timedelta(days=1))


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def text(response):
    return " ".join(soup(response).get_text(" ").split())


def press(client, meeting, button, **fields):
    data = {"text": "We look at the harbour.", "version": 1, button: "", **HOUR, **fields}
    return client.post(reverse("counselling:meeting", args=[meeting.pk]), data)


def go(client, name, meeting, data=None):
    address = reverse(f"counselling:{name}", args=[meeting.pk])
    return client.get(address) if data is None else client.post(address, data)


# Minutes and plan -------------------------------------------------------------------------------------------------


def test_one_press_shares_text_and_plan(karen, cast, meeting):
    old = StepFactory(programme=cast.programme, what="Call Morten")
    rows = {"row-0-what": "Meet Marit", "row-0-due_on": "2026-12-01", "row-1-what": "Write", "row-1-where": "library"}
    back = {f"back-{old.pk}-outcome": "taken", f"back-{old.pk}-learned": "Mornings."}

    press(karen, meeting, "share", **rows, **back)

    made = Step.objects.filter(meeting=meeting).order_by("what").values_list("what", flat=True)
    assert list(made) == ["Call Morten", "Meet Marit", "Write"]
    assert Minutes.objects.get().state == MinutesState.SHARED
    old.refresh_from_db()
    assert (old.state, old.learned) == (StepState.TAKEN, "Mornings.")


def test_what_does_not_fit_is_said_and_kept(karen, cast, meeting):
    old = StepFactory(programme=cast.programme)
    fields = {
        "row-0-what": "Meet Marit",
        "row-0-obstacle": "she is away",
        "row-1-due_on_day": "31",
        f"back-{old.pk}-outcome": "dropped",
    }

    page = press(karen, meeting, "share", **fields)

    assert page.status_code == 200
    assert {"needs its", "the year", "None of them is a failure"} <= {
        words for words in ("needs its", "the year", "None of them is a failure") if words in text(page)
    }
    assert soup(page).select_one('[name="row-1-due_on_day"]')["value"] == "31"
    assert Minutes.objects.get().plan == fields
    assert not Step.objects.filter(meeting=meeting).exists()
    again = soup(go(karen, "meeting", meeting))
    assert again.select_one('[name="row-1-due_on_day"]')["value"] == "31"
    assert again.select_one(".ds-error-summary") is None


def test_there_is_always_room_for_one_more_step(karen, meeting):
    press(karen, meeting, "more", **{"row-0-what": "One", "row-4-what": "Two"})

    names = [field["name"] for field in soup(go(karen, "meeting", meeting)).select('[name$="-what"]')]
    assert names == ["row-0-what", "row-1-what", "row-2-what"]


def test_autosave_keeps_text_and_plan_and_says_what_warns(karen, cast, meeting):
    answer = go(karen, "autosave", meeting, {"text": "She was ill.", "version": 1, "row-0-where": "at the church"})

    assert "Draft, kept" in text(answer)
    assert [mark.get_text() for mark in soup(answer).select("mark")] == ["ill", "church"]
    assert Minutes.objects.get().plan == {"row-0-where": "at the church"}


def test_words_warn_once_and_never_block(karen, meeting):
    first = press(karen, meeting, "share", text="She was ill.")
    seen = soup(first).select_one("[name=seen]")["value"]
    other = press(karen, meeting, "share", text="She was ill, and in the trade union.", seen=seen, version=2)
    seen = soup(other).select_one("[name=seen]")["value"]

    assert Minutes.objects.get().state == MinutesState.DRAFT
    assert "Leave them out" in text(other)
    press(karen, meeting, "share", text="She was ill, and in the trade union.", seen=seen, version=3)
    assert Minutes.objects.get().state == MinutesState.SHARED


def test_one_more_step_in_a_shared_plan_warns_too(karen, cast):
    meeting = MinutesFactory(meeting__programme=cast.programme, shared=True).meeting
    step = {"step-what": "Ask the trade union", "add": ""}
    address = reverse("counselling:meeting", args=[meeting.pk])

    first = karen.post(address, step)
    karen.post(address, {**step, "seen": soup(first).select_one("[name=seen]")["value"]})

    assert [mark.get_text() for mark in soup(first).select("mark")] == ["trade union"]
    assert Step.objects.get().what == "Ask the trade union"


def test_a_second_window_keeps_its_plan_beside(karen, meeting):
    go(karen, "autosave", meeting, {"text": "", "version": 1, "row-0-what": "One"})
    go(karen, "autosave", meeting, {"text": "", "version": 1, "row-0-what": "Two"})

    assert "Rows of the plan were written there too" in text(go(karen, "meeting", meeting))
    go(karen, "put_together", meeting, {"keep": ""})
    assert Minutes.objects.get().plan == {"row-0-what": "One", "row-1-what": "Two"}


def test_the_browser_gets_its_own_seal_and_nobody_elses(karen, mette, coming):
    hers = soup(go(mette, "beforehand", coming)).select_one("form[data-draft]")
    karens = soup(go(karen, "meeting", coming)).select_one("form[data-draft]")

    assert len(hers["data-seal"]) == len(karens["data-seal"]) == 64
    assert hers["data-seal"] != karens["data-seal"]
    assert karens["data-sign-in"].endswith(f"?next=/desk/meetings/{coming.pk}/")


def test_private_notes_stand_apart_with_a_form_of_their_own(karen, meeting):
    page = soup(go(karen, "meeting", meeting))

    assert page.select_one("form[data-draft] [name=note]") is None
    assert "for you alone" in page.select_one(".on-private").get_text()


# The sheet --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_the_sheet_asks_at_most_fifteen_questions(karen, cast, coming, table_queries, count):
    before = MeetingFactory(programme=cast.programme, held=True)
    BeforehandFactory(meeting=coming)
    for number in range(count):
        StepFactory(programme=cast.programme, meeting=before)
        StepFactory(programme=cast.programme)
        ApplicationFactory(programme=cast.programme)
        HourEntryFactory(programme=cast.programme)
        LandingFactory(programme=cast.programme, lost=number > 0)
    go(karen, "preparation", coming)

    with table_queries() as asked:
        page = go(karen, "preparation", coming)

    assert "Talk about the notice." in text(page)
    assert len(asked) <= 15


# The three questions ----------------------------------------------------------------------------------------------


def test_answers_are_kept_sent_and_read(mette, karen, coming):
    go(mette, "beforehand", coming, {"wants": "The notice.", "version": 0, "save": ""})
    before = text(go(karen, "preparation", coming))
    go(mette, "beforehand", coming, {"wants": "The notice.", "version": 1, "send": ""})

    assert "The notice." not in before
    assert "The notice." in text(go(karen, "preparation", coming))
    assert "The notice." in text(go(mette, "my_meeting", coming))


def test_an_empty_form_says_that_none_is_fine(mette, coming):
    page = go(mette, "beforehand", coming, {"version": 0, "send": ""})

    assert "none is fine too" in text(page)
    assert not BeforehandDraft.objects.exists()


def test_autosave_of_answers(mette, coming):
    first = go(mette, "keep_beforehand", coming, {"is_stuck": "The CV.", "version": 0})
    second = go(mette, "keep_beforehand", coming, {"is_stuck": "Another.", "version": 0})
    sent = go(mette, "beforehand", coming, {"is_stuck": "The CV.", "version": 1, "send": ""})
    go(mette, "put_answers_together", coming, {"keep": ""})

    assert soup(first).select_one("#saved")["data-version"] == "1"
    assert "another window" in text(second)
    assert "Put both together" in text(sent)
    assert BeforehandDraft.objects.get().is_stuck == "The CV.\n\nAnother."
    assert not Beforehand.objects.exists()


def test_after_it_began_the_questions_lead_to_the_meeting(mette, meeting):
    assert go(mette, "beforehand", meeting).status_code == 302
    assert "has begun" in text(go(mette, "keep_beforehand", meeting, {"wants": "x", "version": 0}))


def test_the_counsellor_writes_down_what_is_said_on_the_phone(karen, mette, coming):
    go(karen, "beforehand_for", coming, {"went_well": "Slept again."})

    assert "Entered by the counsellor" in text(go(mette, "my_meeting", coming))
    assert AccessEntry.objects.filter(thing="preparation").count() == 0
    assert "Slept again." in text(go(karen, "beforehand_for", coming))
    assert AccessEntry.objects.filter(thing="preparation").count() == 1


@pytest.mark.parametrize("name", ["beforehand", "keep_beforehand", "put_answers_together"])
def test_the_questions_do_not_exist_for_others(sign_in, cast, coming, name):
    BeforehandDraftFactory(meeting=coming, is_stuck="CANARY")

    for person in (cast.other.candidate, cast.programme.counsellor, cast.coordinator, cast.sponsor):
        client = sign_in(person)
        answer = go(client, name, coming, None if name == "beforehand" else {"version": 0})
        assert (answer.status_code, b"CANARY" in answer.content) == (404, False)


# Leaving out ------------------------------------------------------------------------------------------------------


def test_the_candidate_may_say_why_a_step_is_left_out(mette, cast):
    step = StepFactory(programme=cast.programme, what="Call Jens")
    address = reverse("counselling:drop_step", args=[step.pk])

    asked = text(mette.get(address))
    mette.post(address, {"because": "too_big", "words": "Two at once."})

    assert "need not give any" in asked
    assert "It was too big for one step" in text(mette.get(reverse("counselling:my_steps")))


def test_the_counsellor_says_why(karen, cast):
    step = StepFactory(programme=cast.programme)
    address = reverse("counselling:settle_step", args=[step.pk])

    karen.post(address, {"drop": "", "words": "x"})
    assert Step.objects.get().state == StepState.OPEN
    karen.post(address, {"drop": "", "because": "not_now", "words": "Later."})
    assert Step.objects.get().dropped_because == "not_now"
