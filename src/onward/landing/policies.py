"""Who knows of a landing: the candidate, once the voice was heard, and the own counsellor. Nobody else."""

from django.db.models import Q

from onward.core.access import NOTHING, Actor, Role
from onward.landing.models import Landing, Touchpoint
from onward.programmes import policies as programmes
from onward.programmes.enums import State
from onward.programmes.models import Programme


def readable_landings(actor: Actor) -> Q:
    return _of_programme(actor, "programme__")


def readable_touchpoints(actor: Actor) -> Q:
    return _of_programme(actor, "landing__programme__")


def _of_programme(actor: Actor, way: str) -> Q:
    standing = ~Q(**{f"{way}state": State.TAKEN_BACK})
    match actor.role:
        case Role.CANDIDATE:
            confirmed = {f"{way}identity_confirmed_at__isnull": False}
            return standing & Q(**{f"{way}candidate": actor.person_id}, **confirmed)
        case Role.COUNSELLOR:
            return standing & Q(**{f"{way}counsellor": actor.person_id})
        case _:
            return NOTHING


def may_tell(actor: Actor, programme: Programme) -> bool:
    """Tell of a landing, change it, or say that it did not last."""
    if not programmes.may_see_programme(actor, programme):
        return False
    return programmes.is_own(actor, programme) or programmes.is_own_counsellor(actor, programme)


def may_change(actor: Actor, landing: Landing) -> bool:
    return may_tell(actor, landing.programme)


def may_settle(actor: Actor, touchpoint: Touchpoint) -> bool:
    """The calls are the counsellor's."""
    return programmes.may_lead(actor, touchpoint.landing.programme)


def may_end(actor: Actor, programme: Programme) -> bool:
    """End the programme after a landing, and begin again with what is left of it."""
    return programmes.may_lead(actor, programme)


def may_widen(actor: Actor, programme: Programme) -> bool:
    """What the former employer learns is the candidate's to say; by phone, the own counsellor enters it."""
    return programmes.may_publish(actor, programme)
