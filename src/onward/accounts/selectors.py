"""Reads: the only door to people, offices and employers for views, forms and the apps above."""

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from onward.accounts import pictures, policies
from onward.accounts.models import (
    Employer,
    Membership,
    Office,
    Pass,
    PassEnd,
    Person,
    PostalAddress,
    StaffPicture,
    StaffProfile,
)
from onward.core.access import Actor, Role
from onward.core.sealing import CannotOpen


def people(actor: Actor) -> QuerySet[Person]:
    """Colleagues and employers' contacts with their open roles, as this actor may see them, sorted by name."""
    return (
        Person.objects.filter(policies.readable_people(actor))
        .prefetch_related(open_memberships())
        .order_by("sort_key")
    )


def staff(actor: Actor, *, role: Role | None = None, office: uuid.UUID | None = None) -> QuerySet[Person]:
    """Counsellors and coordinators with profile and open roles, sorted by name; of one role or office if asked."""
    found = people_of_staff(actor)
    wanted = {"role": role, "office": office}
    asked = {name: value for name, value in wanted.items() if value is not None}
    if asked:
        found = found.filter(pk__in=Membership.objects.filter(ended_at=None, **asked).values("person"))
    return found


def people_of_staff(actor: Actor) -> QuerySet[Person]:
    return (
        Person.objects.filter(policies.readable_staff(actor))
        .select_related("staff_profile")
        .prefetch_related(open_memberships())
        .order_by("sort_key")
    )


def open_memberships() -> Prefetch:
    """The roles that hold now, as `person.open_memberships`."""
    rows = Membership.objects.filter(ended_at=None).select_related("office", "employer").order_by("role", "since")
    return Prefetch("memberships", queryset=rows, to_attr="open_memberships")


def memberships(actor: Actor) -> QuerySet[Membership]:
    """Open roles of the people this actor may see."""
    return Membership.objects.filter(ended_at=None, person__in=people(actor).order_by()).select_related(
        "person", "office", "employer"
    )


def offices(actor: Actor) -> QuerySet[Office]:
    return Office.objects.filter(policies.readable_offices(actor)).order_by("name")


def employers(actor: Actor) -> QuerySet[Employer]:
    return Employer.objects.filter(policies.readable_employers(actor)).order_by("name")


def sponsors(actor: Actor, employer: uuid.UUID) -> QuerySet[Person]:
    """The contacts of one employer."""
    rows = Membership.objects.filter(role=Role.SPONSOR, employer=employer, ended_at=None)
    return people(actor).filter(pk__in=rows.values("person"))


def roles_of(person: Person) -> frozenset[str]:
    """The roles a person holds now. For actions, which have asked their policy."""
    return frozenset(Membership.objects.filter(person=person, ended_at=None).values_list("role", flat=True))


def person_by_address(*, email: str | None = None, phone: str | None = None) -> Person | None:
    """Whoever already has this address or number. For actions: a page must not tell a stranger."""
    wanted = {"email": email} if email else {"phone": phone}
    return Person.objects.filter(**wanted).first() if email or phone else None


def is_work_address(address: str) -> bool:
    """Whether an e-mail address lies in a domain of any employer, or below one: nothing private is sent there."""
    domain = address.rpartition("@")[2].lower().strip(".")
    labels = domain.split(".")
    above = [".".join(labels[start:]) for start in range(len(labels))]
    return bool(domain) and Employer.objects.filter(mail_domains__overlap=above).exists()


def postal_addresses(actor: Actor, people: Iterable[uuid.UUID]) -> dict[uuid.UUID, PostalAddress]:
    """Where letters reach these candidates, by person; whoever has given no address is left out."""
    rows = PostalAddress.objects.filter(policies.readable_postal_addresses(actor), person__in=list(people))
    return {row.person_id: row for row in rows}


def postal_address(actor: Actor, person: uuid.UUID) -> PostalAddress | None:
    return postal_addresses(actor, [person]).get(person)


def picture(person: uuid.UUID, mark: str) -> bytes | None:
    """The photo of somebody on the staff, for whoever has its address; None for one that was taken away."""
    if not mark or not StaffProfile.objects.filter(person=person, picture=mark).exists():
        return None
    sealed = StaffPicture.objects.filter(person=person).values_list("sealed", flat=True).first()
    try:
        return pictures.unseal(bytes(sealed), person) if sealed else None
    except CannotOpen:
        return None


# A manager's link -------------------------------------------------------------------------------------------------


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def pass_by_token(token: str, at: datetime) -> Pass | None:
    """The pass of a link that still opens something; None for one that has ended and for one that we never gave."""
    return open_passes(at).filter(token_hash=token_hash(token)).select_related("employer").first()


def open_passes(at: datetime) -> QuerySet[Pass]:
    """The links that open something at this moment."""
    ends = PassEnd.objects.filter(
        manager=OuterRef("manager"), employer=OuterRef("employer"), at__gt=OuterRef("created_at")
    )
    return Pass.objects.filter(~Exists(ends), expires_at__gt=at)


# Sign-in ----------------------------------------------------------------------------------------------------------


def second_factors(person: Person) -> frozenset[str]:
    """The kinds of second factor that a person has set up (allauth's names: totp, webauthn, recovery_codes)."""
    return frozenset(Authenticator.objects.filter(user_id=person.pk).values_list("type", flat=True))


# Sessions ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OwnSession:
    """One place where a person is signed in."""

    id: int
    device: str
    ip: str
    begun_at: datetime
    is_current: bool


def own_sessions(actor: Actor, at: datetime, current_key: str | None) -> list[OwnSession]:
    """Where this person is signed in now, this session first, then the newest."""
    rows = list(UserSession.objects.filter(user_id=actor.person_id).order_by("-created_at"))
    alive = set(
        Session.objects.filter(session_key__in=[row.session_key for row in rows], expire_date__gt=at).values_list(
            "session_key", flat=True
        )
    )
    found = [
        OwnSession(row.pk, device(row.user_agent), row.ip, row.created_at, row.session_key == current_key)
        for row in rows
        if row.session_key in alive
    ]
    return sorted(found, key=lambda session: not session.is_current)


BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def device(user_agent: str) -> str:
    """Browser and device in two words, as far as the browser says; empty if it says nothing we know."""
    parts = (_first(BROWSERS, user_agent), _first(SYSTEMS, user_agent))
    return ", ".join(part for part in parts if part)


def _first(known: Iterable[tuple[str, str]], user_agent: str) -> str:
    return next((name for sign, name in known if sign in user_agent), "")
