"""Words that warn in steps outside a meeting, in remarks, in what is written down for a candidate. Never a block."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils.timezone import localdate

from onward.core.access import Role
from onward.counselling.enums import StepState
from onward.counselling.models import Beforehand, Meeting, Remark, Step
from tests.factories.counselling import MeetingFactory, MinutesFactory, StepFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
HINT = "Your counsellor can read this, and a later counsellor may too."


@pytest.fixture
def karen(cast, sign_in):
    return sign_in(cast.programme.counsellor, Role.COUNSELLOR)


@pytest.fixture
def shared(cast):
    return MinutesFactory(meeting__programme=cast.programme, shared=True, text="She was ill.")


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def marks(page):
    return [mark.get_text() for mark in page.select("mark")]


def seen(page):
    return page.select_one("[name=seen]")["value"]


def new_step(cast):
    return f"/desk/candidates/{cast.programme.pk}/steps/new/"


def test_a_new_step_warns_once_and_keeps_what_was_typed(karen, cast):
    step = {"what": "Ask the trade union", "where": "at the church", "due_words": "after lunch"}

    first = soup(karen.post(new_step(cast), step))

    assert marks(first) == ["trade union", "church"]
    assert first.select_one("textarea[name=what]").get_text(strip=True) == "Ask the trade union"
    assert first.select_one("[name=due_words]")["value"] == "after lunch"
    assert "Keep it all the same" in first.get_text()
    assert not Step.objects.exists()
    kept = karen.post(new_step(cast), {**step, "seen": seen(first)})
    assert (kept.status_code, Step.objects.get().where) == (302, "at the church")


def test_other_words_warn_again(karen, cast):
    first = soup(karen.post(new_step(cast), {"what": "Ask the trade union"}))

    again = soup(karen.post(new_step(cast), {"what": "Ask the church", "seen": seen(first)}))

    assert marks(again) == ["church"]
    assert not Step.objects.exists()


def test_plain_words_and_an_empty_form_do_not_warn(karen, cast):
    empty = soup(karen.post(new_step(cast), {"what": ""}))

    assert (marks(soup(karen.get(new_step(cast)))), marks(empty)) == ([], [])
    assert karen.post(new_step(cast), {"what": "Call Jens"}).status_code == 302


def test_a_changed_step_warns_of_what_is_new_in_it(karen, cast):
    step = StepFactory(programme=cast.programme, what="Ask the trade union")
    address = f"/desk/steps/{step.pk}/"

    assert marks(soup(karen.get(address))) == []
    assert karen.post(address, {"what": "Ask the trade union today"}).status_code == 302
    first = soup(karen.post(address, {"what": "Ask the trade union", "where": "at the church"}))
    assert marks(first) == ["trade union", "church"]
    sent = {"what": "Ask the trade union", "where": "at the church", "seen": seen(first)}
    assert karen.post(address, sent).status_code == 302
    assert Step.objects.get().where == "at the church"


def test_a_remark_by_the_counsellor_warns_on_its_page(karen, shared):
    address = f"/desk/meetings/{shared.pk}/remark/"

    first = soup(karen.post(address, {"text": "She wants her depression to stand here."}))

    form = first.select_one(f'form[action="{address}"]')
    assert marks(form) == ["depression"]
    assert form.select_one("[name=text]").get_text().strip() == "She wants her depression to stand here."
    assert len(first.select("#warning")) == 1
    assert not Remark.objects.exists()
    karen.post(address, {"text": "She wants her depression to stand here.", "seen": seen(first)})
    assert Remark.objects.get().text == "She wants her depression to stand here."


def test_what_is_shared_already_warns_no_more(karen, shared):
    page = soup(karen.get(f"/desk/meetings/{shared.pk}/"))

    assert "She was ill." in page.get_text()
    assert marks(page) == []


def test_what_is_written_down_beforehand_warns_too(karen, cast):
    meeting = MeetingFactory(programme=cast.programme)
    address = f"/desk/meetings/{meeting.pk}/before/"
    said = {"went_well": "", "is_stuck": "The cancer.", "wants": "Quiet."}

    first = soup(karen.post(address, said))

    assert marks(first) == ["cancer"]
    assert not Beforehand.objects.exists()
    assert karen.post(address, {**said, "seen": seen(first)}).status_code == 302
    assert Beforehand.objects.get().is_stuck == "The cancer."


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param({"done": "", "learned": "His depression is better."}, id="what was learned"),
        pytest.param(
            {"drop": "", "because": "not_now", "words": "His depression is better."}, id="why it is left out"
        ),
    ],
)
def test_settling_a_step_for_somebody_warns_and_keeps_what_was_typed(karen, cast, sent):
    step = StepFactory(programme=cast.programme)
    address = f"/desk/steps/{step.pk}/settle/"

    first = soup(karen.post(address, sent))

    assert marks(first) == ["depression"]
    assert "His depression is better." in [
        one.get("value") or one.get_text().strip() for one in first.select("[name]")
    ]
    assert len(first.select("#warning")) == 1
    assert Step.objects.get().state == StepState.OPEN
    assert karen.post(address, {**sent, "seen": seen(first)}).status_code == 302
    assert Step.objects.get().state != StepState.OPEN


def test_a_step_that_cannot_be_left_out_yet_loses_no_word(karen, cast):
    step = StepFactory(programme=cast.programme)

    page = soup(karen.post(f"/desk/steps/{step.pk}/settle/", {"drop": "", "words": "Two at once."}))

    assert page.select_one("[name=words]")["value"] == "Two at once."
    assert Step.objects.get().state == StepState.OPEN


def test_what_a_meeting_is_about_warns_when_it_is_changed(karen, cast):
    meeting = MeetingFactory(programme=cast.programme)
    address = f"/desk/meetings/{meeting.pk}/about/"

    first = soup(karen.post(address, {"about": "After the depression"}))

    assert marks(first) == ["depression"]
    assert first.select_one("textarea[name=about]").get_text(strip=True) == "After the depression"
    assert karen.post(address, {"about": "After the depression", "seen": seen(first)}).status_code == 302
    assert marks(soup(karen.get(address))) == []


def test_what_a_meeting_is_about_warns_when_it_is_booked(karen, cast):
    address = f"/desk/candidates/{cast.programme.pk}/book/"
    day = localdate() + timedelta(days=7)
    sent = {"day": day.isoformat(), "clock": "10:00", "length": "60", "form": "phone", "about": "Her pregnancy"}
    sent["anyway"] = "1"

    first = soup(karen.post(address, sent))

    assert marks(first) == ["pregnancy"]
    assert first.select_one("textarea[name=about]").get_text(strip=True) == "Her pregnancy"
    assert not Meeting.objects.exists()
    assert karen.post(address, {**sent, "seen": seen(first)}).status_code == 302
    assert Meeting.objects.get().about == "Her pregnancy"


def test_the_candidates_own_words_are_only_told_who_reads_them(cast, shared, sign_in):
    mette = sign_in(cast.programme.candidate, Role.CANDIDATE)

    assert HINT in mette.get("/me/steps/new/").content.decode()
    assert HINT in mette.get(f"/me/meetings/{shared.pk}/").content.decode()
    assert mette.post("/me/steps/new/", {"what": "Ask the trade union"}).status_code == 302
    mette.post(f"/me/meetings/{shared.pk}/", {"text": "My depression is better."})
    assert Remark.objects.get().text == "My depression is better."


def test_strangers_are_shown_no_words(cast, shared, sign_in):
    nina = sign_in(cast.other.counsellor, Role.COUNSELLOR)

    assert nina.post(new_step(cast), {"what": "Ask the trade union"}).status_code == 404
    assert nina.post(f"/desk/meetings/{shared.pk}/remark/", {"text": "Her cancer"}).status_code == 404
    assert not Step.objects.exists()
    assert not Remark.objects.exists()
