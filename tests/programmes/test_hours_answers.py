"""What is said to a line: by the candidate, by phone, and by the provider; no line changes by it."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection

from onward.core import wall
from onward.core.errors import NotAllowed, Refused
from onward.core.ids import new_id
from onward.correspondence.models import Message
from onward.privacy.models import AuditEntry
from onward.programmes import selectors
from onward.programmes.actions import (
    book_hours,
    book_missed,
    confirm_hours,
    correct_hours,
    dispute_hours,
    enter_answer,
    reply_to_dispute,
)
from onward.programmes.enums import HourAnswerKind, HourKind, LineState, Presence
from onward.programmes.models import HourAnswer, HourEntry, HourReply
from tests.factories.accounts import PersonFactory, actor
from tests.factories.programmes import NOW, HourEntryFactory, ProgrammeFactory, begun_with, coordinator_of
from tests.programmes.conftest import cast_of

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
WORDS = "Vi talte i 40 minutter, og 20 gik til referatet."


@pytest.fixture
def entry():
    return HourEntryFactory(booked_at=NOW - timedelta(days=3))


@pytest.fixture
def disputed(entry):
    dispute_hours(by=actor(entry.programme.candidate), entry=entry, remark="Kun en halv time.", at=NOW)
    Message.objects.all().delete()
    return entry


def line_of(entry, at=LATER):
    return selectors.line_of(actor(entry.programme.counsellor), entry, at)


def replied(entry, by=None, words=WORDS, at=LATER):
    return reply_to_dispute(by=by or actor(entry.programme.counsellor), entry=entry, words=words, at=at)


# Settled by words -------------------------------------------------------------------------------------------------


def test_words_settle_what_was_called_not_right_and_change_no_line(disputed):
    before = HourEntry.objects.values().get()

    reply = replied(disputed)

    line = line_of(disputed)
    assert (line.state, line.reply, line.minutes) == (LineState.ANSWERED, reply, 60)
    assert HourEntry.objects.values().get() == before
    assert AuditEntry.objects.filter(verb="programmes.hours_replied").count() == 1
    assert WORDS not in str(list(AuditEntry.objects.values()))
    assert Message.objects.get().kind == "programmes.something_to_read"
    assert "40" not in Message.objects.get().body


def test_silence_after_an_answer_stays_what_it_is(disputed):
    replied(disputed)

    assert line_of(disputed, NOW + timedelta(days=90)).state is LineState.ANSWERED


def test_an_answer_can_be_called_not_right_again_and_waits_anew(disputed):
    karen = actor(disputed.programme.counsellor)
    replied(disputed)
    settled = selectors.open_lines(karen, LATER)

    dispute_hours(
        by=actor(disputed.programme.candidate), entry=disputed, remark="Nej, 30.", at=LATER + timedelta(hours=1)
    )

    assert settled == []
    assert line_of(disputed).state is LineState.DISPUTED
    assert [each.state for each in selectors.open_lines(karen, LATER)] == [LineState.DISPUTED]


def test_a_counter_entry_settles_it_too_and_may_be_answered_anew(disputed):
    karen = actor(disputed.programme.counsellor)

    correct_hours(by=karen, entry=disputed, minutes=30, reason="Du har ret", at=LATER)

    line = line_of(disputed)
    assert (line.state, line.minutes) == (LineState.WAITING, 30)
    assert line.until == (NOW + timedelta(days=14)).date()
    assert list(selectors.disputed_lines(karen)) == []


def test_only_what_is_called_not_right_is_answered(entry, disputed):
    with pytest.raises(Refused) as no_words:
        replied(disputed, words="  ")
    confirm_hours(by=actor(disputed.programme.candidate), entry=disputed, at=LATER)
    with pytest.raises(Refused) as nothing:
        replied(disputed)

    assert (no_words.value.code, nothing.value.code) == ("words", "nothing")
    assert not HourReply.objects.exists()


def test_staff_of_the_programme_answer_and_nobody_else(disputed):
    cast = cast_of(disputed.programme)

    for who in ("candidate", "colleague", "other_office", "stranger", "sponsor", "manager"):
        with pytest.raises(NotAllowed):
            replied(disputed, by=cast[who])
    for number, who in enumerate(("counsellor", "coordinator", "named")):
        replied(disputed, by=cast[who], words=f"{WORDS} {number}")

    assert HourReply.objects.count() == 3


def test_sent_twice_everything_stays_one(entry, heard):
    mette, karen = actor(entry.programme.candidate), actor(entry.programme.counsellor)
    for _ in range(2):
        confirm_hours(by=mette, entry=entry, at=NOW)
    for _ in range(2):
        dispute_hours(by=mette, entry=entry, remark="Nej.", at=NOW + timedelta(minutes=1))
    for _ in range(2):
        replied(entry)
    for _ in range(2):
        correct_hours(by=karen, entry=entry, minutes=30, reason="Du har ret", at=LATER + timedelta(minutes=1))

    assert [each.answer for each in HourAnswer.objects.order_by("at")] == ["confirmed", "disputed"]
    assert (HourReply.objects.count(), entry.corrections.count()) == (1, 1)
    assert heard == ["hours_disputed"]


def test_a_booking_sent_twice_is_one_line_and_a_foreign_key_is_none_of_it():
    programme, other = ProgrammeFactory(), HourEntryFactory()
    given = {"programme": programme, "kind": HourKind.INDIVIDUAL, "minutes": 60, "held_on": NOW.date(), "at": NOW}
    key, by = new_id(), actor(programme.counsellor)

    first, again = (book_hours(by=by, key=key, **given) for _ in range(2))
    foreign = book_hours(by=by, key=other.pk, **given)

    assert first == again
    assert (first.pk, foreign.programme) == (key, programme)
    assert foreign.pk != other.pk


# Let pass, and said by phone --------------------------------------------------------------------------------------


def test_what_was_let_pass_can_still_be_called_not_right(entry):
    late = NOW + timedelta(days=60)
    before = line_of(entry, late).state

    dispute_hours(by=actor(entry.programme.candidate), entry=entry, remark="Jeg var på ferie.", at=late)

    assert before is LineState.LET_PASS
    assert line_of(entry, late).state is LineState.DISPUTED


def test_the_time_to_answer_is_kept_as_it_was_said(settings):
    programme = ProgrammeFactory()
    given = {"programme": programme, "kind": HourKind.INDIVIDUAL, "held_on": NOW.date(), "at": NOW}
    by = actor(programme.counsellor)
    settings.HOURS_ANSWER_DAYS = 30
    long = book_hours(by=by, minutes=30, **given)
    settings.HOURS_ANSWER_DAYS = 7
    short = book_hours(by=by, minutes=40, **given)

    at = NOW + timedelta(days=8)
    assert line_of(long, at).state is LineState.WAITING
    assert line_of(short, at).state is LineState.LET_PASS
    assert [each.entry for each in selectors.open_lines(by, at)] == [long]


def test_an_answer_by_phone_shows_that_it_was(entry):
    karen = actor(entry.programme.counsellor)

    enter_answer(by=karen, entry=entry, answer="disputed", remark="Kun 30", at=NOW)
    wrong = line_of(entry)
    enter_answer(by=karen, entry=entry, answer=HourAnswerKind.CONFIRMED, remark="", at=LATER)

    assert (wrong.state, wrong.by_phone) == (LineState.DISPUTED, True)
    assert line_of(entry).state is LineState.CONFIRMED
    assert not Message.objects.exists()  # she entered it herself


def test_no_coordinator_says_what_the_candidate_says(entry):
    with pytest.raises(NotAllowed):
        enter_answer(by=actor(coordinator_of(entry.programme)), entry=entry, answer="confirmed", remark="", at=NOW)


def test_without_a_counsellor_the_coordinators_are_written_to():
    entry = HourEntryFactory(programme__counsellor=None, booked_by=None)
    entry.programme.order.agreement.named.create(person=PersonFactory(coordinator=True))

    dispute_hours(by=actor(entry.programme.candidate), entry=entry, remark="Nej.", at=NOW)

    assert Message.objects.get().kind == "programmes.hours_disputed"


def test_disputes_are_found_by_those_who_see_the_programme(disputed):
    cast = cast_of(disputed.programme)

    seeing = {who for who, by in cast.items() if disputed in selectors.disputed_lines(by)}

    assert seeing == {"candidate", "counsellor", "coordinator", "named", "system"}


@pytest.mark.parametrize("role", ["inside_writing", "inside_reading", "employer_writing", "employer_reading"])
@pytest.mark.parametrize("deed", ["UPDATE programmes_hourreply SET words = 'x'", "DELETE FROM programmes_hourreply"])
def test_no_role_of_a_page_changes_or_removes_an_answer(disputed, role, deed):
    replied(disputed)

    with pytest.raises(ProgrammingError, match="permission denied"), wall.taken(role), connection.cursor() as cursor:
        cursor.execute(deed)


# Who was there ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "presence", "counts", "code"),
    [
        (HourKind.INDIVIDUAL, Presence.THERE, False, None),
        (HourKind.GROUP, Presence.NOT_THERE, True, None),
        (HourKind.EMPLOYER, Presence.THERE, False, None),
        (HourKind.EMPLOYER, Presence.WITHOUT, False, None),
        (HourKind.PREPARATION, Presence.WITHOUT, False, None),
        (HourKind.PREPARATION, Presence.THERE, False, "presence"),
        (HourKind.PREPARATION, Presence.NOT_THERE, True, "presence"),
        (HourKind.INDIVIDUAL, Presence.WITHOUT, True, "presence"),
        (HourKind.INDIVIDUAL, Presence.NOT_THERE, False, "presence"),
    ],
)
def test_who_was_there_fits_the_kind_and_what_was_told(kind, presence, counts, code):
    programme = begun_with(ProgrammeFactory(), missed_meeting_books_time=counts)
    given = {"programme": programme, "kind": kind, "minutes": 60, "held_on": NOW.date(), "at": NOW}

    try:
        made = book_hours(by=actor(programme.counsellor), presence=presence, **given)
    except Refused as refusal:
        made = refusal

    assert getattr(made, "code", None) == code
    assert code or made.presence == presence


@pytest.mark.parametrize(("used", "booked"), [(0, 60), (920, 40), (960, None)])
def test_a_missed_meeting_never_costs_more_than_is_left(used, booked):
    programme = begun_with(ProgrammeFactory(), missed_meeting_books_time=True)
    if used:
        HourEntryFactory(programme=programme, minutes=used)
    karen = actor(programme.counsellor)

    made = book_missed(
        by=karen, programme=programme, minutes=60, held_on=NOW.date(), meeting=new_id(), reason="Udeblev", at=NOW
    )

    assert (made.minutes if made else None) == booked
    assert made is None or (made.presence, made.beyond) == (Presence.NOT_THERE, False)


def test_whose_hour_it_was_stays_theirs():
    programme = ProgrammeFactory()
    office = actor(coordinator_of(programme))
    given = {"programme": programme, "kind": HourKind.EMPLOYER, "minutes": 60, "held_on": NOW.date(), "at": NOW}

    booked = book_hours(by=office, **given)
    counter = correct_hours(by=office, entry=booked, minutes=30, reason="Kortere", at=LATER)

    assert booked.booked_by == office.person_id
    assert booked.given_by == counter.given_by == programme.counsellor_id


def test_a_correction_beyond_what_is_left_is_meant():
    entry = HourEntryFactory(programme__minutes=100)
    given = {"by": actor(entry.programme.counsellor), "entry": entry, "reason": "Længere", "at": NOW}

    with pytest.raises(Refused) as refusal:
        correct_hours(minutes=120, **given)
    counter = correct_hours(minutes=120, beyond=True, **given)
    less = correct_hours(minutes=110, beyond=True, **given)

    assert refusal.value.code == "over_package"
    assert (counter.beyond, less.beyond) == (True, False)
    assert line_of(entry).is_beyond
