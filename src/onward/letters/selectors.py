"""All reads of this app: the actor first, the policy inside."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils.functional import Promise

from onward.accounts import selectors as accounts
from onward.accounts.models import PostalAddress
from onward.core.access import STAFF, Actor, Role
from onward.counselling import selectors as counselling
from onward.counselling.enums import MinutesState
from onward.counselling.models import Minutes
from onward.letters import policies
from onward.letters.enums import LetterKind, LetterState
from onward.letters.models import Letter
from onward.letters.told import TOLD, verbs
from onward.privacy.models import AuditEntry
from onward.programmes.enums import State
from onward.programmes.models import Programme

BEGUN = (State.ACCEPTED, State.UNDER_WAY, State.PAUSED, State.ENDED)
STEPWISE = (LetterKind.APPOINTMENTS, LetterKind.PLAN)


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was written down for the candidate, and when."""

    at: datetime
    words: str | Promise


def letters(actor: Actor, *, programme: uuid.UUID | None = None) -> QuerySet[Letter]:
    """Every letter this actor may know of, the newest first."""
    rows = Letter.objects.filter(policies.readable_letters(actor))
    if programme is not None:
        rows = rows.filter(programme=programme)
    return rows.select_related(
        "meeting__appointment",
        "programme__candidate",
        "programme__office",
        "programme__employer",
        "programme__counsellor__staff_profile",
        "programme__order__agreement",
        "programme__order__package",
    ).order_by("-wanted_at", "-pk")


def waiting(actor: Actor) -> QuerySet[Letter]:
    """What is to be posted, the oldest first."""
    return letters(actor).filter(state=LetterState.WAITING).order_by("wanted_at", "pk")


@dataclass(frozen=True, slots=True)
class ToPost:
    """A letter of the queue, whether this actor may print it, and where it goes."""

    letter: Letter
    may_print: bool
    address: PostalAddress | None
    is_unheard: bool


def to_post(actor: Actor) -> list[ToPost]:
    rows = list(waiting(actor))
    known = accounts.postal_addresses(actor, {letter.programme.candidate_id for letter in rows})
    return [
        ToPost(letter, policies.may_print(actor, letter), address, is_unheard(letter.programme, address))
        for letter in rows
        for address in [known.get(letter.programme.candidate_id)]
    ]


def address_of(actor: Actor, programme: Programme) -> PostalAddress | None:
    """Where letters to this candidate go, for whoever carries them to the post; also one that is still unheard."""
    if not policies.may_enter_address(actor, programme):
        return None
    return accounts.postal_address(actor, programme.candidate_id)


def is_unheard(programme: Programme, address: PostalAddress | None) -> bool:
    """Written on a screen before a voice was heard: it may be somebody else's who held the code."""
    return address is not None and not address.on_behalf and programme.identity_confirmed_at is None


def envelope(actor: Actor, programme: Programme) -> tuple[str, ...]:
    """What is printed in the window; nothing where there is no address, or none to rely on."""
    address = address_of(actor, programme)
    return () if address is None or is_unheard(programme, address) else address.for_envelope


def shared_meetings(actor: Actor, programme: Programme) -> list[Minutes]:
    """Minutes that can go by post: shared, open to this actor, and not in a letter yet."""
    in_letters = Letter.objects.filter(meeting=OuterRef("pk")).exclude(state=LetterState.DROPPED)
    rows = counselling.minutes(actor).filter(meeting__programme=programme.pk, state=MinutesState.SHARED)
    return list(rows.filter(~Exists(in_letters)))


def told_since(letter: Letter) -> datetime | None:
    """Up to when the letter before this one of its kind told what was written down."""
    before = Letter.objects.filter(programme=letter.programme_id, kind=letter.kind, state=LetterState.POSTED)
    if letter.settled_at is not None:
        before = before.filter(settled_at__lt=letter.settled_at)
    last: datetime | None = before.aggregate(last=Max("told_until"))["last"]
    return last


def told(actor: Actor, letter: Letter, until: datetime) -> list[Told]:
    """What staff wrote down for the candidate since the last letter of this kind, in the order it was said."""
    words = TOLD.get(LetterKind(letter.kind), {})
    if not words or not policies.may_print(actor, letter):
        return []
    rows = AuditEntry.objects.filter(
        about=letter.programme.candidate_id, role__in=STAFF, verb__in=list(words), at__lte=until
    )
    since = told_since(letter)
    if since is not None:
        rows = rows.filter(at__gt=since)
    return [Told(row.at, words[row.verb]) for row in rows.order_by("at", "pk")]


# What the worker finds ----------------------------------------------------------------------------------------------


def on_paper(actor: Actor) -> QuerySet[Programme]:
    """Whoever has begun and has no e-mail address: what we agree comes by post."""
    if actor.role is not Role.SYSTEM:
        return Programme.objects.none()
    return Programme.objects.filter(state__in=BEGUN, candidate__email=None)


def due(actor: Actor) -> Iterator[tuple[Programme, LetterKind, uuid.UUID | None]]:
    """Letters that nobody has asked for yet: something was written down, or minutes were shared."""
    rows = on_paper(actor)
    for kind in STEPWISE:
        mine = Letter.objects.filter(programme=OuterRef("pk"), kind=kind)
        told = Letter.objects.filter(programme=OuterRef(OuterRef("pk")), kind=kind, told_until__gte=OuterRef("at"))
        news = AuditEntry.objects.filter(about=OuterRef("candidate"), role__in=STAFF, verb__in=verbs(kind))
        wanted = ~Exists(mine.filter(state=LetterState.WAITING)) & Exists(news.filter(~Exists(told)))
        for programme in rows.filter(wanted).order_by("pk"):
            yield programme, kind, None
    shared = Minutes.objects.filter(Q(state=MinutesState.SHARED), meeting__programme__in=rows)
    for minutes in shared.filter(~Exists(Letter.objects.filter(meeting=OuterRef("pk")))).select_related(
        "meeting__programme"
    ):
        yield minutes.meeting.programme, LetterKind.MINUTES, minutes.pk
