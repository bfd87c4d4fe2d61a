"""Rooms of the demo's offices, a Saturday that is open, and a room held for a group."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from onward.desks.demo.world import World
from onward.scheduling.enums import MeetingForm
from onward.scheduling.house import actions as house
from onward.scheduling.models import Room
from onward.scheduling.week import add_opening

NAMES = {
    "da": ("Havnen", "Skoven", "Engen", "Salen"),
    "nb": ("Fjorden", "Skogen", "Bekken", "Salen"),
    "nl": ("De Haven", "Het Bos", "De Tuin", "De Zaal"),
}
GROUP = {"da": "Gruppe", "nb": "Gruppe", "nl": "Groep"}


def furnish(world: World) -> None:
    """Before the stories, so that their meetings at the office sit somewhere. The last room is for groups."""
    for actor in world.coordinators.values():
        for office in world.offices.values():
            if office.pk == actor.office_id:
                for place, name in enumerate(NAMES[office.language]):
                    seats = 12 if place == 3 else 3
                    house.add_room(by=actor, office=office, name=name, seats=seats, at=world.began)


def open_besides(world: World) -> None:
    """Each counsellor opens the next Saturday; the first holds the large room of the office for a group."""
    for place, actor in enumerate(world.counsellors.values()):
        office = next(one for one in world.offices.values() if one.pk == actor.office_id)
        zone = ZoneInfo(office.timezone)
        today = world.now.astimezone(zone).date()
        saturday = today + timedelta(days=(5 - today.weekday()) % 7 or 7)
        ways = [MeetingForm.PHONE.value, MeetingForm.VIDEO.value]
        add_opening(
            by=actor,
            person_id=actor.person_id,
            day=saturday,
            starts=time(10),
            ends=time(13),
            forms=ways,
            at=world.now,
        )
        large = Room.objects.filter(office=office, seats__gte=10).first()
        if place == 0 and large is not None:
            day = today + timedelta(days=(2 - today.weekday()) % 7 or 7)
            begins = datetime.combine(day, time(17), zone)
            house.hold_room(
                by=actor,
                room=large,
                starts_at=begins,
                ends_at=begins + timedelta(hours=2),
                words=GROUP[office.language],
                at=world.now,
            )
