"""Reads: what stands on each start page, gathered from the apps below. Owns no rows and decides no access."""

from onward.desks.selectors.candidate import Active, Beginning, Over, candidate
from onward.desks.selectors.coordinator import Office, coordinator
from onward.desks.selectors.counsellor import Desk, counsellor
from onward.desks.selectors.team import Team, team

__all__ = ["Active", "Beginning", "Desk", "Office", "Over", "Team", "candidate", "coordinator", "counsellor", "team"]
