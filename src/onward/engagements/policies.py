"""Who may see and do what with agreements and orders.

Before the talk an order exists for the coordinators named on its agreement, for its own employer, and for the manager
who holds the talk; for nobody else, counsellors included.
"""

import uuid
from collections.abc import Collection
from typing import Protocol

from django.db.models import Q

from onward.core.access import NOTHING, Actor, Role
from onward.engagements.enums import SAID_TO_BE_HELD
from onward.engagements.models import Agreement, AgreementCoordinator

EVERYTHING = Q()


class OrderSeen(Protocol):
    """An order as `selectors.orders` gives it. is_named: the actor is named on its agreement."""

    @property
    def employer_id(self) -> uuid.UUID: ...

    @property
    def manager_id(self) -> uuid.UUID | None: ...

    @property
    def is_named(self) -> bool: ...


def readable_agreements(actor: Actor) -> Q:
    """Agreements and packages hold nobody's data: every coordinator reads them, an employer its own."""
    match actor.role:
        case Role.COORDINATOR | Role.SYSTEM:
            return EVERYTHING
        case Role.SPONSOR:
            return Q(employer_id=actor.employer_id)
        case _:
            return NOTHING


def may_record_agreement(actor: Actor) -> bool:
    return actor.role in {Role.COORDINATOR, Role.SYSTEM}


def may_change_agreement(actor: Actor, named: Collection[uuid.UUID]) -> bool:
    """Only the coordinators named on it; any coordinator where none of them works here any more.

    named: the people named on the agreement who are coordinators today. Whoever changes the names decides who sees the
    people before their talk.
    """
    if actor.role == Role.COORDINATOR:
        return not named or actor.person_id in named
    return actor.role == Role.SYSTEM


def coordinates_agreement(actor: Actor, agreement: Agreement, named: Collection[uuid.UUID]) -> bool:
    """A coordinator of the office that serves it, or named on it: whose people's hours she sees all together."""
    return actor.role == Role.COORDINATOR and (actor.office_id == agreement.office_id or actor.person_id in named)


def named_agreements(actor: Actor) -> Q:
    """The agreements on which a coordinator is named, as a condition on rows that have an agreement."""
    return Q(agreement__in=AgreementCoordinator.objects.filter(person=actor.person_id).values("agreement"))


def orderable_packages(actor: Actor) -> Q:
    """Packages under which this actor may put people forward."""
    match actor.role:
        case Role.COORDINATOR:
            return named_agreements(actor)
        case Role.SPONSOR:
            return Q(agreement__employer_id=actor.employer_id)
        case Role.SYSTEM:
            return EVERYTHING
        case _:
            return NOTHING


def readable_orders(actor: Actor) -> Q:
    """Rows of `selectors.orders`, whose latest event is `event_kind`."""
    match actor.role:
        case Role.COORDINATOR:
            held = Q(talk_held_at__isnull=False) | Q(event_kind__in=SAID_TO_BE_HELD)
            return named_agreements(actor) | (held & Q(agreement__office=actor.office_id))
        case Role.SPONSOR:
            return Q(employer_id=actor.employer_id)
        case Role.MANAGER:
            return Q(manager_id=actor.manager_id)
        case Role.SYSTEM:
            return EVERYTHING
        case _:
            return NOTHING


def readable_managers(actor: Actor) -> Q:
    """The managers of an employer: for that employer, and for the coordinators named on one of its agreements."""
    match actor.role:
        case Role.COORDINATOR:
            named = AgreementCoordinator.objects.filter(person=actor.person_id)
            return Q(employer__in=named.values("agreement__employer"))
        case Role.SPONSOR:
            return Q(employer_id=actor.employer_id)
        case Role.SYSTEM:
            return EVERYTHING
        case _:
            return NOTHING


def may_lead(actor: Actor, order: OrderSeen) -> bool:
    """Plan the talk, send the manager the link, call the talk off."""
    match actor.role:
        case Role.COORDINATOR:
            return order.is_named
        case Role.SPONSOR:
            return actor.employer_id is not None and order.employer_id == actor.employer_id
        case _:
            return actor.role == Role.SYSTEM


def may_tick(actor: Actor, order: OrderSeen) -> bool:
    """Say that the talk has been held, take that back, say that the letter was handed over."""
    if actor.role == Role.MANAGER:
        return actor.manager_id is not None and order.manager_id == actor.manager_id
    return may_lead(actor, order)


def may_record_manager(actor: Actor, employer: uuid.UUID, led: Collection[uuid.UUID]) -> bool:
    """led: the employers for whose agreements a coordinator is named."""
    match actor.role:
        case Role.COORDINATOR:
            return employer in led
        case Role.SPONSOR:
            return actor.employer_id == employer
        case _:
            return actor.role == Role.SYSTEM


def may_change_order(actor: Actor, order: OrderSeen) -> bool:
    """Mending what the list said is done inside: the employer's side never changes a row."""
    return actor.role in {Role.COORDINATOR, Role.SYSTEM} and may_lead(actor, order)


def may_keep_house(actor: Actor) -> bool:
    """What the worker does by itself: settle ticks, erase what has ended, drop drafts, renew templates."""
    return actor.role == Role.SYSTEM
