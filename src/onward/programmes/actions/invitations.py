"""The personal code: issued, used once, answered, issued anew."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from onward.accounts.actions import close_account_to_its_holder
from onward.core import tally
from onward.core.access import Actor, Role, require
from onward.core.errors import Refused
from onward.correspondence.actions import withdraw
from onward.privacy import audit
from onward.programmes import clock, codes, notifications, policies, signals
from onward.programmes.actions.steps import acting_person, locked, step
from onward.programmes.enums import AnswerKind, State
from onward.programmes.models import Answer, Invitation, Programme

VALID_FOR = timedelta(days=21)
WINDOW = 15 * 60  # seconds in which attempts are counted
MOST_FROM_ONE_ADDRESS = 10
MOST_OVERALL = 600
SALT = "onward.programmes.attempts"

UNKNOWN = _("We do not know this code. Look at the letter once more, or call us: we help you in.")
USED = _(
    "This code was already used. If that was you, sign in with your own address. "
    "If it was not, tell us: we have noted it, and somebody calls you."
)
EXPIRED = _("This code is no longer valid. The offer is. Call us, and you get a new code at once.")
TOO_MANY = _("There were many attempts in a short time. Wait a quarter of an hour, or call us: we help you in.")
TOO_LATE_TO_DECLINE = _("The programme has begun. If you want to stop, say so to your counsellor.")
NOT_NOW = _("The programme has ended. It can be opened again; your counsellor does that with you.")


# Issuing ----------------------------------------------------------------------------------------------------------


def issue(programme: Programme, at: datetime, *, through_employer: bool = True) -> tuple[str, Invitation]:
    """A new code for a programme that has no live one; part of another action.

    through_employer: the employer may print its letter, in place of the one before.
    """
    if through_employer:
        programme.invitations.exclude(sealed_code="").update(sealed_code="")
    code = codes.new_code()
    invitation = Invitation.objects.create(
        programme=programme,
        code_hash=codes.hash_of(code),
        sealed_code=codes.seal(code),
        created_at=at,
        expires_at=at + VALID_FOR,
        through_employer=through_employer,
    )
    return code, invitation


def void(programme: Programme, at: datetime, *, keeps_letter: bool = False) -> None:
    """End every code that was not used. keeps_letter: the employer's letter tells nothing by vanishing."""
    kept = {} if keeps_letter else {"sealed_code": ""}
    programme.invitations.filter(used_at=None, voided_at=None).update(voided_at=at, **kept)


@transaction.atomic
def reissue_invitation(*, by: Actor, programme: Programme, at: datetime, send: bool = True) -> Invitation:
    """A new code for another 21 days; one that was not used ends. send: also to the private address, if there is one.

    Where a code was used already, whoever used it is signed out and can sign in no more: the new code begins anew.
    Refused once the counsellor has confirmed who it is (then the own address opens the account), and after an ending.
    """
    programme = locked(programme)
    require(policies.may_serve(by, programme))
    if programme.state not in {State.INVITED, State.ACCEPTED} or programme.identity_confirmed_at:
        raise Refused(_("No code is needed any more: the account opens with the person's own address."), code="state")
    void(programme, at)
    withdraw(about=programme.pk, kinds=[notifications.INVITATION], at=at)
    person = programme.candidate
    if person.email or person.phone or programme.invitations.filter(used_at__isnull=False).exists():
        _close_account(by, programme, at)
    code, invitation = issue(programme, at)
    audit.record(by, "programmes.invitation_reissued", programme, at=at, about=programme.candidate_id)
    if send:
        notifications.invitation(programme, code=code, expires_at=invitation.expires_at, at=at, not_before=at)
    return invitation


@transaction.atomic
def start_over(*, by: Actor, programme: Programme, at: datetime) -> Invitation:
    """Close the account to whoever uses it and give a new code, also after the voice was confirmed.

    For when somebody else is in it, or the person can get in no more. Sessions end; addresses, passkeys, app and
    password go; the voice has to be heard anew. What was written stays. The letter comes from us: nothing is mailed,
    and the employer sees no difference.
    """
    programme = locked(programme)
    require(policies.may_serve(by, programme))
    void(programme, at, keeps_letter=True)
    withdraw(about=programme.pk, kinds=[notifications.INVITATION], at=at)
    _close_account(by, programme, at)
    before = programme.identity_confirmed_at
    programme.identity_confirmed_at = programme.identity_confirmed_by = None
    programme.save(update_fields=["identity_confirmed_at", "identity_confirmed_by"])
    _code, invitation = issue(programme, at, through_employer=False)
    audit.record(
        by,
        "programmes.started_over",
        programme,
        at=at,
        about=programme.candidate_id,
        before={"confirmed": before is not None},
    )
    return invitation


def _close_account(by: Actor, programme: Programme, at: datetime) -> None:
    close_account_to_its_holder(by=by, person=programme.candidate, at=at)
    signals.account_closed.send(Programme, programme=programme, at=at, by=by)


@transaction.atomic
def end_codes(*, by: Actor, programme: Programme, at: datetime) -> int:
    """End the code that was not used: the beginning was made on the phone. Returns how many that were."""
    programme = locked(programme)
    require(policies.may_serve(by, programme))
    live = programme.invitations.filter(used_at=None, voided_at=None).count()
    if live:
        void(programme, at, keeps_letter=True)
        withdraw(about=programme.pk, kinds=[notifications.INVITATION], at=at)
        audit.record(by, "programmes.code_ended", programme, at=at, about=programme.candidate_id)
    return live


# Using ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Redeemed:
    """A code that opened: the programme, and the actor that its candidate is from now on."""

    programme: Programme
    actor: Actor


def check_code(*, code: str, address: str, at: datetime) -> Invitation:
    """The invitation of a code as typed, still unused afterwards. Raises Refused as `redeem_code` does."""
    invitation = _admitted(code, address, at)
    if refusal := _closed(invitation, at):
        raise _told(invitation, refusal, at)
    return invitation


def redeem_code(*, code: str, address: str, at: datetime) -> Redeemed:
    """Use a code: once, within 21 days, however it is typed. Of two at the same moment exactly one gets in.

    address: where the attempt comes from (the network address); counted, never kept. Raises Refused with the codes
    "unknown", "used" (a call to make follows), "expired" and "too_many". Not atomic as a whole on purpose: what
    follows from a refusal is to stay.
    """
    return use_invitation(invitation=_admitted(code, address, at), at=at)


def use_invitation(*, invitation: Invitation, at: datetime) -> Redeemed:
    """Use the invitation that `check_code` found earlier in the same session. Raises Refused: "used", "expired"."""
    with transaction.atomic():
        rows = Invitation.objects.select_for_update(of=("self",)).select_related("programme__candidate")
        held = rows.get(pk=invitation.pk)
        refusal = _closed(held, at)
        if refusal is None:
            return _use(held, at)
    raise _told(held, refusal, at)


def _use(invitation: Invitation, at: datetime) -> Redeemed:
    programme = invitation.programme
    candidate = programme.candidate
    actor = Actor(role=Role.CANDIDATE, person_id=candidate.pk, name=candidate.name)
    invitation.used_at = at
    invitation.save(update_fields=["used_at"])
    withdraw(about=programme.pk, kinds=[notifications.INVITATION], at=at)
    audit.record(actor, "programmes.code_used", programme, at=at, about=candidate.pk)
    return Redeemed(programme, actor)


def _admitted(code: str, address: str, at: datetime) -> Invitation:
    _count_attempt(address, at)
    found = Invitation.objects.select_related("programme").filter(code_hash=codes.hash_of(code)).first()
    if found is None or found.programme.state == State.TAKEN_BACK:
        raise Refused(UNKNOWN, code="unknown")
    return found


def _closed(invitation: Invitation, at: datetime) -> Refused | None:
    """Why this code does not open any more; None where it does."""
    if invitation.used_at is not None:
        return Refused(USED, code="used")
    if invitation.voided_at is not None or invitation.expires_at <= at:
        return Refused(EXPIRED, code="expired")
    return None


def _told(invitation: Invitation, refusal: Refused, at: datetime) -> Refused:
    """A code used twice becomes a call to make; said outside the refused transaction, so that it stays."""
    if refusal.code == "used":
        signals.code_used_again.send(Programme, programme=invitation.programme, at=at)
    return refusal


def _count_attempt(address: str, at: datetime) -> None:
    """Count by the quarter of an hour, in the cache that all processes share; nothing is kept of the address."""
    window = int(at.timestamp()) // WINDOW
    who = salted_hmac(SALT, address, algorithm="sha256").hexdigest()[:32]
    for key, most in ((f"code:{window}:{who}", MOST_FROM_ONE_ADDRESS), (f"code:{window}:all", MOST_OVERALL)):
        if tally.add_one(key, 2 * WINDOW) > most:
            raise Refused(TOO_MANY, code="too_many")


# Answering --------------------------------------------------------------------------------------------------------


@transaction.atomic
def answer_invitation(
    *, by: Actor, programme: Programme, answer: AnswerKind, at: datetime, by_phone: bool = False
) -> Programme:
    """Yes, no, or "I want to talk before I decide"; said again it changes nothing. A no may be taken back by a yes.

    by_phone: entered by staff for somebody who said it aloud. Raises Refused once the programme has begun or ended.
    """
    programme = locked(programme)
    require(policies.may_answer(by, programme))
    answer = AnswerKind(answer)
    latest = programme.answers.order_by("-at", "-pk").first()
    if latest is not None and latest.answer == answer:
        return programme
    before = programme.state
    _follow(programme, answer, at)
    programme.save(update_fields=["state", "ended_on"])
    Answer.objects.create(programme=programme, answer=answer, at=at, by=acting_person(by), by_phone=by_phone)
    audit.record(
        by,
        "programmes.invitation_answered",
        programme,
        at=at,
        about=programme.candidate_id,
        before={"state": before},
        after={"state": programme.state, "answer": answer},
    )
    notifications.answered(programme, by=by, at=at)
    signals.invitation_answered.send(Programme, programme=programme, answer=answer, at=at, by=by)
    if programme.state == State.DECLINED:
        signals.programme_closed.send(Programme, programme=programme, at=at, by=by)
    return programme


def _follow(programme: Programme, answer: AnswerKind, at: datetime) -> None:
    if answer == AnswerKind.NO:
        step(programme, State.DECLINED, TOO_LATE_TO_DECLINE)
        programme.ended_on = clock.local_day(programme, at)
    elif answer == AnswerKind.YES:
        if programme.state != State.ACCEPTED:
            step(programme, State.ACCEPTED, NOT_NOW)
        programme.ended_on = None
    elif programme.state not in {State.INVITED, State.DECLINED}:
        raise Refused(_("You have said yes already. You can talk with your counsellor at any time."), code="state")
