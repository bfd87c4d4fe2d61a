"""Calendars that the demo's counsellors keep elsewhere. Nobody can fetch them, so what they take is told here."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from onward.accounts.models import Office
from onward.core.access import SYSTEM, Actor
from onward.desks.demo.world import World
from onward.scheduling import selectors as scheduling
from onward.scheduling.calendars import Fetched, Reading
from onward.scheduling.enums import CalendarProblem
from onward.scheduling.models import OutsideCalendar
from onward.scheduling.outside import actions
from onward.scheduling.outside.reading import keep_reading

WEEKS = 6
LUNCH, TEAM = (time(12), time(12, 30)), (time(14, 30), time(15, 30))


def keep_calendars(world: World) -> None:
    """One calendar each that was read a moment ago; the first one meets a meeting, another has lost its password."""
    for key, actor in world.counsellors.items():
        _outlook(world, key, actor, world.offices[_office_of(world, actor)])
    _lost(world, next(iter(world.counsellors.values())))


def _office_of(world: World, actor: Actor) -> str:
    return next(name for name, office in world.offices.items() if office.pk == actor.office_id)


def _outlook(world: World, key: str, actor: Actor, office: Office) -> None:
    address = f"https://outlook.nordlys.example/owa/calendar/{key}/reachcalendar.ics"
    read_at = world.now - timedelta(minutes=7)
    calendar = actions.add_calendar(
        by=actor, person_id=actor.person_id, name="Outlook", address=address, at=world.began
    )
    spans = {*_week(world.now, ZoneInfo(office.timezone)), *_crossing(world, actor)}
    keep_reading(by=SYSTEM, calendar=calendar, fetched=Fetched(b""), reading=Reading(sorted(spans), 0), at=read_at)
    # so that nobody tries: there is no such address
    OutsideCalendar.objects.filter(pk=calendar.pk).update(tried_at=read_at, due_at=world.now + timedelta(days=365))


def _week(now: datetime, zone: ZoneInfo) -> list[tuple[datetime, datetime]]:
    """Lunch on four days, the team on Tuesdays."""
    monday = now.astimezone(zone).date() - timedelta(days=now.astimezone(zone).weekday())
    taken = [(monday + timedelta(weeks=week, days=day), LUNCH) for week in range(WEEKS) for day in (0, 1, 2, 3)]
    taken += [(monday + timedelta(weeks=week, days=1), TEAM) for week in range(WEEKS)]
    return [(datetime.combine(day, begins, zone), datetime.combine(day, ends, zone)) for day, (begins, ends) in taken]


def _crossing(world: World, actor: Actor) -> list[tuple[datetime, datetime]]:
    """The last quarter of the next meeting but one, where there is such a meeting."""
    coming = list(scheduling.coming(actor, world.now)[1:2])
    return [(each.ends_at - timedelta(minutes=15), each.ends_at + timedelta(minutes=45)) for each in coming]


def _lost(world: World, actor: Actor) -> None:
    since = world.now - timedelta(days=1, hours=3)
    calendar = actions.add_calendar(
        by=actor,
        person_id=actor.person_id,
        name="Familie",
        address="https://calendar.nordlys.example/private/basic.ics",
        at=world.began,
    )
    OutsideCalendar.objects.filter(pk=calendar.pk).update(
        tried_at=since,
        read_at=since - timedelta(minutes=15),
        problem=CalendarProblem.PASSWORD,
        failing_since=since,
        failures=12,
        due_at=world.now + timedelta(days=365),
    )
