"""What a reading gives: people, problems, columns; or a refusal."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from types import MappingProxyType
from typing import Any

from onward.engagements.lists.messages import NOTICES, PROBLEMS, REFUSALS, Saying

NOT_KEPT = "not_kept"
NOTHING: Mapping[str, object] = MappingProxyType({})


class ListRefused(Saying, Exception):
    """The whole file cannot be read. `message` says in plain English what to do; `code` is stable.

    A page shows `render_problem(refusal)`, which is the same sentence in the reader's language.
    """

    def __init__(self, message: str, code: str, values: Mapping[str, object] = NOTHING) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.text = REFUSALS.get(code, message)
        self.values = values


def refused(code: str, **values: object) -> ListRefused:
    return ListRefused(REFUSALS[code] % values, code, values)


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the list. `last_name` is whole, with its prefix; `name_prefix` says which part sorts apart."""

    line: int
    employee_number: str | None = None
    first_name: str | None = None
    name_prefix: str | None = None
    last_name: str | None = None
    email: str | None = None
    phone: str | None = None
    job_title: str | None = None
    department: str | None = None
    hired_on: date | None = None
    notice_on: date | None = None
    last_day_on: date | None = None
    email_is_work: bool = field(default=False, metadata={"printed": False})

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.first_name, self.last_name) if part)

    def as_json(self) -> dict[str, Any]:
        return {name: _plain(getattr(self, name)) for name in PRINTED}


PRINTED = tuple(each.name for each in fields(Person) if each.metadata.get("printed", True))
FIELDS = tuple(name for name in PRINTED if name != "line")
"""The names a column may be mapped to by hand, besides `full_name` and "not_kept"."""


@dataclass(frozen=True, slots=True)
class Problem(Saying):
    """Something to look at, in its place: a line and a column, either of which may be missing."""

    line: int | None
    column: str | None
    code: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)

    @property
    def text(self) -> str:  # type: ignore[override]
        return PROBLEMS[self.code]

    @property
    def message(self) -> str:
        """The sentence in English. Pages use `render_problem`."""
        return PROBLEMS[self.code] % self.values

    @property
    def is_notice(self) -> bool:
        return self.code in NOTICES


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of one list. Nothing of a column that is not kept or not known is in it."""

    encoding: str | None
    delimiter: str | None
    sheet: str | None
    header_row: int
    rows: tuple[Person, ...]
    problems: tuple[Problem, ...]
    columns_not_kept: tuple[str, ...]
    columns_unknown: tuple[str, ...]
    columns_read: tuple[tuple[str, str], ...] = ()
    """Each column that was read, with the field it fills."""

    def as_json(self) -> dict[str, Any]:
        """The reading as the command prints it: dates in ISO form, missing values null."""
        return {
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "sheet": self.sheet,
            "header_row": self.header_row,
            "rows": [person.as_json() for person in self.rows],
            "problems": [
                {"line": problem.line, "column": problem.column, "message": problem.message}
                for problem in self.problems
            ],
            "columns_not_kept": list(self.columns_not_kept),
            "columns_unknown": list(self.columns_unknown),
        }


def refusal_as_json(refusal: ListRefused) -> dict[str, Any]:
    """A refusal in the shape of a reading, empty, with the sentence under "refused"."""
    empty = Reading(None, None, None, 0, (), (), (), ()).as_json()
    return empty | {"header_row": None, "refused": refusal.message}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
