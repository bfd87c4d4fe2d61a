"""The tests' browser: Debian's Chromium."""

import shutil
import subprocess
import sys

from debian import install

NAMES = ("chromium", "chromium-browser", "google-chrome")


def works(name: str) -> bool:
    """A name alone is not enough: Ubuntu ships a script that only asks for another package."""
    path = shutil.which(name)
    return bool(path) and subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0


def main() -> None:
    if any(works(name) for name in NAMES):
        return
    install("chromium", "The tests need a browser.")
    if not any(works(name) for name in NAMES):
        sys.exit("Chromium was installed but does not start. Look at what `chromium --version` says.")


if __name__ == "__main__":
    main()
