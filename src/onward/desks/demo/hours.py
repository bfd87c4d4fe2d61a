"""Hours beside the meetings, one line corrected, and what somebody calls not right."""

from dataclasses import dataclass
from datetime import timedelta

from onward.core.ids import new_id
from onward.desks.demo.telling import Telling, hash_of
from onward.programmes import actions as programmes
from onward.programmes.enums import HourKind, Phase, Presence
from onward.programmes.models import HourEntry


@dataclass(frozen=True, slots=True)
class Said:
    """Why a line was corrected, what somebody wrote about one, and what was answered."""

    corrected: str
    remark: str
    answer: str


WORDS = {
    "da": Said(
        "Vi sluttede et kvarter før.",
        "Vi talte kun i en halv time. Jeg skulle videre.",
        "Du har ret i, at selve samtalen tog en halv time. Resten gik til dit CV, som vi aftalte.",
    ),
    "nb": Said(
        "Vi sluttet et kvarter før.",
        "Vi snakket bare i en halv time. Jeg måtte videre.",
        "Selve samtalen tok en halv time, det stemmer. Resten gikk til CV-en din, slik vi avtalte.",
    ),
    "nl": Said(
        "We waren een kwartier eerder klaar.",
        "We spraken maar een halfuur. Ik moest weg.",
        "Het gesprek zelf duurde een halfuur, dat klopt. De rest ging naar uw cv, zoals afgesproken.",
    ),
    "en": Said(
        "We ended a quarter of an hour early.",
        "We talked for half an hour only. I had to leave.",
        "The talk itself took half an hour, that is right. The rest went into your CV, as we agreed.",
    ),
}


def keep_hours(story: Telling) -> None:
    """The account of somebody who has been here for some weeks."""
    story.again()
    _beside(story)
    lines = list(story.programme.hours.filter(corrects=None, kind=HourKind.INDIVIDUAL).order_by("held_on"))
    if len(lines) < 2:
        return
    words = WORDS[story.language]
    at = lines[0].booked_at + timedelta(hours=2)
    programmes.correct_hours(by=story.counsellor, entry=lines[0], minutes=45, reason=words.corrected, at=at)
    _not_right(story, lines[-1], words)


def _beside(story: Telling) -> None:
    """Preparation, a talk with the employer, a group where the programme has one, after-care in a new job."""
    kinds = [(HourKind.PREPARATION, 30, Presence.WITHOUT), (HourKind.EMPLOYER, 45, Presence.WITHOUT)]
    if story.programme.periods:
        kinds.append((HourKind.GROUP, 180, Presence.THERE))
    if story.programme.phase == Phase.LANDING:
        kinds.append((HourKind.AFTERCARE, 30, Presence.THERE))
    for place, (kind, minutes, presence) in enumerate(kinds):
        at = story.moment(max(1, min(9, story.candidate.ago - 8) - 2 * place), 15)
        programmes.book_hours(
            by=story.counsellor,
            programme=story.programme,
            kind=kind,
            minutes=minutes,
            presence=presence,
            held_on=at.astimezone(story.zone).date(),
            key=new_id(),
            at=at,
        )


def _not_right(story: Telling, line: HourEntry, words: Said) -> None:
    """With every second person it is answered already."""
    at = min(line.booked_at + timedelta(hours=26), story.world.now - timedelta(hours=3))
    if at <= line.booked_at:
        return
    programmes.dispute_hours(by=story.actor, entry=line, remark=words.remark, at=at)
    if hash_of(story.candidate) % 2:
        programmes.reply_to_dispute(by=story.counsellor, entry=line, words=words.answer, at=at + timedelta(hours=2))
