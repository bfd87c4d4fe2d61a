"""`onward import-list FILE --dry-run [--json]`: read a list, print what was understood. No database, no settings."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from onward.engagements.lists import limits
from onward.engagements.lists.reading import read_list
from onward.engagements.lists.results import ListRefused, Reading, refusal_as_json, refused

READ, REFUSED = 0, 2


def main(argv: Sequence[str]) -> int:
    """Print the reading of one file. 0: read; 2: refused, with the reason in the output."""
    parser = argparse.ArgumentParser(prog="onward import-list", description="Read an employer's list of people.")
    parser.add_argument("file", type=Path, metavar="FILE", help="an .xlsx or .csv file")
    parser.add_argument(
        "--dry-run", action="store_true", required=True, help="print what was understood, store nothing"
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    chosen = parser.parse_args(argv)
    try:
        reading = read_list(_content(chosen.file), chosen.file.name)
    except ListRefused as refusal:
        if chosen.json:
            _print_json(refusal_as_json(refusal))
        else:
            sys.stderr.write(f"{refusal.message}\n")
        return REFUSED
    if chosen.json:
        _print_json(reading.as_json())
    else:
        sys.stdout.write(_as_text(reading))
    return READ


def _content(path: Path) -> bytes:
    """The file, or one byte more than is allowed: enough to refuse it."""
    try:
        with path.open("rb") as file:
            return file.read(limits.BYTES + 1)
    except (OSError, ValueError) as error:
        raise refused("cannot_open", file=str(path)) from error


def _print_json(answer: dict[str, object]) -> None:
    """Plain ASCII, so that it is valid whatever the terminal's encoding is."""
    sys.stdout.write(json.dumps(answer, indent=1) + "\n")


def _as_text(reading: Reading) -> str:
    lines = [
        f"{len(reading.rows)} people; column names in line {reading.header_row}"
        + (f" of sheet {reading.sheet}" if reading.sheet else f"; {reading.encoding}, delimiter {reading.delimiter!r}")
    ]
    for person in reading.rows:
        details = [person.employee_number, person.job_title, person.department, person.email, person.phone]
        days = [day.isoformat() if day else None for day in (person.hired_on, person.notice_on, person.last_day_on)]
        lines.append(f"{person.line:>5}  {person.name}  " + " · ".join(each for each in details + days if each))
    for problem in reading.problems:
        place = ", ".join(str(each) for each in (problem.line, problem.column) if each is not None) or "list"
        lines.append(f"  {'note' if problem.is_notice else 'look'} ({place}): {problem.message}")
    for heading, columns in (("Not kept", reading.columns_not_kept), ("Unknown", reading.columns_unknown)):
        if columns:
            lines.append(f"{heading}: {'; '.join(columns)}")
    text = "\n".join(lines) + "\n"
    encoding = sys.stdout.encoding or "utf-8"
    return text.encode(encoding, errors="replace").decode(encoding)
