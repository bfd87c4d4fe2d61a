"""What the pages of the beginning say, taken from the content in the language of the reader. Pure."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onward.core import content
from onward.core.content_schema import Consent
from onward.core.context import provider
from onward.counselling.cards import Card
from onward.counselling.handing_over import Fit, Near
from onward.programmes.models import Programme
from onward.scheduling.enums import MeetingForm

SEEN = ("answer", "state")
SEEN_WHERE_AGREED = ("dates", "hours")
NEVER = ("minutes_and_messages", "search", "profile", "wellbeing")


def consent_words(kind: str, language: str, employer: str) -> Consent:
    """The words of a consent with the names put in."""
    said = content.consent(kind, language)
    values = {"provider": provider().name, "employer": employer}
    return content.fill(said, {name: values[name] for name in content.placeholders(said)})


def health_words(language: str, employer: str) -> Consent:
    return consent_words("health", language, employer)


def terms_words(language: str, employer: str) -> Consent:
    return consent_words("terms", language, employer)


def said_before_yes(programme: Programme, language: str) -> dict[str, Any]:
    """What the employer sees and never sees, and the duties of all three, short enough for a phone."""
    sees = content.sees(language)
    seen = [sees.always[key] for key in SEEN]
    if programme.shows_hours:
        seen += [sees.where_agreed[key] for key in SEEN_WHERE_AGREED]
    return {
        "sees": sees,
        "seen": seen,
        "never": [sees.never[key] for key in NEVER],
        "duties": content.duties(language),
        "in_house": settings.PROVIDER_IN_HOUSE,
    }


def ways_of(forms: list[str], programme: Programme, card: Card | None) -> list[tuple[str, str]]:
    """Ways to meet as a candidate chooses among them."""
    return ways_with(forms, programme, card.first_name if card else "")


def ways_with(forms: Iterable[str], programme: Programme, name: str) -> list[tuple[str, str]]:
    """The same with somebody of this first name."""
    words = {
        MeetingForm.PHONE: _("Phone: %(name)s calls you") % {"name": name},
        MeetingForm.VIDEO: _("Video"),
        MeetingForm.OFFICE: _("At our office in %(town)s") % {"town": programme.office.city},
        MeetingForm.EMPLOYER: _("At %(employer)s") % {"employer": programme.employer.name},
    }
    return [(form, words[MeetingForm(form)]) for form in forms]


# Who could help meanwhile -----------------------------------------------------------------------------------------


def words_of_fit(name: str, language: str, fit: Fit) -> str:
    """A colleague and why she would suit, or not, in one line."""
    near = {
        Near.OFFICE: _("same office"),
        Near.TOWN: _("same town"),
        Near.COUNTRY: _("another town"),
        Near.FAR: _("another country"),
    }
    speaks = _("speaks %(language)s") if fit.speaks else _("does not speak %(language)s")
    left = int(fit.colleague.room - fit.asked)
    room = ngettext("room for %(number)s more meeting a week", "room for %(number)s more meetings a week", left)
    return _("%(name)s: %(speaks)s, %(near)s, %(room)s") % {
        "name": name,
        "speaks": speaks % {"language": language},
        "near": near[fit.near],
        "room": room % {"number": left} if fit.has_room else _("no room left"),
    }
