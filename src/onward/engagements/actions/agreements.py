"""Agreements, who is named on them, and their packages."""

import uuid
from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from onward.accounts.models import Employer, Membership, Office
from onward.core.access import Actor, Role, require
from onward.core.errors import Refused
from onward.engagements import policies, selectors
from onward.engagements.enums import AgreementKind, Form
from onward.engagements.models import Agreement, AgreementCoordinator, Package, ProgrammeTemplate
from onward.privacy import audit

CHANGEABLE = ("office", "kind", "name", "starts_on", "ends_on", "first_contact_hours", "shows_hours")
NAMED_TWICE = _("This employer has an agreement of that name already. Give this one another name.")
ENDS_TOO_EARLY = _("The last day is before the first.")
NOBODY = _("Name at least one coordinator, or nobody sees the people before their talk.")
PACKAGE_TWICE = _("This agreement has a package of that name already. Give this one another name.")


@transaction.atomic
def record_agreement(
    *,
    by: Actor,
    employer: Employer,
    office: Office,
    kind: str,
    name: str,
    starts_on: date,
    at: datetime,
    ends_on: date | None = None,
    first_contact_hours: int = 16,
    shows_hours: bool = False,
    coordinators: Collection[uuid.UUID] = (),
) -> Agreement:
    """A new frame for orders. A coordinator who records it is named on it; `coordinators` are named as well.

    first_contact_hours: working hours of the office. Raises Refused for a name used twice or an end before the start.
    """
    require(policies.may_record_agreement(by))
    agreement = Agreement(employer=employer, created_at=at)
    values = {
        "office": office,
        "kind": AgreementKind(kind),
        "name": name,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "first_contact_hours": first_contact_hours,
        "shows_hours": shows_hours,
    }
    _store(agreement, values)
    own = {by.key} if by.role == Role.COORDINATOR else set()
    _name(agreement, set(coordinators) | own)
    audit.record(by, "engagements.agreement_recorded", agreement, at=at, after=_shown(agreement))
    return agreement


@transaction.atomic
def change_agreement(*, by: Actor, agreement: Agreement, at: datetime, **values: Any) -> Agreement:
    """Change an agreement; fields as in CHANGEABLE. Programmes that have begun keep the promise they began with."""
    require(policies.may_change_agreement(by, _named(agreement)))
    before = _shown(agreement)
    _store(agreement, values)
    audit.record(by, "engagements.agreement_changed", agreement, at=at, before=before, after=_shown(agreement))
    return agreement


def _store(agreement: Agreement, values: dict[str, Any]) -> None:
    if strange := set(values) - set(CHANGEABLE):
        raise TypeError(f"An agreement has no {sorted(strange)}.")
    for field, value in values.items():
        setattr(agreement, field, value)
    same = Agreement.objects.filter(employer=agreement.employer_id, name__iexact=agreement.name)
    if same.exclude(pk=agreement.pk).exists():
        raise Refused(NAMED_TWICE, code="named_twice")
    if agreement.ends_on and agreement.ends_on < agreement.starts_on:
        raise Refused(ENDS_TOO_EARLY, code="ends_too_early")
    agreement.save()


def _shown(agreement: Agreement) -> dict[str, Any]:
    return {
        "office": str(agreement.office_id),
        "kind": agreement.kind,
        "name": agreement.name,
        "starts_on": agreement.starts_on.isoformat(),
        "ends_on": agreement.ends_on.isoformat() if agreement.ends_on else "",
        "first_contact_hours": agreement.first_contact_hours,
        "shows_hours": agreement.shows_hours,
    }


def _named(agreement: Agreement) -> frozenset[uuid.UUID]:
    return frozenset(each.person_id for each in selectors.named_people(agreement))


@transaction.atomic
def name_coordinators(*, by: Actor, agreement: Agreement, people: Collection[uuid.UUID], at: datetime) -> None:
    """Say which coordinators see the people of this agreement before their talk; replaces those named so far."""
    require(policies.may_change_agreement(by, _named(agreement)))
    before = AgreementCoordinator.objects.filter(agreement=agreement).values_list("person", flat=True)
    held = sorted(str(each) for each in before)
    _name(agreement, set(people))
    audit.record(
        by,
        "engagements.coordinators_named",
        agreement,
        at=at,
        before={"coordinators": held},
        after={"coordinators": sorted(str(each) for each in people)},
    )


def _name(agreement: Agreement, people: set[uuid.UUID]) -> None:
    if not people:
        raise Refused(NOBODY, code="nobody")
    here = Membership.objects.filter(role=Role.COORDINATOR, ended_at=None, person__in=people)
    require(set(here.values_list("person", flat=True)) == people)
    rows = AgreementCoordinator.objects.filter(agreement=agreement)
    rows.exclude(person__in=people).delete()
    known = set(rows.values_list("person", flat=True))
    AgreementCoordinator.objects.bulk_create(
        AgreementCoordinator(agreement=agreement, person_id=person) for person in sorted(people - known, key=str)
    )


@transaction.atomic
def add_package(
    *,
    by: Actor,
    agreement: Agreement,
    template: ProgrammeTemplate,
    name: str,
    months: Decimal,
    minutes: int,
    form: str,
    at: datetime,
    price: Decimal | None = None,
    currency: str = "",
) -> Package:
    """Something that can be ordered. It is never changed, only ended: what was ordered stays what it was."""
    require(policies.may_change_agreement(by, _named(agreement)))
    if Package.objects.filter(agreement=agreement, name__iexact=name).exists():
        raise Refused(PACKAGE_TWICE, code="named_twice")
    package = Package.objects.create(
        agreement=agreement,
        template=template,
        name=name,
        months=months,
        minutes=minutes,
        form=Form(form),
        price=price,
        currency=currency if price is not None else "",
    )
    after = {"agreement": str(agreement.pk), "name": name, "minutes": minutes, "price": str(price or "")}
    audit.record(by, "engagements.package_added", package, at=at, after=after)
    return package


@transaction.atomic
def end_package(*, by: Actor, package: Package, on: date, at: datetime) -> Package:
    """From this day on nobody can order it; who has it keeps it. Ending it twice changes nothing."""
    require(policies.may_change_agreement(by, _named(package.agreement)))
    if package.ended_on is None:
        package.ended_on = on
        package.save(update_fields=["ended_on"])
        audit.record(by, "engagements.package_ended", package, at=at, after={"ended_on": on.isoformat()})
    return package
