"""Looking through a file that is not one's own: for a stated reason and a stated time."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from onward.core.access import Actor, require
from onward.core.errors import Refused
from onward.privacy import audit
from onward.privacy.access_log import note_reading
from onward.programmes import notifications, policies
from onward.programmes.actions.steps import acting_person, locked
from onward.programmes.enums import LookReason
from onward.programmes.models import LookThrough, Programme

LASTS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(weeks=1)}
FEWEST_SIGNS = 10


@transaction.atomic
def start_look(*, by: Actor, programme: Programme, reason: str, words: str, lasts: str, at: datetime) -> LookThrough:
    """Begin to look through a file. The candidate is told that there is something to read, and finds who and why.

    lasts: a key of LASTS. While one look lasts, another is the same one. Raises Refused without a reason in words.
    """
    programme = locked(programme)
    require(policies.may_look_through(by, programme))
    running = programme.looks.filter(policies.open_looks(by, at)).first()
    if running is not None:
        return running
    words = " ".join(words.split())
    if reason not in LookReason.values or lasts not in LASTS or len(words) < FEWEST_SIGNS:
        raise Refused(_("Say in a sentence why. The candidate reads it."), code="reason")
    look = LookThrough.objects.create(
        programme=programme,
        reader_id=acting_person(by),
        role=by.role,
        reason=reason,
        words=words[:200],
        from_at=at,
        until=at + LASTS[lasts],
    )
    after = {"reason": reason, "words": look.words, "until": look.until.isoformat()}
    audit.record(by, "programmes.look_started", look, at=at, about=programme.candidate_id, after=after)
    notifications.look_started(programme, at=at)
    return look


@transaction.atomic
def end_look(*, by: Actor, look: LookThrough, at: datetime) -> LookThrough:
    """Done before the time is over: from now on the file is closed to this reader again."""
    look = LookThrough.objects.select_for_update(of=("self",)).select_related("programme").get(pk=look.pk)
    require(look.reader_id == by.person_id and look.role == by.role)
    if look.ended_at is None and at < look.until:
        look.ended_at = at
        look.save(update_fields=["ended_at"])
        audit.record(by, "programmes.look_ended", look, at=at, about=look.programme.candidate_id)
    return look


def note_look(by: Actor, look: LookThrough, at: datetime) -> None:
    """One row in the log for every opening, with the reason in the candidate's language."""
    candidate = look.programme.candidate
    with translation.override(candidate.language):
        reason = f"{LookReason(look.reason).label}: {look.words}"
    note_reading(by, "look", about=candidate.pk, programme=look.programme_id, at=at, reason=reason[:300])
