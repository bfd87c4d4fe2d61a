"""What is told to whom: that there is something, never what."""

from datetime import datetime

from onward.accounts.models import Person
from onward.core.access import Actor, Role
from onward.correspondence.actions import queue_mail
from onward.programmes.models import Programme


def landing_told(programme: Programme, *, by: Actor, at: datetime) -> None:
    """The counsellor, unless she entered it herself."""
    if by.role == Role.CANDIDATE and programme.counsellor:
        _tell(programme.counsellor, "landing.news", programme, at, to_work=True)


def loss_told(programme: Programme, *, by: Actor, at: datetime) -> None:
    """Somebody waits for a call."""
    if by.role == Role.CANDIDATE and programme.counsellor:
        _tell(programme.counsellor, "landing.call_soon", programme, at, to_work=True)


def sheet_changed(programme: Programme, *, by: Actor, at: datetime) -> None:
    """The candidate, when somebody else entered what the former employer sees from now on."""
    if by.role != Role.CANDIDATE:
        _tell(programme.candidate, "landing.sheet_changed", programme, at, to_work=False)


def _tell(person: Person, kind: str, programme: Programme, at: datetime, *, to_work: bool) -> None:
    if person.proven_email:
        queue_mail(
            kind=kind,
            address=person.proven_email,
            language=person.language,
            at=at,
            person=person.pk,
            about=programme.pk,
            to_work=to_work,
            context={"first_name": person.first_name},
        )
