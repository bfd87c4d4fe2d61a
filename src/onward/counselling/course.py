"""What the copy of the template says about meetings, in words and figures."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from onward.programmes.frozen import structure_of, texts_of
from onward.programmes.models import Programme


@dataclass(frozen=True, slots=True)
class PhaseWords:
    """One phase as this programme says it. ask: for the counsellor in the meeting; think: for the candidate before."""

    title: str
    question: str
    role: str
    about: str
    ask: tuple[str, ...]
    think: tuple[str, ...]


def phase_words(programme: Programme, language: str) -> PhaseWords:
    """The phase in which the programme is; before the first talk, the first contact."""
    texts = texts_of(programme, language)
    said = texts["phases"][programme.phase] if programme.starts_on else texts["first_contact"]
    return PhaseWords(
        title=said["title"],
        question=said["question"],
        role=said["role"],
        about=said["about"],
        ask=tuple(said["ask"]),
        think=tuple(said["think"]),
    )


def missed_words(programme: Programme, language: str) -> str:
    """What a missed or late-cancelled meeting means for the hours: said before one is booked."""
    return texts_of(programme, language)["missed_meeting"]


def books_missed(programme: Programme) -> bool:
    """Whether a missed or late-cancelled meeting counts as delivered."""
    return bool(structure_of(programme)["missed_meeting_books_time"])


def books_trial(programme: Programme) -> bool:
    """Whether a trial talk with another counsellor counts as delivered. Where a template says nothing, it does not."""
    return bool(structure_of(programme).get("trial_talk_books_time", False))


def late_hours(programme: Programme) -> int:
    """How many hours before a meeting cancelling becomes late."""
    return int(structure_of(programme)["late_cancellation_hours"])


def is_late(programme: Programme, starts_at: datetime, at: datetime) -> bool:
    return at > starts_at - timedelta(hours=late_hours(programme))


def places(programme: Programme) -> tuple[str, ...]:
    """Ways to meet that the template offers."""
    return tuple(structure_of(programme)["places"])
