"""As whom the database server runs: it refuses to run as root."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onward.config.launcher.errors import LaunchError

ACCOUNTS = ("postgres", "nobody")
AS_SOMEBODY = ("unshare", "--user", "--map-user=1000", "--map-group=1000")


@dataclass(frozen=True)
class Identity:
    """prefix: command in front of PostgreSQL's own. arguments: for `subprocess`."""

    prefix: tuple[str, ...] = ()
    arguments: dict[str, Any] = field(default_factory=dict)

    @property
    def prefix_for_children(self) -> tuple[str, ...]:
        """A new user namespace forgets whose death to follow, so it is said once more inside."""
        if self.prefix and shutil.which("setpriv"):
            return (*self.prefix, "setpriv", "--pdeathsig", "INT")
        return self.prefix

    def own(self, path: Path) -> None:
        """Hand a file or folder to whom the server runs as."""
        if self.arguments:
            os.chown(path, self.arguments["user"], self.arguments["group"])


def identity_for(folder: Path, programs: Path) -> Identity:
    """Whom to be over this folder: ourselves, or as root an unprivileged account, else a user namespace.

    A folder that is there already says by its owner what was chosen the first time.
    """
    owner = folder.stat().st_uid
    if os.geteuid() != 0:
        if owner != os.geteuid():
            raise LaunchError(
                f"{folder} belongs to another user of this machine. Start as that user, or choose another data "
                f"folder with ONWARD_DATA."
            )
        return Identity()
    if (folder / "cluster").exists():
        return _namespace(programs) if owner == 0 else _account(pwd.getpwuid(owner))
    for name in ACCOUNTS:
        try:
            found = _account(pwd.getpwnam(name))
        except KeyError:
            continue
        if _can_work(found, folder, programs):
            found.own(folder)
            return found
    return _namespace(programs)


def _account(entry: pwd.struct_passwd) -> Identity:
    return Identity(arguments={"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []})


def _can_work(identity: Identity, folder: Path, programs: Path) -> bool:
    """Whether it can reach the folder (its parents, not the folder: that one is handed over) and run the programs."""
    script = 'cd "$1" && exec "$2" --version'
    command = [*identity.prefix, "/bin/sh", "-c", script, "sh", str(folder.parent), str(programs / "postgres")]
    return subprocess.run(command, cwd="/", capture_output=True, check=False, **identity.arguments).returncode == 0


def _namespace(programs: Path) -> Identity:
    found = Identity(prefix=AS_SOMEBODY)
    if shutil.which("unshare") and _can_work(found, Path("/"), programs):
        return found
    raise LaunchError(
        "PostgreSQL refuses to run as root, and neither an unprivileged account nor a user namespace can reach this "
        "folder. Start as an ordinary user, put the installation under a folder that others may enter (/srv, /opt), "
        "or give a server of your own with DATABASE_URL."
    )
