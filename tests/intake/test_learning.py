"""What one council's manager confirms, the next council need not review."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from overwinter.accounts.api import User
from overwinter.frameworks.api import find_framework, find_teachers, forget_wording
from overwinter.intake import actions, jobs
from overwinter.intake.models import Document
from overwinter.organisations.api import Council, get_viewer
from tests.intake.conftest import ROWS, WINTER, make_workbook

ODD = (
    "7.7",
    "Keep an eye on folk who hop between homes",
    "Rung on Mondays.",
    "Green",
    "Y",
    "",
    "Head of care",
    "Ongoing",
)
ANSWER = "staff-movement.capacity-tracker"


@pytest.fixture
def theirs(framework: str, other_council: Council, outsider: User, kept: Path) -> Callable[[], Document]:
    """The other council reads a plan with the same odd wording."""

    def read() -> Document:
        document = actions.upload_document(
            council=other_council, framework=framework, winter=WINTER, name="theirs.xlsx",
            content=io.BytesIO(make_workbook([*ROWS, ODD]).getvalue()), by=outsider,
        )  # fmt: skip
        jobs.read_document(document.pk)
        return document

    return read


def test_a_confirmed_wording_matches_without_review_in_the_next_council(
    bring: Callable[..., Document], theirs: Callable[[], Document], manager: User
) -> None:
    row = bring(make_workbook([*ROWS, ODD])).rows.order_by("order").last()
    assert row is not None
    assert row.requirement == ODD[1]
    assert (row.state != "confident", row.requirement_ids != [ANSWER]) == (True, True)
    actions.accept_row(row=row, version=row.version, values=row.values, requirement_ids=[ANSWER], by=manager)

    learnt = theirs().rows.order_by("order").last()
    assert learnt is not None
    assert (learnt.state, learnt.requirement_ids) == ("confident", [ANSWER])
    assert "Winter plan manager, Marlshire County Council" in learnt.as_read["matches"][0]["why"]

    framework = find_framework(learnt.document.framework)
    assert framework is not None
    (wording,) = find_teachers(framework.id, ODD[1])
    forget_wording(wording=wording, viewer=get_viewer(manager), by=manager)
    forgotten = theirs().rows.order_by("order").last()
    assert forgotten is not None
    assert forgotten.state != "confident"
