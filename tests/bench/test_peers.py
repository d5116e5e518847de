"""The comparison says when a promise is not kept, and marks as the rules say."""

import sys
from pathlib import Path
from typing import Any

import pytest

from bench import commands
from bench.peers import marks
from bench.peers.marks import NOTHING, Marks, mark
from bench.peers.section import Line, not_kept
from overwinter.kernel.winter import Winter
from overwinter.reading.engine import read_file
from tests.reading.corpus.answers import invented
from tests.reading.corpus.layouts import LAYOUTS
from tests.reading.matching_marks import national_catalogue

FULL = Marks(1.0, 1.0, 1.0)


def line(who: str, found: Marks = FULL, seconds: float = 1.0) -> Line:
    return Line("plan.xlsx", who, found, seconds, seconds, 50.0)


def test_equal_and_full_is_kept() -> None:
    assert list(not_kept([line("overwinter"), line("markitdown")])) == []


def test_equal_and_not_full_is_not_kept() -> None:
    found = list(not_kept([line("overwinter", Marks(1.0, 0.9, 1.0)), line("docling", Marks(1.0, 0.9, 0.5))]))
    assert found == ["plan.xlsx: fields 0.900, no better than docling with 0.900"]


def test_slower_than_the_quickest_is_not_kept() -> None:
    found = list(not_kept([line("overwinter", seconds=1.2), line("docling", NOTHING), line("markitdown", seconds=3.0)]))
    assert found == ["plan.xlsx: 1.20 s, slower than docling with 1.00 s"]


def test_alone_there_is_nothing_to_keep() -> None:
    assert list(not_kept([line("overwinter", NOTHING)])) == []


def test_without_the_scorer_a_right_reading_is_marked_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks, "SCORER", tmp_path / "none")
    layout = next(one for one in LAYOUTS if one.name == "xlsx seven columns")
    path = tmp_path / "plan.xlsx"
    expected = layout.write(path, invented("reworded-by-section"))
    actual: dict[str, Any] = read_file(path, national_catalogue(), Winter.parse("2020-21")).as_dict()
    found = mark(expected, actual)
    assert (found.rows, found.fields) == (1.0, 1.0)
    assert found.aligned > 0.9
    assert mark(expected, {"rows": []}) == NOTHING


def test_a_command_is_measured_to_its_end(tmp_path: Path) -> None:
    done = commands.run([sys.executable, "-c", "print('read'); raise SystemExit(3)"], tmp_path)
    assert (done.output, done.status) == (b"read\n", 3)
    assert 0 < done.megabytes < 60
    assert done.seconds > 0
