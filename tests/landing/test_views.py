"""The pages: what a person sees, does, and what a stranger does not."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from onward.core.access import Role
from onward.landing.models import Landing, Touchpoint
from onward.privacy.models import AccessEntry, AuditEntry
from onward.programmes.enums import FactKind, State
from onward.programmes.models import HourEntry
from tests.factories.accounts import MembershipFactory
from tests.factories.landing import LandingFactory, TouchpointFactory
from tests.factories.programmes import NOW, ProgrammeFactory, coordinator_of, sponsor_of

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
JOB = {"kind": "new_job", "organisation": "Horsens Papir", "role": "Planner", "starts_on": "2026-12-01"}
BUTTON = ".ds-button:not([data-variant])"


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    """Pages look at the clock; here it stands still on the day of the factories."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def programme():
    made = ProgrammeFactory(candidate__language="en", counsellor__language="en")
    made.employer.name = "Limfjord Emballage"
    made.employer.save()
    return made


@pytest.fixture
def candidate(sign_in, programme):
    return sign_in(programme.candidate)


@pytest.fixture
def counsellor(sign_in, programme):
    return sign_in(programme.counsellor, Role.COUNSELLOR)


def own(name):
    return reverse(f"landing:{name}")


def desk(name, programme, *more):
    return reverse(f"landing:desk_{name}", args=[programme.pk, *more])


def main(response):
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").find("main")


def words(element):
    return " ".join(element.get_text(" ").split())


# The candidate ----------------------------------------------------------------------------------------------------


def test_before_anything_is_told_the_page_says_what_happens_then(candidate):
    page = main(candidate.get(own("mine")))

    assert "Limfjord Emballage learns nothing of it unless you say so." in words(page)
    assert [button.get_text(strip=True) for button in page.select(BUTTON)] == ["Tell what comes next"]


def test_a_new_job_is_told_with_the_longest_usual_trial(candidate, programme):
    page = main(candidate.post(own("new"), {**JOB, "trial": "usual"}, follow=True))

    landing = Landing.objects.get()
    assert (landing.trial_ends_on, landing.trial_is_proposed) == (date(2027, 2, 28), True)
    assert "Karen calls you: Tuesday 1 December" in words(page)
    assert "Until 28 February 2027 at the longest" in words(page)
    assert len(page.select(BUTTON)) == 1
    assert not programme.facts.exists()


@pytest.mark.parametrize(
    ("answers", "trial_ends_on", "is_proposed"),
    [
        ({"trial": "until", "trial_ends_on": "2027-01-31"}, date(2027, 1, 31), False),
        ({"trial": "none", "trial_ends_on": "2027-01-31"}, None, False),
        ({"trial": "usual", "trial_ends_on": "2027-01-31"}, date(2027, 1, 31), False),
        ({}, date(2027, 2, 28), True),
        ({"kind": "study", "trial": "usual"}, None, False),
    ],
)
def test_what_the_trial_question_can_say(candidate, answers, trial_ends_on, is_proposed):
    candidate.post(own("new"), {**JOB, **answers})

    landing = Landing.objects.get()
    assert (landing.trial_ends_on, landing.trial_is_proposed) == (trial_ends_on, is_proposed)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"trial": "until"}, "Write the last day, or choose that you do not know it."),
        ({"trial": "until", "trial_ends_on": "2026-11-30"}, "The trial period ends before the first day."),
        (
            {
                "trial": "until",
                "trial_ends_on_day": "31",
                "trial_ends_on_month": "february",
                "trial_ends_on_year": "2027",
            },
            "There is no 31 February 2027.",
        ),
        ({"starts_on": ""}, "This is still missing."),
        ({"starts_on": "2036-12-01"}, "more than two years away"),
    ],
)
def test_an_odd_answer_is_named_and_kept(candidate, answers, expected):
    page = main(candidate.post(own("new"), {**JOB, **answers}))

    assert expected in words(page)
    assert page.select_one("[name=organisation]")["value"] == "Horsens Papir"
    assert not Landing.objects.exists()


def test_where_no_trial_is_usual_none_is_offered(sign_in):
    programme = ProgrammeFactory(belgian=True, candidate__language="en")

    page = main(sign_in(programme.candidate).get(own("new")))

    assert [field["value"] for field in page.select("[name=trial]")] == ["none", "until"]


@pytest.mark.parametrize("kind", ["new_job", "own_business", "study", "retirement"])
def test_every_kind_has_its_page_with_one_button(candidate, programme, kind):
    LandingFactory(programme=programme, kind=kind, trial_ends_on=None)

    page = main(candidate.get(own("mine")))

    assert len(page.select(BUTTON)) == 1
    assert "First day: Tuesday 1 December." in words(page)


def test_the_calls_are_there_with_their_days_also_made_and_left_out_ones(candidate, programme):
    landing = LandingFactory(programme=programme)
    TouchpointFactory(landing=landing, kind="day_1", due_on=date(2026, 11, 28))
    TouchpointFactory(landing=landing, kind="day_7", done=True, due_on=TODAY, note="Good colleagues")
    TouchpointFactory(
        landing=landing, kind="day_30", state="dropped", reason="not_reached", settled_at=NOW, settled_by=landing.pk
    )

    page = words(main(candidate.get(own("mine"))))

    assert "The office is closed that day: the call comes on Monday 30 November." in page
    assert "Spoken Tuesday 24 November" in page
    assert "Good colleagues" in page
    assert "After a month. Left out: nobody was reached" in page
    assert "Write down the call" not in page


def test_a_landing_is_changed(candidate, programme):
    landing = LandingFactory(programme=programme, trial_ends_on=date(2027, 1, 31))
    form = main(candidate.get(own("change")))
    assert form.select_one("[name=trial][checked]")["value"] == "until"

    candidate.post(own("change"), {**JOB, "starts_on": "2027-01-04", "trial": "none"})

    landing.refresh_from_db()
    assert (landing.starts_on, landing.trial_ends_on) == (date(2027, 1, 4), None)


@pytest.mark.parametrize(
    ("proposed", "ends_on", "chosen"), [(True, date(2027, 2, 28), "usual"), (False, None, "none")]
)
def test_the_form_shows_what_was_said_of_the_trial(candidate, programme, proposed, ends_on, chosen):
    LandingFactory(programme=programme, trial_ends_on=ends_on, trial_is_proposed=proposed)

    page = main(candidate.get(own("change")))

    assert page.select_one("[name=trial][checked]")["value"] == chosen
    assert not page.select_one("[name=trial_ends_on_day]").get("value")


def test_it_did_not_last_is_worded_kindly_and_says_what_is_left(candidate, programme):
    LandingFactory(programme=programme)
    page = words(main(candidate.get(own("lost"))))
    assert "You have not lost your place here." in page
    assert "Until 3 February 2027, counted from today" in page
    assert "16 h" in page

    after = words(main(candidate.post(own("lost"), {"lost_on": "2026-11-23"}, follow=True)))

    assert "The next beginning" in after
    assert "What is left of your programme goes on." in after
    assert Landing.objects.get().lost_on == date(2026, 11, 23)


def test_after_an_ended_programme_the_counsellor_calls(sign_in):
    programme = ProgrammeFactory(ended=True, candidate__language="en")
    LandingFactory(programme=programme, lost=True)

    page = words(main(sign_in(programme.candidate).get(own("mine"))))

    assert "Karen knows, and calls you" in page


@pytest.mark.parametrize("name", ["change", "tell", "lost"])
def test_without_a_landing_there_is_nothing_to_change(candidate, name):
    assert candidate.get(own(name)).status_code == 404


def test_the_candidates_own_reading_is_not_logged(candidate, programme):
    LandingFactory(programme=programme)
    candidate.get(own("mine"))

    assert not AccessEntry.objects.exists()


# What the former employer may know --------------------------------------------------------------------------------


def test_three_choices_one_yes_and_one_tap_back(candidate, programme):
    LandingFactory(programme=programme)
    asked = main(candidate.get(own("tell")))
    assert len(asked.select("[type=checkbox]")) == 3
    assert not asked.select("[checked]")

    page = main(candidate.post(own("tell"), {"parts": ["job", "from_when"]}, follow=True))
    assert "That there is a new job, from 1 December" in words(page)
    assert "Nobody there has opened the page meanwhile." in words(page)
    assert [field["value"] for field in main(candidate.get(own("tell"))).select("[checked]")] == ["job", "from_when"]

    page = words(main(candidate.post(own("untell"), follow=True)))
    assert "Taken back." in page
    assert "What stood there before" in page
    assert programme.facts.get().withdrawn_at is not None


def test_nothing_chosen_is_no_yes(candidate, programme):
    LandingFactory(programme=programme)

    assert "Choose what may be told" in words(main(candidate.post(own("tell"), {})))
    assert not programme.facts.exists()


def test_the_employers_own_looking_is_named(candidate, programme):
    LandingFactory(programme=programme)
    candidate.post(own("tell"), {"parts": ["where"]})
    AccessEntry.objects.create(
        at=NOW,
        reader_name="Lars Holm",
        role=Role.SPONSOR,
        about=programme.candidate_id,
        programme=programme.pk,
        thing="sheet",
    )

    page = words(main(candidate.get(own("consents"))))

    assert "That there is a new job, at Horsens Papir" in page
    assert "Seen by Lars Holm, Tuesday 24 November at 10:00" in page


def test_the_phase_is_shown_and_taken_back(candidate, programme):
    page = words(main(candidate.post(own("show_phase"), follow=True)))
    assert "That the phase is “Foundation”" in page
    assert programme.facts.filter(kind=FactKind.PHASE, withdrawn_at=None).exists()

    candidate.post(own("hide_phase"))
    assert not programme.facts.filter(withdrawn_at=None).exists()


def test_a_phase_that_says_there_is_a_job_is_asked_about_in_so_many_words(candidate, programme):
    programme.phase = "landing"
    programme.save()

    assert "Showing it says that there is a new job." in words(main(candidate.get(own("consents"))))


def test_what_cannot_be_shown_is_refused_in_words(sign_in):
    programme = ProgrammeFactory(ended=True, candidate__language="en")
    client = sign_in(programme.candidate)

    assert "no phase to show" in words(main(client.post(own("show_phase"), follow=True)))
    assert "Yes, show the phase" not in words(main(client.get(own("consents"))))


def test_before_the_voice_was_heard_there_is_no_page(sign_in):
    programme = ProgrammeFactory(identity_confirmed_at=None, identity_confirmed_by=None)
    LandingFactory(programme=programme, organisation="Canary")
    client = sign_in(programme.candidate)

    assert {client.get(own(name)).status_code for name in ("mine", "new", "consents", "tell")} == {404}
    assert client.post(own("show_phase")).status_code == 404


def test_without_a_counsellor_the_page_still_opens(candidate, programme):
    programme.counsellor = None
    programme.save()
    TouchpointFactory(landing=LandingFactory(programme=programme))

    assert "Your counsellor calls you" in words(main(candidate.get(own("mine"))))


# The counsellor ---------------------------------------------------------------------------------------------------


def test_the_counsellor_enters_for_a_candidate_without_a_screen(counsellor, programme):
    page = main(counsellor.get(desk("mine", programme)))
    assert [button.get_text(strip=True) for button in page.select(BUTTON)] == ["Enter what comes next"]

    counsellor.post(desk("new", programme), {**JOB, "trial": "none"})
    counsellor.post(desk("change", programme), {**JOB, "trial": "until", "trial_ends_on": "2027-01-31"})
    counsellor.post(desk("tell", programme), {"parts": ["job"]})
    page = words(main(counsellor.get(desk("consents", programme))))

    assert "it is marked as entered by you" in page
    assert Landing.objects.get().trial_ends_on == date(2027, 1, 31)
    assert AuditEntry.objects.get(verb="landing.employer_told").after["by_phone"] is True
    counsellor.post(desk("untell", programme))
    counsellor.post(desk("show_phase", programme))
    counsellor.post(desk("hide_phase", programme))
    assert not programme.facts.filter(withdrawn_at=None).exists()


def test_reading_leaves_a_row(counsellor, programme):
    LandingFactory(programme=programme)

    counsellor.get(desk("mine", programme))

    row = AccessEntry.objects.values_list("thing", "about", "programme", "reader")
    assert list(row) == [("landing", programme.candidate_id, programme.pk, programme.counsellor_id)]


def test_a_call_is_written_down_with_its_minutes(counsellor, programme):
    touchpoint = TouchpointFactory(landing=LandingFactory(programme=programme, starts_on=TODAY))
    page = main(counsellor.get(desk("mine", programme)))
    assert "Next call: Your first day, today." in words(page)
    address = page.select_one(BUTTON)["href"]
    assert main(counsellor.get(address)).select_one("[name=held_on_day]")["value"] == "24"

    counsellor.post(address, {"held_on": "2026-11-24", "note": "Good colleagues", "minutes": "15"})

    touchpoint.refresh_from_db()
    assert (touchpoint.state, touchpoint.note, HourEntry.objects.get().minutes) == ("done", "Good colleagues", 15)
    assert "This call is settled already." in words(main(counsellor.get(address)))


def test_too_many_minutes_keep_what_was_typed(counsellor, programme):
    touchpoint = TouchpointFactory(landing=LandingFactory(programme=programme, starts_on=TODAY))
    programme.minutes = 10
    programme.save()

    page = main(
        counsellor.post(
            desk("call", programme, touchpoint.pk),
            {"held_on": "2026-11-24", "note": "Good colleagues", "minutes": "15"},
        )
    )

    assert "more than is left of the hours bought" in words(page)
    assert "Good colleagues" in page.select_one("textarea").get_text()
    touchpoint.refresh_from_db()
    assert touchpoint.state == "planned"


def test_a_call_is_left_out(counsellor, programme):
    touchpoint = TouchpointFactory(landing=LandingFactory(programme=programme))
    address = desk("drop", programme, touchpoint.pk)
    assert counsellor.get(address).status_code == 200

    counsellor.post(address, {"reason": "not_wanted"})

    touchpoint.refresh_from_db()
    assert (touchpoint.state, touchpoint.reason) == ("dropped", "not_wanted")


def test_a_call_opens_under_its_own_candidate_only(counsellor, programme):
    other = ProgrammeFactory(counsellor=programme.counsellor)
    touchpoint = TouchpointFactory(landing=LandingFactory(programme=other))

    assert counsellor.get(desk("call", programme, touchpoint.pk)).status_code == 404


def test_after_the_last_call_the_programme_is_ended(counsellor, programme):
    TouchpointFactory(landing=LandingFactory(programme=programme), done=True, due_on=TODAY)
    page = main(counsellor.get(desk("mine", programme)))
    assert [button.get_text(strip=True) for button in page.select(BUTTON)] == ["End the programme"]
    assert counsellor.get(desk("close", programme)).status_code == 200

    counsellor.post(desk("close", programme), {"ended_on": "2026-11-24"})

    programme.refresh_from_db()
    assert programme.state == State.ENDED
    assert main(counsellor.get(desk("mine", programme))).select(BUTTON) == []


def test_study_may_end_it_at_once(counsellor, programme):
    TouchpointFactory(landing=LandingFactory(programme=programme, study=True))

    page = main(counsellor.get(desk("mine", programme)))

    assert desk("close", programme) in [link["href"] for link in page.select("a")]


def test_a_loss_entered_by_the_counsellor_goes_on_at_once(counsellor, programme):
    programme.state, programme.ended_on = State.ENDED, date(2026, 11, 20)
    programme.save()
    LandingFactory(programme=programme)
    assert "What is left of the programme goes on from today." in words(main(counsellor.get(desk("lost", programme))))

    counsellor.post(desk("lost", programme), {"lost_on": "2026-11-23"})

    programme.refresh_from_db()
    assert programme.state == State.UNDER_WAY


def test_a_loss_told_by_the_candidate_waits_on_the_counsellors_pages(counsellor, programme):
    programme.state, programme.ended_on = State.ENDED, date(2026, 11, 20)
    programme.save()
    LandingFactory(programme=programme, lost=True)
    assert programme.candidate.name in words(main(counsellor.get(reverse("landing:due"))))
    page = main(counsellor.get(desk("mine", programme)))
    assert "Until 6 February 2027, counted from today" in words(page)

    counsellor.post(page.select_one("main form, form.on-acts")["action"])

    programme.refresh_from_db()
    assert programme.state == State.UNDER_WAY
    again = counsellor.post(desk("restart", programme), follow=True)
    assert "nothing to begin again with" in words(main(again))


def test_due_calls_by_the_day_to_call(counsellor, programme):
    landing = LandingFactory(programme=programme)
    TouchpointFactory(landing=landing, due_on=TODAY)
    TouchpointFactory(landing=landing, kind="day_7", due_on=date(2026, 11, 28))

    page = words(main(counsellor.get(reverse("landing:due"))))

    assert "To call Today" in page
    assert "After a week, Saturday 28 November, when the office is closed" in page
    assert "Horsens Papir" not in page
    assert not AccessEntry.objects.exists()


def test_nobody_to_call(counsellor):
    assert "Nobody waits for such a call today." in words(main(counsellor.get(reverse("landing:due"))))


# Strangers, languages, queries ------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["coordinator", "sponsor", "another counsellor", "another candidate"])
def test_strangers_find_no_page(sign_in, programme, who):
    touchpoint = TouchpointFactory(landing=LandingFactory(programme=programme, organisation="Canary"))
    stranger = {
        "coordinator": lambda: coordinator_of(programme),
        "sponsor": lambda: sponsor_of(programme),
        "another counsellor": lambda: MembershipFactory(counsellor=True).person,
        "another candidate": lambda: ProgrammeFactory().candidate,
    }[who]()
    client = sign_in(stranger)
    gets = [desk(name, programme) for name in ("mine", "new", "change", "consents", "tell", "lost", "close")]
    gets += [desk(name, programme, touchpoint.pk) for name in ("call", "drop")]
    posts = [*gets, *(desk(name, programme) for name in ("untell", "show_phase", "hide_phase", "restart"))]
    posts.remove(desk("consents", programme))
    posts.remove(desk("mine", programme))

    assert {client.get(address).status_code for address in gets} == {404}
    assert {client.post(address, {"parts": "job", "reason": "not_wanted"}).status_code for address in posts} == {404}
    for response in (client.get(own("mine")), client.get(reverse("landing:due"))):
        assert "Canary" not in response.content.decode()
        assert programme.candidate.name not in response.content.decode()
    assert Touchpoint.objects.get().state == "planned"
    assert not programme.facts.exists()


@pytest.mark.parametrize("language", ["da", "nb", "nl"])
def test_pages_open_in_every_language(sign_in, language):
    programme = ProgrammeFactory(candidate__language=language, counsellor__language=language)
    TouchpointFactory(landing=LandingFactory(programme=programme, trial_ends_on=date(2027, 1, 31)))
    client = sign_in(programme.candidate)
    assert all(main(client.get(own(name))) for name in ("mine", "change", "consents", "tell", "lost"))
    client = sign_in(programme.counsellor, Role.COUNSELLOR)
    assert main(client.get(desk("mine", programme)))


def statements(asked):
    """Statements on tables: taking a role and savepoints do not count."""
    return [
        query["sql"] for query in asked.captured_queries if '"' in query["sql"] and "SAVEPOINT" not in query["sql"]
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_candidates_page_asks_as_much_for_one_call_as_for_three(candidate, programme, count):
    landing = LandingFactory(programme=programme)
    for number in range(count):
        TouchpointFactory(landing=landing, kind=f"call_{number}", due_on=TODAY + timedelta(days=number))

    with CaptureQueriesContext(connection) as asked:
        page = main(candidate.get(own("mine")))

    assert len(page.select(".on-rows > li")) == count
    assert len(statements(asked)) == 8  # session, person, role, programme, landings, calls, facts, who looked


@pytest.mark.parametrize("count", [1, 3])
def test_the_due_page_asks_as_much_for_one_as_for_three(counsellor, programme, count):
    for _ in range(count):
        other = ProgrammeFactory(counsellor=programme.counsellor)
        TouchpointFactory(landing=LandingFactory(programme=other), due_on=TODAY)

    with CaptureQueriesContext(connection) as asked:
        page = main(counsellor.get(reverse("landing:due")))

    assert len(page.select(".on-rows > li")) == count
    assert len(statements(asked)) == 6  # session, person, role, due, coming, who waits to begin again
