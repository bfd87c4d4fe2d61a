"""Looking through a file: who, why, until when; and that the candidate reads it all."""

from datetime import timedelta

import pytest
from django.urls import reverse

from onward.core.access import Role
from onward.core.errors import NotAllowed, Refused
from onward.correspondence.models import Message
from onward.engagements.models import AgreementCoordinator
from onward.privacy.models import AccessEntry
from onward.programmes import actions, policies, selectors
from onward.programmes.models import CounsellorChange, LookThrough, Programme
from tests.factories.accounts import MembershipFactory, OfficeFactory, PersonFactory, actor
from tests.factories.programmes import NOW, ProgrammeFactory
from tests.programmes.conftest import cast_of, cells

pytestmark = pytest.mark.django_db
WHY = "Karen is away this week, and a question has come."


def second_of(programme):
    person = PersonFactory(first_name="Lars", last_name="Holmgaard")
    MembershipFactory(person=person, role=Role.COUNSELLOR, office=programme.office)
    return person


def look(programme, by, *, at=NOW, lasts="day", reason="cover", words=WHY):
    return actions.start_look(by=by, programme=programme, reason=reason, words=words, lasts=lasts, at=at)


WHO_LOOKS = """
             candidate counsellor second coordinator named colleague other_office stranger sponsor manager system
    looks    no        no         yes    yes         no    no        no           no       no      no      no
    left     no        no         no     yes         no    no        no           no       no      no      no
"""


@pytest.mark.parametrize(("row", "who", "expected"), cells(WHO_LOOKS))
def test_who_may_look_through(row, who, expected):
    programme = ProgrammeFactory()
    second = second_of(programme)
    if row == "left":
        CounsellorChange.objects.create(
            programme=programme, before=second, after=programme.counsellor, at=NOW, by=second.pk, role="candidate"
        )
    cast = {**cast_of(programme), "second": actor(second)}

    assert policies.may_look_through(cast[who], programme) is expected


@pytest.mark.parametrize(("lasts", "time"), [("hour", {"hours": 1}), ("day", {"days": 1}), ("week", {"days": 7})])
def test_a_look_lasts_as_long_as_was_stated(lasts, time):
    programme = ProgrammeFactory()
    lars = actor(second_of(programme))
    found, end = look(programme, lars, lasts=lasts), NOW + timedelta(**time)

    assert selectors.open_look(lars, found.pk, end - timedelta(seconds=1)) == found
    assert selectors.open_look(lars, found.pk, end) is None
    assert selectors.open_look(lars, found.pk, NOW - timedelta(seconds=1)) is None
    assert list(selectors.own_looks(lars, end)) == []


def test_a_look_belongs_to_one_reader_in_one_role():
    programme = ProgrammeFactory()
    person = second_of(programme)
    MembershipFactory(person=person, role=Role.COORDINATOR, office=programme.office)
    found = look(programme, actor(person, Role.COUNSELLOR))

    for other in (actor(person, Role.COORDINATOR), *cast_of(programme).values()):
        assert selectors.open_look(other, found.pk, NOW) is None


def test_a_look_ends_early_by_a_button_and_may_begin_anew():
    programme = ProgrammeFactory()
    lars = actor(second_of(programme))
    found, later = look(programme, lars), NOW + timedelta(hours=2)

    with pytest.raises(NotAllowed):
        actions.end_look(by=actor(programme.counsellor), look=found, at=later)
    actions.end_look(by=lars, look=found, at=later)
    actions.end_look(by=lars, look=found, at=later + timedelta(minutes=1))

    found.refresh_from_db()
    assert found.ended_at == later
    assert selectors.open_look(lars, found.pk, later) is None
    assert look(programme, lars, at=later).pk != found.pk


def test_asked_twice_it_is_one_look():
    programme = ProgrammeFactory()
    lars = actor(second_of(programme))

    assert look(programme, lars) == look(programme, lars, at=NOW + timedelta(minutes=1), lasts="week")
    assert LookThrough.objects.count() == 1


@pytest.mark.parametrize("wrong", [{"words": "  because "}, {"reason": "curious"}, {"lasts": "year"}])
def test_no_look_without_a_reason_and_a_time(wrong):
    programme = ProgrammeFactory()

    with pytest.raises(Refused):
        look(programme, actor(second_of(programme)), **wrong)
    assert LookThrough.objects.count() == 0


def test_the_candidate_is_told_neutrally_and_reads_who_why_and_each_time():
    programme = ProgrammeFactory(candidate__email="mette@privat.example", candidate__language="da")
    lars, mette = actor(second_of(programme)), actor(programme.candidate)
    found = look(programme, lars)
    for minute in range(2):
        actions.note_look(lars, found, NOW + timedelta(minutes=minute))

    mail = Message.objects.get(person=programme.candidate_id)
    assert mail.kind == "programmes.something_to_read"
    assert "Lars" not in mail.subject + mail.body
    assert list(selectors.looks(mette)) == [found]
    assert list(selectors.looks(actor(programme.counsellor), programme=programme.pk)) == [found]
    assert [row.name for row in selectors.who_looked(mette)] == ["Lars Holmgaard"] * 2
    assert WHY in AccessEntry.objects.first().reason


def test_only_the_whole_name_leads_to_a_file_of_the_own_office():
    programme = ProgrammeFactory(candidate__first_name="Mette", candidate__last_name="Holm Bæk")
    lars = actor(second_of(programme))

    assert selectors.looked_for(lars, " mette  holm bæk ") == [programme]
    for name in ("Mette", "Holm Bæk", "Mette Holm", "", "Mette Holm Bæk Jensen"):
        assert selectors.looked_for(lars, name) == []
    for who in ("counsellor", "colleague", "other_office", "sponsor", "candidate"):
        assert selectors.looked_for(cast_of(programme)[who], "Mette Holm Bæk") == []


def test_pages_of_a_look(sign_in):
    programme = ProgrammeFactory()
    person = second_of(programme)
    page = sign_in(person, Role.COUNSELLOR)
    asked = {"reason": "cover", "words": WHY, "lasts": "hour"}

    assert page.post("/desk/looks/", {"name": programme.candidate.name}).context["found"] == [programme]
    assert page.post("/desk/looks/", {"name": "Nobody Here"}).context["form"].errors
    assert "words" in page.post(f"/desk/looks/of/{programme.pk}/", {**asked, "words": ""}).context["form"].errors
    opened = page.post(f"/desk/looks/of/{programme.pk}/", asked)
    assert page.get(opened.url).status_code == 200
    assert page.get(opened.url).status_code == 200
    assert AccessEntry.objects.filter(about=programme.candidate_id, thing="look").count() == 2
    assert programme.candidate.name in page.get("/desk/looks/").content.decode()
    assert page.post(f"{opened.url}end/").url == "/desk/looks/"
    assert page.get(opened.url).status_code == 404
    assert WHY in sign_in(programme.candidate).get("/me/wall/").content.decode()


@pytest.mark.parametrize("own_office", [True, False])
def test_the_way_stands_only_on_the_page_of_those_who_may(sign_in, own_office):
    programme, helen = ProgrammeFactory(), PersonFactory()
    office = programme.office if own_office else OfficeFactory()
    MembershipFactory(person=helen, role=Role.COORDINATOR, office=office)
    AgreementCoordinator.objects.create(agreement=programme.order.agreement, person=helen)
    client, way = sign_in(helen, Role.COORDINATOR), reverse("programmes:ask_look", args=[programme.pk])

    page = client.get(reverse("programmes:programme", args=[programme.pk]))

    assert page.status_code == 200
    assert (way in page.content.decode()) is own_office
    assert client.get(way).status_code == (200 if own_office else 404)


def test_strangers_find_no_look(sign_in):
    programme = ProgrammeFactory()
    found = look(programme, actor(second_of(programme)))
    stranger = ProgrammeFactory()

    for person in (stranger.counsellor, programme.counsellor):
        assert sign_in(person, Role.COUNSELLOR).get(f"/desk/looks/{found.pk}/").status_code == 404
        assert sign_in(person, Role.COUNSELLOR).get(f"/desk/looks/of/{programme.pk}/").status_code == 404
    assert sign_in(programme.candidate).get("/desk/looks/").status_code == 404


def test_a_look_opens_nothing_else():
    programme = ProgrammeFactory()
    lars = actor(second_of(programme))
    look(programme, lars)

    assert not selectors.programmes(lars).exists()
    assert not policies.may_serve(lars, programme)
    assert not Programme.objects.filter(policies.readable_since(lars, "ticked_at", "")).exists()
    assert Programme.objects.filter(policies.readable_in_look(lars, NOW, "ticked_at", "")).exists()
