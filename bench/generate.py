"""A provider with N programmes of realistic history: 20 % open, 80 % closed, written by COPY.

The same seed gives the same provider. People, firms and texts are made up.
"""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from bench.copying import copy_rows
from bench.histories import build_histories
from bench.names import FIRST, JOBS, LAST, PREFIXES
from bench.provider import OPEN_SHARE, Provider, Row, is_open
from onward.accounts.models import Employer, Membership, Office, Person, StaffProfile
from onward.core.access import Role
from onward.core.names import sort_key
from onward.engagements.actions.templates import fingerprint
from onward.engagements.models import (
    Agreement,
    AgreementCoordinator,
    Manager,
    Order,
    Package,
    ProgrammeTemplate,
    TalkEvent,
    TalkPlan,
)
from onward.programmes import frozen
from onward.programmes.models import TemplateCopy
from onward.scheduling.models import Availability

PROGRAMMES_AN_OFFICE = 2_500  # a provider that grows opens offices: nobody coordinates ten thousand people
AHEAD_EACH = 4  # people of every employer whose talk is still to come
CITIES = (("København", "DK", "da"), ("Oslo", "NO", "nb"), ("Utrecht", "NL", "nl"), ("Antwerpen", "BE", "nl"))
ZONES = {"DK": "Europe/Copenhagen", "NO": "Europe/Oslo", "NL": "Europe/Amsterdam", "BE": "Europe/Brussels"}
HOURS = {day: [["08:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
OPEN_PER_COUNSELLOR = 66  # three hundred counsellors for a hundred thousand programmes
PROGRAMMES_PER_EMPLOYER = 80


def person(provider: Provider, language: str, number: int, kind: str) -> Row:
    rng = provider.rng
    first, last = rng.choice(FIRST), rng.choice(PREFIXES) + rng.choice(LAST)
    return {
        "id": provider.key(),
        "first_name": first,
        "last_name": last,
        "sort_key": sort_key(first, "", last, language, ""),
        "email": f"{kind}{number}@example.org",
        "language": language,
        "password": "!",
        "is_demo": True,
        "created_at": provider.now - timedelta(days=900),
    }


def members(provider: Provider, people: list[Row], role: Role, place: str, places: list[Row]) -> Iterator[Row]:
    for number, one in enumerate(people):
        where = {place: places[number % len(places)]["id"]} if place else {}
        yield {"id": provider.key(), "person_id": one["id"], "role": role, "since": one["created_at"], **where}


def build_people(provider: Provider) -> None:
    """Offices, staff, employers and their sponsors."""
    for number in range(max(len(CITIES), provider.size // PROGRAMMES_AN_OFFICE)):
        city, country, language = CITIES[number % len(CITIES)]
        name = city if number < len(CITIES) else f"{city} {number // len(CITIES) + 1}"
        place = {"name": name, "city": city, "country": country, "language": language, "timezone": ZONES[country]}
        provider.offices.append({"id": provider.key(), "phone": "+4570000000", "hours": HOURS, **place})
    languages = [office["language"] for office in provider.offices]
    number_open = max(1, int(provider.size * OPEN_SHARE))
    for kind, store, number in (
        ("counsellor", provider.counsellors, max(4, number_open // OPEN_PER_COUNSELLOR)),
        ("coordinator", provider.coordinators, len(provider.offices)),
        ("sponsor", provider.sponsors, max(4, provider.size // PROGRAMMES_PER_EMPLOYER)),
    ):
        store.extend(person(provider, languages[i % len(languages)], i, kind) for i in range(number))
    for number, one in enumerate(provider.sponsors):
        office = provider.offices[number % len(provider.offices)]
        known = {"country": office["country"], "language": office["language"], "is_demo": True}
        provider.employers.append({"id": provider.key(), "name": f"{one['last_name']} {number}", **known})
    copy_rows(Office, provider.offices)
    copy_rows(Employer, provider.employers)
    staff = provider.counsellors + provider.coordinators
    copy_rows(Person, staff + provider.sponsors)
    copy_rows(Membership, members(provider, provider.counsellors, Role.COUNSELLOR, "office_id", provider.offices))
    copy_rows(Membership, members(provider, provider.coordinators, Role.COORDINATOR, "office_id", provider.offices))
    copy_rows(Membership, members(provider, provider.sponsors, Role.SPONSOR, "employer_id", provider.employers))
    copy_rows(StaffProfile, ({"person_id": one["id"], "languages": [one["language"]]} for one in staff))
    copy_rows(Availability, (row for one in provider.counsellors for row in week(provider, one)))


def week(provider: Provider, one: Row) -> Iterator[Row]:
    for weekday in range(5):
        hours = {"starts": "09:00", "ends": "16:00", "forms": ["phone", "video", "office"]}
        yield {"id": provider.key(), "person_id": one["id"], "weekday": weekday, **hours}


def build_agreements(provider: Provider) -> None:
    known = {"key": "individual_3_months", "content": provider.template, "shipped_hash": "bench"}
    template = {"id": provider.key(), **known}
    copy_rows(ProgrammeTemplate, [{**template, "changed_at": provider.now}])
    body, key = provider.template, provider.key()
    copy_rows(TemplateCopy, [{"id": key, "digest": fingerprint(body), "body": body}])
    provider.of_template = {"template_id": key, **frozen.columns_of(body["structure"])}
    for number, employer in enumerate(provider.employers):
        office = provider.offices[number % len(provider.offices)]
        agreement = {
            "id": provider.key(),
            "employer_id": employer["id"],
            "office_id": office["id"],
            "kind": "social_plan",
            "name": f"Plan {number}",
            "starts_on": date(2024, 1, 1),
            "shows_hours": number % 2 == 0,
            "created_at": provider.now - timedelta(days=900),
        }
        provider.agreements.append(agreement)
        bought = {"name": "3", "months": 3, "minutes": 1440, "form": "individual", "currency": ""}
        provider.packages.append(
            {"id": provider.key(), "agreement_id": agreement["id"], "template_id": template["id"], **bought}
        )
    copy_rows(Agreement, provider.agreements)
    copy_rows(Package, provider.packages)
    copy_rows(
        AgreementCoordinator,
        (
            {
                "id": provider.key(),
                "agreement_id": agreement["id"],
                "person_id": provider.coordinators[number % len(provider.offices)]["id"],
            }
            for number, agreement in enumerate(provider.agreements)
        ),
    )


def build_orders(provider: Provider) -> None:
    """One order a programme, its talk planned and held."""
    managers, plans, events = [], [], []
    for agreement in provider.agreements:
        named = {"name": "Leder", "language": "da", "created_at": provider.now}
        managers.append({"id": provider.key(), "employer_id": agreement["employer_id"], **named})
    for number in range(provider.size):
        which = number % len(provider.agreements)
        agreement, package = provider.agreements[which], provider.packages[which]
        language = provider.office_of(which)["language"]
        candidate = person(provider, language, number, "candidate")
        talk_at = provider.now - timedelta(days=talk_days_ago(provider, number), hours=provider.rng.randrange(8))
        order = {
            "id": provider.key(),
            "agreement_id": agreement["id"],
            "employer_id": agreement["employer_id"],
            "package_id": package["id"],
            "employee_number": str(10_000 + number),
            "first_name": candidate["first_name"],
            "last_name": candidate["last_name"],
            "sort_key": candidate["sort_key"],
            "language": language,
            "job_title": provider.rng.choice(JOBS),
            "created_at": talk_at - timedelta(days=7),
            "created_by": provider.key(),
        }
        provider.candidates.append(candidate)
        provider.orders.append({**order, "talk_at": talk_at})
        plan = {"order_id": order["id"], "manager_id": managers[which]["id"], "kind": "dismissal", "talk_at": talk_at}
        plans.append({"id": provider.key(), "at": order["created_at"], "by": order["created_by"], **plan})
        event = {"order_id": order["id"], "kind": "held", "repeated_name": candidate["last_name"], "at": talk_at}
        events.append({"id": provider.key(), "by": order["created_by"], "by_name": "Leder", **event})
    copy_rows(Person, provider.candidates)
    copy_rows(Membership, members(provider, provider.candidates, Role.CANDIDATE, "", []))
    copy_rows(Manager, managers)
    held = ({**order, "talk_held_at": order["talk_at"]} for order in provider.orders)  # as the worker settles them
    copy_rows(Order, ({k: v for k, v in order.items() if k != "talk_at"} for order in held))
    copy_rows(Order, (row for which in range(len(provider.agreements)) for row in ahead(provider, which)))
    copy_rows(TalkPlan, plans)
    copy_rows(TalkEvent, events)


def ahead(provider: Provider, which: int) -> Iterator[Row]:
    """People of one employer who do not know yet. Nothing is planned."""
    agreement, language = provider.agreements[which], provider.office_of(which)["language"]
    for number in range(AHEAD_EACH):
        somebody = person(provider, language, number, "ahead")
        yield {
            "id": provider.key(),
            "agreement_id": agreement["id"],
            "employer_id": agreement["employer_id"],
            "package_id": provider.packages[which]["id"],
            **{name: somebody[name] for name in ("first_name", "last_name", "sort_key", "language")},
            "created_at": provider.now - timedelta(days=3),
            "created_by": provider.key(),
        }


def talk_days_ago(provider: Provider, number: int) -> int:
    """Open programmes began within three months, closed ones up to two years before that."""
    return provider.rng.randrange(1, 85) if is_open(number) else provider.rng.randrange(120, 850)


def build(size: int, *, seed: int = 1) -> Provider:
    """Write a provider with `size` programmes into the empty database of this process."""
    provider = Provider(now=datetime(2026, 11, 24, 9, tzinfo=UTC), rng=random.Random(seed), size=size)
    build_people(provider)
    build_agreements(provider)
    build_orders(provider)
    build_histories(provider)
    return provider
