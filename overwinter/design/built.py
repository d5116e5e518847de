"""Where what the set-up builds is found: beside the source, or inside an installed package."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
BESIDE = _PACKAGE.parent / "build"
"""Ignored by git; ``design.build`` writes it."""


def built(name: str) -> Path:
    """The folder ``static`` or ``fonts``. It may not exist before the set-up has run."""
    inside = _PACKAGE / "_built" / name
    return inside if inside.is_dir() else BESIDE / name
