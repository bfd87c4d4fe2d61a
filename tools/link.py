"""Make this checkout importable in its environment and give it the `onward` command, without building a package."""

import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMAND = """#!{python}
import sys

from onward.config.cli import main

sys.exit(main())
"""


def main() -> None:
    Path(sysconfig.get_path("purelib"), "onward.pth").write_text(f"{ROOT / 'src'}\n")
    command = Path(sysconfig.get_path("scripts"), "onward")
    command.write_text(COMMAND.format(python=sys.executable))
    command.chmod(0o755)


if __name__ == "__main__":
    main()
