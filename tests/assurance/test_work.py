"""The work with providers in the board pack and the exception report: as it stood then, each figure with where."""

from datetime import date, timedelta

import pytest

from overwinter.assurance.domain.report import Grid, plain
from overwinter.assurance.domain.report_facts import Work
from overwinter.assurance.domain.reports import REPORTS
from overwinter.assurance.queries.work import list_work
from overwinter.casework import api as casework
from overwinter.infra import clock
from overwinter.organisations.api import get_viewer
from tests.returns.conftest import Asked, asked, at
from tests.support.providers import make_location
from tests.support.reports import FACTS

__all__ = ["asked"]
FRIDAY = date(2026, 11, 13)


def told(asked: Asked, key: str, as_at: date = FRIDAY) -> Work:
    found = list_work(get_viewer(asked.officer), council_id=asked.council.pk, as_at=as_at)
    return next(each for each in found if each.key == key)


def test_returns_tell_how_far_the_period_is_and_who_is_often_late(asked: Asked) -> None:
    other = make_location(asked.council, "Thornwick")
    for month in (7, 8, 9, 10):
        with clock.standing_at(at(date(2026, month, 10))):
            asked.submit(date(2026, month, 1), location=other)
    with clock.standing_at(at(date(2026, 11, 12))):
        asked.submit(location=other)
    part = told(asked, "returns")
    assert plain(part.sentences[0]).startswith("1 of 2 locations had made “")
    assert plain(part.sentences[1]).startswith("1 location was late or made none in ")
    assert "Larkfield House (5)." in plain(part.sentences[1])
    assert all(piece.source.startswith("page:/returns/") for piece in part.table.rows[0][3:])
    assert [piece.text for piece in part.table.rows[0][3:]] == ["2", "1", "1", "1"]
    before = told(asked, "returns", FRIDAY - timedelta(days=2))
    assert [piece.text for piece in before.table.rows[0][3:]] == ["2", "0", "0", "2"], "as it stood then"


def test_casework_tells_what_was_open_on_the_day_and_what_was_in_time(asked: Asked) -> None:
    given = {"council": asked.council, "team": casework.Team.CONTRACTS, "by": None, "location": asked.location}
    seen = {"source": "returns", "kind": "absence", "title": "Absence 23%", "facts": "The red line is 20%."}
    with clock.standing_at(at(FRIDAY - timedelta(days=10))):
        casework.raise_concern(key="a", severity=casework.Severity.HIGH, **given, **seen)
    casework.raise_concern(key="b", severity=casework.Severity.LOW, **given, **seen)
    part = told(asked, "concerns")
    assert plain(part.sentences[0]).startswith(
        "2 concerns were open, 1 overdue and none escalated; the oldest since 3 "
    )
    assert plain(part.sentences[1]).startswith("0 of 1 raised in the ")
    assert [[piece.text for piece in row[:6]] for row in part.table.rows] == [
        ["High", "1", "0", "0", "1", "0"], ["Low", "1", "1", "0", "0", "0"],
    ]  # fmt: skip
    before = told(asked, "concerns", FRIDAY - timedelta(days=1))
    assert [row[0].text for row in before.table.rows] == ["High"]


@pytest.mark.parametrize("name", ["board-pack", "exception-report"])
def test_the_reports_that_tell_it_hold_it_under_one_heading(name: str) -> None:
    report = REPORTS[name].write(FACTS, None)
    places = [section.key for section in report.sections]
    assert places.index("work-returns") == places.index("work") + 1
    grid = next(block for block in report.section("work-returns").blocks if isinstance(block, Grid))
    assert (grid.rows[0][1].number, grid.rows[0][1].lines[0][0].source) == (30, "page:/r/")
