"""Letters on paper: asked for, posted once, or not needed."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from onward.accounts import actions as accounts
from onward.core.access import Actor, require
from onward.core.errors import Refused
from onward.counselling.models import Meeting
from onward.letters import policies, selectors
from onward.letters.enums import LetterKind, LetterState
from onward.letters.models import Letter
from onward.privacy import audit
from onward.programmes.models import Programme

NOT_SHARED = _("These minutes are not shared yet. Share them first, then they can go by post.")
SETTLED = _("This letter is settled already: look at the list. Ask for a new one if another is to go.")


@transaction.atomic
def want_letter(
    *, by: Actor, programme: Programme, kind: LetterKind, at: datetime, meeting: Meeting | None = None
) -> Letter:
    """Put a letter in the queue. One of its kind waits at a time, and minutes go by post once."""
    programme = Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
    require(policies.may_want(by, programme, LetterKind(kind)))
    if kind == LetterKind.MINUTES:
        _refuse_unshared(programme, meeting)
    same = Letter.objects.filter(programme=programme, kind=kind, meeting=meeting)
    again = same.exclude(state=LetterState.DROPPED) if meeting else same.filter(state=LetterState.WAITING)
    found = again.first()
    if found is not None:
        return found
    letter = Letter.objects.create(programme=programme, kind=kind, meeting=meeting, wanted_at=at, wanted_by=by.key)
    audit.record(by, "letters.wanted", letter, at=at, about=programme.candidate_id, after={"kind": kind})
    return letter


def _refuse_unshared(programme: Programme, meeting: Meeting | None) -> None:
    minutes = getattr(meeting, "minutes", None) if meeting and meeting.programme_id == programme.pk else None
    if minutes is None or not minutes.is_shared:
        raise Refused(NOT_SHARED, "not_shared")


@transaction.atomic
def post_letter(*, by: Actor, letter: Letter, at: datetime, printed_at: datetime | None = None) -> Letter:
    """It is on its way. Said twice it was posted once.

    printed_at: when the page with it was opened; what was written down after that is told in the next one.
    Raises Refused "settled" where it was put aside in the meantime.
    """
    return _settle(by, letter, LetterState.POSTED, at, min(printed_at or at, at))


@transaction.atomic
def drop_letter(*, by: Actor, letter: Letter, at: datetime) -> Letter:
    """Not needed: it was given by hand, or read aloud. What it would have told counts as told."""
    return _settle(by, letter, LetterState.DROPPED, at, at)


def _settle(by: Actor, letter: Letter, state: LetterState, at: datetime, told_until: datetime) -> Letter:
    found = Letter.objects.select_for_update(of=("self",)).select_related("programme").get(pk=letter.pk)
    require(policies.may_settle(by, found))
    if found.state == state:
        return found
    if found.state != LetterState.WAITING:
        raise Refused(SETTLED, "settled")
    found.state, found.settled_at, found.settled_by, found.told_until = state, at, by.key, told_until
    found.save(update_fields=["state", "settled_at", "settled_by", "told_until"])
    audit.record(by, f"letters.{state.value}", found, at=at, about=found.programme.candidate_id)
    return found


@transaction.atomic
def enter_address(*, by: Actor, programme: Programme, lines: list[str], country: str, at: datetime) -> None:
    """Where letters to this candidate go, as she says it; without lines it is taken away."""
    require(policies.may_enter_address(by, programme))
    accounts.change_postal_address(by=by, person=programme.candidate, lines=lines, country=country, at=at)


def want_due_letters(*, by: Actor, at: datetime) -> int:
    """What the worker finds: each stands for itself, so that one that cannot be wanted stops no other."""
    number = 0
    for programme, kind, key in list(selectors.due(by)):
        meeting = Meeting.objects.get(pk=key) if key else None
        try:
            want_letter(by=by, programme=programme, kind=kind, meeting=meeting, at=at)
        except (Refused, IntegrityError):
            continue
        number += 1
    return number
