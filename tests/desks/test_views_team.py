"""The team: contact person by person, who is away, load against hours, first words, answers that did not come."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from onward.accounts.models import StaffProfile
from onward.core.access import Role
from onward.programmes.enums import State
from onward.programmes.models import HandedOver, HandOver
from tests.factories.accounts import MembershipFactory, OfficeFactory, PersonFactory
from tests.factories.counselling import MeetingFactory, NeedMarkFactory
from tests.factories.programmes import NOW, AgreementFactory, OrderFactory, PackageFactory, ProgrammeFactory, talk_with
from tests.factories.scheduling import AbsenceFactory, whole_week

pytestmark = pytest.mark.django_db
PAGE = "/office/team/"


@pytest.fixture
def office(now):
    return OfficeFactory(name="Aarhus")


@pytest.fixture
def helen(office):
    return MembershipFactory(person=PersonFactory(first_name="Helen"), role="coordinator", office=office).person


@pytest.fixture
def colleague(office):
    def made(name, *, hours=30, languages=("en",)):
        first, last = name.split(" ", 1)
        person = MembershipFactory(
            person=PersonFactory(first_name=first, last_name=last), role="counsellor", office=office
        ).person
        StaffProfile.objects.filter(person=person).update(weekly_hours=hours, languages=list(languages))
        whole_week(person)
        return person

    return made


@pytest.fixture
def helped(office):
    package = PackageFactory(agreement=AgreementFactory(office=office))

    def made(name, counsellor, *, days=None, **more):
        first, last = name.split(" ", 1)
        order = OrderFactory(package=package, first_name=first, last_name=last)
        programme = ProgrammeFactory(order=order, counsellor=counsellor, candidate__language="en", **more)
        if days is not None:
            talk_with(programme, NOW - timedelta(days=days))
        return programme

    return made


@pytest.fixture
def open_team(sign_in, helen):
    def opened(query=""):
        return sign_in(helen, Role.COORDINATOR).get(PAGE + query)

    return opened


# The page ---------------------------------------------------------------------------------------------------------


def test_load_against_hours_in_plain_words(colleague, helped, open_team, read):
    karen = colleague("Karen Lindqvist")
    for number in range(4):
        helped(f"Mette Holm-{number}", karen, days=3)
    helped("Rests Haddad", karen, state=State.PAUSED)

    words = read(open_team(), "members")

    assert "Karen Lindqvist Helps 5 people" in words
    assert "Needs about 2 meetings a week. 30 hours are enough for 24." in words


def test_who_has_waited_whose_first_word_and_whose_answer(colleague, helped, open_team, read, links):
    karen = colleague("Karen Lindqvist")
    helped("Gap Lunde", karen, days=19)
    helped("Silent Nordgård", karen, invited=True)
    helped("Undecided Iversen", karen, state=State.INVITED, starts_on=None, days=2)

    response = open_team()

    assert "3 people are helped. 2 have waited longer than agreed." in read(response)
    assert "1 person The longest 19 days 1 One too long 2 have not answered" in read(response, "members")
    assert f"{reverse('programmes:programmes')}?state=invited&counsellor={karen.pk}" in links(response)


def test_contact_over_the_team_by_need_then_by_rhythm(colleague, helped, open_team, read):
    karen, tor = colleague("Karen Lindqvist"), colleague("Tor Hagen")
    helped("Well Andersen", karen, days=2)
    helped("Gap Lunde", tor, days=20)
    asks = helped("Asks Ulvestad", karen, days=4)
    NeedMarkFactory(programme=asks)
    weekly = helped("Weekly Moe", tor, days=12)
    weekly.rhythm_days = 7
    weekly.save()
    MeetingFactory(programme=weekly, starts_at=NOW + timedelta(days=1))

    response = open_team()

    words = read(response, "contact")
    order = sorted(("Asks U", "Weekly M", "Gap L", "Well A"), key=words.index)
    assert order == ["Asks U", "Weekly M", "Gap L", "Well A"]
    assert "Gap Lunde Tor Hagen 20 days ago Agreed every 14 days Not booked" in words
    assert "Weekly Moe Tor Hagen 12 days ago Agreed every 7 days Tomorrow at 10:00" in words
    assert response.content.decode().count("on-strip") == 4


def test_the_people_of_one_counsellor(colleague, helped, open_team, read):
    karen, tor = colleague("Karen Lindqvist"), colleague("Tor Hagen")
    helped("Mette Holm", karen, days=2)
    helped("Gap Lunde", tor, days=20)

    words = read(open_team(f"?of={karen.pk}"), "contact")

    assert words.startswith("The people of Karen Lindqvist")
    assert "Mette Holm" in words
    assert "Gap Lunde" not in words


@pytest.mark.parametrize("query", ["?of=nonsense", "?of="])
def test_an_address_that_names_nobody_shows_the_team(colleague, helped, open_team, read, query):
    helped("Mette Holm", colleague("Karen Lindqvist"), days=2)

    assert read(open_team(query), "contact").startswith("Has had least")


def test_nobody_yet(open_team, read):
    response = open_team()

    assert "0 people are helped. Nobody has waited longer than agreed." in read(response)
    assert "Nobody works as a counsellor in your office yet." in read(response, "members")
    assert "Nobody is helped here at the moment." in read(response, "contact")


def test_somebody_is_away_with_people(colleague, helped, open_team, read, links):
    karen = colleague("Karen Lindqvist")
    helped("Mette Holm", karen, days=2)
    AbsenceFactory(person=karen, starts_at=NOW - timedelta(hours=2), ends_at=NOW + timedelta(days=9))

    response = open_team()

    assert "One counsellor is away." in read(response)
    assert read(response, "away").startswith("Away until Thursday 3 December One person waits for Karen Lindqvist")
    assert reverse("counselling:hand_over", args=[karen.pk]) in links(response)


def test_an_absence_that_comes(colleague, open_team, read):
    AbsenceFactory(
        person=colleague("Karen Lindqvist"), starts_at=NOW + timedelta(days=7), ends_at=NOW + timedelta(days=9)
    )

    assert "From Tuesday 1 December" in read(open_team(), "members")


def test_nothing_of_other_offices(colleague, open_team, read):
    colleague("Karen Lindqvist")
    ProgrammeFactory(order=OrderFactory(first_name="Strange", last_name="Person"))

    assert "Strange" not in read(open_team("?all=1"))


@pytest.mark.parametrize("role", ["counsellor", "candidate", "sponsor"])
def test_for_others_the_page_does_not_exist(sign_in, now, role):
    person = PersonFactory(**{role: True})

    assert sign_in(person, Role(role)).get(PAGE).status_code == 404


# Handing over, on the pages ---------------------------------------------------------------------------------------


def fields_of(response):
    """What a browser would send: the proposed colleague for everybody, the days as they stand."""
    page = BeautifulSoup(response.content, "html.parser")
    sent = {each["name"]: each.get("value", "") for each in page.main.find_all("input") if each.get("name")}
    for select in page.main.find_all("select"):
        sent[select["name"]] = select.find("option", selected=True)["value"]
    return sent


def test_handing_over_by_one_button(colleague, helped, helen, sign_in, read):
    karen, tor = colleague("Karen Lindqvist"), colleague("Tor Hagen")
    mette = helped("Mette Holm", karen, days=2)
    MeetingFactory(programme=mette, starts_at=NOW + timedelta(days=1))
    client = sign_in(helen, Role.COORDINATOR)
    page = reverse("counselling:hand_over", args=[karen.pk])

    shown = client.get(page)
    done = client.post(page, fields_of(shown), follow=True)
    again = client.post(page, fields_of(shown), follow=True)

    mette.refresh_from_db()
    assert "Tor Hagen: speaks English, same office, room for 23 more meetings a week" in shown.content.decode()
    assert "The proposed colleague is free then and keeps it." in read(shown)
    assert mette.counsellor == tor
    assert "1 person has a new name to turn to. 1 meeting stands." in done.content.decode()
    assert again.status_code == 200
    assert HandedOver.objects.count() == 1


def test_a_refusal_keeps_what_was_chosen(colleague, helped, helen, sign_in, read):
    karen = colleague("Karen Lindqvist")
    colleague("Ingrid Solheim", hours=20)
    tor = colleague("Tor Hagen", hours=10)
    mette = helped("Mette Holm", karen, days=2)
    client = sign_in(helen, Role.COORDINATOR)
    page = reverse("counselling:hand_over", args=[karen.pk])
    sent = fields_of(client.get(page)) | {"until_on": "2026-11-01", f"to_{mette.pk.hex}": str(tor.pk)}

    response = client.post(page, sent)

    assert "The last day is before the first." in read(response)
    assert fields_of(response)[f"to_{mette.pk.hex}"] == str(tor.pk)
    mette.refresh_from_db()
    assert mette.counsellor == karen


def test_back_by_one_button(colleague, helped, helen, sign_in, read):
    karen, tor = colleague("Karen Lindqvist"), colleague("Tor Hagen")
    mette = helped("Mette Holm", tor, days=2)
    record = HandOver.objects.create(away=karen, from_on=NOW.date(), at=NOW, by=helen.pk)
    line = HandedOver.objects.create(hand_over=record, programme=mette, to=tor, at=NOW)
    client = sign_in(helen, Role.COORDINATOR)
    page = reverse("counselling:hand_back", args=[record.pk])

    assert "Is Karen Lindqvist here again?" in read(client.get(PAGE), "away")
    assert "Mette Holm, now with Tor Hagen" in read(client.get(page))
    client.post(page, {"coming": [str(line.pk)]})

    mette.refresh_from_db()
    assert mette.counsellor == karen
    assert client.get(page).status_code == 404


def test_strangers_find_no_such_pages(colleague, sign_in, now):
    karen = colleague("Karen Lindqvist")
    page = reverse("counselling:hand_over", args=[karen.pk])

    assert sign_in(karen, Role.COUNSELLOR).get(page).status_code == 404
    assert sign_in(PersonFactory(sponsor=True), Role.SPONSOR).get(page).status_code == 404


# Cost -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_the_team_costs_the_same_for_one_row_and_three(
    colleague, helped, helen, open_team, sign_in, table_queries, count
):
    for number in range(count):
        karen = colleague(f"Karen Lindqvist-{number}")
        programme = helped(f"Mette Holm-{number}", karen, days=3)
        NeedMarkFactory(programme=programme)
        MeetingFactory(programme=programme, starts_at=NOW + timedelta(hours=1 + number))
        AbsenceFactory(person=karen, starts_at=NOW, ends_at=NOW + timedelta(days=9))
        HandOver.objects.create(away=karen, from_on=NOW.date(), at=NOW, by=helen.pk)
    client = sign_in(helen, Role.COORDINATOR)

    with table_queries() as asked:
        response = client.get(PAGE)

    assert response.status_code == 200
    assert len(asked) == 9, "\n".join(asked)  # three of them: session, person, roles


def test_whoever_is_away_from_another_office_can_be_given_her_people_back(helped, colleague, open_team, links, helen):
    away = PersonFactory(counsellor=True, first_name="Karen")
    record = HandOver.objects.create(away=away, from_on=NOW.date(), at=NOW, by=helen.pk)
    tor = colleague("Tor Hagen")
    HandedOver.objects.create(hand_over=record, programme=helped("Mette Holm", tor, days=2), to=tor, at=NOW)

    assert reverse("counselling:hand_back", args=[record.pk]) in links(open_team())
