"""The pages of the reference. Each is a function of the code, so one that is out of date is a failing test."""

from collections.abc import Callable, Mapping
from pathlib import Path

from overwinter.config.reference import access, command_line, findings, forms, settings, states, thresholds

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "reference"
PAGES: Mapping[str, Callable[[], str]] = {
    "settings.md": settings.page,
    "thresholds.md": thresholds.page,
    "command-line.md": command_line.page,
    "findings.md": findings.page,
    "forms.md": forms.page,
    "states.md": states.page,
    "routes.md": access.routes_page,
    "permissions.md": access.permissions_page,
}
"""Name of the page to what writes it. Django must be set up."""


def write_all(folder: Path = FOLDER) -> None:
    for name, page in PAGES.items():
        (folder / name).write_text(page(), encoding="utf-8")
