"""Sign-in addresses of the demo: for its invented people alone, and only in the demo."""

import uuid

from django.conf import settings
from django.core import signing
from django.db.models import Prefetch
from django.urls import reverse

from onward.accounts.models import Membership, Person
from onward.core.access import Role
from onward.core.errors import Refused

SALT = "onward.accounts.demo"
SHOWN_ROLES = (Role.CANDIDATE, Role.COUNSELLOR, Role.COORDINATOR, Role.SPONSOR)
SHOWN_OF_EACH = 2


def sign_in_link(email: str) -> str:
    """The whole address that signs in this demo person. Raises Refused for anybody else, and outside the demo."""
    if not settings.DEMO:
        raise Refused("Sign-in addresses exist only in the demo.")
    person = Person.objects.filter(email=email.strip().lower()).first()
    if person is None or not person.is_demo:
        raise Refused("There is no demo person with this e-mail address.")
    return settings.SITE_ADDRESS + link_of(person)


def link_of(person: Person) -> str:
    token = signing.dumps(str(person.pk), salt=SALT)
    return reverse("accounts:demo_sign_in", args=[token])


def person_of(token: str) -> Person | None:
    """The demo person of an address; None for anything else."""
    if not settings.DEMO:
        return None
    try:
        key = signing.loads(token, salt=SALT, max_age=settings.DEMO_LINK_AGE)
    except signing.BadSignature:
        return None
    return Person.objects.filter(pk=uuid.UUID(key), is_demo=True, is_active=True).first()


def people_to_try() -> list[tuple[Role, Person, str]]:
    """A few demo people of each role with their addresses, for the front page of the demo."""
    if not settings.DEMO:
        return []
    shown = []
    for role in SHOWN_ROLES:
        held = Membership.objects.filter(role=role, ended_at=None)
        people = (
            Person.objects.filter(is_demo=True, is_active=True, pk__in=held.values("person"))
            .prefetch_related(
                Prefetch("memberships", queryset=held.select_related("office", "employer"), to_attr="tried")
            )
            .order_by("created_at", "sort_key")
        )
        shown += [(role, person, link_of(person)) for person in people[:SHOWN_OF_EACH]]
    return shown
