"""Whose time is up, and who is to hear of it before."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from onward.core.access import Actor
from onward.jurisdictions.rules import add_months
from onward.programmes import policies
from onward.programmes.enums import State
from onward.programmes.models import ErasureNotice, Invitation, Programme


@dataclass(frozen=True, slots=True)
class Kept:
    """Until when a programme that has ended is kept, and when its candidate was told so."""

    erases_on: date
    told_at: datetime | None


def kept(actor: Actor, programme: Programme) -> Kept | None:
    """For the page that says so; None while the programme runs, or where this actor does not see it."""
    if (
        programme.state != State.ENDED
        or programme.ended_on is None
        or not policies.may_see_programme(actor, programme)
    ):
        return None
    notice = programme.erasure_notices.filter(ended_on=programme.ended_on).first()
    return Kept(notice.erases_on, notice.at) if notice else Kept(promised_until(programme), None)


def promised_until(programme: Programme) -> date:
    """The day that the letter promised, for a programme that has ended."""
    if programme.ended_on is None:
        raise ValueError("a programme that runs is kept")
    return add_months(programme.ended_on, settings.KEPT_MONTHS_AFTER_END)


def to_be_told(actor: Actor, at: datetime) -> QuerySet[Programme]:
    """Ended so long ago that their candidates are to be told; by the day of their end."""
    if not policies.may_keep_house(actor):
        return Programme.objects.none()
    ahead = at.date() + timedelta(days=settings.ERASURE_SAID_DAYS_BEFORE)
    ended = Q(state=State.ENDED, ended_on__lte=add_months(ahead, -settings.KEPT_MONTHS_AFTER_END))
    return Programme.objects.filter(ended & ~Exists(_notices())).order_by("ended_on", "pk")


def due_for_erasure(actor: Actor, at: datetime) -> QuerySet[Programme]:
    """A no that is some weeks old; an end whose announced day has come; an invitation that nobody ever answered."""
    if not policies.may_keep_house(actor):
        return Programme.objects.none()
    today = at.date()
    no = Q(state=State.DECLINED, ended_on__lte=today - timedelta(days=settings.KEPT_DAYS_AFTER_NO))
    end = Q(state=State.ENDED) & Exists(_notices().filter(erases_on__lte=today))
    long_ago = add_months(today, -settings.KEPT_MONTHS_AFTER_END)
    codes = Invitation.objects.filter(programme=OuterRef("pk"))
    silent = Q(state=State.INVITED, ticked_at__date__lt=long_ago) & ~Exists(
        codes.filter(expires_at__date__gte=long_ago)
    )
    return Programme.objects.filter(no | end | silent).order_by("ticked_at", "pk")


def _notices() -> QuerySet[ErasureNotice]:
    return ErasureNotice.objects.filter(programme=OuterRef("pk"), ended_on=OuterRef("ended_on"))
