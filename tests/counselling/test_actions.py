"""What each action brings about, when it refuses, whom it does not serve, and what trace it leaves."""

from datetime import UTC, datetime, timedelta

import pytest

from onward.core.errors import NotAllowed, Refused
from onward.correspondence.models import Message
from onward.counselling import actions, selectors
from onward.counselling.enums import CallReason, MinutesState, StepState
from onward.counselling.models import CallToMake, Meeting, NeedMark, Step
from onward.privacy.models import AuditEntry
from onward.programmes.enums import HourKind, State
from onward.programmes.models import HourEntry, Programme
from onward.scheduling.enums import AppointmentState, MeetingForm
from tests.factories.counselling import (
    MeetingFactory,
    MinutesFactory,
    StepFactory,
)
from tests.factories.programmes import NOW, ProgrammeFactory, begun_with
from tests.factories.scheduling import AppointmentFactory

pytestmark = pytest.mark.django_db

THURSDAY = datetime(2026, 11, 26, 9, tzinfo=UTC)  # 10:00 in Aarhus


def verbs():
    return list(AuditEntry.objects.order_by("at", "pk").values_list("verb", flat=True))


def book(cast, by=None, **values):
    given = {"starts_at": THURSDAY, "form": MeetingForm.VIDEO, "at": NOW, **values}
    return actions.book_meeting(by=by or cast.mette, programme=cast.programme, **given)


def counting(programme, *, late_hours=24):
    """The template counts missed meetings."""
    begun_with(programme, missed_meeting_books_time=True, late_cancellation_hours=late_hours)


# Booking ----------------------------------------------------------------------------------------------------------


def test_a_candidate_books_a_free_hour(cast):
    meeting = book(cast, about="How I tell it")

    assert meeting.appointment.host_id == cast.programme.counsellor_id
    assert meeting.appointment.ends_at - meeting.appointment.starts_at == timedelta(hours=1)
    assert "counselling.meeting_booked" in verbs()


@pytest.mark.parametrize(
    ("moment", "form"),
    [
        (datetime(2026, 11, 26, 5, tzinfo=UTC), MeetingForm.VIDEO),  # before the week's hours
        (datetime(2026, 11, 28, 9, tzinfo=UTC), MeetingForm.VIDEO),  # a Saturday
        (THURSDAY, MeetingForm.EMPLOYER),  # not offered in these hours
        (datetime(2027, 2, 2, 9, tzinfo=UTC), MeetingForm.VIDEO),  # more than six weeks ahead
        (NOW + timedelta(minutes=20), MeetingForm.VIDEO),  # from one minute to the next
    ],
)
def test_a_candidate_gets_nothing_that_is_not_offered(cast, moment, form):
    with pytest.raises(Refused) as refused:
        book(cast, starts_at=moment, form=form)

    assert refused.value.code == "taken"
    assert not Meeting.objects.exists()


def test_the_counsellor_books_any_time(cast):
    assert book(cast, by=cast.karen, starts_at=datetime(2026, 11, 28, 18, tzinfo=UTC), form=MeetingForm.PHONE)


def test_an_hour_that_somebody_has_is_refused(cast):
    AppointmentFactory(host=cast.programme.counsellor, starts_at=THURSDAY)

    with pytest.raises(Refused) as refused:
        book(cast, by=cast.karen)

    assert refused.value.code == "taken"


def test_booked_twice_it_is_one_meeting(cast):
    assert book(cast) == book(cast)


def test_a_candidate_cannot_hoard_hours(cast):
    for day in range(4):
        MeetingFactory(programme=cast.programme, starts_at=NOW + timedelta(days=day + 1, hours=3))

    with pytest.raises(Refused) as refused:
        book(cast)

    assert refused.value.code == "enough"


def test_without_a_counsellor_nothing_can_be_booked(cast):
    Programme.objects.filter(pk=cast.programme.pk).update(counsellor=None)

    with pytest.raises(Refused) as refused:
        book(cast)

    assert refused.value.code == "no_counsellor"


@pytest.mark.parametrize("who", ["nina", "omar", "hr"])
def test_strangers_book_nothing(cast, who):
    with pytest.raises(NotAllowed):
        book(cast, by=getattr(cast, who))


@pytest.mark.parametrize(
    ("form", "place"),
    [
        (MeetingForm.PHONE, ""),
        (MeetingForm.OFFICE, "Store Torv 1, 8000 Aarhus"),
        (MeetingForm.VIDEO, "https://video.example/karen"),
    ],
)
def test_where_one_meets(cast, form, place):
    office = cast.programme.office
    office.street, office.postcode = "Store Torv 1", "8000"
    office.save()
    profile = cast.programme.counsellor.staff_profile
    profile.video_room = "https://video.example/karen"
    profile.save()

    assert book(cast, form=form).appointment.place == place


def test_at_the_employers(cast):
    meeting = book(cast, by=cast.karen, form=MeetingForm.EMPLOYER)

    assert meeting.appointment.place == cast.programme.employer.name


def test_the_message_says_when_and_how_and_never_what_about(cast):
    book(cast, about="CANARY the dismissal")

    mail = Message.objects.get(kind="counselling.meeting_booked")
    assert mail.address == cast.programme.candidate.email
    assert "26" in mail.subject
    assert "10:00" in mail.body
    assert "CANARY" not in mail.subject + mail.body
    assert cast.programme.employer.name not in mail.subject + mail.body


def test_a_meeting_far_off_is_recalled_the_day_before_unless_it_falls_away(cast):
    meeting = book(cast, by=cast.karen)

    reminder = Message.objects.get(kind="counselling.meeting_reminder")
    actions.cancel_meeting(by=cast.karen, meeting=meeting, at=NOW)

    assert reminder.not_before == THURSDAY - timedelta(hours=24)
    assert Message.objects.get(kind="counselling.meeting_reminder").state == "withdrawn"


def test_what_a_meeting_is_about_is_the_business_of_two(cast):
    meeting = book(cast)

    actions.describe_meeting(by=cast.mette, meeting=meeting, about="The letter", at=NOW)

    assert Meeting.objects.get().about == "The letter"
    with pytest.raises(NotAllowed):
        actions.describe_meeting(by=cast.office, meeting=meeting, about="x", at=NOW)


# Moving and cancelling --------------------------------------------------------------------------------------------


def test_moving_keeps_the_talk_and_gives_the_old_hour_back(cast):
    meeting = book(cast)

    actions.move_meeting(
        by=cast.mette, meeting=meeting, starts_at=THURSDAY + timedelta(hours=2), form=MeetingForm.PHONE, at=NOW
    )

    assert Meeting.objects.get().appointment.starts_at == THURSDAY + timedelta(hours=2)
    assert Message.objects.filter(kind="counselling.meeting_moved").count() == 1


def test_where_the_new_time_is_taken_the_old_one_stands(cast):
    meeting = book(cast)
    AppointmentFactory(host=cast.programme.counsellor, starts_at=THURSDAY + timedelta(hours=2))

    with pytest.raises(Refused):
        actions.move_meeting(
            by=cast.mette, meeting=meeting, starts_at=THURSDAY + timedelta(hours=2), form=MeetingForm.VIDEO, at=NOW
        )

    assert Meeting.objects.get().appointment.starts_at == THURSDAY


def test_moving_by_half_an_hour_does_not_stand_in_its_own_way(cast):
    meeting = book(cast)

    actions.move_meeting(
        by=cast.mette, meeting=meeting, starts_at=THURSDAY + timedelta(minutes=30), form=MeetingForm.VIDEO, at=NOW
    )

    assert Meeting.objects.get().appointment.starts_at == THURSDAY + timedelta(minutes=30)


def test_moved_to_where_it_is_nothing_happens(cast):
    meeting = book(cast)

    actions.move_meeting(by=cast.mette, meeting=meeting, starts_at=THURSDAY, form=MeetingForm.VIDEO, at=NOW)

    assert not Message.objects.filter(kind="counselling.meeting_moved").exists()


LATE = """
    who       how          counts  hours_before  state            booked
    mette     own          yes     2             cancelled_late   60
    mette     own          yes     48            cancelled        0
    mette     own          no      2             cancelled_late   0
    karen     own          yes     2             cancelled        0
    karen     candidate    yes     2             cancelled_late   60
    office    candidate    yes     2             cancelled_late   60
"""


@pytest.mark.parametrize(("who", "how", "counts", "hours", "state", "booked"), [
    line.split() for line in LATE.strip().splitlines()[1:]
])  # fmt: skip
def test_what_cancelling_costs(cast, who, how, counts, hours, state, booked):
    if counts == "yes":
        counting(cast.programme)
    meeting = book(cast, by=cast.karen)

    actions.cancel_meeting(
        by=getattr(cast, who),
        meeting=meeting,
        for_candidate=how == "candidate",
        at=THURSDAY - timedelta(hours=int(hours)),
    )

    assert Meeting.objects.get().appointment.state == state
    assert sum(HourEntry.objects.values_list("minutes", flat=True)) == int(booked)


def test_the_line_of_a_late_cancelling_says_why_in_the_candidates_language(cast):
    counting(cast.programme)
    meeting = book(cast, by=cast.karen)

    actions.cancel_meeting(by=cast.mette, meeting=meeting, at=THURSDAY - timedelta(hours=1))

    assert HourEntry.objects.get().reason == "The meeting was cancelled late."


def test_cancelled_is_cancelled(cast):
    meeting = book(cast)
    actions.cancel_meeting(by=cast.mette, meeting=meeting, at=NOW)

    with pytest.raises(Refused):
        actions.cancel_meeting(by=cast.mette, meeting=meeting, at=NOW)


# Held and missed --------------------------------------------------------------------------------------------------


def test_held_makes_a_draft_and_one_line(cast):
    meeting = book(cast)

    draft = actions.hold_meeting(by=cast.karen, meeting=meeting, minutes=50, at=THURSDAY + timedelta(hours=1))

    entry = HourEntry.objects.get()
    assert draft.state == MinutesState.DRAFT
    assert (entry.minutes, entry.kind, entry.held_on) == (50, HourKind.INDIVIDUAL, THURSDAY.date())
    assert "counselling.meeting_held" in verbs()


def test_held_near_midnight_counts_on_the_day_of_the_office(cast):
    late = datetime(2026, 11, 30, 23, 15, tzinfo=UTC)  # already the first of December in Aarhus
    meeting = book(cast, by=cast.karen, starts_at=late, form=MeetingForm.PHONE)

    actions.hold_meeting(by=cast.karen, meeting=meeting, minutes=30, at=late + timedelta(hours=1))

    assert str(HourEntry.objects.get().held_on) == "2026-12-01"


def test_held_twice_books_once(cast):
    meeting = book(cast)
    actions.hold_meeting(by=cast.karen, meeting=meeting, minutes=60, at=THURSDAY + timedelta(hours=1))

    with pytest.raises(Refused):
        actions.hold_meeting(by=cast.karen, meeting=meeting, minutes=60, at=THURSDAY + timedelta(hours=1))

    assert HourEntry.objects.count() == 1


def test_a_meeting_that_has_not_begun_was_not_held(cast):
    with pytest.raises(Refused):
        actions.hold_meeting(by=cast.karen, meeting=book(cast), minutes=60, at=NOW)


def test_the_first_meeting_after_a_yes_starts_the_programme(cast):
    programme = ProgrammeFactory(accepted=True, counsellor=cast.programme.counsellor)
    meeting = MeetingFactory(programme=programme, starts_at=NOW)

    actions.hold_meeting(by=cast.karen, meeting=meeting, minutes=60, at=NOW + timedelta(hours=1))

    programme.refresh_from_db()
    assert (programme.state, programme.starts_on) == (State.UNDER_WAY, NOW.date())


def test_before_there_is_a_yes_a_talk_costs_nothing(cast):
    programme = ProgrammeFactory(invited=True, counsellor=cast.programme.counsellor)
    meeting = MeetingFactory(programme=programme, starts_at=NOW)

    actions.hold_meeting(by=cast.karen, meeting=meeting, minutes=60, at=NOW + timedelta(hours=1))

    programme.refresh_from_db()
    assert programme.first_contact_at == NOW
    assert not HourEntry.objects.exists()


@pytest.mark.parametrize(("counts", "booked"), [(True, [60]), (False, [])])
def test_a_missed_meeting_costs_what_was_said_before(cast, counts, booked):
    if counts:
        counting(cast.programme)
    meeting = book(cast)

    actions.miss_meeting(by=cast.karen, meeting=meeting, at=THURSDAY + timedelta(hours=1))

    assert list(HourEntry.objects.values_list("minutes", flat=True)) == booked
    assert Meeting.objects.get().appointment.state == AppointmentState.MISSED
    assert CallToMake.objects.get().reason == CallReason.MISSED


@pytest.mark.parametrize("who", ["mette", "office", "nina"])
def test_only_the_own_counsellor_says_that_it_was_held(cast, who):
    meeting = book(cast)

    with pytest.raises(NotAllowed):
        actions.hold_meeting(by=getattr(cast, who), meeting=meeting, minutes=60, at=THURSDAY + timedelta(hours=1))


# Minutes ----------------------------------------------------------------------------------------------------------


def test_a_draft_leaves_no_trace_and_tells_nobody(cast):
    meeting = MeetingFactory(programme=cast.programme)

    actions.save_minutes(by=cast.karen, meeting=meeting, text="One", version=1, at=NOW)

    assert not AuditEntry.objects.exists()
    assert not Message.objects.exists()


def test_the_same_text_again_is_no_conflict(cast):
    meeting = MeetingFactory(programme=cast.programme)
    actions.save_minutes(by=cast.karen, meeting=meeting, text="One\r\ntwo", version=1, at=NOW)

    again = actions.save_minutes(by=cast.karen, meeting=meeting, text="One\ntwo", version=1, at=NOW)

    assert not again.aside
    assert again.minutes.version == 2


def test_two_texts_are_put_together_before_they_are_shared(cast):
    minutes = MinutesFactory(meeting__programme=cast.programme, aside="The other one.")

    with pytest.raises(Refused) as refused:
        actions.share_minutes(by=cast.karen, minutes=minutes, at=NOW)
    together = actions.put_together(by=cast.karen, minutes=minutes, keep=False, at=NOW)

    assert refused.value.code == "aside"
    assert (together.text, together.aside) == (minutes.text, "")


def test_sharing_tells_that_there_is_something_and_not_what(cast):
    minutes = MinutesFactory(meeting__programme=cast.programme, text="CANARY")

    actions.share_minutes(by=cast.karen, minutes=minutes, at=NOW)
    actions.share_minutes(by=cast.karen, minutes=minutes, at=NOW)

    mail = Message.objects.get()
    assert "CANARY" not in mail.subject + mail.body
    assert verbs() == ["counselling.minutes_shared"]


def test_a_remark_is_kept_once_and_the_other_one_is_told(cast):
    minutes = MinutesFactory(meeting__programme=cast.programme, shared=True)

    actions.add_remark(by=cast.mette, minutes=minutes, text="By day.", at=NOW)
    actions.add_remark(by=cast.mette, minutes=minutes, text="By day. ", at=NOW)

    assert selectors.remarks(cast.karen, minutes).count() == 1
    assert Message.objects.get().address == cast.programme.counsellor.email
    with pytest.raises(Refused):
        actions.add_remark(by=cast.mette, minutes=minutes, text="  ", at=NOW)


@pytest.mark.parametrize("who", ["nina", "omar", "office", "hr"])
def test_strangers_neither_share_nor_add_nor_note(cast, who):
    minutes = MinutesFactory(meeting__programme=cast.programme)
    shared = MinutesFactory(
        meeting__programme=cast.programme, shared=True, meeting__starts_at=NOW - timedelta(days=30)
    )
    by = getattr(cast, who)

    for action in (
        lambda: actions.share_minutes(by=by, minutes=minutes, at=NOW),
        lambda: actions.add_remark(by=by, minutes=shared, text="x", at=NOW),
        lambda: actions.write_note(by=by, programme=cast.programme, text="x", at=NOW),
        lambda: actions.put_together(by=by, minutes=minutes, keep=True, at=NOW),
        lambda: actions.add_step(by=by, programme=cast.programme, what="x", at=NOW),
        lambda: actions.set_need(by=by, programme=cast.programme, at=NOW),
    ):
        with pytest.raises(NotAllowed):
            action()


def test_a_note_needs_words(cast):
    with pytest.raises(Refused):
        actions.write_note(by=cast.karen, programme=cast.programme, text=" ", at=NOW)


# Steps and need ---------------------------------------------------------------------------------------------------


def test_a_step_goes_its_way(cast):
    step = actions.add_step(by=cast.mette, programme=cast.programme, what="Call Jens", at=NOW)
    again = actions.add_step(by=cast.mette, programme=cast.programme, what="Call Jens ", at=NOW)
    actions.change_step(by=cast.karen, step=step, what="Call Jens Kragh", due_on=THURSDAY.date(), at=NOW)
    actions.settle_step(by=cast.mette, step=step, state=StepState.DONE, at=NOW)
    actions.settle_step(by=cast.mette, step=step, state=StepState.DONE, learned="It was easy.", at=NOW)

    step.refresh_from_db()
    assert step == again
    assert (step.what, step.state, step.learned) == ("Call Jens Kragh", StepState.DONE, "It was easy.")
    with pytest.raises(Refused):
        actions.change_step(by=cast.mette, step=step, what="x", at=NOW)
    with pytest.raises(Refused):
        actions.settle_step(by=cast.mette, step=step, state=StepState.DROPPED, at=NOW)

    actions.reopen_step(by=cast.mette, step=step, at=NOW)
    assert Step.objects.get().settled_at is None


@pytest.mark.parametrize(
    "values", [{"what": " "}, {"what": "x", "obstacle": "rain"}, {"what": "x", "response": "wait"}]
)
def test_a_step_that_is_half_is_refused(cast, values):
    with pytest.raises(Refused):
        actions.add_step(by=cast.mette, programme=cast.programme, at=NOW, **values)


def test_open_is_not_a_way_to_settle(cast):
    with pytest.raises(ValueError, match="reopen"):
        actions.settle_step(by=cast.mette, step=StepFactory(programme=cast.programme), state=StepState.OPEN, at=NOW)


def test_the_history_of_steps_holds_no_words(cast):
    actions.add_step(by=cast.mette, programme=cast.programme, what="CANARY", where="CANARY", at=NOW)

    assert "CANARY" not in str(list(AuditEntry.objects.values_list("before", "after")))


def test_need_is_one_mark_and_the_counsellor_is_told_once(cast):
    actions.set_need(by=cast.mette, programme=cast.programme, at=NOW)
    actions.set_need(by=cast.mette, programme=cast.programme, at=NOW)

    assert NeedMark.objects.count() == 1
    assert Message.objects.count() == 1
    assert actions.clear_need(by=cast.karen, programme=cast.programme, at=NOW)
    assert not actions.clear_need(by=cast.karen, programme=cast.programme, at=NOW)
