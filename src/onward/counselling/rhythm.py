"""How long somebody has waited against what was agreed, and who comes first. Pure."""

from datetime import date, datetime

RESTS = 0.0  # a paused programme asks for no talk


def since_talk(last_on: date, today: date, rhythm_days: int) -> float:
    """Days since the last talk both ways as a part of the rhythm: above 1 it has been too long."""
    return (today - last_on).days / rhythm_days


def before_talk(ticked_at: datetime, due_at: datetime, at: datetime) -> float:
    """Before the first talk the promise of the first contact is the measure: above 1 it is broken."""
    promised = (due_at - ticked_at).total_seconds()
    if promised <= 0:
        return 2.0 if at > due_at else RESTS
    return (at - ticked_at).total_seconds() / promised


def is_late(ratio: float) -> bool:
    return ratio > 1


def turn(*, has_asked: bool, ratio: float, name: str) -> tuple[bool, float, str]:
    """The place in a list of who needs a talk: who asked for more first, then by the rhythm, then by name."""
    return (not has_asked, -ratio, name)
