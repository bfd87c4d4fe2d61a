"""Law and dates of a programme, as pure functions over dated data. Nothing here is legal advice.

The data stand in one module per country; every answer that rests on law carries its source. Dates are local days, and
a last day is always the last day on which something still holds.
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from onward.jurisdictions import be, dk, nl, no
from onward.jurisdictions.sources import (
    Dated,
    DeclineWarning,
    HelpFor,
    Helpline,
    Source,
    TrialRule,
    UnknownCountry,
    in_force,
)

DAY = timedelta(days=1)
COUNTRY_MODULES = {"BE": be, "DK": dk, "NL": nl, "NO": no}

TOUCHPOINT_DAYS = (1, 7, 30, 60, 90)
DAYS_BEFORE_TRIAL_ENDS = 10
BEFORE_TRIAL_ENDS = "before_trial_ends"


def _data(country: str, name: str) -> Any:
    if country not in COUNTRY_MODULES:
        raise UnknownCountry(country)
    return getattr(COUNTRY_MODULES[country], name, ())


def decline_warning(country: str, *, on: date, age: int | None = None) -> tuple[DeclineWarning, ...]:
    """What declining the offer can cost a candidate of this country, as sentence keys and figures with their source.

    Empty where no cost is known. We seldom know the age: without it everything is returned, and the page says for
    whom it holds (`holds_for`); with it, what only holds from a higher age is left out. Raises UnknownCountry.
    """
    return tuple(
        DeclineWarning(rule.value.key, rule.value.parameters, rule.value.holds_for, rule.value.from_age, rule.source)
        for rule in _data(country, "DECLINE_COSTS")
        if rule.valid_from <= on and (age is None or rule.value.from_age is None or age >= rule.value.from_age)
    )


def hours_reported_by_law(country: str, *, on: date) -> Dated[bool]:
    """Whether hours of a programme that the law prescribes are reported to the employer.

    It says nothing on programmes that rest on an agreement alone: there the agreement decides. Raises UnknownCountry,
    and NoRule before the rule began.
    """
    return in_force(_data(country, "HOURS_REPORTED"), on, f"{country} hours")


def statutory_periods(country: str, *, on: date) -> Dated[tuple[tuple[int, int], ...]] | None:
    """The (hours, months) one after another that the law prescribes, or None. Raises UnknownCountry."""
    rules = _data(country, "STATUTORY_PERIODS")
    return in_force(rules, on, f"{country} periods") if rules else None


@dataclass(frozen=True, slots=True)
class TrialDefault:
    """The trial period to propose in the form: months (0: none), last day of it, and where that stands."""

    months: int
    ends_on: date | None
    source: Source


def trial_default(country: str, *, starts_on: date, contract_ends_on: date | None = None) -> TrialDefault:
    """The longest usual trial of a job that starts on this day, to be proposed; the contract itself decides.

    Without an end the contract is permanent. Raises UnknownCountry, and NoRule before the rule began.
    """
    rule = in_force(_data(country, "TRIAL_PERIODS"), starts_on, f"{country} trial")
    months = _trial_months(rule.value, starts_on, contract_ends_on)
    if months == 0:
        return TrialDefault(0, None, rule.source)
    ends_on = add_months(starts_on, months) - DAY
    return TrialDefault(months, min(ends_on, contract_ends_on or ends_on), rule.source)


def _trial_months(rule: TrialRule, starts_on: date, contract_ends_on: date | None) -> int:
    if contract_ends_on is None or rule.fixed_term is None:
        return rule.permanent_months
    months = 0
    for step in rule.fixed_term:
        exactly = add_months(starts_on, step.contract_months) - DAY
        if contract_ends_on > exactly or (step.or_exactly and contract_ends_on == exactly):
            months = step.trial_months
    return months


def helplines(country: str) -> tuple[Helpline, ...]:
    """Whom to call in need: the emergency number first, then lines for talking. Raises UnknownCountry.

    Numbers and hours were checked on the day each source names. The provider verifies every one of them before use,
    and again whenever the law or the lines change.
    """
    return tuple(sorted(_data(country, "HELPLINES"), key=lambda line: line.help_for is not HelpFor.EMERGENCY))


def add_months(day: date, months: int) -> date:
    """The same day some months later (or earlier), or the last day of a month that is too short."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def touchpoints(
    start: date,
    trial_ends: date | None,
    *,
    days: Sequence[int] = TOUCHPOINT_DAYS,
    before_trial_end_days: int = DAYS_BEFORE_TRIAL_ENDS,
) -> list[tuple[str, date]]:
    """When to call after somebody has started in a new job: ("day_1", …), ("day_7", …), …, in order of date.

    Day 1 is the first day at work. Ten days before the trial ends there is one more, "before_trial_ends"; it takes the
    place of a day that falls on the same date, and is left out where there is no trial or the trial is so short that
    it would come on the first day or earlier. Raises ValueError for a trial that ends before it starts.
    """
    if trial_ends is not None and trial_ends < start:
        raise ValueError("a trial cannot end before the job starts")
    on = {start + timedelta(days=number - 1): f"day_{number}" for number in sorted(days)}
    if trial_ends is not None:
        warned = trial_ends - timedelta(days=before_trial_end_days)
        if warned > start:
            on[warned] = BEFORE_TRIAL_ENDS
    return [(kind, day) for day, kind in sorted(on.items())]


class PartKind(StrEnum):
    """A line in the sum of a programme's dates."""

    LENGTH = "length"
    EXTENSION = "extension"
    PAUSE = "pause"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class DatePart:
    """One line of the sum: what it is, how many days it adds, and the last day after it.

    `from_on` and `to_on` are the stretch itself: of the length, or of the pause as far as it counts.
    """

    kind: PartKind
    days: int
    ends_on: date
    from_on: date | None = None
    to_on: date | None = None


@dataclass(frozen=True, slots=True)
class ProgrammeDates:
    """The last day of a programme and how it came about; `ends_on` is always the end of the last part."""

    starts_on: date
    planned_end: date
    ends_on: date
    days_paused: int
    days_extended: int
    parts: tuple[DatePart, ...]


def programme_dates(
    start: date,
    months: int,
    pauses: Iterable[tuple[date, date | None]],
    extensions: Iterable[int],
    today: date,
    *,
    weeks: int = 0,
    not_after: date | None = None,
) -> ProgrammeDates:
    """From when the months run and until when, as a sum whose lines can be shown.

    Six months from 4 November last until 3 May. Extensions add their days. A pause adds each of its days, first and
    last included, once however many pauses cover it; an open one (no last day) has lasted until today, so the end
    moves with it. What lies before the start or after the end does not count. `not_after` is a last day that nothing
    can move (the Belgian twelve months). Raises ValueError for a length or an extension that is not positive, and for
    a pause that ends before it begins.
    """
    if months < 0 or weeks < 0 or months + weeks == 0:
        raise ValueError("a programme needs a length")
    planned_end = add_months(start, months) + timedelta(weeks=weeks) - DAY
    parts = [DatePart(PartKind.LENGTH, (planned_end - start).days + 1, planned_end, start, planned_end)]
    for days in extensions:
        if days <= 0:
            raise ValueError("an extension needs days")
        parts.append(DatePart(PartKind.EXTENSION, days, parts[-1].ends_on + timedelta(days=days)))
    for first, last in _merged(start, pauses, today):
        if first > parts[-1].ends_on:
            break
        days = (last - first).days + 1
        parts.append(DatePart(PartKind.PAUSE, days, parts[-1].ends_on + timedelta(days=days), first, last))
    if not_after is not None and parts[-1].ends_on > not_after:
        parts.append(DatePart(PartKind.LIMIT, (not_after - parts[-1].ends_on).days, not_after))
    return ProgrammeDates(
        starts_on=start,
        planned_end=planned_end,
        ends_on=parts[-1].ends_on,
        days_paused=sum(part.days for part in parts if part.kind is PartKind.PAUSE),
        days_extended=sum(part.days for part in parts if part.kind is PartKind.EXTENSION),
        parts=tuple(parts),
    )


def _merged(start: date, pauses: Iterable[tuple[date, date | None]], today: date) -> list[tuple[date, date]]:
    """The paused days from the start on as stretches that neither overlap nor touch, in order."""
    stretches: list[tuple[date, date]] = []
    for first, written_last in sorted(pauses, key=lambda pause: pause[0]):
        if written_last is not None and written_last < first:
            raise ValueError("a pause cannot end before it begins")
        first, last = max(first, start), today if written_last is None else written_last
        if last < first:
            continue
        if stretches and first <= stretches[-1][1] + DAY:
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], last))
        else:
            stretches.append((first, last))
    return stretches


def periods(start: date, lengths: Iterable[tuple[int, int]]) -> list[tuple[int, date, date]]:
    """Periods of hours one after another: from (hours, months) each to (minutes, first day, last day).

    All are counted from the start, so that short months do not add up. A pause does not move them: the Belgian twelve
    months run on. Raises ValueError for a period without hours or months.
    """
    found, passed = [], 0
    for hours, months in lengths:
        if hours <= 0 or months <= 0:
            raise ValueError("a period needs hours and months")
        first = add_months(start, passed)
        passed += months
        found.append((hours * 60, first, add_months(start, passed) - DAY))
    return found
