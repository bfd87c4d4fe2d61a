"""The course of a programme as its candidate reads it: the thick line is where she is, the words say when. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from onward.core.formats import long_date
from onward.programmes.enums import Phase
from onward.programmes.frozen import structure_of, texts_of
from onward.programmes.models import Programme


@dataclass(frozen=True, slots=True)
class Stretch:
    """A phase with its question. state: done, now or empty. when: in words, empty where nothing is to be said."""

    name: str
    question: str
    state: str
    when: str


def phases_of(programme: Programme, language: str, today: date) -> list[Stretch]:
    """From the foundation to the new job. The template's weeks are only about right, and they close no door."""
    words = texts_of(programme, language)["phases"]
    named = [each for each in structure_of(programme)["phases"] if each["key"] != Phase.PREPARATION]
    keys = [each["key"] for each in named]
    begins = [_begin(programme, each.get("from_week")) for each in named]
    here = keys.index(programme.phase) if programme.starts_on and programme.phase in keys else -1
    found = []
    for place, key in enumerate(keys):
        state = "done" if place < here else "now" if place == here else ""
        following = begins[place + 1] if place + 1 < len(keys) else None
        when = _when(programme, key, state, begins[place], following, language, today)
        found.append(Stretch(words[key]["title"], words[key]["question"], state, when))
    return found


def _begin(programme: Programme, week: int | None) -> date | None:
    if programme.starts_on is None or week is None:
        return None
    return programme.starts_on + timedelta(weeks=week)


def _when(
    programme: Programme, key: str, state: str, begins: date | None, following: date | None, language: str, today: date
) -> str:
    if state == "now":
        if following and following > today:
            return _("Now, until about %(day)s") % {"day": long_date(following, language, today)}
        return _("Now")
    if state == "done":
        return ""
    if key == Phase.LANDING:
        return _("Your first %(days)s days") % {"days": structure_of(programme)["aftercare_days"]}
    if begins is None:
        return ""
    if begins > today:
        return _("From about %(day)s, or when you want") % {"day": long_date(begins, language, today)}
    return _("When you want")
