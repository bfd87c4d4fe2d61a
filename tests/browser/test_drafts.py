"""A draft survives a lost connection, an ended session and a second window; the sheet is one page of paper."""

from datetime import timedelta
from io import BytesIO

import pypdfium2
import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from onward.counselling.models import Beforehand, Minutes
from tests.conftest import WebClient
from tests.factories.accounts import session_of
from tests.factories.applications import ApplicationFactory
from tests.factories.counselling import MeetingFactory, StepFactory
from tests.factories.landing import LandingFactory
from tests.factories.programmes import HourEntryFactory, ProgrammeFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WAIT = 20_000
POINTS_A_CM = 72 / 2.54
EDGE = 1.6 * POINTS_A_CM  # of the paper, in points from below


@pytest.fixture
def programme(db):
    return ProgrammeFactory(candidate__language="en", counsellor__language="en")


@pytest.fixture
def meeting(programme):
    return MeetingFactory(programme=programme, starts_at=timezone.now() - timedelta(minutes=10))


def let_in(page, server, person):
    client = WebClient()
    session_of(client, person, None, ("password", "mfa"))
    kept = [{"name": name, "value": one.value, "url": server} for name, one in client.cookies.items()]
    page.context.add_cookies(kept)


@pytest.fixture
def address(page, web_server, meeting):
    let_in(page, web_server, meeting.programme.counsellor)
    return web_server + reverse("counselling:meeting", args=[meeting.pk])


def said(page, words):
    page.get_by_role("status").filter(has_text=words).wait_for(timeout=WAIT)


def minutes_field(page):
    return page.get_by_label("What did you agree on?")


def kept_here(page):
    return page.evaluate("Object.keys(localStorage).length")


def test_text_and_plan_are_kept_without_a_press_and_words_warn(page, address):
    page.goto(address)
    minutes_field(page).fill("We look at the harbour. She was ill.")
    page.get_by_label("What?").first.fill("Call Morten")

    said(page, "Draft, kept")
    page.get_by_text("Look at these words before you share").wait_for(timeout=WAIT)

    row = Minutes.objects.get()
    assert (row.text, row.plan) == ("We look at the harbour. She was ill.", {"row-0-what": "Call Morten"})
    assert kept_here(page) == 0


def test_without_a_connection_it_is_kept_sealed_and_sent_when_it_is_back(page, address):
    page.goto(address)
    page.context.set_offline(True)
    minutes_field(page).fill("CANARY words")
    said(page, "No connection")

    sealed = page.evaluate("JSON.stringify(Object.values(localStorage))")
    page.context.set_offline(False)
    said(page, "Draft, kept")

    assert "CANARY" not in sealed
    assert Minutes.objects.get().text == "CANARY words"
    assert kept_here(page) == 0


def test_after_the_session_ended_the_text_is_there_again(page, web_server, address, meeting):
    page.goto(address)
    minutes_field(page).fill("Written at last.")
    page.get_by_label("What?").nth(1).fill("Call Morten")
    said(page, "Draft, kept")
    Session.objects.all().delete()
    minutes_field(page).fill("Written at last, and more.")
    page.get_by_role("link", name="Sign in again").wait_for(timeout=WAIT)

    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    let_in(page, web_server, meeting.programme.counsellor)
    page.goto(address)
    said(page, "Draft, kept")

    assert minutes_field(page).input_value() == "Written at last, and more."
    assert Minutes.objects.get().text == "Written at last, and more."


def test_two_windows_keep_both_texts_and_rows(page, address):
    page.goto(address)
    other = page.context.new_page()
    other.goto(address)
    minutes_field(page).fill("From the first.")
    said(page, "Draft, kept")
    minutes_field(other).fill("From the second.")
    other.get_by_label("What?").first.fill("Call Morten")
    said(other, "Another window")

    page.goto(address)
    page.get_by_role("button", name="Put both together").click()
    page.wait_for_load_state()

    row = Minutes.objects.get()
    assert (row.text, row.plan) == ("From the first.\n\nFrom the second.", {"row-0-what": "Call Morten"})


def test_the_candidates_answers_are_kept_too(page, web_server, programme):
    meeting = MeetingFactory(programme=programme, starts_at=timezone.now() + timedelta(days=1))
    let_in(page, web_server, programme.candidate)
    page.goto(web_server + reverse("counselling:beforehand", args=[meeting.pk]))
    page.context.set_offline(True)
    page.get_by_label("What is stuck?").fill("The CV.")
    said(page, "No connection")
    page.context.set_offline(False)
    said(page, "Kept")
    page.get_by_role("button", name="Send to").click()
    page.wait_for_load_state()

    assert Beforehand.objects.get().is_stuck == "The CV."


def test_the_fullest_sheet_is_one_page_of_paper_with_room_to_write(page, web_server, programme, address):
    meeting = MeetingFactory(programme=programme, starts_at=timezone.now() + timedelta(days=1), about="x " * 140)
    before = MeetingFactory(programme=programme, held=True, starts_at=timezone.now() - timedelta(days=14))
    words = "Many words about what happened and what came of it. " * 7
    Beforehand.objects.create(
        meeting=meeting,
        went_well=words,
        is_stuck=words,
        wants=words,
        sent_at=timezone.now(),
        sent_by=programme.candidate_id,
    )
    today = timezone.localdate()
    for number in range(9):
        long = {"what": f"{number} Call somebody who knows how they plan in the harbour and ask for ten minutes"}
        StepFactory(programme=programme, meeting=before, obstacle="nobody answers", response="write at noon", **long)
        StepFactory(programme=programme, meeting=before, done=True, **{**long, "learned": words})
        StepFactory(programme=programme, **long)
        ApplicationFactory(programme=programme, sent_on=today - timedelta(days=40))
        ApplicationFactory(programme=programme, state="interview", interview_on=today + timedelta(days=number))
    LandingFactory(programme=programme, trial_ends_on=today + timedelta(days=30))
    HourEntryFactory(programme=programme, booked_at=timezone.now())

    page.goto(web_server + reverse("counselling:preparation", args=[meeting.pk]))

    sheet = pypdfium2.PdfDocument(BytesIO(page.pdf(prefer_css_page_size=True)))
    paper = sheet[0].get_textpage()
    found = paper.search("Notes", match_case=True)
    _left, foot, _right, top = paper.get_charbox(found.get_next()[0])
    words = paper.get_text_range()
    assert len(sheet) == 1
    assert top - foot > 8  # nothing was printed smaller so that it fits
    assert (foot - EDGE) / POINTS_A_CM >= 4  # to write in
    assert "more in Onward" in words
    for each in (found, paper, sheet):
        each.close()
