"""The coordinator's page: what is late and who can help, the clocks, what orders wait for, who has room."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from onward.accounts.models import StaffProfile
from onward.core.access import Role
from onward.counselling.enums import CallReason
from onward.programmes.enums import AttemptKind, State
from onward.programmes.models import ContactAttempt, ProposedCounsellor
from tests.factories.accounts import MembershipFactory, OfficeFactory, PersonFactory
from tests.factories.counselling import CallToMakeFactory, MeetingFactory, MinutesFactory, StepFactory
from tests.factories.engagements import TalkPlanFactory
from tests.factories.programmes import NOW, AgreementFactory, OrderFactory, PackageFactory, ProgrammeFactory, talk_with
from tests.factories.scheduling import AbsenceFactory

pytestmark = pytest.mark.django_db
PAGE = "/office/"
TODAY_AT_EIGHT = datetime(2026, 11, 24, 7, tzinfo=UTC)


@pytest.fixture
def office(now):
    return OfficeFactory(name="Aarhus")


@pytest.fixture
def helen(office):
    return MembershipFactory(
        person=PersonFactory(first_name="Helen", last_name="Marsh"), role="coordinator", office=office
    ).person


@pytest.fixture
def agreement(office, helen):
    return AgreementFactory(office=office, named=[helen], employer__name="Limfjord Emballage")


@pytest.fixture
def people(agreement):
    """`people("Mette Holm", …)`: a programme under the agreement; by default nobody was spoken with."""

    def made(name, **more):
        first, last = name.split(" ", 1)
        order = OrderFactory(package=PackageFactory(agreement=agreement), first_name=first, last_name=last)
        return ProgrammeFactory(order=order, **{"invited": True, "ticked_at": TODAY_AT_EIGHT} | more)

    return made


@pytest.fixture
def colleague(office):
    def made(name, *, hours=20, languages=("da",)):
        first, last = name.split(" ", 1)
        person = MembershipFactory(
            person=PersonFactory(first_name=first, last_name=last), role="counsellor", office=office
        ).person
        StaffProfile.objects.filter(person=person).update(weekly_hours=hours, languages=list(languages))
        return person

    return made


@pytest.fixture
def open_office(sign_in, helen):
    def opened(query=""):
        return sign_in(helen, Role.COORDINATOR).get(PAGE + query)

    return opened


LATE = {"ticked_at": NOW - timedelta(days=1, hours=2), "clock_due_at": NOW - timedelta(minutes=70)}


# The panel --------------------------------------------------------------------------------------------------------


def test_late_without_a_counsellor_and_who_can_help(people, colleague, open_office, read, sign_in, helen):
    programme = people("Rasmus Villadsen", counsellor=None, candidate__language="da", **LATE)
    people("Ewa Kowalczyk", counsellor=colleague("Ingrid Solheim", hours=30), **LATE)
    karen = colleague("Karen Lindqvist")
    colleague("Wim Dutch", hours=37, languages=["nl"])

    response = open_office()

    assert "2 people wait for a first word. 2 have waited too long." in read(response)
    assert read(response, "late") == (
        "Promise passed today at 8:50 Rasmus Villadsen has no counsellor "
        "Limfjord Emballage, talk held yesterday at 8:00. Language: Danish. "
        "Ingrid Solheim has room: 0 h of 30 h are booked in the coming seven days. "
        "Ask Ingrid to call Rasmus Choose somebody else"
    )
    client = sign_in(helen, Role.COORDINATOR)
    answer = client.post(
        reverse("programmes:office_deed", args=[programme.pk, "assign"]), {"counsellor": str(karen.pk)}
    )
    programme.refresh_from_db()
    assert answer.status_code == 302
    assert programme.counsellor == karen


def test_late_although_somebody_was_chosen(people, colleague, open_office, read, links):
    ingrid = colleague("Ingrid Solheim")
    programme = people("Ewa Kowalczyk", counsellor=ingrid, **LATE)
    colleague("Karen Lindqvist")

    response = open_office()

    assert "Ewa Kowalczyk still waits for Ingrid Solheim" in read(response, "late")
    assert "Karen Lindqvist has room" in read(response, "late")
    assert reverse("programmes:programme", args=[programme.pk]) in links(response)


def test_nobody_has_room(people, colleague, open_office, read):
    people("Rasmus Villadsen", counsellor=None)
    away = colleague("Peter Aagaard")
    AbsenceFactory(person=away, starts_at=NOW - timedelta(days=2), ends_at=NOW + timedelta(days=3))
    colleague("Karen Lindqvist", hours=0)

    response = open_office()

    assert "Promised until" in read(response, "late")
    assert "Nobody else in this office has room now." in read(response, "late")
    assert "Ask " not in read(response, "late")


def ordered(agreement, name, talk_at=None):
    order = OrderFactory(package=PackageFactory(agreement=agreement), first_name=name, last_name="Of The List")
    if talk_at:
        TalkPlanFactory(order=order, talk_at=talk_at)
    return order


def test_talks_that_nobody_ticked_come_before_those_without_a_counsellor(agreement, open_office, read, links):
    ordered(agreement, "Bente", NOW - timedelta(days=1))
    ordered(agreement, "Carl", NOW - timedelta(days=1))
    ordered(agreement, "Dorte", NOW + timedelta(days=2))
    ordered(agreement, "Erik", NOW + timedelta(days=9))
    ordered(agreement, "Freja")

    response = open_office()

    assert "Limfjord Emballage, nothing has been sent Were 2 talks held?" in read(response, "late")
    words = read(response, "orders")
    assert "Limfjord Emballage: say which talks were held" in words
    assert (
        "2 talks, the first planned for yesterday at 10:00, are not confirmed as held. Nothing has been sent." in words
    )
    assert "One talk Thursday 26 November at 10:00. Nobody is chosen yet to help afterwards." in words
    assert "One person put forward 27 October. No talk is planned yet." in words
    assert "Of The List" not in read(response)
    assert f"{reverse('engagements:orders')}?show=overdue&employer={agreement.employer_id}" in links(response)


def test_the_panel_asks_for_a_counsellor_before_the_talk(agreement, open_office, read, colleague):
    unnamed, named = (ordered(agreement, name, NOW + timedelta(days=1)) for name in ("Dorte", "Erik"))
    ProposedCounsellor.objects.create(order=named, counsellor=colleague("Karen Lindqvist"), at=NOW, by=unnamed.pk)

    response = open_office()

    assert "Limfjord Emballage, the first talk tomorrow at 10:00" in read(response, "late")
    assert "One person has no counsellor for after the talk" in read(response, "late")


def test_orders_of_an_agreement_that_does_not_name_her_wait_for_somebody_else(office, open_office, read):
    ordered(AgreementFactory(office=office), "Bente", NOW - timedelta(days=1))

    assert read(open_office(), "orders") == "Before the talk No order waits for anything."


def test_a_quiet_morning(open_office, read):
    response = open_office()

    assert "Nobody waits for a first word." in read(response)
    assert read(response, "late") == ""
    assert "None runs now." in read(response, "clocks")
    assert "Nobody works as a counsellor in your office yet." in read(response, "load")
    assert "Everybody who was invited has answered." in read(response, "silent")


# The clocks -------------------------------------------------------------------------------------------------------


def test_clocks_say_it_in_words_first(people, colleague, open_office, read):
    late = people("Rasmus Villadsen", counsellor=None, **LATE)
    tried = people("Ewa Kowalczyk", counsellor=colleague("Ingrid Solheim"))
    people("Siv Øvergård", counsellor=None, ticked_at=NOW - timedelta(minutes=30))
    for minutes in (90, 20):
        ContactAttempt.objects.create(
            programme=tried, kind=AttemptKind.CALL, at=NOW - timedelta(minutes=minutes), by=late.pk
        )

    words = read(open_office(), "clocks")

    assert "Rasmus Villadsen Limfjord Emballage 1 h 10 min late Nobody yet" in words
    assert "Ewa Kowalczyk Limfjord Emballage 14 h left Ingrid Solheim Called, no answer, today at 9:40" in words
    assert "2 tries so far" in words
    assert (
        "Siv Øvergård Limfjord Emballage 15 h 30 min left Nobody yet Talk held today at 9:30, code not used yet"
        in words
    )
    assert words.index("Rasmus") < words.index("Ewa") < words.index("Siv")
    assert "Do now" in words


def test_clocks_leave_out_the_column_that_would_be_empty(people, colleague, open_office, read):
    people("Ewa Kowalczyk", counsellor=colleague("Ingrid Solheim"))

    assert "Do now" not in read(open_office(), "clocks")


def test_many_clocks_show_eight_and_offer_all(people, open_office, read):
    for number in range(10):
        people(f"Mette Holm-{number}")

    assert "Show all 10" in read(open_office(), "clocks")
    assert "Show all" not in read(open_office("?all=1"), "clocks")


# Load -------------------------------------------------------------------------------------------------------------


def test_load_by_room_left_with_the_rhythm_beside_it(people, colleague, open_office, read):
    busy, free, away = colleague("Busy Solheim"), colleague("Free Lindqvist"), colleague("Away Aagaard", hours=37)
    AbsenceFactory(person=away, starts_at=NOW - timedelta(days=2), ends_at=NOW + timedelta(days=3))
    under_way = {"invited": False, "ticked_at": NOW - timedelta(days=40), "starts_on": date(2026, 10, 20)}
    gap = people("Bjørn Lunde", counsellor=busy, first_contact_at=NOW - timedelta(days=29), **under_way)
    kept = people("Liv Sæther", counsellor=busy, first_contact_at=NOW - timedelta(days=30), **under_way)
    MeetingFactory(programme=kept, starts_at=NOW + timedelta(days=2))
    MeetingFactory(programme=gap, starts_at=NOW + timedelta(days=8), state="cancelled")
    talk = people("Odd Moe", counsellor=free, first_contact_at=NOW - timedelta(days=30), **under_way)
    talk_with(talk, NOW - timedelta(days=5))

    words = read(open_office(), "load")

    assert "Free Lindqvist Helps 1 person 0 h of 20 h Nobody 5 days" in words
    assert "Busy Solheim Helps 2 people 1 h of 20 h 1 30 days" in words
    assert "Away Aagaard Helps 0 people Away until Friday 27 November Nobody" in words
    assert words.index("Free") < words.index("Busy") < words.index("Away")


def test_a_meeting_that_was_held_shortens_the_gap(people, colleague, open_office, read):
    karen = colleague("Karen Lindqvist")
    programme = people(
        "Odd Moe",
        counsellor=karen,
        invited=False,
        ticked_at=NOW - timedelta(days=40),
        first_contact_at=NOW - timedelta(days=30),
        starts_on=date(2026, 10, 26),
    )
    MeetingFactory(programme=programme, starts_at=NOW - timedelta(days=7), state="held")

    assert "Karen Lindqvist Helps 1 person 0 h of 20 h Nobody 7 days" in read(open_office(), "load")


def test_counsellors_of_other_offices_stand_with_the_team(people, open_office, read, links):
    people("Mette Holm")

    response = open_office()

    assert "Karen Lindqvist" not in read(response, "load")
    assert reverse("desks:team") in links(response)


# No answer --------------------------------------------------------------------------------------------------------


def test_who_has_not_answered_and_who_calls(people, colleague, open_office, read):
    karen = colleague("Karen Lindqvist")
    CallToMakeFactory(programme=people("Even Nordgård", counsellor=karen))
    CallToMakeFactory(programme=people("Siv Moe", counsellor=None), reason=CallReason.TALK_FIRST)
    people("Bente Iversen", counsellor=karen, first_contact_at=NOW - timedelta(hours=1))

    words = read(open_office(), "silent")

    assert "Even Nordgård Invited 24 November. The call is on the list of Karen." in words
    assert "Siv Moe Invited 24 November. Waits to be called, and nobody is chosen to call." in words
    assert "Bente Iversen Invited 24 November. Has talked with us, and thinks it over." in words


def test_many_without_an_answer_lead_to_the_list(people, open_office, links):
    for number in range(7):
        people(f"Mette Holm-{number}")

    assert f"{reverse('programmes:programmes')}?state=invited" in links(open_office())


# What is not hers, and cost -------------------------------------------------------------------------------------


def test_nothing_that_was_said_and_nobody_elses_people(people, open_office):
    programme = people("Mette Holm", invited=False)
    MinutesFactory(meeting__programme=programme, text="Canary of the minutes")
    StepFactory(programme=programme, what="Canary of a step")
    CallToMakeFactory(programme=people("Lars Holm"), when_words="Canary of the call")
    ProgrammeFactory(invited=True, order=OrderFactory(first_name="Strange", last_name="Person"))

    page = open_office("?all=1").content.decode()

    assert "Canary" not in page
    assert "Strange" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_row_and_three(
    people, colleague, agreement, open_office, helen, sign_in, table_queries, count
):
    for number in range(count):
        karen = colleague(f"Karen Lindqvist-{number}")
        ContactAttempt.objects.create(
            programme=people(f"Mette Holm-{number}", counsellor=karen), kind=AttemptKind.CALL, at=NOW, by=karen.pk
        )
        CallToMakeFactory(programme=people(f"Even Moe-{number}", counsellor=karen))
        MeetingFactory(programme=people(f"Odd Moe-{number}", counsellor=karen, state=State.UNDER_WAY, starts_on=NOW))
        ordered(agreement, f"Bente-{number}", NOW - timedelta(days=1))
    client = sign_in(helen, Role.COORDINATOR)

    with table_queries() as asked:
        response = client.get(PAGE)

    assert response.status_code == 200
    assert len(asked) == 13, "\n".join(asked)  # three of them: session, person, roles
