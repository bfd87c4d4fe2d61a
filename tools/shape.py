"""Sizes that keep a file readable in one go, and reasons for imports inside functions."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FILE = {"src": 400, "tools": 400, "bench": 400, "tests": 600}
LONGEST_FUNCTION = 60
DEFERRED = re.compile(r"#\s*noqa:.*PLC0415(?P<reason>.*)")
REASONS = ("-- app ready:", "-- slow import:")


def main() -> int:
    faults = [fault for folder in LONGEST_FILE for path in files_in(folder) for fault in faults_of(path, folder)]
    print("\n".join(faults) or "All files and functions are short enough.")
    return 1 if faults else 0


def files_in(folder: str) -> Iterator[Path]:
    yield from (path for path in sorted((ROOT / folder).rglob("*.py")) if "migrations" not in path.parts)


def faults_of(path: Path, folder: str) -> Iterator[str]:
    text, name = path.read_text(), path.relative_to(ROOT)
    lines = text.splitlines()
    if len(lines) > LONGEST_FILE[folder]:
        yield f"{name}: {len(lines)} lines, at most {LONGEST_FILE[folder]}"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = node.end_lineno - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield f"{name}:{node.lineno}: {node.name} has {length} lines, at most {LONGEST_FUNCTION}"
    for number, line in enumerate(lines, start=1):
        found = DEFERRED.search(line)
        if found and path != Path(__file__).resolve() and not found["reason"].strip().startswith(REASONS):
            yield f"{name}:{number}: an import inside a function gives its reason: {' or '.join(REASONS)}"


if __name__ == "__main__":
    sys.exit(main())
