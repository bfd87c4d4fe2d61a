import socket

import pytest
from psycopg.conninfo import conninfo_to_dict

from onward.config.launcher.errors import LaunchError
from onward.config.launcher.installation import Installation, InUse

ADMIN = "postgresql://boss:secret@db.example:5433/careers?sslmode=require"


@pytest.fixture
def installation(tmp_path, monkeypatch):
    monkeypatch.setenv("ONWARD_DATA", str(tmp_path / "data"))
    made = Installation.from_environment(demo=True)
    made.make_folders()
    return made


def test_a_secret_is_made_once_and_for_its_user_alone(installation):
    first = installation.secret("secret-key")

    assert installation.secret("secret-key") == first
    assert len(first) > 40
    assert (installation.data / "secrets" / "secret-key").stat().st_mode & 0o777 == 0o600
    assert (installation.data / "secrets").stat().st_mode & 0o777 == 0o700


def test_each_process_is_told_its_own_connection_only(installation, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", ADMIN)
    monkeypatch.setenv("PGPASSWORD", "secret")
    installation = Installation.from_environment(demo=True)

    told = installation.environment(ADMIN, "web")

    parts = conninfo_to_dict(told["ONWARD_DB_URL"])
    assert parts["user"] == "onward_web"
    assert parts["password"] == installation.secret("database-web")
    assert (parts["host"], parts["port"], parts["dbname"]) == ("db.example", "5433", "careers")
    assert parts["sslmode"] == "require"
    assert "boss" not in str(told)
    assert "PGPASSWORD" not in told


def test_a_busy_port_is_said_in_a_sentence(installation, monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setenv("PORT", str(taken.getsockname()[1]))

        with pytest.raises(LaunchError, match="is taken by another program") as refused:
            Installation.from_environment(demo=True).refuse_busy_port()

    assert refused.value.code == 2


@pytest.mark.parametrize("port", ["0", "eighty", "70000", "-1"])
def test_a_port_that_is_none_is_refused(port, monkeypatch):
    monkeypatch.setenv("PORT", port)

    with pytest.raises(LaunchError, match="PORT is a number"):
        Installation.from_environment(demo=True)


def test_a_data_folder_is_held_by_one(installation):
    with installation.held("http://localhost:8000"):
        with pytest.raises(InUse, match="already runs at http://localhost:8000") as refused, installation.held():
            pytest.fail("two hold it")
        assert refused.value.code == 2

    with installation.held():
        pass


def test_a_demo_stays_a_demo(installation):
    installation.settle_mode()

    assert Installation.from_environment().demo
    with pytest.raises(LaunchError, match="was made by `onward demo`"):
        Installation.from_environment(demo=False).settle_mode()


def test_the_demo_listens_on_this_machine_only(monkeypatch):
    monkeypatch.setenv("ONWARD_HOST", "0.0.0.0")

    assert Installation.from_environment(demo=True).host == "127.0.0.1"
    assert Installation.from_environment(demo=False).host == "0.0.0.0"


def test_a_name_that_could_be_sql_is_refused(monkeypatch):
    monkeypatch.setenv("ONWARD_NAME", 'x"; DROP ROLE postgres')

    with pytest.raises(LaunchError, match="ONWARD_NAME"):
        Installation.from_environment(demo=True)


def test_an_address_that_cannot_be_read_is_not_repeated(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql//boss:secret@host")

    with pytest.raises(LaunchError, match="DATABASE_URL cannot be read") as refused:
        Installation.from_environment(demo=True)

    assert "secret" not in str(refused.value)
