"""What is said to a line of the hours account. Words settle a dispute, or a counter-entry does; no line changes."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from onward.core.access import Actor, require
from onward.core.errors import Refused
from onward.privacy import audit
from onward.programmes import notifications, policies, signals
from onward.programmes.actions.steps import acting_person, locked
from onward.programmes.enums import HourAnswerKind
from onward.programmes.models import HourAnswer, HourEntry, HourReply, Programme


@transaction.atomic
def confirm_hours(*, by: Actor, entry: HourEntry, at: datetime) -> HourAnswer:
    """The candidate says that a line is right; also after having said that it was not, or nothing in time."""
    return _answer(by, entry, HourAnswerKind.CONFIRMED, "", at)[0]


@transaction.atomic
def dispute_hours(*, by: Actor, entry: HourEntry, remark: str, at: datetime) -> HourAnswer:
    """The candidate says that a line is not right, however late. The remark is for the provider, and not copied."""
    if not remark.strip():
        raise Refused(_("Write in a few words what is not right."), code="remark")
    answer, is_new = _answer(by, entry, HourAnswerKind.DISPUTED, remark.strip(), at)
    if is_new:
        notifications.hours_disputed(entry.programme, by=by, at=at)
        signals.hours_disputed.send(Programme, programme=entry.programme, entry=entry, at=at, by=by)
    return answer


def enter_answer(*, by: Actor, entry: HourEntry, answer: HourAnswerKind, remark: str, at: datetime) -> HourAnswer:
    """What a candidate without a screen says to a line, entered by the counsellor; the line shows that it was."""
    if HourAnswerKind(answer) is HourAnswerKind.CONFIRMED:
        return confirm_hours(by=by, entry=entry, at=at)
    return dispute_hours(by=by, entry=entry, remark=remark, at=at)


def _answer(by: Actor, entry: HourEntry, answer: HourAnswerKind, remark: str, at: datetime) -> tuple[HourAnswer, bool]:
    """The answer, and whether it is new: the same word twice is one."""
    programme = locked(entry.programme)
    require(policies.may_answer_hours(by, entry))
    if entry.corrects_id is not None:
        raise Refused(_("Answer the line itself, not its correction."), code="corrects")
    last = entry.answers.order_by("-at", "-pk").first()
    if last is not None and (last.answer, last.remark) == (answer, remark) and last.at >= _said_at(entry):
        return last, False
    made = HourAnswer.objects.create(entry=entry, answer=answer, remark=remark, at=at, by=acting_person(by))
    audit.record(by, f"programmes.hours_{answer.value}", entry, at=at, about=programme.candidate_id)
    return made, True


@transaction.atomic
def reply_to_dispute(*, by: Actor, entry: HourEntry, words: str, at: datetime) -> HourReply:
    """Settle by words what was called not right: the line stays, and the candidate may still say no.

    Sent twice it stays one. Raises Refused "words", and "nothing" where nothing waits for an answer.
    """
    programme = locked(entry.programme)
    require(policies.may_serve(by, programme))
    words = words.strip()
    if not words:
        raise Refused(_("Write in a few words what you have found out or agreed."), code="words")
    last = entry.answers.order_by("-at", "-pk").first()
    if last is None or last.answer != HourAnswerKind.DISPUTED or last.at < _said_at(entry):
        raise Refused(_("Nobody says at the moment that this line is not right."), code="nothing")
    if again := entry.replies.filter(at__gte=last.at, words=words).first():
        return again
    reply = HourReply.objects.create(entry=entry, words=words, at=at, by=acting_person(by))
    audit.record(by, "programmes.hours_replied", entry, at=at, about=programme.candidate_id)
    notifications.hours_answered(programme, at=at)
    return reply


def _said_at(entry: HourEntry) -> datetime:
    """Since when the line says what it says now."""
    return max([entry.booked_at, *entry.corrections.values_list("booked_at", flat=True)])
