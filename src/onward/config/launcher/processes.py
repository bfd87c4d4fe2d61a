"""Child processes that do not outlive us."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

_SET_PARENT_DEATH_SIGNAL = 1
PROC = Path("/proc")
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def dies_with_parent(sign: signal.Signals) -> Callable[[], None] | None:
    """A `preexec_fn` that has the kernel send `sign` to the child when its parent ends, by whatever cause.

    Only Linux can do it; elsewhere a child of a killed parent is found and stopped at the next start.
    """
    if _libc is None:
        return None
    libc, parent = _libc, os.getpid()

    def ask_the_kernel() -> None:
        libc.prctl(_SET_PARENT_DEATH_SIGNAL, int(sign))
        if os.getppid() != parent:  # it ended between fork and here
            os.kill(os.getpid(), sign)

    return ask_the_kernel


def end_with_my_parent() -> None:
    """Have this very process terminated when the one that started it ends (`make`, when it is killed)."""
    if _libc is not None:
        _libc.prctl(_SET_PARENT_DEATH_SIGNAL, int(signal.SIGTERM))


def wait_until(condition: Callable[[], bool], *, seconds: float, every: float = 0.02) -> bool:
    """Whether `condition` came true in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(every)
    return True


def is_alive(pid: int) -> bool:
    """Whether a process of this number exists and is not merely waiting to be reaped."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return state_of(pid) not in ("", "Z")


def state_of(pid: int) -> str:
    """The one-letter state of a process, empty where it is gone."""
    if PROC.is_dir():
        return _read(pid, "stat").rpartition(")")[2].strip()[:1]
    return _ask_ps(pid, "stat=")[:1]


def command_of(pid: int) -> str:
    """The command line of a process, empty where it is gone."""
    if PROC.is_dir():
        return _read(pid, "cmdline").replace("\0", " ").strip()
    return _ask_ps(pid, "args=")


def _read(pid: int, name: str) -> str:
    try:
        return (PROC / str(pid) / name).read_text(errors="replace")
    except OSError:
        return ""


def _ask_ps(pid: int, what: str) -> str:
    """Where there is no /proc (macOS)."""
    command = ["ps", "-ww", "-o", what, "-p", str(pid)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
