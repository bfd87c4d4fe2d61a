"""Messages that nobody has answered yet."""

from collections.abc import Iterator
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from onward.core.templatetags.onward_formats import dayandtime, relativeday
from onward.dialogue import selectors
from onward.dialogue.selectors import WaitingForAnswer
from onward.programmes.waiting import Around, Press, Told, Waits, Whom, contributes


@contributes
def unanswered(around: Around) -> Iterator[Waits]:
    for waiting in selectors.waiting_for_answer(around.actor, around.at):
        programme, since, late = waiting.programme, waiting.since, waiting.is_late
        tell = partial(_told, waiting)
        yield Waits(Whom.ME, programme.pk, since, programme.candidate.name, tell, Press.PERSON, is_late=late)


def _told(waiting: WaitingForAnswer) -> Told:
    title = _("Answer %(name)s") % {"name": waiting.programme.candidate.name}
    words = _("Written %(day)s. An answer is promised until %(until)s.") % {
        "day": relativeday(waiting.since),
        "until": dayandtime(waiting.due_at, "relative"),
    }
    return Told(title, words, reverse("dialogue:desk", args=[waiting.programme.pk]))
