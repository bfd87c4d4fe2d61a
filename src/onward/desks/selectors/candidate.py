"""The candidate's page: what leads on before the voice was heard, the programme itself, or what stays after it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from onward.core.access import Actor
from onward.counselling import selectors as counselling
from onward.counselling.cards import Card, card_of
from onward.counselling.course import phase_words
from onward.counselling.models import Meeting, NeedMark, Step
from onward.desks.course import Stretch, phases_of
from onward.desks.enums import Panel
from onward.landing import selectors as landing
from onward.landing.enums import TouchpointState
from onward.landing.models import Landing
from onward.programmes import clock
from onward.programmes import selectors as programmes
from onward.programmes.enums import LineState, State
from onward.programmes.lapses import Lapse
from onward.programmes.models import Programme
from onward.programmes.selectors import Account, CourseDates, SponsorSheet

OTHERS = 5  # steps shown beside the next one


@dataclass(frozen=True, slots=True)
class Beginning:
    """Before the voice was heard, or before there was an answer: who calls and when, and what she wrote herself."""

    template: ClassVar[str] = "beginning"

    programme: Programme
    card: Card | None
    begun: counselling.Beginning
    steps: list[Step]


@dataclass(frozen=True, slots=True)
class Over:
    """A programme that was declined or has ended. lost: the new beginning that did not last, if it did not."""

    programme: Programme
    card: Card | None
    is_confirmed: bool
    standing: Landing | None
    lost: Landing | None

    @property
    def template(self) -> str:
        return "declined" if self.programme.state == State.DECLINED else "ended"


@dataclass(frozen=True, slots=True)
class Active:
    """The programme: one step or call, the next meeting, the plan, the course, dates, hours, and the glass wall."""

    template: ClassVar[str] = "home"

    programme: Programme
    card: Card | None
    today: date
    panel: Panel
    step: Step | None
    others: list[Step]
    has_more_steps: bool
    done: list[Step]
    meeting: Meeting | None
    asked: counselling.Asked | None
    think: tuple[str, ...]
    need: NeedMark | None
    phases: list[Stretch]
    course: CourseDates
    account: Account
    standing: Landing | None
    call: landing.Call | None
    sheet: SponsorSheet | None
    lapse: Lapse | None

    @property
    def lines_to_look_at(self) -> int:
        """Lines of the hours account that wait for a word."""
        return sum(line.state is LineState.WAITING for line in self.account.lines)


def candidate(actor: Actor, at: datetime, language: str) -> Beginning | Active | Over | None:
    """What this candidate finds when she comes in; None where there is no programme. Twelve statements at most."""
    programme = programmes.own_programme(actor)
    if programme is None:
        return None
    card = card_of(programme, language)
    if programme.state in {State.ENDED, State.DECLINED}:
        return _over(actor, programme, card)
    if programme.identity_confirmed_at is None or programme.state == State.INVITED:
        begun = counselling.beginning(actor, at)
        steps = counselling.open_steps(actor) if programme.identity_confirmed_at is None else []
        return Beginning(programme, card, begun, steps) if begun else None
    return _active(actor, programme, card, at, language)


def _over(actor: Actor, programme: Programme, card: Card | None) -> Over:
    story = landing.story(actor, programme)
    lost = story.earlier[0] if story.earlier and story.standing is None else None
    return Over(programme, card, programme.identity_confirmed_at is not None, story.standing, lost)


def _active(actor: Actor, programme: Programme, card: Card | None, at: datetime, language: str) -> Active | None:
    course = programmes.course_dates(actor, programme, at)
    account = programmes.hours_account(actor, programme, at)
    if course is None or account is None:
        return None
    today = clock.local_day(programme, at)
    home = counselling.home(actor, programme, at)
    standing = landing.story(actor, programme).standing
    call = _next_call(actor, standing, language)
    sheets = programmes.as_sheets(programmes.sponsor_sheets(actor).filter(pk=programme.pk), at)
    panel = _panel(programme, home, call)
    others = home.others if panel is Panel.STEP or home.step is None else [home.step, *home.others]
    return Active(
        programme=programme,
        card=card,
        today=today,
        panel=panel,
        step=home.step,
        others=others[:OTHERS],
        has_more_steps=len(others) > OTHERS,
        done=home.done,
        meeting=home.meeting,
        asked=counselling.asked(actor, programme, home.meeting, at),
        think=phase_words(programme, language).think,
        need=counselling.need_mark(actor, programme.pk),
        phases=phases_of(programme, language, today),
        course=course,
        account=account,
        standing=standing,
        call=call,
        sheet=sheets[0] if sheets else None,
        lapse=programmes.lapse_of(account, course, at),
    )


def _next_call(actor: Actor, standing: Landing | None, language: str) -> landing.Call | None:
    if standing is None:
        return None
    calls = landing.calls_of(actor, standing, language)
    return next((call for call in calls if call.touchpoint.state == TouchpointState.PLANNED), None)


def _panel(programme: Programme, home: counselling.Home, call: landing.Call | None) -> Panel:
    """The one thing now. A pause asks for nothing; in a new job the next call goes before the steps."""
    if programme.state == State.PAUSED:
        return Panel.REST
    if call is not None:
        return Panel.TOUCHPOINT
    if home.step is not None:
        return Panel.STEP
    if home.meeting is not None:
        return Panel.THINK
    return Panel.BOOK if programme.counsellor_id else Panel.NOBODY
