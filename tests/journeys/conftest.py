"""Whole stories in a real browser: who is there, a clock that the story moves, and people with a phone in their hand.

Fields are found by their names, because the pages are read in Danish; every page that is opened is looked at: its
language, its one heading, no scrolling sideways, no word in the browser's console.
"""

import io
import re
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

import pypdfium2
import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from onward.accounts.models import Office, Person
from onward.correspondence import tasks as correspondence
from onward.engagements import tasks as engagements
from onward.engagements.models import ProgrammeTemplate
from onward.programmes import codes
from onward.programmes import tasks as programmes
from onward.programmes.actions import propose_counsellor
from onward.programmes.models import Programme
from tests.conftest import WebClient
from tests.factories.accounts import MembershipFactory, OfficeFactory, PersonFactory, actor, session_of
from tests.factories.programmes import (
    AgreementFactory,
    OrderFactory,
    PackageFactory,
    TalkEventFactory,
    TemplateFactory,
)
from tests.factories.scheduling import whole_week
from tests.journeys.clock import StoryClock

FILLED = "main form button.ds-button:not([data-variant])"
CODE = re.compile(rf"\b[{codes.ALPHABET}]{{4}}-[{codes.ALPHABET}]{{4}}\b")
SEEN = """() => ({
    lang: document.documentElement.lang,
    headings: document.querySelectorAll('h1').length,
    sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    unknown: document.body.innerText.includes('unknown variable'),
})"""
PATIENCE = 10_000  # milliseconds, on a busy machine; nothing here waits for a clock


# The clock ------------------------------------------------------------------------------------------------------


@pytest.fixture
def clock(monkeypatch):
    story = StoryClock()
    monkeypatch.setattr(timezone, "now", story.now)
    return story


# Who is there ---------------------------------------------------------------------------------------------------


@dataclass
class House:
    office: Office
    coordinator: Person
    counsellor: Person
    template: ProgrammeTemplate


@pytest.fixture
def house(transactional_db, clock):
    """One office in Denmark, a coordinator, and Karen, whose week is free."""
    office = OfficeFactory(name="Aarhus")
    people = [
        MembershipFactory(
            person=PersonFactory(first_name=first, last_name=last, language="da"), role=role, office=office
        ).person
        for first, last, role in (("Helle", "Marsk", "coordinator"), ("Karen", "Lindqvist", "counsellor"))
    ]
    whole_week(people[1])
    return House(office, *people, TemplateFactory(key="workers_3_months"))


def package_of(house: House):
    """An agreement that is there already, with one package under it."""
    agreement = AgreementFactory(office=house.office, named=[house.coordinator])
    return PackageFactory(agreement=agreement, template=house.template)


def invite(house: House, at: datetime, **person) -> tuple[Programme, str]:
    """Somebody whose talk has just been held: the programme, and the code in the letter."""
    order = OrderFactory(package=package_of(house), email="", created_at=at, **person)
    propose_counsellor(by=actor(house.coordinator), order=order, counsellor=house.counsellor, at=at)
    TalkEventFactory(order=order, at=at)
    worker()
    programme = Programme.objects.get(order=order)
    return programme, codes.shown(codes.unseal(programme.invitations.get().sealed_code))


def worker() -> None:
    """What the worker does every two seconds and every minute."""
    programmes.settle_talks(timestamp=1)
    programmes.follow_up_silence(timestamp=1)
    engagements.settle_ticks(timestamp=1)
    engagements.erase_ended(timestamp=1)
    engagements.drop_expired_drafts(timestamp=1)
    correspondence.send_messages(timestamp=1)


# Somebody with a browser ----------------------------------------------------------------------------------------


class Visitor:
    """One person's own browser, 360 pixels wide."""

    def __init__(self, context, server: str):
        self.context, self.server = context, server
        self.page = context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.said: list[str] = []
        self.page.on("console", lambda one: self.said.append(one.text) if one.type == "error" else None)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))

    def go(self, name: str, *args, **query) -> "Visitor":
        return self.open(reverse(name, args=args) + (f"?{urlencode(query)}" if query else ""))

    def open(self, address: str, status: int = 200) -> "Visitor":
        answer = self.page.goto(address if address.startswith("http") else self.server + address)
        assert answer.status == status, f"{answer.status} at {address}: {self.words[:400]}"
        return self.look(status)

    def look(self, status: int = 200) -> "Visitor":
        seen = self.page.evaluate(SEEN)
        assert seen == {"lang": "da", "headings": 1, "sideways": 0, "unknown": False}, self.page.url
        complaints = [one for one in self.said if not (status >= 400 and "Failed to load resource" in one)]
        assert complaints == [], self.page.url
        self.said.clear()
        return self

    def write(self, within: str = "main", **fields) -> "Visitor":
        """Fill in fields by name: a day in its three parts, a choice by its value, a tick by True or False."""
        for name, value in fields.items():
            self._write(within, name.replace("__", "-"), value)
        return self

    def _write(self, within, name, value):
        if isinstance(value, date):
            for part, number in (("day", value.day), ("month", value.month), ("year", value.year)):
                self._field(within, f"{name}_{part}").fill(str(number))
            return
        field = self._field(within, name)
        kind = field.evaluate("one => one.localName == 'input' ? one.type : one.localName")
        if kind == "radio":
            self.page.locator(f"{within} [name='{name}'][value='{value}']").check()
        elif kind == "checkbox":
            field.set_checked(value)
        elif kind == "select":
            field.select_option(value)
        else:
            field.fill(str(value))

    def _field(self, within, name):
        return self.page.locator(f"{within} [name='{name}']").first

    def send(self, button: str = FILLED, *, asks_again: bool = False, status: int = 200) -> "Visitor":
        """Press a button and look at the page that answers; `asks_again`: it has something to mend."""
        with self.page.expect_navigation() as answered:
            self.page.locator(button).first.click()
        assert answered.value.status == status, self.words[:400]
        wrong = self.page.locator("main .ds-error-summary, main .on-message[data-kind=refused]").all_inner_texts()
        assert bool(wrong) == asks_again, wrong
        return self.look(status)

    def follow(self, name: str, *args) -> "Visitor":
        """Press the link to a page, as it stands on this one."""
        return self.send(f"main a[href^='{reverse(name, args=args)}']")

    @property
    def words(self) -> str:
        """What stands in the page, each space a simple one."""
        return " ".join(self.page.locator("body").inner_text().split())

    @property
    def key(self) -> str:
        """The key of the row in the address."""
        return re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}", self.page.url)[-1]

    def paper(self, address: str) -> str:
        """The words of a PDF."""
        answer = self.context.request.get(self.server + address)
        assert answer.headers["content-type"] == "application/pdf", answer.text()[:400]
        sheets = pypdfium2.PdfDocument(io.BytesIO(answer.body()))
        return "\n".join(sheets[number].get_textpage().get_text_range() for number in range(len(sheets)))


@pytest.fixture
def visitor(browser, web_server, clock):
    """`visitor(person, role)`: that person's own phone, signed in; `visitor()`: somebody nobody knows."""
    opened = []

    def begin(person=None, role=None):
        context = browser.new_context(locale="da-DK", viewport={"width": 360, "height": 740})
        opened.append(context)
        if person is not None:
            client = WebClient()
            session_of(client, person, role, ("password", "mfa"))
            value = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": web_server}])
        return Visitor(context, web_server)

    yield begin
    for context in opened:
        context.close()


def code_in(letter: str) -> str:
    found = CODE.search(letter)
    assert found, letter
    return found[0]
