"""The trial period to propose, where nobody has said yet what the contract says."""

from datetime import date

from onward.jurisdictions import rules
from onward.jurisdictions.rules import TrialDefault, UnknownCountry
from onward.jurisdictions.sources import NoRule


def proposed_trial(country: str, starts_on: date) -> TrialDefault | None:
    """The longest usual trial of a job that starts on this day, with its source; None where there is none."""
    try:
        found = rules.trial_default(country, starts_on=starts_on)
    except (UnknownCountry, NoRule):
        return None
    return found if found.months else None
