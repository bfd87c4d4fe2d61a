"""The states in which the demo's candidates are: one function each."""

from collections.abc import Callable
from datetime import timedelta

from onward.counselling import actions as counselling
from onward.counselling.actions.beginning import Contact
from onward.counselling.enums import CallReason
from onward.desks.demo import hours, messages
from onward.desks.demo import telling as tell
from onward.desks.demo.people import Candidate
from onward.desks.demo.prepared import say_before
from onward.desks.demo.telling import FORTNIGHT, Telling
from onward.desks.demo.world import World
from onward.landing import actions as landing
from onward.landing.enums import LandingKind, TouchpointState
from onward.landing.models import Landing, Touchpoint
from onward.privacy import access_log
from onward.programmes import actions as programmes
from onward.programmes import selectors as programme_rows
from onward.programmes.enums import PauseReason, Phase
from onward.scheduling.enums import MeetingForm

WAYS = (MeetingForm.PHONE, MeetingForm.VIDEO, MeetingForm.OFFICE)


def ordered(story: Telling) -> None:
    """On the list; nothing is planned yet."""


def planned(story: Telling) -> None:
    days = 1 + tell.hash_of(story.candidate) % 6
    talk_at = story.moment(0, 9) + timedelta(days=days)
    while talk_at.astimezone(story.zone).weekday() > 4:
        talk_at += timedelta(days=1)
    tell.plan(story, talk_at, story.moment(1, 11))


def invited_today(story: Telling) -> None:
    tell.tick(story, hour=9)


def unanswered(story: Telling) -> None:
    tell.tick(story)
    tell.called_in_vain(story, min(story.programme.ticked_at + timedelta(hours=27), story.world.now))
    counselling.ask_call(
        by=story.counsellor,
        programme=story.programme,
        reason=CallReason.NO_ANSWER,
        at=min(story.programme.ticked_at + timedelta(hours=26), story.world.now),
    )


def talk_first(story: Telling) -> None:
    tell.tick(story)
    counselling.talk_first(
        invitation=programme_rows.live_invitation(story.programme),
        browser="",
        contact=Contact(phone=story.candidate.phone),
        language=story.language,
        when_words="",
        at=story.moment(1, 18),
    )


def declined(story: Telling) -> None:
    tell.tick(story)
    counselling.decline(
        invitation=programme_rows.live_invitation(story.programme),
        browser="",
        language=story.language,
        at=story.moment(story.candidate.ago - 1, 12),
    )


def first_booked(story: Telling) -> None:
    """A yes by the code, and the first talk stands in the calendar."""
    tell.tick(story)
    tell.say_yes(story)
    tell.book(story, story.world.now + timedelta(hours=2), 0, MeetingForm.PHONE, story.yes_at + timedelta(minutes=3))


def under_way(story: Telling, *, last_shared: bool = True, book_next: bool = True) -> None:
    """A yes, a first talk the next working day, and a meeting every fortnight since."""
    tell.tick(story)
    tell.say_yes(story)
    number, day = 0, story.yes_at + timedelta(hours=13)
    while day < story.world.now - timedelta(hours=3):
        is_last = day + FORTNIGHT >= story.world.now
        tell.meet(story, number, day, WAYS[number % len(WAYS)], share=last_shared or not is_last)
        if number == 2:
            tell.turn_to(story, Phase.OPPORTUNITIES, day + timedelta(hours=8))
        number, day = number + 1, day + FORTNIGHT
    if book_next:
        soon = max(day, story.world.now + timedelta(hours=3))
        tell.book(story, soon, number, WAYS[number % len(WAYS)], story.moment(1, 15))
    say_before(story)


def looked_at(story: Telling) -> None:
    """The employer has opened the sheet, and the counsellor the minutes: the candidate can see both."""
    about, programme = story.programme.candidate_id, story.programme.pk
    for by, thing, at in (
        (story.rows.sponsor, "sheet", story.moment(3, 14, 12)),
        (story.counsellor, "minutes", story.moment(1, 8, 55)),
    ):
        access_log.note_reading(by, thing, about=about, programme=programme, at=at)


def foundation(story: Telling) -> None:
    under_way(story, last_shared=tell.hash_of(story.candidate) % 3 != 0)


def action(story: Telling) -> None:
    under_way(story)
    tell.turn_to(story, Phase.ACTION, story.moment(2, 15))
    looked_at(story)
    tell.search(story, story.moment(max(3, story.candidate.ago - 12), 10), 3)
    messages.write(story)
    hours.keep_hours(story)


def need(story: Telling) -> None:
    under_way(story, book_next=False)
    counselling.set_need(by=story.actor, programme=story.programme, at=story.moment(2, 20))


def long_ago(story: Telling) -> None:
    """Nobody has spoken with him for a month, and nothing is booked: the desk must say so."""
    tell.tick(story)
    tell.say_yes(story)
    first = story.yes_at + timedelta(hours=13)
    tell.meet(story, 0, first, MeetingForm.PHONE)
    tell.meet(story, 1, first + timedelta(days=16), MeetingForm.OFFICE)


def no_screen(story: Telling) -> None:
    """Everything by phone and on paper, entered by the counsellor."""
    tell.tick(story)
    tell.say_yes_by_phone(story)
    tell.meet(story, 0, story.yes_at + timedelta(hours=23), MeetingForm.OFFICE)
    tell.book(story, story.world.now + timedelta(days=1), 1, MeetingForm.PHONE, story.moment(1, 10))


def paused(story: Telling) -> None:
    under_way(story, book_next=False)
    programmes.pause_programme(
        by=story.counsellor,
        programme=story.again(),
        from_on=story.world.day(0, story.office),
        reason=PauseReason.LEAVE,
        at=story.world.now,
    )


def landed(story: Telling) -> None:
    """A new job since a few weeks, and the first calls have been made."""
    under_way(story, book_next=False)
    _land(story, days=21, at=story.moment(30, 12))
    _call_in_new_job(story)
    hours.keep_hours(story)


def _land(story: Telling, *, days: int, at) -> Landing:
    employer, role = story.words.jobs[0]
    return landing.record_landing(
        by=story.actor,
        programme=story.again(),
        kind=LandingKind.NEW_JOB,
        organisation=employer,
        role=role,
        starts_on=story.world.day(days, story.office),
        at=at,
    )


def _call_in_new_job(story: Telling) -> None:
    today = story.world.day(1, story.office)
    due = Touchpoint.objects.filter(
        landing__programme=story.programme, state=TouchpointState.PLANNED, due_on__lte=today
    )
    for point in due.order_by("due_on"):
        landing.settle_touchpoint(
            by=story.counsellor,
            touchpoint=point,
            held_on=point.due_on,
            note=story.words.goes_well,
            at=tell.local_noon(story, point.due_on),
        )


def lost_again(story: Telling) -> None:
    """The new job ended in the trial period; what was left of the programme goes on."""
    under_way(story, book_next=False)
    row = _land(story, days=40, at=story.moment(50, 12))
    landing.record_loss(
        by=story.counsellor, landing=row, lost_on=story.world.day(6, story.office), at=story.moment(5, 11)
    )
    tell.book(story, story.world.now + timedelta(days=1), 2, MeetingForm.PHONE, story.moment(4, 9))


def ended(story: Telling) -> None:
    under_way(story, book_next=False)
    programmes.close_programme(
        by=story.counsellor, programme=story.again(), ended_on=story.world.day(3, story.office), at=story.moment(3, 15)
    )


STORIES: dict[str, Callable[[Telling], None]] = {
    story.__name__: story
    for story in (
        ordered,
        planned,
        invited_today,
        unanswered,
        talk_first,
        declined,
        first_booked,
        foundation,
        action,
        need,
        long_ago,
        no_screen,
        paused,
        landed,
        lost_again,
        ended,
    )
}


def tell_story(world: World, candidate: Candidate) -> None:
    STORIES[candidate.story](tell.put_forward(world, candidate))
