"""``overwinter framework check`` on a catalogue that somebody is still writing."""

from pathlib import Path

import pytest

from overwinter.config.cli import main
from overwinter.frameworks.api import load_pack, sync_pack
from tests.frameworks.conftest import BODY
from tests.frameworks.conftest import catalogue as catalogue


def check(folder: Path, *more: str) -> int:
    return main(["framework", "check", "--catalogue", str(folder), *more])


def theme_file(catalogue: Path) -> Path:
    return catalogue / "frameworks" / "small-plan" / "one.toml"


def test_a_catalogue_elsewhere_is_checked_in_place_of_the_own_one(
    catalogue: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(catalogue, "--packs-only") == 0
    assert capsys.readouterr().out == "small-plan: 2 requirements, reviewed 31 January 2026, no problem\n"


def test_what_is_wrong_with_it_is_said_and_where(catalogue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    theme_file(catalogue).write_text(BODY.replace('audience = "la"\n', ""))
    assert check(catalogue) == 1
    said = capsys.readouterr()
    assert "ppe.supply" in said.err and "'audience' is missing" in said.err
    assert "1 problem. Nothing was changed." in said.err and said.out == ""


def test_a_folder_without_a_pack_is_told_what_a_pack_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(tmp_path / "nowhere") == 1
    assert "there is no pack here; a pack is a folder frameworks/<id> with a pack.toml" in capsys.readouterr().err


def test_what_a_sync_of_it_would_change_is_shown(db: None, catalogue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sync_pack(pack=load_pack(catalogue / "frameworks" / "small-plan"), by=None)
    assert check(catalogue) == 0
    assert "small-plan: a sync would change nothing" in capsys.readouterr().out
    other = catalogue.rename(catalogue.with_name("later"))
    theme_file(other).write_text(BODY.replace('"Supply equipment"', '"Supply all equipment"'))
    assert check(other) == 0
    said = capsys.readouterr().out
    assert "a sync would make these changes" in said and "Supply all equipment" in said
