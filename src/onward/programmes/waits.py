"""Hours that somebody still has to say something to."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from onward.core.templatetags.onward_formats import longdate, weekday_date, words_of_minutes
from onward.programmes import selectors
from onward.programmes.enums import LineState
from onward.programmes.waiting import Around, Waits, Whom, contributes


@contributes
def hours(around: Around) -> Iterator[Waits]:
    """Disputed lines wait for me, lines not looked at yet for the candidate."""
    for line in selectors.open_lines(around.actor, around.at):
        entry, name = line.entry, line.entry.programme.candidate.name
        page, day = reverse("programmes:desk_programme", args=[entry.programme_id]), longdate(entry.held_on)
        if line.state is LineState.DISPUTED:
            title = _("Talk about an hour with %(name)s") % {"name": name}
            words = _("Says that the line of %(day)s, %(hours)s, is not right.") % {
                "day": day,
                "hours": words_of_minutes(line.minutes),
            }
            line_page = reverse("programmes:desk_line", args=[entry.pk])
            yield Waits(Whom.ME, entry.programme_id, entry.held_on, title, words, line_page)
        elif line.state is LineState.WAITING:
            title = _("%(name)s, the hour of %(day)s") % {"name": name, "day": day}
            words = _("No answer yet. After %(until)s it counts as let pass.") % {"until": weekday_date(line.until)}
            yield Waits(Whom.CANDIDATE, entry.programme_id, entry.held_on, title, words, page)
