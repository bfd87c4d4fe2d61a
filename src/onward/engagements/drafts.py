"""A list between upload and confirmation: the cleaned rows, what is said about them, the answers so far. Pure."""

import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any, Self

from django.utils.translation import gettext_lazy as _

from onward.engagements.lists import FIELDS, Person, Problem, Reading, render_problem
from onward.engagements.naming import matching_key
from onward.engagements.people import PutForward, dialled

DELIMITERS = {";": _("semicolons"), ",": _("commas"), "\t": _("tabs"), "|": _("vertical bars")}
WHOLE_NAME = ("first_name", "last_name")
ASKED_ABOUT: Mapping[str, tuple[str, ...]] = {
    "one_name": WHOLE_NAME,
    "name_guess": WHOLE_NAME,
    "garbled": WHOLE_NAME,
}


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say about a row, in its place. about: which of the fields of the person, if one can say."""

    code: str
    column: str = ""
    about: str = ""
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return render_problem(self._problem)

    @property
    def is_notice(self) -> bool:
        return self._problem.is_notice

    @property
    def written(self) -> str:
        """What the list says there and could not be kept."""
        return str(self.values.get("value", ""))

    @property
    def _problem(self) -> Problem:
        return Problem(None, self.column or None, self.code, self.values)


@dataclass(frozen=True, slots=True)
class Earlier:
    """An order of this employer that seems to be about the same person; certain: same number or address."""

    order: uuid.UUID
    at: datetime
    certain: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One person of the list. seen: somebody has looked at what was to be said and answered."""

    line: int
    person: PutForward
    package: uuid.UUID
    language: str
    remarks: tuple[Remark, ...] = ()
    earlier: Earlier | None = None
    keep: bool = True
    seen: bool = False

    @property
    def is_open(self) -> bool:
        """Waits for a look: something could not be kept, the person was ordered before, or it cannot be stored."""
        if self.keep and self.person.does_not_fit:
            return True
        return not self.seen and (self.earlier is not None or any(not each.is_notice for each in self.remarks))

    @property
    def asks_about(self) -> tuple[str, ...]:
        """The fields that a look at this row is about, in the order of the page."""
        wanted = set(self.person.does_not_fit)
        for remark in self.remarks:
            if remark.is_notice:
                continue
            wanted |= set(ASKED_ABOUT.get(remark.code, WHOLE_NAME if remark.about == "full_name" else (remark.about,)))
        return tuple(name for name in FIELDS if name in wanted)

    def as_json(self) -> dict[str, Any]:
        found: dict[str, Any] = {
            "l": self.line,
            "p": self.person.as_json(),
            "k": str(self.package),
            "g": self.language,
        }
        if self.remarks:
            found["r"] = [asdict(remark) for remark in self.remarks]
        if self.earlier:
            found["e"] = [str(self.earlier.order), self.earlier.at.isoformat(), self.earlier.certain]
        if not self.keep:
            found["out"] = True
        if self.seen:
            found["seen"] = True
        return found

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        earlier = data.get("e")
        return cls(
            line=data["l"],
            person=PutForward.from_json(data["p"]),
            package=uuid.UUID(data["k"]),
            language=data["g"],
            remarks=tuple(Remark(**each) for each in data.get("r", ())),
            earlier=Earlier(uuid.UUID(earlier[0]), datetime.fromisoformat(earlier[1]), earlier[2])
            if earlier
            else None,
            keep=not data.get("out", False),
            seen=data.get("seen", False),
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole list as it was read, and the answers so far."""

    package: uuid.UUID
    language: str
    rows: tuple[Row, ...]
    notes: tuple[tuple[int | None, Remark], ...] = ()
    not_kept: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    read: tuple[tuple[str, str], ...] = ()
    by_hand: dict[str, str] = field(default_factory=dict)
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    header_row: int = 0

    @property
    def delimiter_name(self) -> str:
        """What stands between the cells, in a word."""
        return str(DELIMITERS.get(self.delimiter, self.delimiter))

    @property
    def open_rows(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.is_open)

    @property
    def ready_rows(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.keep and not row.is_open)

    @property
    def left_out(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if not row.keep and not row.is_open)

    @property
    def kept(self) -> tuple[Row, ...]:
        """Whoever would be stored now."""
        return tuple(row for row in self.rows if row.keep)

    @property
    def cannot_be_stored(self) -> tuple[Row, ...]:
        return tuple(row for row in self.kept if row.person.does_not_fit)

    def row(self, line: int) -> Row | None:
        return next((row for row in self.rows if row.line == line), None)

    def answered(self, answers: Mapping[int, Row]) -> Self:
        """The draft with these rows in place of those of the same line."""
        return replace(self, rows=tuple(answers.get(row.line, row) for row in self.rows))

    def as_bytes(self) -> bytes:
        data = {
            "package": str(self.package),
            "language": self.language,
            "rows": [row.as_json() for row in self.rows],
            "notes": [[line, asdict(remark)] for line, remark in self.notes],
            "not_kept": self.not_kept,
            "unknown": self.unknown,
            "read": self.read,
            "by_hand": self.by_hand,
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "sheet": self.sheet,
            "header_row": self.header_row,
        }
        return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        found = json.loads(data)
        return cls(
            **found
            | {
                "package": uuid.UUID(found["package"]),
                "rows": tuple(Row.from_json(each) for each in found["rows"]),
                "notes": tuple((line, Remark(**each)) for line, each in found["notes"]),
                "not_kept": tuple(found["not_kept"]),
                "unknown": tuple(found["unknown"]),
                "read": tuple(tuple(each) for each in found["read"]),
            }
        )


class KnownPeople:
    """The people of earlier orders, to be found again by number, private address or name."""

    def __init__(self, orders: Iterable[tuple[uuid.UUID, str, str, str, str, datetime]]) -> None:
        self.by_number: dict[str, Earlier] = {}
        self.by_email: dict[str, Earlier] = {}
        self.by_name: dict[str, tuple[Earlier, str]] = {}
        for order, number, first, last, email, at in orders:
            if number:
                self.by_number[number] = Earlier(order, at, certain=True)
            if email:
                self.by_email[email.lower()] = Earlier(order, at, certain=True)
            self.by_name[matching_key(first, last)] = (Earlier(order, at, certain=False), number)

    def find(self, person: PutForward) -> Earlier | None:
        """The latest order that seems to be about this person. Two different numbers are two people."""
        certain = self.by_number.get(person.employee_number) or self.by_email.get(person.email.lower())
        if certain:
            return certain
        named, number = self.by_name.get(matching_key(person.first_name, person.last_name), (None, ""))
        if named and number and person.employee_number:
            return None
        return named


def put_forward(person: Person, country: str) -> PutForward:
    """A person of the reading as an order keeps it; country of the employer, for phone numbers."""
    email = person.email or ""
    return PutForward(
        first_name=person.first_name or "",
        name_prefix=person.name_prefix or "",
        last_name=person.last_name or "",
        employee_number=person.employee_number or "",
        email="" if person.email_is_work else email,
        work_email=email if person.email_is_work else "",
        phone=dialled(person.phone, country) if person.phone else "",
        job_title=person.job_title or "",
        department=person.department or "",
        hired_on=person.hired_on,
        notice_on=person.notice_on,
        last_day_on=person.last_day_on,
    )


def draft_of(
    reading: Reading,
    *,
    package: uuid.UUID,
    language: str,
    country: str,
    known: KnownPeople,
    by_hand: Mapping[str, str],
) -> Draft:
    """The draft of a list that has just been read."""
    fields = dict(reading.columns_read)
    said: dict[int, list[Remark]] = {}
    notes = []
    lines = {person.line for person in reading.rows}
    for problem in reading.problems:
        remark = Remark(problem.code, problem.column or "", fields.get(problem.column or "", ""), dict(problem.values))
        if problem.line in lines:
            said.setdefault(problem.line, []).append(remark)
        else:
            notes.append((problem.line, remark))
    rows = []
    for person in reading.rows:
        found = put_forward(person, country)
        earlier = known.find(found)
        remarks = tuple(said.get(person.line, ()))
        keep = earlier is None or not earlier.certain
        rows.append(Row(person.line, found, package, language, remarks, earlier, keep))
    return Draft(
        package=package,
        language=language,
        rows=tuple(rows),
        notes=tuple(notes),
        not_kept=reading.columns_not_kept,
        unknown=reading.columns_unknown,
        read=reading.columns_read,
        by_hand=dict(by_hand),
        encoding=reading.encoding or "",
        delimiter=reading.delimiter or "",
        sheet=reading.sheet or "",
        header_row=reading.header_row,
    )
