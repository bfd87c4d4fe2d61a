"""Agreements, packages, orders and their talks. Made-up names that test what names do."""

from datetime import UTC, date, datetime
from decimal import Decimal

import factory

from onward.core.names import sort_key
from onward.engagements.enums import AgreementKind, Form, TalkEventKind, TalkKind
from onward.engagements.models import (
    Agreement,
    AgreementCoordinator,
    Manager,
    Order,
    Package,
    ProgrammeTemplate,
    TalkEvent,
    TalkPlan,
)
from tests.factories.accounts import EmployerFactory, OfficeFactory

ORDERED_AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
TALK_AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
TICKED_AT = datetime(2026, 11, 24, 9, 40, tzinfo=UTC)


class TemplateFactory(factory.django.DjangoModelFactory):
    """A template as it is after loading; the content is a stand-in unless a test needs the real one."""

    class Meta:
        model = ProgrammeTemplate
        django_get_or_create = ("key",)

    key = "individual_3_months"
    content = factory.LazyFunction(
        lambda: {
            "structure": {"key": "individual_3_months", "months": 3, "individual_hours": 24, "group_hours": 0},
            "texts": {
                code: {"name": "Individual, 3 months", "summary": "A course."} for code in ("en", "da", "nb", "nl")
            },
        }
    )
    shipped_hash = "0" * 64
    changed_at = ORDERED_AT


class AgreementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Agreement
        skip_postgeneration_save = True

    employer = factory.SubFactory(EmployerFactory)
    office = factory.SubFactory(OfficeFactory)
    kind = AgreementKind.SOCIAL_PLAN
    name = factory.Sequence(lambda n: f"Social plan {n}")
    starts_on = date(2026, 1, 1)
    created_at = ORDERED_AT

    @factory.post_generation
    def coordinators(self, create, extracted, **kwargs):
        """`AgreementFactory(coordinators=[person])` names them."""
        for person in extracted or ():
            AgreementCoordinator.objects.create(agreement=self, person=person)


class PackageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Package

    agreement = factory.SubFactory(AgreementFactory)
    template = factory.SubFactory(TemplateFactory)
    name = factory.Sequence(lambda n: f"Individual, 3 months ({n})")
    months = Decimal(3)
    minutes = 24 * 60
    form = Form.INDIVIDUAL


class ManagerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Manager

    employer = factory.SubFactory(EmployerFactory)
    name = "Bente Krogh"
    email = "bente.krogh@industri.example"
    language = "da"
    created_at = ORDERED_AT


class OrderFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Order
        skip_postgeneration_save = True

    agreement = factory.SubFactory(AgreementFactory)
    employer = factory.SelfAttribute("agreement.employer")
    package = factory.SubFactory(PackageFactory, agreement=factory.SelfAttribute("..agreement"))
    employee_number = factory.Sequence(lambda n: f"{n:05}")
    first_name = "Søren"
    name_prefix = ""
    last_name = factory.Sequence(lambda n: f"Ågård-Ünal {n}")
    sort_key = factory.LazyAttribute(
        lambda made: sort_key(
            made.first_name,
            made.name_prefix,
            made.last_name,
            made.agreement.office.language,
            made.agreement.office.country,
        )
    )
    language = "da"
    job_title = "Smed"
    department = "Værksted"
    created_at = ORDERED_AT

    @factory.post_generation
    def talk(self, create, extracted, **kwargs):
        """`OrderFactory(talk="planned")`, "held", "handed_over", "taken_back", "called_off"; `talk__manager=…`."""
        if not extracted:
            return
        kwargs.setdefault("kind", TalkKind.DISMISSAL)
        TalkPlanFactory(order=self, **kwargs)
        if extracted in ("taken_back", "handed_over"):
            TalkEventFactory(order=self)
        if extracted != "planned":
            at = TICKED_AT if extracted == "held" else TICKED_AT.replace(minute=50)
            name = "Søren" if extracted == "held" else ""
            TalkEventFactory(order=self, kind=TalkEventKind(extracted), at=at, repeated_name=name)


class TalkPlanFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TalkPlan

    order = factory.SubFactory(OrderFactory)
    kind = TalkKind.DISMISSAL
    talk_at = TALK_AT
    manager = None
    at = ORDERED_AT


class TalkEventFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TalkEvent

    order = factory.SubFactory(OrderFactory)
    kind = TalkEventKind.HELD
    repeated_name = "Søren"
    at = TICKED_AT
    by_name = "Bente Krogh"
