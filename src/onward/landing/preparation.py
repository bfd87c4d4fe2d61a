"""What a counsellor reads of the new job before a meeting: the trial period, and the next call."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _

from onward.core.access import Actor
from onward.counselling.gathering import Place, Point, contributes
from onward.landing import policies
from onward.landing.models import Landing
from onward.programmes.models import Programme

WEEK = timedelta(days=7)  # a first day that lies further back is no news


@contributes
def points(actor: Actor, programme: Programme, on: date) -> Iterable[Point]:
    rows = Landing.objects.filter(policies.readable_landings(actor), programme=programme, lost_on=None)
    for row in rows:
        if row.starts_on >= on - WEEK:
            yield Point(Place.DATES, _("First day in the new place"), row.starts_on)
        if row.trial_ends_on and row.trial_ends_on >= on:
            words = _("Trial period ends, as far as we know") if row.trial_is_proposed else _("Trial period ends")
            yield Point(Place.DATES, words, row.trial_ends_on)
