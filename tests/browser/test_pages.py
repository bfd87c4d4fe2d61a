"""Every page of every role in a real browser, over the demo's people: axe finds nothing, one heading, one button.

The list of pages is the list of addresses: each is tried with the rows of whoever is signed in, so that a new page is
looked at without anybody naming it here. Language, colours and width follow from the name of the page.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import time, timedelta
from itertools import chain, islice, product

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLResolver, get_resolver, reverse
from django.urls.converters import UUIDConverter
from django.utils import timezone

from onward.accounts.models import Employer, Membership, Office, Pass, Person
from onward.applications.models import Application
from onward.core.access import Role
from onward.correspondence.models import Message
from onward.counselling.models import CallToMake, Meeting, Step, TrialTalk
from onward.desks import demo
from onward.dialogue.models import AwayNote, File
from onward.engagements.models import Agreement, Manager, Order, Package
from onward.landing.models import Landing, Touchpoint
from onward.letters.models import Letter
from onward.programmes import codes
from onward.programmes.enums import LookReason, State
from onward.programmes.models import CounsellorChange, HandOver, HourEntry, Invitation, LookThrough, Programme
from onward.scheduling.models import Absence, Appointment, Opening, OutsideCalendar, Room, RoomUse
from tests.browser import axe
from tests.conftest import WebClient
from tests.factories.accounts import PassFactory, session_of
from tests.factories.dialogue import AwayNoteFactory
from tests.factories.scheduling import AbsenceFactory, OutsideCalendarFactory
from tests.journeys.clock import StoryClock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LANGUAGES, SCHEMES, WIDTHS = ("en", "da", "nb", "nl"), ("light", "dark"), (360, 1280)
LIST = (
    "Medarbejdernr.;Fornavn;Efternavn;Fratrædelse;Skostørrelse\n4711;Ulla;Skjold;30.02.2027;38\n4712;Per;Friis;;43\n"
)
STRANGER, HOLDER = "stranger", "holder of a code"
TRIES = 12
# Files, and ways on to another page; the page of components has tests of its own.
NO_PAGE = {
    "components/",
    "desk/hours/file/",
    "desk/letters/<uuid:letter>/paper/",
    "desk/programmes/<uuid:programme>/hours/<slug:kind>/",
    "me/hours/file/<slug:kind>/",
    "office/agreements/<uuid:agreement>/hours/<slug:kind>/",
    "office/programmes/<uuid:programme>/hours/<slug:kind>/",
    "desk/appointments/<uuid:appointment>/",
    "desk/candidates/<uuid:programme>/messages/files/<uuid:file>/",
    "letters/<uuid:order>/",
    "pictures/<uuid:person>/<slug:mark>/",
    "me/applications/file/",
    "me/messages/files/<uuid:file>/",
    "office/orders/<uuid:order>/letter/",
    "office/orders/<uuid:order>/programme/",
}
VARIANTS = {"office/agreements/<uuid:agreement>/packages/new/": ("?template=workers_3_months",)}
OTHERS = {
    "code": ["HK4M-7RT3"],
    "line": [2, 3],
    "name": ["pause", "extend", "close", "hours"],
    "page": ["you"],
    "what": ["email"],
}


@dataclass
class Visitor:
    """Somebody with a browser, and the keys of the rows that are hers."""

    role: str
    client: WebClient
    rows: dict[str, list] = field(default_factory=dict)
    person: Person | None = None
    entered: Pass | None = None

    def reads(self, language: str) -> None:
        if self.person is not None:
            Person.objects.filter(pk=self.person.pk).update(language=language)
        if self.entered is not None:
            Pass.objects.filter(pk=self.entered.pk).update(language=language)
        self.client.cookies[settings.LANGUAGE_COOKIE_NAME] = language


# Who looks ------------------------------------------------------------------------------------------------------


def visitors():
    """Candidates at several places of their way, and one of everybody else."""
    yield Visitor(STRANGER, WebClient(), {"message": keys(Message.objects.order_by("-created_at"))})
    yield from (signed_in(programme.candidate, Role.CANDIDATE, mine(programme)) for programme in on_their_way())
    karen = Person.objects.get(email="karen@nordlys.example")
    AbsenceFactory(person=karen, starts_at=Appointment.objects.latest("starts_at").ends_at)
    AwayNoteFactory(counsellor=karen)
    Opening.objects.create(
        person=karen, day=timezone.localdate() + timedelta(days=4), starts=time(9), ends=time(12), forms=["phone"]
    )
    OutsideCalendarFactory(person=karen)
    peter = Person.objects.get(email="peter@nordlys.example")
    for holder in (karen, peter):
        holds_a_room(holder)
    looks_through(peter, Role.COORDINATOR)
    yield signed_in(karen, Role.COUNSELLOR, desk(karen))
    yield with_list(signed_in(peter, Role.COORDINATOR, house(peter)), "engagements:import")
    firm = Employer.objects.get(name="Limfjord Emballage")
    birgitte = Person.objects.get(email="birgitte@limfjord-emballage.example")
    yield with_list(signed_in(birgitte, Role.SPONSOR, contract(firm)), "engagements:sponsor_import")
    yield a_manager(firm)


def holds_a_room(person):
    office = person.memberships.filter(office__isnull=False).first().office
    room = Room.objects.filter(office=office).first() or Room.objects.create(office=office, name="Vest")
    starts_at = timezone.now() + timedelta(days=90 + RoomUse.objects.count())
    RoomUse.objects.create(
        room=room, held_by=person, words="x", starts_at=starts_at, ends_at=starts_at + timedelta(hours=1)
    )


def looks_through(person, role):
    office = person.memberships.filter(role=role).first().office
    others = Programme.objects.filter(state=State.UNDER_WAY, office=office).exclude(counsellor=person)
    programme = others.order_by("pk").first()
    now = timezone.now()
    programme.looks.create(
        reader=person, role=role, reason=LookReason.COVER, words="x", from_at=now, until=now + timedelta(days=1)
    )


def signed_in(person, role, rows):
    client = WebClient()
    session_of(client, person, role, ("password", "mfa"))
    return Visitor(role.value, client, rows, person)


def keys(found):
    return list(found.values_list("pk", flat=True)[:TRIES])


def on_their_way():
    """In a new job; looking for one; talking first; with the first talk ahead; at the end."""
    open_ones = Programme.objects.select_related("candidate").order_by("ticked_at", "pk")
    yield open_ones.filter(pk__in=Landing.objects.filter(lost_on=None).values("programme")).last()
    yield open_ones.filter(pk__in=Application.objects.values("programme")).last()
    yield open_ones.filter(pk__in=CallToMake.objects.filter(reason="talk_first").values("programme")).last()
    yield open_ones.filter(state=State.ACCEPTED).last()
    yield open_ones.filter(state=State.ENDED).last()


def mine(programme):
    return guidance(Programme.objects.filter(pk=programme.pk))


def guidance(programmes):
    """What candidate and counsellor share."""
    meetings = Meeting.objects.filter(programme__in=programmes).order_by("-appointment__starts_at")
    appointments = Appointment.objects.filter(pk__in=meetings.values("appointment"))
    return {
        "programme": keys(programmes.order_by("state", "pk")),
        "application": keys(Application.objects.filter(programme__in=programmes).order_by("pk")),
        "meeting": keys(meetings),
        "step": keys(Step.objects.filter(programme__in=programmes).order_by("state", "pk")),
        "call": keys(CallToMake.objects.filter(programme__in=programmes).order_by("pk")),
        "entry": keys(HourEntry.objects.filter(programme__in=programmes).order_by("-booked_at")),
        "touchpoint": keys(Touchpoint.objects.filter(landing__programme__in=programmes).order_by("pk")),
        "absence": keys(Absence.objects.order_by("pk")),
        "file": keys(File.objects.filter(message__conversation__in=programmes.values("pk")).order_by("pk")),
        "note": keys(AwayNote.objects.order_by("pk")),
        **around_meetings(programmes),
        "appointment": keys(appointments.order_by("office", "-starts_at")),  # those without an office last
    }


def desk(counsellor):
    """What a counsellor looks after; then who went on with a colleague, and colleagues' people of her office."""
    rows = guidance(Programme.objects.filter(counsellor=counsellor))
    left = CounsellorChange.objects.filter(before=counsellor).order_by("pk").values_list("programme", flat=True)
    office = counsellor.memberships.get(role=Role.COUNSELLOR).office
    others = Programme.objects.filter(office=office, state=State.UNDER_WAY).exclude(counsellor=counsellor)
    rows["programme"] += [*left, *keys(others.order_by("pk"))]
    return rows


def around_meetings(programmes):
    """Calendars, rooms, letters, looks and who helps."""
    return {
        "person": keys(Person.objects.filter(memberships__role=Role.COUNSELLOR).order_by("sort_key")),
        "office": keys(Office.objects.order_by("name")),
        "calendar": keys(OutsideCalendar.objects.order_by("pk")),
        "opening": keys(Opening.objects.order_by("pk")),
        "trial": keys(TrialTalk.objects.order_by("pk")),
        "letter": keys(Letter.objects.filter(programme__in=programmes).order_by("-state", "pk")),
        "look": keys(LookThrough.objects.order_by("-until", "pk")),
        "use": keys(RoomUse.objects.order_by("appointment", "pk")),
        "room": keys(Room.objects.order_by("pk")),
        "hand_over": keys(HandOver.objects.order_by("pk")),
    }


def contract(employer):
    return {
        "order": keys(Order.objects.filter(employer=employer).order_by("pk")) * 3,
        "programme": keys(Programme.objects.filter(employer=employer).order_by("pk")),
    }


def house(person):
    """What a coordinator looks after."""
    orders = Order.objects.filter(agreement__named__person=person).order_by("-created_at")
    programmes = Programme.objects.filter(order__in=orders).order_by("state", "pk")
    return {
        "order": keys(orders),
        "programme": keys(programmes),
        "agreement": keys(Agreement.objects.filter(named__person=person).order_by("pk")),
        "package": keys(Package.objects.filter(agreement__named__person=person).order_by("pk")),
        "entry": keys(HourEntry.objects.filter(programme__in=programmes).order_by("pk")),
        "call": keys(CallToMake.objects.filter(programme__in=programmes).order_by("pk")),
        "office": keys(Office.objects.order_by("name")),
        "employer": keys(Employer.objects.order_by("name")),
        "person": keys(Person.objects.filter(memberships__role=Role.COUNSELLOR).order_by("sort_key")),
        "meeting": keys(Meeting.objects.filter(programme__in=programmes).order_by("-appointment__starts_at")),
        "appointment": keys(Appointment.objects.filter(form="office").order_by("-starts_at")),
        **around_meetings(programmes),
        "membership": keys(Membership.objects.filter(role=Role.COUNSELLOR).order_by("pk")),
    }


def with_list(visitor, name):
    """The visitor has uploaded a list that asks something."""
    page = visitor.client.get(reverse(name))
    package = next(value for value, _words in page_choices(page.context["form"]["package"].field.choices))
    upload = SimpleUploadedFile("liste.csv", LIST.encode("cp1252"))
    sent = visitor.client.post(reverse(name), {"package": package, "language": "da", "file": upload})
    visitor.rows["draft"] = [sent.url.rstrip("/").rpartition("/")[2]]
    return visitor


def page_choices(choices):
    for value, words in choices:
        yield from words if isinstance(words, list | tuple) else [(value, words)]


def a_manager(employer):
    manager = Manager.objects.filter(employer=employer, plans__order__events=None).order_by("name").first()
    entered = PassFactory(token="looking", manager=manager.pk, employer=employer, name=manager.name)
    client = WebClient()
    client.post(reverse("accounts:enter_with_pass", args=["looking"]))
    rows = {"order": keys(Order.objects.filter(plans__manager=manager).order_by("pk").distinct())}
    return Visitor(Role.MANAGER.value, client, rows, entered=entered)


def beginners():
    """The same person before and after her yes; the yes comes last, because the second has used up the first."""
    invitation = Invitation.objects.filter(used_at=None, programme__state=State.INVITED).latest("created_at")
    holder = Visitor(HOLDER, WebClient())
    holder.client.post(reverse("counselling:start"), {"code": codes.unseal(invitation.sealed_code)})
    yield holder
    holder.client.post(reverse("counselling:start_you"), {"reach": "ny@privat.example", "language": "da"})
    yield Visitor(Role.CANDIDATE.value, holder.client, person=invitation.programme.candidate)


# What they look at ----------------------------------------------------------------------------------------------


def routes(resolver=None, before=""):
    for part in (resolver or get_resolver()).url_patterns:
        if isinstance(part, URLResolver):
            yield from routes(part, before + str(part.pattern))
        else:
            yield before + str(part.pattern), part


def pages():
    """Every route that may be a page, some of them in more than one shape."""
    for route, pattern in routes():
        if route not in NO_PAGE:
            yield from ((route, pattern, query) for query in ("", *VARIANTS.get(route, ())))


def is_for(visitor, route, pattern):
    opened = getattr(pattern.callback, "audience", None)
    if opened is not None:
        return visitor.role in {role.value for role in opened}
    if route.startswith("start/"):
        return visitor.role == HOLDER
    if route.startswith("account/"):
        return visitor.role == Role.COUNSELLOR
    return visitor.role == STRANGER


def addresses(visitor, route, pattern, query):
    """The address with each of the keys that may fit; none where there are none."""
    places = pattern.pattern.converters
    queries = [f"?order={key}" for key in visitor.rows["order"]] if route.endswith("/orders/plan/") else [query]
    choices = [
        visitor.rows.get(name, []) if isinstance(converter, UUIDConverter) else OTHERS.get(name, [])
        for name, converter in places.items()
    ]
    for values in islice(product(*choices), TRIES**2):
        filled = route
        for name, value in zip(places, values, strict=True):
            before, _, rest = filled.partition(f":{name}>")
            filled = before.rpartition("<")[0] + str(value) + rest
        yield from (f"/{filled}{each}" for each in queries)


def page_of(visitor, route, pattern, query):
    """The first address that shows this visitor a page; empty where it is no page at all, None where no row fits."""
    for address in addresses(visitor, route, pattern, query):
        answer = visitor.client.get(address)
        if answer.status_code == 405:
            return ""
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            return address
    return None


# What they see --------------------------------------------------------------------------------------------------

SEEN = """() => ({
    lang: document.documentElement.lang,
    headings: document.querySelectorAll('h1').length,
    filled: [...document.querySelectorAll('main .ds-button:not([data-variant])')]
        .filter(one => one.checkVisibility()).map(one => one.textContent.trim()),
    sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
})"""


@dataclass
class Looking:
    """One browser; what it complains about is kept with the page."""

    page: object
    server: str

    def __post_init__(self):
        self.said = []
        self.page.on("console", lambda one: self.said.append(one.text) if one.type == "error" else None)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))

    def at(self, visitor, name, address):
        """Everything wrong with one page, in words."""
        language, scheme, width = turn(name)
        visitor.reads(language)
        self.page.set_viewport_size({"width": width, "height": 800})
        self.page.emulate_media(color_scheme=scheme)
        self.page.context.clear_cookies()
        kept = [{"name": name, "value": one.value, "url": self.server} for name, one in visitor.client.cookies.items()]
        self.page.context.add_cookies(kept)
        self.said.clear()
        answer = self.page.goto(self.server + address)
        found = [f"status {answer.status}"] if answer.status != 200 else []
        found += self.faults(language)
        return [f"{language} {scheme} {width}: {one}" for one in found]

    def faults(self, language):
        seen = self.page.evaluate(SEEN)
        found = [*self.said]
        found += [f"lang is {seen['lang']}"] if seen["lang"] != language else []
        found += [f"{seen['headings']} first headings"] if seen["headings"] != 1 else []
        found += [f"filled buttons: {seen['filled']}"] if len(seen["filled"]) > 1 else []
        found += [f"sideways by {seen['sideways']}"] if seen["sideways"] > 0 else []
        return found + axe.faults(self.page, with_sheets=False)


def turn(name):
    """Language, colours and width of a page: the same on every machine, and all of them in turn."""
    digest = hashlib.sha256(name.encode()).digest()
    return tuple(ways[byte % len(ways)] for ways, byte in zip((LANGUAGES, SCHEMES, WIDTHS), digest, strict=False))


def test_every_page_of_every_role_is_whole(page, web_server, monkeypatch):
    clock = StoryClock()
    clock.at(1, 11)  # a Tuesday: what the demo tells depends on the day
    monkeypatch.setattr(timezone, "now", clock.now)
    demo.load()
    looking = Looking(page, web_server)
    faults, unseen = {}, set()
    for visitor in chain(list(visitors()), beginners()):
        for route, pattern, query in pages():
            name = f"{visitor.role} {route}{query}"
            if name in faults or not is_for(visitor, route, pattern):
                continue
            if hasattr(pattern.callback, "audience") or visitor.role == HOLDER:
                unseen.add(name)
            address = page_of(visitor, route, pattern, query)
            if address is not None:
                unseen.discard(name)
                faults[name] = looking.at(visitor, name, address) if address else []

    wrong = [f"{name}: {each}" for name, found in faults.items() for each in found]
    assert wrong == [], "\n".join(wrong)
    assert not unseen, "\n".join(sorted(unseen))
