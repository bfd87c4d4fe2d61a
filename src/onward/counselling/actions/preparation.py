"""What the candidate wants the counsellor to know before a meeting: a draft of her own, and what she sends of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from onward.core.access import Actor, Role, require
from onward.core.errors import Refused
from onward.counselling import notifications, policies
from onward.counselling.beforehand import QUESTIONS
from onward.counselling.merging import merged_answers
from onward.counselling.models import Beforehand, BeforehandDraft, Meeting
from onward.privacy import audit
from onward.scheduling.enums import AppointmentState

BEGUN = _("The meeting has begun, so these answers do not change any more. You can say it there.")
TWO_TEXTS = _("You wrote in two windows. Put both together first; nothing is lost.")
NOTHING = _("Nothing is written yet. One of the three is enough, and none is fine too.")


@dataclass(frozen=True, slots=True)
class SavedAnswers:
    """What became of the draft; None where nothing is written. aside: another window had saved meanwhile."""

    draft: BeforehandDraft | None
    aside: bool


@transaction.atomic
def save_beforehand(
    *, by: Actor, meeting: Meeting, answers: Mapping[str, str], version: int, at: datetime
) -> SavedAnswers:
    """Keep the draft, which nobody else reads and which leaves no trace. version: what this window began with."""
    _may_write(by, _locked(meeting), at, by.role is Role.CANDIDATE)
    words, row = _words(answers), BeforehandDraft.objects.select_for_update().filter(meeting=meeting).first()
    if row is None:
        sent = Beforehand.objects.filter(meeting=meeting).first()
        if words == (_answers_of(sent) if sent else dict.fromkeys(QUESTIONS, "")):
            return SavedAnswers(None, aside=False)
        made = BeforehandDraft.objects.create(
            meeting=meeting, saved_at=at, saved_by=by.key, version=version + 1, **words
        )
        return SavedAnswers(made, aside=False)
    if words == _answers_of(row):
        return SavedAnswers(row, aside=False)
    is_old = version != row.version
    if is_old:
        row.aside = {name: value for name, value in words.items() if value and value != getattr(row, name)}
    else:
        _write(row, words)
    row.saved_at = at
    row.save()
    return SavedAnswers(row, aside=is_old)


@transaction.atomic
def put_answers_together(*, by: Actor, meeting: Meeting, keep: bool, at: datetime) -> BeforehandDraft | None:
    """End the matter of two windows: what the second wrote goes below the first (keep), or away."""
    _may_write(by, _locked(meeting), at, by.role is Role.CANDIDATE)
    row = BeforehandDraft.objects.select_for_update().filter(meeting=meeting).first()
    if row is None:
        return None
    _write(row, merged_answers(_answers_of(row), row.aside) if keep else _answers_of(row))
    row.aside, row.saved_at = {}, at
    row.save()
    return row


@transaction.atomic
def send_beforehand(*, by: Actor, meeting: Meeting, answers: Mapping[str, str], at: datetime) -> Beforehand | None:
    """Show the counsellor the answers as they are now; sent empty, they are taken back and None is returned.

    The counsellor writes down what the candidate says on the phone; that stands beside it.
    """
    meeting = _locked(meeting)
    _may_write(by, meeting, at, True)
    words, row = _words(answers), Beforehand.objects.filter(meeting=meeting).first()
    if by.role is Role.CANDIDATE:
        drafts = BeforehandDraft.objects.filter(meeting=meeting)
        if any(draft.aside for draft in drafts):
            raise Refused(TWO_TEXTS, "aside")
        drafts.delete()
    if not any(words.values()):
        _take_back(by, row, meeting, at)
        return None
    notifications.withdraw_question(meeting, at=at)
    if row is not None and words == _answers_of(row):
        return row
    if row is None:
        row = Beforehand(meeting=meeting, version=0)
    _write(row, words)
    row.sent_at, row.sent_by = at, by.key
    row.save()
    audit.record(by, "counselling.beforehand_sent", row, at=at, about=meeting.programme.candidate_id)
    return row


def _take_back(by: Actor, row: Beforehand | None, meeting: Meeting, at: datetime) -> None:
    if row is None:
        raise Refused(NOTHING, "empty")
    audit.record(by, "counselling.beforehand_taken_back", row, at=at, about=meeting.programme.candidate_id)
    row.delete()


def _may_write(by: Actor, meeting: Meeting, at: datetime, is_allowed: bool) -> None:
    """The candidate until it begins; the counsellor, who hears it then, until it ends."""
    require(is_allowed and policies.may_prepare(by, meeting))
    appointment = meeting.appointment
    until = appointment.starts_at if by.role is Role.CANDIDATE else appointment.ends_at
    if appointment.state != AppointmentState.BOOKED or at >= until:
        raise Refused(BEGUN, "begun")


def _locked(meeting: Meeting) -> Meeting:
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("appointment", "programme")
    return rows.get(pk=meeting.pk)


def _words(answers: Mapping[str, str]) -> dict[str, str]:
    return {name: answers.get(name, "").replace("\r\n", "\n").strip() for name in QUESTIONS}


def _answers_of(row: Beforehand | BeforehandDraft) -> dict[str, str]:
    return {name: getattr(row, name) for name in QUESTIONS}


def _write(row: Beforehand | BeforehandDraft, words: Mapping[str, str]) -> None:
    for name, value in words.items():
        setattr(row, name, value)
    row.version += 1
