"""Who may care for people, offices and employers."""

import uuid
from collections.abc import Collection

from django.db.models import Q

from onward.accounts.models import Membership
from onward.core.access import NOTHING, STAFF, Actor, Role

EVERYTHING = Q()
INSIDE = STAFF | {Role.CANDIDATE, Role.SYSTEM}


def may_organise(actor: Actor) -> bool:
    """Offices, employers, colleagues and the employers' contacts are the coordinator's."""
    return actor.role in {Role.COORDINATOR, Role.SYSTEM}


def may_create_person(actor: Actor) -> bool:
    """Candidates begin by their code (the system) or by a counsellor on the phone."""
    return actor.role in STAFF | {Role.SYSTEM}


def may_care_for_oneself(actor: Actor, person_id: uuid.UUID) -> bool:
    """One's own language, address, passkeys and sessions."""
    return actor.person_id is not None and actor.person_id == person_id


def may_enter_contact(actor: Actor, roles: Collection[str]) -> bool:
    """A counsellor enters what a candidate without a screen says; that it is her candidate, the calling app has asked.

    roles: those of the person whose address it is.
    """
    return may_create_person(actor) and set(roles) <= {Role.CANDIDATE}


def may_change_picture(actor: Actor, person_id: uuid.UUID) -> bool:
    """A photo is one's own to show."""
    return actor.role in STAFF and may_care_for_oneself(actor, person_id)


def may_drop_picture(actor: Actor, person_id: uuid.UUID) -> bool:
    """Oneself, or a coordinator: of somebody who has left, or what should not stand there."""
    return may_change_picture(actor, person_id) or may_organise(actor)


def may_change_postal_address(actor: Actor, person_id: uuid.UUID, roles: Collection[str]) -> bool:
    """The candidate herself, or staff as she says it; roles: those of the person whose address it is."""
    own = actor.role == Role.CANDIDATE and may_care_for_oneself(actor, person_id)
    return set(roles) <= {Role.CANDIDATE} and (own or may_enter_contact(actor, roles))


def readable_postal_addresses(actor: Actor) -> Q:
    """The own one; for staff those they post letters to, which the calling app has asked."""
    if actor.role == Role.CANDIDATE:
        return Q(person=actor.person_id)
    return EVERYTHING if actor.role in STAFF else NOTHING


def may_create_pass(actor: Actor, employer_id: uuid.UUID) -> bool:
    """Who may hand a manager a link: a coordinator, or the employer's own contact."""
    if actor.role == Role.SPONSOR:
        return actor.employer_id == employer_id
    return actor.role in {Role.COORDINATOR, Role.SYSTEM}


def may_end_pass(actor: Actor, employer_id: uuid.UUID) -> bool:
    """Whoever may hand out a link may end it."""
    return may_create_pass(actor, employer_id)


def may_erase(actor: Actor) -> bool:
    """The worker, when the time has come."""
    return actor.role == Role.SYSTEM


def readable_people(actor: Actor) -> Q:
    """Colleagues and employers' contacts for coordinators, colleagues for counsellors; candidates come elsewhere."""
    match actor.role:
        case Role.COORDINATOR | Role.SYSTEM:
            return _with_role(*STAFF, Role.SPONSOR)
        case Role.COUNSELLOR:
            return readable_staff(actor)
        case _:
            return NOTHING


def readable_staff(actor: Actor) -> Q:
    """Everybody inside may see who works here: a candidate chooses her counsellor among them."""
    if actor.role in INSIDE:
        return _with_role(*STAFF) & Q(is_active=True)
    return NOTHING


def _with_role(*roles: Role) -> Q:
    return Q(pk__in=Membership.objects.filter(role__in=sorted(roles), ended_at=None).values("person"))


def readable_offices(actor: Actor) -> Q:
    return EVERYTHING if actor.role in INSIDE else NOTHING


def readable_employers(actor: Actor) -> Q:
    return EVERYTHING if actor.role in STAFF | {Role.SYSTEM} else NOTHING
