"""A code may have passed through other hands: what an earlier holder left is not shown to the next one."""

from datetime import timedelta

import pytest
from django.urls import reverse

from onward.accounts import actions as accounts
from onward.accounts.models import Person
from onward.applications import policies as application_policies
from onward.applications.models import Application
from onward.core.errors import Refused
from onward.correspondence.models import Message
from onward.counselling import actions, policies, selectors
from onward.counselling.actions import Contact
from onward.counselling.actions.beginning import MOST_REFUSED
from onward.counselling.enums import CallReason
from onward.counselling.models import CallToMake, NeedMark, Step
from onward.programmes import actions as programmes
from onward.programmes.enums import AnswerKind
from onward.programmes.models import Invitation, Programme
from onward.scheduling.enums import MeetingForm
from tests.factories.accounts import PersonFactory, actor
from tests.factories.applications import ApplicationFactory
from tests.factories.counselling import MeetingFactory, NeedMarkFactory, StepFactory
from tests.factories.programmes import NOW, InvitationFactory
from tests.factories.scheduling import whole_week

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def letter(cast):
    made = InvitationFactory(
        programme__counsellor=cast.programme.counsellor,
        programme__candidate__email=None,
        created_at=NOW - timedelta(days=1),
        expires_at=NOW + timedelta(days=20),
    )
    whole_week(made.programme.counsellor)
    return made


def begin(letter, browser="first", at=NOW, email="first@mail.example", **contact):
    contact = Contact(email=email, **contact)
    return actions.activate(invitation=letter, browser=browser, contact=contact, language="en", health=False, at=at)


def rows_of(programme, at):
    """One of everything that the candidate's account writes itself."""
    mine = {"programme": programme, "created_at": at, "created_by": programme.candidate_id}
    return {
        "step": StepFactory(**mine),
        "meeting": MeetingFactory(**mine, starts_at=at + timedelta(days=3)),
        "application": ApplicationFactory(**mine, changed_at=at, changed_by=programme.candidate_id),
        "need": NeedMarkFactory(programme=programme, set_at=at),
    }


def seen(programme):
    """Which kinds of rows the account shows now."""
    by = actor(Person.objects.get(pk=programme.candidate_id))
    mark = selectors.need_mark(by, programme.pk)
    found = {
        "step": selectors.steps(by),
        "meeting": selectors.meetings(by),
        "application": Application.objects.filter(application_policies.readable_applications(by)),
        "need": [mark] if mark else [],
    }
    return {(kind, row.pk) for kind, rows in found.items() for row in rows}


def keys(rows):
    return {(kind, row.pk) for kind, row in rows.items()}


def by_a_new_code(cast, letter):
    made = programmes.reissue_invitation(by=cast.karen, programme=letter.programme, at=NOW + HOUR)
    begin(Invitation.objects.get(pk=made.pk), "second", NOW + 2 * HOUR, "second@mail.example")


def by_phone(cast, letter):
    said = {"answer": AnswerKind.YES, "health": False, "terms_read": True, "confirms_identity": False}
    contact = Contact(email="second@mail.example")
    actions.activate_by_phone(
        by=cast.karen, programme=letter.programme, contact=contact, language="en", at=NOW + HOUR, **said
    )


def by_starting_over(cast, letter):
    made = programmes.start_over(by=cast.karen, programme=letter.programme, at=NOW + HOUR)
    begin(Invitation.objects.get(pk=made.pk), "second", NOW + 2 * HOUR, "second@mail.example")


@pytest.mark.parametrize("anew", [by_a_new_code, by_phone, by_starting_over])
def test_the_second_holder_sees_only_what_was_written_since_and_after_the_voice_everything(cast, letter, anew):
    begin(letter)
    programme = letter.programme
    first = rows_of(programme, NOW + timedelta(minutes=5))
    assert seen(programme) == keys(first)

    anew(cast, letter)
    assert seen(programme) == set()
    NeedMark.objects.all().delete()  # one at a time stands
    second = rows_of(programme, NOW + 3 * HOUR)
    assert seen(programme) == keys(second)

    programmes.record_first_contact(
        by=cast.karen, programme=programme, confirms_identity=True, at=NOW + timedelta(days=1)
    )
    assert seen(programme) == keys(second) | (keys(first) - {("need", first["need"].pk)})


def test_the_second_holder_changes_nothing_of_the_first(cast, letter):
    begin(letter)
    first = rows_of(letter.programme, NOW)
    by_a_new_code(cast, letter)
    by = actor(letter.programme.candidate)

    def changes():
        step = Step.objects.get(pk=first["step"].pk)
        application = Application.objects.get(pk=first["application"].pk)
        meeting = type(first["meeting"]).objects.get(pk=first["meeting"].pk)
        return [
            policies.may_change_step(by, step),
            policies.may_change_meeting(by, meeting),
            application_policies.may_change(by, application),
        ]

    assert changes() == [False, False, False]
    Person.objects.update(holder_since=None)
    assert changes() == [True, True, True]


def test_what_was_on_its_way_to_the_first_holder_stays_here(cast, letter):
    by = begin(letter)
    accounts.change_contact(by=by, person=Person.objects.get(pk=by.person_id), email="first@mail.example", at=NOW)
    actions.ask_call(by=by, programme=letter.programme, reason=CallReason.NO_TIME_FITS, when_words="never", at=NOW)
    offered = selectors.first_times(letter.programme, NOW, everything=True).every
    actions.book_first_talk(
        by=by, programme=letter.programme, starts_at=offered[-1].starts_at, form=MeetingForm.VIDEO, at=NOW
    )
    actions.ask_call(by=by, programme=letter.programme, reason=CallReason.NO_TIME_FITS, when_words="never", at=NOW)
    waiting = Message.objects.filter(address="first@mail.example", state="waiting")
    assert set(waiting.values_list("kind", flat=True)) >= {"counselling.welcome", "counselling.meeting_reminder"}

    programmes.reissue_invitation(by=cast.karen, programme=letter.programme, at=NOW + HOUR)

    assert not waiting.exists()
    assert not CallToMake.objects.filter(done_at=None).exists()


def test_an_account_that_begins_anew_keeps_its_programme(cast, letter):
    begin(letter)
    MeetingFactory(programme=letter.programme, held=True, starts_at=NOW)
    Programme.objects.filter(pk=letter.programme.pk).update(state="under_way", starts_on=NOW.date())

    by_starting_over(cast, letter)

    letter.programme.refresh_from_db()
    assert letter.programme.state == "under_way"
    assert letter.programme.answers.count() == 1


# What goes to an address that nobody has proved -------------------------------------------------------------------


def test_nothing_is_sent_before_the_address_is_proved_and_then_what_waited(letter):
    by = begin(letter)
    offered = selectors.first_times(letter.programme, NOW, everything=True).every
    actions.book_first_talk(
        by=by, programme=letter.programme, starts_at=offered[-1].starts_at, form=MeetingForm.VIDEO, at=NOW
    )
    mine = Message.objects.filter(person=by.person_id)
    assert not mine.exists()

    accounts.change_contact(by=by, person=Person.objects.get(pk=by.person_id), email="first@mail.example", at=NOW)

    assert sorted(mine.values_list("kind", flat=True)) == [
        "counselling.meeting_booked",
        "counselling.meeting_reminder",
        "counselling.welcome",
    ]


# Addresses of somebody else ---------------------------------------------------------------------------------------


def refused(deed, *args, **kwargs):
    with pytest.raises(Refused) as found:
        deed(*args, **kwargs)
    return found.value


def test_that_an_address_belongs_to_somebody_is_not_said(letter):
    PersonFactory(email="taken@mail.example")

    refusal = refused(begin, letter, email="taken@mail.example")

    assert "another account" not in str(refusal)
    assert "We cannot use this one here." in str(refusal)


def test_after_five_of_them_the_code_rests_and_somebody_calls(letter):
    PersonFactory(email="taken@mail.example")
    PersonFactory(email=None, phone="+4520304050")
    for number in range(MOST_REFUSED):
        assert not CallToMake.objects.exists()
        taken = {"email": "taken@mail.example"} if number % 2 else {"email": "", "phone": "+4520304050"}
        refused(begin, letter, **taken)

    last = refused(begin, letter, email="free@mail.example")

    assert (MOST_REFUSED, last.code) == (5, "paused")
    assert CallToMake.objects.get().reason == CallReason.ADDRESS
    assert not Person.objects.filter(email="free@mail.example").exists()
    letter.refresh_from_db()
    assert letter.used_at is None


def test_numbers_tried_after_signing_in_count_too(letter):
    PersonFactory(email=None, phone="+4520304050")
    by = begin(letter)
    call = {"by": by, "programme": letter.programme, "reason": CallReason.NO_TIME_FITS, "when_words": "", "at": NOW}
    start = selectors.first_times(letter.programme, NOW).every[0].starts_at
    talk = {"by": by, "programme": letter.programme, "starts_at": start, "form": MeetingForm.PHONE, "at": NOW}
    for number in range(MOST_REFUSED):
        given = (actions.call_me, call) if number % 2 else (actions.book_first_talk, talk)
        assert refused(given[0], **given[1], phone="+4520304050").code == "reach"

    assert refused(actions.call_me, **call, phone="+4520304051").code == "paused"
    assert CallToMake.objects.get().reason == CallReason.ADDRESS


def test_a_no_needs_no_address_and_is_always_heard(letter):
    PersonFactory(email="taken@mail.example")
    for _ in range(MOST_REFUSED):
        refused(begin, letter, email="taken@mail.example")

    actions.decline(invitation=letter, browser="first", language="en", at=NOW)

    assert letter.programme.answers.get().answer == AnswerKind.NO


def test_after_the_call_it_goes_on_by_phone(cast, letter):
    PersonFactory(email="taken@mail.example")
    for _ in range(MOST_REFUSED):
        refused(begin, letter, email="taken@mail.example")

    by_phone(cast, letter)

    assert not CallToMake.objects.filter(done_at=None).exists()
    assert Person.objects.get(email="second@mail.example").proven_email


def test_the_own_page_asks_for_the_code_of_the_address(sign_in, letter):
    by = begin(letter)

    page = sign_in(Person.objects.get(pk=by.person_id)).get(reverse("home"), follow=True)

    assert "Is first@mail.example really yours?" in page.content.decode()
