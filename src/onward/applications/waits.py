"""Applications that nobody has answered, one line a person: a day alone, never where it was sent."""

import uuid
from collections.abc import Iterator
from datetime import date
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from onward.applications import selectors
from onward.core.templatetags.onward_formats import longdate
from onward.counselling.waits import rows
from onward.programmes.waiting import Around, Told, Waits, Whom, contributes


@contributes
def silent(around: Around) -> Iterator[Waits]:
    known = {row.programme.pk: row.candidate.name for row in rows(around)}
    for key, since in selectors.silences(around.actor, around.today, list(known)):
        yield Waits(Whom.CANDIDATE, key, since, known[key], partial(_told, key, known[key], since))


def _told(programme: uuid.UUID, name: str, since: date) -> Told:
    title = _("%(name)s, an application") % {"name": name}
    words = _("Without an answer since %(day)s. Worth asking how it stands.") % {"day": longdate(since)}
    return Told(title, words, reverse("applications:desk_list", args=[programme]))
