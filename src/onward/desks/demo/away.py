"""Somebody of the house is away, and her people still wait: the coordinator finds it on the page of the team."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from onward.desks.demo.world import World
from onward.scheduling import actions as scheduling

GONE, BACK = 1, 12  # days ago, days ahead


def be_away(world: World) -> None:
    """Fatima, since yesterday."""
    fatima, office = world.staff["fatima"], world.offices["Utrecht"]
    today = datetime.combine(world.now.astimezone(ZoneInfo(office.timezone)).date(), time(), ZoneInfo(office.timezone))
    scheduling.add_absence(
        by=world.coordinators["anneke"],
        person_id=fatima.pk,
        starts_at=today - timedelta(days=GONE),
        ends_at=today + timedelta(days=BACK),
        at=world.now - timedelta(days=GONE),
    )
