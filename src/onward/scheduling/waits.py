"""Calendars elsewhere that are not read any more: until that is mended, somebody may book over them."""

from collections.abc import Iterator
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from onward.core.templatetags.onward_formats import dayandtime, quoted
from onward.programmes.waiting import Around, Press, Told, Waits, Whom, contributes
from onward.scheduling.models import OutsideCalendar
from onward.scheduling.outside import selectors
from onward.scheduling.outside.selectors import Unread


def calendars(around: Around) -> list[OutsideCalendar]:
    """The own calendars elsewhere, read once a page."""
    return around.once("scheduling.calendars", lambda: list(selectors.watched(around.actor)))


@contributes
def unread(around: Around) -> Iterator[Waits]:
    for found in selectors.unread(calendars(around), around.at):
        tell = partial(_told, found)
        yield Waits(Whom.ME, None, found.since, found.name, tell, Press.DAY, is_late=found.is_paused)


def _told(found: Unread) -> Told:
    title = _("Mend your calendar %(name)s") % {"name": quoted(found.name)}
    return Told(title, _words(found), f"{reverse('scheduling:calendar')}#outside")


def _words(found: Unread) -> str:
    told = {"since": dayandtime(found.since, "relative"), "problem": found.problem}
    if not found.problem:
        return _("Not read since %(since)s: what is new there does not block. Press “Read now” beside it.") % told
    parts = [_("Could not be read since %(since)s: %(problem)s.") % told, str(found.hint)]
    if found.is_paused:
        parts.append(_("We have stopped trying. Mend it, then press “Read now”."))
    return " ".join(parts)
