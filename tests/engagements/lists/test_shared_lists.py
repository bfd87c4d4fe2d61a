"""The lists kept beside the repository, where they are at hand: what is expected of each, or a clear refusal."""

import gzip
import json
import time
from pathlib import Path

import pytest

from onward.engagements.lists import ListRefused, Person, read_list
from tests.engagements.lists.build import TODAY, delimited, read, sheet

FOLDER = Path("/work/shared/data/hr-lists")
EXPECTED = sorted(FOLDER.glob("redundancy-lists/*.expected.json"))
FIELDS = {
    "id": "employee_number",
    "first": "first_name",
    "last": "last_name",
    "email": "email",
    "job": "job_title",
    "dept": "department",
    "hire": "hired_on",
    "notice": "notice_on",
    "last_day": "last_day_on",
    "prefix": "name_prefix",
}
READ = {"frictionless_blank-rows-multiple.csv", "frictionless_bom.csv", "frictionless_duplicate-headers.csv",
        "frictionless_latin1.csv", "frictionless_sheets.xlsx", "employees.csv"}  # fmt: skip

here = pytest.mark.skipif(not FOLDER.exists(), reason="the lists are not on this machine")


@here
@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.name.split(".")[0])
def test_the_expected_people(expected):
    said = json.loads(expected.read_text())
    path = next(each for each in expected.parent.glob(f"{expected.name.split('.')[0]}.*") if each != expected)
    reading = read_list(path.read_bytes(), path.name, on=TODAY)

    asked = [name for name in said["meta"]["fields"] if name in FIELDS]
    people = [{name: row[FIELDS[name]] for name in asked} for row in reading.as_json()["rows"]]
    assert people == [{name: row.get(name) or None for name in asked} for row in said["rows"]]
    assert (reading.encoding, reading.delimiter) == (said["meta"].get("encoding"), said["meta"].get("delimiter"))
    assert (reading.sheet, reading.header_row) == (said["meta"].get("sheet"), 5 if "sheet" in said["meta"] else 1)


@here
def test_what_is_said_about_the_danish_list():
    reading = read((FOLDER / "redundancy-lists/dk_opsigelser_cp1252_semicolon.csv").read_bytes())

    assert [(problem.line, problem.code) for problem in reading.problems] == [
        (6, "no_email"),
        (10, "double"),
        (14, "impossible_date"),
        (22, "no_email"),
    ]
    assert reading.columns_not_kept == ("CPR-nr.", "Månedsløn", "Arb.timer/uge")
    assert "-0000" not in json.dumps(reading.as_json())


@here
@pytest.mark.parametrize(
    "path",
    sorted(path for path in FOLDER.rglob("*.*") if path.suffix not in {".json", ".md"}),
    ids=lambda path: path.name,
)
def test_every_other_file_is_read_sensibly_or_refused_clearly(path):
    content = path.read_bytes()
    if path.suffix == ".gz":
        content = gzip.decompress(content)
    if path.parent.name == "redundancy-lists" or path.name in READ:
        assert all(isinstance(person, Person) and person.last_name for person in read(content).rows)
    else:
        with pytest.raises(ListRefused) as refusal:
            read(content)
        assert refusal.value.code in {"no_header", "no_names", "open_document", "old_excel", "empty"}


@pytest.mark.parametrize(
    ("build", "seconds"), [(delimited, 5), (lambda rows: sheet(*rows), 8)], ids=["text", "workbook"]
)
def test_five_thousand_people_are_read_quickly(build, seconds):
    """Wanted: 2 and 3 seconds on two idle cores; a busy machine gets some more."""
    header = [
        "Lønnr",
        "Fornavn",
        "Efternavn",
        "CPR",
        "Stilling",
        "Afdeling",
        "Ansat dato",
        "Opsagt",
        "Fratræder",
        "Løn",
        "E-mail",
        "Mobil",
    ]
    row = ["Mette", "Bæk", "020560-0000", "Smed", "Lager", "17-04-1986", "30-09-2025", "31-03-2026", "30.550,50"]
    content = build(
        [
            header,
            *([str(number), *row, f"m{number}@example.dk", "+45 00 00 00 00"] for number in range(10_000, 15_000)),
        ]
    )

    start = time.process_time()
    reading = read(content)

    assert len(reading.rows) == 5_000
    assert time.process_time() - start < seconds
