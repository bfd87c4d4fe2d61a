"""Reads. An employer's side reads views, coordinators read tables annotated alike: pages need not know which."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from django.db.models import BooleanField, Count, Exists, F, Max, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum, Value

from onward.accounts.models import Employer, Membership
from onward.accounts.selectors import open_passes
from onward.core.access import Actor, Role
from onward.engagements import policies
from onward.engagements.enums import (
    ERASED_AFTER,
    LINK_RESTS,
    SAID_TO_BE_HELD,
    TAKE_BACK_WITHIN,
    TalkEventKind,
    TalkState,
)
from onward.engagements.models import (
    Agreement,
    AgreementCoordinator,
    ColumnMeaning,
    EmployerAgreement,
    EmployerColumnMeaning,
    EmployerManager,
    EmployerOrder,
    EmployerPackage,
    Manager,
    Order,
    OwnListDraft,
    Package,
    ProgrammeTemplate,
    TalkEvent,
    TalkPlan,
    Tally,
)
from onward.engagements.seen import EmployerOffer, InsideOffer, InsideOrder

LOOKING_BACK = timedelta(days=7)  # a letter that nobody handed over by then is no news any more
NOT_SAID = Q(event_kind=None) | Q(event_kind=TalkEventKind.TAKEN_BACK)
CONDITIONS: Mapping[TalkState, Q] = {
    TalkState.TO_PLAN: NOT_SAID & Q(talk_at=None),
    TalkState.PLANNED: NOT_SAID & Q(talk_at__isnull=False),
    TalkState.HELD: Q(event_kind=TalkEventKind.HELD),
    TalkState.HANDED_OVER: Q(event_kind=TalkEventKind.HANDED_OVER),
    TalkState.CALLED_OFF: Q(event_kind=TalkEventKind.CALLED_OFF),
}


# Agreements ---------------------------------------------------------------------------------------------------------


def agreements(actor: Actor) -> QuerySet[Agreement] | QuerySet[EmployerAgreement]:
    """In order of employer and name. Inside with employer, office and whether the actor is named on it."""
    allowed = policies.readable_agreements(actor)
    if actor.is_employer_side:
        return EmployerAgreement.objects.filter(allowed).order_by("name")
    return (
        Agreement.objects.filter(allowed)
        .select_related("employer", "office")
        .annotate(is_named=_is_named(actor, OuterRef("pk")))
        .order_by("employer__name", "-starts_on", "name")
    )


def named_people(agreement: Agreement) -> list[AgreementCoordinator]:
    """Who is named on an agreement and works here as a coordinator today."""
    today = Membership.objects.filter(role=Role.COORDINATOR, ended_at=None, person__is_active=True)
    named = AgreementCoordinator.objects.filter(agreement=agreement, person__in=today.values("person"))
    return list(named.select_related("person").order_by("person__sort_key"))


def employers_with_orders(actor: Actor) -> QuerySet[Employer]:
    """The employers whose orders a coordinator works with."""
    return Employer.objects.filter(pk__in=led_employers(actor)).order_by("name")


def packages_of(agreement: Agreement) -> QuerySet[Package]:
    """All packages of an agreement, those that can still be ordered first."""
    return (
        Package.objects.filter(agreement=agreement).select_related("template").order_by("ended_on", "name").reverse()
    )


def packages(actor: Actor, on: date) -> QuerySet[InsideOffer] | QuerySet[EmployerOffer]:
    """What this actor may order on a day, with the names of agreement and employer."""
    running = (Q(agreement__ends_on=None) | Q(agreement__ends_on__gte=on)) & Q(ended_on=None)
    allowed = policies.orderable_packages(actor)
    by_name = ("employer_name", "agreement_name", "name")
    if actor.is_employer_side:
        return (
            EmployerPackage.objects.filter(running & allowed)
            .annotate(
                agreement_name=F("agreement__name"),
                employer_id=F("agreement__employer_id"),
                employer_name=F("agreement__employer_name"),
                employer_country=F("agreement__employer_country"),
                mail_domains=F("agreement__mail_domains"),
                office_language=F("agreement__office_language"),
                office_country=F("agreement__office_country"),
            )
            .order_by(*by_name)
        )
    return (
        Package.objects.filter(running & allowed)
        .annotate(
            agreement_name=F("agreement__name"),
            employer_id=F("agreement__employer_id"),
            employer_name=F("agreement__employer__name"),
            employer_country=F("agreement__employer__country"),
            mail_domains=F("agreement__employer__mail_domains"),
            office_language=F("agreement__office__language"),
            office_country=F("agreement__office__country"),
        )
        .order_by(*by_name)
    )


def with_packages(found: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Agreements with the number of packages that can be ordered and the names of those who see the people."""
    named = AgreementCoordinator.objects.select_related("person").order_by("person__sort_key")
    return found.annotate(open_packages=Count("packages", filter=Q(packages__ended_on=None))).prefetch_related(
        Prefetch("named", queryset=named)
    )


def packages_to_end(actor: Actor) -> QuerySet[Package]:
    """Packages a coordinator sees, ended or not; the action asks whether she may end them."""
    allowed = policies.may_record_agreement(actor)
    found = Package.objects.all() if allowed else Package.objects.none()
    return found.select_related("agreement")


def tallies(agreement: Agreement) -> dict[str, int]:
    """How many people were erased, by reason."""
    found = Tally.objects.filter(agreement=agreement).order_by("kind").values("kind").annotate(people=Sum("number"))
    return {each["kind"]: each["people"] for each in found}


@dataclass(frozen=True, slots=True)
class ShownTemplate:
    """A template as it is offered to a coordinator, in one language."""

    template: ProgrammeTemplate
    key: str
    name: str
    summary: str


def shown_templates(actor: Actor, language: str) -> list[ShownTemplate]:
    """The templates with their names in a language, by name."""
    found = [
        ShownTemplate(each, each.key, texts["name"], texts["summary"])
        for each in templates(actor)
        if (texts := each.content["texts"].get(language) or each.content["texts"]["en"])
    ]
    return sorted(found, key=lambda shown: shown.name)


def templates(actor: Actor) -> QuerySet[ProgrammeTemplate]:
    """The courses a coordinator can offer under an agreement."""
    allowed = policies.may_record_agreement(actor)
    return (ProgrammeTemplate.objects.all() if allowed else ProgrammeTemplate.objects.none()).order_by("key")


# Orders -------------------------------------------------------------------------------------------------------------


def orders(actor: Actor) -> QuerySet[InsideOrder] | QuerySet[EmployerOrder]:
    """Every order this actor may see, with its latest plan and event, by name."""
    allowed = policies.readable_orders(actor)
    if actor.is_employer_side:
        return EmployerOrder.objects.filter(allowed).order_by("sort_key", "pk")
    return with_talk(Order.objects.all(), actor).filter(allowed).order_by("sort_key", "pk")


def own_orders(actor: Actor) -> QuerySet[InsideOrder] | QuerySet[EmployerOrder]:
    """The orders an actor works with: a coordinator those of the agreements that name her; none called off."""
    if actor.is_employer_side:
        return _of_employer(actor)
    return with_talk(_not_called_off(), actor).filter(_led(actor)).order_by("sort_key", "pk")


def own_talks(actor: Actor) -> QuerySet[Order] | QuerySet[EmployerOrder]:
    """The same orders with what lists are narrowed by, and no names around them: to count them, or to find keys."""
    if actor.is_employer_side:
        return _of_employer(actor)
    found = _not_called_off().annotate(**_talk("talk_at", "manager_id", "event_kind", "event_at"))
    return found.filter(_led(actor)).order_by("sort_key", "pk")


def _of_employer(actor: Actor) -> QuerySet[EmployerOrder]:
    own = EmployerOrder.objects.filter(policies.readable_orders(actor)).order_by("sort_key", "pk")
    return own.exclude(event_kind=TalkEventKind.CALLED_OFF)


@cache
def _not_called_off() -> QuerySet[Order]:
    """Put together once, like all that is the same whoever asks: a question costs more to write than to answer."""
    called_off = TalkEvent.objects.filter(order=OuterRef("pk"), kind=TalkEventKind.CALLED_OFF)
    return Order.objects.filter(~Exists(called_off))


def _led(actor: Actor) -> Q:
    return policies.named_agreements(actor) if actor.role == Role.COORDINATOR else policies.readable_orders(actor)


def with_talk(rows: QuerySet[Order], actor: Actor) -> QuerySet[InsideOrder]:
    """Orders annotated as the employer's view is: plan, latest event, tick, and the names around them."""
    found: Any = rows.annotate(
        **_talk(),
        package_name=F("package__name"),
        is_named=_is_named(actor, OuterRef("agreement")),
        agreement_name=F("agreement__name"),
        employer_name=F("agreement__employer__name"),
        office_name=F("agreement__office__name"),
        office_phone=F("agreement__office__phone"),
        office_timezone=F("agreement__office__timezone"),
        office_language=F("agreement__office__language"),
        office_country=F("agreement__office__country"),
    )
    return found


@cache
def _talk(*names: str) -> Mapping[str, Subquery]:
    """What the latest plan and the latest event say: all of it, or the part that is asked for."""
    plans = TalkPlan.objects.filter(order=OuterRef("pk")).order_by("-at", "pk")
    events = TalkEvent.objects.filter(order=OuterRef("pk")).order_by("-at", "pk")
    ticks = events.order_by().filter(kind=TalkEventKind.HELD).values("order").annotate(latest=Max("at"))
    known = {
        "plan_kind": Subquery(plans.values("kind")[:1]),
        "talk_at": Subquery(plans.values("talk_at")[:1]),
        "manager_id": Subquery(plans.values("manager")[:1]),
        "manager_name": Subquery(plans.values("manager__name")[:1]),
        "event_kind": Subquery(events.values("kind")[:1]),
        "event_at": Subquery(events.values("at")[:1]),
        "event_by_name": Subquery(events.values("by_name")[:1]),
        "ticked_at": Subquery(ticks.values("latest")),
    }
    return {name: known[name] for name in names} if names else known


def _is_named(actor: Actor, agreement: OuterRef) -> Exists | Value:
    if actor.role == Role.SYSTEM:
        return Value(True, output_field=BooleanField())
    return Exists(AgreementCoordinator.objects.filter(agreement=agreement, person=actor.person_id))


class Choice:
    """What a list of orders can be narrowed to."""

    AHEAD = "ahead"
    TO_PLAN = "to_plan"
    PLANNED = "planned"
    OVERDUE = "overdue"
    HELD = "held"
    ALL = "all"


def narrowed(
    found: QuerySet,
    choice: str,
    at: datetime,
    *,
    employer: uuid.UUID | None = None,
    list_id: uuid.UUID | None = None,
    name: str = "",
) -> QuerySet:
    """Some of the orders of `own_orders`; of one employer, of one list, with parts of a name where they are given."""
    for part in name.split():
        found = found.filter(Q(first_name__icontains=part) | Q(last_name__icontains=part))
    if employer:
        found = found.filter(employer_id=employer)
    if list_id:
        found = found.filter(list_id=list_id)
    ahead = Q(talk_held_at=None) if found.model is Order else Q()  # by the index that leaves the past aside
    match choice:
        case Choice.TO_PLAN:
            return found.filter(ahead & CONDITIONS[TalkState.TO_PLAN])
        case Choice.PLANNED:
            return found.filter(ahead & CONDITIONS[TalkState.PLANNED] & Q(talk_at__gte=at))
        case Choice.OVERDUE:
            return found.filter(ahead & CONDITIONS[TalkState.PLANNED] & Q(talk_at__lt=at))
        case Choice.HELD:
            settled = Q(talk_held_at__isnull=False) if found.model is Order else Q()
            return found.filter(settled | Q(event_kind__in=SAID_TO_BE_HELD))
        case Choice.ALL:
            return found
        case _:
            return found.filter(ahead & NOT_SAID)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for somebody on the employer's side or for its coordinator, as numbers of people."""

    to_plan: int
    planned: int
    overdue: int
    to_hand_over: int

    @property
    def anything(self) -> bool:
        return bool(self.to_plan or self.overdue or self.to_hand_over)


def waiting(actor: Actor, at: datetime) -> Waiting:
    """How many talks are to be planned, planned, passed without a word, and how many letters not handed over."""
    found = own_talks(actor).order_by()
    if found.model is Order:
        found = found.filter(Q(talk_held_at=None) | Q(talk_held_at__gt=at - LOOKING_BACK))
    planned = CONDITIONS[TalkState.PLANNED]
    numbers = found.aggregate(
        to_plan=Count("pk", filter=CONDITIONS[TalkState.TO_PLAN]),
        planned=Count("pk", filter=planned & Q(talk_at__gte=at)),
        overdue=Count("pk", filter=planned & Q(talk_at__lt=at)),
        to_hand_over=Count("pk", filter=CONDITIONS[TalkState.HELD] & Q(event_at__gt=at - LOOKING_BACK)),
    )
    return Waiting(**numbers)


def held_but_not_settled(actor: Actor, at: datetime) -> QuerySet[InsideOrder]:
    """Orders whose tick can no longer be taken back and that do not carry the moment yet. For the worker."""
    found = with_talk(Order.objects.filter(talk_held_at=None), actor).filter(policies.readable_orders(actor))
    return found.filter(event_kind__in=SAID_TO_BE_HELD, ticked_at__lt=at - TAKE_BACK_WITHIN).order_by("pk")


def ended_orders(actor: Actor, at: datetime) -> QuerySet[InsideOrder]:
    """Orders whose person is to be erased: called off, or not held so long after the date. For the worker."""
    found = with_talk(Order.objects.filter(talk_held_at=None), actor).filter(policies.readable_orders(actor))
    long_ago = at - ERASED_AFTER
    too_late = NOT_SAID & (Q(talk_at__lt=long_ago) | Q(talk_at=None, created_at__lt=long_ago))
    return found.filter(CONDITIONS[TalkState.CALLED_OFF] | too_late).order_by("created_at", "pk")


def managers(actor: Actor, employer: uuid.UUID) -> QuerySet[Manager] | QuerySet[EmployerManager]:
    """Who has held or will hold talks for this employer."""
    model = EmployerManager if actor.is_employer_side else Manager
    return model.objects.filter(policies.readable_managers(actor), employer_id=employer).order_by("name", "pk")


def last_planned_talk(actor: Actor, manager: uuid.UUID) -> datetime | None:
    """The day of the last talk that a manager has still to hold, among the orders this actor sees."""
    ahead = orders(actor).order_by().filter(NOT_SAID, manager_id=manager)
    return ahead.aggregate(last=Max("talk_at"))["last"]


def idle_managers(actor: Actor, at: datetime) -> list[tuple[uuid.UUID, uuid.UUID]]:
    """Managers, each with the employer, whose link still opens though every talk was over some days ago. For the
    worker.

    Somebody whose talks were given to others is idle once the link itself is that old.
    """
    long_ago = at - LINK_RESTS
    held = set(open_passes(at).filter(created_at__lte=long_ago).values_list("manager", "employer"))
    plans = TalkPlan.objects.filter(manager__in=[manager for manager, _employer in held])
    talks = with_talk(Order.objects.filter(pk__in=plans.values("order")), actor).filter(
        policies.readable_orders(actor)
    )
    busy = set(talks.filter(NOT_SAID | Q(event_at__gt=long_ago)).values_list("manager_id", flat=True))
    return sorted((manager, employer) for manager, employer in held if manager not in busy)


def led_employers(actor: Actor) -> frozenset[uuid.UUID]:
    """The employers of the agreements on which a coordinator is named."""
    if actor.role != Role.COORDINATOR:
        return frozenset()
    named = AgreementCoordinator.objects.filter(person=actor.person_id)
    return frozenset(named.values_list("agreement__employer", flat=True))


def earlier_orders(actor: Actor, employer: uuid.UUID) -> list[tuple[uuid.UUID, str, str, str, str, datetime]]:
    """Id, number, first and last name, private address and day of every order of an employer that this actor sees."""
    columns = ("pk", "employee_number", "first_name", "last_name", "email", "created_at")
    return list(own_orders(actor).filter(employer_id=employer).order_by("created_at").values_list(*columns))


# Lists --------------------------------------------------------------------------------------------------------------


def drafts(actor: Actor, at: datetime) -> QuerySet[OwnListDraft]:
    """The lists this person is checking; the database shows nobody else's. None that has expired."""
    return OwnListDraft.objects.filter(person=actor.key, expires_at__gt=at)


def column_meanings(actor: Actor, employer: uuid.UUID, headers: Collection[str] | None = None) -> dict[str, str]:
    """What the columns of this employer's lists mean, as somebody said by hand; the latest word counts."""
    model = EmployerColumnMeaning if actor.is_employer_side else ColumnMeaning
    found = model.objects.filter(employer_id=employer).order_by("at").values_list("header", "field")
    known = dict(found)
    return known if headers is None else {name: known[name] for name in headers if name in known}
