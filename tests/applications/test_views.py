"""The pages: what a person sees, does, and what a stranger does not."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from onward.applications.models import Application
from onward.core.access import Role
from onward.privacy.models import AccessEntry, AuditEntry
from tests.factories.accounts import MembershipFactory, PersonFactory
from tests.factories.applications import ApplicationFactory
from tests.factories.programmes import ProgrammeFactory, coordinator_of, sponsor_of

pytestmark = pytest.mark.django_db
JOB = {"employer_name": "Horsens Papir", "role": "Planner", "how_found": "network"}


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    """Pages look at the clock; here it stands still on the day of the factories."""
    from tests.factories.programmes import NOW  # noqa: PLC0415 -- app ready: factories need loaded models

    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def programme():
    return ProgrammeFactory(candidate__language="en", counsellor__language="en")


@pytest.fixture
def candidate(sign_in, programme):
    return sign_in(programme.candidate)


@pytest.fixture
def counsellor(sign_in, programme):
    return sign_in(programme.counsellor, Role.COUNSELLOR)


def desk(name, programme, *more):
    return reverse(f"applications:desk_{name}", args=[programme.pk, *more])


def main(response):
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").find("main")


def words(element):
    return " ".join(element.get_text(" ").split())


# The candidate ----------------------------------------------------------------------------------------------------


def test_an_empty_search_says_what_will_be_here_and_that_waiting_is_fine(candidate):
    page = main(candidate.get(reverse("applications:list")))

    assert "You need not write any of them down" in words(page)
    assert [button.get_text(strip=True) for button in page.select(".ds-button")] == ["Write down a job"]


@pytest.mark.parametrize("trait", ["offer", "interview", "stalled", "rejected"])
def test_there_is_one_thing_now(candidate, programme, trait):
    ApplicationFactory(programme=programme, **{trait: True})

    page = main(candidate.get(reverse("applications:list")))

    assert len(page.select(".on-now")) == 1
    assert len(page.select(".ds-button:not([data-variant])")) == 1


def test_a_day_to_apply_comes_up(candidate, programme):
    planned = ApplicationFactory(programme=programme, planned=True)
    planned.deadline_on = planned.created_at.date() + timedelta(days=8)
    planned.save()

    assert "Last day to apply: tomorrow" in words(main(candidate.get(reverse("applications:list"))))


def test_silence_becomes_a_gentle_question_and_one_tap_answers_it(candidate, programme):
    application = ApplicationFactory(programme=programme, stalled=True, employer_name="Limfjord Tryk")
    page = main(candidate.get(reverse("applications:list")))
    assert "Would you like to ask Limfjord Tryk how it stands?" in words(page)

    response = candidate.post(page.select_one(".on-now form")["action"], follow=True)

    assert "Would you like to ask" not in words(main(response))
    application.refresh_from_db()
    assert application.asked_on is not None


def test_nothing_is_counted(candidate, programme):
    ApplicationFactory.create_batch(7, programme=programme, employer_name="Papir", role="Planner")

    assert "7" not in words(main(candidate.get(reverse("applications:list")))).replace("17 November", "")


def test_a_job_is_written_down_moved_changed_and_deleted(candidate):
    candidate.post(reverse("applications:new"), {**JOB, "sent_on": "2026-11-20"})
    application = Application.objects.get()
    own = [reverse(f"applications:{name}", args=[application.pk]) for name in ("open", "change", "delete")]
    assert [candidate.get(address).status_code for address in own] == [200, 200, 200]

    candidate.post(own[0], {"state": "interview", "on_day": "1", "on_month": "december", "on_year": "2026"})
    application.refresh_from_db()
    assert (application.state, application.interview_on.isoformat()) == ("interview", "2026-12-01")

    candidate.post(own[1], {**JOB, "sent_on": "2026-11-20", "role": "Head of planning"})
    application.refresh_from_db()
    assert (application.role, application.interview_on) == ("Head of planning", None)

    candidate.post(own[2])
    assert not Application.objects.exists()
    assert AuditEntry.objects.filter(about=application.programme.candidate_id).count() == 4


def test_a_refusal_keeps_what_was_typed(candidate):
    page = main(candidate.post(reverse("applications:new"), {**JOB, "sent_on": "2026-12-24"}))

    assert "This day has not come yet." in words(page)
    assert page.select_one("[name=employer_name]")["value"] == "Horsens Papir"
    assert page.select_one("[name=sent_on_year]")["value"] == "2026"


def test_moving_without_an_answer_and_asking_too_late_are_said(candidate, programme):
    application = ApplicationFactory(programme=programme, rejected=True)

    moved = candidate.post(reverse("applications:open", args=[application.pk]), {"state": "planned"})
    asked = candidate.post(reverse("applications:asked", args=[application.pk]), follow=True)

    assert "Choose one of the answers." in words(main(moved))
    assert "not answered can be asked about" in words(main(asked))


def test_the_own_list_comes_as_a_file(candidate, programme):
    ApplicationFactory(programme=programme, employer_name="=HYPERLINK(0)")
    ApplicationFactory(employer_name="Canary")

    response = candidate.get(reverse("applications:export"))

    assert response.headers["Content-Disposition"] == 'attachment; filename="applications.csv"'
    assert "17/11/2026,'=HYPERLINK(0),Planner,advertisement,sent" in response.content.decode()
    assert "Canary" not in response.content.decode()


def test_the_candidates_own_reading_is_not_logged(candidate, programme):
    ApplicationFactory(programme=programme)
    candidate.get(reverse("applications:list"))

    assert not AccessEntry.objects.exists()


def test_before_the_voice_was_heard_the_own_words_are_there_and_the_counsellors_are_not(sign_in):
    programme = ProgrammeFactory(invited=True, candidate__language="en")
    client = sign_in(programme.candidate)
    client.post(reverse("applications:new"), JOB)
    hidden = ApplicationFactory(programme=programme, employer_name="Canary", created_by=programme.counsellor.pk)

    page = words(main(client.get(reverse("applications:list"))))

    assert "Horsens Papir" in page
    assert "Canary" not in page
    assert client.get(reverse("applications:open", args=[hidden.pk])).status_code == 404


def test_without_a_counsellor_and_after_a_no_the_page_still_opens(sign_in, programme):
    programme.counsellor = None
    programme.state, programme.ended_on = "declined", programme.starts_on
    programme.save()

    page = main(sign_in(programme.candidate).get(reverse("applications:list")))

    assert "later your counsellor" in words(page)
    assert page.select(".ds-button") == []


def test_whoever_has_no_programme_has_no_search(sign_in):
    assert sign_in(PersonFactory(candidate=True)).get(reverse("applications:list")).status_code == 404


# The counsellor ---------------------------------------------------------------------------------------------------


def test_the_counsellor_reads_and_each_page_leaves_a_row(counsellor, programme):
    application = ApplicationFactory(programme=programme, employer_name="Limfjord Tryk", note="asks about shifts")

    board = words(main(counsellor.get(desk("list", programme))))
    one = words(main(counsellor.get(desk("open", programme, application.pk))))

    assert "Limfjord Tryk" in board
    assert "asks about shifts" in one
    rows = AccessEntry.objects.values_list("thing", "about", "programme", "reader")
    expected = ("applications", programme.candidate_id, programme.pk, programme.counsellor_id)
    assert list(rows) == [expected] * 2


def test_the_counsellor_writes_for_a_candidate_without_a_screen(counsellor, programme):
    counsellor.post(desk("new", programme), {**JOB, "note": "on paper"})
    application = Application.objects.get()
    counsellor.post(desk("open", programme, application.pk), {"state": "sent", "on": "2026-11-01"})
    counsellor.post(desk("asked", programme, application.pk))
    counsellor.post(desk("change", programme, application.pk), {**JOB, "sent_on": "2026-11-02"})

    application.refresh_from_db()
    assert (application.sent_on.isoformat(), application.asked_on.isoformat()) == ("2026-11-02", "2026-11-24")
    assert all(row.after["on_behalf"] for row in AuditEntry.objects.all())
    counsellor.post(desk("delete", programme, application.pk))
    assert not Application.objects.exists()


def test_what_may_stay_empty_is_said_to_each_in_its_words(sign_in, programme):
    """\"If you like\" is said to a candidate, and not to whoever writes for somebody else."""
    own = words(main(sign_in(programme.candidate).get(reverse("applications:new"))))
    written = words(main(sign_in(programme.counsellor, Role.COUNSELLOR).get(desk("new", programme))))
    assert "if you like" in own
    assert "if you like" not in written
    assert "(optional)" in written


def test_an_empty_search_does_not_accuse(counsellor, programme):
    assert "Nobody has to." in words(main(counsellor.get(desk("list", programme))))


def test_an_application_opens_under_its_own_candidate_only(counsellor, programme):
    second = ProgrammeFactory(counsellor=programme.counsellor)
    application = ApplicationFactory(programme=second)

    assert counsellor.get(desk("open", programme, application.pk)).status_code == 404


# Strangers, languages, queries ------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["coordinator", "sponsor", "another counsellor", "another candidate"])
def test_strangers_find_no_page(sign_in, programme, who):
    canary = ApplicationFactory(programme=programme, employer_name="Canary")
    stranger = {
        "coordinator": lambda: coordinator_of(programme),
        "sponsor": lambda: sponsor_of(programme),
        "another counsellor": lambda: MembershipFactory(counsellor=True).person,
        "another candidate": lambda: ProgrammeFactory().candidate,
    }[who]()
    client = sign_in(stranger)
    own = [reverse(f"applications:{name}", args=[canary.pk]) for name in ("open", "change", "delete")]
    of_desk = [desk("list", programme), desk("new", programme)]
    of_desk += [desk(name, programme, canary.pk) for name in ("open", "change", "delete")]

    assert {client.get(address).status_code for address in own + of_desk} == {404}
    posted = [
        desk("new", programme),
        *own,
        *(desk(name, programme, canary.pk) for name in ("open", "asked", "delete")),
    ]
    assert {client.post(address, {**JOB, "state": "offer"}).status_code for address in posted} == {404}
    assert Application.objects.values_list("pk", "state").get() == (canary.pk, "sent")
    assert not AccessEntry.objects.exists()


@pytest.mark.parametrize("language", ["da", "nb", "nl"])
def test_pages_open_in_every_language(sign_in, language):
    programme = ProgrammeFactory(candidate__language=language)
    for trait in ("planned", "stalled", "interview", "offer", "rejected", "withdrawn"):
        ApplicationFactory(programme=programme, **{trait: True})

    assert main(sign_in(programme.candidate).get(reverse("applications:list"))).select("ul.on-rows")


@pytest.mark.parametrize("count", [1, 3])
def test_the_candidates_list_asks_as_much_for_one_as_for_three(candidate, programme, count):
    ApplicationFactory.create_batch(count, programme=programme, stalled=True)

    with CaptureQueriesContext(connection) as asked:
        page = main(candidate.get(reverse("applications:list")))

    assert len(page.select("ul.on-rows > li")) == count
    assert len(statements(asked)) == 6  # session, person, role, programme, its answer, applications


@pytest.mark.parametrize("count", [1, 3])
def test_the_counsellors_list_asks_as_much_for_one_as_for_three(counsellor, programme, count):
    ApplicationFactory.create_batch(count, programme=programme)

    with CaptureQueriesContext(connection) as asked:
        page = main(counsellor.get(desk("list", programme)))

    assert len(page.select("ul.on-rows > li")) == count
    assert len(statements(asked)) == 6  # session, person, role, programme, applications, the row in the log


def statements(asked):
    """Statements on tables: taking a role and savepoints do not count."""
    return [
        query["sql"] for query in asked.captured_queries if '"' in query["sql"] and "SAVEPOINT" not in query["sql"]
    ]
