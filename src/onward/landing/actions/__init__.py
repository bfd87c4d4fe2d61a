"""All writes after somebody has found what comes next."""

from onward.landing.actions.calls import drop_touchpoint, settle_touchpoint
from onward.landing.actions.employer import follow_phase, show_phase, stop_telling, tell_employer
from onward.landing.actions.landing import (
    change_landing,
    close_after_landing,
    record_landing,
    record_loss,
    restart_programme,
)

__all__ = [
    "change_landing",
    "close_after_landing",
    "drop_touchpoint",
    "follow_phase",
    "record_landing",
    "record_loss",
    "restart_programme",
    "settle_touchpoint",
    "show_phase",
    "stop_telling",
    "tell_employer",
]
