"""One throw-away database server for a whole test run, workers included.

Loaded by `-p` before pytest-django reads the settings. With DATABASE_URL the same suite runs on that server, as a user
who may make roles and databases.
"""

import atexit
import os
import secrets
import shutil
import tempfile
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from onward.config.launcher.postgres import Server
from onward.core import wall

NAME = "onward_test"
SAID = "ONWARD_TEST_SERVER"  # set for the workers of one run: the server is up, the roles are there

_server: Server | None = None
_folder: Path | None = None


def _start() -> None:
    address = os.environ.get("DATABASE_URL") or _start_throw_away()
    with psycopg.connect(address, autocommit=True) as admin:
        wall.create_roles(admin, NAME, wall.Passwords(*(secrets.token_urlsafe(18) for _ in range(3))))
    os.environ.update(
        ONWARD_NAME=NAME,
        ONWARD_DB_URL=make_conninfo(address, dbname=NAME),
        ONWARD_SECRET_KEY="only-for-tests",
        DJANGO_ALLOW_ASYNC_UNSAFE="true",  # Playwright's loop runs in the thread of the tests
    )
    os.environ[SAID] = str(os.getpid())


def _start_throw_away() -> str:
    global _server, _folder
    _folder = Path(tempfile.mkdtemp(prefix="onward-tests-"))
    _folder.chmod(0o711)  # as root the server runs as somebody else, who has to pass
    _server = Server(_folder / "pg", password=secrets.token_urlsafe(18), log=_folder / "log", throw_away=True)
    atexit.register(_end)  # a run that breaks while it begins is never unconfigured
    _server.start()
    return _server.address()


def _end() -> None:
    if _server is not None:
        _server.stop()
    if _folder is not None:
        shutil.rmtree(_folder, ignore_errors=True)


def pytest_unconfigure(config) -> None:
    _end()


if SAID not in os.environ:
    _start()
