"""Who may see a programme and who may change what of it. Pure but for one question: is a coordinator named on it.

Until the counsellor has confirmed by voice who it is, a candidate's account opens nothing of the programme: the letter
passed through other hands. It may answer, because an answer is what its own user writes.
"""

from typing import Any

from django.db.models import Q, QuerySet

from onward.core.access import NOTHING, STAFF, Actor, Role
from onward.engagements.models import AgreementCoordinator, Order
from onward.programmes.enums import State
from onward.programmes.models import HourEntry, Programme

NOT_TAKEN_BACK = ~Q(state=State.TAKEN_BACK)


def readable_programmes(actor: Actor) -> Q:
    """The facts of a programme: for the candidate, the own counsellor, coordinators of the office or agreement."""
    match actor.role:
        case Role.CANDIDATE:
            return NOT_TAKEN_BACK & Q(candidate=actor.person_id, identity_confirmed_at__isnull=False)
        case Role.COUNSELLOR:
            return NOT_TAKEN_BACK & Q(counsellor=actor.person_id)
        case Role.COORDINATOR:
            return NOT_TAKEN_BACK & (Q(office=actor.office_id) | Q(order__agreement__in=_agreements(actor)))
        case Role.SYSTEM:
            return Q()
        case _:
            return NOTHING


def own_beginnings(actor: Actor) -> Q:
    """What leads a candidate who is not confirmed yet: that there is an offer, and who calls. Nothing else of it."""
    return NOT_TAKEN_BACK & Q(candidate=actor.person_id) if actor.role == Role.CANDIDATE else NOTHING


def may_see_programme(actor: Actor, programme: Programme) -> bool:
    if programme.state == State.TAKEN_BACK:
        return actor.role == Role.SYSTEM
    match actor.role:
        case Role.CANDIDATE:
            return is_own(actor, programme) and programme.identity_confirmed_at is not None
        case Role.COUNSELLOR:
            return is_own_counsellor(actor, programme)
        case Role.COORDINATOR:
            return coordinates(actor, programme)
        case _:
            return actor.role == Role.SYSTEM


def is_own(actor: Actor, programme: Programme) -> bool:
    """The candidate, confirmed or not."""
    return actor.role == Role.CANDIDATE and actor.person_id == programme.candidate_id


def is_own_counsellor(actor: Actor, programme: Programme) -> bool:
    return actor.role == Role.COUNSELLOR and actor.person_id == programme.counsellor_id


def coordinates(actor: Actor, programme: Programme) -> bool:
    """A coordinator of the office that serves the candidate, or one named on the agreement."""
    if actor.role != Role.COORDINATOR:
        return False
    return actor.office_id == programme.office_id or coordinates_order(actor, programme.order)


def coordinates_order(actor: Actor, order: Order) -> bool:
    """Before the talk an order exists only for the coordinators named on its agreement."""
    if actor.role != Role.COORDINATOR:
        return False
    return AgreementCoordinator.objects.filter(agreement=order.agreement_id, person=actor.person_id).exists()


def _agreements(actor: Actor) -> QuerySet[AgreementCoordinator, Any]:
    return AgreementCoordinator.objects.filter(person=actor.person_id).values("agreement")


def may_keep_house(actor: Actor) -> bool:
    """What the worker does by itself: say what is about to be erased, and erase it."""
    return actor.role == Role.SYSTEM


# Before and around the beginning --------------------------------------------------------------------------------


def may_propose_counsellor(actor: Actor, order: Order) -> bool:
    return coordinates_order(actor, order)


def may_assign_counsellor(actor: Actor, programme: Programme) -> bool:
    return programme.state != State.TAKEN_BACK and coordinates(actor, programme)


def may_answer(actor: Actor, programme: Programme) -> bool:
    """The candidate by the own account, or staff for somebody who says it on the phone."""
    if programme.state == State.TAKEN_BACK:
        return False
    return is_own(actor, programme) or may_serve(actor, programme)


def may_serve(actor: Actor, programme: Programme) -> bool:
    """What counsellor and coordinators do for a candidate: reach, pause, extend, close, send a new code."""
    if actor.role not in STAFF:
        return False
    return programme.state != State.TAKEN_BACK and (
        is_own_counsellor(actor, programme) or coordinates(actor, programme)
    )


def may_confirm_identity(actor: Actor, programme: Programme) -> bool:
    """Only the counsellor who has heard the voice."""
    return programme.state != State.TAKEN_BACK and is_own_counsellor(actor, programme)


# The course and the hours ---------------------------------------------------------------------------------------


def may_lead(actor: Actor, programme: Programme) -> bool:
    """Meetings, phases and hours are the counsellor's."""
    return programme.state != State.TAKEN_BACK and is_own_counsellor(actor, programme)


def may_book_hours(actor: Actor, programme: Programme) -> bool:
    """Staff; the system for an hour that the template counts although the candidate cancelled late."""
    return actor.role == Role.SYSTEM or may_serve(actor, programme)


def may_answer_hours(actor: Actor, entry: HourEntry) -> bool:
    """The candidate, or the own counsellor who enters what a candidate without a screen says."""
    programme = entry.programme
    return may_see_programme(actor, programme) and actor.role in {Role.CANDIDATE, Role.COUNSELLOR}


def may_publish(actor: Actor, programme: Programme) -> bool:
    """What the former employer learns beyond the table is the candidate's to say, by phone through the counsellor."""
    return may_see_programme(actor, programme) and (is_own(actor, programme) or is_own_counsellor(actor, programme))


# The glass wall, from both sides --------------------------------------------------------------------------------


def readable_sheets(actor: Actor) -> Q:
    """The employer's sheets of its own people, and a candidate's own; the database filters the same once more."""
    match actor.role:
        case Role.SPONSOR:
            return Q(employer_id=actor.employer_id)
        case Role.CANDIDATE:
            return Q(candidate_id=actor.person_id)
        case _:
            return NOTHING


def readable_letters(actor: Actor) -> Q:
    """The letter passes through the hands of the employer's contact and of the manager who holds that talk."""
    match actor.role:
        case Role.SPONSOR:
            return Q(employer_id=actor.employer_id)
        case Role.MANAGER:
            return Q(manager_id=actor.manager_id)
        case _:
            return NOTHING
