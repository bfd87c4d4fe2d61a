"""What stands in a letter, in the language of whoever it is for: words alone, read through the selectors."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import override

from onward.core import formats, wall
from onward.core.access import Actor, Role
from onward.core.context import provider
from onward.counselling import selectors as counselling
from onward.counselling.cards import card_of
from onward.counselling.course import missed_words
from onward.counselling.enums import StepState
from onward.counselling.models import Meeting, Step
from onward.dialogue.enums import MessageKind
from onward.dialogue.selectors import thread
from onward.letters import selectors
from onward.letters.enums import LetterKind
from onward.letters.models import Letter
from onward.programmes import selectors as programmes
from onward.programmes.letters import REGIONS
from onward.scheduling.enums import AppointmentState

LATEST = 30  # lines of the access log that fit on paper


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    words: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """One letter, ready to be set."""

    lang: str
    region: str
    provider: str
    sender: tuple[str, ...]
    name: str
    address: tuple[str, ...]
    written: str
    title: str
    greeting: str
    opening: tuple[str, ...]
    sections: tuple[Section, ...]
    call_title: str
    call: tuple[str, ...]
    closing: str


@dataclass(frozen=True, slots=True)
class Page:
    """Who prints which letter when, and how days are said in it."""

    by: Actor
    letter: Letter
    at: datetime
    zone: ZoneInfo
    lang: str

    def moment(self, moment: datetime) -> str:
        return formats.day_and_time(moment.astimezone(self.zone), self.lang)

    def day(self, moment: datetime) -> str:
        return formats.long_date(moment.astimezone(self.zone).date(), self.lang)


def contents_of(by: Actor, letter: Letter, at: datetime) -> Contents | None:
    """The letter as it is at this moment; None where what it is about is not open to this actor any more."""
    programme = letter.programme
    language = formats.base_language(programme.candidate.language)
    page = Page(by, letter, at, ZoneInfo(programme.office.timezone), language)
    with override(language):
        made = BUILD[LetterKind(letter.kind)](page)
        return None if made is None else _framed(page, *made)


Built = tuple[str, tuple[str, ...], list[Section]]


def _framed(page: Page, title: str, opening: tuple[str, ...], sections: list[Section]) -> Contents:
    programme, office = page.letter.programme, page.letter.programme.office
    card = card_of(programme, page.lang)
    phone = formats.phone(card.phone if card else office.phone, page.lang)
    town = f"{office.postcode} {office.city}".strip()
    values = {"name": card.name if card else provider().name, "phone": phone}
    told = selectors.told(page.by, page.letter, page.at)
    rows = tuple(f"{page.day(each.at)}: {each.words}" for each in told)
    if rows:
        words = (_("You said it to us, and we wrote it down. Call us if something is not right."),)
        sections = [*sections, Section(_("What we wrote down for you"), words, rows)]
    return Contents(
        lang=page.lang,
        region=REGIONS[page.lang],
        provider=provider().name,
        sender=tuple(line for line in (office.street, town, formats.phone(office.phone, page.lang)) if line),
        name=programme.candidate.name,
        address=selectors.envelope(page.by, programme),
        written=page.day(page.at),
        title=title,
        greeting=_("Hello %(name)s") % {"name": programme.candidate.first_name},
        opening=opening,
        sections=tuple(sections),
        call_title=_("If you want to say something"),
        call=(_("Call %(name)s: %(phone)s") % values,),
        closing=_("You do not need a computer for any of this. What you say on the phone counts."),
    )


# Appointments -----------------------------------------------------------------------------------------------------


def _appointments(page: Page) -> Built:
    programme = page.letter.programme
    rows = counselling.meetings(page.by, programme=programme.pk)
    coming = [
        each
        for each in rows
        if each.appointment.state == AppointmentState.BOOKED and each.appointment.ends_at >= page.at
    ]
    sections = []
    if coming:
        lines = tuple(_meeting_line(page, each) for each in coming)
        words = (
            _("If a time does not suit you, call us. It can be moved."),
            missed_words(programme, page.lang),
        )
        sections.append(Section(_("When we meet"), rows=lines))
        sections.append(Section(_("If you cannot come"), tuple(each for each in words if each)))
    opening = () if coming else (_("No meeting is booked at the moment. Call us to find a time."),)
    facts = _facts(page)
    if facts:
        sections.append(Section(_("Your hours and dates"), rows=facts))
    return _("Your appointments"), opening, sections


def _meeting_line(page: Page, meeting: Meeting) -> str:
    appointment = meeting.appointment
    parts = [page.moment(appointment.starts_at), str(appointment.get_form_display())]
    if appointment.place and not appointment.place.startswith("http"):
        parts.append(appointment.place)
    parts.append(_("with %(name)s") % {"name": appointment.host.name})
    if meeting.about and page.by.role is Role.COUNSELLOR:  # what it is about, a coordinator does not read
        parts.append(_("about: %(words)s") % {"words": meeting.about})
    return ", ".join(parts)


def _facts(page: Page) -> tuple[str, ...]:
    """Hours and dates as the account says them."""
    programme = page.letter.programme
    course = programmes.course_dates(page.by, programme, page.at)
    account = programmes.hours_account(page.by, programme, page.at)
    found = []
    if course and course.dates:
        first, last = (formats.long_date(day, page.lang) for day in (course.dates.starts_on, course.dates.ends_on))
        found.append(_("Your programme runs from %(first)s until %(last)s.") % {"first": first, "last": last})
    if account:
        used, left = (formats.duration_words(each, page.lang) for each in (account.sums.used, account.left))
        found.append(_("Hours used: %(used)s. Hours left: %(left)s.") % {"used": used, "left": left})
        found += [_line(page, line) for line in account.lines[:5]]
    return tuple(found)


def _line(page: Page, line: programmes.Line) -> str:
    """One line of the account, so that it can be said on the phone whether it is right."""
    words = _("%(day)s: %(hours)s (%(says)s)")
    return words % {
        "day": formats.long_date(line.entry.held_on, page.lang),
        "hours": formats.duration_words(line.minutes, page.lang),
        "says": line.state.label,
    }


# The plan ---------------------------------------------------------------------------------------------------------


def _plan(page: Page) -> Built:
    found = list(counselling.steps(page.by, programme=page.letter.programme_id))
    still_open = tuple(_step_line(page, each) for each in found if each.state == StepState.OPEN)
    done = tuple(each.what for each in found if each.state == StepState.DONE)[:10]
    sections = [Section(_("What comes next"), rows=still_open)] if still_open else []
    if done:
        sections.append(Section(_("What you have done"), rows=done))
    said = _said(page)
    if said:
        sections.append(Section(_("What you said on the phone"), rows=said))
    opening = () if still_open else (_("No step is open at the moment."),)
    return _("Your plan"), opening, sections


def _step_line(page: Page, step: Step) -> str:
    due = formats.long_date(step.due_on, page.lang, weekday=True) if step.due_on else ""
    parts = [step.what, *(each for each in (due, step.due_words, step.where) if each)]
    words = ", ".join(parts)
    if step.obstacle:
        words += ". " + _("If %(obstacle)s, then %(response)s") % {
            "obstacle": step.obstacle,
            "response": step.response,
        }
    return words


def _said(page: Page) -> tuple[str, ...]:
    """What the counsellor wrote down in the candidate's words since the last letter."""
    since = selectors.told_since(page.letter)
    messages = thread(page.by, page.letter.programme).messages
    new = [each for each in messages if each.kind == MessageKind.BY_PHONE and (since is None or each.at > since)]
    return tuple(f"{page.day(each.at)}: {formats.quoted(each.text, page.lang)}" for each in new)


# What was agreed --------------------------------------------------------------------------------------------------


def _minutes(page: Page) -> Built | None:
    meeting = page.letter.meeting
    minutes = counselling.minutes_of(page.by, meeting) if meeting else None
    if meeting is None or minutes is None or not minutes.is_shared:
        return None
    sections = [Section(_("From our talk"), tuple(part for part in minutes.text.splitlines() if part.strip()))]
    of_meeting = counselling.steps(page.by, programme=page.letter.programme_id).filter(meeting=meeting.pk)
    steps = tuple(_step_line(page, each) for each in of_meeting)
    if steps:
        sections.append(Section(_("Steps from this talk"), rows=steps))
    added = tuple(f"{page.day(each.at)}: {each.text}" for each in counselling.remarks(page.by, minutes))
    if added:
        sections.append(Section(_("What was added"), rows=added))
    when = page.moment(meeting.appointment.starts_at)
    opening = (
        _("We talked on %(when)s.") % {"when": when},
        _("Call us if you want to add something. It then stands below."),
    )
    return _("What we agreed"), opening, sections


# What the former employer sees --------------------------------------------------------------------------------------


def _sheet(page: Page) -> Built | None:
    """By the same selectors, and as the same reader, as the candidate's own page."""
    programme = page.letter.programme
    reader = Actor(Role.CANDIDATE, person_id=programme.candidate_id)
    with wall.taken("inside_reading", {"person": str(programme.candidate_id)}):  # the view shows it to her alone
        sheet = programmes.sponsor_sheet(reader, programme.pk, page.at)
    if sheet is None:
        return None
    rows = [
        f"{sheet.employer}, {sheet.package}",
        _("Your answer: %(answer)s") % {"answer": sheet.answer.label},
        _("The programme: %(course)s") % {"course": sheet.course.label},
    ]
    if sheet.phase:
        rows.append(_("The phase: %(phase)s") % {"phase": sheet.phase_name})
    if sheet.new_job:
        rows.append(_("That you have a new job") + (f": {sheet.job_employer}" if sheet.job_employer else ""))
    if sheet.hours:
        rows.append(_("The hours: %(hours)s") % {"hours": formats.account_hours(sheet.hours.total)})
    sections = [
        Section(_("This is all they see"), rows=tuple(rows)),
        Section(_("What they never see"), (_("What we talk about, your messages, your plan and your job search."),)),
    ]
    looked = programmes.who_looked(reader, most=LATEST)
    if looked:
        lines = tuple(_looked_line(page, each) for each in looked)
        sections.append(Section(_("Who has looked at what"), rows=lines))
    kept = programmes.kept(page.by, programme)
    if kept:
        words = _("On %(day)s everything about you is erased. Call us before, if you want to have it.")
        day = formats.long_date(kept.erases_on, page.lang)
        sections.append(Section(_("What is kept"), (words % {"day": day},)))
    return _("What your former employer sees"), (), sections


def _looked_line(page: Page, looked: programmes.Looked) -> str:
    words = f"{page.moment(looked.at)}: {looked.name} ({looked.role}), {looked.thing}"
    return f"{words}. {looked.reason}" if looked.reason else words


BUILD: dict[LetterKind, Callable[[Page], Built | None]] = {
    LetterKind.APPOINTMENTS: _appointments,
    LetterKind.PLAN: _plan,
    LetterKind.MINUTES: _minutes,
    LetterKind.SHEET: _sheet,
}
