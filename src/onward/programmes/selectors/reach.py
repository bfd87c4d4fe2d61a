"""Whose programmes: the only door to them for views, forms and the apps above."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, ExpressionWrapper, F, FloatField, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from onward.accounts.models import Membership, Person
from onward.accounts.selectors import staff
from onward.core.access import Actor, Role
from onward.core.arrays import IsOneOf
from onward.engagements.models import Order
from onward.jurisdictions import rules
from onward.jurisdictions.sources import DeclineWarning
from onward.programmes import load, policies
from onward.programmes.enums import AnswerKind, State
from onward.programmes.models import ContactAttempt, Invitation, Programme, ProposedCounsellor
from onward.programmes.selectors.clocks import WAITING_STATES
from onward.programmes.selectors.handover import with_stand_in

OPEN_STATES = (State.ACCEPTED, State.UNDER_WAY, State.PAUSED)
PEOPLE, NAMES = ("candidate", "counsellor"), ("first_name", "last_name")
RUNNING_STATES = (State.ACCEPTED, State.UNDER_WAY)  # a paused programme asks for no meeting


def programmes(actor: Actor) -> QuerySet[Programme]:
    """Every programme this actor may see, by name, with the people and places around it."""
    return (
        Programme.objects.filter(policies.readable_programmes(actor))
        .select_related("candidate", "counsellor", "office", "employer", "order__package", "order__agreement")
        .order_by("candidate__sort_key", "pk")
    )


def of_order(actor: Actor, order: uuid.UUID) -> Programme | None:
    """The programme of an order, if there is one that this actor may see."""
    return programmes(actor).filter(order=order).first()


def narrowed(
    found: QuerySet[Programme],
    *,
    state: str = "",
    counsellor: str = "",
    employer: uuid.UUID | None = None,
    name: str = "",
) -> QuerySet[Programme]:
    """Some of the programmes. state: one of enums.State, or "open"; counsellor: an id, or "none"."""
    if state == "open":
        found = found.filter(state__in=OPEN_STATES)
    elif state:
        found = found.filter(state=state)
    if counsellor == "none":
        found = found.filter(counsellor=None)
    elif counsellor:
        found = found.filter(counsellor=uuid.UUID(counsellor))
    if employer:
        found = found.filter(employer=employer)
    for word in name.split():
        found = found.filter(Q(candidate__first_name__icontains=word) | Q(candidate__last_name__icontains=word))
    return found


# The candidate before the voice was heard -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Beginning:
    """What leads a candidate on before the counsellor has confirmed who it is: no more than stood in the letter."""

    programme: Programme
    answer: AnswerKind | None
    is_confirmed: bool

    @property
    def counsellor(self) -> Person | None:
        return self.programme.counsellor


def own_programme(actor: Actor) -> Programme | None:
    """The newest offer of this candidate, confirmed or not: that there is one. What else may be told, policies say."""
    return (
        with_stand_in(Programme.objects.filter(policies.own_beginnings(actor)))
        .select_related("counsellor__staff_profile", "office", "employer", "order__package", "candidate")
        .order_by("-ticked_at", "pk")
        .first()
    )


def beginning(actor: Actor) -> Beginning | None:
    """The same with the latest answer; None for anybody else."""
    found = own_programme(actor)
    if found is None:
        return None
    latest = found.answers.order_by("-at", "-pk").first()
    return Beginning(found, AnswerKind(latest.answer) if latest else None, found.identity_confirmed_at is not None)


def decline_costs(programme: Programme, on: date) -> tuple[DeclineWarning, ...]:
    """What a no can cost where the employer is, each with its source; empty where nothing is known."""
    return rules.decline_warning(programme.employer.country, on=on)


# The clock of the first contact -----------------------------------------------------------------------------------


def unanswered(actor: Actor) -> QuerySet[Programme]:
    """Invited, and no answer yet; the longest wait first."""
    return programmes(actor).filter(state=State.INVITED, answers=None).order_by("ticked_at", "pk")


def undecided(actor: Actor) -> QuerySet[Programme]:
    """Invited, and no yes or no so far; the longest wait first. With the names that a start page says."""
    rows = Programme.objects.filter(policies.readable_programmes(actor), state=State.INVITED)
    shown = ("ticked_at", "first_contact_at", *(f"{who}__{name}" for who in PEOPLE for name in NAMES))
    return rows.select_related(*PEOPLE).only(*shown).order_by("ticked_at", "pk")


def attempts_of(programme: Programme) -> QuerySet[ContactAttempt]:
    """The tries to reach somebody, newest first. The caller has asked for the programme."""
    return programme.attempts.order_by("-at", "-pk")


def live_invitation(programme: Programme) -> Invitation | None:
    """The code that works or has run out unused; None once used. The caller has asked for the programme."""
    return programme.invitations.filter(used_at=None, voided_at=None).first()


# Counsellors ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Load:
    """A counsellor and the people she helps now. asked: the meetings a week that their rhythms ask for."""

    person: Person
    open: int
    waiting: int
    asked: float = 0

    @property
    def offices(self) -> str:
        held: list[Membership] = getattr(self.person, "open_memberships", [])
        return ", ".join(sorted({str(each.office) for each in held if each.office}))

    @property
    def weekly_hours(self) -> int | None:
        profile = getattr(self.person, "staff_profile", None)
        return profile.weekly_hours if profile else None

    @property
    def room(self) -> float:
        """How many meetings a week her hours hold."""
        return load.room_for(self.weekly_hours or 0)

    @property
    def meetings(self) -> int:
        """`asked` as it is said: half a meeting and more is one."""
        return int(self.asked + 0.5)

    @property
    def holds(self) -> int:
        """`room` as it is said."""
        return int(self.room)


def counsellors(actor: Actor) -> QuerySet[Person]:
    """The counsellors by name, to choose from."""
    return staff(actor, role=Role.COUNSELLOR).select_related(None).prefetch_related(None).only(*NAMES, "sort_key")


def helping(actor: Actor, *, also: str = "") -> QuerySet[Person]:
    """Those of them who help somebody this actor sees, to narrow a list by. also: the key of one who is asked for."""
    led = Programme.objects.filter(policies.readable_programmes(actor)).order_by().values("counsellor").distinct()
    found = Q(IsOneOf("pk", led))
    return counsellors(actor).filter(found | Q(pk=also) if _is_key(also) else found)


def _is_key(words: str) -> bool:
    try:
        uuid.UUID(words)
    except ValueError:
        return False
    return True


def loads(
    actor: Actor,
    *,
    office: uuid.UUID | None = None,
    also: Collection[uuid.UUID] | None = None,
    of: Collection[uuid.UUID] | None = None,
) -> list[Load]:
    """The counsellors by name, with how many people each helps and how many of them wait for a first word.

    of: these alone. office: of the counsellors there. also: and of these, and of whoever has another role there.
    Of an office's nothing says where else they work.
    """
    found = staff(actor, role=Role.COUNSELLOR, office=office if also is None else None)
    if of is not None:
        found = found.filter(IsOneOf("pk", of))
    if also is not None:
        # one question with an "or" about roles, which goes by two indexes; about people it would read everybody
        known = Membership.objects.filter(Q(office=office) | Q(person__in=also), ended_at=None)
        found = found.filter(pk__in=known.values("person"))
    people = list(found if office is None else found.prefetch_related(None))
    open_ones = Count("pk", filter=Q(state__in=OPEN_STATES))
    first = Count("pk", filter=Q(state__in=WAITING_STATES, first_contact_at=None))
    each = ExpressionWrapper(Value(float(load.WEEK)) / F("rhythm_days"), FloatField())
    asked = Coalesce(Sum(each, filter=Q(state__in=RUNNING_STATES)), 0.0)
    mine = IsOneOf("counsellor", [person.pk for person in people])
    helped = Programme.objects.filter(mine, state__in={*OPEN_STATES, *WAITING_STATES})
    counted = helped.values("counsellor").annotate(open=open_ones, first=first, asked=asked)
    numbers = {row["counsellor"]: row for row in counted.order_by("counsellor")}
    none: dict[str, Any] = {"open": 0, "first": 0, "asked": 0.0}
    rows = [(person, numbers.get(person.pk, none)) for person in people]
    return [Load(person, row["open"], row["first"], row["asked"]) for person, row in rows]


def own_load(actor: Actor) -> Load | None:
    """A counsellor's own, with her hours; None for anybody else."""
    if actor.role != Role.COUNSELLOR or actor.person_id is None:
        return None
    person = Person.objects.select_related("staff_profile").get(pk=actor.person_id)
    return load_of(person, Programme.objects.filter(counsellor=person.pk).order_by("pk"))


def load_of(person: Person, helped: Iterable[Programme]) -> Load:
    """The load that these programmes of hers make. The caller has asked for them."""
    rows = list(helped)
    return Load(
        person,
        open=sum(each.state in OPEN_STATES for each in rows),
        waiting=sum(each.state in WAITING_STATES and each.first_contact_at is None for each in rows),
        asked=load.meetings_a_week(each.rhythm_days for each in rows if each.state in RUNNING_STATES),
    )


def proposed_counsellor(actor: Actor, order: Order) -> Person | None:
    """Whom the coordinator has chosen before the talk."""
    if not policies.may_propose_counsellor(actor, order):
        return None
    found = ProposedCounsellor.objects.filter(order=order).select_related("counsellor").first()
    return found.counsellor if found else None
