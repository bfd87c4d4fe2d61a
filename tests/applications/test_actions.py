"""Each write by its outcome, its refusal, its stranger and its trace."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from onward.applications import actions
from onward.applications.enums import STEPS, ApplicationState, HowFound
from onward.applications.models import Application
from onward.core.errors import NotAllowed, Refused
from onward.privacy.models import AuditEntry
from onward.programmes.enums import State
from tests.factories.accounts import actor
from tests.factories.applications import TODAY, ApplicationFactory
from tests.factories.programmes import NOW, ProgrammeFactory

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)
SECRET = "they mentioned my back"
JOB = {"employer_name": "Horsens Papir", "role": "Planner", "how_found": HowFound.NETWORK}


def traces():
    return [(row.verb, row.before, row.after) for row in AuditEntry.objects.order_by("at", "verb")]


def copied():
    return any(word in str(row) for row in traces() for word in (SECRET, "Horsens", "Planner"))


@pytest.fixture
def programme():
    return ProgrammeFactory()


@pytest.fixture
def candidate(programme):
    return actor(programme.candidate)


@pytest.fixture
def counsellor(programme):
    return actor(programme.counsellor)


def test_a_job_is_written_down_as_planned_or_as_sent(programme, candidate):
    planned = actions.record_application(by=candidate, programme=programme, at=NOW, **JOB)
    sent = actions.record_application(by=candidate, programme=programme, sent_on=TODAY, note=SECRET, at=NOW, **JOB)

    assert (planned.state, planned.sent_on) == (ApplicationState.PLANNED, None)
    assert (sent.state, sent.sent_on, sent.note) == (ApplicationState.SENT, TODAY, SECRET)
    assert [after for _verb, _before, after in traces()] == [{"state": "planned"}, {"state": "sent"}]
    assert not copied()


def test_a_counsellor_writes_for_the_candidate_and_history_says_so(programme, counsellor):
    made = actions.record_application(by=counsellor, programme=programme, at=NOW, **JOB)

    assert made.created_by == counsellor.person_id
    assert traces() == [("applications.application_recorded", {}, {"state": "planned", "on_behalf": True})]


@pytest.mark.parametrize("who", ["coordinator", "sponsor", "manager", "another candidate", "another counsellor"])
def test_strangers_write_nothing(cast, who):
    stranger, application = cast.actors[who], ApplicationFactory(programme=cast.programme)
    tried = [
        lambda: actions.record_application(by=stranger, programme=cast.programme, at=NOW, **JOB),
        lambda: actions.change_application(by=stranger, application=application, at=NOW, **JOB),
        lambda: actions.move_application(by=stranger, application=application, state="offer", at=NOW),
        lambda: actions.note_asking(by=stranger, application=application, at=NOW),
        lambda: actions.delete_application(by=stranger, application=application, at=NOW),
    ]
    for write in tried:
        with pytest.raises(NotAllowed):
            write()

    assert list(Application.objects.values_list("pk", "state")) == [(application.pk, "sent")]
    assert traces() == []


def test_a_day_that_has_not_come_is_refused(programme, candidate):
    application = ApplicationFactory(programme=programme)

    with pytest.raises(Refused, match="not come"):
        actions.record_application(by=candidate, programme=programme, sent_on=TOMORROW, at=NOW, **JOB)
    for state in ("offer", "rejected"):
        with pytest.raises(Refused, match="not come"):
            actions.move_application(by=candidate, application=application, state=state, on=TOMORROW, at=NOW)
    with pytest.raises(Refused, match="not come"):
        actions.change_application(by=candidate, application=application, answered_on=TOMORROW, at=NOW, **JOB)

    assert traces() == []


def test_after_a_no_to_the_programme_nothing_new_is_kept(candidate, programme):
    application = ApplicationFactory(programme=programme)
    programme.state, programme.ended_on = State.DECLINED, TODAY
    programme.save()

    with pytest.raises(Refused, match="declined"):
        actions.record_application(by=candidate, programme=programme, at=NOW, **JOB)
    with pytest.raises(Refused, match="declined"):
        actions.move_application(by=candidate, application=application, state="offer", at=NOW)
    actions.delete_application(by=candidate, application=application, at=NOW)

    assert not Application.objects.exists()


def test_changing_names_the_fields_and_never_their_words(programme, candidate):
    application = ApplicationFactory(programme=programme)

    actions.change_application(
        by=candidate,
        application=application,
        sent_on=application.sent_on,
        interview_on=TOMORROW,
        note=SECRET,
        at=NOW,
        **JOB,
    )

    application.refresh_from_db()
    assert (application.employer_name, application.interview_on, application.note) == (
        "Horsens Papir",
        TOMORROW,
        SECRET,
    )
    assert traces() == [
        (
            "applications.application_changed",
            {},
            {"fields": ["employer_name", "how_found", "interview_on", "note"]},
        )
    ]
    assert not copied()


def test_changing_nothing_leaves_no_trace(programme, candidate):
    application = ApplicationFactory(programme=programme, **JOB)

    actions.change_application(by=candidate, application=application, sent_on=application.sent_on, at=NOW, **JOB)

    assert traces() == []


def test_what_is_sent_keeps_its_day(programme, candidate):
    application = ApplicationFactory(programme=programme)

    with pytest.raises(Refused, match="which day"):
        actions.change_application(by=candidate, application=application, sent_on=None, at=NOW, **JOB)
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=application.pk).update(sent_on=None)


DAYS = [
    ("planned", "sent", None, {"sent_on": TODAY}),
    ("planned", "sent", date(2026, 11, 20), {"sent_on": date(2026, 11, 20)}),
    ("planned", "interview", TOMORROW, {"interview_on": TOMORROW, "sent_on": None}),
    ("sent", "interview", None, {"interview_on": None}),
    ("sent", "planned", None, {"sent_on": None, "asked_on": None}),
    ("sent", "rejected", None, {"answered_on": TODAY}),
    ("sent", "withdrawn", None, {"answered_on": None, "sent_on": date(2026, 11, 17)}),
    ("rejected", "sent", None, {"sent_on": date(2026, 11, 17), "answered_on": None}),
    ("rejected", "interview", TOMORROW, {"interview_on": TOMORROW, "answered_on": None}),
    ("interview", "offer", date(2026, 11, 22), {"answered_on": date(2026, 11, 22)}),
]


@pytest.mark.parametrize(("before", "after", "on", "days"), DAYS)
def test_a_step_carries_its_day(programme, candidate, before, after, on, days):
    application = ApplicationFactory(programme=programme, **({} if before == "sent" else {before: True}))

    actions.move_application(by=candidate, application=application, state=after, on=on, at=NOW)

    application.refresh_from_db()
    assert application.state == after
    assert {name: getattr(application, name) for name in days} == days
    assert traces() == [("applications.application_moved", {"state": before}, {"state": after})]


def test_only_the_steps_of_the_table_are_taken(programme, candidate):
    for before in ApplicationState:
        for after in set(ApplicationState) - set(STEPS[before]):
            application = ApplicationFactory(programme=programme, state=before)
            with pytest.raises(Refused, match="somewhere else"):
                actions.move_application(by=candidate, application=application, state=after, at=NOW)

    assert traces() == []


def test_asking_begins_the_three_weeks_anew(programme, candidate):
    application = ApplicationFactory(programme=programme, stalled=True)

    actions.note_asking(by=candidate, application=application, at=NOW)

    application.refresh_from_db()
    assert (application.asked_on, application.silent_since) == (TODAY, TODAY)
    assert traces() == [("applications.asked", {}, {})]


def test_only_what_waits_for_an_answer_is_asked_about(programme, candidate):
    with pytest.raises(Refused, match="not answered"):
        actions.note_asking(by=candidate, application=ApplicationFactory(programme=programme, rejected=True), at=NOW)


def test_deleting_leaves_only_that_there_was_one(programme, counsellor):
    application = ApplicationFactory(programme=programme, note=SECRET)

    actions.delete_application(by=counsellor, application=application, at=NOW)

    assert not Application.objects.exists()
    assert traces() == [("applications.application_deleted", {"state": "sent"}, {"on_behalf": True})]
    assert not copied()
