"""Where letters reach a candidate."""

from datetime import datetime

from django.db import transaction

from onward.accounts import policies, selectors
from onward.accounts.models import Person, PostalAddress
from onward.core.access import Actor, require
from onward.privacy import audit


@transaction.atomic
def change_postal_address(
    *, by: Actor, person: Person, lines: list[str], country: str = "", at: datetime
) -> PostalAddress | None:
    """Her postal address, by the candidate or as she says it to staff; without lines it is taken away.

    History holds that it was changed, never what it says.
    """
    require(policies.may_change_postal_address(by, person.pk, selectors.roles_of(person)))
    behalf = by.person_id != person.pk
    after = {"on_behalf": True} if behalf else {}
    written = [line.strip() for line in lines if line.strip()]
    if not written:
        gone, _rows = PostalAddress.objects.filter(person=person).delete()
        if gone:
            audit.record(by, "accounts.postal_address_removed", person, at=at, about=person.pk, after=after)
        return None
    said = {"lines": "\n".join(written), "country": country.strip()}
    known = PostalAddress.objects.select_for_update().filter(person=person).first()
    if known is not None and (known.lines, known.country) == (said["lines"], said["country"]):
        return known
    values = {**said, "on_behalf": behalf, "changed_at": at}
    kept, _made = PostalAddress.objects.update_or_create(person=person, defaults=values)
    audit.record(by, "accounts.postal_address_changed", person, at=at, about=person.pk, after=after)
    return kept
