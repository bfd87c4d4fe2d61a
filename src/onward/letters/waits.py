"""Letters to be posted, one line each."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial

from django.urls import reverse
from django.utils.translation import ngettext

from onward.letters import selectors
from onward.letters.models import Letter
from onward.programmes.waiting import Around, Told, Waits, Whom, contributes

SHOWN = ("kind", "wanted_at", "programme", *(f"programme__candidate__{name}" for name in ("first_name", "last_name")))


@contributes
def letters(around: Around) -> Iterator[Waits]:
    """One line for a candidate, however many letters: they are posted together."""
    rows = selectors.waiting(around.actor).select_related(None).select_related("programme__candidate").only(*SHOWN)
    of_programme = defaultdict(list)
    for letter in rows:
        of_programme[letter.programme_id].append(letter)
    for key, found in of_programme.items():
        yield Waits(Whom.ME, key, found[0].wanted_at, found[0].programme.candidate.name, partial(_told, found))


def _told(found: Sequence[Letter]) -> Told:
    title = ngettext("Post a letter to %(name)s", "Post %(number)s letters to %(name)s", len(found)) % {
        "name": found[0].programme.candidate.name,
        "number": len(found),
    }
    kinds = ", ".join(dict.fromkeys(letter.get_kind_display() for letter in found))
    return Told(title, kinds[:1].upper() + kinds[1:], reverse("letters:queue"))
