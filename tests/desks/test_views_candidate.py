"""The candidate's page in every state of a programme: what is next, and nothing that is not hers to see yet."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from onward.accounts.models import StaffProfile
from onward.core.access import Role
from onward.counselling.enums import CallReason
from onward.programmes.enums import AnswerKind, State
from onward.programmes.models import Answer, HandedOver, HandOver, Pause
from tests.factories.accounts import PersonFactory
from tests.factories.counselling import (
    BeforehandFactory,
    CallToMakeFactory,
    MeetingFactory,
    NeedMarkFactory,
    StepFactory,
)
from tests.factories.landing import LandingFactory, TouchpointFactory
from tests.factories.programmes import NOW, HourEntryFactory, ProgrammeFactory

pytestmark = pytest.mark.django_db
PAGE = "/me/"


@pytest.fixture
def come_in(sign_in, now):
    """The candidate of a programme opens her start page, in English."""

    def opened(programme):
        programme.candidate.language = "en"
        programme.candidate.save()
        return sign_in(programme.candidate, Role.CANDIDATE).get(PAGE)

    return opened


def answered(programme, answer):
    Answer.objects.create(programme=programme, answer=answer, at=NOW, by=programme.candidate_id)


# Under way --------------------------------------------------------------------------------------------------------


def test_one_step_and_the_next_talk(come_in, read, links):
    programme = ProgrammeFactory()
    meeting = MeetingFactory(programme=programme)
    step = StepFactory(programme=programme, obstacle="he does not answer", response="I write to him")
    StepFactory(programme=programme, what="Visit the library", due_on=date(2026, 11, 27), where="")
    StepFactory(programme=programme, what="Say it aloud", done=True)

    response = come_in(programme)

    assert read(response).startswith(
        "Tuesday 24 November Good morning, Mette Next talk with Karen: tomorrow. Until then one step is enough."
    )
    assert read(response, "next") == (
        "Your next step, Thursday 26 November Call Jens Kragh From home "
        "If he does not answer, then I write to him. I have done it Move or change the step"
    )
    assert read(response, "meeting").startswith(
        "Your next talk Wednesday 25 November 10:00–11:00 Karen Lindqvist Your counsellor. You meet by video. "
        "It is about: How I tell it"
    )
    assert "Friday 27 November Visit the library" in read(response, "plan")
    assert "Done 23 November Say it aloud You learned: “It helped to begin with what I like.”" in read(
        response, "plan"
    )
    assert {
        reverse("counselling:finish_step", args=[step.pk]),
        reverse("counselling:my_meeting", args=[meeting.pk]),
        reverse("counselling:my_need"),
    } <= set(links(response))


def test_course_dates_and_hours_in_words(come_in, read):
    programme = ProgrammeFactory()
    programme.order.last_day_on = date(2027, 4, 30)
    programme.order.save()
    HourEntryFactory(programme=programme, minutes=90, held_on=date(2026, 11, 20), booked_at=NOW - timedelta(days=4))

    response = come_in(programme)

    assert "It runs from 4 November until 3 February 2027." in read(response, "course")
    assert "Foundation What can I? Now, until about 25 November" in read(response, "course")
    assert "Opportunities What do I want? From about 25 November, or when you want" in read(response, "course")
    assert "New job Am I safe there? Your first 100 days" in read(response, "course")
    assert f"Last day at {programme.employer.name} 30 April 2027" in read(response, "dates")
    assert "1 h 30 min used, 14 h 30 min left Is the last line of your hours right?" in read(response, "dates")


def test_two_working_days_before_a_talk_three_questions_may_be_answered(come_in, read, links):
    programme = ProgrammeFactory()
    meeting = MeetingFactory(programme=programme)

    before = come_in(programme)
    BeforehandFactory(meeting=meeting)
    after = come_in(programme)

    assert "Three short questions before you meet, if you like. One answer is enough." in read(before, "meeting")
    assert "What I said before the talk" in read(after, "meeting")
    assert reverse("counselling:beforehand", args=[meeting.pk]) in links(after)


def test_what_the_employer_sees_is_what_its_sheet_says(come_in, read):
    hidden, shown = ProgrammeFactory(), ProgrammeFactory(shown=True)

    assert f"{hidden.employer.name} can see that your programme is under way. No hours, no dates, and never" in read(
        come_in(hidden), "wall"
    )
    assert "It also sees the hours and the dates of your meetings, because that was agreed." in read(
        come_in(shown), "wall"
    )


def test_without_a_step_there_is_something_to_think_over(come_in, read):
    programme = ProgrammeFactory()
    MeetingFactory(programme=programme)

    response = come_in(programme)

    assert "Something to think over until you meet" in read(response, "next")
    assert "What went well at work, long before all this?" in read(response, "next")
    assert "They may be small, and there may be none for a while." in read(response, "plan")


def test_without_a_talk_the_page_leads_to_the_free_times(come_in, read, links):
    response = come_in(ProgrammeFactory(accepted=True))

    assert "You and Karen have no talk booked. You choose when." in read(response)
    assert "Find a time with Karen" in read(response, "next")
    assert "Your months run from your first meeting, not before." in read(response, "course")
    assert "can see that you said yes, and that it has not started" in read(response, "wall")
    assert reverse("counselling:book_my_meeting") in links(response)


def test_without_a_counsellor_somebody_is_being_chosen(come_in, read):
    response = come_in(ProgrammeFactory(accepted=True, counsellor=None))

    assert "We are choosing a counsellor for you" in read(response, "next")
    assert "Your counsellor has a name and a face here as soon as we have chosen." in read(response, "meeting")


def test_a_step_whose_day_has_passed_is_still_open_and_nobody_counts(come_in, read):
    programme = ProgrammeFactory()
    StepFactory(programme=programme)
    StepFactory(programme=programme, what="Look around", due_on=date(2026, 11, 17))

    response = come_in(programme)

    assert "Call Jens Kragh" in read(response, "next")
    assert "Still open from 17 November Look around" in read(response, "plan")
    assert "on-wait" not in response.content.decode()


def test_a_mark_that_more_is_needed_can_be_taken_back(come_in, read):
    programme = ProgrammeFactory()
    NeedMarkFactory(programme=programme)

    response = come_in(programme)

    assert "Since 20 November it is noted that you need more help now. Karen knows." in read(response, "meeting")
    assert "It is all right again" in read(response, "meeting")
    assert "I would like more help now" not in read(response)


def test_a_pause_asks_for_nothing(come_in, read):
    programme = ProgrammeFactory(state=State.PAUSED)
    Pause.objects.create(
        programme=programme, from_on=date(2026, 11, 18), reason="illness", at=NOW, by=programme.counsellor_id
    )
    StepFactory(programme=programme)

    response = come_in(programme)

    assert "Your programme rests now." in read(response)
    assert read(response, "next").startswith("Your programme rests You do not have to do anything When you want to")
    assert "Call Jens Kragh" in read(response, "plan")
    assert "programme is paused, and not why" in read(response, "wall")
    assert "llness" not in read(response)


def test_where_a_law_sets_the_periods_a_pause_moves_nothing(come_in, read):
    assert "A pause does not move them." in read(come_in(ProgrammeFactory(belgian=True, state=State.PAUSED)), "next")
    assert "are added at the end" in read(come_in(ProgrammeFactory(state=State.PAUSED)), "next")


def test_in_the_new_place_the_next_call_comes_first(come_in, read, links):
    programme = ProgrammeFactory(phase="landing")
    landing = LandingFactory(programme=programme)
    TouchpointFactory(landing=landing, kind="day_1", done=True)
    TouchpointFactory(landing=landing, kind="day_7", due_on=date(2026, 12, 7))
    StepFactory(programme=programme)

    response = come_in(programme)

    assert "You are on your way in the new place, and we stay with you." in read(response)
    assert "Karen calls you Monday 7 December" in read(response, "next")
    assert "Call Jens Kragh" in read(response, "plan")
    assert "First day in the new place 1 December" in read(response, "dates")
    assert reverse("landing:mine") in links(response)


def test_a_picture_and_the_own_number_of_the_counsellor(come_in, read):
    programme = ProgrammeFactory(accepted=True)
    StaffProfile.objects.filter(person=programme.counsellor).update(
        drawn="onward/portraits/karen.svg", phone="+4570202020"
    )

    response = come_in(programme)

    assert "Call +45 70 20 20 20" in read(response, "meeting")
    assert b"onward/portraits/karen" in response.content


# Before the voice was heard -------------------------------------------------------------------------------------


def begun(**more):
    programme = ProgrammeFactory(invited=True, state=more.pop("state", State.INVITED), **more)
    programme.order.last_day_on = date(2027, 4, 30)
    programme.order.save()
    # what would show if the page read more than its own user wrote
    StepFactory(programme=programme, what="A step of the counsellor's")
    HourEntryFactory(programme=programme, minutes=90)
    return programme


def test_an_offer_without_an_answer(come_in, read, links):
    programme = begun()
    StepFactory(programme=programme, what="My own step", created_by=programme.candidate_id)

    response = come_in(programme)

    assert "There is an offer of help for you. You decide, and you may talk with us first." in read(response)
    assert "Do you want our help?" in read(response, "next")
    assert "When Karen has heard in your first talk that you are you, your programme opens here." in read(response)
    assert "My own step" in read(response)
    assert "A step of the counsellor's" not in read(response)
    assert "30 April" not in read(response)
    assert {reverse("counselling:start_answer"), reverse("counselling:start_call")} <= set(links(response))


def test_yes_and_no_time_yet(come_in, read, links):
    programme = begun(state=State.ACCEPTED)
    answered(programme, AnswerKind.YES)

    response = come_in(programme)

    assert "Choose when you talk with Karen" in read(response, "next")
    assert "A step of the counsellor's" not in read(response)
    assert reverse("counselling:start_talk") in links(response)


def test_wants_to_talk_first(come_in, read):
    programme = begun()
    answered(programme, AnswerKind.TALK_FIRST)
    CallToMakeFactory(programme=programme, reason=CallReason.TALK_FIRST, when_words="After four")

    response = come_in(programme)

    assert "Karen calls you You wrote: “After four”." in read(response, "next")
    assert "We call you. Until then there is nothing you must do." in read(response)


def test_who_calls_and_when(come_in, read):
    programme = begun(state=State.ACCEPTED)
    answered(programme, AnswerKind.YES)
    programme.candidate.phone = "+4520123456"
    MeetingFactory(programme=programme, form="phone", created_by=programme.candidate_id, is_first=True)

    response = come_in(programme)

    assert "Your first talk Tomorrow at 10:00 Karen calls you on +45 20 12 34 56." in read(response, "next")


def test_heard_but_not_decided(come_in, read, links):
    programme = ProgrammeFactory(state=State.INVITED, starts_on=None)
    answered(programme, AnswerKind.TALK_FIRST)

    response = come_in(programme)

    assert "What happens when you say yes" in read(response)
    assert reverse("counselling:start_answer") in links(response)


# After it -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("confirmed", [True, False])
def test_a_no_may_be_taken_back(come_in, read, links, confirmed):
    more = {} if confirmed else {"invited": True}
    programme = ProgrammeFactory(**more | {"state": State.DECLINED, "ended_on": date(2026, 11, 20)})
    answered(programme, AnswerKind.NO)

    response = come_in(programme)

    assert "You have said no for now. That is all right, and you may change your mind." in read(response)
    assert "Your no of 20 November, for 30 days." in read(response, "kept")
    assert reverse("counselling:start_answer") in links(response)


@pytest.mark.parametrize("confirmed", [True, False])
def test_the_way_back_opens(come_in, client, confirmed):
    """The page that the button leads to must not lead home again."""
    more = {} if confirmed else {"invited": True}
    programme = ProgrammeFactory(**more | {"state": State.DECLINED, "ended_on": date(2026, 11, 20)})
    answered(programme, AnswerKind.NO)
    come_in(programme)

    response = client.get(reverse("counselling:start_answer"))

    assert response.status_code == 200


def test_what_stays_after_the_end(come_in, read, links):
    response = come_in(ProgrammeFactory(ended=True))

    assert "Your programme ended on 20 November. What is yours stays here." in read(response)
    assert "Karen is still there" in read(response)
    assert "For 12 months after the end." in read(response, "stays")
    assert reverse("counselling:my_meetings") in links(response)


def test_an_account_that_nobody_confirmed_keeps_closed_after_the_end(come_in, read):
    response = come_in(begun(state=State.ENDED, ended_on=date(2026, 11, 20)))

    assert read(response, "stays") == ""
    assert "A step of the counsellor's" not in read(response)


def test_a_landing_that_held_and_one_that_did_not(come_in, read, links):
    held, lost = ProgrammeFactory(ended=True), ProgrammeFactory(ended=True)
    LandingFactory(programme=held)
    LandingFactory(programme=lost, lost=True)

    assert reverse("landing:lost") in links(come_in(held))
    assert "It did not last, and that happens to many." in read(come_in(lost))


def test_somebody_without_a_programme(sign_in, now, read):
    response = sign_in(PersonFactory(candidate=True), Role.CANDIDATE).get(PAGE)

    assert "There is no programme here" in read(response)
    assert "You have done nothing wrong." in read(response)


def test_a_tick_that_was_taken_back_leaves_nothing(come_in, read):
    response = come_in(ProgrammeFactory(invited=True, state=State.TAKEN_BACK))

    assert "There is no programme here" in read(response)


def test_the_newest_offer_counts(come_in, read):
    old = ProgrammeFactory(ended=True)
    ProgrammeFactory(candidate=old.candidate, invited=True, ticked_at=NOW - timedelta(hours=3))

    assert "There is an offer of help for you." in read(come_in(old))


# Cost -------------------------------------------------------------------------------------------------------------


def fill(programme, count):
    landing = LandingFactory(programme=programme)
    kinds = ["day_1", "day_7", "day_30"][:count]
    for kind in kinds:
        TouchpointFactory(landing=landing, kind=kind)
    StepFactory.create_batch(count, programme=programme)
    StepFactory.create_batch(count, programme=programme, done=True)
    for number in range(count):
        MeetingFactory(programme=programme, starts_at=NOW + timedelta(days=number + 1))
    HourEntryFactory.create_batch(count, programme=programme)
    NeedMarkFactory(programme=programme)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_row_and_three(now, table_queries, count, client, sign_in):
    programme = ProgrammeFactory(shown=True)
    fill(programme, count)
    sign_in(programme.candidate, Role.CANDIDATE)
    client.get(PAGE)  # the first page of a session keeps the office's number in it

    with table_queries() as asked:
        response = client.get(PAGE)

    assert response.status_code == 200
    assert len(asked) == 13, "\n".join(asked)  # three of them: session, person, roles


def test_the_beginning_costs_less(now, table_queries, client, sign_in):
    programme = begun(state=State.ACCEPTED)
    MeetingFactory(programme=programme, created_by=programme.candidate_id)
    sign_in(programme.candidate, Role.CANDIDATE)
    client.get(PAGE)

    with table_queries() as asked:
        client.get(PAGE)

    assert len(asked) == 7, "\n".join(asked)


# Somebody stands in ---------------------------------------------------------------------------------------------


def test_who_helps_while_the_counsellor_is_away(now, sign_in, read):
    programme = ProgrammeFactory(candidate__language="en")
    karen = PersonFactory(counsellor=True, first_name="Karen")
    record = HandOver.objects.create(away=karen, from_on=NOW.date(), at=NOW, by=karen.pk)
    line = HandedOver.objects.create(hand_over=record, programme=programme, to=programme.counsellor, at=NOW)
    client = sign_in(programme.candidate, Role.CANDIDATE)
    words = f"{programme.counsellor.first_name} helps you while Karen is away."

    assert words in read(client.get("/me/"), "meeting")

    line.settled_at = NOW
    line.save()
    assert words not in read(client.get("/me/"), "meeting")
