"""Where a rule comes from and from when it holds: the shapes that the country modules fill with data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Generic, TypeVar

T = TypeVar("T")

NOTHING: Mapping[str, int] = MappingProxyType({})


class Certainty(StrEnum):
    """How far a source carries: a text of law or two pages that agree, one good page, one weak page, none seen."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    UNCONFIRMED = "unconfirmed"


@dataclass(frozen=True, slots=True)
class Source:
    """A text that can be looked up again: what it is called and where it stands.

    `as_of` is the day it was read, or the day it was written where we know it through somebody else, or None.
    """

    title: str
    address: str
    as_of: date | None
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """A value that holds from a day until a later one replaces it.

    `valid_from` is the day the rule began, or, where the source does not say, the day of the source itself.
    """

    valid_from: date
    value: T
    source: Source


class NoRule(LookupError):
    """Nothing is known for this country on this day."""

    def __init__(self, subject: str, on: date) -> None:
        super().__init__(f"no rule for {subject} on {on.isoformat()}")


class UnknownCountry(LookupError):
    """A country whose rules and holidays this installation does not know."""


def in_force(rules: Iterable[Dated[T]], on: date, subject: str) -> Dated[T]:
    """The latest rule that had begun on this day; raises NoRule when none had."""
    begun = [rule for rule in rules if rule.valid_from <= on]
    if not begun:
        raise NoRule(subject, on)
    return max(begun, key=lambda rule: rule.valid_from)


class DeclineKey(StrEnum):
    """What declining can bring, or does not change. The page holds the sentence in each language."""

    BENEFIT_SUSPENDED = "benefit_suspended"
    WEEKS_DEDUCTED_ANYWAY = "weeks_deducted_anyway"


@dataclass(frozen=True, slots=True)
class DeclineCost:
    """One consequence of declining, with the figures for its sentence and the people for whom it holds.

    `parameters` are the numbers of the consequence; `holds_for` the conditions that must all be met. We seldom know
    whether they are, so the page says them rather than judging them.
    """

    key: DeclineKey
    parameters: Mapping[str, int]
    holds_for: Mapping[str, int] = field(default_factory=lambda: NOTHING)
    from_age: int | None = None


@dataclass(frozen=True, slots=True)
class DeclineWarning:
    """A decline cost as it is shown: with its source."""

    key: DeclineKey
    parameters: Mapping[str, int]
    holds_for: Mapping[str, int]
    from_age: int | None
    source: Source


@dataclass(frozen=True, slots=True)
class FixedTermTrial:
    """The usual trial in a fixed-term contract longer than `contract_months` (`or_exactly`: of that length too)."""

    contract_months: int
    or_exactly: bool
    trial_months: int


@dataclass(frozen=True, slots=True)
class TrialRule:
    """Longest trial period, in months, that is usual at the start of a job; 0 where there is none.

    For a fixed term the last matching step counts; without steps it is as in a permanent contract.
    """

    permanent_months: int
    fixed_term: tuple[FixedTermTrial, ...] | None = None


class HelpFor(StrEnum):
    """Whom a line is for. EMERGENCY lines come first on every page."""

    EMERGENCY = "emergency"
    SUICIDAL_THOUGHTS = "suicidal_thoughts"
    SOMEBODY_TO_TALK_TO = "somebody_to_talk_to"


class HelpHours(StrEnum):
    """When somebody answers. ASK_THE_LINE: it varies, so the line's own page says it and we do not."""

    DAY_AND_NIGHT = "day_and_night"
    ASK_THE_LINE = "ask_the_line"


@dataclass(frozen=True, slots=True)
class Helpline:
    """A number to call in need.

    `number` is written as people write it; `dial` is what a telephone link dials. `languages` are the languages in
    which the line answers, empty where every language is tried. `website` is the line's own page.
    """

    name: str
    number: str
    hours: HelpHours
    help_for: HelpFor
    website: str
    source: Source
    languages: tuple[str, ...] = ()

    @property
    def dial(self) -> str:
        return self.number.replace(" ", "").replace("-", "")


EUROPE_112 = Source(
    title="Nkom: 112 works in every country of the European Economic Area",
    address="https://nkom.no/telefoni-og-telefonnummer/nodnummer-nodanrop-og-lokalisering",
    as_of=date(2026, 11, 21),
    certainty=Certainty.HIGH,
)
