"""Reaching the candidate: who helps, attempts, the first talk both ways, and whose voice it was."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from onward.accounts.models import Membership, Person
from onward.core import wall
from onward.core.access import SYSTEM, Actor, Role, require
from onward.core.errors import Refused
from onward.engagements.models import Order
from onward.privacy import audit
from onward.programmes import clock, notifications, policies, signals
from onward.programmes.actions.steps import acting_person, locked
from onward.programmes.enums import AttemptKind, State
from onward.programmes.models import ContactAttempt, Invitation, Programme, ProposedCounsellor

SILENCE = 16 * clock.HOUR  # working minutes until silence becomes a call to make
NOT_A_COUNSELLOR = _("Choose somebody who works as a counsellor here.")


@transaction.atomic
def propose_counsellor(*, by: Actor, order: Order, counsellor: Person, at: datetime) -> ProposedCounsellor:
    """Who shall help this person, before the talk is held; named in the letter. Refused once there is a programme."""
    require(policies.may_propose_counsellor(by, order))
    refuse_no_counsellor(counsellor)
    if Programme.objects.filter(order=order).exclude(state=State.TAKEN_BACK).exists():
        raise Refused(_("The talk has been held. Choose the counsellor on the page of the programme."), code="state")
    proposed, _made = ProposedCounsellor.objects.update_or_create(
        order=order, defaults={"counsellor": counsellor, "at": at, "by": acting_person(by)}
    )
    audit.record(by, "programmes.counsellor_proposed", order, at=at, after={"counsellor": str(counsellor.pk)})
    return proposed


@transaction.atomic
def assign_counsellor(*, by: Actor, programme: Programme, counsellor: Person, at: datetime) -> Programme:
    """Give a programme to a counsellor, or to another one. The same one again changes nothing."""
    programme = locked(programme)
    require(policies.may_assign_counsellor(by, programme))
    refuse_no_counsellor(counsellor)
    if programme.counsellor_id != counsellor.pk:
        give_to(by, programme, counsellor, at)
    return programme


def give_to(
    by: Actor,
    programme: Programme,
    counsellor: Person,
    at: datetime,
    *,
    verb: str = "programmes.counsellor_assigned",
    handed_over: bool = False,
) -> None:
    """Make this person the counsellor. The programme is locked, and whether it may be has been asked.

    handed_over: whoever called sees to the meetings and tells everybody; the signal says so.
    """
    before = programme.counsellor_id
    programme.counsellor = counsellor
    programme.save(update_fields=["counsellor"])
    audit.record(
        by,
        verb,
        programme,
        at=at,
        about=programme.candidate_id,
        before={"counsellor": str(before or "")},
        after={"counsellor": str(counsellor.pk)},
    )
    if not handed_over:
        notifications.counsellor_assigned(programme, at=at)
    signals.counsellor_assigned.send(
        Programme,
        programme=programme,
        counsellor=counsellor.pk,
        before=before,
        at=at,
        by=by,
        handed_over=handed_over,
    )


def refuse_no_counsellor(person: Person) -> None:
    """The role is held until the end of the transaction: meanwhile nobody takes it away."""
    roles = Membership.objects.select_for_update().filter(person=person, role=Role.COUNSELLOR, ended_at=None)
    if not list(roles):
        raise Refused(NOT_A_COUNSELLOR, code="not_a_counsellor")


@transaction.atomic
def record_attempt(*, by: Actor, programme: Programme, kind: AttemptKind, at: datetime) -> ContactAttempt:
    """A try to reach the candidate. Mails and missed calls do not stop the clock; a talk is `record_first_contact`."""
    programme = locked(programme)
    require(policies.may_serve(by, programme))
    if kind == AttemptKind.TALK:
        _talked(by, programme, at)
    return _attempt(by, programme, kind, at)


@transaction.atomic
def record_first_contact(
    *,
    by: Actor,
    programme: Programme,
    at: datetime,
    spoke_at: datetime | None = None,
    confirms_identity: bool = False,
) -> Programme:
    """A talk both ways. The first one stops the clock; later ones are noted too.

    spoke_at: when it was, if it is entered later. confirms_identity: the own counsellor heard that this is the person.
    """
    programme = locked(programme)
    require(policies.may_serve(by, programme))
    spoke = spoke_at or at
    if not programme.ticked_at <= spoke <= at:
        raise Refused(_("The talk lies between the day the notice talk was held and now."), code="time")
    if confirms_identity:
        _confirm(by, programme, at)
    _talked(by, programme, spoke)
    _attempt(by, programme, AttemptKind.TALK, spoke)
    return programme


def _attempt(by: Actor, programme: Programme, kind: AttemptKind, at: datetime) -> ContactAttempt:
    made = ContactAttempt.objects.create(programme=programme, kind=kind, at=at, by=acting_person(by))
    audit.record(
        by, "programmes.attempt_recorded", programme, at=at, about=programme.candidate_id, after={"kind": kind}
    )
    return made


def _talked(by: Actor, programme: Programme, at: datetime) -> bool:
    """Keep when both spoke first and last; the first time stops the clock. Says whether it was the first."""
    is_first = programme.first_contact_at is None
    programme.first_contact_at = programme.first_contact_at or at
    programme.last_talk_at = max(at, programme.last_talk_at or at)
    programme.save(update_fields=["first_contact_at", "last_talk_at"])
    if is_first:
        signals.first_contact_made.send(Programme, programme=programme, at=at, by=by)
    return is_first


def talked(by: Actor, programme: Programme, at: datetime) -> None:
    """For actions that are themselves a talk both ways, such as a meeting held. The programme is locked."""
    if _talked(by, programme, at):
        _attempt(by, programme, AttemptKind.TALK, at)


@transaction.atomic
def confirm_identity(*, by: Actor, programme: Programme, at: datetime) -> Programme:
    """The counsellor has heard that this is the person; from now on the account opens the programme."""
    programme = locked(programme)
    _confirm(by, programme, at)
    return programme


def _confirm(by: Actor, programme: Programme, at: datetime) -> None:
    require(policies.may_confirm_identity(by, programme))
    if programme.identity_confirmed_at is not None:
        return
    programme.identity_confirmed_at, programme.identity_confirmed_by = at, by.person_id
    programme.save(update_fields=["identity_confirmed_at", "identity_confirmed_by"])
    audit.record(by, "programmes.identity_confirmed", programme, at=at, about=programme.candidate_id)
    signals.identity_confirmed.send(Programme, programme=programme, at=at, by=by)


def follow_up_silence(*, at: datetime) -> int:
    """Make a call to make of every invitation that found silence for two working days; returns how many.

    Once for each code. Silence is never written down as an answer.
    """
    with wall.taken("inside_writing"):
        silent = (
            Invitation.objects.select_for_update(skip_locked=True, of=("self",))
            .select_related("programme__office")
            .filter(followed_up_at=None, voided_at=None, programme__state=State.INVITED, programme__answers=None)
            .filter(programme__first_contact_at=None)
        )
        due = [each for each in silent if clock.waited(each.programme, each.created_at, at) >= SILENCE]
        for invitation in due:
            invitation.followed_up_at = at
            invitation.save(update_fields=["followed_up_at"])
            programme = invitation.programme
            audit.record(SYSTEM, "programmes.silence_followed_up", programme, at=at, about=programme.candidate_id)
            signals.invitation_unanswered.send(Programme, programme=programme, at=at)
        return len(due)
