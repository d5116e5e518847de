"""Every given plan, and an invented one, put into every layout the reader must know, and read back."""

from pathlib import Path

import pytest

from overwinter.reading.catalogue import Catalogue
from tests.reading.corpus.answers import Answer, given, invented
from tests.reading.corpus.layouts import LAYOUTS, Layout
from tests.reading.corpus.marking import mark, scorer
from tests.reading.matching_marks import national_catalogue
from tests.support.shared import shared

PLANS = ("stockport.xlsx", "derbyshire.docx", "leicestershire-summary.pptx", "reworded-by-section")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return national_catalogue()


def answers_of(plan: str) -> list[Answer]:
    return given(shared("intake", "plans", f"{plan}.expected.json")) if "." in plan else invented(plan)


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_a_plan_is_read_back_from_each_layout(layout: Layout, plan: str, tmp_path: Path, catalogue: Catalogue) -> None:
    marks = mark(layout, answers_of(plan), tmp_path, catalogue, scorer(shared("tools", "score_intake.py")))
    assert (marks.recall, marks.precision) == (1, 1), marks.detail
    assert marks.weakest[1] >= 0.98, (marks.weakest, marks.detail["wrong"][:5])
    assert marks.confident_wrong == 0, marks.detail["wrong"]
    assert marks.coverage in (1, None), marks.detail["lost"]
    if plan.count("."):
        assert marks.exact >= 0.97
