"""The same code, the same hour, the same moment: real connections, one winner, and nobody is left without words."""

import threading
from datetime import timedelta

import pytest
from django.db import connections

from onward.core.errors import Refused
from onward.counselling import actions
from onward.counselling.actions import Contact, LookedBack, Plan
from onward.counselling.enums import CallReason, StepState
from onward.counselling.models import Beforehand, BeforehandDraft, CallToMake, Meeting, Step
from onward.programmes.models import Answer
from onward.scheduling.enums import MeetingForm
from tests.factories.accounts import PersonFactory, actor
from tests.factories.counselling import MeetingFactory, MinutesFactory, StepFactory
from tests.factories.programmes import NOW, InvitationFactory, ProgrammeFactory
from tests.factories.scheduling import TOMORROW, whole_week

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*attempts):
    """Run the attempts in threads with connections of their own, from the same moment; what each came to."""
    barrier, results = threading.Barrier(len(attempts)), []

    def run(attempt):
        try:
            barrier.wait(timeout=10)
            attempt()
            results.append("done")
        except Refused as refusal:
            results.append(refusal.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[attempt]) for attempt in attempts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    return sorted(results)


@pytest.fixture
def letter():
    return InvitationFactory(
        programme__candidate__email=None,
        created_at=NOW - timedelta(days=1),
        expires_at=NOW + timedelta(days=20),
    )


def begin(letter, browser, email="soren@mail.example"):
    return lambda: actions.activate(
        invitation=letter, browser=browser, contact=Contact(email=email), language="en", health=False, at=NOW
    )


def test_the_same_page_sent_twice_at_once_is_one_beginning(letter):
    assert at_once(begin(letter, "mine"), begin(letter, "mine")) == ["done", "done"]
    assert Answer.objects.count() == 1
    assert not CallToMake.objects.exists()


def test_two_browsers_with_one_code_at_once(letter):
    results = at_once(begin(letter, "mine"), begin(letter, "theirs", "other@mail.example"))

    assert results == ["done", "used"]
    assert CallToMake.objects.get().reason == CallReason.CODE_USED


def test_two_candidates_and_the_counsellor_want_the_same_hour_at_once():
    karen = PersonFactory(counsellor=True, first_name="Karen")
    whole_week(karen)
    programmes = [ProgrammeFactory(counsellor=karen) for _ in range(3)]
    people = [actor(programmes[0].candidate), actor(programmes[1].candidate), actor(karen)]

    results = at_once(
        *[
            lambda by=by, programme=programme: actions.book_meeting(
                by=by, programme=programme, starts_at=TOMORROW, form=MeetingForm.VIDEO, at=NOW
            )
            for by, programme in zip(people, programmes, strict=True)
        ]
    )

    assert results == ["done", "taken", "taken"]
    assert Meeting.objects.count() == 1


def test_a_talk_booked_twice_at_once_is_one_talk_or_said_to_be_taken():
    programme = ProgrammeFactory()
    whole_week(programme.counsellor)
    by = actor(programme.candidate)

    def book():
        actions.book_meeting(by=by, programme=programme, starts_at=TOMORROW, form=MeetingForm.VIDEO, at=NOW)

    results = at_once(book, book)

    assert "done" in results
    assert Meeting.objects.count() == 1


# Minutes, plan and answers ----------------------------------------------------------------------------------------


def test_minutes_shared_twice_at_once_make_each_step_once():
    minutes = MinutesFactory()
    programme = minutes.meeting.programme
    old = StepFactory(programme=programme)
    plan = Plan((LookedBack(old, StepState.TAKEN),), ({"what": "Call Marit"},))

    def share():
        actions.share_minutes(by=actor(programme.counsellor), minutes=minutes, plan=plan, at=NOW)

    assert at_once(share, share) == ["done", "done"]
    assert sorted(Step.objects.filter(meeting=minutes.meeting).values_list("what", flat=True)) == [
        "Call Jens Kragh",
        "Call Marit",
    ]


def test_two_windows_that_save_at_once_lose_nothing():
    minutes = MinutesFactory(text="")

    def save(words):
        return lambda: actions.save_minutes(
            by=actor(minutes.author), meeting=minutes.meeting, text=words, version=1, at=NOW
        )

    assert at_once(save("One."), save("Two.")) == ["done", "done"]
    minutes.refresh_from_db()
    assert {minutes.text, minutes.aside} == {"One.", "Two."}


def test_answers_sent_twice_at_once_are_one():
    meeting = MeetingFactory()

    def send():
        actions.send_beforehand(
            by=actor(meeting.programme.candidate), meeting=meeting, answers={"wants": "The notice."}, at=NOW
        )

    assert at_once(send, send) == ["done", "done"]
    assert Beforehand.objects.get().wants == "The notice."


def test_drafts_of_two_windows_at_once_are_both_kept():
    meeting = MeetingFactory()

    def save(words):
        return lambda: actions.save_beforehand(
            by=actor(meeting.programme.candidate), meeting=meeting, answers={"wants": words}, version=0, at=NOW
        )

    assert at_once(save("One."), save("Two.")) == ["done", "done"]
    draft = BeforehandDraft.objects.get()
    assert {draft.wants, draft.aside["wants"]} == {"One.", "Two."}
