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

FIELDS = {
    "karen": ("industry", "office", "management"),
    "lars": ("industry", "transport", "building"),
    "ingrid": ("office", "public", "care"),
    "tor": ("industry", "transport"),
    "sofie": ("trade", "service"),
    "marijke": ("care", "school", "office"),
    "fatima": ("computers", "finance", "trade"),
    "wim": ("industry", "trade"),
}
PLACES = {"karen": ["Roskilde"], "lars": ["Køge", "Roskilde"], "ingrid": ["Drammen"], "marijke": ["Amersfoort"]}
FIELD_OF_FIRM = ("industry", "industry", "care", "industry")
WHY = "Karen is away this week, and you have asked a question about your plan."


def choose_and_look(world: World) -> None:
    """Profiles first; then Mette tries Lars for a quarter of an hour, and Lars looks through Priya's file."""
    for key, fields in FIELDS.items():
        if key in world.staff:
            _say(world, world.staff[key], list(fields), PLACES.get(key, []))
    for employer, field in zip(Employer.objects.order_by("pk"), FIELD_OF_FIRM, strict=False):
        values = {"name": employer.name, "country": employer.country, "language": employer.language}
        domains = employer.mail_domains
        accounts.change_employer(
            by=SYSTEM, employer=employer, at=world.began, mail_domains=domains, field=field, **values
        )
    lars = world.counsellors["lars"]
    _try(world, _programme_of("mette.holm@example.com"), lars)
    _look(world, _programme_of("priya.raman@example.com"), lars)


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


def _programme_of(email: str) -> Programme:
    rows = Programme.objects.select_related("candidate", "office", "employer", "counsellor", "order", "template")
    return rows.get(candidate__email=email)


def _try(world: World, programme: Programme, host: Actor) -> None:
    candidate = programme.candidate
    by = Actor(role=Role.CANDIDATE, person_id=candidate.pk, name=candidate.name)
    offered = programme_rows.profile(by, programme, host.person_id, language="da")
    times = (
        [each for each in rows.trial_times(programme, offered.person, world.now) if "video" in each.forms]
        if offered
        else []
    )
    if times:
        counselling.book_trial_talk(
            by=by,
            programme=programme,
            host=offered.person,
            starts_at=times[len(times) // 2].starts_at,
            form="video",
            at=world.now - timedelta(hours=3),
        )


def _look(world: World, programme: Programme, by: Actor) -> None:
    at = world.now - timedelta(hours=5)
    look = programmes.start_look(by=by, programme=programme, reason="cover", words=WHY, lasts="week", at=at)
    programmes.note_look(by, look, at + timedelta(minutes=2))
