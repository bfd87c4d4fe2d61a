"""After a change: what the new counsellor reads; trial talks; the pages."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from onward.accounts.models import StaffProfile
from onward.core.access import Role
from onward.core.errors import NotAllowed, Refused
from onward.correspondence.models import Message
from onward.counselling import actions, selectors
from onward.counselling.models import TrialTalk
from onward.programmes import actions as programmes
from onward.programmes.models import CounsellorChange, HourEntry, LookThrough, Programme
from onward.scheduling.enums import AppointmentState
from onward.scheduling.models import Appointment
from tests.factories.accounts import MembershipFactory, PersonFactory, actor
from tests.factories.counselling import MeetingFactory, MinutesFactory, PrivateNoteFactory, StepFactory
from tests.factories.programmes import NOW, begun_with, coordinator_of
from tests.factories.scheduling import AbsenceFactory, whole_week

pytestmark = pytest.mark.django_db
SINCE = NOW - timedelta(days=2)
BEFORE, AFTER = SINCE - timedelta(days=1), SINCE + timedelta(days=1)


@pytest.fixture
def lars(cast):
    person = PersonFactory(first_name="Lars", last_name="Holmgaard", language="en")
    MembershipFactory(person=person, role=Role.COUNSELLOR, office=cast.programme.office)
    StaffProfile.objects.filter(person=person).update(languages=["en"], video_room="https://meet.example/lars")
    whole_week(person)
    return person


def written(programme, when):
    """A row of each kind as of this moment, and how its readers are asked."""
    minutes = MinutesFactory(meeting__programme=programme, meeting__created_at=when, shared=True)
    minutes.shared_at = when
    minutes.save()
    return {
        "meeting": (minutes.meeting, selectors.meetings),
        "minutes": (minutes, selectors.minutes),
        "step": (StepFactory(programme=programme, created_at=when), selectors.steps),
        "note": (PrivateNoteFactory(programme=programme, at=when), lambda by: selectors.notes(by, programme.pk)),
    }


NEW_ONE_READS = """
                  chosen  agreed  handed_over
    meeting       no      yes     yes
    minutes       no      yes     yes
    step          no      yes     yes
    note          no      no      no
"""


def table(text):
    lines = [line.split() for line in text.strip().splitlines()]
    return [(row[0], how, said == "yes") for row in lines[1:] for how, said in zip(lines[0], row[1:], strict=True)]


@pytest.mark.parametrize(("thing", "how", "expected"), table(NEW_ONE_READS))
def test_what_the_new_counsellor_reads_of_the_time_before(cast, lars, thing, how, expected):
    row, read = written(cast.programme, BEFORE)[thing]
    if how == "handed_over":
        programmes.assign_counsellor(by=cast.office, programme=cast.programme, counsellor=lars, at=SINCE)
    else:
        programmes.change_counsellor(
            by=cast.mette, programme=cast.programme, counsellor=lars, opens_earlier=how == "agreed", at=SINCE
        )

    assert (row in read(actor(lars))) is expected
    assert (row in read(actor(cast.programme.counsellor))) is (thing == "note")
    assert row in read(cast.mette) or thing == "note"


@pytest.mark.parametrize("thing", ["meeting", "minutes", "step"])
def test_the_new_counsellor_reads_what_comes_after(cast, lars, thing):
    programmes.change_counsellor(by=cast.mette, programme=cast.programme, counsellor=lars, at=SINCE)
    row, read = written(Programme.objects.get(pk=cast.programme.pk), AFTER)[thing]

    assert row in read(actor(lars))


def test_coming_meetings_are_given_back_and_a_draft_is_nobody_elses(cast, lars):
    coming = MeetingFactory(programme=cast.programme, starts_at=NOW + timedelta(days=3))
    draft = MinutesFactory(meeting__programme=cast.programme)

    programmes.change_counsellor(by=cast.mette, programme=cast.programme, counsellor=lars, opens_earlier=True, at=NOW)

    coming.appointment.refresh_from_db()
    assert coming.appointment.state == AppointmentState.CANCELLED
    assert draft not in selectors.minutes(actor(lars))


LOOK_SHOWS = """
                  before  after  opened
    meeting       no      yes    yes
    minutes       no      yes    yes
    step          no      yes    yes
"""


@pytest.mark.parametrize(("thing", "when", "expected"), table(LOOK_SHOWS))
def test_a_look_shows_what_the_own_counsellor_may_read(cast, lars, thing, when, expected):
    row, _read = written(cast.programme, AFTER if when == "after" else BEFORE)[thing]
    Programme.objects.filter(pk=cast.programme.pk).update(shared_since=None if when == "opened" else SINCE)
    by = actor(lars)
    look = programmes.start_look(
        by=by, programme=cast.programme, reason="cover", words="Karen is away this week.", lasts="hour", at=NOW
    )

    def found(at):
        shown = selectors.looked_at(by, look, at)
        return [*shown.meetings, *shown.minutes, *shown.steps]

    assert (row in found(NOW)) is expected
    assert found(NOW + timedelta(hours=1)) == []
    assert row not in selectors.meetings(by)


def test_a_look_shows_no_draft(cast, lars):
    draft = MinutesFactory(meeting__programme=cast.programme)
    look = programmes.start_look(
        by=actor(lars), programme=cast.programme, reason="cover", words="Karen is away.", lasts="hour", at=NOW
    )

    assert draft not in selectors.looked_at(actor(lars), look, NOW).minutes


# Trial talks ------------------------------------------------------------------------------------------------------


def first_time(cast, lars):
    return selectors.trial_times(cast.programme, lars, NOW)[0].starts_at


def book(cast, lars, *, by=None, starts_at=None, form="video", at=NOW):
    return actions.book_trial_talk(
        by=by or cast.mette,
        programme=cast.programme,
        host=lars,
        starts_at=starts_at or first_time(cast, lars),
        form=form,
        at=at,
    )


def test_a_trial_talk_changes_nothing_and_shows_a_first_name(cast, lars):
    trial = book(cast, lars)

    cast.programme.refresh_from_db()
    assert cast.programme.counsellor_id == cast.karen.person_id
    assert trial.appointment.guest_name == "Mette"
    assert trial.appointment.ends_at - trial.appointment.starts_at == timedelta(minutes=15)
    assert trial.appointment.place == "https://meet.example/lars"
    told = set(Message.objects.values_list("person", "kind"))
    assert (lars.pk, "counselling.meeting_booked_here") in told
    assert cast.karen.person_id not in {person for person, _kind in told}
    assert "Holm" not in Message.objects.get(person=lars.pk).body
    readers = {who: list(selectors.trials(getattr(cast, who))) for who in ("mette", "karen", "office", "hr", "omar")}
    assert readers == {"mette": [trial], "karen": [], "office": [], "hr": [], "omar": []}
    assert list(selectors.trials(actor(lars))) == [trial]
    assert not selectors.steps(actor(lars)).exists()


def test_a_trial_talk_sent_twice_is_one_and_one_at_a_time(cast, lars):
    first = book(cast, lars)
    assert book(cast, lars, starts_at=first.appointment.starts_at) == first

    with pytest.raises(Refused) as refused:
        book(cast, lars)
    assert refused.value.code == "once"
    assert TrialTalk.objects.count() == 1


@pytest.mark.parametrize("wrong", [{"form": "office"}, {"form": "phone"}, {"starts_at": NOW + timedelta(days=60)}])
def test_a_trial_talk_is_by_phone_or_video_among_the_free_times(cast, lars, wrong):
    with pytest.raises(Refused):
        book(cast, lars, **wrong)


def test_the_own_counsellor_is_met_as_always_and_strangers_book_nothing(cast, lars):
    with pytest.raises(Refused):
        book(cast, cast.programme.counsellor, starts_at=NOW + timedelta(days=1))
    for who in ("nina", "omar", "hr"):
        with pytest.raises(NotAllowed):
            book(cast, lars, by=getattr(cast, who))


@pytest.mark.parametrize(("counts", "entries"), [(False, 0), (True, 1)])
def test_a_trial_talk_costs_no_hours_unless_the_template_says_so(cast, lars, counts, entries):
    begun_with(cast.programme, trial_talk_books_time=counts)
    trial = book(cast, lars)

    actions.settle_trial_talk(by=actor(lars), trial=trial, held=True, at=trial.appointment.ends_at)

    assert HourEntry.objects.count() == entries


def test_both_may_give_the_time_back_and_an_end_does(cast, lars):
    trial = book(cast, lars)
    with pytest.raises(NotAllowed):
        actions.cancel_trial_talk(by=cast.karen, trial=trial, at=NOW)
    actions.cancel_trial_talk(by=cast.mette, trial=trial, at=NOW)
    book(cast, lars)
    programmes.close_programme(by=cast.karen, programme=cast.programme, ended_on=NOW.date(), at=NOW)

    assert set(Appointment.objects.values_list("state", flat=True)) == {AppointmentState.CANCELLED}


# Pages ------------------------------------------------------------------------------------------------------------


def test_the_candidate_chooses_on_three_pages(cast, lars, sign_in):
    page = sign_in(cast.programme.candidate)

    listed = page.get("/me/counsellor/?language=nb&field=care").content.decode()
    assert "Lars Holmgaard" in listed
    assert "Karen Lindqvist" in listed
    confirm = page.get(f"/me/counsellor/{lars.pk}/")
    assert b"learns nothing" in confirm.content
    assert page.get(f"/me/counsellor/{lars.pk}/talk/").status_code == 200
    done = page.post(f"/me/counsellor/{lars.pk}/", {"reason": "match"})
    assert done.url == "/me/meetings/book/"
    assert page.post(f"/me/counsellor/{lars.pk}/", {"reason": "match"}).url == "/me/counsellor/"
    assert CounsellorChange.objects.count() == 1
    assert b"Let Lars read it" in page.get("/me/counsellor/").content
    page.post("/me/counsellor/earlier/", {"open": ""})
    assert Programme.objects.get(pk=cast.programme.pk).shared_since is None
    page.post("/me/counsellor/earlier/", {"close": ""})
    assert Programme.objects.get(pk=cast.programme.pk).shared_since is not None


def test_nobody_else_is_there_to_choose(cast, lars, sign_in):
    page = sign_in(cast.programme.candidate)

    for person in (cast.sponsor, cast.programme.candidate):
        assert page.get(f"/me/counsellor/{person.pk}/").status_code == 404
    assert sign_in(cast.programme.counsellor).get(f"/me/counsellor/{lars.pk}/").status_code == 404


@pytest.mark.parametrize(("days", "offered"), [(1, True), (21, False)])
def test_whoever_is_away_for_long_is_not_offered(cast, lars, sign_in, days, offered):
    began = timezone.now() - timedelta(hours=1)
    AbsenceFactory(person=lars, starts_at=began, ends_at=began + timedelta(days=days))

    for reader, address in (
        (cast.programme.candidate, "/me/counsellor/"),
        (cast.programme.counsellor, reverse("counselling:choose_for", args=[cast.programme.pk])),
    ):
        assert ("Lars Holmgaard" in sign_in(reader).get(address).content.decode()) is offered


def test_staff_enter_it_for_somebody_on_the_phone(cast, lars, sign_in):
    base = f"/desk/candidates/{cast.programme.pk}/counsellor/"
    assert sign_in(cast.other.counsellor).get(base).status_code == 404
    page = sign_in(cast.programme.counsellor)

    assert b"Lars Holmgaard" in page.get(base).content
    assert b"Why?" not in page.get(f"{base}{lars.pk}/").content
    assert page.post(f"{base}{lars.pk}/", {}).url == "/desk/chosen/"
    assert b"Mette" in page.get("/desk/chosen/").content
    PrivateNoteFactory(programme=cast.programme, author=cast.programme.counsellor, text="Likes the sea.")
    assert b"Likes the sea." in page.get(f"/desk/chosen/{cast.programme.pk}/notes/").content
    assert page.get(f"/desk/candidates/{cast.programme.pk}/").status_code == 404
    assert sign_in(lars).get(f"/desk/chosen/{cast.programme.pk}/notes/").status_code == 404
    assert sign_in(lars).get(f"/desk/candidates/{cast.programme.pk}/").status_code == 200


def test_the_host_opens_a_trial_talk_from_the_calendar(cast, lars, sign_in):
    trial = book(cast, lars)
    page = sign_in(lars)

    led = page.get(f"/desk/appointments/{trial.appointment_id}/")
    assert led.url == f"/desk/trials/{trial.pk}/"
    shown = page.get(led.url).content.decode()
    assert "Mette" in shown
    assert cast.programme.candidate.last_name not in shown
    assert sign_in(cast.programme.counsellor).get(led.url).status_code == 404


def test_the_page_of_a_look_shows_minutes_and_no_note(cast, lars, sign_in):
    MinutesFactory(meeting__programme=cast.programme, shared=True, text="We spoke of the harbour.")
    PrivateNoteFactory(programme=cast.programme, text="Only for Karen.")
    StepFactory(programme=cast.programme, what="Call Jens")
    page = sign_in(lars)
    page.post(
        f"/desk/looks/of/{cast.programme.pk}/",
        {"reason": "cover", "words": "Karen is away this week.", "lasts": "week"},
    )
    shown = page.get(f"/desk/looks/{LookThrough.objects.get().pk}/").content.decode()

    assert "We spoke of the harbour." in shown
    assert "Call Jens" in shown
    assert "Only for Karen." not in shown
    assert (
        b"Who else reads here"
        in sign_in(cast.programme.counsellor).get(f"/desk/candidates/{cast.programme.pk}/").content
    )


def test_a_coordinator_books_and_cancels_a_trial_talk_for_somebody_on_the_phone(cast, lars, sign_in):
    page = sign_in(coordinator_of(cast.programme))
    base = f"/desk/candidates/{cast.programme.pk}/counsellor/"
    when = re.search(r'name="when" value="([^"]+)"', page.get(f"{base}{lars.pk}/talk/").content.decode())[1]
    for _again in range(2):
        assert page.post(f"{base}{lars.pk}/talk/", {"how": "video", "when": when}).status_code in {200, 302}

    trial = TrialTalk.objects.get()
    assert list(selectors.trials(cast.karen)) == []
    assert f"/desk/trials/{trial.pk}/cancel/" in page.get(base).content.decode()
    assert page.post(f"/desk/trials/{trial.pk}/cancel/").url == base
    assert TrialTalk.objects.get().appointment.state == "cancelled"


def test_what_a_candidate_booked_alone_no_coordinator_cancels(cast, lars, sign_in):
    trial = book(cast, lars)

    assert sign_in(coordinator_of(cast.programme)).post(f"/desk/trials/{trial.pk}/cancel/").status_code == 404
    assert (
        sign_in(cast.programme.counsellor)
        .get(f"/desk/candidates/{cast.programme.pk}/counsellor/{lars.pk}/talk/")
        .status_code
        == 404
    )
