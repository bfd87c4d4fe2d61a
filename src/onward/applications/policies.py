"""Who reads and writes applications: the candidate and the own counsellor. For everybody else there are none.

Until the counsellor has confirmed by voice who it is, an account reads only what its own user wrote, and nothing from
before it was last closed: whoever held the code then wrote under the same name.
"""

from django.db.models import F, Q

from onward.applications.models import Application
from onward.core.access import NOTHING, Actor, Role
from onward.programmes import policies as programmes
from onward.programmes.enums import State
from onward.programmes.models import Programme


def readable_applications(actor: Actor) -> Q:
    standing = ~Q(programme__state=State.TAKEN_BACK)
    match actor.role:
        case Role.CANDIDATE:
            own = Q(programme__candidate=actor.person_id)
            confirmed = Q(programme__identity_confirmed_at__isnull=False)
            written = Q(created_by=actor.person_id, changed_by=actor.person_id)
            holder_since = F("programme__candidate__holder_since")
            since = Q(programme__candidate__holder_since=None) | Q(created_at__gte=holder_since)
            return standing & own & (confirmed | (written & since))
        case Role.COUNSELLOR:
            return standing & Q(programme__counsellor=actor.person_id)
        case _:
            return NOTHING


def may_record(actor: Actor, programme: Programme) -> bool:
    """The candidate, confirmed or not, and the own counsellor for somebody without a screen."""
    return programme.state != State.TAKEN_BACK and (
        programmes.is_own(actor, programme) or programmes.is_own_counsellor(actor, programme)
    )


def may_change(actor: Actor, application: Application) -> bool:
    """Whoever may read it: change, go a step on, delete."""
    programme = application.programme
    if not may_record(actor, programme):
        return False
    if actor.role == Role.COUNSELLOR or programme.identity_confirmed_at is not None:
        return True
    since = programme.candidate.holder_since
    by_this_user = application.created_by == application.changed_by == actor.person_id
    return by_this_user and (since is None or application.created_at >= since)
