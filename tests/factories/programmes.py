"""Programmes from the tick on, with the order they come from. Every name is made up."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import factory

from onward.core import content
from onward.core.names import sort_key
from onward.engagements.actions.templates import fingerprint
from onward.engagements.enums import AgreementKind, Form, TalkEventKind
from onward.engagements.models import Agreement, AgreementCoordinator, Order, Package, ProgrammeTemplate, TalkEvent
from onward.programmes import clock, codes, frozen
from onward.programmes.enums import COUNTED, AttemptKind, HourKind, Presence, State
from onward.programmes.models import ContactAttempt, HourEntry, Invitation, Programme, TemplateCopy
from tests.factories.accounts import EmployerFactory, MembershipFactory, OfficeFactory, PersonFactory

ORDERED = datetime(2026, 10, 27, 9, tzinfo=UTC)
TICKED = datetime(2026, 11, 2, 9, tzinfo=UTC)  # a Monday, 10:00 in Aarhus
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


class TemplateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ProgrammeTemplate
        django_get_or_create = ("key",)

    key = "individual_3_months"
    content = factory.LazyAttribute(lambda made: content.as_copy(made.key))
    shipped_hash = "-"
    changed_at = ORDERED


class AgreementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Agreement
        skip_postgeneration_save = True

    employer = factory.SubFactory(EmployerFactory)
    office = factory.SubFactory(OfficeFactory)
    kind = AgreementKind.SOCIAL_PLAN
    name = factory.Sequence(lambda n: f"Socialplan {n}")
    starts_on = date(2026, 1, 1)
    shows_hours = False
    created_at = ORDERED

    @factory.post_generation
    def named(self, create, extracted, **kwargs):
        for person in extracted or ():
            AgreementCoordinator.objects.create(agreement=self, person=person)


class PackageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Package

    agreement = factory.SubFactory(AgreementFactory)
    template = factory.SubFactory(TemplateFactory)
    name = factory.Sequence(lambda n: f"Individuelt forløb {n}")
    months = Decimal(3)
    minutes = 16 * 60
    form = Form.INDIVIDUAL
    currency = "DKK"

    class Params:
        belgian = factory.Trait(
            template=factory.SubFactory(TemplateFactory, key="belgium_60_hours"), months=Decimal(12), minutes=60 * 60
        )
        quick = factory.Trait(
            template=factory.SubFactory(TemplateFactory, key="quick_search_6_weeks"),
            months=Decimal("1.5"),
            minutes=8 * 60,
        )


class OrderFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Order

    package = factory.SubFactory(PackageFactory)
    agreement = factory.SelfAttribute("package.agreement")
    employer = factory.SelfAttribute("package.agreement.employer")
    first_name = "Mette"
    last_name = factory.Sequence(lambda n: f"Holm {n}")
    name_prefix = ""
    language = "da"
    email = factory.Sequence(lambda n: f"mette{n}@privat.example")
    created_at = ORDERED
    created_by = None
    sort_key = factory.LazyAttribute(lambda made: sort_key(made.first_name, "", made.last_name, "da", "DK"))


class TalkEventFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TalkEvent

    order = factory.SubFactory(OrderFactory)
    kind = TalkEventKind.HELD
    repeated_name = factory.LazyAttribute(lambda made: "Mette Holm" if made.kind == TalkEventKind.HELD else "")
    at = TICKED
    by = factory.Faker("uuid4", cast_to=None)
    by_name = "Henriette Dahl"


class TemplateCopyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TemplateCopy
        django_get_or_create = ("digest",)

    body = factory.LazyFunction(lambda: content.as_copy("individual_3_months"))
    digest = factory.LazyAttribute(lambda made: fingerprint(made.body))


def _of_template(name):
    return factory.LazyAttribute(lambda made: frozen.columns_of(made.template.body["structure"])[name])


class ProgrammeFactory(factory.django.DjangoModelFactory):
    """Under way since 4 November, with a counsellor; its candidate has an address and was heard by voice."""

    class Meta:
        model = Programme

    order = factory.SubFactory(OrderFactory)
    agreement = factory.SelfAttribute("order.agreement")
    employer = factory.SelfAttribute("order.employer")
    office = factory.SelfAttribute("order.agreement.office")
    candidate = factory.SubFactory(
        PersonFactory,
        candidate=True,
        first_name=factory.SelfAttribute("..order.first_name"),
        last_name=factory.SelfAttribute("..order.last_name"),
    )
    counsellor = factory.SubFactory(PersonFactory, counsellor=True, first_name="Karen", last_name="Lindqvist")
    template = factory.SubFactory(TemplateCopyFactory, body=factory.SelfAttribute("..order.package.template.content"))
    weeks = _of_template("weeks")
    periods = _of_template("periods")
    counts_from_agreed_day = _of_template("counts_from_agreed_day")
    rhythm_days = _of_template("rhythm_days")
    months = factory.SelfAttribute("order.package.months")
    minutes = factory.SelfAttribute("order.package.minutes")
    shows_hours = factory.SelfAttribute("order.agreement.shows_hours")
    state = State.UNDER_WAY
    ticked_at = TICKED
    clock_due_at = factory.LazyAttribute(lambda made: clock.due_at(made.office, made.ticked_at, 16))
    first_contact_at = TICKED + timedelta(hours=5)
    last_talk_at = factory.SelfAttribute("first_contact_at")
    identity_confirmed_at = TICKED + timedelta(hours=5)
    identity_confirmed_by = factory.Faker("uuid4", cast_to=None)
    starts_on = date(2026, 11, 4)

    class Params:
        invited = factory.Trait(
            state=State.INVITED,
            first_contact_at=None,
            identity_confirmed_at=None,
            identity_confirmed_by=None,
            starts_on=None,
        )
        accepted = factory.Trait(state=State.ACCEPTED, starts_on=None)
        ended = factory.Trait(state=State.ENDED, ended_on=date(2026, 11, 20))
        shown = factory.Trait(shows_hours=True)
        belgian = factory.Trait(
            order=factory.SubFactory(
                OrderFactory,
                package=factory.SubFactory(
                    PackageFactory,
                    belgian=True,
                    agreement=factory.SubFactory(
                        AgreementFactory,
                        office=factory.SubFactory(OfficeFactory, belgian=True),
                        employer=factory.SubFactory(EmployerFactory, country="BE"),
                    ),
                ),
            ),
            shows_hours=True,
        )


class InvitationFactory(factory.django.DjangoModelFactory):
    """Comes with its code in plain, as `invitation.code`: the row itself cannot say it once it was used."""

    class Meta:
        model = Invitation

    programme = factory.SubFactory(ProgrammeFactory, invited=True)
    code = factory.LazyFunction(codes.new_code)
    code_hash = factory.LazyAttribute(lambda made: codes.hash_of(made.code))
    sealed_code = factory.LazyAttribute(lambda made: codes.seal(made.code))
    created_at = TICKED
    expires_at = TICKED + timedelta(days=21)

    @classmethod
    def _create(cls, model_class, *args, code, **kwargs):
        made = super()._create(model_class, *args, **kwargs)
        made.code = code
        return made


class HourEntryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = HourEntry

    programme = factory.SubFactory(ProgrammeFactory)
    kind = HourKind.INDIVIDUAL
    minutes = 60
    held_on = date(2026, 11, 4)
    booked_at = datetime(2026, 11, 4, 15, tzinfo=UTC)
    booked_by = factory.SelfAttribute("programme.counsellor.pk")
    given_by = factory.SelfAttribute("booked_by")
    presence = factory.LazyAttribute(lambda made: Presence.THERE if made.kind in COUNTED else Presence.WITHOUT)
    answer_until = factory.LazyAttribute(lambda made: made.booked_at.date() + timedelta(days=14))


def talk_with(programme: Programme, at: datetime) -> None:
    """The counsellor has spoken with the candidate."""
    ContactAttempt.objects.create(programme=programme, kind=AttemptKind.TALK, at=at, by=programme.counsellor_id)
    keep_talk(programme, at)


def keep_talk(programme: Programme, at: datetime) -> None:
    programme.first_contact_at = programme.first_contact_at or at
    programme.last_talk_at = max(at, programme.last_talk_at or at)
    programme.save(update_fields=["first_contact_at", "last_talk_at"])


def begun_with(programme: Programme, **structure: object) -> Programme:
    """The programme as if its template had said this when it began."""
    body = {**programme.template.body, "structure": {**programme.template.body["structure"], **structure}}
    programme.template = TemplateCopyFactory(body=body)
    for name, value in frozen.columns_of(body["structure"]).items():
        setattr(programme, name, value)
    programme.save()
    return programme


def coordinator_of(programme: Programme):
    """A coordinator in the office that serves this programme."""
    return MembershipFactory(person=PersonFactory(), role="coordinator", office=programme.office).person


def sponsor_of(programme: Programme):
    """The employer's contact."""
    return MembershipFactory(person=PersonFactory(), role="sponsor", employer=programme.employer).person
