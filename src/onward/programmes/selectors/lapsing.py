"""Whose hours cannot be used any more soon: said in time, on the pages where one can still do something about it."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, JSONObject

from onward.core.access import Actor
from onward.core.arrays import IsOneOf
from onward.programmes import clock, dates, lapses, policies
from onward.programmes.enums import COUNTED
from onward.programmes.lapses import Lapse
from onward.programmes.models import Extension, HourEntry, Pause, Programme
from onward.programmes.selectors.course import CourseDates
from onward.programmes.selectors.hours import Account


def lapse_of(account: Account, course: CourseDates, at: datetime) -> Lapse | None:
    """What is lost of one account unless it is used soon; None where nothing is, or nothing runs."""
    programme, today = account.programme, clock.local_day(account.programme, at)
    if not programme.is_open or course.dates is None or programme.starts_on is None:
        return None
    if account.periods:
        return lapses.of_period(course.periods, account.sums.by_period, account.sums.left, today)
    return lapses.of_programme(programme.starts_on, course.dates.ends_on, account.sums.left, today)


def lapsing(actor: Actor, programmes: Iterable[Programme], at: datetime) -> dict[uuid.UUID, Lapse]:
    """The same for many programmes that a page has read with their office. One query, and none where nothing is near.

    Pauses and extensions only move a last day away: whoever is not near without them is not near with them.
    """
    near = [each for each in programmes if policies.may_see_programme(actor, each) and _may_be_near(each, at)]
    if not near:
        return {}
    facts = {row["pk"]: row for row in _facts().filter(IsOneOf("pk", [each.pk for each in near]))}
    found = {each.pk: _lapse(each, facts[each.pk], clock.local_day(each, at)) for each in near}
    return {key: lapse for key, lapse in found.items() if lapse is not None}


def _may_be_near(programme: Programme, at: datetime) -> bool:
    today = clock.local_day(programme, at)
    if not programme.is_open or programme.starts_on is None:
        return False
    if programme.periods:
        return any(lapses.comes_near(each.from_on, each.to_on, today) for each in dates.periods_of(programme))
    course = dates.dates_of(programme, (), (), today)
    return course is not None and course.ends_on - timedelta(days=lapses.MOST_AHEAD) <= today


@cache
def _facts() -> QuerySet[Programme, Any]:
    """What an account holds, of every programme; put together once, because it is the same whoever asks."""
    of_this = {"programme": OuterRef("pk")}
    added = Extension.objects.filter(**of_this).order_by().values("programme").annotate(sum=Sum("days")).values("sum")
    used = HourEntry.objects.filter(**of_this, kind__in=COUNTED).order_by().values("period")
    return Programme.objects.annotate(
        days_added=Coalesce(Subquery(added), 0),
        rests=ArraySubquery(
            Pause.objects.filter(**of_this).values(each=JSONObject(first=F("from_on"), last=F("until_on")))
        ),
        used=ArraySubquery(
            used.annotate(sum=Sum("minutes")).values(each=JSONObject(period=F("period"), minutes=F("sum")))
        ),
    ).values("pk", "days_added", "rests", "used")


def _lapse(programme: Programme, facts: dict[str, Any], today: date) -> Lapse | None:
    used = {each["period"]: each["minutes"] for each in facts["used"]}
    left = programme.minutes - sum(used.values())
    if programme.periods:
        return lapses.of_period(dates.periods_of(programme), used, left, today)
    pauses = [
        Pause(from_on=_day(rest["first"]), until_on=_day(rest["last"]) if rest["last"] else None)
        for rest in facts["rests"]
    ]
    added = [Extension(days=facts["days_added"])] if facts["days_added"] else []
    course = dates.dates_of(programme, pauses, added, today)
    if course is None or programme.starts_on is None:
        return None
    return lapses.of_programme(programme.starts_on, course.ends_on, left, today)


def _day(words: str) -> date:
    return date.fromisoformat(words)
