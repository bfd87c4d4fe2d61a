"""From one row to one person, with every problem named in its place."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from onward.engagements.lists import limits
from onward.engagements.lists.columns import DATES, Column, Plan
from onward.engagements.lists.contacts import Read, is_at_work, read_email, read_number, read_phone
from onward.engagements.lists.dates import read_date
from onward.engagements.lists.grids import Cell, Row
from onward.engagements.lists.identity import remove_identity, stands_out
from onward.engagements.lists.names import Name, is_garbled, is_name, last_name, whole_name, without_brackets
from onward.engagements.lists.results import Person, Problem
from onward.engagements.lists.wordings.leave_out import NO_NAME, NOTHING
from onward.engagements.lists.words import entries, spaced

_NOTHING = frozenset(entry.casefold() for entry in entries(NOTHING)) | {""}
_NO_NAME = frozenset(entries(NO_NAME)) | {""}
_NAME_FIELDS = frozenset({"first_name", "middle_name", "last_name", "name_prefix", "full_name"})
_SHOWN = 40


@dataclass(slots=True)
class RowReader:
    """Reads the rows of one list. `on` is today: it bounds what a date can be."""

    plan: Plan
    own_domains: Collection[str]
    on: date
    formulas: set[tuple[int, int]] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def person(self, row: Row) -> Person | None:
        """The person a row names, or None when it names nobody."""
        name = self._name(row)
        if name is None:
            return None
        self._say_formulas(row)
        email, at_work = self._email(row)
        days = {each: self._day(row, each) for each in DATES}
        person = Person(
            line=row.line,
            employee_number=self._plain(row, "employee_number", read_number),
            first_name=name.first,
            name_prefix=name.prefix,
            last_name=name.last,
            email=email,
            phone=self._plain(row, "phone", read_phone),
            job_title=self._plain(row, "job_title"),
            department=self._plain(row, "department"),
            email_is_work=at_work,
            **days,
        )
        self._check_order(person)
        return person

    def _say(self, row: Row, column: Column | None, code: str, **values: object) -> None:
        self.problems.append(Problem(row.line, column.label if column else None, code, values))

    def _found(self, row: Row, field: str) -> tuple[str, Column] | None:
        """The first column of a field with something in it, without any identity number."""
        for column in self.plan.kept.get(field, ()):
            text = self._text(row, column)
            if text is not None:
                return text, column
        return None

    def _text(self, row: Row, column: Column) -> str | None:
        cell = row.cell(column.index)
        text = cell.isoformat() if isinstance(cell, date) else cell
        if text in _NO_NAME if column.field in _NAME_FIELDS else text.casefold() in _NOTHING:
            return None
        text, identity = remove_identity(text, phone=column.field == "phone")
        if column.lengths and stands_out(text, column.lengths):
            text, identity = "", True
        if identity:
            self._say(row, column, "identity")
        if len(text) > limits.KEPT_TEXT:
            self._say(row, column, "too_long", limit=limits.KEPT_TEXT)
            return None
        return text or None

    def _plain(self, row: Row, field: str, read: Callable[[str], Read] = Read) -> str | None:
        found = self._found(row, field)
        if found is None:
            return None
        text, column = found
        value = read(text)
        for code in value.problems:
            self._say(row, column, code, value=text[:_SHOWN])
        return value.value

    def _email(self, row: Row) -> tuple[str | None, bool]:
        email = self._plain(row, "email", partial(read_email, own_domains=self.own_domains))
        if email is None:
            return None, False
        column = self.plan.kept["email"][0]
        at_work = column.work or is_at_work(email, self.own_domains)
        if at_work:
            self._say(row, column, "work_address")
        return email, at_work

    def _day(self, row: Row, field: str) -> date | None:
        for column in self.plan.kept.get(field, ()):
            cell: Cell = row.cell(column.index)
            if isinstance(cell, str) and cell.casefold() in _NOTHING:
                continue
            read = read_date(cell, field, self.on, month_first=column.month_first)
            if read.problem:
                shown = remove_identity(str(cell))[0][:_SHOWN]
                self._say(row, column, read.problem, value=shown)
            return read.day
        return None

    def _check_order(self, person: Person) -> None:
        filled = [each for each in DATES if getattr(person, each)]
        for earlier, later in zip(filled, filled[1:], strict=False):
            if getattr(person, earlier) > getattr(person, later):
                column = self.plan.kept[later][0]
                values = {
                    "earlier": getattr(person, later).isoformat(),
                    "later": getattr(person, earlier).isoformat(),
                }
                self.problems.append(Problem(person.line, column.label, "dates_out_of_order", values))

    def _say_formulas(self, row: Row) -> None:
        for columns in self.plan.kept.values():
            for column in columns:
                if (row.line, column.index) in self.formulas:
                    self._say(row, column, "formula")

    def _name(self, row: Row) -> Name | None:
        first, middle = self._name_part(row, "first_name"), self._name_part(row, "middle_name")
        last = self._name_part(row, "last_name")
        prefix = self._name_part(row, "name_prefix")
        if not first and not last:
            return self._whole(row, prefix)
        column = self.plan.kept["last_name" if last else "first_name"][0]
        if first and last and column.may_be_whole:
            last = _without_first(last, first)
        if last and not first and "," in last and "last_name" in self.plan.kept:
            return self._noted(row, column, whole_name(last))
        first, called, notes = without_brackets(first)
        last, _, more = without_brackets(last)
        whole, found = last_name(last, prefix)
        name = Name(" ".join(part for part in (called or first, middle) if part) or None, found, whole)
        half = () if name.first and name.last else ("half_name",)
        return self._noted(row, column, replace(name, notes=(*dict.fromkeys(notes + more), *half)))

    def _whole(self, row: Row, prefix: str) -> Name | None:
        for column in self.plan.kept.get("full_name", ()):
            text = self._text(row, column)
            if text and is_name(text):
                name = whole_name(text, last_first=column.last_name_first)
                if prefix and not name.prefix and name.last:
                    whole, found = last_name(name.last, prefix)
                    name = Name(name.first, found, whole, name.notes)
                return self._noted(row, column, name)
        return None

    def _name_part(self, row: Row, field: str) -> str:
        for column in self.plan.kept.get(field, ()):
            text = self._text(row, column)
            if text and is_name(text):
                return text.strip(" ,;") if field != "last_name" else text
        return ""

    def _noted(self, row: Row, column: Column, name: Name) -> Name | None:
        for code in name.notes:
            self._say(row, column, code, first=name.first or "–", last=name.last or "–")
        if is_garbled(f"{name.first} {name.last}"):
            self._say(row, column, "garbled")
        return name if name.first or name.last else None


def _without_first(last: str, first: str) -> str:
    """The last name out of a column that holds the whole name after all."""
    words, firsts = last.replace(",", " ").split(), spaced(first).split()
    folded = [spaced(word) for word in words]
    count = len(firsts)
    if count and len(words) > count:
        if folded[:count] == firsts:
            return " ".join(words[count:])
        if folded[-count:] == firsts:
            return " ".join(words[:-count])
    return last
