"""Sign-in addresses of the demo: for its invented people alone, and only in the demo."""

import base64
from datetime import datetime

from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import get_language

from onward.accounts.models import Membership, Person
from onward.core.access import Role
from onward.core.errors import Refused

SALT = "onward.accounts.demo"
LENGTH = 12  # of 32 signs: sixty bits, short enough to be read in a terminal
SHOWN_ROLES = (Role.CANDIDATE, Role.COUNSELLOR, Role.COORDINATOR, Role.SPONSOR)
SHOWN_OF_EACH = 3


def sign_in_link(email: str) -> str:
    """The whole address that signs in this demo person. Raises Refused for anybody else, and outside the demo."""
    if not settings.DEMO:
        raise Refused("Sign-in addresses exist only in the demo.")
    person = Person.objects.filter(email=email.strip().lower()).first()
    if person is None or not person.is_demo:
        raise Refused("There is no demo person with this e-mail address.")
    return settings.SITE_ADDRESS + link_of(person)


def link_of(person: Person) -> str:
    now = timezone.now()  # noqa: TID251 -- the launcher and the front page show it as it is good now
    return reverse("accounts:demo_sign_in", args=[_token(person, _window(now))])


def person_of(token: str, at: datetime) -> Person | None:
    """The demo person of an address; None for anything else."""
    if not settings.DEMO or len(token) != LENGTH:
        return None
    now = _window(at)
    for person in Person.objects.filter(is_demo=True, is_active=True).order_by("pk"):
        if any(constant_time_compare(token, _token(person, window)) for window in (now, now - 1)):
            return person
    return None


def _token(person: Person, window: int) -> str:
    """Worked out anew each time, so that nothing is kept; without SECRET_KEY nobody guesses it."""
    made = salted_hmac(SALT, f"{person.pk}:{window}", algorithm="sha256").digest()
    return base64.b32encode(made).decode().lower()[:LENGTH]


def _window(at: datetime) -> int:
    """The span of time in which an address was made; it is good in this one and the next."""
    return int(at.timestamp() // settings.DEMO_LINK_AGE.total_seconds())


def _worth_trying(person: Person) -> tuple[bool, bool]:
    """Whoever has most to show comes first, and of them who reads the visitor's language."""
    return person.email not in getattr(settings, "DEMO_SHOWN", ()), person.language != get_language()


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
        people = sorted(people, key=_worth_trying)
        shown += [(role, person, link_of(person)) for person in people[:SHOWN_OF_EACH]]
    return shown
