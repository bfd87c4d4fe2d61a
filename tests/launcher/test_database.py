import secrets

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from onward.config.launcher import database
from onward.config.launcher.errors import LaunchError
from onward.config.launcher.installation import Installation
from onward.config.launcher.postgres import Server
from onward.core import wall


@pytest.fixture(scope="module")
def own_server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("own")
    made = Server(folder / "pg", password=secrets.token_urlsafe(8), log=folder / "log", throw_away=True)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def installation(own_server, tmp_path, monkeypatch):
    """A new one on the same server for every test."""
    monkeypatch.setenv("ONWARD_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ONWARD_NAME", f"o{secrets.token_hex(4)}")
    monkeypatch.setenv("DATABASE_URL", make_conninfo(own_server.address(), dbname=""))
    made = Installation.from_environment(demo=False)
    made.make_folders()
    return made


def user_of(own_server, may: str) -> str:
    """The connection of a new user with these rights on the server."""
    name = f"u{secrets.token_hex(4)}"
    with psycopg.connect(own_server.address(), autocommit=True) as admin:
        admin.execute(f"CREATE ROLE {name} LOGIN {may} PASSWORD 'x'")
    return make_conninfo(own_server.address(), user=name, password="x")


def test_roles_database_and_extensions_are_made_once(installation):
    admin = installation.own_server
    assert not database.is_complete(installation, admin)

    database.ensure(installation, admin)
    database.set_up(installation, admin)

    assert database.is_complete(installation, admin)
    with psycopg.connect(installation.database_address(admin, "owner")) as owner:
        there = {name for (name,) in owner.execute("SELECT extname FROM pg_extension")}
        assert set(database.EXTENSIONS) <= there
        assert owner.info.dbname == installation.name


def test_the_web_role_owns_nothing_and_others_stay_outside(installation, own_server):
    admin = installation.own_server
    database.set_up(installation, admin)

    with psycopg.connect(installation.database_address(admin, "web"), autocommit=True) as web:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            web.execute("CREATE TABLE mine (x int)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            web.execute(f'SET ROLE "{installation.name}_erasure"')
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(make_conninfo(user_of(own_server, "NOSUPERUSER"), dbname=installation.name))


def test_a_user_who_may_make_roles_and_databases_need_not_be_a_superuser(installation, own_server):
    may = user_of(own_server, "CREATEROLE CREATEDB")

    database.ensure(installation, may)

    assert database.is_complete(installation, may)


def test_a_user_who_may_not_is_told_what_to_do(installation, own_server):
    with pytest.raises(LaunchError, match="onward setup-database"):
        database.ensure(installation, user_of(own_server, "NOSUPERUSER"))


def test_a_server_that_does_not_answer_is_said_in_a_sentence(installation, own_server):
    nobody_listens = make_conninfo(own_server.address(), port=1)

    with pytest.raises(LaunchError, match="cannot be reached"):
        database.ensure(installation, nobody_listens)


def test_a_changed_password_is_mended(installation):
    admin = installation.own_server
    database.set_up(installation, admin)
    (installation.data / "secrets" / "database-web").unlink()
    assert not database.is_complete(installation, admin)

    database.ensure(installation, admin)

    assert database.is_complete(installation, admin)


def test_the_printed_script_does_the_same(installation):
    admin = installation.own_server
    before, connect, after = database.script(installation).partition(f'\\connect "{installation.name}"')
    assert connect

    with psycopg.connect(make_conninfo(admin, dbname="postgres"), autocommit=True) as server:
        for statement in before.split(";\n"):
            server.execute(statement)
    with psycopg.connect(make_conninfo(admin, dbname=installation.name), autocommit=True) as inside:
        inside.execute(after)

    assert database.is_complete(installation, admin)


def test_a_role_that_was_lost_is_noticed(installation):
    admin = installation.own_server
    database.set_up(installation, admin)
    with psycopg.connect(make_conninfo(admin, dbname="postgres"), autocommit=True) as server:
        server.execute(f'DROP ROLE "{installation.name}_{wall.NO_LOGIN[-1]}"')

    assert not database.is_complete(installation, admin)
