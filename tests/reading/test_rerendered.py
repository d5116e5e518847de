"""The given plans in turn, and an invented one, put into every layout the reader must know, and read back.

``python -m bench.reading`` puts each of the given plans into every layout.
"""

import itertools
import re
from pathlib import Path
from typing import Any

import pytest

from overwinter.reading.catalogue import Catalogue
from overwinter.reading.engine import read_file
from tests.reading.corpus.answers import given, invented
from tests.reading.corpus.layouts import LAYOUTS, Layout
from tests.reading.corpus.marking import WINTER, mark, scorer
from tests.reading.matching_marks import national_catalogue
from tests.support.shared import shared

GIVEN = ("stockport.xlsx", "derbyshire.docx", "leicestershire-summary.pptx")
INVENTED = "reworded-by-section"
EACH = pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
IN_TURN = [
    pytest.param(layout, plan, id=f"{plan}-{layout.name}")
    for layout, plan in zip(LAYOUTS, itertools.cycle(GIVEN), strict=False)
]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return national_catalogue()


@pytest.mark.parametrize(("layout", "plan"), IN_TURN)
def test_a_given_plan_is_read_back(layout: Layout, plan: str, tmp_path: Path, catalogue: Catalogue) -> None:
    answers = given(shared("intake", "plans", f"{plan}.expected.json"))
    marks = mark(layout, answers, tmp_path, catalogue, scorer(shared("tools", "score_intake.py")))
    assert min(marks.recall, marks.precision) >= layout.rows, marks.detail
    assert marks.weakest[1] >= layout.fields, (marks.weakest, marks.detail["wrong"][:5])
    assert marks.exact >= 0.97 * layout.rows
    assert marks.confident_wrong <= layout.sure_and_wrong, marks.detail["wrong"]
    assert marks.coverage in (1, None), marks.detail["lost"]


@EACH
def test_an_invented_plan_is_read_back(layout: Layout, tmp_path: Path, catalogue: Catalogue) -> None:
    """Needs nothing beside the repository: rows and fields compared word by word."""
    path = tmp_path / f"plan.{layout.suffix}"
    wanted = layout.write(path, invented(INVENTED))["rows"]
    found = read_file(path, catalogue, WINTER).as_dict()["rows"]
    if layout.rows < 1:
        assert len(found) >= layout.rows * len(wanted)
        return
    assert [words(row["requirement"]) for row in found] == [words(row["requirement"]) for row in wanted]
    for want, got in zip(wanted, found, strict=True):
        assert {name: value for name, value in facts(got).items() if value != facts(want)[name]} == {}


def facts(row: dict[str, Any]) -> dict[str, object]:
    """What a row says, its prose as words."""
    exact = {name: row[name] and str(row[name]) for name in ("ref", "rag", "fully_met", "by_when_date")}
    prose = {name: words(row[name]) for name in ("gap_actions", "lead", "by_when", "reporting_to")}
    return exact | prose | {"responses": [words(response["text"]) for response in row["responses"]]}


def words(text: str | None) -> str:
    return " ".join(re.findall(r"\w+", (text or "").casefold()))
