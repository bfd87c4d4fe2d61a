"""What the writes of this app share."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from onward.core.access import Actor, Role
from onward.landing.models import Landing
from onward.privacy import audit
from onward.programmes import actions as programmes
from onward.programmes import clock, policies
from onward.programmes.enums import Phase
from onward.programmes.models import Programme


def locked_landing(landing: Landing) -> Landing:
    """The row as it is now, held until the transaction ends."""
    around = ("programme__office", "programme__candidate", "programme__counsellor", "programme__employer")
    return Landing.objects.select_for_update(of=("self",)).select_related(*around).get(pk=landing.pk)


def record(
    by: Actor,
    verb: str,
    landing: Landing,
    at: datetime,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    behalf = {"on_behalf": True} if by.role == Role.COUNSELLOR else {}
    about = landing.programme.candidate_id
    audit.record(by, f"landing.{verb}", landing, at=at, about=about, before=before, after={**(after or {}), **behalf})


def begin_landing_phase(by: Actor, programme: Programme, landing: Landing, at: datetime) -> None:
    """Once the first day has come, the counsellor's entry also moves the phase; a candidate's own never does."""
    has_begun = landing.starts_on <= clock.local_day(programme, at)
    if has_begun and programme.is_open and programme.phase != Phase.LANDING and policies.may_lead(by, programme):
        programmes.change_phase(by=by, programme=programme, phase=Phase.LANDING, at=at)
