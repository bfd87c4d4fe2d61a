"""The counsellor's desk: by need, never by name, and what waits for whom."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from onward.core.access import Role
from onward.programmes.enums import HourAnswerKind, State
from onward.programmes.models import HourAnswer
from onward.scheduling.enums import CalendarProblem
from tests.factories.accounts import PersonFactory
from tests.factories.applications import ApplicationFactory
from tests.factories.counselling import (
    CallToMakeFactory,
    MeetingFactory,
    MinutesFactory,
    NeedMarkFactory,
)
from tests.factories.landing import LandingFactory, TouchpointFactory
from tests.factories.programmes import NOW, TICKED, HourEntryFactory, OrderFactory, ProgrammeFactory, talk_with
from tests.factories.scheduling import OutsideBusyFactory, OutsideCalendarFactory

pytestmark = pytest.mark.django_db
PAGE = "/desk/"


@pytest.fixture
def karen(now):
    return PersonFactory(counsellor=True, first_name="Karen", last_name="Lindqvist")


@pytest.fixture
def helped(karen):
    """`helped("Mette Holm", …)`: a programme of Karen's whose candidate has this name."""

    def made(name, **more):
        first, last = name.split(" ", 1)
        return ProgrammeFactory(counsellor=karen, order=OrderFactory(first_name=first, last_name=last), **more)

    return made


@pytest.fixture
def open_desk(sign_in, karen):
    def opened(query=""):
        return sign_in(karen, Role.COUNSELLOR).get(PAGE + query)

    return opened


def talked(programme, days):
    talk_with(programme, NOW - timedelta(days=days))


# Today ------------------------------------------------------------------------------------------------------------


def test_the_next_meeting_and_the_rest_of_the_day(helped, open_desk, read, links):
    first, second = helped("Tor Bakke"), helped("Amina Yusuf")
    talked(first, 3), talked(second, 3)
    next_one = MeetingFactory(programme=first, starts_at=NOW + timedelta(minutes=35))
    MeetingFactory(programme=second, starts_at=NOW + timedelta(hours=3), form="phone")

    response = open_desk()

    assert read(response).startswith(
        "Tuesday 24 November at 10:00 Who needs me today 2 meetings today. Nobody has waited longer than agreed."
    )
    assert read(response, "first") == "Your next meeting Tor Bakke, 10:35 By video. Foundation Open the preparation"
    assert read(response, "later") == "Later today 13:00 Amina Yusuf By phone, you call. Foundation"
    assert reverse("counselling:meeting", args=[next_one.pk]) in links(response)


def test_a_meeting_that_is_on_now_leads_to_its_room(helped, open_desk, read, links):
    meeting = MeetingFactory(programme=helped("Tor Bakke"), starts_at=NOW - timedelta(minutes=10))
    meeting.appointment.place = "https://meet.example/karen"
    meeting.appointment.save()

    response = open_desk()

    assert "Your meeting now Tor Bakke, 9:50" in read(response, "first")
    assert "https://meet.example/karen" in links(response)


def test_a_day_without_meetings_begins_with_who_needs_me(helped, open_desk, read, links):
    programme = helped("Grethe Ulvestad")
    talked(programme, 19)

    response = open_desk()

    assert "No meeting today. Grethe Ulvestad has waited longest." in read(response)
    assert read(response, "first") == (
        "Your day is free of meetings Find a time with Grethe Ulvestad "
        "Last talk on 5 November. Agreed every 14 days. See the free times Open the file"
    )
    assert reverse("counselling:book", args=[programme.pk]) in links(response)


def test_nobody_to_help_yet(open_desk, read):
    response = open_desk()

    assert "No meeting today. You help nobody at the moment." in read(response)
    assert "a coordinator tells you when somebody comes" in read(response, "least")
    assert read(response, "me") == "Waits for me Nothing waits for you."
    assert read(response, "them") == "Waits for the candidate Nothing waits for any of them."


# Who has had least ----------------------------------------------------------------------------------------------


def test_by_need_then_by_rhythm(helped, open_desk, read):
    well = helped("Well Andersen")
    talked(well, 2)
    gap = helped("Gap Lunde")
    talked(gap, 20)
    asks = helped("Asks Ulvestad")
    talked(asks, 4)
    NeedMarkFactory(programme=asks)
    silent = helped("Silent Nordgård", invited=True)
    rests = helped("Rests Haddad", state=State.PAUSED)
    talked(rests, 19)
    MeetingFactory(programme=well, starts_at=NOW + timedelta(days=2))

    response = open_desk()
    words = read(response, "least")

    order = sorted(("Well A", "Gap", "Asks U", "Silent", "Rests"), key=words.index)
    assert order == ["Asks U", "Silent", "Gap", "Well A", "Rests"]
    assert "Asks Ulvestad Asked for closer contact 20 November 4 days ago Agreed every 14 days" in words
    assert "Silent Nordgård None yet Invited 2 November Has not answered Call Silent" in words
    assert "Gap Lunde 20 days ago Agreed every 14 days Not booked Book a time , Gap Lunde" in words
    assert "Rests Haddad 19 days ago Agreed every 14 days The programme rests" in words
    assert "Well Andersen 2 days ago Agreed every 14 days Thursday 26 November at 10:00" in words
    assert "Asks Ulvestad has asked for more." in read(response)
    assert reverse("counselling:first", args=[silent.pk]) in response.content.decode()


def test_a_long_table_shows_six_and_offers_all(helped, open_desk, read):
    for number in range(8):
        helped(f"Mette Holm-{number}")

    short, whole = open_desk(), open_desk("?all=1")

    assert short.content.decode().count('role="rowheader"') == 6
    assert "Show all 8" in read(short, "least")
    assert whole.content.decode().count('role="rowheader"') == 8
    assert "Show all" not in read(whole, "least")


# What waits -----------------------------------------------------------------------------------------------------


def test_everything_that_waits_for_me(helped, karen, open_desk, read, links):
    call = CallToMakeFactory(programme=helped("Even Nordgård", invited=True), when_words="Best after four")
    helped("Siv Øvergård", invited=True, clock_due_at=NOW - timedelta(hours=1))
    lost = helped("Lars Lunde", ended=True)
    LandingFactory(programme=lost, lost=True)
    landed = helped("Kjersti Vågen")
    touchpoint = TouchpointFactory(landing=LandingFactory(programme=landed), kind="day_30", due_on=NOW.date())
    held = MeetingFactory(programme=helped("Odd Moe"), starts_at=NOW - timedelta(hours=2))
    disputed = HourEntryFactory(programme=helped("Samir Haddad"))
    HourAnswer.objects.create(
        entry=disputed, answer=HourAnswerKind.DISPUTED, remark="It was forty minutes", at=NOW, by=disputed.booked_by
    )
    draft = MinutesFactory(meeting__programme=helped("Hanne Rød"))
    twice = MeetingFactory(programme=helped("Bente Aas"), starts_at=NOW + timedelta(days=3)).appointment
    OutsideBusyFactory(calendar__person=karen, starts_at=twice.starts_at)

    response = open_desk("?all=1")
    words = read(response, "me")

    assert "Call Even Nordgård Waits since yesterday. When it suits: “Best after four”" in words
    assert words.count("Even Nordgård") == 1
    assert "Have the first word with Siv Øvergård Promised until today at 9:00." in words
    assert "Begin again with Lars Lunde The new beginning ended on 23 November. What is left can go on." in words
    assert "Call Kjersti Vågen in the new place" in words
    assert "Was the meeting with Odd Moe held? Today at 8:00" in words
    assert "Talk about an hour with Samir Haddad Says that the line of 4 November, 1 h, is not right." in words
    assert "Share the minutes with Hanne Rød Draft from Tuesday 10 November." in words
    assert "forty minutes" not in words
    assert "Two things at once: Bente Aas Also busy in your calendar “Outlook”, Friday 27 November at 10:00." in words
    assert {
        reverse("counselling:first", args=[call.programme_id]),
        reverse("landing:desk_mine", args=[lost.pk]),
        reverse("landing:desk_call", args=[landed.pk, touchpoint.pk]),
        reverse("counselling:meeting", args=[held.pk]),
        reverse("counselling:meeting", args=[draft.pk]),
        reverse("programmes:desk_line", args=[disputed.pk]),
    } <= set(links(response))


def test_a_calendar_that_is_not_read_any_more_waits_with_the_way_to_mend_it(helped, karen, open_desk, read, links):
    since = NOW - timedelta(hours=26)
    said = {"problem": CalendarProblem.PASSWORD, "failing_since": since, "failures": 40, "due_at": None}
    OutsideCalendarFactory(person=karen, name="Work", read_at=since, **said)
    OutsideCalendarFactory(person=karen, name="Choir", read_at=NOW - timedelta(hours=6))
    OutsideCalendarFactory(person=karen, name="Home", read_at=NOW - timedelta(minutes=5))
    OutsideCalendarFactory(name="Of a colleague", read_at=since)

    response = open_desk()
    words = read(response, "me")

    assert (
        "Mend your calendar “Work” Could not be read since yesterday at 8:00: the address asks for a password. "
        "Take the secret address of the calendar, which needs no password. "
        "We have stopped trying. Mend it, then press “Read now”."
    ) in words
    assert "Mend your calendar “Choir” Not read since today at 4:00: what is new there does not block." in words
    assert not {"Home", "colleague"} & set(words.replace("”", " ").replace("“", " ").split())
    assert f"{reverse('scheduling:calendar')}#outside" in links(response)


def test_everything_that_waits_for_them(helped, open_desk, read):
    helped("Bente Iversen", state=State.INVITED, starts_on=None)
    HourEntryFactory(programme=helped("Liv Sæther"), held_on=date(2026, 11, 19), booked_at=NOW - timedelta(days=5))
    searching = helped("Tor Bakke")
    ApplicationFactory(programme=searching, stalled=True, employer_name="Secret Harbour")
    ApplicationFactory(programme=searching, stalled=True)

    words = read(open_desk(), "them")

    assert "Bente Iversen, yes or no Invited 2 November, has talked with us and has not decided yet." in words
    assert (
        "Liv Sæther, the hour of 19 November No answer yet. After Thursday 3 December it counts as let pass." in words
    )
    assert "Tor Bakke, an application Without an answer since 3 November." in words
    assert words.count("Tor Bakke") == 1
    assert "Secret Harbour" not in words


def test_an_hour_that_was_corrected_waits_anew(helped, open_desk, read):
    programme = helped("Liv Sæther")
    entry = HourEntryFactory(programme=programme)
    HourAnswer.objects.create(
        entry=entry, answer=HourAnswerKind.DISPUTED, at=NOW - timedelta(days=3), by=programme.candidate_id
    )
    HourEntryFactory(
        programme=programme, corrects=entry, minutes=-20, reason="Forty.", booked_at=NOW - timedelta(days=2)
    )

    response = open_desk()

    assert "Talk about an hour" not in read(response, "me")
    words = read(response, "them")
    assert "the hour of 4 November No answer yet. After Sunday 6 December it counts as let pass." in words


def test_an_old_hour_without_a_word_waits_for_nobody(helped, open_desk, read):
    HourEntryFactory(programme=helped("Liv Sæther"), booked_at=NOW - timedelta(days=15))

    assert read(open_desk(), "them") == "Waits for the candidate Nothing waits for any of them."


def test_nothing_of_another_counsellors_people(helped, open_desk, read):
    stranger = ProgrammeFactory(order=OrderFactory(first_name="Strange", last_name="Person"))
    NeedMarkFactory(programme=stranger)
    CallToMakeFactory(programme=stranger)
    MinutesFactory(meeting__programme=stranger)
    ApplicationFactory(programme=stranger, stalled=True)
    HourEntryFactory(programme=stranger, booked_at=NOW)
    MeetingFactory(programme=stranger, starts_at=NOW + timedelta(hours=1))
    TouchpointFactory(landing=LandingFactory(programme=stranger), due_on=TICKED.date())
    helped("Mette Holm")

    assert "Strange" not in read(open_desk("?all=1"))


# Cost -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_the_desk_costs_the_same_for_one_row_and_three(helped, open_desk, karen, sign_in, table_queries, count):
    for number in range(count):
        programme = helped(f"Mette Holm-{number}")
        NeedMarkFactory(programme=programme)
        CallToMakeFactory(programme=programme)
        MinutesFactory(meeting__programme=programme, meeting__starts_at=NOW - timedelta(days=10 + number))
        MeetingFactory(programme=programme, starts_at=NOW + timedelta(hours=1 + number))
        HourEntryFactory(programme=programme, booked_at=NOW)
        ApplicationFactory(programme=programme, stalled=True)
        TouchpointFactory(landing=LandingFactory(programme=programme), due_on=NOW.date())
        LandingFactory(programme=helped(f"Lars Lunde-{number}", ended=True), lost=True)
        OutsideBusyFactory(calendar__person=karen, starts_at=NOW + timedelta(hours=1 + number))
    client = sign_in(karen, Role.COUNSELLOR)

    with table_queries() as asked:
        response = client.get(PAGE)

    assert response.status_code == 200
    assert len(asked) == 14, "\n".join(asked)  # three of them: session, person, roles
