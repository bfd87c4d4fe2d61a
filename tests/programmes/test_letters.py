"""The invitation letter: read back from the PDF, in four languages, normal and large."""

import json
from datetime import date
from types import SimpleNamespace

import pypdfium2
import pytest
from django.urls import reverse

from onward.core.access import Role
from onward.programmes.letters import InvitationLetter, _data, invitation_pdf
from onward.programmes.models import Invitation
from tests.factories.accounts import PassFactory
from tests.factories.programmes import (
    InvitationFactory,
    ProgrammeFactory,
    TalkEventFactory,
    coordinator_of,
    sponsor_of,
)

NAMES = {
    "da": ("Åse", "Ærø Sørensen"),
    "nb": ("Odd-Harald", "Kvamme-Andreassen"),
    "nl": ("Wilhelmina Johanna", "van der Berg-Oosterhuizen"),
    "en": ("Christopher", "Featherstonehaugh-Whittaker"),
}


def letter(language="da", **given):
    first, last = NAMES[language]
    known = {
        "first_name": first,
        "last_name": last,
        "language": language,
        "employer": "De Waal Verpakkingen & Logistieke Dienstverlening B.V.",
        "country": "DK",
        "code": "HK4M7RT3",
        "written_on": date(2026, 11, 23),
        "valid_until": date(2026, 12, 14),
        "counsellor": "Karen Lindqvist",
        "office": "Aarhus",
        "office_lines": ("Åboulevarden 1", "8000 Aarhus"),
        "phone": "+4570101010",
    }
    return InvitationLetter(**{**known, **given})


def pages_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_range().replace("\r\n", " ") for page in document]


@pytest.mark.parametrize("language", NAMES)
def test_the_letter_reads_back_in_every_language(language):
    first, last = NAMES[language]

    pages = pages_of(invitation_pdf(letter(language)))

    assert len(pages) == 2  # the second holds the data protection notice
    assert f"{first} {last}" in pages[0]
    assert "HK4M-7RT3" in pages[0]
    assert "Karen Lindqvist" in pages[0]
    assert "B.V.." not in " ".join(pages)


@pytest.mark.parametrize("language", NAMES)
def test_large_print_says_the_same_on_more_paper(language):
    normal, large = pages_of(invitation_pdf(letter(language))), pages_of(invitation_pdf(letter(language), large=True))

    assert len(large) > len(normal)
    assert "HK4M-7RT3" in large[0]


def test_the_pdf_is_tagged_and_says_its_language_and_title():
    pdf = invitation_pdf(letter("nl"))

    assert b"pdfuaid" in pdf
    assert b"/Lang" in pdf
    assert pypdfium2.PdfDocument(pdf).get_metadata_dict()["Title"] == "Er staat iemand voor u klaar"


def test_the_square_code_leads_to_a_page_that_uses_nothing(settings):
    settings.SITE_ADDRESS = "https://onward.example"

    data = _data(letter("en"), large=False)

    assert data["qr_alt"].endswith("https://onward.example/start/HK4M-7RT3/.")
    assert data["address"] == "onward.example/start"
    assert "?" not in data["qr_alt"]
    assert data["qr"].startswith("<?xml") or "<svg" in data["qr"]
    assert json.dumps(data)


def test_without_a_counsellor_the_letter_still_has_a_signature():
    assert "Your counsellor" in pages_of(invitation_pdf(letter("en", counsellor="")))[0]


def test_a_belgian_letter_says_that_a_no_can_cost_something():
    with_note = _data(letter("nl", country="BE"), large=False)["country_note"]
    without = _data(letter("nl", country="NL"), large=False)["country_note"]

    assert (bool(with_note), without) == (True, "")


def test_in_house_the_employer_is_named_as_responsible(settings):
    outside = _data(letter("en"), large=False)["notice"]
    settings.PROVIDER_IN_HOUSE = True

    inside = _data(letter("en"), large=False)["notice"]

    assert len(inside) == len(outside)
    assert inside[2]["text"] != outside[2]["text"]


# Who may print it -------------------------------------------------------------------------------------------------


@pytest.fixture
def invited(db):
    invitation = InvitationFactory(expires_at="2099-01-01T00:00:00Z")
    TalkEventFactory(order=invitation.programme.order)
    return SimpleNamespace(invitation=invitation, programme=invitation.programme)


def printed(client, invited, name, **query):
    return client.get(reverse(f"programmes:{name}", args=[invited.programme.order_id]), query)


def test_sponsor_coordinator_and_counsellor_print_it_and_nothing_is_marked(invited, sign_in):
    programme = invited.programme
    for person, role, name in (
        (sponsor_of(programme), Role.SPONSOR, "letter"),
        (coordinator_of(programme), Role.COORDINATOR, "office_letter"),
        (programme.counsellor, Role.COUNSELLOR, "office_letter"),
    ):
        response = printed(sign_in(person, role), invited, name, print="large")
        assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
        assert response["Cache-Control"] == "no-store"
        code = invited.invitation.code
        assert f"{code[:4]}-{code[4:]}" in pages_of(response.content)[0]

    assert Invitation.objects.get().used_at is None


def test_the_manager_of_that_talk_prints_it(invited, client):
    from onward.engagements.models import Manager, TalkPlan  # noqa: PLC0415 -- app ready: only this test needs them

    order = invited.programme.order
    managers = [
        Manager.objects.create(employer=order.employer, name=name, language="da", created_at=order.created_at)
        for name in ("Bente", "Somebody else")
    ]
    TalkPlan.objects.create(
        order=order, kind="dismissal", talk_at=order.created_at, manager=managers[0], at=order.created_at, by=order.pk
    )

    found = []
    for manager in managers:
        entered = PassFactory(manager=manager.pk, employer=order.employer)
        session = client.session
        session["onward_pass"] = str(entered.pk)
        session.save()
        client.cookies["sessionid"] = session.session_key
        found.append(printed(client, invited, "letter").status_code)

    assert found == [200, 404]


@pytest.mark.parametrize("gone", [{"used_at": "2026-11-03T00:00:00Z"}, {"voided_at": "2026-11-03T00:00:00Z"}])
def test_once_the_code_is_used_or_ended_there_is_no_letter_for_us_and_the_employer_notices_nothing(
    invited, sign_in, gone
):
    Invitation.objects.update(**gone)
    programme = invited.programme

    ours = printed(sign_in(coordinator_of(programme), Role.COORDINATOR), invited, "office_letter")
    theirs = printed(sign_in(sponsor_of(programme), Role.SPONSOR), invited, "letter")

    assert (ours.status_code, theirs.status_code) == (404, 200)
    assert "There is no letter now" in ours.content.decode()


def test_strangers_print_no_letter(invited, sign_in):
    other = ProgrammeFactory()

    for person, role, name in (
        (sponsor_of(other), Role.SPONSOR, "letter"),
        (other.counsellor, Role.COUNSELLOR, "office_letter"),
        (coordinator_of(other), Role.COORDINATOR, "office_letter"),
        (other.candidate, Role.CANDIDATE, "letter"),
    ):
        response = printed(sign_in(person, role), invited, name)
        assert response.status_code == 404
        assert response["Content-Type"].startswith("text/html")
