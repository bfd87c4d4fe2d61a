"""What stands in an invitation letter: for the employer as long as it is valid, for us while its code is unused."""

import uuid
from datetime import datetime
from zoneinfo import ZoneInfo

from onward.core.access import Actor
from onward.programmes import codes, policies
from onward.programmes.letters import InvitationLetter
from onward.programmes.models import EmployerLetter, Invitation


def employer_letter(actor: Actor, order: uuid.UUID) -> InvitationLetter | None:
    """For the employer's contact and the manager of that talk; the database shows no other."""
    row = EmployerLetter.objects.filter(policies.readable_letters(actor), order_id=order).first()
    if row is None:
        return None
    zone = ZoneInfo(row.office_timezone)
    return InvitationLetter(
        first_name=row.first_name,
        last_name=row.last_name,
        language=row.language,
        employer=row.employer_name,
        country=row.country,
        code=codes.unseal(row.sealed_code),
        written_on=row.created_at.astimezone(zone).date(),
        valid_until=row.expires_at.astimezone(zone).date(),
        counsellor=row.counsellor_name or "",
        office=row.office_city,
        office_lines=_lines(row.office_street, row.office_postcode, row.office_city),
        phone=row.office_phone,
    )


def office_letter(actor: Actor, order: uuid.UUID, at: datetime) -> InvitationLetter | None:
    """For the coordinators and the own counsellor."""
    found = (
        Invitation.objects.filter(used_at=None, voided_at=None, expires_at__gt=at, programme__order=order)
        .select_related("programme__order", "programme__office", "programme__employer", "programme__counsellor")
        .first()
    )
    if found is None or not policies.may_serve(actor, found.programme):
        return None
    programme = found.programme
    order_row, office = programme.order, programme.office
    zone = ZoneInfo(office.timezone)
    return InvitationLetter(
        first_name=order_row.first_name,
        last_name=order_row.last_name,
        language=order_row.language,
        employer=programme.employer.name,
        country=programme.employer.country,
        code=codes.unseal(found.sealed_code),
        written_on=found.created_at.astimezone(zone).date(),
        valid_until=found.expires_at.astimezone(zone).date(),
        counsellor=programme.counsellor.name if programme.counsellor else "",
        office=office.city,
        office_lines=_lines(office.street, office.postcode, office.city),
        phone=office.phone,
    )


def _lines(street: str, postcode: str, city: str) -> tuple[str, ...]:
    return tuple(line for line in (street, f"{postcode} {city}".strip()) if line)
