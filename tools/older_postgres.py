"""The suite without the browser, once more on Debian's PostgreSQL 15, given by DATABASE_URL."""

import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

from debian import install

from onward.config.launcher.postgres import Server

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = Path("/usr/lib/postgresql/15/bin")


def main() -> int:
    if not (PROGRAMS / "postgres").exists():
        install("postgresql-15", "The suite runs on PostgreSQL 15 too.")
    os.environ["PG_BIN"] = str(PROGRAMS)
    with tempfile.TemporaryDirectory(prefix="onward-15-") as folder:
        Path(folder).chmod(0o711)  # as root the server runs as the user postgres, who has to pass
        place = Path(folder)
        server = Server(place / "pg", password=secrets.token_urlsafe(18), log=place / "log", throw_away=True)
        server.start()
        try:
            environment = {**os.environ, "DATABASE_URL": server.address()}
            command = [sys.executable, "-m", "pytest", "-m", "not browser", *sys.argv[1:]]
            return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        finally:
            server.stop()


if __name__ == "__main__":
    sys.exit(main())
