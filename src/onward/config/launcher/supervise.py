"""Keep web server, worker and database running, and stop them together."""

import contextlib
import http.client
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from typing import IO, Any

from onward.config.launcher import words
from onward.config.launcher.errors import LaunchError
from onward.config.launcher.installation import ADMIN, Installation
from onward.config.launcher.postgres import Server
from onward.config.launcher.processes import dies_with_parent, wait_until

PREPARE = "onward.config.launcher.prepare"
TICK = 0.1
STOP_SECONDS = 5
READY_SECONDS = 60
FIRST_PAUSE, LONGEST_PAUSE, LIVED_WELL = 0.5, 30.0, 30.0
OLD_LOG = 5_000_000


class Stopped(Exception):
    """Somebody asked us to stop while we were still starting."""


@dataclass
class Child:
    """A process that is started again whenever it ends, also in peace: the worker does when the database goes."""

    name: str
    command: list[str]
    environment: dict[str, str]
    when_we_die: signal.Signals = signal.SIGTERM
    output: IO[bytes] | None = None
    process: subprocess.Popen | None = None
    began: float = 0.0
    due: float = 0.0
    pause: float = field(default=FIRST_PAUSE)

    def keep_up(self, now: float) -> None:
        if self.process is not None and (code := self.process.poll()) is not None:
            self._note_end(now, code)
        if self.process is None and now >= self.due:
            self.began, self.process = now, spawn(self.command, self.environment, self.output, self.when_we_die)

    def _note_end(self, now: float, code: int) -> None:
        self.kill_group()  # what it started itself must not keep the port
        self.process = None
        self.pause = FIRST_PAUSE if now - self.began > LIVED_WELL else min(self.pause * 2, LONGEST_PAUSE)
        self.due = now + self.pause
        say(f"The {self.name} ended ({code}); it is started again in {self.pause:g} s.")

    def terminate(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def has_ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def kill_group(self) -> None:
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def spawn(
    command: list[str],
    environment: dict[str, str],
    output: IO[Any] | None,
    when_we_die: signal.Signals,
    *,
    errors: IO[Any] | int | None = subprocess.STDOUT,
) -> subprocess.Popen:
    """In a session of its own, so that Ctrl-C reaches us alone; ended by the kernel when we are killed."""
    return subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=errors if output else None,
        start_new_session=True,
        preexec_fn=dies_with_parent(when_we_die),
    )


class Launcher:
    """One run of an installation, from the first process to the last."""

    def __init__(self, installation: Installation):
        self.installation = installation
        self.server: Server | None = None
        self.children: list[Child] = []
        self.stopping = False

    def run(self) -> int:
        """Until somebody stops us. Exit code 0 for a wanted end."""
        installation = self.installation
        installation.make_folders()
        installation.settle_mode()
        with installation.held(installation.address):
            installation.refuse_busy_port()
            for sign in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
                signal.signal(sign, self._ask_to_stop)
            try:
                self._start()
                self._watch()
            except Stopped:
                pass
            finally:
                self._stop()
        say("Stopped. The data stay in " + str(installation.data))
        return 0

    def _ask_to_stop(self, *_: object) -> None:
        self.stopping = True

    def _start(self) -> None:
        admin = self._start_database()
        said = self._prepare(admin)
        self._go_on()
        web, worker = (self.installation.environment(admin, role) for role in ("web", "worker"))
        self.children = [
            Child("web server", web_command(self.installation), web),
            # a worker whose database went with us would wait for it in vain
            Child("worker", worker_command(), worker, when_we_die=signal.SIGKILL),
        ]
        for child in self.children:
            if self.installation.demo:
                child.output = open_log(self.installation, child.name.replace(" ", "-"))
            child.keep_up(time.monotonic())
        self._wait_for_web()
        print(words.welcome(self.installation, said["personas"]), flush=True)

    def _start_database(self) -> str:
        if self.installation.own_server:
            return self.installation.own_server
        self.server = self.installation.embedded_server()
        self.server.start()
        self._go_on()
        return self.server.address()

    def _prepare(self, admin: str) -> dict[str, Any]:
        environment = {**self.installation.environment(admin, "owner"), ADMIN: admin}
        with tempfile.TemporaryFile() as out:
            process = spawn([sys.executable, "-m", PREPARE], environment, out, signal.SIGTERM, errors=None)
            while process.poll() is None:
                if self.stopping:
                    process.terminate()
                    process.wait()
                time.sleep(0.02)
            self._go_on()
            if process.returncode:
                raise LaunchError(
                    "The database could not be brought up to date; nothing was started.", code=process.returncode
                )
            out.seek(0)
            return json.load(out)

    def _wait_for_web(self) -> None:
        def ready() -> bool:
            self._go_on()
            self._keep_up()
            return answers(self.installation)

        if not wait_until(ready, seconds=READY_SECONDS, every=0.05):
            raise LaunchError(
                f"The web server does not answer. Its messages are in {self.installation.log('web-server')}."
            )

    def _watch(self) -> None:
        while not self.stopping:
            self._keep_up()
            time.sleep(TICK)

    def _keep_up(self) -> None:
        if self.server is not None and self.server.poll() is not None:
            say("The database ended; it is started again.")
            self.server.start()
        for child in self.children:
            child.keep_up(time.monotonic())

    def _go_on(self) -> None:
        if self.stopping:
            raise Stopped

    def _stop(self) -> None:
        for child in self.children:
            child.terminate()
        wait_until(lambda: all(child.has_ended() for child in self.children), seconds=STOP_SECONDS, every=0.02)
        for child in self.children:
            child.kill_group()
        if self.server is not None:
            self.server.stop()


def web_command(installation: Installation) -> list[str]:
    workers = os.environ.get("ONWARD_WEB_WORKERS") or ("1" if installation.demo else str(min(2, os.cpu_count() or 1)))
    options = {
        "--interface": "wsgi",
        "--host": installation.host,
        "--port": str(installation.port),
        "--workers": workers,
        "--blocking-threads": "4",
        "--workers-kill-timeout": "3",
        "--log-level": "warning",
    }
    command = [sys.executable, "-m", "granian", *(part for pair in options.items() for part in pair)]
    return [*command, "--no-ws", "--respawn-failed-workers", "onward.config.wsgi:application"]


def worker_command() -> list[str]:
    worker = ["procrastinate", "worker", "--concurrency", "2", "--shutdown-graceful-timeout", "3"]
    return [sys.executable, "-m", "django", *worker, "--delete-jobs", "successful"]


def answers(installation: Installation) -> bool:
    """Whether the web server hands out a page, whichever."""
    host = "127.0.0.1" if installation.host == "0.0.0.0" else installation.host  # noqa: S104
    connection = http.client.HTTPConnection(host, installation.port, timeout=5)
    try:
        connection.request("GET", "/", headers={"Host": "localhost"})
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def open_log(installation: Installation, name: str) -> IO[bytes]:
    """A file that starts anew when it has grown old; the one before is kept."""
    path = installation.log(name)
    if path.exists() and path.stat().st_size > OLD_LOG:
        path.replace(path.with_suffix(".log.1"))
    return path.open("ab")


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
