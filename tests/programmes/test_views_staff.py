"""What coordinators and counsellors open and do."""

import re
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from onward.core.access import Role
from onward.privacy.models import AccessEntry
from onward.programmes import selectors
from onward.programmes.enums import State
from onward.programmes.models import ContactAttempt, HourEntry, ProposedCounsellor
from onward.programmes.views.coordinator import ON_A_PAGE
from onward.programmes.views.deeds import DESK_DEEDS, OFFICE_DEEDS
from tests.factories.accounts import MembershipFactory, PersonFactory, actor
from tests.factories.programmes import (
    AgreementFactory,
    HourEntryFactory,
    InvitationFactory,
    OrderFactory,
    ProgrammeFactory,
    TalkEventFactory,
    coordinator_of,
)

pytestmark = pytest.mark.django_db


def text(response):
    return " ".join(BeautifulSoup(response.content, "html.parser").main.get_text().split())


def day(name, value):
    return {name: value.isoformat()}


@pytest.fixture
def programme():
    return HourEntryFactory().programme


@pytest.fixture
def office(programme, sign_in):
    return sign_in(coordinator_of(programme), Role.COORDINATOR)


@pytest.fixture
def desk(programme, sign_in):
    return sign_in(programme.counsellor, Role.COUNSELLOR)


def do(client, side, programme, name, **data):
    return client.post(reverse(f"programmes:{side}_deed", args=[programme.pk, name]), data, follow=True)


def test_the_list_is_narrowed_by_name_state_and_counsellor(programme, office):
    ProgrammeFactory(office=programme.office, invited=True, counsellor=None, order__first_name="Åse")

    def shown(**query):
        page = text(office.get(reverse("programmes:programmes"), query))
        return [name for name in ("Mette", "Åse") if name in page]

    assert shown() == ["Mette", "Åse"]
    assert shown(state="open") == ["Mette"]
    assert shown(state="invited") == ["Åse"]
    assert shown(counsellor="none") == ["Åse"]
    assert shown(counsellor=str(programme.counsellor_id)) == ["Mette"]
    assert shown(name="åse") == ["Åse"]
    assert shown(name="nobody") == []
    assert shown(state="wrong") == ["Mette", "Åse"]


def test_the_list_offers_who_helps_somebody_of_hers_and_whoever_is_asked_for(programme, office):
    idle, elsewhere = PersonFactory(counsellor=True), ProgrammeFactory().counsellor

    def offered(asked=""):
        page = office.get(reverse("programmes:programmes"), {"counsellor": asked}).content.decode()
        return {person for person in (programme.counsellor, idle, elsewhere) if f'value="{person.pk}"' in page}

    assert offered() == {programme.counsellor}
    assert offered(str(idle.pk)) == {programme.counsellor, idle}
    assert offered("wrong") == {programme.counsellor}


def test_programmes_are_found_by_employer_and_order(programme):
    karen = actor(programme.counsellor)
    other = ProgrammeFactory(counsellor=programme.counsellor)

    assert list(selectors.narrowed(selectors.programmes(karen), employer=other.employer_id)) == [other]
    assert selectors.of_order(karen, programme.order_id) == programme


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_row_and_three(sign_in, django_assert_num_queries, count):
    first = ProgrammeFactory()
    ProgrammeFactory.create_batch(count - 1, office=first.office)
    client = sign_in(coordinator_of(first), Role.COORDINATOR)

    with django_assert_num_queries(14):
        response = client.get(reverse("programmes:programmes"))

    assert response.content.decode().count('<th role="rowheader"') == count


def test_one_programme_shows_dates_and_hours_and_no_content(programme, office):
    page = text(office.get(reverse("programmes:programme", args=[programme.pk])))

    assert "3 months from 4 November 2026" in page.replace("\u00a0", " ")
    assert "1:00" in page


@pytest.mark.parametrize(
    "kind", [{"invited": True}, {"belgian": True}, {"ended": True}, {"counsellor": None}, {"state": State.PAUSED}]
)
def test_a_programme_in_every_state_opens_with_all_its_deeds(sign_in, kind):
    programme = ProgrammeFactory(**kind)
    if kind.get("invited"):
        InvitationFactory(programme=programme, expires_at=timezone.now() + timedelta(days=1))
    client = sign_in(coordinator_of(programme), Role.COORDINATOR)

    assert client.get(reverse("programmes:programme", args=[programme.pk])).status_code == 200
    for name in OFFICE_DEEDS:
        assert client.get(reverse("programmes:office_deed", args=[programme.pk, name])).status_code == 200


def test_the_counsellors_page_and_deeds_open(programme, desk):
    assert desk.get(reverse("programmes:desk_programme", args=[programme.pk])).status_code == 200
    for name in DESK_DEEDS:
        assert desk.get(reverse("programmes:desk_deed", args=[programme.pk, name])).status_code == 200


def test_choosing_a_counsellor_is_the_coordinators(programme, desk, sign_in):
    karen = PersonFactory(counsellor=True, first_name="Ingrid", last_name="Solheim")

    assert desk.get(reverse("programmes:desk_deed", args=[programme.pk, "assign"])).status_code == 404
    office = sign_in(coordinator_of(programme), Role.COORDINATOR)
    page = do(office, "office", programme, "assign", counsellor=str(karen.pk))

    programme.refresh_from_db()
    assert programme.counsellor == karen
    assert "The counsellor is told that somebody waits." in text(page)


def test_the_voice_is_the_counsellors(office, programme):
    assert office.get(reverse("programmes:office_deed", args=[programme.pk, "identity"])).status_code == 404


def test_a_counsellor_notes_the_talk_and_whose_voice_it_was(sign_in):
    programme = ProgrammeFactory(invited=True)
    desk = sign_in(programme.counsellor, Role.COUNSELLOR)

    do(desk, "desk", programme, "attempt", kind="call")
    do(desk, "desk", programme, "talk")
    do(desk, "desk", programme, "identity")

    programme.refresh_from_db()
    assert programme.first_contact_at is not None
    assert programme.identity_confirmed_by == programme.counsellor_id
    assert sorted(ContactAttempt.objects.values_list("kind", flat=True)) == ["call", "talk"]


def test_a_refusal_stands_on_the_form_and_what_was_typed_stays(programme, office):
    page = do(office, "office", programme, "close", **day("ended_on", date(2099, 1, 1)))

    assert "This day has not come yet." in text(page)
    assert 'value="2099"' in page.content.decode()
    programme.refresh_from_db()
    assert programme.state == State.UNDER_WAY


def test_pausing_extending_ending_and_opening_again(programme, office):
    today = timezone.localdate()
    programme.starts_on = today - timedelta(days=30)
    programme.save()

    for name, data in (
        ("pause", {**day("from_on", today - timedelta(days=9)), "reason": "illness"}),
        ("resume", day("last_day", today - timedelta(days=2))),
        ("extend", {"days": "7", "reason": "agreement"}),
        ("close", day("ended_on", today)),
        ("reopen", {}),
    ):
        page = do(office, "office", programme, name, **data)
        assert str(OFFICE_DEEDS[name].done) in text(page)

    programme.refresh_from_db()
    assert programme.state == State.UNDER_WAY
    assert programme.pauses.count() == 1


def test_a_new_code_is_made(sign_in):
    programme = InvitationFactory().programme

    do(sign_in(programme.counsellor, Role.COUNSELLOR), "desk", programme, "reissue")

    assert programme.invitations.filter(voided_at=None).count() == 1
    assert programme.invitations.count() == 2


def test_time_is_booked_and_corrected(programme, desk):
    line = {"kind": "individual", "presence": "there", "minutes": "720", **day("held_on", timezone.localdate())}
    do(desk, "desk", programme, "book", **line)
    over = do(desk, "desk", programme, "book", **line)
    line = programme.hours.order_by("booked_at").first()
    address = reverse("programmes:desk_correct", args=[line.pk])
    asked = desk.get(address)
    page = desk.post(address, {"minutes": "30", "reason": "Kortere end ventet"}, follow=True)

    assert "more than is left of the hours bought" in text(over)
    assert asked.status_code == 200
    assert "Kortere end ventet" in text(page)
    assert HourEntry.objects.filter(corrects=line).get().minutes == -30


def test_a_coordinator_corrects_too(programme, office):
    line = programme.hours.get()

    office.post(reverse("programmes:office_correct", args=[line.pk]), {"minutes": "0", "reason": "Ikke holdt"})

    assert HourEntry.objects.filter(corrects=line).get().minutes == -60


def test_strangers_find_nothing(programme, sign_in):
    other = ProgrammeFactory()
    for person, role, name in (
        (coordinator_of(other), Role.COORDINATOR, "programme"),
        (other.counsellor, Role.COUNSELLOR, "desk_programme"),
        (programme.candidate, Role.CANDIDATE, "programme"),
        (programme.counsellor, Role.COUNSELLOR, "programme"),
    ):
        client = sign_in(person, role)
        assert client.get(reverse(f"programmes:{name}", args=[programme.pk])).status_code == 404
    assert do(sign_in(other.counsellor, Role.COUNSELLOR), "desk", programme, "close").status_code == 404


def test_the_counsellors_page_says_who_helps_how_many(programme, office):
    ProgrammeFactory(counsellor=programme.counsellor, accepted=True, first_contact_at=None)
    MembershipFactory(person=programme.counsellor, role="coordinator", office=programme.office)

    page = text(office.get(reverse("programmes:counsellors")))

    assert "Karen Lindqvist" in page
    assert "2 people 1 30" in page


def test_many_counsellors_stand_on_several_pages(programme, office):
    people = PersonFactory.create_batch(ON_A_PAGE, counsellor=True)
    ProgrammeFactory(counsellor=people[-1])
    found = [re.findall(r"\?counsellor=([0-9a-f-]{36})", _counsellors(office, page)) for page in (1, 2)]

    assert [len(each) for each in found] == [ON_A_PAGE, 1]
    assert {*found[0], *found[1]} == {str(each.pk) for each in (*people, programme.counsellor)}


def _counsellors(office, page):
    return office.get(reverse("programmes:counsellors"), {"page": page}).content.decode()


# Before the talk --------------------------------------------------------------------------------------------------


def test_a_named_coordinator_proposes_who_shall_help(sign_in):
    coordinator, karen = PersonFactory(coordinator=True), PersonFactory(counsellor=True)
    order = OrderFactory(package__agreement=AgreementFactory(named=[coordinator]))
    address = reverse("programmes:propose", args=[order.pk])
    client = sign_in(coordinator, Role.COORDINATOR)

    asked = client.get(address)
    client.post(address, {"counsellor": str(karen.pk)})
    again = client.get(address)

    assert asked.status_code == 200
    assert ProposedCounsellor.objects.get().counsellor == karen
    chosen = BeautifulSoup(again.content, "html.parser").find("input", checked=True)
    assert chosen["value"] == str(karen.pk)


def test_to_other_coordinators_the_order_does_not_exist(sign_in):
    order = OrderFactory()
    client = sign_in(PersonFactory(coordinator=True), Role.COORDINATOR)

    assert client.get(reverse("programmes:propose", args=[order.pk])).status_code == 404


def test_from_an_order_to_its_programme(programme, office):
    assert office.get(reverse("programmes:of_order", args=[programme.order_id])).url == reverse(
        "programmes:programme", args=[programme.pk]
    )
    assert office.get(reverse("programmes:of_order", args=[OrderFactory().pk])).status_code == 404


# Who has looked -----------------------------------------------------------------------------------------------------


def test_the_candidate_reads_who_opened_what_from_the_order_on(sign_in):
    """Before the talk there is nobody to be about: the row stands under the order and is found later."""
    invitation = InvitationFactory(expires_at=timezone.now() + timedelta(days=20))
    programme = invitation.programme
    TalkEventFactory(order=programme.order)
    client = sign_in(coordinator_of(programme), Role.COORDINATOR)

    client.get(reverse("engagements:order", args=[programme.order_id]))
    client.get(reverse("programmes:office_letter", args=[programme.order_id]))
    client.get(reverse("programmes:programme", args=[programme.pk]))
    InvitationFactory()
    looked = selectors.who_looked(actor(programme.candidate))

    assert [str(each.thing) for each in looked] == [
        "Dates, hours and who helps you",
        "The letter with your code",
        "What your former employer's list says about you",
    ]
    assert selectors.times_looked(actor(programme.candidate)) == 3
    assert selectors.who_looked(actor(ProgrammeFactory().candidate)) == []


def test_choosing_a_counsellor_before_the_talk_is_a_look_too(sign_in):
    helen = PersonFactory(coordinator=True)
    order = OrderFactory(package__agreement=AgreementFactory(named=[helen]))

    sign_in(helen).get(reverse("programmes:propose", args=[order.pk]))

    assert AccessEntry.objects.get().about == order.pk
