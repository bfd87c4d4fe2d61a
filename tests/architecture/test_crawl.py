"""The fifth proof of the glass wall: whoever must not learn opens every address, over a database full of canaries.

The demo's people stand in the database: four employers, every state. A canary is written into every confided field and
into every text of the guidance side; then each address is tried with keys of the own people and of others.
"""

import re

import pytest
from django.db import connection, models
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from onward.accounts.models import Employer, Membership, Office, Person, PostalAddress
from onward.applications.models import Application
from onward.core.access import Role
from onward.correspondence.models import Message
from onward.counselling.models import CallToMake, Meeting, Step, TrialTalk
from onward.desks import demo
from onward.dialogue.models import AwayNote, File
from onward.engagements.models import Agreement, Manager, Order, Package
from onward.landing.models import Touchpoint
from onward.letters.models import Letter
from onward.privacy.enums import Kind
from onward.privacy.registry import PersonalData
from onward.programmes.models import HandOver, HourEntry, LookThrough, Programme
from onward.scheduling.models import Absence, Appointment, Opening, OutsideCalendar, Room, RoomUse
from tests.conftest import WebClient
from tests.factories.accounts import PassFactory, session_of

pytestmark = pytest.mark.django_db
CANARY = "kanariefugl"
GUIDANCE = ("scheduling", "counselling", "dialogue", "applications", "landing", "letters")
MODELS = {
    "absence": Absence,
    "agreement": Agreement,
    "application": Application,
    "appointment": Appointment,
    "calendar": OutsideCalendar,
    "call": CallToMake,
    "draft": Order,  # nobody has one: any key is somebody else's
    "employer": Employer,
    "entry": HourEntry,
    "file": File,
    "hand_over": HandOver,
    "letter": Letter,
    "look": LookThrough,
    "meeting": Meeting,
    "membership": Membership,
    "message": Message,
    "note": AwayNote,
    "office": Office,
    "opening": Opening,
    "order": Order,
    "package": Package,
    "person": Person,
    "programme": Programme,
    "room": Room,
    "step": Step,
    "touchpoint": Touchpoint,
    "trial": TrialTalk,
    "use": RoomUse,
}
OTHERS = {
    "slug": ("pause", "extend", "close", "hours", "attempt"),
    "deed": ("pause", "extend", "close", "attempt", "assign"),
    "str": ("x",),
    "int": ("1",),
    "contact": ("email",),
}
PLACE = re.compile(r"<(\w+):(\w+)>")


@pytest.fixture
def world(settings):
    demo.load()
    settings.DEMO = False  # its mailbox is open to everybody, which is its purpose
    somewhere = {"lines": "Havnegade 4\n8000 Aarhus", "country": "Danmark", "changed_at": timezone.now()}
    for person in Person.objects.filter(memberships__role=Role.CANDIDATE, postal_address=None):
        PostalAddress.objects.create(person=person, **somewhere)
    with connection.cursor() as cursor:
        for statement in canaries():
            cursor.execute(statement, [CANARY])


def canaries():
    """One statement for each text that somebody confided; what is empty stays empty, so that constraints hold."""
    for model, data in PersonalData.register.items():
        for field in model._meta.concrete_fields if model._meta.managed else ():
            column, delicate = f'"{field.column}"', data.fields[field.name] in {Kind.CONFIDED, Kind.SPECIAL}
            inside = model._meta.app_label in GUIDANCE or model is PostalAddress
            if (delicate or inside) and takes_a_canary(field):
                yield f"UPDATE \"{model._meta.db_table}\" SET {column} = %s WHERE {column} <> ''"


def names_in(expressions):
    for each in expressions:
        yield getattr(each, "name", "")
        yield from names_in([part for part in getattr(each, "get_source_expressions", list)() if part])


def takes_a_canary(field):
    is_text = isinstance(field, models.CharField | models.TextField)
    constraints = [each for each in field.model._meta.constraints if isinstance(each, models.UniqueConstraint)]
    # a name that is unique without regard to capitals stands in an expression
    written = {part for each in constraints for part in names_in(each.expressions)}
    if field.name in written or any(field.name in each.fields for each in constraints):
        return False
    return is_text and not field.choices and not field.unique and (field.max_length or 100) >= len(CANARY)


def routes(resolver=None, before=""):
    for part in (resolver or get_resolver()).url_patterns:
        route = before + str(part.pattern)
        if isinstance(part, URLResolver):
            yield from routes(part, route)
        elif isinstance(part, URLPattern):
            yield route


def addresses(employer):
    """Every route with keys of this employer's people and of others; the two places of one route by turns."""
    for route in routes():
        wanted = [(kind, name) for kind, name in PLACE.findall(route)]
        choices = [candidates(kind, name, employer) for kind, name in wanted]
        for number in range(max((len(each) for each in choices), default=1)):
            filled = route
            for each in choices:
                filled = PLACE.sub(str(each[number % len(each)]), filled, count=1)
            yield "/" + filled.replace("^", "").replace("$", "")


def candidates(kind, name, employer):
    if kind != "uuid":
        return OTHERS[kind]
    rows = MODELS[name].objects.order_by("pk").values_list("pk", flat=True)
    own = rows.filter(employer=employer)[:3] if name in {"programme", "order", "agreement"} else rows[:3]
    return [*own, *rows.reverse()[:2]]


def crawl(client, employer):
    """How many pages opened, and those on which a canary sang."""
    opened, leaks = 0, []
    for address in addresses(employer):
        response = client.get(address)
        assert response.status_code < 500, address
        opened += response.status_code == 200
        if CANARY in response.content.decode(errors="replace"):
            leaks.append(address)
    return opened, leaks


def test_every_place_of_an_address_is_tried():
    unknown = {(kind, name) for route in routes() for kind, name in PLACE.findall(route)}

    assert {name for kind, name in unknown if kind == "uuid"} <= set(MODELS)
    assert {kind for kind, name in unknown} - {"uuid"} <= set(OTHERS)


def test_nobody_outside_finds_a_canary(world, client):
    """One world for all of them: the demo takes longer to tell than the crawl to read."""
    it_sings_for_the_own_counsellor()
    for opened_by, employer, fewest in (a_sponsor(), a_manager(), (client, Employer.objects.order_by("name")[0], 3)):
        opened, leaks = crawl(opened_by, employer)

        assert leaks == []
        assert opened > fewest


def it_sings_for_the_own_counsellor():
    """There is something that could leak."""
    programme = Programme.objects.filter(state="under_way", starts_on__isnull=False).order_by("pk").first()
    meeting = Meeting.objects.filter(programme=programme, minutes__state="shared").order_by("pk").first()
    client = WebClient()
    session_of(client, programme.counsellor, Role.COUNSELLOR, ("password", "mfa"))

    assert CANARY in client.get(f"/desk/meetings/{meeting.pk}/").content.decode()
    assert CANARY in client.get(f"/desk/candidates/{programme.pk}/letters/").content.decode()


def a_sponsor():
    employer, client = Employer.objects.order_by("name")[1], WebClient()
    sponsor = Person.objects.filter(memberships__employer=employer).order_by("email").first()
    session_of(client, sponsor, Role.SPONSOR, ("password", "mfa"))
    return client, employer, 15


def a_manager():
    manager, client = Manager.objects.filter(plans__isnull=False).order_by("name").first(), WebClient()
    PassFactory(token="crawl", manager=manager.pk, employer=manager.employer, name=manager.name)
    client.post("/talks/enter/crawl/")
    return client, manager.employer, 5
