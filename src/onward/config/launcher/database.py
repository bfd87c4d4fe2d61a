"""The database of an installation: where it is, and that its roles and it exist."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from onward.config.launcher.errors import LaunchError
from onward.config.launcher.installation import Installation, InUse
from onward.config.launcher.postgres import running_port
from onward.config.launcher.processes import wait_until
from onward.core import wall

EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")
OLDEST = 15
CONNECT_SECONDS = 10
FIRST_START = "Start once with `onward run` or `onward demo`."


@contextmanager
def reachable(installation: Installation, *, make: bool = False) -> Iterator[str]:
    """The administrator's connection for one command: one's own server, the one that runs, or one for this while.

    make: begin an embedded server where there was none.
    """
    if installation.own_server:
        yield installation.own_server
        return
    if not make and not (installation.database_folder / "cluster").exists():
        raise LaunchError(f"There is no database in {installation.data} yet. {FIRST_START}")
    installation.make_folders()
    server = installation.embedded_server()
    try:
        with installation.held():
            server.start()
            try:
                yield server.address()
            finally:
                server.stop()
    except InUse as busy:
        if not wait_until(lambda: running_port(installation.database_folder) != 0, seconds=20, every=0.2):
            raise busy from None
        server.port = running_port(installation.database_folder)
        yield server.address()


def passwords(installation: Installation) -> wall.Passwords:
    return wall.Passwords(**{role: installation.secret(f"database-{role}") for role in wall.LOGIN})


def ensure(installation: Installation, admin: str) -> None:
    """Roles, database and extensions exist; made with the administrator's connection where they do not."""
    if not is_complete(installation, admin):
        set_up(installation, admin)


def is_complete(installation: Installation, admin: str) -> bool:
    """Whether the three roles can sign in to the database and all others exist."""
    wanted = [f"{installation.name}_{role}" for role in wall.LOGIN + wall.NO_LOGIN]
    try:
        for role in wall.LOGIN:
            with psycopg.connect(installation.database_address(admin, role), connect_timeout=CONNECT_SECONDS) as own:
                found = own.execute("SELECT count(*) FROM pg_roles WHERE rolname = ANY(%s)", [wanted]).fetchone()
    except psycopg.OperationalError:
        return False
    return found == (len(wanted),)


def set_up(installation: Installation, admin: str) -> None:
    """Make or mend roles, database and extensions. Raises LaunchError where the user may not."""
    try:
        with psycopg.connect(_maintenance(admin), autocommit=True, connect_timeout=CONNECT_SECONDS) as server:
            _refuse_old(server)
            wall.create_roles(server, installation.name, passwords(installation))
            for statement in database_statements(installation, exists=_exists(server, installation.database_name)):
                server.execute(statement)
        inside = make_conninfo(admin, dbname=installation.database_name)
        with psycopg.connect(inside, autocommit=True, connect_timeout=CONNECT_SECONDS) as database:
            for statement in extension_statements():
                database.execute(statement)
    except psycopg.errors.InsufficientPrivilege as error:
        raise LaunchError(
            "This database user may not make roles and databases. Run `onward setup-database` and hand the SQL it "
            f"prints to your database administrator. PostgreSQL said: {error.diag.message_primary}."
        ) from error
    except psycopg.OperationalError as error:
        raise LaunchError(f"The database cannot be reached: {str(error).strip()}") from error


def database_statements(installation: Installation, *, exists: bool) -> list[sql.Composed]:
    """The database belongs to the owner's role, and only ours may enter."""
    name, owner = sql.Identifier(installation.database_name), sql.Identifier(f"{installation.name}_owner")
    doors = sql.SQL(", ").join(sql.Identifier(f"{installation.name}_{role}") for role in ("web", "worker"))
    first = (
        "ALTER DATABASE {name} OWNER TO {owner}"
        if exists
        else ("CREATE DATABASE {name} OWNER {owner} ENCODING 'UTF8' TEMPLATE template0")
    )
    return [
        # whoever hands over a database must belong to the one who gets it
        sql.SQL("GRANT {owner} TO CURRENT_USER").format(owner=owner),
        sql.SQL(first).format(name=name, owner=owner),
        sql.SQL("REVOKE ALL ON DATABASE {name} FROM PUBLIC").format(name=name),
        sql.SQL("GRANT CONNECT ON DATABASE {name} TO {doors}").format(name=name, doors=doors),
    ]


def extension_statements() -> list[sql.Composed]:
    return [sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(name)) for name in EXTENSIONS]


def script(installation: Installation, *, exists: bool = False) -> str:
    """The same as `set_up`, to be run in psql by whoever may."""
    statements = [
        *wall.role_statements(installation.name, passwords(installation)),
        *database_statements(installation, exists=exists),
    ]
    lines = [f"{statement.as_string()};" for statement in statements]
    lines.append(f'\\connect "{installation.database_name}"')
    lines += [f"{statement.as_string()};" for statement in extension_statements()]
    return "\n".join(lines)


def _maintenance(admin: str) -> str:
    """A database that surely exists to connect to while ours may not."""
    return make_conninfo(admin, dbname="postgres")


def _exists(server: psycopg.Connection, name: str) -> bool:
    return server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def _refuse_old(server: psycopg.Connection) -> None:
    if server.info.server_version < OLDEST * 10_000:
        raise LaunchError(
            f"PostgreSQL {server.info.server_version // 10_000} is too old: Onward needs {OLDEST} or newer.", code=2
        )
