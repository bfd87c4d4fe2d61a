"""When to call after a landing: the template's touchpoints laid on the calendar. Pure."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from onward.jurisdictions import rules
from onward.landing.enums import FOLLOWED, LandingKind, TouchpointKind

USUAL = (
    *({"key": f"day_{day}", "day": day} for day in rules.TOUCHPOINT_DAYS),
    {"key": TouchpointKind.TRIAL_ENDS.value, "days_before_trial_ends": rules.DAYS_BEFORE_TRIAL_ENDS},
)


def touchpoints_of(template: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    """The calls that this programme's copy of its template names; the usual ones where it names none."""
    return tuple(template["structure"].get("touchpoints") or USUAL)


def all_calls(
    template: Mapping[str, Any], kind: LandingKind, starts_on: date, trial_ends_on: date | None
) -> dict[str, date]:
    """Every call of a landing by the template's key, in order of date, one a day: the trial's end comes first."""
    if kind not in FOLLOWED:
        return {}
    named = touchpoints_of(template)
    keys = {f"day_{each['day']}": each["key"] for each in named if each.get("day")}
    days = [each["day"] for each in named if each.get("day")]
    on = {day: keys[key] for key, day in rules.touchpoints(starts_on, None, days=days)}
    for each in named:
        before = each.get("days_before_trial_ends")
        if before and trial_ends_on:
            found = dict(rules.touchpoints(starts_on, trial_ends_on, days=(), before_trial_end_days=before))
            on |= dict.fromkeys(found.values(), each["key"])
    return {on[day]: day for day in sorted(on)}


def calls_to_plan(calls: Mapping[str, date], settled: Collection[str], today: date) -> dict[str, date]:
    """What is still to be done of `calls`: everything from today on, and of what has passed only the latest.

    A landing that is told of late gets one call now, not five; what was done or dropped stays settled.
    """
    passed = [key for key, day in calls.items() if day < today]
    coming = {key: day for key, day in calls.items() if day >= today or key in passed[-1:]}
    return {key: day for key, day in coming.items() if key not in settled}


def words_of(named: Mapping[str, Any] | None, key: str) -> tuple[str, str]:
    """Title and text of a call from the template's words for its calls; the plain name where it says nothing."""
    said = (named or {}).get(key)
    if said:
        return said["title"], said["text"]
    return str(TouchpointKind(key).label) if key in TouchpointKind.values else key.replace("_", " "), ""
