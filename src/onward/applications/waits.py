"""Applications that nobody has answered, one line a person: a day alone, never where it was sent."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from onward.applications import selectors
from onward.core.templatetags.onward_formats import longdate
from onward.counselling.waits import rows
from onward.programmes.waiting import Around, Waits, Whom, contributes


@contributes
def silent(around: Around) -> Iterator[Waits]:
    known = {row.programme.pk: row.candidate.name for row in rows(around)}
    for key, since in selectors.silences(around.actor, around.today, list(known)):
        title = _("%(name)s, an application") % {"name": known[key]}
        words = _("Without an answer since %(day)s. Worth asking how it stands.") % {"day": longdate(since)}
        yield Waits(Whom.CANDIDATE, key, since, title, words, reverse("applications:desk_list", args=[key]))
