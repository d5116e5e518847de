"""Where what the set-up builds is found: inside the package, so that an installed copy carries it."""

from pathlib import Path

BUILT = Path(__file__).resolve().parents[1] / "_built"
"""``static`` and ``fonts``, written by ``design.build``, ignored by git. Absent before the set-up has run."""
