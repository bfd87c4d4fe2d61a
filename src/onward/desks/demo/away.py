"""Two of the house are away: the people of one still wait, those of the other have been handed over."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from onward.counselling import actions as counselling
from onward.desks.demo.world import World
from onward.programmes.models import Programme
from onward.scheduling import actions as scheduling

GONE, BACK = 1, 12  # days ago, days ahead
HANDED_BACK = 9


def be_away(world: World) -> None:
    """Fatima, since yesterday: found on the page of the team. And Mads, for whom Karen stands in."""
    fatima, office = world.staff["fatima"], world.offices["Utrecht"]
    today = datetime.combine(world.now.astimezone(ZoneInfo(office.timezone)).date(), time(), ZoneInfo(office.timezone))
    scheduling.add_absence(
        by=world.coordinators["anneke"],
        person_id=fatima.pk,
        starts_at=today - timedelta(days=GONE),
        ends_at=today + timedelta(days=BACK),
        at=world.now - timedelta(days=GONE),
    )
    _hand_over(world)


def _hand_over(world: World) -> None:
    """Since this morning, when everybody was told; it can be taken back in one step."""
    mads, karen = world.staff["mads"], world.staff["karen"]
    today = world.now.astimezone(ZoneInfo(world.offices["København"].timezone)).date()
    hers = Programme.objects.filter(counsellor=mads, ended_on=None)
    counselling.hand_over(
        by=world.coordinators["peter"],
        away=mads,
        from_on=today,
        until_on=today + timedelta(days=HANDED_BACK),
        choices=dict.fromkeys(hers.values_list("pk", flat=True), karen),
        at=world.now - timedelta(hours=2),
    )
