"""Before a meeting: what the candidate may say, and who learns it when; what the counsellor reads."""

from datetime import UTC, datetime, timedelta

import pytest

from onward.accounts.models import Office
from onward.core.errors import NotAllowed, Refused
from onward.correspondence.models import Message
from onward.counselling import actions, gathering, selectors
from onward.counselling.beforehand import asked_from
from onward.counselling.gathering import Place, Point
from onward.counselling.models import Beforehand, BeforehandDraft
from onward.privacy.models import AuditEntry
from onward.programmes.models import Programme
from onward.scheduling.enums import MeetingForm
from tests.factories.applications import ApplicationFactory
from tests.factories.counselling import BeforehandDraftFactory, BeforehandFactory, MeetingFactory, StepFactory
from tests.factories.landing import LandingFactory
from tests.factories.programmes import NOW, HourEntryFactory

pytestmark = pytest.mark.django_db
QUESTION = "counselling.before_meeting"
LATER = datetime(2026, 12, 8, 9, tzinfo=UTC)


@pytest.fixture
def meeting(cast):
    return MeetingFactory(programme=cast.programme)


def save(by, meeting, version=0, **answers):
    return actions.save_beforehand(by=by, meeting=meeting, answers=answers, version=version, at=NOW)


def send(by, meeting, at=NOW, **answers):
    return actions.send_beforehand(by=by, meeting=meeting, answers=answers, at=at)


# When -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("starts_at", "asked"),
    [
        ("2026-11-26T09:00+01:00", "2026-11-24T08:00+01:00"),  # Thursday, asked on Tuesday
        ("2026-11-23T09:00+01:00", "2026-11-19T08:00+01:00"),  # Monday: over the weekend
        ("2026-12-28T09:00+01:00", "2026-12-23T08:00+01:00"),  # over Christmas
        ("2026-11-28T10:00+01:00", "2026-11-26T08:00+01:00"),  # a Saturday
    ],
)
def test_it_is_asked_two_working_days_of_the_office_before(cast, starts_at, asked):
    hours = {day: [["08:00", "16:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
    cast.programme.office = Office(country="DK", timezone="Europe/Copenhagen", hours=hours, closed_days=[])

    found = asked_from(cast.programme, datetime.fromisoformat(starts_at))

    assert found == datetime.fromisoformat(asked)


def test_the_start_page_asks_from_then_until_the_meeting_begins(cast):
    meeting = MeetingFactory(programme=cast.programme, starts_at=LATER)
    begin = asked_from(cast.programme, LATER)
    moments = (begin - timedelta(minutes=1), begin, LATER - timedelta(minutes=1), LATER)

    asked = [selectors.asked(cast.mette, cast.programme, meeting, at) is not None for at in moments]

    assert asked == [False, True, True, False]


def test_nobody_is_asked_before_the_voice_was_heard(cast, meeting):
    meeting.programme.identity_confirmed_at = None

    assert selectors.asked(cast.mette, cast.programme, meeting, NOW) is None


# Drafts -----------------------------------------------------------------------------------------------------------


def test_a_draft_is_kept_and_leaves_no_trace(cast, meeting):
    first = save(cast.mette, meeting, went_well="I called.")
    save(cast.mette, meeting, version=first.draft.version, went_well="I called Jens.")

    assert BeforehandDraft.objects.get().went_well == "I called Jens."
    assert not Beforehand.objects.exists()
    assert not AuditEntry.objects.exists()
    assert not selectors.beforehand(cast.karen).exists()


def test_saying_nothing_leaves_nothing(cast, meeting):
    saved = save(cast.mette, meeting, went_well=" ")

    assert saved.draft is None
    assert not BeforehandDraft.objects.exists()
    with pytest.raises(Refused):
        send(cast.mette, meeting, wants="  ")


def test_two_windows_keep_both_and_are_put_together(cast, meeting):
    save(cast.mette, meeting, went_well="From the first.")
    second = save(cast.mette, meeting, went_well="From the second.", wants="More.")

    assert second.aside
    with pytest.raises(Refused):
        send(cast.mette, meeting, went_well="From the first.")
    actions.put_answers_together(by=cast.mette, meeting=meeting, keep=True, at=NOW)
    draft = BeforehandDraft.objects.get()
    assert (draft.went_well, draft.wants, draft.aside) == ("From the first.\n\nFrom the second.", "More.", {})


def test_what_the_second_window_wrote_can_be_left_out(cast, meeting):
    BeforehandDraftFactory(meeting=meeting, aside={"is_stuck": "Other words."})

    actions.put_answers_together(by=cast.mette, meeting=meeting, keep=False, at=NOW)

    assert (BeforehandDraft.objects.get().is_stuck, BeforehandDraft.objects.get().aside) == ("The CV.", {})
    assert (
        actions.put_answers_together(
            by=cast.mette, meeting=MeetingFactory(programme=cast.programme, starts_at=LATER), keep=True, at=NOW
        )
        is None
    )


# Sending ----------------------------------------------------------------------------------------------------------


def test_sent_it_is_the_counsellors_to_read_and_the_draft_is_gone(cast, meeting):
    save(cast.mette, meeting, is_stuck="The CV.")

    send(cast.mette, meeting, is_stuck="The CV.\r\nAll of it.")
    send(cast.mette, meeting, is_stuck="The CV.\nAll of it.")

    assert selectors.beforehand(cast.karen).get().is_stuck == "The CV.\nAll of it."
    assert not BeforehandDraft.objects.exists()
    assert list(AuditEntry.objects.values_list("verb", flat=True)) == ["counselling.beforehand_sent"]
    assert "CV" not in str(list(AuditEntry.objects.values_list("before", "after")))


def test_it_changes_until_the_meeting_and_the_counsellor_reads_what_was_sent(cast, meeting):
    send(cast.mette, meeting, wants="The notice.")
    save(cast.mette, meeting, wants="The notice, and money.")

    asking = selectors.asking(cast.mette, meeting, NOW)

    assert selectors.beforehand(cast.karen).get().wants == "The notice."
    assert (asking.answers["wants"], asking.is_changed, asking.is_open) == ("The notice, and money.", True, True)
    send(cast.mette, meeting, wants="Money.")
    assert selectors.beforehand(cast.karen).get().wants == "Money."


def test_sent_empty_it_is_taken_back(cast, meeting):
    send(cast.mette, meeting, wants="The notice.")

    assert send(cast.mette, meeting) is None
    assert not Beforehand.objects.exists()


def test_once_the_meeting_has_begun_only_the_counsellor_writes_down(cast, meeting):
    begun = meeting.appointment.starts_at

    with pytest.raises(Refused):
        send(cast.mette, meeting, at=begun, wants="x")
    assert send(cast.karen, meeting, at=begun, wants="Said on the phone.").sent_by == cast.karen.key
    with pytest.raises(Refused):
        send(cast.karen, meeting, at=meeting.appointment.ends_at, wants="x")


@pytest.mark.parametrize("who", ["nina", "omar", "office", "hr", "manager"])
def test_strangers_neither_save_nor_send(cast, meeting, who):
    by = getattr(cast, who)

    for write in (save, send):
        with pytest.raises(NotAllowed):
            write(by, meeting, wants="x")


def test_the_counsellor_has_no_draft_of_hers(cast, meeting):
    with pytest.raises(NotAllowed):
        save(cast.karen, meeting, wants="x")


# One mail ---------------------------------------------------------------------------------------------------------


def booked(cast, starts_at=LATER):
    return actions.book_meeting(
        by=cast.karen, programme=cast.programme, starts_at=starts_at, form=MeetingForm.PHONE, at=NOW
    )


def questions(**state):
    return Message.objects.filter(kind=QUESTION, **state)


def test_one_mail_says_that_there_are_questions_and_waits_until_then(cast):
    booked(cast)

    mail = questions().get()
    assert mail.not_before == asked_from(cast.programme, LATER)
    assert "three short questions" in mail.body


def test_it_moves_with_the_meeting_and_is_never_sent_twice(cast):
    meeting = booked(cast)
    actions.move_meeting(
        by=cast.karen, meeting=meeting, starts_at=LATER + timedelta(days=7), form=MeetingForm.PHONE, at=NOW
    )
    assert questions(state="waiting").count() == 1
    questions(state="waiting").update(state="sent", settled_at=NOW)

    actions.move_meeting(
        by=cast.karen, meeting=meeting, starts_at=LATER + timedelta(days=9), form=MeetingForm.PHONE, at=NOW
    )

    assert questions(state="waiting").count() == 0


def test_whoever_has_answered_or_cannot_answer_gets_none(cast):
    send(cast.mette, booked(cast), wants="Enough.")
    assert questions(state="waiting").count() == 0

    booked(cast, NOW + timedelta(hours=20))
    Programme.objects.filter(pk=cast.programme.pk).update(identity_confirmed_at=None, identity_confirmed_by=None)
    booked(cast, LATER + timedelta(days=1))

    assert questions(state="waiting").count() == 0


# The sheet --------------------------------------------------------------------------------------------------------


def sheet(cast, meeting):
    return selectors.preparation(cast.karen, meeting, language="en", at=NOW)


def test_the_sheet_gathers_what_apps_above_know(cast, meeting):
    programme = cast.programme
    ApplicationFactory(programme=programme, sent_on=NOW.date() - timedelta(days=40), role="Planner")
    ApplicationFactory(programme=programme, state="interview", interview_on=NOW.date() + timedelta(days=3))
    LandingFactory(programme=programme, starts_on=NOW.date(), trial_ends_on=NOW.date() + timedelta(days=20))
    BeforehandFactory(meeting=meeting)
    HourEntryFactory(programme=programme, booked_at=NOW - timedelta(days=1))

    found = sheet(cast, meeting)

    assert [point.words.split(",")[0] for point in found.search] == ["Planner"]
    words = " ".join(point.words for point in found.dates)
    assert "Interview:" in words
    assert "Trial period ends" in words
    assert found.open_points[0].words == "1 line of hours not looked at yet"
    assert found.said.wants == "Talk about the notice."


def test_of_somebody_elses_programme_nothing_is_gathered(cast, meeting):
    ApplicationFactory(programme=cast.programme, sent_on=NOW.date() - timedelta(days=40))
    LandingFactory(programme=cast.programme, trial_ends_on=NOW.date() + timedelta(days=20))

    assert gathering.gather(cast.nina, cast.programme, NOW.date()) == []


def test_an_app_contributes_and_is_asked(cast, meeting, monkeypatch):
    point = Point(Place.OPEN, "A test to look at")
    monkeypatch.setattr(gathering, "_contributors", {})
    gathering.contributes(lambda actor, programme, on: [point])

    assert sheet(cast, meeting).open_points == [point]


def test_lists_are_short_and_say_how_much_is_left_out(cast, meeting):
    before = MeetingFactory(programme=cast.programme, held=True)
    for number in range(9):
        StepFactory(programme=cast.programme, meeting=before, what=f"Promised {number}")
        StepFactory(programme=cast.programme, what=f"Open {number}")

    found = sheet(cast, meeting)

    assert (len(found.promised), len(found.open_steps), len(found.still_open), found.more_steps) == (5, 3, 18, 10)
