"""Everything that can be judged without running the program. Says all faults at once."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
STRICTLY_TYPED = ("policies", "selectors", "actions")


def checks() -> dict[str, list[str | Path]]:
    """Longest first: they run two at a time."""
    python = sys.executable
    return {
        "types": [python, "-m", "mypy", *typed_files()],
        "import order": [BIN / "lint-imports", "--no-cache"],
        "migrations": [python, "tools/migrations.py"],
        "translations": [python, "tools/messages.py", "check"],
        "lint": [BIN / "ruff", "check", "--output-format=concise", "."],
        "format": [BIN / "ruff", "format", "--check", "--output-format=concise", "."],
        "templates": [python, "tools/templates.py"],
        "shape": [python, "tools/shape.py"],
    }


def typed_files() -> list[str]:
    package = ROOT / "src" / "onward"
    found = {path for name in STRICTLY_TYPED for path in package.glob(f"*/{name}.py")}
    found |= {path for name in STRICTLY_TYPED for path in package.glob(f"*/{name}/**/*.py")}
    found |= set((package / "jurisdictions").rglob("*.py"))
    found |= set((package / "config" / "launcher").rglob("*.py"))
    return sorted(str(path.relative_to(ROOT)) for path in found)


def main() -> int:
    wanted = {name: command for name, command in checks().items() if name in sys.argv[1:] or not sys.argv[1:]}
    with ThreadPoolExecutor(max_workers=2) as pool:
        results = list(pool.map(run, wanted.items()))
    for name, code, _seconds, output in results:
        if code:
            print(f"\n── {name} " + "─" * (70 - len(name)) + f"\n{output.strip()}\n")
    for name, code, seconds, _output in results:
        print(f"{'FAULTS' if code else 'ok':<7} {name:<14} {seconds:5.1f} s")
    return 1 if any(code for _name, code, _seconds, _output in results) else 0


def run(named: tuple[str, list[str | Path]]) -> tuple[str, int, float, str]:
    name, command = named
    began = time.monotonic()
    done = subprocess.run(
        command,
        cwd=ROOT,
        check=False,
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "COLUMNS": "119"},
    )
    return name, done.returncode, time.monotonic() - began, done.stdout


if __name__ == "__main__":
    sys.exit(main())
