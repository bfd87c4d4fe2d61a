"""Who may see a programme and who may change what of it. Pure but for one question: is a coordinator named on it.

Until the counsellor has confirmed by voice who it is, a candidate's account opens nothing of the programme: the letter
passed through other hands. It may answer, because an answer is what its own user writes.
"""

import uuid
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from onward.core.access import NOTHING, STAFF, Actor, Role
from onward.core.arrays import IsOneOf
from onward.engagements.models import AgreementCoordinator, Order
from onward.programmes.enums import State
from onward.programmes.models import CounsellorChange, HourEntry, LookThrough, Programme

NOT_TAKEN_BACK = ~Q(state=State.TAKEN_BACK)


def readable_programmes(actor: Actor) -> Q:
    """The facts of a programme: for the candidate, the own counsellor, coordinators of the office or agreement."""
    match actor.role:
        case Role.CANDIDATE:
            return NOT_TAKEN_BACK & Q(candidate=actor.person_id, identity_confirmed_at__isnull=False)
        case Role.COUNSELLOR:
            return NOT_TAKEN_BACK & Q(counsellor=actor.person_id)
        case Role.COORDINATOR:
            return NOT_TAKEN_BACK & (Q(office=actor.office_id) | Q(IsOneOf("agreement", _agreements(actor))))
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
    return actor.office_id == programme.office_id or _is_named_on(actor, programme.agreement_id)


def coordinates_order(actor: Actor, order: Order) -> bool:
    """Before the talk an order exists only for the coordinators named on its agreement."""
    if actor.role != Role.COORDINATOR:
        return False
    return _is_named_on(actor, order.agreement_id)


def _is_named_on(actor: Actor, agreement: uuid.UUID) -> bool:
    return AgreementCoordinator.objects.filter(agreement=agreement, person=actor.person_id).exists()


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


def may_hand_over(actor: Actor) -> bool:
    """Say that a colleague is away. Which of her people, `may_assign_counsellor` says of each."""
    return actor.role == Role.COORDINATOR


def readable_hand_overs(actor: Actor) -> Q:
    """Who is away and helped out by whom: coordinators of every office, because colleagues help across offices."""
    return Q() if actor.role in {Role.COORDINATOR, Role.SYSTEM} else NOTHING


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


def agreements_with_hours(actor: Actor) -> Q:
    """Whose hours a coordinator sees all together: agreements of the office, and those she is named on."""
    if actor.role != Role.COORDINATOR:
        return NOTHING
    return Q(office=actor.office_id) | Q(IsOneOf("pk", _agreements(actor)))


def may_answer_hours(actor: Actor, entry: HourEntry) -> bool:
    """The candidate, or the own counsellor who enters what a candidate without a screen says."""
    programme = entry.programme
    return may_see_programme(actor, programme) and actor.role in {Role.CANDIDATE, Role.COUNSELLOR}


def may_publish(actor: Actor, programme: Programme) -> bool:
    """What the former employer learns beyond the table is the candidate's to say, by phone through the counsellor."""
    return may_see_programme(actor, programme) and (is_own(actor, programme) or is_own_counsellor(actor, programme))


# Who helps, and what of the time before is open to whom -----------------------------------------------------------


def readable_since(actor: Actor, at: str, programme: str = "programme") -> Q:
    """What the present counsellor reads of what was shared in the guidance file.

    at: the lookup to when it was shared or written. programme: the lookup to its programme ("" for its own rows).
    Whoever was chosen in a change reads what comes after it; what was before, only with the candidate's yes.
    """
    to = f"{programme}__" if programme else ""
    open_to_her = Q(**{f"{to}shared_since": None}) | Q(**{f"{at}__gte": F(f"{to}shared_since")})
    return ~Q(**{f"{to}state": State.TAKEN_BACK}) & Q(**{f"{to}counsellor": actor.person_id}) & open_to_her


def readable_in_look(actor: Actor, now: datetime, at: str, programme: str = "programme") -> Q:
    """What somebody reads who looks through a file at this moment: never more than the present counsellor may.

    For the pages of a look-through alone, which read and change nothing. Lookups as in `readable_since`.
    """
    if actor.role not in STAFF:
        return NOTHING
    to = f"{programme}__" if programme else ""
    live = LookThrough.objects.filter(open_looks(actor, now)).values("programme")
    shared = Q(**{f"{to}shared_since": None}) | Q(**{f"{at}__gte": F(f"{to}shared_since")})
    return ~Q(**{f"{to}state": State.TAKEN_BACK}) & Q(**{f"{programme or 'pk'}__in": live}) & shared


def open_looks(actor: Actor, now: datetime) -> Q:
    """The own looks that hold at this moment, in the role in which they were asked for."""
    if actor.role not in STAFF:
        return NOTHING
    lasts = Q(from_at__lte=now, until__gt=now, ended_at=None)
    return lasts & Q(reader=actor.person_id, role=actor.role) & ~Q(programme__state=State.TAKEN_BACK)


def readable_looks(actor: Actor) -> Q:
    """That somebody may look, why and until when: the candidate, the own counsellor, and whoever looks."""
    rows = Programme.objects.filter(readable_programmes(actor)).values("pk")
    match actor.role:
        case Role.CANDIDATE:
            return Q(programme__in=rows)
        case Role.COUNSELLOR | Role.COORDINATOR:
            return Q(programme__in=rows) | Q(reader=actor.person_id)
        case _:
            return NOTHING


def may_look_through(actor: Actor, programme: Programme) -> bool:
    """Colleagues of the office that serves the candidate; nobody whom the candidate has chosen to leave."""
    if actor.role not in STAFF or programme.state == State.TAKEN_BACK or actor.office_id != programme.office_id:
        return False
    if actor.person_id in {programme.counsellor_id, programme.candidate_id}:
        return False
    return not CounsellorChange.objects.filter(programme=programme.pk, before=actor.person_id).exists()


def may_choose_counsellor(actor: Actor, programme: Programme) -> bool:
    """The candidate, or staff for somebody who says it on the phone.

    An account whose voice nobody has heard yet chooses only before the first talk: later it may be somebody else's.
    """
    if programme.state in {State.TAKEN_BACK, State.ENDED, State.DECLINED}:
        return False
    if is_own(actor, programme):
        return programme.identity_confirmed_at is not None or programme.first_contact_at is None
    return may_serve(actor, programme)


def may_open_earlier(actor: Actor, programme: Programme) -> bool:
    """Say whether the present counsellor may read what was shared before: the candidate, once confirmed.

    By phone a coordinator enters it: not the counsellor, who would open it to herself.
    """
    return may_see_programme(actor, programme) and (is_own(actor, programme) or coordinates(actor, programme))


def readable_changes(actor: Actor) -> Q:
    """That a candidate chose a colleague: whom she left, so that it is known; and whoever may see the programme."""
    rows = Programme.objects.filter(readable_programmes(actor)).values("pk")
    match actor.role:
        case Role.COUNSELLOR:
            return Q(before=actor.person_id)
        case Role.CANDIDATE | Role.COORDINATOR | Role.SYSTEM:
            return Q(programme__in=rows)
        case _:
            return NOTHING


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
