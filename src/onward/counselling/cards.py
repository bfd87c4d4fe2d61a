"""How a counsellor is shown to the people she helps. Pure."""

from dataclasses import dataclass

from onward.accounts.models import Person
from onward.core.formats import base_language
from onward.programmes.models import Programme


@dataclass(frozen=True, slots=True)
class Card:
    """Name, picture (a static path, may be empty), town, a sentence of her own in this language, and how to call."""

    name: str
    first_name: str
    portrait: str
    town: str
    quote: str
    phone: str


def card_of(programme: Programme, language: str) -> Card | None:
    """The own counsellor; None while nobody is chosen. Needs counsellor with staff_profile, and office."""
    person: Person | None = programme.counsellor
    if person is None:
        return None
    profile = getattr(person, "staff_profile", None)
    return Card(
        name=person.name,
        first_name=person.first_name,
        portrait=profile.portrait if profile else "",
        town=programme.office.city,
        quote=profile.greetings.get(base_language(language), "") if profile else "",
        phone=(profile.phone if profile else "") or programme.office.phone,
    )
