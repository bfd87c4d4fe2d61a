"""Who posts letters, and who may read which. A coordinator carries every letter to the post and opens one kind."""

from django.db.models import Q

from onward.core.access import NOTHING, STAFF, Actor, Role
from onward.letters.enums import LetterKind
from onward.letters.models import Letter
from onward.programmes import policies as programmes
from onward.programmes.enums import State
from onward.programmes.models import Programme


def readable_letters(actor: Actor) -> Q:
    """That there is a letter, for whom and since when; never what it says."""
    if actor.role not in STAFF and actor.role is not Role.SYSTEM:
        return NOTHING
    rows = Programme.objects.filter(programmes.readable_programmes(actor))
    return Q(programme__in=rows.values("pk"))


def may_want(actor: Actor, programme: Programme, kind: LetterKind) -> bool:
    """Ask for a letter: whoever may print it; the worker, for somebody who reads on paper."""
    if actor.role is Role.SYSTEM:
        return programme.state != State.TAKEN_BACK
    return _opens(actor, programme, kind)


def may_print(actor: Actor, letter: Letter) -> bool:
    """When and where is a fact; what was agreed and planned stays between the two of them."""
    return _opens(actor, letter.programme, LetterKind(letter.kind))


def may_settle(actor: Actor, letter: Letter) -> bool:
    """Say that it is posted, or not needed."""
    return programmes.may_serve(actor, letter.programme)


def may_enter_address(actor: Actor, programme: Programme) -> bool:
    """Write down where letters go, as the candidate says it: whoever carries them to the post."""
    return programmes.may_serve(actor, programme)


def _opens(actor: Actor, programme: Programme, kind: LetterKind) -> bool:
    if programmes.is_own_counsellor(actor, programme):
        return programme.state != State.TAKEN_BACK
    return kind is LetterKind.APPOINTMENTS and programmes.may_serve(actor, programme)
