import os
import secrets
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from onward.config.launcher.postgres import Server, free_port
from onward.config.launcher.processes import wait_until

ONWARD = (sys.executable, "-m", "onward.config.cli")
OURS = ("ONWARD_", "PG", "DATABASE_URL", "DJANGO_SETTINGS_MODULE", "PORT", "COV_")


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch):
    """An installation knows nothing of the test run's own server."""
    for name in [name for name in os.environ if name.startswith(OURS)]:
        monkeypatch.delenv(name)


@pytest.fixture
def server(tmp_path):
    made = Server(tmp_path / "pg", password=secrets.token_urlsafe(8), log=tmp_path / "log", throw_away=True)
    yield made
    made.stop()


class Running:
    """`onward` in a process of its own, over a fresh data folder."""

    def __init__(self, data: Path):
        self.data = data
        self.port = free_port()
        self.process: subprocess.Popen | None = None

    def start(self, command: str = "run") -> None:
        self.process = subprocess.Popen(
            [*ONWARD, command],
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def environment(self) -> dict[str, str]:
        return {**os.environ, "ONWARD_DATA": str(self.data), "PORT": str(self.port)}

    def doctor(self) -> str:
        """What it says beside the running installation."""
        done = subprocess.run([*ONWARD, "doctor"], env=self.environment(), capture_output=True, text=True, check=False)
        return done.stdout + done.stderr

    def wait_for_block(self) -> str:
        """What it printed up to the line that says how to stop."""
        said = ""
        for line in self.process.stdout:
            said += line
            if "Stop with Ctrl-C" in line:
                return said
        pytest.fail(f"It ended with {self.process.wait()}:\n{said}")

    def answers(self) -> bool:
        """Whether a page comes that needs the database or at least our own code: any answer but a broken one."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=5):
                return True
        except urllib.error.HTTPError as error:
            return error.code < 500
        except OSError:
            return False

    def children(self) -> dict[str, int]:
        """Process numbers of web server, worker and database."""
        found = {}
        for place in Path("/proc").glob("[0-9]*"):
            try:
                command = (place / "cmdline").read_text().replace("\0", " ")
                parent = int((place / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, ValueError):
                continue
            if parent == self.process.pid:
                names = {"web": "granian", "worker": "procrastinate", "database": "postgres -D"}
                found |= {name: int(place.name) for name, mark in names.items() if mark in command}
        return found

    def wait_for_children(self) -> dict[str, int]:
        assert wait_until(lambda: len(self.children()) == 3, seconds=10, every=0.05), self.children()
        return self.children()

    def finish(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.kill()
        if self.process:
            self.process.wait()
            self.process.stdout.close()


@pytest.fixture
def running(tmp_path):
    made = Running(tmp_path / "data")
    yield made
    made.finish()
