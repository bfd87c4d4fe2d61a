"""The house of the demo: offices, colleagues with their weeks, employers with agreements, packages and managers."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from onward.accounts import actions as accounts
from onward.accounts.models import Employer, Office, Person
from onward.core import wall
from onward.core.access import SYSTEM, Actor, Role
from onward.core.middleware import facts_of
from onward.desks.demo.cast import COLLEAGUES, FIRMS, OFFICES, WEEK, Colleague, Firm
from onward.engagements import actions as engagements
from onward.engagements.models import Agreement, Manager, Package, ProgrammeTemplate
from onward.jurisdictions.holidays import is_holiday
from onward.jurisdictions.working_time import OpeningHours
from onward.scheduling import actions as scheduling
from onward.scheduling.enums import MeetingForm
from onward.scheduling.free import WeekSpan

FORMS = tuple(form.value for form in MeetingForm)
BEFORE = timedelta(days=200)  # everybody was here before the first story begins


@dataclass
class FirmRows:
    """What was made of a firm."""

    firm: Firm
    employer: Employer
    agreement: Agreement
    packages: list[Package]
    managers: list[Manager]
    sponsor: Actor
    coordinator: Actor


@dataclass
class World:
    """The house, and the moment it is looked at."""

    now: datetime
    offices: dict[str, Office] = field(default_factory=dict)
    staff: dict[str, Person] = field(default_factory=dict)
    counsellors: dict[str, Actor] = field(default_factory=dict)
    coordinators: dict[str, Actor] = field(default_factory=dict)
    firms: list[FirmRows] = field(default_factory=list)

    @property
    def began(self) -> datetime:
        return self.now - BEFORE

    def day(self, ago: int, office: Office) -> date:
        """The last working day on or before so many days ago."""
        found = self.now.astimezone(ZoneInfo(office.timezone)).date() - timedelta(days=ago)
        while found.weekday() > 4 or is_holiday(office.country, found):
            found -= timedelta(days=1)
        return found

    def moment(self, ago: int, office: Office, hour: int, minute: int = 0) -> datetime:
        """A time of day there, never later than now."""
        local = datetime.combine(self.day(ago, office), time(hour, minute), ZoneInfo(office.timezone))
        return min(local, self.now - timedelta(minutes=40))


def behind_the_wall(sponsor: Actor):
    """What an employer does is done with an employer's rights, as its pages do it."""
    return wall.taken("employer_writing", facts_of(sponsor))


def build_world(now: datetime) -> World:
    """Everything that stands before the first person is put forward."""
    world = World(now=now)
    engagements.load_templates(at=world.began)
    for one in OFFICES:
        values = {name: getattr(one, name) for name in one.__slots__}
        world.offices[one.name] = accounts.create_office(
            by=SYSTEM, at=world.began, hours=OpeningHours.from_json(WEEK), **values
        )
    for colleague in COLLEAGUES:
        _colleague(world, colleague)
    for firm in FIRMS:
        _firm(world, firm)
    return world


def _colleague(world: World, one: Colleague) -> None:
    person = accounts.create_person(
        by=SYSTEM,
        first_name=one.first,
        name_prefix=one.prefix,
        last_name=one.last,
        email=one.email,
        language=one.language,
        is_demo=True,
        at=world.began,
    )
    key = one.email.partition("@")[0]
    world.staff[key] = person
    for role, office in one.roles:
        where = world.offices[office]
        accounts.add_membership(by=SYSTEM, person=person, role=role, office=where, at=world.began)
        actor = Actor(role=role, person_id=person.pk, office_id=where.pk, name=person.name)
        (world.counsellors if role is Role.COUNSELLOR else world.coordinators).setdefault(key, actor)
        if role is Role.COUNSELLOR:
            scheduling.plan_week(by=actor, person_id=person.pk, week=_week(), at=world.began)
    accounts.change_profile(
        by=Actor(role=one.roles[0][0], person_id=person.pk, name=person.name),
        person=person,
        languages=list(one.languages),
        greetings=one.greetings,
        phone=one.phone,
        video_room=f"https://meet.nordlys.example/{key}",
        weekly_hours=30,
        portrait=f"onward/portraits/{one.portrait}.svg" if one.portrait else "",
        at=world.began,
    )


def _week() -> list[WeekSpan]:
    halves = ((time(8, 30), time(12)), (time(12, 30), time(16, 30)))
    return [WeekSpan(day, starts, ends, FORMS) for day in range(5) for starts, ends in halves]


def _firm(world: World, firm: Firm) -> None:
    office = world.offices[firm.office]
    values = {"name": firm.name, "country": firm.country, "language": firm.language}
    employer = accounts.create_employer(by=SYSTEM, at=world.began, mail_domains=[firm.domain], is_demo=True, **values)
    coordinator = _coordinator_of(world, firm.office)
    agreement = engagements.record_agreement(
        by=coordinator,
        employer=employer,
        office=office,
        kind=firm.kind,
        name=firm.agreement,
        starts_on=world.began.date(),
        shows_hours=firm.shows_hours,
        coordinators=[coordinator.person_id],
        at=world.began,
    )
    templates = {row.key: row for row in ProgrammeTemplate.objects.all()}
    packages = [
        engagements.add_package(
            by=coordinator,
            agreement=agreement,
            template=templates[key],
            name=name,
            months=Decimal(months),
            minutes=hours * 60,
            form=form,
            price=Decimal(price),
            currency=firm.currency,
            at=world.began,
        )
        for key, name, months, hours, form, price in firm.packages
    ]
    sponsors = [_sponsor(world, employer, *person) for person in firm.sponsors]
    with behind_the_wall(sponsors[0]):
        managers = [
            engagements.record_manager(
                by=sponsors[0], employer=employer.pk, name=name, email=email, language=firm.language, at=world.began
            )
            for name, email in firm.managers
        ]
    world.firms.append(FirmRows(firm, employer, agreement, packages, managers, sponsors[0], coordinator))


def _coordinator_of(world: World, office: str) -> Actor:
    """The coordinator of this office, acting there."""
    key = next(one.email.partition("@")[0] for one in COLLEAGUES if (Role.COORDINATOR, office) in one.roles)
    known = world.coordinators[key]
    return Actor(Role.COORDINATOR, person_id=known.person_id, office_id=world.offices[office].pk, name=known.name)


def _sponsor(world: World, employer: Employer, first: str, last: str, email: str, language: str) -> Actor:
    person = accounts.create_person(
        by=SYSTEM, first_name=first, last_name=last, email=email, language=language, is_demo=True, at=world.began
    )
    accounts.add_membership(by=SYSTEM, person=person, role=Role.SPONSOR, employer=employer, at=world.began)
    return Actor(Role.SPONSOR, person_id=person.pk, employer_id=employer.pk, name=person.name)
