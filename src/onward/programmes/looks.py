"""What stands on the page of a look-through: each app above says what of its own may be shown there.

A register low, contributors high: `programmes` cannot know minutes or messages. Apps add theirs when they are ready.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onward.core.access import Actor
from onward.programmes.models import LookThrough


@dataclass(frozen=True, slots=True)
class Contribution:
    """order: where it stands. template: gets what `read` returns as `found`. `read` asks `readable_in_look`."""

    order: int
    template: str
    read: Callable[[Actor, LookThrough, datetime], Any]


CONTRIBUTIONS: dict[str, Contribution] = {}


def contribute(name: str, *, order: int, template: str, read: Callable[[Actor, LookThrough, datetime], Any]) -> None:
    CONTRIBUTIONS[name] = Contribution(order, template, read)


def shown(actor: Actor, look: LookThrough, at: datetime) -> list[tuple[str, Any]]:
    """Template and rows of every part, in order."""
    parts = sorted(CONTRIBUTIONS.values(), key=lambda part: part.order)
    return [(part.template, part.read(actor, look, at)) for part in parts]
