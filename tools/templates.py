"""The format of templates: `--fix` writes it, without it a difference fails."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    templates = sorted((ROOT / "src" / "onward").glob("**/templates/**/*.html"))
    djade = Path(sys.executable).with_name("djade")
    how = [] if "--fix" in sys.argv else ["--check"]
    done = subprocess.run([djade, "--target-version", "5.2", *how, *templates], check=False)
    return 0 if "--fix" in sys.argv else done.returncode


if __name__ == "__main__":
    sys.exit(main())
