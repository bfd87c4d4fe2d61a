"""One small cast: two employers, and everybody who could look at the order of the first."""

from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from onward.accounts.models import Employer
from onward.core import wall
from onward.core.access import Actor, Role
from onward.core.middleware import facts_of
from onward.engagements.models import Agreement, Manager, Order, Package
from tests.conftest import WebClient
from tests.factories.accounts import MembershipFactory, OfficeFactory, PersonFactory, actor
from tests.factories.engagements import AgreementFactory, ManagerFactory, OrderFactory, PackageFactory


@dataclass
class Cast:
    """Who is who. `actors` by name; `people` those with an account."""

    employer: Employer
    agreement: Agreement
    package: Package
    leader: Manager
    people: dict = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)

    def order(self, **kwargs) -> Order:
        return OrderFactory(agreement=self.agreement, package=self.package, **kwargs)

    def __getattr__(self, name: str) -> Actor:
        try:
            return self.__dict__["actors"][name]
        except KeyError:
            raise AttributeError(name) from None


@pytest.fixture
def cast(db) -> Cast:
    return make_cast()


def make_cast() -> Cast:
    office = OfficeFactory()
    people = {
        "named": PersonFactory(first_name="Helen", last_name="Marsh"),
        "unnamed": PersonFactory(first_name="Ida", last_name="Bruun"),
        "counsellor": PersonFactory(first_name="Karen", last_name="Lindqvist"),
        "sponsor": PersonFactory(first_name="Hanne", last_name="Rask"),
        "other_sponsor": PersonFactory(first_name="Odd", last_name="Vik"),
        "candidate": PersonFactory(candidate=True),
    }
    agreement = AgreementFactory(
        office=office,
        name="Social plan 2026",
        employer__name="Limfjord Emballage A/S",
        employer__mail_domains=["limfjord.example"],
        coordinators=[people["named"]],
    )
    for name in ("named", "unnamed"):
        MembershipFactory(person=people[name], role=Role.COORDINATOR, office=office)
    MembershipFactory(person=people["counsellor"], role=Role.COUNSELLOR, office=office)
    MembershipFactory(person=people["sponsor"], role=Role.SPONSOR, employer=agreement.employer)
    other = PackageFactory(agreement__office=office, agreement__employer__name="Havblikk Seafood AS")
    MembershipFactory(person=people["other_sponsor"], role=Role.SPONSOR, employer=other.agreement.employer)
    OrderFactory(agreement=other.agreement, package=other, first_name="Turid", last_name="Kleppe")
    manager = ManagerFactory(employer=agreement.employer)
    stranger = ManagerFactory(employer=agreement.employer, name="Poul Friis")
    actors = {name: actor(person) for name, person in people.items()}
    actors["manager"] = as_manager(manager)
    actors["other_manager"] = as_manager(stranger)
    package = PackageFactory(agreement=agreement, name="Individual, 3 months")
    return Cast(agreement.employer, agreement, package, manager, people, actors)


def as_manager(manager: Manager) -> Actor:
    return Actor(role=Role.MANAGER, employer_id=manager.employer_id, manager_id=manager.pk, name=manager.name)


@contextmanager
def acting(by: Actor, writing: bool = True):
    """The database role in which this actor's pages do their work."""
    side = "employer" if by.is_employer_side else "inside"
    with wall.taken(f"{side}_{'writing' if writing else 'reading'}", facts_of(by)):
        yield


@pytest.fixture
def as_role():
    """`with as_role(cast.sponsor): …` works under that actor's database role."""
    return acting


@pytest.fixture(autouse=True)
def _no_unknown_variables(monkeypatch):
    """A template that asks for what is not there would show it; no page of these tests may."""
    straight = WebClient.request

    def looked_at(self, **request):
        answer = straight(self, **request)
        assert b"unknown variable" not in getattr(answer, "content", b"")
        return answer

    monkeypatch.setattr(WebClient, "request", looked_at)
