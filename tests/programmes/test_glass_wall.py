"""The employer sees what stands on the sheet and nothing else; the candidate sees exactly the same."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from onward.core import wall
from onward.core.access import Role
from onward.engagements.enums import TalkEventKind
from onward.privacy.models import AccessEntry
from onward.programmes import selectors
from onward.programmes.actions import publish_fact, withdraw_fact
from onward.programmes.enums import AnswerKind, FactKind, HourKind, Phase, SheetAnswer, SheetCourse, State
from onward.programmes.models import Answer, ContactAttempt, EmployerSheet, HourAnswer, Pause, PublishedFact
from tests.factories.accounts import actor
from tests.factories.programmes import (
    NOW,
    TICKED,
    HourEntryFactory,
    InvitationFactory,
    ProgrammeFactory,
    TalkEventFactory,
    sponsor_of,
)

pytestmark = pytest.mark.django_db
CANARY = "KANARIEFUGL"
TABLES = [
    "programmes_programme",
    "programmes_hourentry",
    "programmes_houranswer",
    "programmes_contactattempt",
    "programmes_answer",
    "programmes_invitation",
    "programmes_pause",
    "programmes_extension",
    "programmes_publishedfact",
    "programmes_proposedcounsellor",
    "programmes_settledtalk",
    "accounts_person",
    "privacy_accessentry",
    "privacy_auditentry",
    "correspondence_message",
]


def facts(programme):
    return {"employer": str(programme.employer_id)}


@pytest.fixture
def told():
    """A programme about which there is much that could leak."""
    programme = ProgrammeFactory(shows_hours=True, phase=Phase.LANDING)
    TalkEventFactory(order=programme.order)
    TalkEventFactory(order=programme.order, kind=TalkEventKind.HANDED_OVER, at=TICKED + timedelta(hours=1))
    entry = HourEntryFactory(programme=programme)
    HourEntryFactory(programme=programme, kind=HourKind.AFTERCARE, minutes=30, held_on=date(2026, 11, 12))
    HourEntryFactory(programme=programme, kind=HourKind.EMPLOYER, minutes=20, held_on=date(2026, 11, 2))
    HourEntryFactory(programme=programme, minutes=-15, corrects=entry, reason=CANARY)
    HourAnswer.objects.create(entry=entry, answer="disputed", remark=CANARY, at=NOW, by=programme.candidate_id)
    Answer.objects.create(programme=programme, answer=AnswerKind.TALK_FIRST, at=TICKED, by=programme.candidate_id)
    Answer.objects.create(
        programme=programme, answer=AnswerKind.YES, at=TICKED + timedelta(days=1), by=programme.candidate_id
    )
    ContactAttempt.objects.create(programme=programme, kind="call", at=TICKED, by=programme.counsellor_id)
    Pause.objects.create(
        programme=programme,
        from_on=date(2026, 11, 6),
        until_on=date(2026, 11, 9),
        reason="illness",
        at=NOW,
        by=programme.counsellor_id,
    )
    PublishedFact.objects.create(
        programme=programme, kind="new_job", value={"employer": CANARY}, published_at=NOW, withdrawn_at=NOW
    )
    AccessEntry.objects.create(
        at=NOW,
        reader=programme.counsellor_id,
        reader_name=CANARY,
        role="counsellor",
        about=programme.candidate_id,
        thing="minutes",
    )
    return programme


def sheet_of(programme, at=NOW):
    sponsor = actor(sponsor_of(programme))
    with wall.taken("employer_reading", facts(programme)):
        return selectors.sponsor_sheet(sponsor, programme.pk, at)


# The database refuses ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("role", ["employer_reading", "employer_writing"])
def test_a_deliberate_query_under_the_employers_role_raises(told, role, table):
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        wall.taken(role, facts(told)),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"SELECT 1 FROM {table}")


@pytest.mark.parametrize("view", ["employer_sheet", "employer_hours", "employer_letter"])
def test_another_employers_rows_do_not_exist(told, view):
    other = ProgrammeFactory(shows_hours=True)
    HourEntryFactory(programme=other)
    invited = InvitationFactory(programme__order__employer=told.employer, programme__employer=told.employer)
    TalkEventFactory(order=invited.programme.order)
    column = "programme_id" if view == "employer_hours" else "employer_id"

    with wall.taken("employer_reading", facts(other)), connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {view}")
        found = {row[0] for row in cursor.fetchall()}
    with wall.taken("employer_reading"), connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {view}")
        without_a_fact = cursor.fetchall()

    own = {other.pk if view == "employer_hours" else other.employer_id}
    assert found == (set() if view == "employer_letter" else own)
    assert without_a_fact == []


def test_after_the_role_was_left_the_views_are_empty(told):
    with wall.taken("employer_reading", facts(told)):
        assert EmployerSheet.objects.count() == 1

    assert EmployerSheet.objects.count() == 0


def test_after_the_role_was_left_the_web_role_reaches_no_view(told, web_role):
    with wall.taken("employer_reading", facts(told)):
        pass

    with web_role(), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        EmployerSheet.objects.count()


# The sheet --------------------------------------------------------------------------------------------------------


def test_the_sheet_says_what_the_table_allows(told):
    sheet = sheet_of(told)

    assert sheet.candidate == told.order.first_name + " " + told.order.last_name
    assert (sheet.ordered_on, sheet.talk_held_on) == (date(2026, 10, 27), date(2026, 11, 2))
    assert sheet.handed_over_on == date(2026, 11, 2)
    assert (sheet.answer, sheet.answered_on) == (SheetAnswer.ACCEPTED, date(2026, 11, 3))
    assert (sheet.course, sheet.phase, sheet.new_job) == (SheetCourse.UNDER_WAY, None, None)
    assert sheet.hours.kinds == (HourKind.INDIVIDUAL,)  # after-care would say "has a job"
    assert [(row.month, row.total) for row in sheet.hours.rows] == [(date(2026, 11, 1), 75)]
    assert sheet.hours.held_on == (date(2026, 11, 4), date(2026, 11, 12))
    assert sheet.hours.beside == ((HourKind.EMPLOYER, 20),)
    assert (sheet.hours.total, sheet.hours.bought) == (75, 960)


def test_without_agreement_or_law_no_hour_and_no_date_is_shown():
    programme = HourEntryFactory().programme

    sheet = sheet_of(programme)

    assert sheet.hours is None
    with wall.taken("employer_reading", facts(programme)):
        row = EmployerSheet.objects.get()
    assert (row.minutes, row.starts_on) == (None, None)


def test_where_the_law_counts_periods_the_sheet_does():
    programme = ProgrammeFactory(belgian=True)
    HourEntryFactory(programme=programme, period=1, kind=HourKind.GROUP, minutes=120)
    HourEntryFactory(programme=programme, period=2, minutes=60, held_on=date(2026, 11, 20))

    hours = sheet_of(programme).hours

    assert hours.by_period
    assert [(row.period, row.by_kind) for row in hours.rows] == [
        (1, ((HourKind.INDIVIDUAL, 0), (HourKind.GROUP, 120))),
        (2, ((HourKind.INDIVIDUAL, 60), (HourKind.GROUP, 0))),
    ]


@pytest.mark.parametrize(
    ("kind", "days", "answer", "course"),
    [
        ({"invited": True}, 1, SheetAnswer.WAITING, SheetCourse.NOT_STARTED),
        ({"invited": True}, 21, SheetAnswer.NOT_IN_TIME, SheetCourse.NOT_STARTED),
        ({"accepted": True}, 1, SheetAnswer.WAITING, SheetCourse.NOT_STARTED),
        ({"state": State.PAUSED}, 1, SheetAnswer.WAITING, SheetCourse.PAUSED),
        ({"ended": True}, 1, SheetAnswer.WAITING, SheetCourse.ENDED),
    ],
)
def test_how_far_a_programme_is_in_the_employers_words(kind, days, answer, course):
    programme = InvitationFactory(programme=ProgrammeFactory(**kind)).programme

    sheet = sheet_of(programme, TICKED + timedelta(days=days))

    assert (sheet.answer, sheet.course) == (answer, course)


def test_wanting_to_talk_first_is_no_answer_to_the_employer():
    programme = InvitationFactory().programme
    Answer.objects.create(programme=programme, answer=AnswerKind.TALK_FIRST, at=TICKED, by=programme.candidate_id)

    assert sheet_of(programme, TICKED + timedelta(days=1)).answer is SheetAnswer.WAITING


def test_a_programme_taken_back_has_no_sheet():
    assert sheet_of(ProgrammeFactory(invited=True, state=State.TAKEN_BACK)) is None


def test_staff_read_neither_the_sheet_nor_the_employers_letter(told):
    karen = actor(told.counsellor)
    with wall.taken("employer_reading", facts(told)):
        assert selectors.employer_letter(karen, told.order_id) is None
        assert selectors.sponsor_sheet(karen, told.pk, NOW) is None
        assert list(selectors.sponsor_sheets(karen)) == []
    assert (selectors.who_looked(karen), selectors.times_looked(karen)) == ([], 0)


# What the candidate adds ------------------------------------------------------------------------------------------


def test_a_fact_is_seen_as_it_was_told_and_gone_when_withdrawn(told):
    mette = actor(told.candidate)
    publish_fact(by=mette, programme=told, kind=FactKind.PHASE, value={"phase": Phase.FOUNDATION}, at=TICKED)
    publish_fact(by=mette, programme=told, kind=FactKind.PHASE, value={"phase": Phase.ACTION}, at=NOW)
    job = {"employer": "Aarsleff", "from_on": "2027-01-04"}
    publish_fact(by=mette, programme=told, kind=FactKind.NEW_JOB, value=job, at=NOW)

    with_both = sheet_of(told)
    gone = [
        withdraw_fact(by=mette, programme=told, kind=kind, at=NOW) for kind in (FactKind.NEW_JOB, FactKind.NEW_JOB)
    ]
    without = sheet_of(told)

    assert (with_both.phase_name, with_both.phase.on) == (Phase.ACTION.label, date(2026, 11, 24))
    assert (with_both.job_employer, with_both.job_starts_on) == ("Aarsleff", date(2027, 1, 4))
    assert gone == [True, False]
    assert (without.new_job, without.job_employer, without.job_starts_on) == (None, "", None)
    assert without.phase is not None


def test_the_sheet_has_no_place_for_more(told):
    mette = actor(told.candidate)

    with pytest.raises(ValueError, match="no place"):
        publish_fact(by=mette, programme=told, kind=FactKind.NEW_JOB, value={"salary": 1}, at=NOW)
    with pytest.raises(ValueError, match="nowhere"):
        publish_fact(by=mette, programme=told, kind=FactKind.PHASE, value={"phase": "nowhere"}, at=NOW)


# The pages --------------------------------------------------------------------------------------------------------


def main_of(response):
    return BeautifulSoup(response.content, "html.parser").main


def test_the_candidate_sees_exactly_what_the_employer_sees(told, sign_in):
    sponsor = sponsor_of(told)
    sponsor.language = told.candidate.language
    sponsor.save()
    address = reverse("programmes:sheet", args=[told.pk])

    seen_by_sponsor = sign_in(sponsor, Role.SPONSOR).get(address)
    seen_by_candidate = sign_in(told.candidate, Role.CANDIDATE).get(address)
    own_wall = main_of(sign_in(told.candidate, Role.CANDIDATE).get(reverse("programmes:my_wall")))

    assert seen_by_sponsor.status_code == 200
    assert main_of(seen_by_sponsor) == main_of(seen_by_candidate)
    sheet = main_of(seen_by_sponsor).article.find(class_="on-sections")
    assert own_wall.article.find(class_="on-sections") == sheet
    assert CANARY not in seen_by_sponsor.content.decode()
    for leak in ("Landing", "illness", "called", "Karen", "After-care"):
        assert leak.lower() not in main_of(seen_by_sponsor).get_text().lower()


def test_an_employers_look_leaves_a_row_that_the_candidate_reads(told, sign_in):
    sponsor = sponsor_of(told)
    address = reverse("programmes:sheet", args=[told.pk])
    before = timezone.now()

    sign_in(sponsor, Role.SPONSOR).get(address)
    sign_in(told.candidate, Role.CANDIDATE).get(address)

    looked = AccessEntry.objects.get(thing="sheet")
    assert (looked.reader, looked.role, looked.programme) == (sponsor.pk, Role.SPONSOR, told.pk)
    assert looked.at >= before
    page = main_of(sign_in(told.candidate, Role.CANDIDATE).get(reverse("programmes:my_wall"))).get_text()
    assert sponsor.name in page


def test_another_employer_and_strangers_find_no_sheet(told, sign_in):
    other = ProgrammeFactory()
    address = reverse("programmes:sheet", args=[told.pk])

    for person, role in (
        (sponsor_of(other), Role.SPONSOR),
        (other.candidate, Role.CANDIDATE),
        (told.counsellor, Role.COUNSELLOR),
    ):
        assert sign_in(person, role).get(address).status_code == 404
    assert AccessEntry.objects.filter(thing="sheet").count() == 0


def test_before_the_voice_was_heard_a_candidate_has_neither_wall_nor_sheet(sign_in):
    programme = ProgrammeFactory(invited=True)
    client = sign_in(programme.candidate, Role.CANDIDATE)

    for address in (reverse("programmes:sheet", args=[programme.pk]), *map(reverse, OWN_PAGES)):
        assert client.get(address).status_code == 404


OWN_PAGES = ["programmes:my_wall", "programmes:my_hours", "programmes:my_dates"]
