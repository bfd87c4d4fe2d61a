import os
import signal
import subprocess
import sys

import psycopg
import pytest

from onward.config.launcher.errors import LaunchError
from onward.config.launcher.postgres import Server, programs, running_port
from onward.config.launcher.processes import command_of, is_alive, wait_until


def ask(server, query):
    with psycopg.connect(server.address()) as connection:
        return connection.execute(query).fetchone()[0]


def test_letters_do_not_depend_on_who_starts_it(server, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C")

    server.start()

    assert ask(server, "SELECT lower('ÆØÅ')") == "æøå"


def test_nobody_enters_without_the_password(server):
    server.start()

    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(server.address().replace(server.password, "guess"))


def test_data_survive_a_kill(server):
    server.throw_away = False
    server.start()
    with psycopg.connect(server.address()) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    port = server.port

    os.kill(server.pid, signal.SIGKILL)
    assert wait_until(lambda: server.poll() is not None, seconds=5)
    server.start()

    assert ask(server, "SELECT answer FROM kept") == 42
    assert server.port == port


def test_a_leftover_server_is_stopped_and_replaced(server):
    server.start()
    leftover = server.pid

    other = Server(server.folder, password=server.password, log=server.log, throw_away=True)
    other.start()
    try:
        assert ask(other, "SELECT 1") == 1
        assert server.poll() == 0
        assert other.pid != leftover
    finally:
        other.stop()


def test_a_stale_note_that_names_a_stranger_does_no_harm(server):
    server.start()
    note = server.cluster / "postmaster.pid"
    left = note.read_text().replace(str(server.pid), str(os.getpid()), 1)
    server.stop()
    note.write_text(left)

    server.start()

    assert ask(server, "SELECT 1") == 1
    assert is_alive(os.getpid())


def test_another_version_is_refused_in_a_sentence(server):
    server.start()
    server.stop()
    (server.cluster / "PG_VERSION").write_text("14\n")

    with pytest.raises(LaunchError, match="made by PostgreSQL 14"):
        server.start()


def test_an_interrupted_beginning_is_begun_again(server):
    half_made = server.folder / "cluster.new"
    half_made.mkdir(parents=True)
    (half_made / "PG_VERSION").write_text("")

    server.start()

    assert ask(server, "SELECT 1") == 1
    assert not half_made.exists()
    assert not (server.folder / "first-password").exists()


def test_the_log_names_no_people(server):
    server.start()
    with psycopg.connect(server.address(), autocommit=True) as connection:
        connection.execute("CREATE TABLE people (email text PRIMARY KEY)")
        connection.execute("INSERT INTO people VALUES ('mette@example.org')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO people VALUES ('mette@example.org')")

    said = server.log.read_text()

    assert "duplicate key value" in said
    assert "mette@example.org" not in said


def test_it_ends_with_the_process_that_started_it(tmp_path):
    script = (
        "import sys, time; from pathlib import Path; from onward.config.launcher.postgres import Server\n"
        "s = Server(Path(sys.argv[1]) / 'pg', password='x', log=Path(sys.argv[1]) / 'log', throw_away=True)\n"
        "s.start(); print(s.pid, flush=True); time.sleep(60)"
    )
    starter = subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    pid = int(starter.stdout.readline())
    assert str(tmp_path) in command_of(pid)
    assert running_port(tmp_path / "pg") > 0

    starter.kill()
    starter.wait()
    starter.stdout.close()

    assert wait_until(lambda: not is_alive(pid), seconds=5)
    assert running_port(tmp_path / "pg") == 0


def test_the_programs_can_be_ones_own(monkeypatch, tmp_path):
    monkeypatch.setenv("PG_BIN", str(tmp_path))

    assert programs() == tmp_path


def test_a_missing_package_is_said_in_a_sentence(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)

    with pytest.raises(LaunchError, match="PostgreSQL's programs are missing"):
        programs()
