"""Free times: what the hours offer, less what is taken and the way there. Pure; the selector brings the rows."""

import uuid
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from onward.scheduling.enums import MeetingForm

STEP = timedelta(minutes=30)
ELSEWHERE = "elsewhere"  # neither of our offices: one has to go there

Busy = tuple[datetime, datetime]
Place = uuid.UUID | str | None


@dataclass(frozen=True, slots=True)
class WeekSpan:
    """Hours of one weekday (0 is Monday), local time of the office. office: where one sits then; None: the own."""

    weekday: int
    starts: time
    ends: time
    forms: tuple[str, ...]
    office: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class DaySpan:
    """Hours of one day beside those of the week: a Saturday, an evening. Open on a holiday too: somebody said so."""

    day: date
    starts: time
    ends: time
    forms: tuple[str, ...]
    office: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """Time that is taken. place: where the host is then; None: wherever the host is just sitting.

    meets: False for an absence, around which nothing has to be kept free.
    """

    starts_at: datetime
    ends_at: datetime
    place: Place = None
    meets: bool = True


@dataclass(frozen=True, slots=True)
class Gaps:
    """What is kept free around a meeting: always, and where one has to go somewhere else before or after it."""

    between: timedelta = timedelta(0)
    travel: timedelta = timedelta(0)

    def around(self, one: Taken, place: Place) -> timedelta:
        """How far a meeting at this place keeps away from what is taken."""
        if not one.meets:
            return timedelta(0)
        away = place == ELSEWHERE or one.place not in (None, place)
        return max(self.between, self.travel) if away else self.between


@dataclass(frozen=True, slots=True)
class Ground:
    """The clock of an office, and its closed days."""

    zone: ZoneInfo
    closed: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True, order=True)
class FreeTime:
    """A time that can be booked, and how one can meet then. office: whose, where one can meet at an office."""

    starts_at: datetime
    ends_at: datetime
    forms: tuple[str, ...]
    office: uuid.UUID | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Asked:
    """What is looked for: a length on a step between two moments. home: the office of spans that name none."""

    after: datetime
    until: datetime
    length: timedelta
    step: timedelta = STEP
    gaps: Gaps = Gaps()
    home: uuid.UUID | None = None


def free_times(
    spans: Iterable[WeekSpan | DaySpan],
    taken: Iterable[Taken],
    grounds: Mapping[uuid.UUID | None, Ground],
    asked: Asked,
    rooms: Mapping[uuid.UUID, Sequence[Sequence[Busy]]] | None = None,
) -> list[FreeTime]:
    """Every start on a step of a span at which the length fits, in order.

    grounds: by office, with None for the own one. rooms: for each office that has any, what is taken of each room.
    Local times that the clock skips in spring are left out; those that come twice in autumn count once.
    """
    blocked = _Blocked(list(taken), asked.gaps)
    shut = {office: [_Blocks(uses) for uses in each] for office, each in (rooms or {}).items()}
    found: dict[datetime, FreeTime] = {}
    for span, day in _days_of(list(spans), grounds, asked):
        office = span.office or asked.home
        for start in _starts(day, span, asked, grounds[span.office].zone):
            end = start + asked.length
            if start < asked.after or end > asked.until:
                continue
            forms = tuple(form for form in span.forms if not blocked.hits(start, end, place_of(form, office)))
            if MeetingForm.OFFICE in forms and not _has_room(shut.get(office) if office else None, start, end):
                forms = tuple(form for form in forms if form != MeetingForm.OFFICE)
            if forms:
                found[start] = _joined(found.get(start), FreeTime(start, end, forms, office))
    return [found[start] for start in sorted(found)]


def place_of(form: str, office: uuid.UUID | None) -> Place:
    """Where the host is in a meeting of this form, sitting in this office."""
    return ELSEWHERE if form == MeetingForm.EMPLOYER else office


def crossed(taken: Iterable[Taken], start: datetime, end: datetime, place: Place, gaps: Gaps) -> list[Taken]:
    """What a meeting at this place would cross, the gaps around it included."""
    return [
        one
        for one in taken
        if one.starts_at - gaps.around(one, place) < end and start < one.ends_at + gaps.around(one, place)
    ]


def _joined(known: FreeTime | None, more: FreeTime) -> FreeTime:
    """Two spans at the same hour are one time; the office is that of the span in which one can come there."""
    if known is None:
        return more
    office = known.office if MeetingForm.OFFICE in known.forms else more.office
    return FreeTime(more.starts_at, more.ends_at, tuple(dict.fromkeys(known.forms + more.forms)), office)


def _has_room(rooms: list["_Blocks"] | None, start: datetime, end: datetime) -> bool:
    return rooms is None or any(not room.hits(start, end) for room in rooms)


def _days_of(
    spans: list[WeekSpan | DaySpan], grounds: Mapping[uuid.UUID | None, Ground], asked: Asked
) -> Iterator[tuple[WeekSpan | DaySpan, date]]:
    """Each span with each day on which it is open."""
    for span in spans:
        ground = grounds[span.office]
        first, last = (moment.astimezone(ground.zone).date() for moment in (asked.after, asked.until))
        if isinstance(span, DaySpan):
            if first <= span.day <= last:
                yield span, span.day
            continue
        day = first + timedelta(days=(span.weekday - first.weekday()) % 7)
        while day <= last:
            if day not in ground.closed:
                yield span, day
            day += timedelta(days=7)


def _starts(day: date, span: WeekSpan | DaySpan, asked: Asked, zone: ZoneInfo) -> Iterator[datetime]:
    local, last = datetime.combine(day, span.starts), datetime.combine(day, span.ends)
    over, exists = _moment(last, zone)
    if not exists:
        over, _exists = _moment(last.replace(fold=1), zone)  # the earlier reading: nothing is offered beyond the span
    while local < last:
        start, exists = _moment(local, zone)
        if exists and start + asked.length <= over:
            yield start
        local += asked.step


def _moment(local: datetime, zone: ZoneInfo) -> tuple[datetime, bool]:
    """A local time as a moment, the first one where it comes twice; and whether the clock shows it at all."""
    moment = local.replace(tzinfo=zone).astimezone(UTC)
    return moment, moment.astimezone(zone).replace(tzinfo=None, fold=0) == local.replace(fold=0)


class _Blocked:
    """What is taken, with what has to be kept free around it as seen from each place."""

    def __init__(self, taken: list[Taken], gaps: Gaps):
        self._taken, self._gaps = taken, gaps
        self._by_place: dict[Place, _Blocks] = {}

    def hits(self, start: datetime, end: datetime, place: Place) -> bool:
        blocks = self._by_place.get(place)
        if blocks is None:
            around = [(one, self._gaps.around(one, place)) for one in self._taken]
            blocks = _Blocks((one.starts_at - gap, one.ends_at + gap) for one, gap in around)
            self._by_place[place] = blocks
        return blocks.hits(start, end)


class _Blocks:
    """Stretches of time put together where they touch, so that one look among their beginnings is enough."""

    def __init__(self, spans: Iterable[Busy]):
        self._begins: list[datetime] = []
        self._ends: list[datetime] = []
        for begins, ends in sorted(spans):
            if self._ends and begins <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], ends)
            else:
                self._begins.append(begins)
                self._ends.append(ends)

    def hits(self, start: datetime, end: datetime) -> bool:
        last = bisect_left(self._begins, end) - 1
        return last >= 0 and self._ends[last] > start


def spread(times: Iterable[FreeTime], *, per_day: int, zone: ZoneInfo) -> list[tuple[date, list[FreeTime]]]:
    """The same times by local day, at most `per_day` of each: the first, the last and what lies evenly between."""
    days: dict[date, list[FreeTime]] = {}
    for each in times:
        days.setdefault(each.starts_at.astimezone(zone).date(), []).append(each)
    return [(day, _thinned(found, per_day)) for day, found in sorted(days.items())]


def _thinned(found: list[FreeTime], most: int) -> list[FreeTime]:
    if len(found) <= most or most < 2:
        return found[:most]
    step = (len(found) - 1) / (most - 1)
    return [found[round(index * step)] for index in range(most)]
