"""Programs that come from Debian's packages: installed when we may, named when we may not."""

import os
import shutil
import subprocess
import sys


def install(package: str, why: str) -> None:
    """Ends with a sentence where it cannot be done."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        sys.exit(f"{why} Install it and start again, on Debian or Ubuntu: sudo apt-get install {package}")
    print(f"{why} Installing {package}.", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "-qq", "update"],
        ["apt-get", "-qq", "install", "-y", "--no-install-recommends", package],
    ):
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        if done.returncode:
            sys.exit(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
