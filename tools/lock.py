"""Pin the dependencies anew, with hashes and without the address of any index."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOW = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-header", "-q"]
FILES = {
    "requirements.txt": ["pyproject.toml"],
    "requirements-dev.txt": ["pyproject.toml", "--group", "dev"],
    "requirements-assets.txt": ["--group", "assets"],
}


def main() -> None:
    uv = Path(sys.executable).with_name("uv")
    for name, source in FILES.items():
        subprocess.run([uv, "pip", "compile", *source, *HOW, *sys.argv[1:], "-o", name], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
