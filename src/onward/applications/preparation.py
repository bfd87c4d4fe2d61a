"""What a counsellor reads of the job search before a meeting: what stands still, and days that come."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from onward.applications import selectors
from onward.applications.attention import attention_of, day_of
from onward.applications.enums import STILL_OPEN, Attention
from onward.applications.models import Application
from onward.core.access import Actor
from onward.counselling.gathering import Place, Point, contributes
from onward.programmes.models import Programme


@contributes
def points(actor: Actor, programme: Programme, on: date) -> Iterable[Point]:
    rows = selectors.applications(actor, programme=programme).filter(state__in=STILL_OPEN).defer("note")
    for row in rows:
        said = _said(row, attention_of(row, on))
        if said is not None:
            yield Point(said[0], said[1] % {"role": row.role, "employer": row.employer_name}, day_of(row))


def _said(row: Application, attention: Attention) -> tuple[Place, str] | None:
    match attention:
        case Attention.STALLED:
            return Place.SEARCH, _("%(role)s, %(employer)s: no answer")
        case Attention.OFFER:
            return Place.OPEN, _("Offer to answer: %(role)s, %(employer)s")
        case Attention.INTERVIEW:
            return Place.DATES, _("Interview: %(role)s, %(employer)s")
        case Attention.DEADLINE:
            return Place.DATES, _("Last day to apply: %(role)s, %(employer)s")
        case _:
            return None
