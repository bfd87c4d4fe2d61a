"""Somebody is away: all her people at once, each told by name; meetings kept or offered anew; and back again."""

from datetime import date, datetime, timedelta

import pytest

from onward.core.errors import NotAllowed, Refused
from onward.correspondence.models import Message
from onward.counselling import actions, selectors
from onward.counselling.models import CallToMake
from onward.privacy.models import AuditEntry
from onward.programmes.actions import assign_counsellor
from onward.programmes.enums import ChangeReason, State
from onward.programmes.models import CounsellorChange, HandedOver, HandOver
from onward.programmes.selectors import hand_overs, handed_over
from onward.scheduling.enums import AppointmentState
from onward.scheduling.models import Absence
from tests.factories.accounts import MembershipFactory, OfficeFactory, PersonFactory, actor
from tests.factories.counselling import MeetingFactory, PrivateNoteFactory
from tests.factories.programmes import NOW, AgreementFactory, OrderFactory, PackageFactory, ProgrammeFactory
from tests.factories.scheduling import TOMORROW, AppointmentFactory, whole_week

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
UNTIL = date(2026, 12, 11)
LATER = NOW + timedelta(days=14)


class House:
    """Karen with her people, and two colleagues who both keep a whole week, in one office."""

    def __init__(self):
        self.office = OfficeFactory(name="Aarhus")
        self.karen = self.counsellor("Karen", "Lindqvist")
        self.ingrid = self.counsellor("Ingrid", "Solheim")
        self.tor = self.counsellor("Tor", "Hagen")
        self.helen = MembershipFactory(person=PersonFactory(), role="coordinator", office=self.office).person
        self.by = actor(self.helen)
        self.package = PackageFactory(agreement=AgreementFactory(office=self.office))

    def counsellor(self, first, last):
        person = PersonFactory(first_name=first, last_name=last)
        MembershipFactory(person=person, role="counsellor", office=self.office)
        whole_week(person)
        return person

    def programme(self, first="Mette", **more):
        order = OrderFactory(package=self.package, first_name=first, last_name="Holm")
        return ProgrammeFactory(order=order, **{"counsellor": self.karen, "candidate__language": "en"} | more)

    def hand_over(self, choices, *, until_on=UNTIL, at=NOW, by=None):
        chosen = {programme.pk: person for programme, person in choices.items()}
        return actions.hand_over(
            by=by or self.by, away=self.karen, from_on=at.date(), until_on=until_on, choices=chosen, at=at
        )

    def hand_back(self, *programmes, at=LATER):
        found = hand_overs(self.by).get()
        coming = [line.pk for line in handed_over(self.by, found) if line.programme in programmes]
        return actions.hand_back(by=self.by, hand_over=found, coming=coming, at=at)


@pytest.fixture
def house():
    return House()


def mail(kind):
    found = Message.objects.get(kind=f"counselling.{kind}")
    found.body = found.body.replace("\N{NO-BREAK SPACE}", " ")
    return found


# The hand-over ----------------------------------------------------------------------------------------------------


def test_all_of_them_pass_on_and_it_is_written_down(house):
    mette, omar = house.programme(), house.programme("Omar")

    passed = house.hand_over({mette: house.ingrid, omar: house.tor})

    mette.refresh_from_db(), omar.refresh_from_db()
    assert (mette.counsellor, omar.counsellor) == (house.ingrid, house.tor)
    assert passed.words == "2 people have a new name to turn to."
    assert HandedOver.objects.count() == 2
    trace = AuditEntry.objects.get(verb="programmes.handed_over", target_id=mette.pk)
    assert (trace.before, trace.after, trace.by) == (
        {"counsellor": str(house.karen.pk)},
        {"counsellor": str(house.ingrid.pk)},
        house.helen.pk,
    )


def test_the_letter_names_who_helps_and_says_away_never_why(house):
    mette = house.programme()
    MeetingFactory(programme=mette, starts_at=TOMORROW)

    house.hand_over({mette: house.ingrid})

    letter = mail("handed_over")
    assert letter.address == mette.candidate.email
    assert letter.subject == "Ingrid Solheim is there for you now"
    assert "Karen is away until Friday 11 December." in letter.body
    assert "Your meeting Wednesday 25 November at 10:00 stands. You meet Ingrid then." in letter.body
    assert "Private notes stay with Karen." in letter.body
    assert " ill" not in letter.body
    assert mail("people_handed_over").address == house.ingrid.email
    assert mail("people_handed_over").subject == "Karen is away: you help one person meanwhile"


def test_until_nobody_knows(house):
    mette = house.programme()

    house.hand_over({mette: house.ingrid}, until_on=None)

    assert "Karen is away for a while." in mail("handed_over").body
    assert Absence.objects.get(person=house.karen).ends_at > NOW + timedelta(weeks=8)


def test_a_meeting_stands_where_the_colleague_is_free(house):
    mette = house.programme()
    meeting = MeetingFactory(programme=mette, starts_at=TOMORROW)

    passed = house.hand_over({mette: house.ingrid})

    meeting.appointment.refresh_from_db()
    assert (meeting.appointment.host, meeting.appointment.state) == (house.ingrid, AppointmentState.BOOKED)
    assert meeting.appointment.sequence == 1
    assert passed.words == "1 person has a new name to turn to. 1 meeting stands."


def test_a_meeting_is_offered_anew_where_she_is_not(house):
    mette = house.programme()
    meeting = MeetingFactory(programme=mette, starts_at=TOMORROW)
    taken = AppointmentFactory(host=house.ingrid, starts_at=TOMORROW + timedelta(minutes=30))

    passed = house.hand_over({mette: house.ingrid})

    meeting.appointment.refresh_from_db(), taken.refresh_from_db()
    assert meeting.appointment.state == AppointmentState.CANCELLED
    assert taken.state == AppointmentState.BOOKED
    letter = mail("handed_over").body
    assert "Ingrid cannot be there Wednesday 25 November at 10:00, so this meeting does not take place." in letter
    assert letter.count("\n- ") == 3
    assert "/me/meetings/book/" in letter
    assert "For 1 meeting another time is offered." in passed.words


def test_history_follows_and_private_notes_stay(house):
    mette = house.programme()
    held = MeetingFactory(programme=mette, held=True)
    note = PrivateNoteFactory(programme=mette, author=house.karen)

    house.hand_over({mette: house.ingrid})

    ingrid = actor(house.ingrid)
    assert list(selectors.meetings(ingrid)) == [held]
    assert not selectors.notes(ingrid, mette.pk).exists()
    assert list(selectors.notes(actor(house.karen), mette.pk)) == [note]


def test_whoever_has_neither_mail_nor_phone_is_called(house):
    mette = house.programme(candidate__email=None)

    house.hand_over({mette: house.ingrid})

    assert not Message.objects.filter(kind="counselling.handed_over").exists()
    assert CallToMake.objects.get().reason == "new_help"


def test_nobody_can_book_with_her_meanwhile(house):
    mette = house.programme()

    house.hand_over({mette: house.ingrid})

    absence = Absence.objects.get(person=house.karen)
    assert absence.starts_at <= NOW
    assert absence.ends_at == datetime.fromisoformat("2026-12-12T00:00+01:00")


def test_sent_twice_it_is_one_hand_over(house):
    mette = house.programme()

    house.hand_over({mette: house.ingrid})
    again = house.hand_over({mette: house.ingrid})

    assert again.programmes == []
    assert Message.objects.filter(kind="counselling.handed_over").count() == 1
    assert (HandOver.objects.count(), HandedOver.objects.count(), Absence.objects.count()) == (1, 1, 1)


# Refusals ---------------------------------------------------------------------------------------------------------


def test_all_or_none_where_somebody_changed_it_meanwhile(house):
    mette, omar = house.programme(), house.programme("Omar")
    assign_counsellor(by=house.by, programme=omar, counsellor=house.tor, at=NOW)

    with pytest.raises(Refused) as refused:
        house.hand_over({mette: house.ingrid, omar: house.ingrid})

    mette.refresh_from_db()
    assert refused.value.code == "changed"
    assert mette.counsellor == house.karen
    assert not HandOver.objects.exists()


@pytest.mark.parametrize(
    ("choose", "more", "code"),
    [
        (lambda house, mette: {}, {}, "nobody"),
        (lambda house, mette: {mette: house.karen}, {}, "oneself"),
        (lambda house, mette: {mette: house.helen}, {}, "not_a_counsellor"),
        (lambda house, mette: {mette: house.ingrid}, {"until_on": TODAY - timedelta(days=1)}, "time"),
    ],
)
def test_refusals(house, choose, more, code):
    mette = house.programme()

    with pytest.raises(Refused) as refused:
        house.hand_over(choose(house, mette), **more)

    assert refused.value.code == code


def test_not_long_before_the_absence(house):
    mette = house.programme()

    with pytest.raises(Refused) as refused:
        actions.hand_over(
            by=house.by,
            away=house.karen,
            from_on=TODAY + timedelta(days=20),
            until_on=None,
            choices={mette.pk: house.ingrid},
            at=NOW,
        )

    assert refused.value.code == "time"


def test_strangers(house):
    mette, elsewhere = house.programme(), ProgrammeFactory(counsellor=house.karen)
    other_office = actor(MembershipFactory(person=PersonFactory(), role="coordinator", office=OfficeFactory()).person)

    for by in (actor(house.karen), actor(house.ingrid), actor(mette.candidate), other_office):
        with pytest.raises(NotAllowed):
            house.hand_over({mette: house.ingrid}, by=by)
    with pytest.raises(NotAllowed):
        house.hand_over({elsewhere: house.ingrid})


# The proposal -----------------------------------------------------------------------------------------------------


def test_the_proposal_leaves_out_who_is_away_and_says_whether_the_meeting_stands(house):
    mette = house.programme()
    MeetingFactory(programme=mette, starts_at=TOMORROW)
    Absence.objects.create(person=house.tor, starts_at=NOW - timedelta(days=1), ends_at=NOW + timedelta(days=1))
    ProgrammeFactory(counsellor=house.karen)

    found = selectors.hand_over_proposal(house.by, house.karen, NOW)

    (going,) = found.going
    assert [fit.colleague.key for fit in going.fits] == [house.ingrid.pk]
    assert going.keeps
    assert found.elsewhere == 1


def test_the_proposal_offers_nobody_whom_the_candidate_has_left(house):
    mette = house.programme()
    CounsellorChange.objects.create(
        programme=mette, before=house.ingrid, after=house.karen, at=NOW, by=mette.candidate_id, role="candidate"
    )

    found = selectors.hand_over_proposal(house.by, house.karen, NOW)

    assert [fit.colleague.key for fit in found.going[0].fits] == [house.tor.pk]
    assert ChangeReason.values  # chosen without a reason: none is needed


@pytest.mark.parametrize("count", [1, 3])
def test_the_proposal_costs_the_same_for_one_and_three(house, count, django_assert_num_queries):
    for number in range(count):
        MeetingFactory(programme=house.programme(f"Mette {number}"), starts_at=TOMORROW + timedelta(hours=number))
    Absence.objects.create(person=house.tor, starts_at=NOW, ends_at=NOW + timedelta(days=1))

    with django_assert_num_queries(14):
        selectors.hand_over_proposal(house.by, house.karen, NOW)


# Back -------------------------------------------------------------------------------------------------------------


def test_back_in_one_step_with_the_meetings(house):
    mette = house.programme()
    house.hand_over({mette: house.ingrid})
    meeting = MeetingFactory(programme=mette, starts_at=TOMORROW + timedelta(days=21))
    meeting.appointment.host = house.ingrid
    meeting.appointment.save()

    passed = house.hand_back(mette)

    mette.refresh_from_db(), meeting.appointment.refresh_from_db()
    assert mette.counsellor == house.karen
    assert meeting.appointment.host == house.karen
    assert [each.pk for each in passed.kept] == [meeting.pk]
    assert mail("handed_back").subject == "Karen Lindqvist is here again"
    assert HandOver.objects.get().ended_at == LATER
    assert not Absence.objects.filter(ends_at__gt=LATER).exists()


def test_who_stays_is_told_too(house):
    mette, omar = house.programme(), house.programme("Omar")
    house.hand_over({mette: house.ingrid, omar: house.tor})

    house.hand_back(mette)

    omar.refresh_from_db()
    assert omar.counsellor == house.tor
    assert mail("stays_with_helper").subject == "Tor Hagen goes on helping you"
    assert not HandedOver.objects.filter(settled_at=None).exists()


def test_whoever_was_given_somebody_else_meanwhile_stays_there(house):
    mette = house.programme()
    house.hand_over({mette: house.ingrid})
    assign_counsellor(by=house.by, programme=mette, counsellor=house.tor, at=NOW)

    passed = house.hand_back(mette)

    mette.refresh_from_db()
    assert mette.counsellor == house.tor
    assert passed.programmes == []


def test_from_the_second_who_went_away_it_goes_back_to_the_first(house):
    mette = house.programme()
    house.hand_over({mette: house.ingrid})
    actions.hand_over(
        by=house.by, away=house.ingrid, from_on=TODAY, until_on=None, choices={mette.pk: house.tor}, at=NOW
    )
    karens = hand_overs(house.by).get(away=house.karen)
    (line,) = handed_over(house.by, karens)

    actions.hand_back(by=house.by, hand_over=karens, coming=[line.pk], at=LATER)

    mette.refresh_from_db()
    assert mette.counsellor == house.karen
    assert not HandedOver.objects.filter(settled_at=None).exists()


def test_a_second_absence_is_a_hand_over_of_its_own(house):
    mette = house.programme()
    house.hand_over({mette: house.ingrid})
    house.hand_back(mette)

    house.hand_over({mette: house.tor}, until_on=None, at=LATER)

    mette.refresh_from_db()
    assert mette.counsellor == house.tor
    assert HandOver.objects.count() == 2


def test_paused_and_invited_people_pass_on_too(house):
    rests, invited = house.programme(state=State.PAUSED), house.programme("Even", invited=True)

    found = selectors.hand_over_proposal(house.by, house.karen, NOW)

    assert {going.programme for going in found.going} == {rests, invited}
