"""What is told to whom: that there is something, never what. The code never stands beside the reason."""

from datetime import datetime
from zoneinfo import ZoneInfo

from onward.accounts.models import Person
from onward.core import formats
from onward.core.access import Actor, Role
from onward.correspondence.actions import queue_mail, queue_sms
from onward.engagements.models import AgreementCoordinator
from onward.programmes import codes
from onward.programmes.models import Programme

INVITATION = "programmes.invitation"


def invitation(programme: Programme, *, code: str, expires_at: datetime, at: datetime, not_before: datetime) -> None:
    """To the private address on the list, if there is one: the code without the reason. Never to a work address."""
    order = programme.order
    until = expires_at.astimezone(ZoneInfo(programme.office.timezone)).date()
    context = {
        "first_name": order.first_name,
        "code": codes.shown(code),
        "start": codes.start_address(code),
        "valid_until": formats.long_date(until, order.language),
        "phone": formats.phone(programme.office.phone, order.language),
    }
    rest = {
        "kind": INVITATION,
        "language": order.language,
        "at": at,
        "person": programme.candidate_id,
        "about": programme.pk,
        "context": context,
        "not_before": max(not_before, at),
        "secret": True,
    }
    if order.email and queue_mail(address=order.email, **rest):
        return
    if order.phone.startswith("+"):
        queue_sms(number=order.phone, **rest)


def programme_begun(programme: Programme, *, at: datetime) -> None:
    """Somebody waits for a first word: the counsellor, or the coordinators where there is none yet."""
    if programme.counsellor_id:
        _tell(programme.counsellor, "programmes.somebody_waits", programme, at)
    else:
        _tell_coordinators(programme, "programmes.nobody_assigned", at)


def counsellor_assigned(programme: Programme, *, at: datetime) -> None:
    _tell(programme.counsellor, "programmes.somebody_waits", programme, at)


def counsellor_chosen(programme: Programme, *, left: Person | None, at: datetime) -> None:
    """The candidate reads who helps from now on; whoever was chosen before, that it is a colleague now. Never why."""
    if left is not None:
        _tell(left, "programmes.chose_colleague", programme, at)
    name = programme.counsellor.name if programme.counsellor else ""
    _to_candidate(programme, "programmes.counsellor_chosen", at, {"name": name})


def look_started(programme: Programme, *, at: datetime) -> None:
    """Neutral: who looks and why stands behind the sign-in. The own counsellor sees it on the candidate's page."""
    _to_candidate(programme, "programmes.something_to_read", at, {})


def _to_candidate(programme: Programme, kind: str, at: datetime, context: dict[str, str]) -> None:
    """By mail, else by text message; whoever has neither is called, not written to."""
    person = programme.candidate
    phone = formats.phone(programme.office.phone, person.language)
    rest = {
        "kind": kind,
        "language": person.language,
        "at": at,
        "person": person.pk,
        "about": programme.pk,
        "context": {"first_name": person.first_name, "phone": phone, **context},
    }
    if person.proven_email and queue_mail(address=person.proven_email, **rest):
        return
    if person.proven_phone:
        queue_sms(number=person.proven_phone, **rest)


def taken_back_too_late(programme: Programme, *, at: datetime) -> None:
    _tell_coordinators(programme, "programmes.taken_back_too_late", at)


def answered(programme: Programme, *, by: Actor, at: datetime) -> None:
    """The counsellor learns that there is an answer, unless she entered it herself."""
    if by.role == Role.CANDIDATE and programme.counsellor_id:
        _tell(programme.counsellor, "programmes.answered", programme, at)


def hours_disputed(programme: Programme, *, by: Actor, at: datetime) -> None:
    """The counsellor, unless she entered it herself; without one the coordinators, who else find it on their page."""
    if programme.counsellor_id is None:
        _tell_coordinators(programme, "programmes.hours_disputed", at)
    elif by.person_id != programme.counsellor_id:
        _tell(programme.counsellor, "programmes.hours_disputed", programme, at)


def hours_answered(programme: Programme, *, at: datetime) -> None:
    """The candidate finds an answer to what she called not right."""
    _something_to_read(programme, at)


def erasure_ahead(programme: Programme, *, at: datetime) -> None:
    """There is a page that says what goes and when."""
    _something_to_read(programme, at)


def _something_to_read(programme: Programme, at: datetime) -> None:
    """That there is something, by mail, else by text message; whoever has neither is not written to."""
    person = programme.candidate
    rest = {
        "kind": "programmes.something_to_read",
        "language": person.language,
        "at": at,
        "person": person.pk,
        "about": programme.pk,
        "context": {
            "first_name": person.first_name,
            "phone": formats.phone(programme.office.phone, person.language),
        },
    }
    if person.proven_email and queue_mail(address=person.proven_email, **rest):
        return
    if person.proven_phone:
        queue_sms(number=person.proven_phone, **rest)


def _tell_coordinators(programme: Programme, kind: str, at: datetime) -> None:
    named = AgreementCoordinator.objects.filter(agreement=programme.order.agreement_id).select_related("person")
    for each in named.order_by("person__sort_key"):
        _tell(each.person, kind, programme, at)


def _tell(person: Person, kind: str, programme: Programme, at: datetime) -> None:
    """Staff are written to at work."""
    if person.email:
        queue_mail(
            kind=kind,
            address=person.email,
            language=person.language,
            at=at,
            person=person.pk,
            about=programme.pk,
            to_work=True,
            context={"first_name": person.first_name},
        )
