"""The counsellor's pages: the list, one candidate, the meeting; and for whom they exist."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from onward.accounts.models import Person
from onward.correspondence.models import Message
from onward.counselling.enums import MinutesState, StepState
from onward.counselling.models import Meeting, Minutes, NeedMark, PrivateNote, Remark, Step
from onward.privacy.models import AccessEntry
from onward.programmes.enums import State
from onward.programmes.models import HourEntry, Programme
from tests.counselling.pages import page_of, text
from tests.factories.counselling import (
    BeforehandFactory,
    CallToMakeFactory,
    MeetingFactory,
    MinutesFactory,
    NeedMarkFactory,
    PrivateNoteFactory,
    RemarkFactory,
    StepFactory,
)
from tests.factories.programmes import ProgrammeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def karen(sign_in, cast):
    return sign_in(cast.programme.counsellor)


def going_on(programme, **values):
    """A meeting that began ten minutes ago."""
    return MeetingFactory(programme=programme, starts_at=timezone.now() - timedelta(minutes=10), **values)


def draft_of(client, meeting, **more):
    return client.post(reverse("counselling:meeting", args=[meeting.pk]), {"text": "", "version": 1, **more})


# The list and the file --------------------------------------------------------------------------------------------


def test_the_list_is_by_name_with_last_and_next_talk(karen, cast):
    ProgrammeFactory(
        counsellor=cast.programme.counsellor,
        candidate__language="da",
        order__first_name="Åse",
        order__last_name="Aaby",
    )
    MeetingFactory(programme=cast.programme, starts_at=timezone.now() + timedelta(days=2))

    page = page_of(karen, "candidates")

    names = [link.get_text() for link in BeautifulSoup(page.content, "html.parser").select("th a")]
    assert names == [cast.programme.candidate.name, "Åse Aaby"]
    assert cast.other.candidate.name not in page.content.decode()


# Seven statements of each count only take and leave the role and the savepoint; one, the template as it was, is kept.


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_a_constant_number_of_queries(karen, cast, django_assert_num_queries, count):
    for number in range(count - 1):
        programme = ProgrammeFactory(counsellor=cast.programme.counsellor)
        MeetingFactory(programme=programme, starts_at=timezone.now() + timedelta(days=1, hours=2 * number))
        NeedMarkFactory(programme=programme)
        CallToMakeFactory(programme=programme)

    with django_assert_num_queries(11):
        page = page_of(karen, "candidates")

    assert len(BeautifulSoup(page.content, "html.parser").select("tbody tr")) == count


@pytest.mark.parametrize("count", [1, 3])
def test_one_candidate_asks_a_constant_number_of_queries(karen, cast, django_assert_num_queries, count):
    for number in range(count):
        MeetingFactory(programme=cast.programme, held=True, starts_at=timezone.now() - timedelta(days=20 + number))
        StepFactory(programme=cast.programme)
        PrivateNoteFactory(programme=cast.programme)

    with django_assert_num_queries(21):
        page = page_of(karen, "candidate", cast.programme.pk)

    assert page.status_code == 200


def test_opening_the_file_leaves_a_row_that_the_candidate_can_see(karen, cast):
    StepFactory(programme=cast.programme)

    page_of(karen, "candidate", cast.programme.pk)

    row = AccessEntry.objects.get()
    assert (row.about, row.thing, row.reader) == (cast.programme.candidate_id, "steps", cast.programme.counsellor_id)


def test_the_list_with_dates_alone_leaves_none(karen, cast):
    page_of(karen, "candidates")

    assert not AccessEntry.objects.exists()


def test_need_is_marked_and_cleared(karen, cast):
    address = reverse("counselling:need", args=[cast.programme.pk])

    karen.post(address)
    marked = NeedMark.objects.filter(cleared_at=None).count()
    karen.post(address, {"clear": ""})

    assert (marked, NeedMark.objects.filter(cleared_at=None).count()) == (1, 0)


def test_a_private_note_is_kept_once_and_for_its_author_alone(karen, cast):
    address = reverse("counselling:candidate", args=[cast.programme.pk])

    karen.post(address, {"note": "Calmer today."})
    karen.post(address, {"note": "Calmer today."})

    assert PrivateNote.objects.get().author_id == cast.programme.counsellor_id
    assert "Calmer today." in text(karen.get(address))


# The meeting ------------------------------------------------------------------------------------------------------


def test_read_left_write_right(karen, cast):
    before = MeetingFactory(programme=cast.programme, held=True)
    StepFactory(programme=cast.programme, meeting=before, what="Call Morten", done=True)
    meeting = going_on(cast.programme)

    page = text(page_of(karen, "meeting", meeting.pk))

    assert f"Talk 2 with {cast.programme.candidate.name}" in page
    assert "Call Morten" in page
    assert "Today you are coach" in page
    assert "16 h of 16 h" in page.replace("\xa0", " ")


def test_the_draft_is_kept_with_whatever_button(karen, cast):
    meeting = going_on(cast.programme)

    draft_of(karen, meeting, text="The harbour.", more="", **{"row-0-what": "", "row-1-what": "Half a row"})

    minutes = Minutes.objects.get(meeting=meeting)
    assert (minutes.text, minutes.plan) == ("The harbour.", {"row-0-what": "Half a row"})
    assert not Step.objects.exists()


def test_a_step_is_added_to_a_plan_that_is_shared(karen, cast):
    meeting = MinutesFactory(meeting__programme=cast.programme, shared=True).meeting
    step = {"step-what": "Meet Marit", "step-due_on": "2026-12-01", "step-obstacle": "she is away", "add": ""}
    address = reverse("counselling:meeting", args=[meeting.pk])

    refused = karen.post(address, step)
    karen.post(address, {**step, "step-response": "I call her"})

    assert "needs its" in text(refused)
    made = Step.objects.get()
    assert (made.what, made.meeting_id, str(made.due_on)) == ("Meet Marit", meeting.pk, "2026-12-01")


def test_sharing_books_one_line_and_tells_that_there_is_something(karen, cast):
    meeting = going_on(cast.programme)

    draft_of(karen, meeting, text="The harbour.", share="", minutes="60", kind="individual", reason="")
    draft_of(karen, meeting, text="The harbour.", share="", minutes="60", kind="individual", reason="")

    entry = HourEntry.objects.get()
    assert (entry.minutes, entry.kind, entry.meeting) == (60, "individual", meeting.pk)
    assert Minutes.objects.get().state == MinutesState.SHARED
    assert Meeting.objects.get(pk=meeting.pk).appointment.state == "held"


def test_minutes_can_be_changed_before_booking(karen, cast):
    meeting = going_on(cast.programme)

    draft_of(karen, meeting, text="Short.", share="", minutes="40", kind="individual", reason="")

    assert HourEntry.objects.get().minutes == 40


def test_held_first_and_shared_later(karen, cast):
    meeting = going_on(cast.programme)

    draft_of(karen, meeting, held="", minutes="60", kind="individual", reason="")
    draft_of(karen, meeting, text="Now.", share="")

    assert HourEntry.objects.count() == 1
    assert Minutes.objects.get().state == MinutesState.SHARED


def test_more_than_was_bought_asks_for_a_reason_and_keeps_everything_typed(karen, cast):
    Programme.objects.filter(pk=cast.programme.pk).update(minutes=30)
    meeting = going_on(cast.programme)

    page = draft_of(karen, meeting, text="Long.", share="", minutes="60", kind="individual", reason="")

    assert "more than is left" in text(page)
    assert Minutes.objects.get().text == "Long."
    assert not HourEntry.objects.exists()


def test_nothing_is_shared_without_words(karen, cast):
    meeting = going_on(cast.programme)

    page = draft_of(karen, meeting, text=" ", share="", minutes="60", kind="individual", reason="")

    assert "nothing to share yet" in text(page)
    assert not HourEntry.objects.exists()


def test_before_it_has_begun_there_is_no_button_to_share(karen, cast):
    meeting = MeetingFactory(programme=cast.programme, starts_at=timezone.now() + timedelta(days=1))

    soup = BeautifulSoup(page_of(karen, "meeting", meeting.pk).content, "html.parser")

    assert soup.select("button[name=share]") == []


def test_two_windows_keep_both_texts(karen, cast):
    meeting = going_on(cast.programme)
    autosave = reverse("counselling:autosave", args=[meeting.pk])

    first = karen.post(autosave, {"text": "From the first window.", "version": 1})
    second = karen.post(autosave, {"text": "From the second window.", "version": 1})
    page = text(page_of(karen, "meeting", meeting.pk))
    karen.post(reverse("counselling:put_together", args=[meeting.pk]), {"keep": ""})

    assert "Draft, kept" in text(first)
    assert 'data-version="2"' in first.content.decode()
    assert "Another window has saved" in text(second)
    assert "From the second window." in page
    minutes = Minutes.objects.get()
    assert (minutes.text, minutes.aside) == ("From the first window.\n\nFrom the second window.", "")


def test_shared_minutes_do_not_change_and_are_added_to(karen, cast):
    minutes = MinutesFactory(meeting__programme=cast.programme, shared=True)

    said = karen.post(reverse("counselling:autosave", args=[minutes.pk]), {"text": "Other words.", "version": 1})
    karen.post(reverse("counselling:remark", args=[minutes.pk]), {"text": "The date was the 3rd."})

    minutes.refresh_from_db()
    assert "do not change any more" in text(said)
    assert minutes.text == "We agreed to look at the harbour."
    assert Remark.objects.get().text == "The date was the 3rd."


def test_opening_a_meeting_leaves_a_row(karen, cast):
    meeting = going_on(cast.programme)

    page_of(karen, "meeting", meeting.pk)
    page_of(karen, "preparation", meeting.pk)

    assert sorted(AccessEntry.objects.values_list("thing", flat=True)) == ["minutes", "preparation"]


@pytest.mark.parametrize("count", [1, 3])
def test_a_meeting_asks_a_constant_number_of_queries(karen, cast, django_assert_num_queries, count):
    minutes = MinutesFactory(meeting__programme=cast.programme, shared=True)
    for number in range(count):
        RemarkFactory(minutes=minutes)
        StepFactory(programme=cast.programme, meeting=minutes.meeting)
        MeetingFactory(programme=cast.programme, starts_at=timezone.now() + timedelta(days=number + 1))

    with django_assert_num_queries(23):
        page = page_of(karen, "meeting", minutes.pk)

    assert page.status_code == 200


def test_any_time_can_be_booked_and_moved(karen, cast):
    day = timezone.localdate() + timedelta(days=3)
    when = {"day": day.isoformat(), "clock": "18:30", "length": "45", "form": "phone", "about": "The letter"}

    karen.post(reverse("counselling:book", args=[cast.programme.pk]), when)
    meeting = Meeting.objects.get()
    karen.post(reverse("counselling:move", args=[meeting.pk]), {**when, "clock": "19"})

    meeting = Meeting.objects.select_related("appointment").get()
    assert timezone.localtime(meeting.appointment.starts_at).strftime("%H:%M") == "19:00"
    assert meeting.appointment.ends_at - meeting.appointment.starts_at == timedelta(minutes=45)


def test_a_free_time_beside_the_form_is_taken_over_into_it_and_all_else_is_kept(karen, cast):
    address = reverse("counselling:book", args=[cast.programme.pk])
    page = BeautifulSoup(karen.get(address).content, "html.parser")
    chosen = page.select_one(".on-clocks button")["value"]

    typed = {"length": "90", "form": "video", "guest_calls": "on", "about": "The letter", "clock": "quarter past"}
    filled = karen.post(address, {**typed, "at": chosen})

    form = BeautifulSoup(filled.content, "html.parser").select_one("#time")
    day = "-".join(form.select_one(f"[name=day_{part}]")["value"].zfill(2) for part in ("year", "month", "day"))
    at = timezone.localtime(datetime.fromisoformat(chosen))
    assert (day, form.select_one("[name=clock]")["value"][:2]) == (str(at.date()), f"{at:%H}")
    assert [form.select_one(f"[name={name}] [selected]")["value"] for name in ("length", "form")] == ["90", "video"]
    assert form.select_one("textarea[name=about]").get_text(strip=True) == "The letter"
    assert not form.select(".ds-validation-message")
    assert not Meeting.objects.exists()


def test_a_free_time_that_is_none_changes_and_books_nothing(karen, cast):
    sent = {"day": "2030-01-01", "clock": "10", "length": "45", "form": "phone", "at": "tomorrow"}

    page = karen.post(reverse("counselling:book", args=[cast.programme.pk]), sent)

    assert page.status_code == 200
    assert not Meeting.objects.exists()


def test_somebody_who_has_not_answered_is_answered_for_first(karen, cast):
    invited = ProgrammeFactory(
        counsellor=cast.programme.counsellor, state=State.INVITED, starts_on=None, candidate__phone=None
    )
    invited.order.phone = "+4520203040"
    invited.order.save()

    page = page_of(karen, "candidate", invited.pk)

    assert reverse("counselling:activate", args=[invited.pk]) in page.content.decode()
    assert "tel:+4520203040" in page.content.decode()


def test_what_a_meeting_is_about_is_said_after_booking_and_in_no_message(karen, cast):
    meeting = MeetingFactory(programme=cast.programme, about="")

    karen.post(reverse("counselling:describe", args=[meeting.pk]), {"about": " How to tell it "})

    assert Meeting.objects.get().about == "How to tell it"
    assert "How to tell it" in text(page_of(karen, "meeting", meeting.pk))
    assert not Message.objects.filter(kind__startswith="counselling.").exists()


def test_a_meeting_that_is_over_is_not_described_any_more(karen, cast):
    minutes = MinutesFactory(meeting__programme=cast.programme, meeting__held=True)

    assert page_of(karen, "describe", minutes.pk).status_code == 404


def test_the_plan_leads_to_the_meeting_after_this_one(karen, cast):
    soon = MeetingFactory(programme=cast.programme, starts_at=timezone.now() + timedelta(days=2))
    assert "Plan for the next two weeks" in text(page_of(karen, "meeting", soon.pk))

    later = MeetingFactory(programme=cast.programme, starts_at=timezone.now() + timedelta(days=9))

    page = BeautifulSoup(page_of(karen, "meeting", soon.pk).content, "html.parser")
    heading = " ".join(page.select_one("#plan-h").get_text().split())
    assert heading.startswith("Plan until")
    at = timezone.localtime(later.appointment.starts_at, ZoneInfo("Europe/Copenhagen"))
    assert f"{at.day} {at:%B}" in heading


def test_a_candidates_page_leads_to_the_job_search_and_to_the_new_job(karen, cast):
    page = page_of(karen, "candidate", cast.programme.pk)

    for name in ("applications:desk_list", "landing:desk_mine"):
        assert reverse(name, args=[cast.programme.pk]) in page.content.decode()


def test_a_missed_meeting_says_before_what_it_means(karen, cast):
    meeting = going_on(cast.programme)

    page = page_of(karen, "end", meeting.pk)
    karen.post(reverse("counselling:end", args=[meeting.pk]), {"missed": ""})

    assert "it costs you no hours" in text(page)
    assert Meeting.objects.get().appointment.state == "missed"
    assert not HourEntry.objects.exists()


def test_steps_of_somebody_without_a_screen_are_settled_by_the_counsellor(karen, cast):
    step = StepFactory(programme=cast.programme)

    karen.post(reverse("counselling:settle_step", args=[step.pk]), {"done": "", "learned": "It went well."})

    step.refresh_from_db()
    assert (step.state, step.learned) == (StepState.DONE, "It went well.")


def test_steps_are_written_and_mended_outside_a_meeting(karen, cast):
    karen.post(reverse("counselling:new_step_for", args=[cast.programme.pk]), {"what": "Call Jens"})
    step = Step.objects.get()
    page = page_of(karen, "step", step.pk)
    karen.post(reverse("counselling:step", args=[step.pk]), {"what": "Call Jens Kragh", "due_on": "2026-12-01"})

    step.refresh_from_db()
    assert page.status_code == 200
    assert (step.what, str(step.due_on)) == ("Call Jens Kragh", "2026-12-01")


def test_an_hour_that_is_taken_is_said_when_booking_and_moving(karen, cast):
    taken = MeetingFactory(
        programme=cast.programme, starts_at=(timezone.now() + timedelta(days=3)).replace(hour=9, minute=0)
    )
    other = MeetingFactory(programme=cast.programme, starts_at=timezone.now() + timedelta(days=5))
    local = timezone.localtime(taken.appointment.starts_at)
    when = {"day": local.date().isoformat(), "clock": f"{local:%H:%M}", "length": "60", "form": "phone", "about": ""}

    booked = karen.post(reverse("counselling:book", args=[cast.programme.pk]), when)
    moved = karen.post(reverse("counselling:move", args=[other.pk]), when)

    assert "just taken" in text(booked)
    assert "just taken" in text(moved)


def test_a_note_is_written_beside_the_meeting(karen, cast):
    meeting = going_on(cast.programme)

    karen.post(reverse("counselling:note", args=[meeting.pk]), {"note": "Calmer."})

    assert PrivateNote.objects.get().meeting_id == meeting.pk
    assert "Calmer." in text(page_of(karen, "meeting", meeting.pk))


def test_the_calendar_leads_to_the_meeting(karen, cast):
    meeting = going_on(cast.programme)

    answer = page_of(karen, "of_appointment", meeting.appointment_id)

    assert answer.url == reverse("counselling:meeting", args=[meeting.pk])


def test_the_plan_card_says_nothing_of_the_dismissal_and_speaks_the_candidates_language(karen, cast):
    Person.objects.filter(pk=cast.programme.candidate_id).update(language="da")
    StepFactory(programme=cast.programme, what="Ring til Jens")

    soup = BeautifulSoup(page_of(karen, "plan_card", cast.programme.pk).content, "html.parser")

    card = soup.select_one(".on-card")
    assert card["lang"] == "da"
    assert "Ring til Jens" in card.get_text()
    assert cast.programme.employer.name not in card.get_text()


# For whom nothing of this exists ----------------------------------------------------------------------------------


def addresses(cast):
    """Every staff page about one programme that holds something."""
    programme = cast.programme
    minutes = MinutesFactory(meeting__programme=programme, text="CANARY minutes", shared=True)
    step = StepFactory(programme=programme, what="CANARY step")
    PrivateNoteFactory(programme=programme, text="CANARY note")
    BeforehandFactory(meeting=minutes.meeting, wants="CANARY wish")
    made = {
        "candidate": [programme.pk],
        "plan_card": [programme.pk],
        "new_step_for": [programme.pk],
        "book": [programme.pk],
        "step": [step.pk],
        "meeting": [minutes.pk],
        "preparation": [minutes.pk],
        "beforehand_for": [minutes.pk],
        "describe": [MeetingFactory(programme=programme, about="CANARY about").pk],
        "move": [minutes.pk],
        "end": [minutes.pk],
        "of_appointment": [minutes.meeting.appointment_id],
    }
    return [reverse(f"counselling:{name}", args=args) for name, args in made.items()]


@pytest.mark.parametrize("who", ["sponsor", "coordinator", "stranger", "candidate"])
def test_the_counsellors_pages_do_not_exist_for_others(sign_in, cast, who):
    person = {
        "sponsor": cast.sponsor,
        "coordinator": cast.coordinator,
        "stranger": cast.other.counsellor,
        "candidate": cast.programme.candidate,
    }[who]
    pages = addresses(cast)
    client = sign_in(person)

    answers = [client.get(address) for address in pages]

    assert {answer.status_code for answer in answers} == {404}
    assert not any(b"CANARY" in answer.content for answer in answers)


def test_the_coordinators_first_contact_page_holds_no_word_of_what_was_said(sign_in, cast):
    addresses(cast)

    page = page_of(sign_in(cast.coordinator), "first", cast.programme.pk)

    assert page.status_code == 200
    assert b"CANARY" not in page.content


def test_nobody_who_is_not_signed_in_gets_further_than_the_door(client, cast):
    assert {client.get(address).status_code for address in addresses(cast)} == {302}


def test_private_notes_stay_with_their_author_when_the_candidate_gets_somebody_else(sign_in, cast):
    addresses(cast)
    Programme.objects.filter(pk=cast.programme.pk).update(counsellor=cast.other.counsellor)

    page = page_of(sign_in(cast.other.counsellor), "candidate", cast.programme.pk)

    assert "CANARY step" in text(page)
    assert "CANARY note" not in text(page)
