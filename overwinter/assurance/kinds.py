"""What each national plan asks of the letter, from ``catalogue/letters.toml``."""

import tomllib
from functools import lru_cache
from typing import Any

from overwinter.assurance.domain.facts import LetterKind
from overwinter.frameworks.api import find_catalogue_dir


@lru_cache(maxsize=1)
def all_kinds() -> tuple[LetterKind, ...]:
    told = tomllib.loads((find_catalogue_dir() / "letters.toml").read_text(encoding="utf-8"))
    return tuple(map(_kind, told["letter"]))


def kind_for(framework_key: str) -> LetterKind:
    """The framework's own, or the general one, which stands last."""
    return next((kind for kind in all_kinds() if kind.framework == framework_key), all_kinds()[-1])


def _kind(told: dict[str, Any]) -> LetterKind:
    lists = {name: tuple(told[name]) for name in ("continuity", "nhs", "voluntary")}
    return LetterKind(**{**told, **lists})
