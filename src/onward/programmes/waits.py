"""Hours that somebody still has to say something to."""

from collections.abc import Iterator
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from onward.core.templatetags.onward_formats import longdate, weekday_date, words_of_minutes
from onward.programmes import selectors
from onward.programmes.enums import LineState
from onward.programmes.selectors import OpenLine
from onward.programmes.waiting import Around, Told, Waits, Whom, contributes


@contributes
def hours(around: Around) -> Iterator[Waits]:
    """Disputed lines wait for me, lines not looked at yet for the candidate."""
    for line in selectors.open_lines(around.actor, around.at):
        entry, name = line.entry, line.entry.programme.candidate.name
        if line.state is LineState.DISPUTED:
            yield Waits(Whom.ME, entry.programme_id, entry.held_on, name, partial(_told_of_dispute, line))
        elif line.state is LineState.WAITING:
            yield Waits(Whom.CANDIDATE, entry.programme_id, entry.held_on, name, partial(_told_of_silence, line))


def _told_of_dispute(line: OpenLine) -> Told:
    title = _("Talk about an hour with %(name)s") % {"name": line.entry.programme.candidate.name}
    words = _("Says that the line of %(day)s, %(hours)s, is not right.") % {
        "day": longdate(line.entry.held_on),
        "hours": words_of_minutes(line.minutes),
    }
    return Told(title, words, reverse("programmes:desk_line", args=[line.entry.pk]))


def _told_of_silence(line: OpenLine) -> Told:
    name, day = line.entry.programme.candidate.name, longdate(line.entry.held_on)
    title = _("%(name)s, the hour of %(day)s") % {"name": name, "day": day}
    words = _("No answer yet. After %(until)s it counts as let pass.") % {"until": weekday_date(line.until)}
    return Told(title, words, reverse("programmes:desk_programme", args=[line.entry.programme_id]))
