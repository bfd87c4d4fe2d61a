import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from onward.config.launcher.processes import is_alive, wait_until
from onward.config.launcher.supervise import LIVED_WELL, Child


def kept_up(child, seconds):
    """Drive the child by a clock that runs a hundred times too fast."""
    real = time.monotonic()
    while time.monotonic() - real < seconds:
        child.keep_up((time.monotonic() - real) * 100)
        time.sleep(0.01)


@pytest.fixture
def child(tmp_path):
    count = f"open({str(tmp_path / 'starts')!r}, 'a').write('x')"
    made = Child("worker", [sys.executable, "-c", count], dict(os.environ))
    yield made
    made.kill_group()


def test_a_process_that_ends_in_peace_is_started_again(child, tmp_path):
    kept_up(child, 0.5)

    assert len((tmp_path / "starts").read_text()) > 1


def test_the_pauses_grow_and_a_long_life_forgives(child):
    pauses = []
    for now in (0, 100, 200):
        child.keep_up(now)
        child.process.wait()
        child.began = now
        child.keep_up(now + 1)
        pauses.append(child.pause)
    child.keep_up(300)
    child.process.wait()
    child.keep_up(301 + LIVED_WELL)

    assert pauses == [1.0, 2.0, 4.0]
    assert child.pause == 0.5


def test_what_a_dead_process_started_goes_too(tmp_path):
    grandchild = tmp_path / "grandchild"
    script = f"sleep 60 & echo $! > {grandchild}; kill -9 $$"
    child = Child("web server", ["/bin/sh", "-c", script], dict(os.environ))

    child.keep_up(0)
    child.process.wait()
    pid = int(grandchild.read_text())
    assert is_alive(pid)
    child.keep_up(1)

    assert wait_until(lambda: not is_alive(pid), seconds=2)


def to_mend(said):
    return {line[5:].split("  ")[0].strip() for line in said.splitlines() if line.startswith("mend")}


def test_an_installation_lives_through_every_death(running):
    # a first start
    running.start()
    said = running.wait_for_block()
    assert f"http://localhost:{running.port}" in said
    before = running.wait_for_children()

    # all its children die at once
    for pid in before.values():
        os.kill(pid, signal.SIGKILL)
    assert wait_until(lambda: not any(map(is_alive, before.values())), seconds=10, every=0.05)
    after = running.wait_for_children()
    assert wait_until(running.answers, seconds=20, every=0.1)
    assert to_mend(running.doctor()) == {"Mail", "Address"}  # what only a provider can say

    # it is killed itself
    running.process.kill()
    running.process.wait()
    running.process.stdout.close()
    assert wait_until(lambda: not any(map(is_alive, after.values())), seconds=10, every=0.1)

    # the next start finds everything as it was, and stops in order
    running.start()
    running.wait_for_block()
    last = running.wait_for_children()
    assert running.answers()
    running.process.send_signal(signal.SIGTERM)
    assert running.process.wait(10) == 0
    assert not any(map(is_alive, last.values()))


def test_a_busy_port_ends_with_a_sentence(running):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", running.port))
        taken.listen()
        running.start()
        said, _ = running.process.communicate(timeout=10)

    assert running.process.returncode == 2
    assert f"Port {running.port} is taken" in said
    assert "Traceback" not in said


def test_the_demo_refuses_a_folder_of_a_real_installation(running):
    running.data.mkdir()
    (running.data / "mode").write_text("real\n")

    running.start("demo")
    said, _ = running.process.communicate(timeout=10)

    assert running.process.returncode == 2
    assert "was made by `onward run`" in said


def test_the_command_stands_alone():
    done = subprocess.run(
        [sys.executable, "-m", "onward.config.cli", "--help"], capture_output=True, text=True, check=True
    )

    for command in ("run", "demo", "personas", "sign-in-link", "import-list", "setup-database", "doctor", "manage"):
        assert f"\n    {command}" in done.stdout
