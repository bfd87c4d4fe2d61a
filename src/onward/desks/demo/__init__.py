"""The demo: a small provider with four offices, its employers and some forty candidates, all made up."""

from django.db import transaction
from django.utils import timezone

from onward.accounts.demo import sign_in_link
from onward.accounts.models import Membership, Person
from onward.core.access import Role
from onward.desks.demo.away import be_away
from onward.desks.demo.calendars import keep_calendars
from onward.desks.demo.choices import choose_and_look
from onward.desks.demo.letters import queue_letters
from onward.desks.demo.people import CANDIDATES
from onward.desks.demo.rooms import furnish, open_besides
from onward.desks.demo.stories import tell_story
from onward.desks.demo.texts import send_texts
from onward.desks.demo.world import build_world

__all__ = ["load", "personas", "sign_in_link"]

ORDER = (Role.COORDINATOR, Role.COUNSELLOR, Role.SPONSOR, Role.CANDIDATE)


def load() -> None:
    """Fill an empty database with the demo, all of it or nothing. Where the demo stands already, nothing happens."""
    if Person.objects.exists():
        return
    with transaction.atomic():
        world = build_world(timezone.now())
        furnish(world)
        for candidate in CANDIDATES:
            tell_story(world, candidate)
        keep_calendars(world)
        send_texts(world)
        choose_and_look(world)
        open_besides(world)
        queue_letters(world)
        be_away(world)


def personas() -> list[dict[str, str]]:
    """Everybody of the demo who can sign in: role, name, e-mail and language, in the order of the roles."""
    held = Membership.objects.filter(ended_at=None, person__is_demo=True, person__email__isnull=False)
    rows = held.select_related("person").order_by("person__sort_key").distinct()
    found = {
        (row.role, row.person.email): {
            "role": row.role,
            "name": row.person.name,
            "email": row.person.email,
            "language": row.person.language,
        }
        for row in rows
    }
    return sorted(found.values(), key=lambda one: ORDER.index(Role(one["role"])))
