"""Memory of a whole installation: `onward run` on a fresh data folder, its processes added up as PSS."""

import os
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from onward.config.launcher.postgres import free_port

ROOT = Path(__file__).resolve().parent.parent
OURS = ("ONWARD_", "PG", "DATABASE_URL", "DJANGO_SETTINGS_MODULE", "PORT")
PAGES_OPENED = 40  # so that the web process has loaded what a page needs


def megabytes() -> dict[str, float]:
    """PSS by the name of the program, launcher included; shared pages count once in the sum."""
    with tempfile.TemporaryDirectory(prefix="onward-bench-") as folder:
        Path(folder).chmod(0o711)  # as root the database runs as somebody else, who has to pass
        port = free_port()
        clean = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        known = {"ONWARD_DATA": f"{folder}/data", "PORT": str(port), "PYTHONPATH": str(ROOT / "src")}
        command = [sys.executable, "-m", "onward.config.cli", "run", "--stop-with-parent"]
        how = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        with subprocess.Popen(command, env={**clean, **known}, **how) as running:
            try:
                _wait(running)
                for _ in range(PAGES_OPENED):
                    with suppress(urllib.error.HTTPError):
                        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20).read()
                return _sums(running.pid)
            finally:
                running.terminate()
                running.communicate(timeout=60)


def _wait(running: subprocess.Popen) -> None:
    said = ""
    for line in running.stdout:
        said += line
        if "Stop with Ctrl-C" in line:
            return
    raise RuntimeError(f"onward run did not start:\n{said}")


def _sums(launcher: int) -> dict[str, float]:
    found: dict[str, float] = {}
    for pid in _tree(launcher):
        with suppress(OSError):
            command = Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
            kilobytes = next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
            name = next((name for mark, name in _NAMES.items() if mark in command), "other")
            found[name] = found.get(name, 0) + kilobytes / 1024
    return found


_NAMES = {"granian": "web", "procrastinate": "worker", "postgres": "database", "onward.config.cli": "launcher"}


def _tree(top: int) -> Iterator[int]:
    children: dict[int, list[int]] = {}
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError):
            parent = int((place / "stat").read_text().rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(place.name))
    waiting = [top]
    while waiting:
        pid = waiting.pop()
        yield pid
        waiting += children.get(pid, [])
