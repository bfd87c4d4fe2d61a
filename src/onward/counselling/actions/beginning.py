"""From the code to the first talk: by the candidate on a phone, or by staff for somebody without a screen."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from onward.accounts import actions as accounts
from onward.accounts.models import Person
from onward.core import content, tally
from onward.core.access import SYSTEM, Actor, Role, require
from onward.core.errors import Refused
from onward.counselling import notifications, policies
from onward.counselling.actions.calls import ask_call, close_calls
from onward.counselling.actions.meetings import book_meeting
from onward.counselling.enums import CallReason
from onward.counselling.models import Activation, Meeting
from onward.counselling.selectors.beginning import FIRST_TALK, GOING_ON, is_own_browser
from onward.privacy import audit, consents
from onward.privacy.enums import ConsentKind
from onward.programmes import actions as programmes
from onward.programmes.enums import OVER, AnswerKind, State
from onward.programmes.models import Invitation, Programme
from onward.scheduling.enums import MeetingForm

USED = "used"
BEFORE_IT_BEGINS = (State.INVITED, State.DECLINED, State.ACCEPTED)
USED_ALREADY = _("This code has been used already. Sign in with your own address or number, or call us.")
NO_NUMBER = _("Write the number that we can call you on.")
PAUSED = "paused"
OTHER_WAY = _("We cannot use this one here. Write another address or number of your own, or call us: we help you in.")
CALL_US = _("Several addresses or numbers could not be used. We call you about it, or call us: we help you in.")
MOST_REFUSED = 5  # of what belongs to somebody else; more would tell who is with us


@dataclass(frozen=True, slots=True)
class Contact:
    """How somebody is reached, privately; what is empty leaves what is known."""

    email: str = ""
    phone: str = ""


# By the code -------------------------------------------------------------------------------------------------------


def activate(
    *,
    invitation: Invitation,
    browser: str,
    contact: Contact,
    language: str,
    health: bool,
    at: datetime,
) -> Actor:
    """Yes: the code is used, the own address stored, terms and health answered. Returns who is to be signed in.

    browser: the hash of what only this session knows; sent twice from there it is one beginning. Raises Refused as
    `use_invitation` does, and for an address at work or one that belongs to somebody else; then the code stays good.
    """

    def rest(programme: Programme, by: Actor) -> None:
        _record_consents(by, programme, language, health=health, at=at)
        if programme.state in BEFORE_IT_BEGINS:  # else the account begins anew and the programme goes on
            programmes.answer_invitation(by=by, programme=programme, answer=AnswerKind.YES, at=at)

    return _enter(invitation, browser, contact, language, at, rest)


def talk_first(
    *, invitation: Invitation, browser: str, contact: Contact, language: str, when_words: str, at: datetime
) -> Actor:
    """Neither yes nor no yet: the counsellor calls. The code is used, so that nobody else begins in the meantime."""

    def rest(programme: Programme, by: Actor) -> None:
        programmes.answer_invitation(by=by, programme=programme, answer=AnswerKind.TALK_FIRST, at=at)
        ask_call(by=by, programme=programme, reason=CallReason.TALK_FIRST, when_words=when_words, at=at)

    return _enter(invitation, browser, contact, language, at, rest)


def decline(*, invitation: Invitation, browser: str, language: str, at: datetime) -> Actor:
    """No. Asks for nothing; a no may be taken back by a call."""

    def rest(programme: Programme, by: Actor) -> None:
        programmes.answer_invitation(by=by, programme=programme, answer=AnswerKind.NO, at=at)

    return _enter(invitation, browser, Contact(), language, at, rest)


def _enter(
    invitation: Invitation,
    browser: str,
    contact: Contact,
    language: str,
    at: datetime,
    rest: Callable[[Programme, Actor], None],
) -> Actor:
    """Use the code and do the rest, all or nothing; that somebody else used it before is noted whatever happens."""
    try:
        with _counting_refused(invitation.programme, contact, at), transaction.atomic():
            programme, by = _opened(invitation, browser, at)
            _store_contact(programme.candidate, contact, at)
            accounts.change_language(by=by, person=programme.candidate, language=language, at=at)
            rest(programme, by)
            notifications.welcome(programme, at=at)
            return by
    except Refused as refusal:
        if refusal.code == USED:
            note_used(invitation=invitation, at=at)
        raise


@contextmanager
def _counting_refused(programme: Programme, contact: Contact, at: datetime) -> Iterator[None]:
    """Say neutrally that an address cannot be used, and so many times only; then somebody calls.

    Stands around the transaction: the count and the call stay although everything else is undone.
    """
    key = f"reach:{programme.pk}"
    if (contact.email or contact.phone) and tally.counted(key) >= MOST_REFUSED:
        raise Refused(CALL_US, PAUSED)
    try:
        yield
    except Refused as refusal:
        if refusal.code not in {"taken", "work"}:
            raise
        if tally.add_one(key, 24 * 3600) >= MOST_REFUSED:
            ask_call(by=SYSTEM, programme=programme, reason=CallReason.ADDRESS, at=at)
        if refusal.code == "taken":
            raise Refused(OTHER_WAY, "reach") from refusal
        raise


def note_used(*, invitation: Invitation, at: datetime) -> None:
    """A used code was typed in again: somebody calls, because it may have been used by somebody else."""
    ask_call(by=SYSTEM, programme=invitation.programme, reason=CallReason.CODE_USED, at=at)


def _refuse_late(programme: Programme, invitation: Invitation, at: datetime) -> None:
    """The browser that used the code may send its page again for a while, and never once the voice was heard.

    Whoever sat there may not have been the person: the letter passed through other hands.
    """
    used_at = Invitation.objects.values_list("used_at", flat=True).get(pk=invitation.pk)
    if programme.identity_confirmed_at is not None or (used_at is not None and at - used_at > GOING_ON):
        raise Refused(USED_ALREADY, USED)


def _opened(invitation: Invitation, browser: str, at: datetime) -> tuple[Programme, Actor]:
    """The programme behind the code, which this browser uses now or has used before."""
    if not is_own_browser(invitation, browser):
        try:
            with transaction.atomic():
                redeemed = programmes.use_invitation(invitation=invitation, at=at)
                Activation.objects.create(invitation=invitation, browser=browser, at=at)
                return redeemed.programme, redeemed.actor
        except Refused as refusal:  # the same page may have arrived twice, the other one a moment earlier
            if refusal.code != USED or not is_own_browser(invitation, browser):
                raise
    rows = Programme.objects.select_related("candidate", "office", "counsellor", "employer", "order")
    programme = rows.get(invitations=invitation)
    _refuse_late(programme, invitation, at)
    candidate = programme.candidate
    return programme, Actor(role=Role.CANDIDATE, person_id=candidate.pk, name=candidate.name)


def _store_contact(person: Person, contact: Contact, at: datetime) -> None:
    if contact.email or contact.phone:
        accounts.enter_contact(
            by=SYSTEM, person=person, email=contact.email or person.email, phone=contact.phone or person.phone, at=at
        )


def _record_consents(by: Actor, programme: Programme, language: str, *, health: bool, at: datetime) -> None:
    """The terms are what the yes means; health is asked apart, and a no is noted as well."""
    for kind, name, given in ((ConsentKind.TERMS, "terms", True), (ConsentKind.HEALTH, "health", health)):
        consents.record(
            by,
            person=programme.candidate_id,
            programme=programme.pk,
            kind=kind,
            given=given,
            wording=content.consent(name, language).version,
            at=at,
        )


# Signed in ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def answer(
    *, by: Actor, programme: Programme, answer: AnswerKind, health: bool, language: str, at: datetime
) -> Programme:
    """The answer of a candidate who is signed in already, for instance after having talked first."""
    require(policies.may_begin(by, programme))
    answered = programmes.answer_invitation(by=by, programme=programme, answer=answer, at=at)
    if answer == AnswerKind.YES:
        _record_consents(by, programme, language, health=health, at=at)
    return answered


def book_first_talk(
    *,
    by: Actor,
    programme: Programme,
    starts_at: datetime,
    form: MeetingForm,
    at: datetime,
    phone: str = "",
    about: str = "",
) -> Meeting:
    """The first talk: half an hour. By phone a number is needed; it is kept with the person."""
    require(policies.may_begin(by, programme))
    contact = Contact(phone=phone)
    with _counting_refused(programme, contact, at), transaction.atomic():
        person = Person.objects.get(pk=programme.candidate_id)
        if form == MeetingForm.PHONE and not (phone or person.phone):
            raise Refused(NO_NUMBER, "phone")
        _store_contact(person, contact, at)
        meeting = book_meeting(
            by=by,
            programme=programme,
            starts_at=starts_at,
            form=form,
            minutes=FIRST_TALK,
            about=about,
            is_first=True,
            at=at,
        )
        close_calls(by=by, programme=programme, reasons=(CallReason.NO_TIME_FITS,), at=at)
        return meeting


def call_me(*, by: Actor, programme: Programme, reason: CallReason, phone: str, when_words: str, at: datetime) -> None:
    """None of the times suits, or there is more to ask before deciding: the counsellor calls."""
    require(policies.may_begin(by, programme))
    contact = Contact(phone=phone)
    with _counting_refused(programme, contact, at), transaction.atomic():
        person = Person.objects.get(pk=programme.candidate_id)
        if not (phone or person.phone):
            raise Refused(NO_NUMBER, "phone")
        _store_contact(person, contact, at)
        if reason == CallReason.TALK_FIRST:
            programmes.answer_invitation(by=by, programme=programme, answer=AnswerKind.TALK_FIRST, at=at)
        ask_call(by=by, programme=programme, reason=reason, when_words=when_words, at=at)


@transaction.atomic
def catch_up(*, person: Person, at: datetime) -> None:
    """The own address was proved: what waited for that is sent now. For the signal of accounts, which has asked."""
    rows = Programme.objects.filter(candidate=person).exclude(state__in=OVER)
    for programme in rows.select_related("candidate", "office"):
        notifications.catch_up(programme, at=at)


@transaction.atomic
def forget_holder(*, by: Actor, programme: Programme, at: datetime) -> None:
    """Whoever used the account is out: no message on its way to them leaves, and no call they asked for is made."""
    require(policies.may_call(by, programme))
    notifications.withdraw_from_candidate(programme, at=at)
    close_calls(by=by, programme=programme, reasons=(CallReason.TALK_FIRST, CallReason.NO_TIME_FITS), at=at)


# By phone ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def activate_by_phone(
    *,
    by: Actor,
    programme: Programme,
    contact: Contact,
    language: str,
    answer: AnswerKind,
    health: bool,
    terms_read: bool,
    confirms_identity: bool,
    at: datetime,
) -> Programme:
    """The whole beginning as somebody says it on the phone; an address or none at all. The code ends with it.

    This is a talk both ways, so the clock stops. Marked as said by phone. Raises Refused for a yes without the terms.
    """
    require(policies.may_call(by, programme))
    if answer == AnswerKind.YES and not terms_read:
        raise Refused(_("Read the terms aloud first: a yes is a yes to them."), "terms")
    person = Person.objects.select_for_update(no_key=True).get(pk=programme.candidate_id)
    _close_to_earlier_holder(by, programme, person, at)
    if contact.email or contact.phone:
        accounts.enter_contact(by=by, person=person, email=contact.email or None, phone=contact.phone or None, at=at)
    accounts.change_language(by=_of(person), person=person, language=language, at=at)
    programmes.record_first_contact(by=by, programme=programme, confirms_identity=confirms_identity, at=at)
    if answer == AnswerKind.YES:
        _record_consents(by, programme, language, health=health, at=at)
    programme = programmes.answer_invitation(by=by, programme=programme, answer=answer, by_phone=True, at=at)
    programmes.end_codes(by=by, programme=programme, at=at)
    close_calls(by=by, programme=programme, reasons=tuple(CallReason), at=at)
    audit.record(by, "counselling.begun_by_phone", programme, at=at, about=person.pk, after={"answer": answer})
    if answer != AnswerKind.NO:
        notifications.welcome(programme, at=at)
    return programme


def _close_to_earlier_holder(by: Actor, programme: Programme, person: Person, at: datetime) -> None:
    """Somebody may have begun with the code before: what was left there opens nothing any more."""
    earlier = Activation.objects.filter(invitation__programme=programme)
    if earlier.exists():
        accounts.close_account_to_its_holder(by=by, person=person, at=at)
        forget_holder(by=by, programme=programme, at=at)
        earlier.delete()


def _of(person: Person) -> Actor:
    """The candidate herself, whose wish it is which language is spoken."""
    return Actor(role=Role.CANDIDATE, person_id=person.pk, name=person.name)
