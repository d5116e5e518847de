"""Habits of the house that no linter knows."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [
    path
    for folder in ("overwinter", "tests", "bench")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in path.parts
]
CONTEXTS = [
    "accounts",
    "organisations",
    "frameworks",
    "intake",
    "measures",
    "plans",
    "governance",
    "assurance",
    "home",
    "exchange",
    "reminders",
    "portal",
    "operations",
    "providers",
    "casework",
    "returns",
    "market",
]
LONGEST_FILE = 420
LONGEST_VIEW = 26
FORBIDDEN_NAMES = {"utils", "helpers", "common", "services", "misc"}


def test_no_file_outgrows_its_room() -> None:
    long = {
        str(path.relative_to(ROOT)): lines for path in SOURCES if (lines := path.read_text().count("\n")) > LONGEST_FILE
    }
    assert long == {}


def test_no_room_is_named_after_nothing() -> None:
    assert [str(path.relative_to(ROOT)) for path in SOURCES if path.stem in FORBIDDEN_NAMES] == []


def test_views_are_short() -> None:
    long = {}
    for path in SOURCES:
        if "views" not in path.parts and path.stem != "views":
            continue
        if "overwinter" not in path.relative_to(ROOT).parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and node.end_lineno is not None:
                lines = node.end_lineno - node.lineno + 1
                if lines > LONGEST_VIEW:
                    long[f"{path.relative_to(ROOT)}:{node.name}"] = lines
    assert long == {}


@pytest.mark.parametrize("context", CONTEXTS)
def test_every_write_names_who_did_it(context: str) -> None:
    """A public function of ``actions`` takes keywords only, and ``by``."""
    wrong = []
    folder = ROOT / "overwinter" / context
    files = [folder / "actions.py", *sorted((folder / "actions").rglob("*.py"))]
    for path in (path for path in files if path.exists()):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                keywords = {argument.arg for argument in node.args.kwonlyargs}
                if node.args.args or "by" not in keywords:
                    wrong.append(f"{path.relative_to(ROOT)}:{node.name}")
    assert wrong == []


@pytest.mark.parametrize("context", [*CONTEXTS, "infra", "design", "reading", "kernel"])
def test_every_context_says_what_it_is_for(context: str) -> None:
    readme = ROOT / "overwinter" / context / "README.md"
    assert readme.exists()
    assert readme.read_text().count("\n") <= 40
