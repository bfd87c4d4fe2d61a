"""The main pages of each role, each opened as many different people."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.test import Client

from bench.measure import Figures, page_figures
from bench.provider import Provider, is_open, is_waiting
from onward.accounts.models import Person
from onward.config.memory import search_less
from onward.core.access import Role
from onward.counselling.models import Meeting
from onward.engagements.models import Order
from onward.programmes.models import Programme
from tests.factories.accounts import session_of

TOO_LONG = 100  # milliseconds
AGAIN = 2


@dataclass(frozen=True, slots=True)
class Page:
    """A page by its role and address; `address` takes the person who opens it."""

    name: str
    role: Role
    address: Callable[[Person], str]


def first(model, **known) -> str:
    return str(model.objects.filter(**known).order_by("pk").values_list("pk", flat=True)[0])


PAGES = (
    Page("candidate: home", Role.CANDIDATE, lambda person: "/me/"),
    Page("candidate: meetings", Role.CANDIDATE, lambda person: "/me/meetings/"),
    Page("candidate: free times", Role.CANDIDATE, lambda person: "/me/meetings/book/"),
    Page("candidate: what the employer sees", Role.CANDIDATE, lambda person: "/me/wall/"),
    Page("candidate: hours", Role.CANDIDATE, lambda person: "/me/hours/"),
    Page("candidate: job search", Role.CANDIDATE, lambda person: "/me/applications/"),
    Page("counsellor: desk", Role.COUNSELLOR, lambda person: "/desk/"),
    Page("counsellor: candidates", Role.COUNSELLOR, lambda person: "/desk/candidates/"),
    Page("counsellor: calendar", Role.COUNSELLOR, lambda person: "/desk/calendar/"),
    Page(
        "counsellor: book a meeting",
        Role.COUNSELLOR,
        lambda person: f"/desk/candidates/{first(Programme, counsellor=person, state='under_way')}/book/",
    ),
    Page(
        "counsellor: one candidate",
        Role.COUNSELLOR,
        lambda person: f"/desk/candidates/{first(Programme, counsellor=person, state='under_way')}/",
    ),
    Page(
        "counsellor: a meeting",
        Role.COUNSELLOR,
        lambda person: f"/desk/meetings/{first(Meeting, programme__counsellor=person)}/",
    ),
    Page("coordinator: office", Role.COORDINATOR, lambda person: "/office/"),
    Page("coordinator: team", Role.COORDINATOR, lambda person: "/office/team/"),
    Page("coordinator: orders ahead", Role.COORDINATOR, lambda person: "/office/orders/"),
    Page("coordinator: orders, all", Role.COORDINATOR, lambda person: "/office/orders/?show=all"),
    Page("coordinator: orders, talk held", Role.COORDINATOR, lambda person: "/office/orders/?show=held"),
    Page("coordinator: programmes", Role.COORDINATOR, lambda person: "/office/programmes/"),
    Page("coordinator: counsellors", Role.COORDINATOR, lambda person: "/office/counsellors/"),
    Page("sponsor: people", Role.SPONSOR, lambda person: "/sponsor/"),
    Page("sponsor: orders ahead", Role.SPONSOR, lambda person: "/sponsor/orders/"),
    Page("sponsor: orders, talk held", Role.SPONSOR, lambda person: "/sponsor/orders/?show=held"),
    Page(
        "sponsor: one sheet",
        Role.SPONSOR,
        lambda person: f"/sponsor/people/{first(Programme, employer__memberships__person=person)}/",
    ),
    Page(
        "sponsor: an order",
        Role.SPONSOR,
        lambda person: f"/sponsor/orders/{first(Order, employer__memberships__person=person)}/",
    ),
)


def measure_all(provider: Provider, number: int, only: str = "") -> list[Figures]:
    """Every page whose name has this part, opened as `number` people."""
    wanted = [page for page in PAGES if only in page.name]
    people = {role: _people(provider, role, number) for role in {page.role for page in wanted}}
    search_less()  # as the web process does; nor has a server what the generator keeps in memory
    found = [_round(page, people[page.role]) for page in wanted]
    for _again in range(AGAIN):  # later, when the machine may be quieter: a slow page is always slow
        for place, page in enumerate(wanted):
            if found[place].p95 >= TOO_LONG:
                found[place] = min(found[place], _round(page, people[page.role]), key=lambda each: each.p95)
    return found


def _round(page: Page, people: list[Person]) -> Figures:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE django_session, privacy_accessentry")  # which pages fill
    return page_figures(page.name, page.role, people, lambda person: enter(person, page.role), page.address)


def _people(provider: Provider, role: Role, number: int) -> list[Person]:
    rows = {
        Role.CANDIDATE: [
            row for place, row in enumerate(provider.candidates) if is_open(place) and not is_waiting(place)
        ],
        Role.COUNSELLOR: provider.counsellors,
        Role.COORDINATOR: provider.coordinators,
        Role.SPONSOR: provider.sponsors,
    }[role]
    keys = [row["id"] for row in rows]
    random.Random(2).shuffle(keys)
    found = {person.pk: person for person in Person.objects.filter(pk__in=keys)}
    return [found[keys[place % len(keys)]] for place in range(number)]


def enter(person: Person, role: Role) -> Client:
    """A client with the session that signing in with both factors leaves."""
    client = Client()
    session_of(client, person, role, ("password", "mfa"))
    return client
