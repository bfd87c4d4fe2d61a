"""The glass wall in the database: who may touch which table, and the four roles a page works in.

The web process signs in as a role that owns nothing and inherits nothing. One middleware takes one of four roles for
the length of a page (`taken`). What each role may touch is stated on the models (`Wall`) and granted after every
migration. See docs/adr/0003-the-database-refuses-too.md.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import psycopg
from django.apps import apps
from django.conf import settings
from django.db import connections, models, transaction
from psycopg import sql

GUARD_ROLES = ("inside_reading", "inside_writing", "employer_reading", "employer_writing")
NO_LOGIN = (*GUARD_ROLES, "erasure")
LOGIN = ("owner", "web", "worker")
HOLDERS = {"owner": NO_LOGIN, "web": GUARD_ROLES, "worker": ("inside_reading", "inside_writing", "erasure")}
SIGN_IN_APPS = frozenset({"sessions", "account", "mfa", "usersessions"})
WORKER_APPS = frozenset({"procrastinate"})
EVERYTHING = "SELECT, INSERT, UPDATE, DELETE"
FACTS = ("onward.employer", "onward.manager", "onward.person")


@dataclass(frozen=True, slots=True)
class Wall:
    """What a model says about its table.

    append_only: rows are never changed or removed but by erasure. employer_inserts: an employer's page may add rows.
    employer_view: the model stands on a view made for the employer's side (`managed = False`); `employer_rights` are
    the rights on that view. sign_in: rights of the bare web role, before any role is taken. read_log: a reading page
    may add rows (the access log). closed: no page reads the table itself; a view of it has rights of its own.
    erasure_inserts: erasing a person leaves a row here.
    """

    append_only: bool = False
    employer_inserts: bool = False
    employer_view: bool = False
    employer_rights: str = "SELECT"
    sign_in: str = ""
    read_log: bool = False
    closed: bool = False
    erasure_inserts: bool = False


OPEN = Wall()


def role_name(role: str) -> str:
    """The server-wide name of one of our roles: roles belong to the server, so they carry the installation's name."""
    return f"{settings.ONWARD_NAME}_{role}"


# Taking a role ------------------------------------------------------------------------------------------------


@contextmanager
def taken(role: str, facts: Mapping[str, str] | None = None, using: str = "default") -> Iterator[None]:
    """Do the block's database work in one transaction, as `role`.

    facts: what the employer's views filter by (`employer`, `manager`, `person`), set for this transaction only.
    Both are of the transaction and end with it. A block within another leaves by naming the role it came from: a
    released savepoint would keep its own.
    """
    wanted = {"role": role_name(role), **dict.fromkeys(FACTS, "")}
    wanted |= {f"onward.{name}": value for name, value in (facts or {}).items()}
    is_within = connections[using].in_atomic_block
    with transaction.atomic(using=using):
        before = _current(using) if is_within else {}
        _set(using, wanted)
        yield
        if is_within:
            _set(using, before)


def _current(using: str) -> dict[str, str]:
    names = ("role", *FACTS)
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(['current_setting(%s, true)'] * len(names))}", names)
        return {name: value or "" for name, value in zip(names, cursor.fetchone(), strict=True)}


def _set(using: str, values: Mapping[str, str]) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(['set_config(%s, %s, true)'] * len(values))}",
            [part for item in values.items() for part in item],
        )


# Making the roles (once per server) ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Passwords:
    """Of the three roles that sign in."""

    owner: str = field(repr=False)
    web: str = field(repr=False)
    worker: str = field(repr=False)


def role_statements(name: str, passwords: Passwords) -> list[sql.Composed]:
    """The statements that make or mend an installation's roles; they may be run again."""
    made = []
    for role in LOGIN + NO_LOGIN:
        inherit = "INHERIT" if role == "owner" else "NOINHERIT"
        login = f"LOGIN {inherit}" if role in LOGIN else "NOLOGIN NOINHERIT"
        full = sql.Identifier(f"{name}_{role}")
        create = sql.SQL(
            "DO $do$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {text}) "
            "THEN CREATE ROLE {role}; END IF; END $do$"
        ).format(text=sql.Literal(f"{name}_{role}"), role=full)
        made += [create, sql.SQL("ALTER ROLE {role} " + login).format(role=full)]
        if role in LOGIN:
            secret = sql.Literal(getattr(passwords, role))
            made.append(sql.SQL("ALTER ROLE {role} PASSWORD {secret}").format(role=full, secret=secret))
    for holder, held in HOLDERS.items():
        for role in held:
            made.append(
                sql.SQL("GRANT {role} TO {holder}").format(
                    role=sql.Identifier(f"{name}_{role}"), holder=sql.Identifier(f"{name}_{holder}")
                )
            )
    return made


def create_roles(admin: psycopg.Connection, name: str, passwords: Passwords) -> None:
    """Make the installation's roles on the server of `admin`, a connection that may do so."""
    with admin.transaction():
        for statement in role_statements(name, passwords):
            admin.execute(statement)


# Granting (after every migration) -----------------------------------------------------------------------------


def grant_after_migrate(sender, using: str = "default", **kwargs) -> None:
    """Receiver of `post_migrate`: state the rights anew, so that no table is forgotten and none keeps too much."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role_name("web")])
        if cursor.fetchone() is None:
            raise RuntimeError(f"The role {role_name('web')} is missing: run `onward setup-database` first.")
        cursor.execute("\n".join(grant_statements(set(connections[using].introspection.table_names(cursor, True)))))


def grant_statements(present: set[str]) -> list[str]:
    """Every right of every role, from what the models say. Tables that are not there yet are passed over."""
    names = {role: f'"{role_name(role)}"' for role in LOGIN + NO_LOGIN}
    all_names = ", ".join(names[role] for role in NO_LOGIN + ("web", "worker"))
    made = [
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {all_names};",
        f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, {all_names};",
        f"GRANT USAGE ON SCHEMA public TO {all_names};",
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {names['web']}, {names['worker']};",
    ]
    for model in apps.get_models(include_auto_created=True):
        if model._meta.db_table in present and not model._meta.proxy:
            made += _grants_of(model, names)
    if (table := settings.CACHE_TABLE) in present:
        # the web role counts attempts to sign in, a page inside attempts at an invitation's code
        made.append(f'GRANT {EVERYTHING} ON "{table}" TO {names["web"]}, {names["inside_writing"]};')
    if "django_migrations" in present:
        made.append(f'GRANT SELECT ON "django_migrations" TO {names["web"]}, {names["worker"]};')
    made += [f'GRANT {EVERYTHING} ON "{table}" TO {names["worker"]};' for table in sorted(present) if _queue(table)]
    return made


def _queue(table: str) -> bool:
    return table.startswith("procrastinate_")


def wall_of(model: type[models.Model]) -> Wall:
    """What the model states, or the default: the inside may do everything, the employer nothing."""
    return getattr(model, "wall", OPEN)


def _grants_of(model: type[models.Model], names: Mapping[str, str]) -> list[str]:
    label, wall, table = model._meta.app_label, wall_of(model), f'"{model._meta.db_table}"'
    if label in SIGN_IN_APPS:
        return [
            f"GRANT {EVERYTHING} ON {table} TO {names['web']};",
            f"GRANT SELECT, DELETE ON {table} TO {names['erasure']};",
            f"GRANT {EVERYTHING} ON {table} TO {names['inside_writing']};",
        ]
    if not model.__module__.startswith("onward."):
        return []
    if wall.employer_view:
        both = f"{names['employer_reading']}, {names['employer_writing']}, {names['inside_writing']}"
        made = [f"GRANT SELECT ON {table} TO {both}, {names['inside_reading']};"]
        if wall.employer_rights != "SELECT":
            made.append(
                f"GRANT {wall.employer_rights} ON {table} TO {both};".replace(names["employer_reading"] + ", ", "")
            )
        return made
    erasing = EVERYTHING if wall.erasure_inserts else "SELECT, UPDATE, DELETE"
    made = [f"GRANT {erasing} ON {table} TO {names['erasure']};"]
    if wall.closed:
        return made
    made += [
        f"GRANT SELECT ON {table} TO {names['inside_reading']};",
        f"GRANT {'SELECT, INSERT' if wall.append_only else EVERYTHING} ON {table} TO {names['inside_writing']};",
    ]
    if wall.read_log:
        made.append(f"GRANT INSERT ON {table} TO {names['inside_reading']}, {names['employer_reading']};")
    if wall.employer_inserts:
        made.append(f"GRANT INSERT ON {table} TO {names['employer_writing']};")
    if wall.sign_in:
        made.append(f"GRANT {wall.sign_in} ON {table} TO {names['web']};")
    return made
