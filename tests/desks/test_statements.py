"""The main lists ask the database the same for one row and for a hundred, and no page asks more than fifteen times."""

from datetime import timedelta

import pytest
from django.test import Client

from onward.core.access import Role
from onward.programmes.enums import State
from tests.factories.accounts import MembershipFactory, PersonFactory
from tests.factories.applications import ApplicationFactory
from tests.factories.counselling import (
    CallToMakeFactory,
    MeetingFactory,
    MinutesFactory,
    NeedMarkFactory,
    PrivateNoteFactory,
    RemarkFactory,
    StepFactory,
)
from tests.factories.landing import LandingFactory, TouchpointFactory
from tests.factories.programmes import (
    NOW,
    AgreementFactory,
    HourEntryFactory,
    InvitationFactory,
    OrderFactory,
    PackageFactory,
    ProgrammeFactory,
    TalkEventFactory,
)
from tests.factories.scheduling import AvailabilityFactory

pytestmark = pytest.mark.django_db
MOST = 15
DAY = timedelta(days=1)
LISTS = {
    Role.COUNSELLOR: (
        "/desk/",
        "/desk/candidates/",
        "/desk/calendar/",
        "/desk/candidates/{mette}/",
        "/desk/candidates/{mette}/book/",
        "/desk/meetings/{held}/",
        "/desk/meetings/{coming}/",
        "/desk/meetings/{coming}/preparation/",
    ),
    Role.COORDINATOR: (
        "/office/",
        "/office/?all=1",
        "/office/orders/",
        "/office/orders/?show=held",
        "/office/programmes/",
        "/office/counsellors/",
        "/office/team/",
        "/office/team/?all=1",
    ),
    Role.SPONSOR: ("/sponsor/", "/sponsor/orders/", "/sponsor/orders/?show=held"),
    Role.CANDIDATE: ("/me/", "/me/meetings/", "/me/meetings/book/", "/me/hours/", "/me/applications/"),
}


class House:
    """One employer, one office, a counsellor; `grow` adds people of every kind to all their lists."""

    def __init__(self):
        self.helen = PersonFactory()
        self.package = PackageFactory(agreement=AgreementFactory(named=[self.helen]))
        self.office, self.employer = self.package.agreement.office, self.package.agreement.employer
        self.karen = PersonFactory(counsellor=True)
        self.henriette = PersonFactory()
        MembershipFactory(person=self.helen, role="coordinator", office=self.office)
        MembershipFactory(person=self.henriette, role="sponsor", employer=self.employer)
        self.mette = self._programme()
        AvailabilityFactory(person=self.karen, weekday=2)
        self.held = MinutesFactory(shared=True, meeting__programme=self.mette, meeting__starts_at=NOW - DAY).meeting
        self.coming = MeetingFactory(programme=self.mette, starts_at=NOW + 6 * DAY)
        self.people = {
            Role.COUNSELLOR: self.karen,
            Role.COORDINATOR: self.helen,
            Role.SPONSOR: self.henriette,
            Role.CANDIDATE: self.mette.candidate,
        }

    @property
    def keys(self):
        return {"mette": self.mette.pk, "held": self.held.pk, "coming": self.coming.pk}

    def grow(self, first: int, last: int):
        for number in range(first, last):
            self._more_people(number)
            self._more_of_mette(number)

    def _programme(self, **how):
        order = TalkEventFactory(order=OrderFactory(package=self.package)).order
        return ProgrammeFactory(order=order, **{"counsellor": self.karen, **how})

    def _more_people(self, number: int):
        OrderFactory(package=self.package)
        waiting = self._programme(invited=True)
        InvitationFactory(programme=waiting)
        CallToMakeFactory(programme=waiting)
        led = self._programme()
        NeedMarkFactory(programme=led)
        ApplicationFactory(programme=led, sent_on=NOW.date() - timedelta(days=40))
        MinutesFactory(meeting__programme=led, meeting__starts_at=NOW - timedelta(days=20, hours=number))
        MeetingFactory(programme=led, starts_at=NOW + timedelta(hours=1 + number))
        TouchpointFactory(landing=LandingFactory(programme=led), due_on=NOW.date())
        LandingFactory(programme=self._programme(ended=True), lost=True)
        colleague = PersonFactory()
        MembershipFactory(person=colleague, role="counsellor", office=self.office)
        self._programme(state=State.UNDER_WAY, counsellor=colleague)

    def _more_of_mette(self, number: int):
        meeting = {"meeting__programme": self.mette, "meeting__starts_at": NOW - timedelta(days=30, hours=number)}
        MinutesFactory(shared=True, **meeting)
        MeetingFactory(programme=self.mette, starts_at=NOW + timedelta(days=30, hours=number))
        HourEntryFactory(programme=self.mette)
        StepFactory(programme=self.mette)
        StepFactory(programme=self.mette, done=True)
        StepFactory(programme=self.mette, meeting=self.held)
        RemarkFactory(minutes=self.held.minutes, author=self.karen)
        PrivateNoteFactory(programme=self.mette, meeting=self.held, author=self.karen)
        ApplicationFactory(programme=self.mette)


def asked_by(house, sign_in, table_queries):
    """How many statements each page asks."""
    found = {}
    for role, pages in LISTS.items():
        client = sign_in(house.people[role], role, into=Client())
        for page in (each.format(**house.keys) for each in pages):
            client.get(page)  # whatever a process keeps, it has from here on
            with table_queries() as asked:
                assert client.get(page).status_code == 200, page
            found[page] = len(asked)
    return found


def test_lists_ask_the_same_for_one_row_and_for_a_hundred(now, sign_in, table_queries):
    house = House()
    house.grow(0, 1)
    one = asked_by(house, sign_in, table_queries)

    house.grow(1, 100)

    assert asked_by(house, sign_in, table_queries) == one
    assert {page: number for page, number in one.items() if number > MOST} == {}
