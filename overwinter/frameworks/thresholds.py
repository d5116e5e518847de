"""Thresholds without a database: those that ship, and what the installation sets instead."""

from functools import lru_cache
from pathlib import Path

from overwinter.frameworks.domain.thresholds import load_defaults, load_own
from overwinter.frameworks.packs import find_catalogue_dir
from overwinter.kernel.threshold import Threshold


@lru_cache(maxsize=8)
def load_thresholds(own: str = "") -> tuple[Threshold, ...]:
    """``own`` is the path of the installation's file; empty when it has none. Read once: a change needs a new start."""
    defaults = load_defaults(find_catalogue_dir() / "thresholds.toml")
    return load_own(Path(own), defaults) if own else defaults
