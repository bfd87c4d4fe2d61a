"""One cast for this folder: Karen helps Mette; Nina helps Omar, at another employer. Neither knows of the other."""

from dataclasses import dataclass

import pytest

from onward.accounts.models import Person
from onward.core.access import Actor, Role
from onward.programmes.models import Programme
from tests.factories.accounts import PersonFactory, actor
from tests.factories.programmes import ProgrammeFactory, coordinator_of, sponsor_of
from tests.factories.scheduling import whole_week


@dataclass
class Cast:
    programme: Programme
    other: Programme
    coordinator: Person
    sponsor: Person

    @property
    def mette(self) -> Actor:
        return actor(self.programme.candidate)

    @property
    def karen(self) -> Actor:
        return actor(self.programme.counsellor)

    @property
    def office(self) -> Actor:
        return actor(self.coordinator)

    @property
    def nina(self) -> Actor:
        return actor(self.other.counsellor)

    @property
    def omar(self) -> Actor:
        return actor(self.other.candidate)

    @property
    def hr(self) -> Actor:
        return actor(self.sponsor)

    @property
    def manager(self) -> Actor:
        return Actor(role=Role.MANAGER, employer_id=self.programme.employer_id, manager_id=self.programme.pk)


@pytest.fixture
def cast(db) -> Cast:
    programme = ProgrammeFactory(candidate__language="en", counsellor__language="en")
    other = ProgrammeFactory(
        candidate__first_name="Omar",
        candidate__last_name="Bakke",
        counsellor=PersonFactory(counsellor=True, first_name="Nina", last_name="Dahl"),
    )
    whole_week(programme.counsellor)
    whole_week(other.counsellor)
    return Cast(programme, other, coordinator_of(programme), sponsor_of(programme))
