"""Who begins again, and whom to call in the new place."""

from collections.abc import Iterator
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from onward.core.templatetags.onward_formats import longdate, relativeday
from onward.landing import selectors
from onward.landing.models import Landing
from onward.landing.selectors import Call
from onward.programmes.waiting import Around, Press, Told, Waits, Whom, contributes


@contributes
def restarts(around: Around) -> Iterator[Waits]:
    for lost in selectors.waiting_for_restart(around.actor):
        if lost.lost_on is not None:
            name, tell = lost.programme.candidate.name, partial(_told_of_restart, lost)
            yield Waits(Whom.ME, lost.programme_id, lost.lost_on, name, tell, Press.DAY)


def _told_of_restart(lost: Landing) -> Told:
    title = _("Begin again with %(name)s") % {"name": lost.programme.candidate.name}
    words = _("The new beginning ended on %(day)s. What is left can go on.") % {"day": longdate(lost.lost_on)}
    return Told(title, words, reverse("landing:desk_mine", args=[lost.programme_id]))


@contributes
def touchpoints(around: Around) -> Iterator[Waits]:
    for call in selectors.touchpoints_due(around.actor, around.today, language=around.language):
        name, tell, late = call.programme.candidate.name, partial(_told_of_call, call), call.call_on < around.today
        yield Waits(Whom.ME, call.programme.pk, call.call_on, name, tell, Press.DAY, is_late=late)


def _told_of_call(call: Call) -> Told:
    title = _("Call %(name)s in the new place") % {"name": call.programme.candidate.name}
    words = _("%(title)s, %(day)s") % {"title": call.title, "day": relativeday(call.call_on)}
    return Told(title, words, reverse("landing:desk_call", args=[call.programme.pk, call.touchpoint.pk]))
