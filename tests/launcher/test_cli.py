import json

import pytest

from onward.config import cli
from onward.config.commands import doctor
from onward.config.launcher.installation import Installation


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("ONWARD_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.mark.parametrize("arguments", [["personas"], ["personas", "--json"], ["sign-in-link", "mette@example.org"]])
def test_a_real_installation_has_no_demo_doors(arguments, data, capsys):
    data.mkdir()
    (data / "mode").write_text("real\n")

    assert cli.main(arguments) == 2
    assert "Only the demo has these" in capsys.readouterr().err


def test_a_list_is_stored_under_an_agreement_only(capsys):
    assert cli.main(["import-list", "people.csv"]) == 2
    assert "--agreement" in capsys.readouterr().err


def test_a_dry_run_needs_no_installation(tmp_path, data, capsys):
    file = tmp_path / "people.csv"
    file.write_text("First name;Last name;Job title\nMette;Holm;Welder\n")

    assert cli.main(["import-list", str(file), "--dry-run", "--json"]) == 0

    read = json.loads(capsys.readouterr().out)
    assert [(row["first_name"], row["last_name"]) for row in read["rows"]] == [("Mette", "Holm")]
    assert not data.exists()


def test_the_sql_can_be_printed_without_a_server(capsys):
    assert cli.main(["setup-database", "--print"]) == 0

    printed = capsys.readouterr().out
    assert 'CREATE DATABASE "onward" OWNER "onward_owner"' in printed
    assert 'GRANT "onward_employer_reading" TO "onward_web"' in printed


def test_the_doctor_says_what_to_do_before_the_first_start(data, capsys):
    assert cli.main(["doctor"]) == 1

    said = capsys.readouterr().out
    assert f"{data} is not there" in said
    assert "Start with `onward run`" in said


def test_the_doctor_sees_secrets_that_others_may_read():
    installation = Installation.from_environment(demo=False)
    installation.make_folders()
    installation.secret("secret-key")
    assert doctor.secrets(installation).mend == ""

    (installation.data / "secrets" / "secret-key").chmod(0o644)

    assert "chmod 600" in doctor.secrets(installation).mend


@pytest.mark.parametrize(
    ("address", "amiss"), [("https://careers.example", False), ("http://careers.example", True), ("", True)]
)
def test_the_doctor_asks_for_https(address, amiss, monkeypatch):
    monkeypatch.setenv("ONWARD_ADDRESS", address)

    assert bool(doctor.address(Installation.from_environment(demo=False)).mend) is amiss


def test_the_doctor_asks_for_a_mail_server(monkeypatch):
    installation = Installation.from_environment(demo=False)
    assert "ONWARD_SMTP_HOST" in next(doctor.mail(installation)).mend

    monkeypatch.setenv("ONWARD_SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("ONWARD_SMTP_PORT", "1")

    assert "does not answer" in next(doctor.mail(installation)).mend


@pytest.mark.parametrize("arguments", [["manage", "check"], ["import-list", "people.csv", "--agreement", "Plan"]])
def test_a_command_does_not_begin_a_database_by_the_way(arguments, data, capsys):
    assert cli.main(arguments) == 1

    assert "There is no database" in capsys.readouterr().err
    assert not data.exists()
