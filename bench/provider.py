"""What the halves of the generator share: keys of what was written, and which programmes are open."""

import random
import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from onward.core import content

OPEN_SHARE = 0.2
HELPED_OUT = 0.1
Row = dict[str, Any]


@dataclass
class Provider:
    """Keys of what was written, for whoever measures."""

    now: datetime
    rng: random.Random
    size: int
    offices: list[Row] = field(default_factory=list)
    counsellors: list[Row] = field(default_factory=list)
    coordinators: list[Row] = field(default_factory=list)
    sponsors: list[Row] = field(default_factory=list)
    candidates: list[Row] = field(default_factory=list)
    employers: list[Row] = field(default_factory=list)
    agreements: list[Row] = field(default_factory=list)
    packages: list[Row] = field(default_factory=list)
    orders: list[Row] = field(default_factory=list)
    of_template: Row = field(default_factory=dict)
    template: Row = field(default_factory=lambda: content.as_copy("individual_3_months"))

    def key(self) -> uuid.UUID:
        return uuid.UUID(int=self.rng.getrandbits(128), version=4)

    def office_of(self, which: int) -> Row:
        """Of the agreement in this place."""
        return self.offices[which % len(self.offices)]

    def counsellor_for(self, which: int) -> Row:
        """One of the office of the agreement in this place; now and then a colleague of the next office helps out."""
        place = which + (self.rng.random() < HELPED_OUT)
        return self.rng.choice(self.counsellors[place % len(self.offices) :: len(self.offices)])


def is_open(number: int) -> bool:
    return _place(number) < OPEN_SHARE


def is_waiting(number: int) -> bool:
    """Invited, and has not answered yet: a quarter of those that are open."""
    return _place(number) < OPEN_SHARE / 4


def _place(number: int) -> float:
    """Between 0 and 1, spread evenly over employers and offices: a remainder would meet the same ones every time."""
    return number * 2_654_435_761 % 2**32 / 2**32
