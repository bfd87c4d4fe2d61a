"""Who begins again, and whom to call in the new place."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from onward.core.templatetags.onward_formats import longdate, relativeday
from onward.landing import selectors
from onward.programmes.waiting import Around, Press, Waits, Whom, contributes


@contributes
def restarts(around: Around) -> Iterator[Waits]:
    for lost in selectors.waiting_for_restart(around.actor):
        if lost.lost_on is not None:
            title = _("Begin again with %(name)s") % {"name": lost.programme.candidate.name}
            words = _("The new beginning ended on %(day)s. What is left can go on.") % {"day": longdate(lost.lost_on)}
            page = reverse("landing:desk_mine", args=[lost.programme_id])
            yield Waits(Whom.ME, lost.programme_id, lost.lost_on, title, words, page, Press.DAY)


@contributes
def touchpoints(around: Around) -> Iterator[Waits]:
    for call in selectors.touchpoints_due(around.actor, around.today, language=around.language):
        title = _("Call %(name)s in the new place") % {"name": call.programme.candidate.name}
        words = _("%(title)s, %(day)s") % {"title": call.title, "day": relativeday(call.call_on)}
        page = reverse("landing:desk_call", args=[call.programme.pk, call.touchpoint.pk])
        late = call.call_on < around.today
        yield Waits(Whom.ME, call.programme.pk, call.call_on, title, words, page, Press.DAY, is_late=late)
