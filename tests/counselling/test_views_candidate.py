"""The candidate's pages: meetings, minutes and remark, another time, steps; and what is not there for others."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from onward.accounts.models import Person, StaffProfile
from onward.counselling.enums import StepState
from onward.counselling.models import Meeting, NeedMark, Remark, Step
from onward.privacy.models import AccessEntry
from onward.programmes.models import Programme
from tests.factories.counselling import MeetingFactory, MinutesFactory, StepFactory
from tests.factories.programmes import ProgrammeFactory, begun_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def mette(sign_in, cast):
    return sign_in(cast.programme.candidate)


def text(response):
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def page_of(client, name, *args, **query):
    return client.get(reverse(f"counselling:{name}", args=args), query)


def coming(programme, **values):
    return MeetingFactory(programme=programme, starts_at=timezone.now() + timedelta(days=3), **values)


# Meetings ---------------------------------------------------------------------------------------------------------


def test_what_comes_and_what_was(mette, cast):
    coming(cast.programme, about="How I tell it")
    MinutesFactory(meeting__programme=cast.programme, shared=True)

    page = text(page_of(mette, "my_meetings"))

    assert "Your next meeting" in page
    assert "How I tell it" in page
    assert "Minutes" in page


def test_the_counsellors_number_can_be_tapped(mette, cast):
    meeting = coming(cast.programme)
    StaffProfile.objects.filter(person=cast.programme.counsellor).update(phone="+4520202020")

    for page in (page_of(mette, "my_meetings"), page_of(mette, "my_meeting", meeting.pk)):
        link = BeautifulSoup(page.content, "html.parser").select_one(".on-person a[href^='tel:']")
        assert link["href"] == "tel:+4520202020"


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_a_constant_number_of_queries(mette, cast, django_assert_num_queries, count):
    for number in range(count):
        coming_at = timezone.now() + timedelta(days=number + 1)
        MeetingFactory(programme=cast.programme, starts_at=coming_at)
        MinutesFactory(
            meeting__programme=cast.programme,
            meeting__starts_at=timezone.now() - timedelta(days=number + 1),
            shared=True,
        )

    page_of(mette, "my_meetings")  # the first page keeps the office's number in the session, and the template
    with django_assert_num_queries(14):
        page = page_of(mette, "my_meetings")

    assert page.status_code == 200


def test_shared_minutes_are_read_and_added_to_without_a_row_in_the_log(mette, cast):
    minutes = MinutesFactory(meeting__programme=cast.programme, shared=True)
    address = reverse("counselling:my_meeting", args=[minutes.pk])

    page = mette.get(address)
    mette.post(address, {"text": "I would rather work by day."})

    assert "look at the harbour" in text(page)
    assert Remark.objects.get().author_id == cast.programme.candidate_id
    assert "I would rather work by day." in text(mette.get(address))
    assert not AccessEntry.objects.exists()


def test_a_draft_is_not_there(mette, cast):
    minutes = MinutesFactory(meeting__programme=cast.programme, text="CANARY")

    page = page_of(mette, "my_meeting", minutes.pk)

    assert "CANARY" not in text(page)
    assert "has not shared the minutes yet" in text(page)


def test_a_remark_on_a_draft_goes_nowhere(mette, cast):
    minutes = MinutesFactory(meeting__programme=cast.programme)

    mette.post(reverse("counselling:my_meeting", args=[minutes.pk]), {"text": "Hello"})

    assert not Remark.objects.exists()


def free_time(client, *args, week_ahead=1):
    name = "move_my_meeting" if args else "book_my_meeting"
    monday = timezone.localdate() + timedelta(days=7 * week_ahead)
    page = page_of(client, name, *args, week=monday.isoformat())
    field = BeautifulSoup(page.content, "html.parser").select_one("input[name=when]")
    return f"{reverse(f'counselling:{name}', args=args)}?week={monday.isoformat()}", field["value"]


def test_an_hour_is_chosen_among_the_free_ones(mette, cast):
    address, when = free_time(mette)

    answer = mette.post(address, {"how": "video", "when": when, "about": "The letter"})

    meeting = Meeting.objects.select_related("appointment").get()
    assert answer.url == reverse("counselling:my_meetings")
    assert (meeting.about, meeting.appointment.form) == ("The letter", "video")


def test_before_booking_the_page_says_what_a_missed_meeting_means(mette, cast):
    monday = (timezone.localdate() + timedelta(days=7)).isoformat()

    assert "it costs you no hours" in text(page_of(mette, "book_my_meeting", week=monday))


def test_a_time_that_is_gone_says_so_and_keeps_the_rest(mette, cast):
    address, when = free_time(mette)
    somebody_else = ProgrammeFactory(counsellor=cast.programme.counsellor)
    MeetingFactory(programme=somebody_else, starts_at=datetime.strptime(when, "%Y%m%dT%H%MZ").replace(tzinfo=UTC))

    page = mette.post(address, {"how": "video", "when": when, "about": "The letter"})

    assert "That time was just taken" in text(page)
    about = BeautifulSoup(page.content, "html.parser").select_one("textarea[name=about]")
    assert about.get_text(strip=True) == "The letter"


def test_a_meeting_is_moved(mette, cast):
    meeting = coming(cast.programme)
    address, when = free_time(mette, meeting.pk)

    mette.post(address, {"how": "phone", "when": when})

    moved = Meeting.objects.select_related("appointment").get()
    assert moved.appointment.sequence == 1
    assert moved.appointment.form == "phone"


@pytest.mark.parametrize(("counts", "words"), [(True, "then counts as used"), (False, "it costs you no hours")])
def test_before_cancelling_late_the_page_says_what_it_means(mette, cast, counts, words):
    begun_with(cast.programme, missed_meeting_books_time=counts, late_cancellation_hours=48)
    meeting = MeetingFactory(programme=cast.programme, starts_at=timezone.now() + timedelta(hours=5))

    page = page_of(mette, "cancel_my_meeting", meeting.pk)
    mette.post(reverse("counselling:cancel_my_meeting", args=[meeting.pk]))

    assert words in text(page)
    assert Meeting.objects.get().appointment.state == "cancelled_late"


@pytest.mark.parametrize(("form", "words"), [("video", "You meet by video."), ("office", "You meet at our office.")])
def test_the_page_of_a_meeting_says_how_one_meets(mette, cast, form, words):
    meeting = coming(cast.programme, appointment__form=form)
    assert words in text(page_of(mette, "my_meeting", meeting.pk))


def test_after_the_end_no_time_is_offered_that_would_be_refused(mette, cast):
    Programme.objects.filter(pk=cast.programme.pk).update(state="ended", ended_on=timezone.localdate())
    assert "Choose a time" not in text(page_of(mette, "my_meetings"))
    assert page_of(mette, "book_my_meeting").url == reverse("counselling:my_meetings")


def test_the_office_is_the_one_to_call_on_every_page_from_here(mette, cast):
    page_of(mette, "my_meetings")
    assert mette.get(reverse("core:help_now")).context["call"] == cast.programme.office.phone


def test_opening_the_page_to_cancel_cancels_nothing(mette, cast):
    meeting = coming(cast.programme)

    page_of(mette, "cancel_my_meeting", meeting.pk)

    assert Meeting.objects.get(pk=meeting.pk).appointment.state == "booked"


def test_times_stand_in_the_clock_of_the_office(sign_in, cast):
    office = cast.programme.office
    office.timezone = "Europe/Helsinki"
    office.save()
    starts_at = (timezone.now() + timedelta(days=2)).replace(hour=8, minute=0, second=0, microsecond=0)
    MeetingFactory(programme=cast.programme, starts_at=starts_at)
    client = sign_in(cast.programme.candidate)

    page = text(page_of(client, "my_meetings"))

    hour = timezone.localtime(starts_at, ZoneInfo("Europe/Helsinki")).hour
    assert f"{hour}:00" in page


# Steps ------------------------------------------------------------------------------------------------------------


def test_a_step_of_ones_own(mette, cast):
    sent = {
        "what": "Call Jens",
        "due_on_day": "26",
        "due_on_month": "november",
        "due_on_year": "2026",
        "where": "from home",
    }

    mette.post(reverse("counselling:new_step"), sent)
    mette.post(reverse("counselling:new_step"), sent)

    step = Step.objects.get()
    assert (step.what, str(step.due_on), step.created_by) == ("Call Jens", "2026-11-26", cast.programme.candidate_id)


def test_done_in_one_tap_and_then_what_was_learned(mette, cast):
    step = StepFactory(programme=cast.programme)
    address = reverse("counselling:finish_step", args=[step.pk])

    after = mette.post(address)
    mette.post(address, {"learned": "It helped to begin with what I like."})

    step.refresh_from_db()
    assert after.url == address
    assert (step.state, step.learned) == (StepState.DONE, "It helped to begin with what I like.")
    assert "You learned" in text(page_of(mette, "my_steps"))


def test_a_step_is_moved_left_out_and_opened_again(mette, cast):
    step = StepFactory(programme=cast.programme)

    mette.post(reverse("counselling:change_step", args=[step.pk]), {"what": "Call Jens", "due_on": "2026-12-03"})
    mette.post(reverse("counselling:drop_step", args=[step.pk]))
    dropped = Step.objects.get().state
    mette.post(reverse("counselling:drop_step", args=[step.pk]), {"reopen": ""})

    step.refresh_from_db()
    assert (dropped, step.state, str(step.due_on)) == (StepState.DROPPED, StepState.OPEN, "2026-12-03")


def test_half_an_obstacle_is_said_at_the_field(mette, cast):
    page = mette.post(reverse("counselling:new_step"), {"what": "Call", "obstacle": "it rains"})

    assert "id_response_error" in page.content.decode()
    assert not Step.objects.exists()


def test_nothing_open_says_how_one_begins(mette, cast):
    assert "Here your next steps will stand" in text(page_of(mette, "my_steps"))


def test_i_need_more_and_it_is_all_right_again(mette, cast):
    mette.post(reverse("counselling:my_need"))
    marked = NeedMark.objects.get().cleared_at
    mette.post(reverse("counselling:my_need"), {"clear": ""})

    assert marked is None
    assert NeedMark.objects.get().cleared_at is not None


def test_the_card_for_the_fridge(mette, cast):
    StepFactory(programme=cast.programme, what="Call Jens", obstacle="he is out", response="I write to him")

    soup = BeautifulSoup(page_of(mette, "my_plan_card").content, "html.parser")

    assert "Call Jens" in soup.select_one(".on-card").get_text()
    assert cast.programme.employer.name not in soup.select_one(".on-card").get_text()


# For whom nothing of this exists ----------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["omar", "sponsor", "counsellor"])
def test_the_candidates_pages_do_not_exist_for_others(sign_in, cast, who):
    minutes = MinutesFactory(meeting__programme=cast.programme, text="CANARY", shared=True)
    step = StepFactory(programme=cast.programme, what="CANARY")
    person = {"omar": cast.other.candidate, "sponsor": cast.sponsor, "counsellor": cast.programme.counsellor}[who]
    client = sign_in(person)

    answers = [
        page_of(client, "my_meeting", minutes.pk),
        page_of(client, "move_my_meeting", minutes.pk),
        page_of(client, "cancel_my_meeting", minutes.pk),
        page_of(client, "change_step", step.pk),
        client.post(reverse("counselling:drop_step", args=[step.pk])),
        client.post(reverse("counselling:finish_step", args=[step.pk])),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert not any(b"CANARY" in answer.content for answer in answers)


def test_before_the_voice_was_heard_only_what_one_wrote_oneself(mette, cast):
    Programme.objects.filter(pk=cast.programme.pk).update(identity_confirmed_at=None, identity_confirmed_by=None)
    minutes = MinutesFactory(meeting__programme=cast.programme, text="CANARY", shared=True)
    StepFactory(programme=cast.programme, what="CANARY")
    coming(cast.programme, about="CANARY")

    pages = [page_of(mette, name) for name in ("my_meetings", "my_steps", "my_plan_card")]

    assert page_of(mette, "my_meeting", minutes.pk).status_code == 404
    assert not any(b"CANARY" in page.content for page in pages)


@pytest.mark.parametrize("language", ["da", "nb", "nl", "en"])
def test_every_page_stands_in_every_language(mette, cast, language):
    Person.objects.filter(pk=cast.programme.candidate_id).update(language=language)
    meeting = coming(cast.programme)
    StepFactory(programme=cast.programme)

    pages = [
        page_of(mette, "my_meetings"),
        page_of(mette, "my_meeting", meeting.pk),
        page_of(mette, "book_my_meeting"),
        page_of(mette, "my_steps"),
    ]

    assert {page.status_code for page in pages} == {200}
    assert {BeautifulSoup(page.content, "html.parser").html["lang"] for page in pages} == {language}
