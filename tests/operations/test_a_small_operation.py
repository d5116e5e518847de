"""The operation of the how-to page: one folder and one line in a copy of the program, and every page knows it."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from tests.support.databases import another_database

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "how-to" / "add-an-operation.md"
BLOCK = re.compile(r"```\w+\n(?:# |\{# )((?:overwinter|catalogue)/\S+)(?: #\})?\n(.*?)```", re.S)


def build(place: Path) -> None:
    shutil.copytree(ROOT / "overwinter", place / "overwinter", ignore=shutil.ignore_patterns("static", "_built"))
    shutil.copytree(ROOT / "catalogue", place / "catalogue")
    (place / "overwinter" / "_built").symlink_to(ROOT / "overwinter" / "_built")
    for name, block in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        file = place / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(block, encoding="utf-8")
    (place / "overwinter" / "gloves" / "__init__.py").touch()
    wiring = place / "overwinter" / "config" / "operations.py"
    text = wiring.read_text(encoding="utf-8")
    wiring.write_text(text.replace("\n)\n", '\n    "gloves",\n)\n', 1), encoding="utf-8")


@pytest.fixture
def installed(
    tmp_path: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker, beginnings: Callable[[list[Any]], None]
) -> Iterator[Mapping[str, str]]:
    """The environment in which the program without the operation is set up: with a copy of the tests’ database."""
    beginnings([])
    with django_db_blocker.unblock(), another_database(tmp_path / "var", copied=True) as environment:
        yield environment


def test_one_folder_and_one_line_are_known_everywhere(tmp_path: Path, installed: Mapping[str, str]) -> None:
    build(tmp_path)
    paths = os.pathsep.join((str(tmp_path), str(ROOT)))
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "operations" / "standing.py")],
        cwd=tmp_path,
        env={"PYTHONPATH": paths, "PATH": os.environ["PATH"], **installed},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert "No gloves are left." in seen["location"] and "0 boxes, counted on" in seen["location"]
    assert "Gloves to 1 home" in seen["today"]
    assert "No gloves left" in seen["queue"] and "Larkfield House" in seen["queue"]
    assert "Without gloves Larkfield House" in seen["calls"] and "Their gloves Boxes 0" in seen["calls"]
    assert "Tell us when your gloves have come" in seen["portal"], "what its manager is asked"
    assert "We are getting gloves to you." in seen["portal"], "what its concern tells"
    assert "How to ask for gloves" in seen["portal"] and "By telephone, before noon." in seen["portal"], "a bulletin"
    assert "Ring the store before noon" in seen["bulletin"] and "Provider returns" in seen["bulletin"]
    assert seen["doors"] == "404 302", "another’s home, and a stranger"
    assert "Homes with gloves" in seen["measure"] and "0%" in seen["measure"]
    assert "Work with providers" in seen["report"] and "0 of 1 homes that told had gloves." in seen["report"]
    assert "Boxes in each home" in seen["own"]
    assert "Quality Gloves Plan" in seen["today"], "in the navigation"
    assert [row["boxes"] for row in seen["api"]["items"]] == [0] and seen["api"]["next"] is None
    assert seen["document"]["x-scope"] == "gloves:read"
