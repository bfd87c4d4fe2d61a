"""One candidate's story so far, told through the same actions that the pages call."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from onward.accounts import actions as accounts
from onward.accounts.models import Office, Person
from onward.applications import actions as applications
from onward.applications.enums import ApplicationState, HowFound
from onward.core.access import Actor, Role
from onward.counselling import actions as counselling
from onward.counselling.actions.beginning import Contact
from onward.counselling.enums import StepState
from onward.counselling.models import Meeting
from onward.counselling.selectors.meetings import times
from onward.desks.demo.people import Candidate
from onward.desks.demo.words import WORDS, Words
from onward.desks.demo.world import FirmRows, World, behind_the_wall
from onward.engagements import actions as engagements
from onward.engagements.enums import TalkKind
from onward.engagements.models import Order
from onward.engagements.people import PutForward
from onward.programmes import actions as programmes
from onward.programmes import selectors as programme_rows
from onward.programmes.actions.settling import settle_talks
from onward.programmes.enums import AnswerKind, AttemptKind, Phase
from onward.programmes.models import Programme
from onward.scheduling.enums import MeetingForm

FORTNIGHT = timedelta(days=14)


@dataclass
class Telling:
    """Who, where and with whom; `programme` is there from the tick on."""

    world: World
    rows: FirmRows
    candidate: Candidate
    order: Order
    programme: Programme | None = None
    yes_at: datetime | None = None

    @property
    def office(self) -> Office:
        return self.world.offices[self.rows.firm.office]

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.office.timezone)

    @property
    def counsellor(self) -> Actor:
        return self.world.counsellors[self.candidate.counsellor]

    @property
    def words(self) -> Words:
        return WORDS[self.language]

    @property
    def language(self) -> str:
        return self.candidate.language or self.rows.firm.language

    @property
    def person(self) -> Person:
        return self.programme.candidate

    @property
    def actor(self) -> Actor:
        return Actor(Role.CANDIDATE, person_id=self.person.pk, name=self.person.name)

    def moment(self, ago: int, hour: int, minute: int = 0) -> datetime:
        return self.world.moment(ago, self.office, hour, minute)

    def again(self) -> Programme:
        """The programme as it stands now."""
        self.programme = Programme.objects.select_related(
            "candidate", "counsellor__staff_profile", "office", "employer", "order__agreement"
        ).get(pk=self.programme.pk)
        return self.programme


def put_forward(world: World, candidate: Candidate) -> Telling:
    """The employer's list has come, a week before the talk."""
    rows = world.firms[candidate.firm]
    office = world.offices[rows.firm.office]
    at = world.moment(candidate.ago + 7, office, 9)
    today = world.day(candidate.ago, office)
    with behind_the_wall(rows.sponsor):
        order = engagements.record_order(
            by=rows.sponsor,
            package=rows.packages[candidate.package].pk,
            person=PutForward(
                first_name=candidate.first,
                name_prefix=candidate.prefix,
                last_name=candidate.last,
                employee_number=str(10_000 + abs(hash_of(candidate)) % 9000),
                email=candidate.email,
                phone=candidate.phone,
                job_title=candidate.job,
                department=candidate.department,
                hired_on=date(today.year - 3 - hash_of(candidate) % 25, 3, 1),
                notice_on=today,
                last_day_on=today + timedelta(days=120),
            ),
            language=candidate.language or rows.firm.language,
            at=at,
        )
    telling = Telling(world, rows, candidate, Order.objects.get(pk=order.pk))
    if candidate.counsellor:
        counsellor = world.staff[candidate.counsellor]
        programmes.propose_counsellor(by=rows.coordinator, order=telling.order, counsellor=counsellor, at=at)
    return telling


def hash_of(candidate: Candidate) -> int:
    """The same number for the same name on every machine."""
    return sum(ord(letter) * place for place, letter in enumerate(candidate.first + candidate.last, start=1))


def plan(telling: Telling, talk_at: datetime, at: datetime) -> None:
    manager = telling.rows.managers[hash_of(telling.candidate) % len(telling.rows.managers)]
    with behind_the_wall(telling.rows.sponsor):
        engagements.plan_talk(
            by=telling.rows.sponsor,
            order=telling.order.pk,
            kind=TalkKind.DISMISSAL,
            talk_at=talk_at,
            manager=manager.pk,
            at=at,
        )


def tick(telling: Telling, hour: int = 10) -> None:
    """The talk was planned, held and ticked; the letter was handed over."""
    ago = telling.candidate.ago
    talk_at = telling.moment(ago, hour)
    plan(telling, talk_at, telling.moment(ago + 6, 11))
    ticked = min(talk_at + timedelta(minutes=35), telling.world.now - timedelta(minutes=5))
    name = f"{telling.candidate.first} {telling.candidate.last}"
    with behind_the_wall(telling.rows.sponsor):
        engagements.tick_talk_held(by=telling.rows.sponsor, order=telling.order.pk, repeated_name=name, at=ticked)
    settle_talks(at=ticked + timedelta(seconds=2))
    telling.programme = Programme.objects.get(order=telling.order)
    telling.again()
    if ago:
        with behind_the_wall(telling.rows.sponsor):
            engagements.note_handed_over(
                by=telling.rows.sponsor, order=telling.order.pk, at=ticked + timedelta(minutes=20)
            )
        settle_talks(at=ticked + timedelta(minutes=21))


def contact_of(candidate: Candidate) -> Contact:
    return Contact(email=candidate.email, phone=candidate.phone)


def say_yes(telling: Telling) -> None:
    """By the code, on the own phone, in the evening of the same day."""
    at = telling.yes_at = telling.programme.ticked_at + timedelta(hours=7)
    invitation = programme_rows.live_invitation(telling.programme)
    contact = contact_of(telling.candidate)
    by = counselling.activate(
        invitation=invitation, browser="", contact=contact, language=telling.language, health=False, at=at
    )
    person = Person.objects.get(pk=by.person_id)
    accounts.change_contact(by=by, person=person, email=contact.email, phone=contact.phone, at=at)  # their codes typed
    telling.again()


def say_yes_by_phone(telling: Telling) -> None:
    """The counsellor calls the next morning and enters what is said."""
    at = telling.yes_at = telling.programme.ticked_at + timedelta(hours=23)
    counselling.activate_by_phone(
        by=telling.counsellor,
        programme=telling.programme,
        contact=Contact(),
        language=telling.language,
        answer=AnswerKind.YES,
        health=False,
        terms_read=True,
        confirms_identity=True,
        at=at,
    )
    telling.again()


def book(telling: Telling, day: datetime, number: int, form: MeetingForm, at: datetime) -> Meeting | None:
    """The first free hour from that day on, booked some days before."""
    found = times(telling.programme, after=day, until=day + timedelta(days=7))
    offered = [time for time in found if form in time.forms] or found
    if not offered:
        return None
    chosen = offered[hash_of(telling.candidate) % min(4, len(offered))]
    return counselling.book_meeting(
        by=telling.counsellor,
        programme=telling.programme,
        starts_at=chosen.starts_at,
        form=form if form in chosen.forms else MeetingForm(chosen.forms[0]),
        about=telling.words.about[min(number, len(telling.words.about) - 1)],
        is_first=number == 0,
        at=at,
    )


def meet(telling: Telling, number: int, day: datetime, form: MeetingForm, *, share: bool = True) -> None:
    """A meeting held: minutes shared, a step or two agreed, the hour confirmed; identity by voice the first time."""
    booked_at = max(day - timedelta(days=4), telling.yes_at + timedelta(minutes=5))
    meeting = book(telling, day, number, form, booked_at)
    if meeting is None or meeting.appointment.ends_at > telling.world.now:
        return
    began, over = meeting.appointment.starts_at, meeting.appointment.ends_at
    if number == 0:
        programmes.record_first_contact(
            by=telling.counsellor, programme=telling.programme, at=over, spoke_at=began, confirms_identity=True
        )
    minutes = counselling.hold_meeting(by=telling.counsellor, meeting=meeting, minutes=60, at=over)
    telling.again()
    text = telling.words.minutes[min(number, len(telling.words.minutes) - 1)]
    counselling.save_minutes(by=telling.counsellor, meeting=meeting, text=text, version=minutes.version, at=over)
    if share:
        minutes.refresh_from_db()
        counselling.share_minutes(by=telling.counsellor, minutes=minutes, at=over + timedelta(minutes=5))
        agree_steps(telling, number, meeting, over)
        confirm_last_hour(telling, over + timedelta(days=1))


def agree_steps(telling: Telling, number: int, meeting: Meeting, over: datetime) -> None:
    """Two steps for the fortnight; those of earlier meetings are done by now."""
    for place in (2 * number, 2 * number + 1):
        wanted = telling.words.steps[place % len(telling.words.steps)]
        step = counselling.add_step(
            by=telling.counsellor,
            programme=telling.programme,
            meeting=meeting,
            what=wanted.what,
            due_on=over.astimezone(telling.zone).date() + timedelta(days=3 + 4 * (place % 2)),
            due_words=wanted.words,
            where=wanted.where,
            obstacle=wanted.obstacle,
            response=wanted.response,
            at=over,
        )
        done_at = over + timedelta(days=6)
        if done_at < telling.world.now and (place % 2 == 0 or over + FORTNIGHT < telling.world.now):
            learned = telling.words.learned[place % len(telling.words.learned)]
            counselling.settle_step(by=telling.actor, step=step, state=StepState.DONE, learned=learned, at=done_at)


def confirm_last_hour(telling: Telling, at: datetime) -> None:
    entry = telling.programme.hours.order_by("-booked_at").first()
    if entry is not None and at < telling.world.now - timedelta(days=5):
        programmes.confirm_hours(by=telling.actor, entry=entry, at=at)


def search(telling: Telling, since: datetime, number: int) -> None:
    """Some jobs gone for, told by the candidate."""
    states = (ApplicationState.INTERVIEW, ApplicationState.SENT, ApplicationState.PLANNED)
    for place, (employer, role) in enumerate(telling.words.jobs[:number]):
        at = min(since + timedelta(days=6 * place), telling.world.now - timedelta(days=1))
        sent = at.astimezone(telling.zone).date() if states[place] != ApplicationState.PLANNED else None
        row = applications.record_application(
            by=telling.actor,
            programme=telling.programme,
            employer_name=employer,
            role=role,
            how_found=(HowFound.NETWORK, HowFound.ADVERTISEMENT, HowFound.UNSOLICITED)[place],
            sent_on=sent,
            at=at,
        )
        if states[place] == ApplicationState.INTERVIEW and at + timedelta(days=5) < telling.world.now:
            soon = at + timedelta(days=5)
            applications.move_application(
                by=telling.actor,
                application=row,
                state=states[place],
                on=soon.astimezone(telling.zone).date(),
                at=soon,
            )


def turn_to(telling: Telling, phase: Phase, at: datetime) -> None:
    programmes.change_phase(by=telling.counsellor, programme=telling.programme, phase=phase, at=at)
    telling.again()


def called_in_vain(telling: Telling, at: datetime) -> None:
    programmes.record_attempt(by=telling.counsellor, programme=telling.programme, kind=AttemptKind.CALL, at=at)


def local_noon(telling: Telling, day: date) -> datetime:
    return datetime.combine(day, time(12), telling.zone)
