"""One person as an employer puts him or her forward, before there is an order. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Self

import phonenumbers

from onward.core.names import full_name, sort_key
from onward.engagements.models import Order
from onward.engagements.naming import is_in_domain

TEXTS = (
    "employee_number",
    "first_name",
    "name_prefix",
    "last_name",
    "email",
    "work_email",
    "phone",
    "job_title",
    "department",
)
DATES = ("hired_on", "notice_on", "last_day_on")
LONGEST = {name: Order._meta.get_field(name).max_length for name in TEXTS}


@dataclass(frozen=True, slots=True)
class PutForward:
    """What an order keeps of a person. last_name is whole, with its prefix; nothing is ever sent to work_email."""

    first_name: str = ""
    name_prefix: str = ""
    last_name: str = ""
    employee_number: str = ""
    email: str = ""
    work_email: str = ""
    phone: str = ""
    job_title: str = ""
    department: str = ""
    hired_on: date | None = None
    notice_on: date | None = None
    last_day_on: date | None = None

    @property
    def name(self) -> str:
        return full_name(self.first_name, self.name_prefix, self.last_name)

    @property
    def does_not_fit(self) -> tuple[str, ...]:
        """The fields that cannot be stored as they are: a last name that is missing, a text that is too long."""
        long = [name for name in TEXTS if len(getattr(self, name)) > LONGEST[name]]
        return tuple(long if self.last_name else ["last_name", *long])

    def with_addresses_sorted(self, own_domains: Collection[str]) -> Self:
        """An address in the employer's own domain is the work address, wherever it was written."""
        if not self.email or not is_in_domain(self.email, own_domains):
            return self
        return replace(self, email="", work_email=self.email)

    def with_phone_as_dialled(self, country: str) -> Self:
        """The number in international form, if it is one; a number without country code is one of `country`."""
        return replace(self, phone=dialled(self.phone, country))

    def as_json(self) -> dict[str, Any]:
        """Only what is there, dates in ISO form."""
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value.isoformat() if name in DATES else value for name, value in found.items() if value}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        return cls(**{name: date.fromisoformat(value) if name in DATES else value for name, value in data.items()})


def dialled(number: str, country: str) -> str:
    """A phone number in E.164, or as it was written where it is none."""
    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return number
    if not phonenumbers.is_possible_number(parsed):
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def key_of(person: PutForward, language: str, country: str) -> str:
    """Where the person stands in a list of this language and country."""
    return sort_key(person.first_name, person.name_prefix, person.last_name, language, country)
