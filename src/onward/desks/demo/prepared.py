"""What some of the demo's candidates say before their next meeting, each in the own language."""

from datetime import timedelta

from onward.counselling import actions as counselling
from onward.counselling.beforehand import asked_from
from onward.counselling.models import Meeting
from onward.desks.demo.telling import Telling, hash_of

SAID = {
    "da": (
        "Jeg ringede til Jens, og han tog telefonen med det samme.",
        "Jeg ved ikke, hvad jeg skal skrive øverst i mit CV.",
        "At vi øver, hvordan jeg fortæller det i to sætninger.",
    ),
    "nb": (
        "Jeg ringte til Marit, og hun svarte med en gang.",
        "Jeg vet ikke hva jeg skal skrive øverst i CV-en.",
        "At vi øver på å fortelle det i to setninger.",
    ),
    "nl": (
        "Ik heb Jan gebeld en hij nam meteen op.",
        "Ik weet niet wat er bovenaan mijn cv moet staan.",
        "Dat we oefenen hoe ik het in twee zinnen vertel.",
    ),
    "en": (
        "I called Ann, and she answered at once.",
        "I do not know what to write at the top of my CV.",
        "That we practise how I tell it in two sentences.",
    ),
}


def say_before(telling: Telling) -> None:
    """Two of three have sent something; the third has begun and left it, which is fine too."""
    coming = Meeting.objects.filter(
        programme=telling.programme, appointment__state="booked", appointment__starts_at__gt=telling.world.now
    )
    meeting = coming.select_related("appointment").order_by("appointment__starts_at").first()
    if meeting is None:
        return
    at = max(telling.world.now - timedelta(hours=2), asked_from(telling.programme, meeting.appointment.starts_at))
    if at >= min(meeting.appointment.starts_at, telling.world.now):
        return
    well, stuck, wants = SAID[telling.language]
    if hash_of(telling.candidate) % 3 == 0:
        counselling.save_beforehand(by=telling.actor, meeting=meeting, answers={"went_well": well}, version=0, at=at)
        return
    answers = {"went_well": well, "is_stuck": stuck, "wants": wants}
    counselling.send_beforehand(by=telling.actor, meeting=meeting, answers=answers, at=at)
