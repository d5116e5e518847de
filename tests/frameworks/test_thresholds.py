"""The thresholds that ship, those an installation sets, and what is said of a file that is wrong."""

import ast
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.test import override_settings

from overwinter.frameworks.api import get_limits
from overwinter.frameworks.apps import check_thresholds
from overwinter.frameworks.domain.loading import PackError
from overwinter.frameworks.domain.thresholds import ThresholdError, load_defaults, load_own
from overwinter.frameworks.packs import find_catalogue_dir
from overwinter.frameworks.thresholds import load_thresholds
from overwinter.reading.result import MatchState

ROOT = Path(__file__).resolve().parents[2]
OWN = """
[[threshold]]
id = "match-confident"
value = 0.95
effective_from = 2020-12-01
source = "Agreed by the winter plan board."
"""
BEFORE, AFTER = date(2020, 11, 30), date(2020, 12, 1)


def own_file(folder: Path, text: str = OWN) -> Path:
    path = folder / "own.toml"
    path.write_text(text)
    return path


def test_every_threshold_that_ships_has_its_source_and_day_and_is_used_somewhere() -> None:
    shipped = load_thresholds()
    texts = (path.read_text(encoding="utf-8") for path in (ROOT / "overwinter").rglob("*.py"))
    used = {
        node.value
        for text in texts
        if any(one.id in text for one in shipped)  # to understand all thousand files takes many times as long
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert len(shipped) >= 8
    assert {one.id for one in shipped} - used == set()
    assert all(one.source.endswith(".") and one.decides.endswith(".") and not one.own for one in shipped)


def test_an_installation_s_own_value_holds_from_its_day_with_its_own_source(tmp_path: Path) -> None:
    with override_settings(THRESHOLDS_FILE=str(own_file(tmp_path))):
        before, after = get_limits(BEFORE)["match-confident"], get_limits(AFTER)["match-confident"]
        assert get_limits(AFTER)["match-shown"] == get_limits(BEFORE)["match-shown"]
    assert (before.said, after.said) == ("0.90", "0.95")
    assert (after.source, after.decides) == ("Agreed by the winter plan board.", before.decides)


@pytest.mark.parametrize(
    ("written", "instead", "wanted"),
    [
        ('"match-confident"', '"confident"', "entry 1 (confident): no threshold has the id 'confident'; there are"),
        ("0.95", "95", "entry 1 (match-confident): 'value' must be a number from 0 to 1, not 95"),
        ("0.95", "true", "'value' must be a number from 0 to 1, not True"),
        ("2020-12-01", '"1 December 2020"', "'effective_from' must be a date such as 2020-09-01, without quotes"),
        ("2020-12-01", "2020-12-01T00:00:00", "'effective_from' must be a date such as 2020-09-01, without quotes"),
        ("source = ", "sourse = ", "'sourse' has no place here; an entry has id, value, effective_from, source"),
        ('"Agreed by the winter plan board."', '" "', "'source' must be a text that is not empty"),
        ("[[threshold]]", "[threshold]", "must hold [[threshold]] entries and nothing else"),
        ("0.95", "", "not valid TOML"),
        (OWN, OWN + OWN, "entry 2 (match-confident): it is given twice for the same day"),
        ("0.95", "0.5", "on 1 December 2020 choice-likely would be 0.60, above match-confident with 0.50"),
    ],
)
def test_a_wrong_file_is_named_with_what_to_mend(tmp_path: Path, written: str, instead: str, wanted: str) -> None:
    path = own_file(tmp_path, OWN.replace(written, instead))
    with pytest.raises(PackError, match=re.escape(f"{tmp_path.name}/own.toml:")) as problem:
        load_own(path, load_thresholds())
    assert wanted in str(problem.value)


def test_days_are_whole(tmp_path: Path) -> None:
    path = own_file(tmp_path, OWN.replace("match-confident", "action-soon").replace("0.95", "2.5"))
    with pytest.raises(ThresholdError, match=r"must be whole days from 0 to 366, not 2\.5"):
        load_own(path, load_thresholds())


def test_a_default_without_a_known_unit_is_refused(tmp_path: Path) -> None:
    shipped = (find_catalogue_dir() / "thresholds.toml").read_text(encoding="utf-8")
    path = own_file(tmp_path, shipped.replace('"days"', '"weeks"', 1))
    with pytest.raises(ThresholdError, match=r"entry 6 \(action-soon\): 'unit' must be one of confidence, days"):
        load_defaults(path)


def test_a_wrong_or_missing_file_stops_the_start(tmp_path: Path) -> None:
    assert check_thresholds() == []
    with override_settings(THRESHOLDS_FILE=str(tmp_path / "gone.toml")):
        (problem,) = check_thresholds()
    assert problem.msg == f"{tmp_path.name}/gone.toml: there is no such file"


LOWER = ("match-shown", "choice-likely", "choice-possible")
PLAN = "Requirement,Response\nGive every person discharged a test result before they move to a care home,In place\n"


@pytest.mark.parametrize(("value", "state"), [("1", MatchState.REVIEW), ("0.01", MatchState.CONFIDENT)])
def test_the_command_line_reads_with_the_installation_s_own(tmp_path: Path, value: str, state: MatchState) -> None:
    """Without Django, as the reading without a database is."""
    lower = "".join(OWN.replace("match-confident", id).replace("0.95", min(value, "0.01")) for id in LOWER)
    own = own_file(tmp_path, OWN.replace("0.95", value) + lower)
    (tmp_path / "plan.csv").write_text(PLAN)
    words = [sys.executable, "-m", "overwinter.config.cli", "read", str(tmp_path / "plan.csv"), "--json"]
    told = subprocess.run(
        words, env={**os.environ, "OVERWINTER_THRESHOLDS": str(own)}, capture_output=True, text=True, check=True
    )
    assert f'"match_state": "{state}"' in told.stdout


def test_the_command_line_says_what_is_wrong_with_the_file(tmp_path: Path) -> None:
    own = own_file(tmp_path, OWN.replace("0.95", "95"))
    (tmp_path / "plan.csv").write_text(PLAN)
    told = subprocess.run(
        [sys.executable, "-m", "overwinter.config.cli", "read", str(tmp_path / "plan.csv")],
        env={**os.environ, "OVERWINTER_THRESHOLDS": str(own)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 2
    assert "own.toml: entry 1 (match-confident): 'value' must be a number from 0 to 1, not 95" in told.stderr
