"""Messages that nobody has answered yet."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from onward.core.templatetags.onward_formats import dayandtime, relativeday
from onward.dialogue import selectors
from onward.programmes.waiting import Around, Press, Waits, Whom, contributes


@contributes
def unanswered(around: Around) -> Iterator[Waits]:
    for waiting in selectors.waiting_for_answer(around.actor, around.at):
        programme = waiting.programme
        title = _("Answer %(name)s") % {"name": programme.candidate.name}
        words = _("Written %(day)s. An answer is promised until %(until)s.") % {
            "day": relativeday(waiting.since),
            "until": dayandtime(waiting.due_at, "relative"),
        }
        page = reverse("dialogue:desk", args=[programme.pk])
        yield Waits(Whom.ME, programme.pk, waiting.since, title, words, page, Press.PERSON, is_late=waiting.is_late)
