"""The importer's one door: from the bytes of a file to the people in it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from statistics import median

from onward.engagements.lists import limits
from onward.engagements.lists.columns import Plan, plan_columns
from onward.engagements.lists.decode import decode
from onward.engagements.lists.delimited import read_text
from onward.engagements.lists.doubles import join_doubles
from onward.engagements.lists.grids import Grid, Row
from onward.engagements.lists.headers import END_FIELDS, Header, find_header, label, repeats
from onward.engagements.lists.kinds import open_workbook
from onward.engagements.lists.leaving_out import is_footer, is_total
from onward.engagements.lists.people import RowReader
from onward.engagements.lists.results import FIELDS, NOT_KEPT, Person, Problem, Reading, refused
from onward.engagements.lists.words import tidy
from onward.engagements.lists.workbooks import read_sheets

MAPPABLE = frozenset({*FIELDS, "full_name", NOT_KEPT})
_NAME_SHOWN = 60


def read_list(
    content: bytes,
    filename: str,
    *,
    columns: Mapping[str, str] | None = None,
    own_domains: Collection[str] = (),
    on: date | None = None,
) -> Reading:
    """Read an employer's list of people. Nothing is stored and nothing touches the disk.

    `filename` is shown in no result; the content alone decides. `columns` maps column names, as written, to a field
    or to "not_kept". `own_domains` are the employer's mail domains. `on` is today, by the clock when left out.

    Raises `ListRefused` for whatever cannot be read, whatever the bytes; `ValueError` for a mapping to no field.
    """
    by_hand = {tidy(name): field for name, field in (columns or {}).items()}
    if strange := set(by_hand.values()) - MAPPABLE:
        raise ValueError(f"a column cannot be mapped to {', '.join(sorted(strange))}")
    on = on or datetime.now(UTC).date()
    archive = open_workbook(content)
    if archive is None:
        text, encoding = decode(content)
        grid = read_text(text, encoding, by_hand)
        return _read_grid(grid, find_header(grid, by_hand), by_hand, own_domains, on)
    grid, header, others = _choose_sheet(read_sheets(archive), by_hand)
    reading = _read_grid(grid, header, by_hand, own_domains, on)
    said = tuple(Problem(None, None, "other_sheet", {"sheet": other}) for other in others)
    return _with_problems(reading, said)


def _choose_sheet(grids: list[Grid], by_hand: Mapping[str, str]) -> tuple[Grid, Header | None, list[str]]:
    """The visible sheet whose header says most, the first of equals; and the others that seem to hold people."""
    found = [(grid, find_header(grid, by_hand)) for grid in grids]
    visible = [(grid, header) for grid, header in found if not grid.hidden]
    people = [(grid, header) for grid, header in visible if header and header.has_names and _below(grid, header)]
    if not people:
        hidden = next((grid for grid, header in found if grid.hidden and header and header.has_names), None)
        if hidden is not None:
            raise refused("hidden_sheet", sheet=hidden.sheet)
        if not any(grid.rows for grid in grids):
            raise refused("empty")
        grid, header = max(visible or found, key=lambda each: each[1].score if each[1] else 0)
        return grid, header, []
    best, header = max(people, key=lambda each: _worth(each[1]))
    return best, header, [str(grid.sheet) for grid, _ in people if grid is not best]


def _worth(header: Header) -> tuple[bool, int]:
    """A sheet that says who leaves when goes before one that only says who is employed."""
    return bool(header.fields & END_FIELDS), header.score


def _below(grid: Grid, header: Header) -> list[Row]:
    return [row for row in grid.rows if row.line > header.line and not row.hidden]


def _read_grid(
    grid: Grid, header: Header | None, by_hand: Mapping[str, str], own_domains: Collection[str], on: date
) -> Reading:
    rows = _checked(grid, header)
    if header is None:
        raise refused("no_header")
    rows = [row for row in rows if not repeats(header, row) and not is_total(row)]
    telling = [row for row in rows if len(row.filled) > 1] or rows
    plan = plan_columns(grid, header, telling, by_hand, on)
    if not plan.has_names and plan.hidden_names:
        raise refused("hidden_names", column=plan.hidden_names[0])
    if not plan.has_names:
        raise refused("no_names", line=header.line)
    reader = RowReader(plan, own_domains, on, grid.formulas)
    people = _people(reader, rows, usual=median([len(row.filled) for row in telling] or [0]))
    if not people:
        raise refused("no_people", line=header.line)
    people, doubles = join_doubles(people, plan.label)
    said = [*plan.problems, *_hidden_rows(grid, header), *reader.problems, *doubles]
    said += _without_email(people, plan, said)
    return Reading(
        encoding=grid.encoding,
        delimiter=grid.delimiter,
        sheet=grid.sheet,
        header_row=header.line,
        rows=tuple(people),
        problems=_in_order(said),
        columns_not_kept=tuple(label for _, label in plan.not_kept),
        columns_unknown=tuple(label for _, label in plan.unknown),
        columns_read=tuple((column.label, field) for field, columns in plan.kept.items() for column in columns),
    )


def _checked(grid: Grid, header: Header | None) -> list[Row]:
    """The rows below the header, when there is one worth the name and the table is within bounds."""
    limit = limits.COLUMNS if grid.overflow == "too_many_columns" else limits.ROWS
    if grid.overflow:
        raise refused(grid.overflow, limit=limit)
    if header is None or not (header.has_names or header.is_of_a_table):
        raise refused("no_header")
    rows = _below(grid, header)
    if not header.has_names:
        raise refused("no_names", line=header.line)
    if len(rows) > limits.ROWS:
        raise refused("too_many_rows", limit=limits.ROWS)
    return rows


def _people(reader: RowReader, rows: Sequence[Row], *, usual: float) -> list[Person]:
    """The people among the rows; what is left out is either nobody's or is said. `usual`: cells filled in a row."""
    people = []
    for row in rows:
        before = len(reader.problems)
        person = reader.person(row)
        evidence = _evidence(person) if person else 0
        if is_footer(row, evidence):
            del reader.problems[before:]
        elif person is None:
            del reader.problems[before:]
            if len(row.filled) > 1 or not label(row.filled[0])[:1].isalpha():
                reader.problems.append(Problem(row.line, None, "no_name"))
        elif not evidence and len(row.filled) == 1 and usual >= 3:
            del reader.problems[before:]
            if _is_heading(person):
                shown = label(row.filled[0])[:_NAME_SHOWN]
                reader.problems.append(Problem(row.line, None, "left_out", {"text": shown}))
            else:
                reader.problems.append(Problem(row.line, None, "only_name"))
                people.append(person)
        else:
            people.append(person)
    return people


def _evidence(person: Person) -> int:
    """How many of a person's details, the name apart, the row holds."""
    return sum(bool(getattr(person, each)) for each in FIELDS if not each.endswith("_name") and each != "name_prefix")


def _is_heading(person: Person) -> bool:
    """A single word alone in its row is the heading of a group rather than somebody."""
    words = person.name.split()
    return len(words) < 2 or len(words) > 6 or any(map(str.isdigit, person.name))


def _hidden_rows(grid: Grid, header: Header) -> list[Problem]:
    hidden = [row.line for row in grid.rows if row.hidden and row.line > header.line]
    return [Problem(None, None, "hidden_rows", {"count": len(hidden), "first": hidden[0]})] if hidden else []


def _without_email(people: list[Person], plan: Plan, said: list[Problem]) -> list[Problem]:
    """Who has no address, where most have one. A list without addresses is no fault of these people."""
    unusable = {problem.line for problem in said if problem.code == "email"}
    without = [person.line for person in people if person.email is None and person.line not in unusable]
    if "email" not in plan.kept or len(without) * 2 > len(people):
        return []
    return [Problem(line, plan.label("email"), "no_email") for line in without]


def _with_problems(reading: Reading, more: tuple[Problem, ...]) -> Reading:
    if not more:
        return reading
    values = {name: getattr(reading, name) for name in reading.__slots__}
    return Reading(**values | {"problems": (*more, *reading.problems)})


def _in_order(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda each: each.line or 0))
