"""Bring database and files up to date before web and worker start; run as a process of its own, as the owner.

Everything is skipped that was done before with the same code: a second start costs a fraction of a second.
"""

import hashlib
import json
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import django
import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from onward.config.launcher import catalogues, database
from onward.config.launcher.errors import LaunchError
from onward.config.launcher.installation import ADMIN, Installation

MIGRATIONS_LOCK = 0x6F6E77617264  # "onward": one process at a time changes the schema
LOCK_SECONDS = 60
PACKAGE = Path(__file__).resolve().parents[2]
SEEN_IN_STATIC = ("django", "django-allauth", "django-htmx", "procrastinate")


def main() -> None:
    """Says on stdout, as JSON, what the launcher shows: the demo's people."""
    logging.disable(logging.INFO)  # only what is amiss belongs between the launcher's sentences
    installation = Installation.from_environment(demo=os.environ.get("ONWARD_DEMO") == "1")
    try:
        database.ensure(installation, os.environ.pop(ADMIN))
        catalogues.compile_all(PACKAGE / "locale")
        django.setup()
        json.dump({"personas": bring_up_to_date(installation)}, sys.stdout)
    except LaunchError as error:
        print(error, file=sys.stderr)
        sys.exit(error.code)


def bring_up_to_date(installation: Installation) -> list[dict[str, str]]:
    """Schema, rights, static files, demo data; returns the demo's people with their addresses."""
    if installation.demo:
        refuse_real_people()
    done, now = installation.data / "prepared.json", {"code": fingerprint(), "demo": installation.demo}
    fresh = _read(done) != now
    with only_one():
        if fresh or pending():
            call_command("migrate", interactive=False, verbosity=0)
            fresh = True
    if fresh or not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    people = demo_people(fresh=fresh) if installation.demo else []
    done.write_text(json.dumps(now))
    return people


def demo_people(*, fresh: bool) -> list[dict[str, str]]:
    """The demo's people, after making or mending them where the code is new."""
    from onward.config import demo  # noqa: PLC0415 -- app ready: the demo imports models

    if fresh:
        demo.load()
    return [{**person, "address": demo.sign_in_link(person["email"])} for person in demo.personas()]


def refuse_real_people() -> None:
    """The demo prints ways to sign in: it never starts over a database that holds anyone but its own people."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('accounts_person')")
        if cursor.fetchone() == (None,):
            return
        cursor.execute("SELECT EXISTS (SELECT FROM accounts_person WHERE NOT is_demo)")
        if cursor.fetchone() == (True,):
            raise LaunchError(
                "This database holds people who are not of the demo, and the demo would print ways to sign in. "
                "Use `onward run`, or another database.",
                code=2,
            )


def pending() -> bool:
    """Whether migrations wait."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


@contextmanager
def only_one() -> Iterator[None]:
    """Two starts at once do not migrate at once."""
    with psycopg.connect(os.environ["ONWARD_DB_URL"], autocommit=True) as keeper:
        keeper.execute(f"SET lock_timeout = '{LOCK_SECONDS}s'")
        try:
            keeper.execute("SELECT pg_advisory_lock(%s)", [MIGRATIONS_LOCK])
        except psycopg.errors.LockNotAvailable as error:
            raise LaunchError("Another start is changing the database. Try again in a minute.") from error
        yield


def fingerprint() -> str:
    """Changes when our code, content or static files do, or a package that brings static files."""
    digest = hashlib.sha256(" ".join(version(name) for name in SEEN_IN_STATIC).encode())
    for path in sorted(PACKAGE.rglob("*")):
        if path.is_file() and path.suffix not in (".pyc", ".mo"):
            seen = path.stat()
            digest.update(f"{path.relative_to(PACKAGE)} {seen.st_size} {seen.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _read(path: Path) -> object:
    try:
        return json.loads(path.read_text())
    except (OSError, ValueError):
        return None


if __name__ == "__main__":
    main()
