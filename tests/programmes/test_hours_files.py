"""Accounts as files: every entry a row, numbers that add up, and never a word of what was said."""

import csv
import io
from datetime import date, timedelta

import pypdfium2
import pytest
from django.urls import reverse
from django.utils import translation

from onward.core.access import Role
from onward.core.spreadsheets import BOM, as_csv
from onward.privacy.models import AccessEntry
from onward.programmes import selectors
from onward.programmes.actions import correct_hours, dispute_hours, reply_to_dispute
from onward.programmes.enums import HourKind
from onward.programmes.hours_csv import agreement_csv, given_csv, lines_csv
from onward.programmes.hours_pdf import account_pdf, agreement_pdf
from onward.programmes.models import ErasedHours, HourEntry
from tests.factories.accounts import MembershipFactory, PersonFactory, actor
from tests.factories.programmes import NOW, HourEntryFactory, ProgrammeFactory, coordinator_of, sponsor_of

pytestmark = pytest.mark.django_db
CANARY = "Kanariefugl"
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def programme():
    """Hours of several kinds, one corrected and one called not right."""
    programme = ProgrammeFactory(order__first_name="=Mette", shows_hours=True)
    first = HourEntryFactory(programme=programme)
    HourEntryFactory(programme=programme, kind=HourKind.AFTERCARE, minutes=90, held_on=date(2026, 11, 18))
    HourEntryFactory(programme=programme, kind=HourKind.EMPLOYER, minutes=20, held_on=date(2026, 11, 2))
    correct_hours(by=actor(programme.counsellor), entry=first, minutes=45, reason="+Skrevet forkert", at=NOW)
    dispute_hours(by=actor(programme.candidate), entry=first, remark=CANARY, at=LATER)
    reply_to_dispute(by=actor(programme.counsellor), entry=first, words=CANARY, at=LATER)
    return programme


def account(programme):
    return selectors.hours_account(actor(programme.counsellor), programme, LATER)


def read(text, delimiter=";"):
    assert text.startswith(BOM)
    return list(csv.DictReader(io.StringIO(text.removeprefix(BOM)), delimiter=delimiter))


def words_of(pdf):
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]
    return " ".join(" ".join(pages).split())


# A programme ------------------------------------------------------------------------------------------------------


def test_the_column_of_minutes_adds_up_to_the_entries(programme):
    with translation.override("en"):
        rows = read(lines_csv([account(programme)], "nl"))

    minutes = [int(row["Length in minutes"]) for row in rows]
    assert sum(minutes) == sum(HourEntry.objects.values_list("minutes", flat=True))
    assert minutes == [20, 60, -15, 90]
    assert [row["Line"] for row in rows] == ["1", "2", "2", "3"]
    assert [row["Day"] for row in rows] == ["02-11-2026", "04-11-2026", "04-11-2026", "18-11-2026"]
    assert [row["The candidate says"] for row in rows] == [
        "needs no answer",
        "not right, and answered",
        "",
        "let pass",
    ]


def test_no_cell_is_a_formula_and_no_word_of_the_dispute_is_in_it(programme):
    text = lines_csv([account(programme)], "da")

    assert ";'+Skrevet forkert" in text
    assert "'=Mette" in text
    assert CANARY not in text


@pytest.mark.parametrize("language", ["da", "nb", "nl", "en"])
def test_the_pdf_reads_back_in_every_language(programme, language):
    with translation.override(language):
        words = words_of(account_pdf(account(programme), language, on=NOW.date()))

    assert "Holm" in words
    assert "2:15" in words  # 0:45 and 1:30
    assert "+Skrevet forkert" in words
    assert CANARY not in words


def test_periods_stand_in_the_pdf():
    programme = ProgrammeFactory(belgian=True)
    HourEntryFactory(programme=programme, period=1)

    with translation.override("en"):
        words = words_of(account_pdf(account(programme), "en", on=NOW.date()))

    assert "Period 1: 1:00 of 20:00 used, until 3 January 2027" in words.replace("\u00a0", " ")


@pytest.mark.parametrize("kind", ["csv", "pdf"])
def test_each_audience_gets_the_file_of_its_own_people(programme, sign_in, kind):
    office = coordinator_of(programme)
    pages = {
        reverse("programmes:my_hours_file", args=[kind]): (programme.candidate, Role.CANDIDATE),
        reverse("programmes:desk_hours_file", args=[programme.pk, kind]): (programme.counsellor, Role.COUNSELLOR),
        reverse("programmes:office_hours_file", args=[programme.pk, kind]): (office, Role.COORDINATOR),
    }
    other = ProgrammeFactory()

    for address, (person, role) in pages.items():
        response = sign_in(person, role).get(address)
        assert response.status_code == 200
        assert f".{kind}" in response["Content-Disposition"]
        assert "no-store" in response["Cache-Control"]
        if role is not Role.CANDIDATE:
            stranger = other.counsellor if role is Role.COUNSELLOR else coordinator_of(other)
            assert sign_in(stranger, role).get(address).status_code == 404
        assert sign_in(sponsor_of(programme), Role.SPONSOR).get(address).status_code == 404
        assert sign_in(person, role).get(address.replace(kind, "docx")).status_code == 404
    assert AccessEntry.objects.filter(thing="programme", reader=office.pk).count() == 1


# An agreement -----------------------------------------------------------------------------------------------------


@pytest.fixture
def agreement(programme):
    """Two programmes, one who said no, one of another agreement, and what stays of erased ones."""
    agreement = programme.order.agreement
    order = {"order__package": programme.order.package}
    HourEntryFactory(programme=ProgrammeFactory(order__last_name="Aagaard", **order), minutes=30)
    ProgrammeFactory(state="declined", ended_on=date(2026, 11, 5), **order)
    HourEntryFactory()
    ErasedHours.objects.create(agreement=agreement, month=date(2025, 1, 1), kind="individual", minutes=600)
    return agreement


def test_an_agreement_has_one_row_a_programme(programme, agreement):
    with translation.override("en"):
        found = selectors.agreement_hours(actor(coordinator_of(programme)), agreement.pk, LATER)
        rows = read(agreement_csv(found, "en"), ",")

    assert [row["Used"] for row in rows] == ["30", "135", ""]
    assert [row["individual"] for row in rows] == ["30", "45", "600"]
    assert [row["after-care"] for row in rows[:2]] == ["0", "90"]
    assert rows[2]["Candidate"] == "Programmes that have been erased"
    assert found.used == 165


def test_the_pdf_of_an_agreement_has_every_line(programme, agreement):
    by = actor(coordinator_of(programme))
    found = selectors.agreement_hours(by, agreement.pk, LATER)
    accounts = selectors.agreement_accounts(by, agreement.pk, LATER)

    with translation.override("en"):
        words = words_of(agreement_pdf(found, accounts, "en", on=NOW.date()))

    assert "Aagaard" in words
    assert "10:00 hours stay as a sum" in words
    assert words.count("Line by line") == 2
    assert CANARY not in words


def test_the_hours_of_an_agreement_open_to_its_coordinators_alone(programme, agreement, sign_in):
    named, other = PersonFactory(coordinator=True), ProgrammeFactory()
    agreement.named.create(person=named)
    page = reverse("programmes:agreement_hours", args=[agreement.pk])
    files = [reverse("programmes:agreement_hours_file", args=[agreement.pk, kind]) for kind in ("csv", "lines", "pdf")]

    for address in (page, *files):
        for person in (named, coordinator_of(programme)):
            assert sign_in(person, Role.COORDINATOR).get(address).status_code == 200
        for person, role in (
            (coordinator_of(other), Role.COORDINATOR),
            (programme.counsellor, Role.COUNSELLOR),
            (programme.candidate, Role.CANDIDATE),
            (sponsor_of(programme), Role.SPONSOR),
        ):
            assert sign_in(person, role).get(address).status_code == 404


def test_the_page_of_an_agreement_leads_to_its_hours_only_where_they_open(programme, agreement, sign_in):
    address = reverse("engagements:agreement", args=[agreement.pk])
    hours = reverse("programmes:agreement_hours", args=[agreement.pk])

    assert hours in sign_in(coordinator_of(programme), Role.COORDINATOR).get(address).content.decode()
    stranger = coordinator_of(ProgrammeFactory())
    assert hours not in sign_in(stranger, Role.COORDINATOR).get(address).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_an_agreement_costs_the_same_for_one_programme_and_three(django_assert_num_queries, count):
    first = ProgrammeFactory()
    for _ in range(count):
        HourEntryFactory(programme=ProgrammeFactory(order__package=first.order.package))
    by = actor(coordinator_of(first))

    with django_assert_num_queries(5):
        assert len(selectors.agreement_hours(by, first.order.agreement.pk, NOW).rows) == count + 1
    with django_assert_num_queries(3):  # its programmes, entries, answers
        assert len(selectors.agreement_accounts(by, first.order.agreement.pk, NOW)) == count + 1


# A counsellor's own -----------------------------------------------------------------------------------------------


def test_own_hours_go_along_when_the_people_do_not(programme, sign_in):
    karen, kept = programme.counsellor, ProgrammeFactory(counsellor=programme.counsellor)
    HourEntryFactory(programme=kept, held_on=date(2026, 11, 20))
    HourEntryFactory(held_on=date(2026, 11, 20))  # a colleague's
    programme.counsellor = ProgrammeFactory().counsellor
    programme.save()

    given = selectors.given_hours(actor(karen), date(2026, 11, 3), date(2026, 11, 20))
    text = given_csv(given, "nb")

    assert [(each.minutes, each.is_theirs) for each in given] == [(45, False), (90, False), (60, True)]
    assert "=Mette" not in text
    assert programme.pk.hex[:8].upper() in text
    assert kept.candidate.last_name in text


def test_a_coordinator_who_is_no_counsellor_finds_no_hours_of_her_own(programme, sign_in):
    helen = coordinator_of(programme)

    assert selectors.given_hours(actor(helen), date(2026, 1, 1), date(2026, 12, 31)) == []
    assert sign_in(helen, Role.COORDINATOR).get(reverse("programmes:own_hours")).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_own_hours_are_asked_once(django_assert_num_queries, count):
    karen = PersonFactory(counsellor=True)
    for _ in range(count):
        HourEntryFactory(programme__counsellor=karen)
    by = actor(karen)

    with django_assert_num_queries(1):
        assert len(selectors.given_hours(by, date(2026, 11, 1), date(2026, 11, 30))) == count


def test_own_hours_over_a_span(programme, sign_in):
    client = sign_in(programme.counsellor, Role.COUNSELLOR)
    span = {"since": "2026-11-01", "until": "2026-11-30"}

    page = client.get(reverse("programmes:own_hours"), span)
    file = client.get(reverse("programmes:own_hours_file"), span)
    nothing = client.get(reverse("programmes:own_hours"), {"since": "2025-01-01", "until": "2025-01-31"})
    wrong = client.get(reverse("programmes:own_hours"), {"since_day": "31", "since_month": "2", "since_year": "2026"})

    assert "2:35" in page.content.decode()
    assert file.content.decode().count("\r\n") == 4
    assert nothing.status_code == wrong.status_code == 200
    assert "2:35" not in nothing.content.decode()


def test_days_and_numbers_stay_what_they_are():
    text = as_csv([["A", date(2026, 11, 3), -15, None, "-15"]], "nb")

    assert text == f"{BOM}A;03.11.2026;-15;;'-15\r\n"


def test_a_person_with_two_roles_has_hours_as_a_counsellor_alone(programme):
    MembershipFactory(person=programme.counsellor, role="coordinator", office=programme.office)

    given = selectors.given_hours(actor(programme.counsellor, Role.COUNSELLOR), date(2026, 11, 1), date(2026, 11, 30))

    assert len(given) == 3
