"""Who has helped whom, a short talk with somebody else, and a file that a colleague looks through."""

from datetime import timedelta

from onward.accounts import actions as accounts
from onward.accounts.models import Employer, Person, StaffProfile
from onward.core.access import SYSTEM, Actor, Role
from onward.counselling import actions as counselling
from onward.counselling import selectors as rows
from onward.desks.demo.world import World
from onward.programmes import actions as programmes
from onward.programmes import selectors as programme_rows
from onward.programmes.models import Programme
from onward.scheduling.enums import MeetingForm

FIELDS = {
    "karen": ("industry", "office", "management"),
    "lars": ("industry", "transport", "building"),
    "mads": ("industry", "office"),
    "ingrid": ("office", "public", "care"),
    "tor": ("industry", "transport"),
    "sofie": ("trade", "service"),
    "marijke": ("care", "school", "office"),
    "fatima": ("computers", "finance", "trade"),
    "wim": ("industry", "trade"),
}
PLACES = {"karen": ["Roskilde"], "lars": ["Køge", "Roskilde"], "ingrid": ["Drammen"], "marijke": ["Amersfoort"]}
SOREN = "+4520000001"
FIELD_OF_FIRM = ("industry", "industry", "care", "industry")
WHY = "Karen is away this week, and you have asked a question about your plan."
COURSE = "Lars er på kursus i dag og har bedt mig tage hans opkald."
NOTE = "Rolig og grundig. Vil helst have én, der kender produktionen indefra."


def choose_and_look(world: World) -> None:
    """Profiles first; then some try a colleague or go on with one, and colleagues look through a file."""
    for key, fields in FIELDS.items():
        if key in world.staff:
            _say(world, world.staff[key], list(fields), PLACES.get(key, []))
    for employer, field in zip(Employer.objects.order_by("pk"), FIELD_OF_FIRM, strict=False):
        values = {"name": employer.name, "country": employer.country, "language": employer.language}
        domains = employer.mail_domains
        accounts.change_employer(
            by=SYSTEM, employer=employer, at=world.began, mail_domains=domains, field=field, **values
        )
    karen, lars = world.counsellors["karen"], world.counsellors["lars"]
    _try(world, _programme_of("mette.holm@example.com"), lars, MeetingForm.VIDEO)
    _try(world, _programme_of(phone=SOREN), karen, MeetingForm.PHONE)
    _look(world, _programme_of("priya.raman@example.com"), lars, WHY)
    _look(world, _programme_of(phone=SOREN), karen, COURSE)
    _go_on(world, _programme_of("dorthe.winther@example.com"), karen, lars)


def _say(world: World, person: Person, fields: list[str], places: list[str]) -> None:
    known = StaffProfile.objects.get(person=person)
    accounts.change_profile(
        by=SYSTEM,
        person=person,
        languages=known.languages,
        greetings=known.greetings,
        phone=known.phone,
        video_room=known.video_room,
        fields=fields,
        places=places,
        at=world.began,
    )


def _programme_of(email: str | None = None, phone: str = "") -> Programme:
    rows = Programme.objects.select_related("candidate", "office", "employer", "counsellor", "order", "template")
    return rows.get(candidate__email=email) if email else rows.get(candidate__phone=phone)


def _candidate(programme: Programme) -> Actor:
    return Actor(role=Role.CANDIDATE, person_id=programme.candidate_id, name=programme.candidate.name)


def _try(world: World, programme: Programme, host: Actor, form: MeetingForm) -> None:
    by = _candidate(programme)
    offered = programme_rows.profile(by, programme, host.person_id, language="da")
    times = (
        [each for each in rows.trial_times(programme, offered.person, world.now) if form in each.forms]
        if offered
        else []
    )
    if times:
        counselling.book_trial_talk(
            by=by,
            programme=programme,
            host=offered.person,
            starts_at=times[len(times) // 2].starts_at,
            form=form,
            at=world.now - timedelta(hours=3),
        )


def _look(world: World, programme: Programme, by: Actor, words: str) -> None:
    at = world.now - timedelta(hours=5)
    look = programmes.start_look(by=by, programme=programme, reason="cover", words=words, lasts="week", at=at)
    programmes.note_look(by, look, at + timedelta(minutes=2))


def _go_on(world: World, programme: Programme, before: Actor, after: Actor) -> None:
    """Five days ago, with what was shared open to the new one; the notes of the one before stay hers."""
    at = world.now - timedelta(days=5)
    counselling.write_note(by=before, programme=programme, text=NOTE, at=at - timedelta(days=2))
    by, person = _candidate(programme), Person.objects.get(pk=after.person_id)
    programmes.change_counsellor(by=by, programme=programme, counsellor=person, opens_earlier=True, at=at)
    programme = _programme_of(programme.candidate.email)
    found = rows.times(programme, after=world.now + timedelta(days=1), until=world.now + timedelta(days=8))
    by_phone = [each for each in found if MeetingForm.PHONE in each.forms]
    if by_phone:
        counselling.book_meeting(
            by=after,
            programme=programme,
            starts_at=by_phone[len(by_phone) // 3].starts_at,
            form=MeetingForm.PHONE,
            at=at + timedelta(hours=20),
        )
