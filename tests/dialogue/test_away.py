"""Days away, the answer that goes out by itself, and by when there usually is one."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.core.errors import NotAllowed, Refused
from onward.dialogue import actions, rules, selectors
from onward.dialogue.enums import MessageKind
from onward.dialogue.models import AnswerTime, AwayNote, Message
from onward.privacy.models import AuditEntry
from onward.programmes import clock
from tests.factories.dialogue import AwayNoteFactory
from tests.factories.programmes import NOW, ProgrammeFactory
from tests.factories.scheduling import AbsenceFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)  # a Tuesday
MONDAY = datetime(2026, 11, 29, 23, tzinfo=UTC)  # midnight in Aarhus


def note(cast, first=TODAY, last=date(2026, 11, 29), **texts):
    return AwayNoteFactory(counsellor=cast.programme.counsellor, from_on=first, until_on=last, texts=texts)


def away(cast, at=NOW):
    return selectors.away_of(cast.programme, at)


def write(cast, at=NOW, text="Hello"):
    return actions.send_message(by=cast.mette, programme=cast.programme, text=text, at=at)


def test_nobody_is_away_without_a_note_or_an_absence(cast):
    note(cast, TODAY + timedelta(days=1))
    AwayNoteFactory(counsellor=cast.other.counsellor)

    assert away(cast) is None
    assert selectors.away_of(ProgrammeFactory(counsellor=None), NOW) is None


def test_a_note_holds_until_its_last_day_is_over(cast):
    note(cast, en="Back on Monday.")

    found = away(cast)
    assert (found.until, found.words("en-GB"), found.words("nl")) == (MONDAY, "Back on Monday.", "")
    assert away(cast, MONDAY - timedelta(minutes=1)) is not None
    assert away(cast, MONDAY) is None


def test_an_absence_over_a_day_counts_by_itself_and_an_hour_does_not(cast):
    counsellor = cast.programme.counsellor
    AbsenceFactory(person=counsellor, starts_at=NOW - timedelta(hours=1), ends_at=NOW + timedelta(hours=1))
    assert away(cast) is None

    AbsenceFactory(person=counsellor, starts_at=NOW - timedelta(days=1), ends_at=MONDAY)
    assert (away(cast).until, away(cast).texts) == (MONDAY, {})


def test_what_follows_without_a_gap_is_one_time_away(cast):
    note(cast, en="Leave")
    note(cast, date(2026, 11, 30), date(2026, 12, 4))
    note(cast, date(2026, 12, 9), date(2026, 12, 10))

    assert (away(cast).until, away(cast).back_on) == (MONDAY + timedelta(days=5), date(2026, 12, 7))
    assert away(cast).words("en") == "Leave"


def test_over_a_weekend_one_is_not_back(cast):
    note(cast, TODAY, date(2026, 11, 27))
    assert away(cast).back_on == date(2026, 11, 30)

    note(cast, date(2026, 11, 30), date(2026, 11, 30))
    assert away(cast).back_on == date(2026, 12, 1)


def test_whoever_writes_meanwhile_is_told_once_and_still_waits(cast):
    note(cast)
    write(cast)
    write(cast, NOW + timedelta(days=1))

    told = Message.objects.get(kind=MessageKind.AWAY)
    [waits] = selectors.waiting_for_answer(cast.karen, NOW)
    assert told.author is None
    assert told.text.startswith("Karen is away and back on Monday 30")
    assert "Tuesday 1" in told.text  # two working days after Monday
    assert "ill" not in told.text.split()
    assert waits.due_at == datetime(2026, 12, 1, 15, tzinfo=UTC)


def test_the_counsellors_own_words_come_in_the_language_of_the_candidate(cast):
    note(cast, en="I walk in the mountains.", nl="Ik ben op reis.")
    cast.programme.candidate.language = "nl"
    cast.programme.candidate.save()

    write(cast)

    text = Message.objects.get(kind=MessageKind.AWAY).text
    assert text.startswith("Ik ben op reis.")
    assert "mountains" not in text


def test_the_next_time_away_is_told_again(cast):
    note(cast)
    write(cast)
    note(cast, date(2026, 12, 14), date(2026, 12, 18))

    write(cast, datetime(2026, 12, 15, 9, tzinfo=UTC))

    assert Message.objects.filter(kind=MessageKind.AWAY).count() == 2


def test_what_was_said_by_phone_is_not_answered_by_itself(cast):
    note(cast)

    actions.write_down(by=cast.karen, programme=cast.programme, text="x", asks=True, at=NOW)

    assert not Message.objects.filter(kind=MessageKind.AWAY).exists()


# Keeping the notes ------------------------------------------------------------------------------------------


def set_away(by, first=TODAY, last=TODAY, **texts):
    return actions.set_away(by=by, from_on=first, until_on=last, texts=texts, on=TODAY, at=NOW)


def test_the_same_days_said_again_get_the_new_words(cast):
    set_away(cast.karen, en="one", xx="nothing", da=" ")
    set_away(cast.karen, en="two")

    assert AwayNote.objects.get().texts == {"en": "two"}
    assert AuditEntry.objects.filter(verb__startswith="dialogue.away").count() == 2


@pytest.mark.parametrize(("first", "last", "code"), [(1, 0, "order"), (-5, -1, "over")])
def test_days_the_wrong_way_round_and_days_gone_by_are_refused(cast, first, last, code):
    with pytest.raises(Refused) as refusal:
        set_away(cast.karen, TODAY + timedelta(days=first), TODAY + timedelta(days=last))

    assert refusal.value.code == code


@pytest.mark.parametrize("who", ["candidate", "coordinator", "sponsor", "manager", "system", "another counsellor"])
def test_notes_of_others_are_nobodys_business(cast, who):
    mine = note(cast)
    by = cast.actors[who]
    with pytest.raises(NotAllowed):
        actions.remove_away(by=by, note=mine, at=NOW)
    if who != "another counsellor":
        with pytest.raises(NotAllowed):
            set_away(by)
    assert list(selectors.away_notes(by, TODAY)) == []


def test_back_earlier(cast):
    actions.remove_away(by=cast.karen, note=note(cast), at=NOW)

    assert away(cast) is None


# By when ----------------------------------------------------------------------------------------------------


def test_an_office_says_how_soon_it_answers(cast):
    coordinator = cast.actors["coordinator"]
    assert selectors.answer_time_of(coordinator) == rules.USUAL_HOURS
    for _twice in range(2):
        actions.set_answer_time(by=coordinator, hours=4, at=NOW)

    write(cast)

    assert selectors.waiting_for_answer(cast.karen, NOW)[0].due_at == NOW + timedelta(hours=4)
    assert AuditEntry.objects.filter(verb="dialogue.answer_time_set").count() == 1
    assert AnswerTime.objects.get().office_id == cast.programme.office_id


@pytest.mark.parametrize("hours", [0, 81])
def test_odd_answer_times_are_refused(cast, hours):
    with pytest.raises(Refused):
        actions.set_answer_time(by=cast.actors["coordinator"], hours=hours, at=NOW)


@pytest.mark.parametrize("who", ["candidate", "counsellor", "sponsor", "manager", "system"])
def test_only_a_coordinator_says_how_soon(cast, who):
    with pytest.raises(NotAllowed):
        actions.set_answer_time(by=cast.actors[who], hours=4, at=NOW)


@pytest.mark.parametrize("minute", [0, 1, 29, 30, 31, 59])
def test_a_promise_falls_on_a_half_hour_that_has_not_come(cast, minute):
    due = rules.promised_at(cast.programme, NOW + timedelta(minutes=minute, seconds=17), 16)

    assert (due.minute % 30, due.second) == (0, 0)
    assert due >= clock.due_at(cast.programme.office, NOW + timedelta(minutes=minute), 16)


@given(st.integers(0, 60 * 24 * 40), st.integers(1, 80))
def test_a_promise_holds_the_working_hours_and_at_most_half_an_hour_more(minutes, hours):
    programme = ProgrammeFactory.build(
        office__hours={day: [["08:00", "16:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
    )
    start = NOW + timedelta(minutes=minutes)

    due = rules.promised_at(programme, start, hours)

    exact = clock.due_at(programme.office, start, hours)
    assert timedelta() <= due - exact < timedelta(minutes=30)
