"""One installation: its data folder, its secrets, its port, and what its processes are told."""

import errno
import fcntl
import json
import os
import re
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from onward.config.launcher.errors import LaunchError
from onward.config.launcher.postgres import Server

DEMO, REAL = "demo", "real"
DEFAULT_PORT = 8000
ADMIN = "ONWARD_ADMIN_URL"  # the administrator's connection, told to the process that prepares and to no other


class InUse(LaunchError):
    """Another process holds the data folder. `address`: where it serves, empty for a passing command."""

    def __init__(self, pid: int, address: str, port: int, folder: Path):
        where = f" at {address}" if address else ""
        super().__init__(f"Onward already runs{where} (process {pid}) with the data folder {folder}.", code=2)
        self.address = address
        self.port = port


@dataclass(frozen=True)
class Installation:
    """name: prefix of its database roles, and its database. own_server: DATABASE_URL, empty for the embedded one."""

    data: Path
    name: str
    port: int
    host: str
    demo: bool
    own_server: str = field(default="", repr=False)

    @classmethod
    def from_environment(cls, *, demo: bool | None = None) -> "Installation":
        """demo: None, for commands beside a running installation, reads how and on which port it was started."""
        data = Path(os.environ.get("ONWARD_DATA") or "data").resolve()
        name = os.environ.get("ONWARD_NAME") or "onward"
        if not re.fullmatch(r"[a-z][a-z0-9_]{0,30}", name):
            raise LaunchError("ONWARD_NAME is made of small letters, digits and _, at most 31 of them.", code=2)
        usual = DEFAULT_PORT
        if demo is None:
            demo = _read(data / "mode") == DEMO
            usual = _holder(data).get("port", usual)
        host = "127.0.0.1" if demo else os.environ.get("ONWARD_HOST") or "127.0.0.1"
        return cls(data, name, _port(usual), host, demo, _own_server())

    # Folders ----------------------------------------------------------------------------------------------------

    @property
    def database_folder(self) -> Path:
        return self.data / "postgres"

    def log(self, name: str) -> Path:
        return self.data / "log" / f"{name}.log"

    def make_folders(self) -> None:
        """As root the database runs as somebody else, who must be able to pass through the data folder."""
        for folder, mode in ((self.data, 0o711), (self.data / "secrets", 0o700), (self.data / "log", 0o700)):
            if not folder.exists():
                try:
                    folder.mkdir(parents=True)
                    folder.chmod(mode)
                except OSError as error:
                    raise LaunchError(f"The data folder {folder} cannot be made: {error.strerror}.", code=2) from error
        if not os.access(self.data, os.W_OK):
            raise LaunchError(f"The data folder {self.data} may not be written by this user.", code=2)

    def settle_mode(self) -> None:
        """A data folder is a demo or not, from its first start on."""
        mode, before = DEMO if self.demo else REAL, _read(self.data / "mode")
        if before and before != mode:
            now = "`onward demo`" if before == DEMO else "`onward run`"
            raise LaunchError(
                f"The data folder {self.data} was made by {now}. Choose another one with ONWARD_DATA.", code=2
            )
        if not before:
            (self.data / "mode").write_text(f"{mode}\n")

    def secret(self, name: str) -> str:
        """A random secret of this installation, made at first use, readable by its user alone."""
        path = self.data / "secrets" / name
        if not path.exists():
            fresh = path.with_name(f"{name}.{os.getpid()}")
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(32))
            fresh.rename(path)
        return path.read_text().strip()

    @contextmanager
    def held(self, address: str = "") -> Iterator[None]:
        """Keep the data folder for this process; raises InUse. The kernel lets go of it however the process ends."""
        with (self.data / "in-use").open("a+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                if error.errno not in (errno.EAGAIN, errno.EACCES):
                    raise
                holder = _holder(self.data)
                pid, port = holder.get("pid", 0), holder.get("port", DEFAULT_PORT)
                raise InUse(pid, holder.get("address", ""), port, self.data) from error
            file.truncate(0)
            file.write(json.dumps({"pid": os.getpid(), "address": address, "port": self.port}))
            file.flush()
            yield

    def embedded_server(self) -> Server:
        """The database server of this data folder, not yet started."""
        return Server(self.database_folder, password=self.secret("database-admin"), log=self.log("postgres"))

    # Addresses --------------------------------------------------------------------------------------------------

    @property
    def address(self) -> str:
        """As people type it: passkeys need the name localhost, a bare number is no domain."""
        shown = "localhost" if self.host in ("127.0.0.1", "0.0.0.0", "::", "::1") else self.host  # noqa: S104
        return os.environ.get("ONWARD_ADDRESS") or f"http://{shown}:{self.port}"

    @property
    def database_name(self) -> str:
        return str(conninfo_to_dict(self.own_server).get("dbname") or self.name)

    def database_address(self, admin: str, role: str) -> str:
        """The connection of owner, web or worker on the server of `admin`."""
        secret = self.secret(f"database-{role}")
        return make_conninfo(admin, user=f"{self.name}_{role}", password=secret, dbname=self.database_name)

    def environment(self, admin: str, role: str) -> dict[str, str]:
        """What a process of `role` is told: its own connection, nobody else's."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith("PG") and key != "DATABASE_URL"}
        mode = "demo" if self.demo else "production"
        return {
            **kept,
            "DJANGO_SETTINGS_MODULE": f"onward.config.settings.{mode}",
            "ONWARD_DATA": str(self.data),
            "ONWARD_NAME": self.name,
            "ONWARD_ADDRESS": self.address,
            "ONWARD_DEMO": "1" if self.demo else "",
            "ONWARD_DB_URL": self.database_address(admin, role),
            "ONWARD_SECRET_KEY": os.environ.get("ONWARD_SECRET_KEY") or self.secret("secret-key"),
            "PORT": str(self.port),
            "PYTHONUNBUFFERED": "1",
        }

    def refuse_busy_port(self) -> None:
        """Before anything is started, rather than a traceback of the web server."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
            except OSError as error:
                raise LaunchError(_port_sentence(self.host, self.port, error), code=2) from error


def _port_sentence(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken by another program. Choose another one, for example: PORT={port + 1} make run"
    if error.errno == errno.EACCES:
        return f"Port {port} may only be opened by the administrator. Choose one above 1023 with PORT."
    return f"Nothing can be opened at {host}:{port}: {error.strerror}."


def _port(usual: int) -> int:
    given = os.environ.get("PORT") or str(usual)
    if not given.isdecimal() or not 0 < int(given) < 65536:
        raise LaunchError(f"PORT is a number from 1 to 65535, not “{given}”.", code=2)
    return int(given)


def _own_server() -> str:
    given = os.environ.get("DATABASE_URL", "")
    try:
        conninfo_to_dict(given)
    except ProgrammingError as error:
        raise LaunchError(
            "DATABASE_URL cannot be read. It looks like postgresql://user:password@host/name", code=2
        ) from error
    return given


def _holder(data: Path) -> dict[str, Any]:
    """Who held the data folder last, and on which port."""
    try:
        return json.loads(_read(data / "in-use") or "{}")
    except ValueError:
        return {}


def _read(path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError:
        return ""
