"""People, offices, employers. Traits, not subclasses; every name and address is made up."""

import time
from datetime import UTC, datetime

import factory
from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from onward.accounts.models import Employer, Membership, Office, Pass, Person, StaffProfile
from onward.accounts.selectors import token_hash
from onward.accounts.standing import MEMBERSHIP_KEY, actor_of
from onward.core.access import STAFF, Actor, Role
from onward.core.names import sort_key

LONG_AGO = datetime(2026, 1, 5, 8, tzinfo=UTC)
WEEK = {day: [["08:00", "16:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}


class OfficeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Office

    name = factory.Sequence(lambda n: f"Kontor {n}")
    city = "Aarhus"
    country = "DK"
    timezone = "Europe/Copenhagen"
    phone = "+4570101010"
    language = "da"
    hours = WEEK
    closed_days = factory.LazyFunction(list)

    class Params:
        norwegian = factory.Trait(
            city="Bergen", country="NO", timezone="Europe/Oslo", phone="+4755101010", language="nb"
        )
        dutch = factory.Trait(
            city="Utrecht", country="NL", timezone="Europe/Amsterdam", phone="+31301234567", language="nl"
        )
        belgian = factory.Trait(
            city="Antwerpen", country="BE", timezone="Europe/Brussels", phone="+3231234567", language="nl"
        )


class EmployerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Employer

    name = factory.Sequence(lambda n: f"Havnens Industri {n} A/S")
    country = "DK"
    language = "da"
    mail_domains = factory.Sequence(lambda n: [f"industri{n}.example"])


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person
        skip_postgeneration_save = True

    first_name = factory.Faker("first_name", locale="da_DK")
    last_name = factory.Faker("last_name", locale="da_DK")
    email = factory.Sequence(lambda n: f"person{n}@mail.example")
    phone = None
    language = "en"
    created_at = LONG_AGO
    sort_key = factory.LazyAttribute(
        lambda made: sort_key(made.first_name, made.name_prefix, made.last_name, made.language, "")
    )
    name_prefix = ""
    password = "!"

    class Params:
        candidate = factory.Trait(
            role_held=factory.RelatedFactory("tests.factories.accounts.MembershipFactory", "person", candidate=True)
        )
        counsellor = factory.Trait(
            role_held=factory.RelatedFactory("tests.factories.accounts.MembershipFactory", "person", counsellor=True)
        )
        coordinator = factory.Trait(
            role_held=factory.RelatedFactory("tests.factories.accounts.MembershipFactory", "person", coordinator=True)
        )
        sponsor = factory.Trait(
            role_held=factory.RelatedFactory("tests.factories.accounts.MembershipFactory", "person", sponsor=True)
        )


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership
        skip_postgeneration_save = True

    person = factory.SubFactory(PersonFactory)
    role = Role.CANDIDATE
    since = LONG_AGO

    class Params:
        candidate = factory.Trait(role=Role.CANDIDATE)
        counsellor = factory.Trait(role=Role.COUNSELLOR, office=factory.SubFactory(OfficeFactory))
        coordinator = factory.Trait(role=Role.COORDINATOR, office=factory.SubFactory(OfficeFactory))
        sponsor = factory.Trait(role=Role.SPONSOR, employer=factory.SubFactory(EmployerFactory))

    @factory.post_generation
    def profile(self, create, extracted, **kwargs):
        if create and self.role in STAFF:
            StaffProfile.objects.get_or_create(person=self.person, defaults={"languages": [self.person.language]})


class PassFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Pass

    class Params:
        token = factory.Sequence(lambda n: f"token-of-a-manager-{n}")

    token_hash = factory.LazyAttribute(lambda made: token_hash(made.token))
    manager = factory.Faker("uuid4", cast_to=None)
    employer = factory.SubFactory(EmployerFactory)
    name = "Bente Krogh"
    language = "da"
    created_at = LONG_AGO
    expires_at = datetime(2099, 1, 1, tzinfo=UTC)


def actor(person: Person, role: Role | None = None) -> Actor:
    """The person acting in this role (or in the only one she has)."""
    return actor_of(person, membership(person, role))


def membership(person: Person, role: Role | None = None) -> Membership:
    found = person.memberships.filter(ended_at=None)
    return (found.filter(role=role) if role else found).get()


def session_of(client, person: Person, role: Role | None, methods) -> None:
    """Put into the client's session what signing in leaves there."""
    session = client.session
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": method, "at": time.time(), "reauthenticated": True} for method in methods
    ]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(person.pk)
    if role is not None:
        session[MEMBERSHIP_KEY] = str(membership(person, role).pk)
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
