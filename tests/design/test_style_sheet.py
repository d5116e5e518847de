"""The built style sheet: what may not be in it, and that building again does nothing."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from overwinter.design import build
from overwinter.design.charts import FILLS


@pytest.fixture(scope="module")
def style_sheet() -> str:
    if not build.STYLE_SHEET.exists():
        pytest.skip("the style sheet is not built: run the set-up first")
    return build.STYLE_SHEET.read_text()


@pytest.mark.parametrize("forbidden", ["GDS Transport", "@font-face", "url(", "crown", "crest"])
def test_no_restricted_typeface_crown_or_file_from_elsewhere(style_sheet: str, forbidden: str) -> None:
    assert forbidden not in style_sheet


@pytest.mark.parametrize("name", ["package.json", "package-lock.json"])
def test_the_lock_file_carries_hashes_and_no_registry(name: str) -> None:
    words = (build.SOURCES / name).read_text()
    assert '"resolved"' not in words and "registry" not in words
    if name == "package-lock.json":
        assert words.count('"integrity"') >= 2


def test_building_again_runs_nothing(style_sheet: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("built again although nothing changed")

    monkeypatch.setattr(build, "npm", never)
    monkeypatch.setattr(build, "node", never)
    build.build()


def test_a_changed_style_is_compiled_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, style_sheet: str) -> None:
    ran: list[list[str]] = []
    monkeypatch.setattr(build, "SOURCES", _copy_of_sources(tmp_path))
    monkeypatch.setattr(build, "_compile", lambda: ran.append(["sass"]))
    monkeypatch.setattr(build, "_note", lambda *_: None)
    build.build()
    assert ran == []
    (tmp_path / "frontend" / "styles" / "tokens.css").write_text(":root {}")
    build.build()
    assert ran == [["sass"]]


def test_a_step_that_fails_says_which_and_why() -> None:
    failed = subprocess.CompletedProcess[str | bytes](["npm"], 1, stdout="", stderr="no room on the disk")
    with pytest.raises(build.BuildFailed, match=r"(?s)install the style library.*no room on the disk"):
        build._check("install the style library", failed)


def test_drawings_use_the_colours_of_the_style_sheet(style_sheet: str) -> None:
    tokens = (build.SOURCES / "styles" / "tokens.css").read_text()
    for rag in ("green", "amber", "red"):
        fill, edge, _ = FILLS[rag]
        assert re.search(rf"--ow-{rag}:\s*{fill};\s*--ow-{rag}-edge:\s*{edge};", tokens)


def _copy_of_sources(tmp_path: Path) -> Path:
    return Path(shutil.copytree(build.SOURCES, tmp_path / "frontend"))
