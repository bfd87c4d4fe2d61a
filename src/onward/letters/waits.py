"""Letters to be posted, one line each."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from onward.letters import selectors
from onward.programmes.waiting import Around, Waits, Whom, contributes

SHOWN = ("kind", "wanted_at", "programme", *(f"programme__candidate__{name}" for name in ("first_name", "last_name")))


@contributes
def letters(around: Around) -> Iterator[Waits]:
    rows = selectors.waiting(around.actor).select_related(None).select_related("programme__candidate")
    for letter in rows.only(*SHOWN):
        title = _("Post a letter to %(name)s") % {"name": letter.programme.candidate.name}
        words = letter.get_kind_display()
        yield Waits(Whom.ME, letter.programme_id, letter.wanted_at, title, words[:1].upper() + words[1:], _page())


def _page() -> str:
    return reverse("letters:queue")
