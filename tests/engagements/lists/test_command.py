"""`onward import-list FILE --dry-run`: always valid JSON, nothing but an installed package needed."""

import json
import os
import subprocess
import sys

import pytest

from onward.engagements.lists.command import main
from tests.engagements.lists.build import sheet, text_list

KEYS = ["encoding", "delimiter", "sheet", "header_row", "rows", "problems", "columns_not_kept", "columns_unknown"]
LIST = text_list(
    "Lønnr;Navn;E-mail;CPR;Hold;Fratrædelsesdato",
    "007;Bæk, Åse;ÅSE@EXAMPLE.DK;010190-0000;B;31-02-2026",
    encoding="cp1252",
)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "liste.csv"
    path.write_bytes(LIST)
    return path


def test_a_reading_as_json(file, capsys):
    assert main([str(file), "--dry-run", "--json"]) == 0

    answer = json.loads(capsys.readouterr().out)
    assert list(answer) == KEYS
    assert answer == {
        "encoding": "cp1252",
        "delimiter": ";",
        "sheet": None,
        "header_row": 1,
        "rows": [
            {
                "line": 2,
                "employee_number": "007",
                "first_name": "Åse",
                "name_prefix": None,
                "last_name": "Bæk",
                "email": "åse@example.dk",
                "phone": None,
                "job_title": None,
                "department": None,
                "hired_on": None,
                "notice_on": None,
                "last_day_on": None,
            }
        ],
        "problems": [
            {
                "line": 2,
                "column": "Fratrædelsesdato",
                "message": '"31-02-2026" does not exist in the calendar, so it was left out.',
            }
        ],
        "columns_not_kept": ["CPR"],
        "columns_unknown": ["Hold"],
    }


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", None])
def test_a_refusal_is_json_too(tmp_path, capsys, content):
    path = tmp_path / "liste.xlsx"
    if content is not None:
        path.write_bytes(content)

    assert main([str(path), "--dry-run", "--json"]) == 2

    answer = json.loads(capsys.readouterr().out)
    assert list(answer) == [*KEYS, "refused"]
    assert answer["refused"].endswith((".", "it."))
    assert answer["rows"] == answer["problems"] == []


def test_a_folder_is_no_file(tmp_path, capsys):
    assert main([str(tmp_path), "--dry-run", "--json"]) == 2
    assert "cannot be opened" in json.loads(capsys.readouterr().out)["refused"]


def test_a_reading_for_people(file, capsys):
    assert main([str(file), "--dry-run"]) == 0

    assert capsys.readouterr().out.splitlines() == [
        "1 people; column names in line 1; cp1252, delimiter ';'",
        "    2  Åse Bæk  007 · åse@example.dk",
        '  look (2, Fratrædelsesdato): "31-02-2026" does not exist in the calendar, so it was left out.',
        "Not kept: CPR",
        "Unknown: Hold",
    ]


def test_a_refusal_for_people(tmp_path, capsys):
    path = tmp_path / "empty.csv"
    path.touch()

    assert main([str(path), "--dry-run"]) == 2
    assert capsys.readouterr().err == "The file is empty. Export the list again and upload the new file.\n"


def test_storing_is_not_done_here(file):
    with pytest.raises(SystemExit) as end:
        main([str(file)])
    assert end.value.code == 2


def test_neither_settings_nor_database_are_needed_and_any_terminal_will_do(tmp_path):
    path = tmp_path / "lijst.xlsx"
    path.write_bytes(sheet(["Naam", "In dienst"], ["Yılmaz, Özlem", "31-2-2020"], title="Lijst ✓"))
    program = "import sys; from onward.engagements.lists.command import main; code = main(sys.argv[1:])"
    program += (
        "; conf = sys.modules.get('django.conf'); assert not (conf and conf.settings.configured); sys.exit(code)"
    )
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("DJANGO", "LC_", "LANG", "PYTHON"))
    }
    for more in ({"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}, {"PYTHONUTF8": "1"}):
        for form in (["--json"], []):
            done = subprocess.run(
                [sys.executable, "-c", program, str(path), "--dry-run", *form],
                env=environment | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))} | more,
                capture_output=True,
                check=False,
            )
            assert (done.returncode, done.stderr) == (0, b"")
            assert not form or json.loads(done.stdout)["rows"][0]["last_name"] == "Yılmaz"
