"""`onward doctor`: look over an installation, say what to mend and how."""

import os
import socket
import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

from onward.config.commands.inside import set_up_django
from onward.config.launcher import database
from onward.config.launcher.catalogues import is_current
from onward.config.launcher.errors import LaunchError
from onward.config.launcher.installation import Installation
from onward.config.launcher.postgres import programs
from onward.core import wall

PACKAGE = Path(__file__).resolve().parents[2]
HEARTBEAT_SECONDS = 60


@dataclass(frozen=True)
class Finding:
    """mend: what to do; empty where all is well."""

    what: str
    seen: str
    mend: str = ""


def doctor(given: Namespace) -> int:
    """Exit code 1 where anything is to be mended."""
    installation = Installation.from_environment()
    findings = list(examine(installation))
    width = max(len(finding.what) for finding in findings)
    for finding in findings:
        print(f"{'mend' if finding.mend else 'ok':<5} {finding.what:<{width}}  {finding.seen}")
        if finding.mend:
            print(f"{'':<{width + 7}} → {finding.mend}")
    amiss = sum(bool(finding.mend) for finding in findings)
    print(f"\n{amiss} of {len(findings)} to mend." if amiss else "\nAll is well.")
    return 1 if amiss else 0


def examine(installation: Installation) -> Iterator[Finding]:
    yield python()
    yield files("Look and typeface", PACKAGE / "static" / "vendor" / "theme.css", "Run `make setup`.")
    yield translations(PACKAGE / "locale")
    if not installation.data.is_dir():
        yield Finding("Data folder", f"{installation.data} is not there", "Start with `onward run` or `onward demo`.")
        return
    yield secrets(installation)
    yield files("Static files", installation.data / "static" / "staticfiles.json", "Start once with `onward run`.")
    yield from mail(installation)
    yield address(installation)
    yield from inside_database(installation)


def python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("Python", version, "" if sys.version_info >= (3, 11) else "Onward needs Python 3.11 or newer.")


def files(what: str, path: Path, mend: str) -> Finding:
    return Finding(what, str(path), "" if path.exists() else f"It is not there. {mend}")


def translations(locale: Path) -> Finding:
    sources = sorted(locale.glob("*/LC_MESSAGES/django.po"))
    old = [source.parent.parent.name for source in sources if not is_current(source, source.with_suffix(".mo"))]
    seen = ", ".join(path.parent.parent.name for path in locale.glob("*/LC_MESSAGES/django.mo")) or "none compiled"
    return Finding("Translations", seen, f"Not compiled: {', '.join(old)}. Run `make setup`." if old else "")


def secrets(installation: Installation) -> Finding:
    folder = installation.data / "secrets"
    what = "Secrets"
    try:
        loose = [path.name for path in folder.iterdir() if path.stat().st_mode & 0o077]
    except OSError as error:
        return Finding(what, str(folder), f"They cannot be read ({error.strerror}): use the user who starts Onward.")
    return Finding(what, str(folder), f"Others may read them: chmod 600 {folder}/*" if loose else "")


def mail(installation: Installation) -> Iterator[Finding]:
    if installation.demo:
        yield Finding("Mail", "the demo sends none; its mailbox is a page")
        return
    host, port = os.environ.get("ONWARD_SMTP_HOST", ""), os.environ.get("ONWARD_SMTP_PORT") or "25"
    if not host:
        yield Finding("Mail", "no server named", "Set ONWARD_SMTP_HOST (and _PORT, _USER, _PASSWORD, _TLS).")
        return
    try:
        socket.create_connection((host, int(port)), timeout=5).close()
    except (OSError, ValueError) as error:
        yield Finding("Mail", f"{host}:{port}", f"The mail server does not answer: {error}.")
    else:
        yield Finding("Mail", f"{host}:{port}")
    sender = os.environ.get("ONWARD_MAIL_FROM", "")
    yield Finding("Sender", sender or "none", "" if sender else "Set ONWARD_MAIL_FROM to an address of yours.")


def address(installation: Installation) -> Finding:
    seen = installation.address
    safe = installation.demo or seen.startswith("https://")
    mend = "" if safe else "Set ONWARD_ADDRESS to the https address under which people reach it."
    return Finding("Address", seen, mend)


def inside_database(installation: Installation) -> Iterator[Finding]:
    try:
        if not installation.own_server:
            yield Finding("PostgreSQL's programs", str(programs()))
        with database.reachable(installation) as admin:
            if not database.is_complete(installation, admin):
                yield Finding("Roles", "missing, or with other passwords", "Run `onward setup-database`.")
                return
            yield Finding("Roles", f"all {len(wall.LOGIN + wall.NO_LOGIN)}, as {installation.name}_…")
            with psycopg.connect(installation.database_address(admin, "owner")) as owner:
                yield from (server(owner), extensions(owner), worker(owner))
            set_up_django(installation, admin)
            yield migrations()
    except (LaunchError, psycopg.Error) as error:
        yield Finding("Database", "out of reach", str(error).strip())


def server(owner: psycopg.Connection) -> Finding:
    major = owner.info.server_version // 10_000
    mend = "" if major >= database.OLDEST else f"Onward needs PostgreSQL {database.OLDEST} or newer."
    return Finding("Database", f"PostgreSQL {major}, {owner.info.dbname} at {owner.info.host}:{owner.info.port}", mend)


def extensions(owner: psycopg.Connection) -> Finding:
    there = {name for (name,) in owner.execute("SELECT extname FROM pg_extension")}
    missing = ", ".join(name for name in database.EXTENSIONS if name not in there)
    mend = f"Missing: {missing}. Run `onward setup-database`." if missing else ""
    return Finding("Extensions", ", ".join(database.EXTENSIONS), mend)


def worker(owner: psycopg.Connection) -> Finding:
    """The worker says every ten seconds that it lives."""
    what = "Worker"
    if owner.execute("SELECT to_regclass('procrastinate_workers')").fetchone() == (None,):
        return Finding(what, "no queue yet", "Start once with `onward run`.")
    query = "SELECT extract(epoch FROM now() - max(last_heartbeat))::int FROM procrastinate_workers"
    seconds = owner.execute(query).fetchone()[0]
    if seconds is None:
        return Finding(what, "not running", "Letters and mail wait until `onward run` runs.")
    late = seconds > HEARTBEAT_SECONDS
    return Finding(
        what, f"last heard of {seconds} s ago", "It hangs or is gone: restart `onward run`." if late else ""
    )


def migrations() -> Finding:
    from onward.config.launcher.prepare import pending  # noqa: PLC0415 -- slow import: needs Django

    return (
        Finding("Migrations", "some wait", "Restart with `onward run`.")
        if pending()
        else Finding("Migrations", "all run")
    )
