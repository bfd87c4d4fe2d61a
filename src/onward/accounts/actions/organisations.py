"""Offices and employers."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from onward.accounts import policies
from onward.accounts.models import Employer, Office
from onward.core.access import Actor, require
from onward.core.errors import Refused
from onward.jurisdictions.working_time import OpeningHours
from onward.privacy import audit

OFFICE_FIELDS = ("name", "street", "postcode", "city", "country", "timezone", "phone", "language")
EMPLOYER_FIELDS = ("name", "country", "language", "field")


@transaction.atomic
def create_office(
    *, by: Actor, at: datetime, hours: OpeningHours, closed_days: Iterable[date] = (), **fields: Any
) -> Office:
    """A new place of the provider; fields as in OFFICE_FIELDS. Its hours and closed days run the clocks it serves."""
    require(policies.may_organise(by))
    office = Office()
    _store_office(office, hours, closed_days, fields)
    audit.record(by, "accounts.office_created", office, at=at, after=_shown_office(office))
    return office


@transaction.atomic
def change_office(
    *, by: Actor, office: Office, at: datetime, hours: OpeningHours, closed_days: Iterable[date] = (), **fields: Any
) -> Office:
    """Change an office. New hours count from now on: a clock that has stopped keeps what it showed."""
    require(policies.may_organise(by))
    before = _shown_office(office)
    _store_office(office, hours, closed_days, fields)
    audit.record(by, "accounts.office_changed", office, at=at, before=before, after=_shown_office(office))
    return office


def _store_office(office: Office, hours: OpeningHours, closed_days: Iterable[date], fields: Mapping[str, Any]) -> None:
    _take(office, fields, OFFICE_FIELDS)
    if Office.objects.exclude(pk=office.pk).filter(name__iexact=office.name).exists():
        raise Refused(_("There is an office of this name already."))
    office.hours = hours.to_json()
    office.closed_days = sorted(set(closed_days))
    office.save()


def _shown_office(office: Office) -> dict[str, Any]:
    closed = [day.isoformat() for day in office.closed_days]
    return {"name": office.name, "hours": office.hours, "closed_days": closed, "timezone": office.timezone}


@transaction.atomic
def create_employer(
    *, by: Actor, at: datetime, mail_domains: Iterable[str] = (), is_demo: bool = False, **fields: Any
) -> Employer:
    """An organisation that pays; fields as in EMPLOYER_FIELDS."""
    require(policies.may_organise(by))
    employer = Employer(is_demo=is_demo)
    _store_employer(employer, mail_domains, fields)
    audit.record(by, "accounts.employer_created", employer, at=at, after=_shown_employer(employer))
    return employer


@transaction.atomic
def change_employer(
    *, by: Actor, employer: Employer, at: datetime, mail_domains: Iterable[str] = (), **fields: Any
) -> Employer:
    """Change an employer. A new mail domain counts for everything that is written from now on."""
    require(policies.may_organise(by))
    before = _shown_employer(employer)
    _store_employer(employer, mail_domains, fields)
    audit.record(by, "accounts.employer_changed", employer, at=at, before=before, after=_shown_employer(employer))
    return employer


def _store_employer(employer: Employer, mail_domains: Iterable[str], fields: Mapping[str, Any]) -> None:
    _take(employer, fields, EMPLOYER_FIELDS)
    if Employer.objects.exclude(pk=employer.pk).filter(name__iexact=employer.name).exists():
        raise Refused(_("There is an employer of this name already."))
    employer.mail_domains = sorted({domain.lower().lstrip("@") for domain in mail_domains})
    employer.save()


def _shown_employer(employer: Employer) -> dict[str, Any]:
    return {"name": employer.name, "country": employer.country, "mail_domains": employer.mail_domains}


def _take(thing: Office | Employer, fields: Mapping[str, Any], known: tuple[str, ...]) -> None:
    if strange := set(fields) - set(known):
        raise TypeError(f"{type(thing).__name__} has no {sorted(strange)}.")
    for name, value in fields.items():
        setattr(thing, name, value)
