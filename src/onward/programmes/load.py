"""How many meetings a week somebody's people ask for, and how many her hours hold. Pure."""

from collections.abc import Iterable

WEEK = 7
MINUTES_EACH = 75  # an hour together and a quarter around it


def meetings_a_week(rhythms: Iterable[int]) -> float:
    """What the agreed rhythms (days) of these programmes ask for: the sum of 1 ÷ rhythm, in meetings a week."""
    return sum(WEEK / days for days in rhythms)


def room_for(weekly_hours: int) -> float:
    """How many meetings a week these hours hold."""
    return weekly_hours * 60 / MINUTES_EACH
