"""Which columns of a table are read, for which field; which are never kept; which nobody knows."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from onward.engagements.lists.dates import month_comes_first, read_date
from onward.engagements.lists.grids import Cell, Grid, Row
from onward.engagements.lists.headers import Header, label_at
from onward.engagements.lists.identity import looks_like_account, looks_like_identity
from onward.engagements.lists.names import is_name, is_salutation
from onward.engagements.lists.results import Problem
from onward.engagements.lists.vocabulary import NAMES, UNKNOWN, Meaning

DATES = ("hired_on", "notice_on", "last_day_on")
_STEPPING_IN = frozenset({"phone", "first_name", "full_name", "employee_number", "job_title", "department", *DATES})
"""Where a second column of the same meaning may fill what the first leaves empty."""
_SAMPLE = 300


@dataclass(frozen=True, slots=True)
class Column:
    """One column that is read, the field it fills and how its dates are written."""

    index: int
    label: str
    field: str
    rank: int
    work: bool = False
    last_name_first: bool | None = None
    month_first: bool = False
    lengths: frozenset[int] = frozenset()
    """Of employee numbers: how many signs they usually have."""
    may_be_whole: bool = False
    """A last name by its neighbour's word only: "Naam" beside "Voornaam"."""


@dataclass(slots=True)
class Plan:
    """What happens to each column of a table."""

    kept: dict[str, list[Column]] = field(default_factory=dict)
    not_kept: list[tuple[int, str]] = field(default_factory=list)
    unknown: list[tuple[int, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    hidden_names: list[str] = field(default_factory=list)

    @property
    def has_names(self) -> bool:
        return bool(NAMES & self.kept.keys())

    def label(self, field: str) -> str | None:
        return self.kept[field][0].label if field in self.kept else None


def plan_columns(grid: Grid, header: Header, rows: Sequence[Row], by_hand: Mapping[str, str], on: date) -> Plan:
    """Decide about every column with a name or a value. What was decided by hand goes before everything else."""
    plan = Plan()
    found: list[Column] = []
    width = max([len(header.labels), *(len(row.cells) for row in rows)])
    for index in range(width):
        label = label_at(header, index)
        values = [row.cell(index) for row in rows[:_SAMPLE] if row.cell(index) != ""]
        if not (values or (index < len(header.labels) and header.labels[index])):
            continue
        means = header.meanings[index] if index < len(header.meanings) else UNKNOWN
        if label not in by_hand and index in grid.hidden_columns:
            _leave_hidden(plan, index, label, means)
        elif means.not_kept:
            plan.not_kept.append((index, label))
        elif column := _column(index, label, means, values, on, by_hand):
            found.append(column)
        else:
            texts = _texts(values)
            sensitive = looks_like_identity(texts) or looks_like_account(texts) or _are_salutations(texts)
            (plan.not_kept if sensitive else plan.unknown).append((index, label))
    _withhold_identity(plan, found, rows)
    _choose(plan, _with_day_order(plan, found, rows))
    return plan


def _column(
    index: int, label: str, means: Meaning, values: list[Cell], on: date, by_hand: Mapping[str, str]
) -> Column | None:
    for wording in sorted(means.wordings, key=lambda each: (not each.shape, each.rank)):
        if not wording.shape or label in by_hand or _has_shape(wording.shape, values, on):
            lengths = _usual_lengths(_texts(values)) if wording.field == "employee_number" else frozenset()
            return Column(
                index, label, wording.field, wording.rank, means.work, means.last_name_first, lengths=lengths
            )
    return None


def _has_shape(shape: str, values: list[Cell], on: date) -> bool:
    """Whether the values agree with a wording that could mean several things."""
    texts = _texts(values)
    match shape:
        case "dates":
            matching = sum(
                isinstance(value, date) or bool(read_date(value, "last_day_on", on).day) for value in values
            )
        case "numbers":
            matching = sum(any(map(str.isdigit, text)) and " " not in text for text in texts)
            if sorted(texts) == sorted(str(number) for number in range(1, len(texts) + 1)):
                return False
        case "titles":
            matching = sum(is_name(text) and not is_salutation(text) for text in texts)
        case _:
            matching = sum(is_name(text) and not any(map(str.isdigit, text)) for text in texts)
    return bool(values) and matching > 0.5 * len(values)


def _are_salutations(texts: list[str]) -> bool:
    """A column of nothing but forms of address says who is a man and who is a woman."""
    return sum(map(is_salutation, texts)) * 2 > len(texts)


def _usual_lengths(texts: list[str]) -> frozenset[int]:
    counted = Counter(map(len, texts))
    return frozenset(length for length, count in counted.items() if count * 3 > len(texts))


def _texts(values: list[Cell]) -> list[str]:
    return [value for value in values if isinstance(value, str)]


def _leave_hidden(plan: Plan, index: int, label: str, means: Meaning) -> None:
    """What somebody hid is not read, however useful it would be; a useful column is said."""
    plan.not_kept.append((index, label))
    if means.is_sure:
        plan.problems.append(Problem(None, label, "hidden_column"))
    if means.fields & NAMES:
        plan.hidden_names.append(label)


def _withhold_identity(plan: Plan, found: list[Column], rows: Sequence[Row]) -> None:
    """A known column full of national identity numbers is not kept, whatever it is called."""
    for column in list(found):
        if column.field in {"phone", *DATES}:
            continue
        values = [row.cell(column.index) for row in rows[:_SAMPLE] if row.cell(column.index) != ""]
        if looks_like_identity(_texts(values)):
            found.remove(column)
            plan.not_kept.append((column.index, column.label))
            plan.problems.append(Problem(None, column.label, "identity_column"))


def _with_day_order(plan: Plan, found: list[Column], rows: Sequence[Row]) -> list[Column]:
    """Each date column with the order of its days; one that could be either follows the others of the list."""
    orders = {
        column.index: month_comes_first(row.cell(column.index) for row in rows)
        for column in found
        if column.field in DATES
    }
    otherwise = True in orders.values() and False not in orders.values()
    done = []
    for column in found:
        order = orders.get(column.index)
        if otherwise if order is None and column.index in orders else order:
            plan.problems.append(Problem(None, column.label, "month_first"))
            done.append(replace(column, month_first=True))
        else:
            done.append(column)
    return done


def _choose(plan: Plan, found: list[Column]) -> None:
    """Of several columns with one meaning the best is read; others step in where it is empty, or are said."""
    if any(column.field == "first_name" for column in found) and not any(
        column.field == "last_name" for column in found
    ):
        found = [_as_last_name(column) for column in found]
    for column in sorted(found, key=lambda each: (each.rank, each.index)):
        others = plan.kept.setdefault(column.field, [])
        if not others or (column.field in _STEPPING_IN and not column.work and column.rank != others[0].rank):
            others.append(column)
        elif column.work or column.field in {"email", "last_name", "name_prefix"}:
            plan.not_kept.append((column.index, column.label))
        else:
            plan.unknown.append((column.index, column.label))
    plan.not_kept.sort()
    plan.unknown.sort()


def _as_last_name(column: Column) -> Column:
    """Beside a first name, "Naam" and "Nom" are the last name."""
    if column.field != "full_name" or column.last_name_first is not None:
        return column
    return replace(column, field="last_name", may_be_whole=True)
