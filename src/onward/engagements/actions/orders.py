"""People put forward: one by hand, many by a list."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from onward.accounts.enums import Language
from onward.core.access import Actor, require
from onward.core.errors import Refused
from onward.engagements import policies, selectors
from onward.engagements.actions.history import fresh, trace
from onward.engagements.models import Order
from onward.engagements.people import PutForward, key_of
from onward.engagements.seen import AnyOffer
from onward.privacy import audit

NO_PACKAGE = _("This package can no longer be ordered. Choose another one.")
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """A person, what is ordered for him or her, and the language of the letter."""

    person: PutForward
    package: uuid.UUID
    language: str


@transaction.atomic
def record_order(*, by: Actor, package: uuid.UUID, person: PutForward, language: str, at: datetime) -> Order:
    """Put one person forward by hand. Raises Refused where the package cannot be ordered."""
    order = record_orders(by=by, wanted=[Wanted(person, package, language)], list_id=None, at=at)[0]
    trace(by, "engagements.order_recorded", order.pk, at, after={"package": str(package), "language": language})
    return order


def record_orders(*, by: Actor, wanted: Sequence[Wanted], list_id: uuid.UUID | None, at: datetime) -> list[Order]:
    """Write orders, all or none; the caller leaves the trace. At least a last name each, and nothing too long.

    Raises Refused where a package cannot be ordered.
    """
    packages = {package.pk: package for package in selectors.packages(by, at.date())}
    if any(each.package not in packages for each in wanted):
        raise Refused(NO_PACKAGE, code="no_package")
    made = [_order(by, packages[each.package], each, list_id, at) for each in wanted]
    return Order.objects.bulk_create(made, batch_size=AT_ONCE)


def _order(by: Actor, package: AnyOffer, wanted: Wanted, list_id: uuid.UUID | None, at: datetime) -> Order:
    person = wanted.person.with_addresses_sorted(package.mail_domains).with_phone_as_dialled(package.employer_country)
    if person.does_not_fit:
        raise ValueError(f"not checked before storing: {person.does_not_fit}")
    return Order(
        agreement_id=package.agreement_id,
        employer_id=package.employer_id,
        package_id=package.pk,
        language=Language(wanted.language),
        sort_key=key_of(person, package.office_language, package.office_country),
        created_at=at,
        created_by=by.person_id,
        list_id=list_id,
        **_kept(person),
    )


def _kept(person: PutForward) -> dict[str, Any]:
    return {name: getattr(person, name) for name in PutForward.__dataclass_fields__}


@transaction.atomic
def change_order(
    *, by: Actor, order: uuid.UUID, person: PutForward, package: uuid.UUID, language: str, at: datetime
) -> Order:
    """Mend what the list said, inside only and until the talk has been held: then the person speaks for herself."""
    found = fresh(by, order)
    require(policies.may_change_order(by, found))
    if not found.is_ahead:
        raise Refused(_("The talk has been held. From now on the person's own word counts."))
    packages = {each.pk: each for each in selectors.packages(by, at.date()).filter(agreement=found.agreement_id)}
    if package != found.package_id and package not in packages:
        raise Refused(NO_PACKAGE, code="no_package")
    row = Order.objects.select_related("agreement__employer").get(pk=found.pk)
    employer = row.agreement.employer
    person = person.with_addresses_sorted(employer.mail_domains).with_phone_as_dialled(employer.country)
    now = {
        **_kept(person),
        "package_id": package,
        "language": Language(language),
        "sort_key": key_of(person, found.office_language, found.office_country),
    }
    changed = {name: value for name, value in now.items() if value != getattr(row, name)}
    before = _written({name: getattr(row, name) for name in changed})
    for name, value in changed.items():
        setattr(row, name, value)
    row.save(update_fields=sorted(changed) or None)
    trace(by, "engagements.order_changed", row.pk, at, before, _written(changed))
    return row


def _written(values: Mapping[str, Any]) -> dict[str, str]:
    return {name: "" if value is None else str(value) for name, value in values.items() if name != "sort_key"}


def trace_of_list(by: Actor, agreements: Collection[uuid.UUID], list_id: uuid.UUID, people: int, at: datetime) -> None:
    """One audit row for a whole list: who put how many people forward."""
    after = {"people": people, "agreements": [str(each) for each in agreements]}
    audit.record(by, "engagements.list_recorded", Order(pk=list_id), at=at, after=after)
