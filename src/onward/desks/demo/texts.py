"""Who in the demo has a phone alone: times offered by text message, and words for the counsellor. And two feeds."""

from datetime import timedelta

from onward.core.access import SYSTEM, Actor, Role
from onward.core.errors import Refused
from onward.counselling import actions, selectors
from onward.desks.demo.world import World
from onward.programmes.models import Programme
from onward.scheduling.feeds.actions import renew_feed

WORDS = {
    "da": "Kan du ringe til mig i morgen formiddag? Jeg har fået et brev, jeg ikke forstår.",
    "nb": "Kan du ringe meg i morgen formiddag? Jeg har fått et brev jeg ikke forstår.",
    "nl": "Kunt u mij morgenochtend bellen? Ik heb een brief gekregen die ik niet begrijp.",
    "en": "Can you call me tomorrow morning? I got a letter that I do not understand.",
}


def send_texts(world: World) -> None:
    """In each office one person has been offered three times, another one has written."""
    rows = Programme.objects.filter(candidate__email=None, candidate__phone__isnull=False)
    found = rows.filter(identity_confirmed_at__isnull=False, ended_on=None).select_related("candidate", "counsellor")
    for number, programme in enumerate(found.order_by("candidate__sort_key")):
        meeting = selectors.meeting_to_move(programme, world.now)
        if meeting is not None and number % 2 == 0:
            _offer(world, programme, meeting)
        else:
            at = world.now - timedelta(minutes=50)
            words = WORDS[programme.candidate.language]
            actions.take_text(by=SYSTEM, person=programme.candidate, text=words, at=at)
    for actor in list(world.counsellors.values())[:2]:
        renew_feed(by=actor, seen=0, at=world.began)


def _offer(world: World, programme: Programme, meeting) -> None:
    by = Actor(
        role=Role.COUNSELLOR,
        person_id=programme.counsellor_id,
        name=programme.counsellor.name if programme.counsellor else "",
    )
    try:
        actions.offer_times(by=by, meeting=meeting, at=world.now - timedelta(minutes=40))
    except Refused:
        return  # somebody's weeks are full: then the demo shows the call instead
