"""What the catalogue gives to reports: the regulator's quality statements, the headings of a committee report."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from overwinter.assurance.domain.report_facts import Outline, Part
from overwinter.frameworks.api import find_catalogue_dir

STATEMENTS, HEADINGS = "quality-statements.toml", "committee-report.toml"


@lru_cache(maxsize=8)
def outline_for(framework_key: str) -> Outline:
    """A national plan that the catalogue does not map has statements and headings to which no row speaks."""
    statements, headings = _load(STATEMENTS), _load(HEADINGS)
    return Outline(
        statements=tuple(_part(each, each["id"], framework_key) for each in statements["statement"]),
        statements_source=f"{statements['source']} {statements['mapping']}",
        headings=tuple(_part(each, each["key"], framework_key) for each in headings["heading"]),
    )


def _load(name: str) -> Mapping[str, Any]:
    return tomllib.loads((find_catalogue_dir() / name).read_text(encoding="utf-8"))


def _part(told: Mapping[str, Any], key: str, framework_key: str) -> Part:
    return Part(
        key=key, title=told["title"], speaks=frozenset(told.get("speaks", {}).get(framework_key, ())),
        about=told.get("about") or told.get("write", ""), theme=told.get("theme", ""),
    )  # fmt: skip
