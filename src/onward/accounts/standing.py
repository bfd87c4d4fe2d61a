"""Who is at the other end of a session, and in which one role: worked out once per request, from the database."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest

from onward.accounts import factors
from onward.accounts.models import Membership, Person
from onward.accounts.selectors import open_passes
from onward.core.access import STAFF, Actor, Role

MEMBERSHIP_KEY = "onward_membership"
PASS_KEY = "onward_pass"  # noqa: S105 -- the name of a key in the session, no secret
ROLE_COOKIE = "onward_role"  # which of several roles was last chosen on this device; no secret


@dataclass(frozen=True, slots=True)
class RoleChoice:
    """One role that a person may act in, as the page offers it."""

    id: uuid.UUID
    role: Role
    where: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything a page needs to know about who asks. Without an actor, `missing` says what is left to do."""

    actor: Actor | None = None
    person: Person | None = None
    chosen: Membership | None = None
    choices: tuple[RoleChoice, ...] = ()
    second_factor_missing: bool = False
    language: str = ""
    timezone: str = ""
    office_phone: str = ""
    pass_ended: bool = False

    @property
    def role_to_choose(self) -> bool:
        return self.chosen is None and len(self.choices) > 1


NOBODY = Standing()


def standing_of(request: HttpRequest, at: datetime) -> Standing:
    """The person and role of this session, or the manager whose link opened it, in at most two queries."""
    if request.user.is_authenticated:
        return _of_person(request, request.user)
    if kept := request.session.get(PASS_KEY):
        return _of_pass(kept, at)
    return NOBODY


def _of_person(request: HttpRequest, person: Person) -> Standing:
    memberships = list(
        Membership.objects.filter(person_id=person.pk, ended_at=None)
        .select_related("office", "employer")
        .order_by("role", "office__name", "employer__name")
    )
    chosen = _chosen(request, memberships)
    choices = tuple(
        RoleChoice(each.pk, Role(each.role), str(each.office or each.employer or ""), each is chosen)
        for each in memberships
    )
    works_here = any(each.role in STAFF for each in memberships)  # whichever of the roles is chosen, or none yet
    missing = works_here and not factors.has_two_factors(get_authentication_records(request, person))
    if chosen is None:
        return Standing(person=person, choices=choices, second_factor_missing=missing, language=person.language)
    office = chosen.office
    return Standing(
        actor=None if missing else actor_of(person, chosen),
        person=person,
        chosen=chosen,
        choices=choices,
        second_factor_missing=missing,
        language=person.language,
        timezone=office.timezone if office else "",
        office_phone=office.phone if office else "",
    )


def _chosen(request: HttpRequest, memberships: list[Membership]) -> Membership | None:
    if len(memberships) == 1:
        return memberships[0]
    kept = request.session.get(MEMBERSHIP_KEY) or request.COOKIES.get(ROLE_COOKIE)
    return next((each for each in memberships if str(each.pk) == kept), None)


def _of_pass(key: str, at: datetime) -> Standing:
    entered = open_passes(at).filter(pk=key).first()
    if entered is None:
        return Standing(pass_ended=True)
    actor = Actor(
        role=Role(entered.role), employer_id=entered.employer_id, manager_id=entered.manager, name=entered.name
    )
    return Standing(actor=actor, language=entered.language)


def actor_of(person: Person, membership: Membership) -> Actor:
    """The person acting in this role."""
    return Actor(
        role=Role(membership.role),
        person_id=person.pk,
        office_id=membership.office_id,
        employer_id=membership.employer_id,
        name=person.name,
    )


def own_actor(standing: Standing) -> Actor:
    """The person caring for her own account, also before the second factor: good for `may_care_for_oneself` alone."""
    role = (
        standing.chosen.role if standing.chosen else (standing.choices[0].role if standing.choices else Role.CANDIDATE)
    )
    return Actor(role=Role(role), person_id=standing.person.pk, name=standing.person.name)
