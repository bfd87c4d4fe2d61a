"""Minutes, what is added to them, and private notes."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from onward.core.access import Actor, require
from onward.core.errors import Refused
from onward.counselling import notifications, policies
from onward.counselling.actions.plan import Plan, carry_out
from onward.counselling.enums import MinutesState
from onward.counselling.merging import merged, merged_plans
from onward.counselling.models import Meeting, Minutes, PrivateNote, Remark
from onward.privacy import audit
from onward.programmes.models import Programme

SHARED_ALREADY = _("These minutes are shared. They do not change any more: add a remark below them.")
EMPTY = _("There is nothing to share yet. Write in a few words what you agreed on.")
TWO_TEXTS = _("There are two texts, from two windows. Put them together before you share.")
PLAN_LEFT = _("A plan stands in the draft too. Open the meeting and share both from there.")


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a text. aside: another window had saved meanwhile, so this one is kept beside the other."""

    minutes: Minutes
    aside: bool


@transaction.atomic
def save_minutes(
    *, by: Actor, meeting: Meeting, text: str, version: int, at: datetime, plan: Mapping[str, str] | None = None
) -> Saved:
    """Keep the draft. version: what this window began with; where it is old, both texts stay and the author is told.

    plan: the fortnight plan as it was typed, kept beside the text; None leaves what is kept. The first words make the
    draft, also while the meeting is going on. Leaves no trace in the history: a draft is its author's alone.
    """
    row = draft_of(by=by, meeting=meeting, at=at)
    require(policies.may_write_minutes(by, row))
    if row.is_shared:
        raise Refused(SHARED_ALREADY, "shared")
    words = text.replace("\r\n", "\n")  # as browsers send lines
    typed = row.plan if plan is None else dict(plan)
    if (words, typed) == (row.text, row.plan):
        return Saved(row, aside=False)
    is_old = version != row.version
    if is_old:
        row.aside = words if words != row.text else ""
        row.aside_plan = typed if typed != row.plan else {}
    else:
        row.text, row.plan, row.version = words, typed, row.version + 1
    row.saved_at = at
    row.save(update_fields=["text", "aside", "plan", "aside_plan", "version", "saved_at"])
    return Saved(row, aside=is_old)


@transaction.atomic
def put_together(*, by: Actor, minutes: Minutes, keep: bool, at: datetime) -> Minutes:
    """End the matter of two texts: what the second window wrote goes below the first (keep), or away."""
    row = _held(minutes)
    require(policies.may_write_minutes(by, row))
    if row.is_shared:
        return row
    if keep:
        row.text, row.plan = merged(row.text, row.aside), merged_plans(row.plan, row.aside_plan)
    row.aside, row.aside_plan, row.version, row.saved_at = "", {}, row.version + 1, at
    row.save(update_fields=["text", "aside", "plan", "aside_plan", "version", "saved_at"])
    return row


@transaction.atomic
def share_minutes(*, by: Actor, minutes: Minutes, at: datetime, plan: Plan | None = None) -> Minutes:
    """Give the candidate minutes and plan, for good: from now on words are only added. Shared again nothing changes.

    plan: what the draft of the plan says, read and found right; its steps are made here, all of them or none.
    """
    row = _held(minutes)
    require(policies.may_write_minutes(by, row))
    if row.is_shared:
        return row
    if row.aside or row.aside_plan:
        raise Refused(TWO_TEXTS, "aside")
    if plan is None and row.plan:
        raise Refused(PLAN_LEFT, "plan")
    if not row.text.strip() and not plan:
        raise Refused(EMPTY, "empty")
    if plan:
        carry_out(plan, by=by, meeting=row.meeting, at=at)
    row.state, row.shared_at, row.plan = MinutesState.SHARED, at, {}
    row.save(update_fields=["state", "shared_at", "plan"])
    programme = row.meeting.programme
    audit.record(by, "counselling.minutes_shared", row, at=at, about=programme.candidate_id)
    notifications.something_new(programme, by=by, at=at)
    return row


@transaction.atomic
def add_remark(*, by: Actor, minutes: Minutes, text: str, at: datetime) -> Remark:
    """Add to shared minutes. The same words sent twice in a row stay one remark."""
    row = _held(minutes)
    require(policies.may_remark(by, row))
    words = text.strip()
    if not words:
        raise Refused(_("Write your remark first."), "empty")
    last = Remark.objects.filter(minutes=row).order_by("-at", "-pk").first()
    if last is not None and (last.text, last.author_id) == (words, by.key):
        return last
    remark = Remark.objects.create(minutes=row, author_id=by.key, text=words, at=at)
    programme = row.meeting.programme
    audit.record(by, "counselling.remark_added", remark, at=at, about=programme.candidate_id)
    notifications.something_new(programme, by=by, at=at)
    return remark


@transaction.atomic
def write_note(
    *, by: Actor, programme: Programme, text: str, at: datetime, meeting: Meeting | None = None
) -> PrivateNote:
    """A private note: its author alone reads it. Added, never changed."""
    require(policies.may_note(by, programme))
    words = text.strip()
    if not words:
        raise Refused(_("Write your note first."), "empty")
    mine = PrivateNote.objects.filter(programme=programme, author=by.key, meeting=meeting)
    last = mine.order_by("-at", "-pk").first()
    if last is not None and last.text == words:
        return last
    note = PrivateNote.objects.create(programme=programme, meeting=meeting, author_id=by.key, text=words, at=at)
    audit.record(by, "counselling.note_written", note, at=at, about=programme.candidate_id)
    return note


def draft_of(*, by: Actor, meeting: Meeting, at: datetime) -> Minutes:
    """The minutes of a meeting, locked; a new draft where there are none. Part of another action."""
    require(policies.may_lead_meeting(by, meeting))
    _hold_programme(meeting.programme_id)
    row, _made = Minutes.objects.get_or_create(meeting=meeting, defaults={"author_id": by.key, "saved_at": at})
    row = _with_people().get(pk=row.pk)
    require(policies.may_lead_meeting(by, row.meeting))  # as it is now: somebody else may have taken over
    return row


def _held(minutes: Minutes) -> Minutes:
    _hold_programme(minutes.meeting.programme_id)
    row = _with_people().filter(pk=minutes.pk).first()
    require(row is not None)  # a draft goes with its author when somebody else takes over
    return cast(Minutes, row)


def _hold_programme(key: uuid.UUID) -> None:
    """Before the minutes, as a hand-over does: nobody takes over meanwhile, and none waits in a ring."""
    Programme.objects.select_for_update(no_key=True).get(pk=key)


def _with_people() -> QuerySet[Minutes]:
    return Minutes.objects.select_for_update(of=("self",)).select_related(
        "meeting__appointment", "meeting__programme__candidate", "meeting__programme__counsellor"
    )
