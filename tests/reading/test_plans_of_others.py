"""Whole plans of a dozen invented councils: every row found, none made up, no word lost, and never sure and wrong."""

from pathlib import Path

import pytest

from overwinter.reading.catalogue import Catalogue
from tests.reading.matching_marks import national_catalogue
from tests.reading.plans_of_others.documents import DOCUMENTS, Document
from tests.reading.plans_of_others.marking import mark


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return national_catalogue()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_a_councils_plan_is_read(document: Document, tmp_path: Path, catalogue: Catalogue) -> None:
    marks = mark(document, tmp_path, catalogue)
    assert marks.sure_and_wrong == ()
    assert marks.lost == ()
    if document.rows_needed:
        assert (marks.missing, marks.extra) == ((), ())
        assert marks.exact >= 0.8


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_what_a_row_says_is_read_with_it(document: Document, tmp_path: Path, catalogue: Catalogue) -> None:
    """The heading above it, every answer in its column, who leads and what it is rated."""
    for row, got in mark(document, tmp_path, catalogue).pairs:
        said = row.said
        heading = row.section or row.theme
        assert heading is None or heading in (got.theme, got.section)
        answers = [*said.get("answers", ()), *(said[name] for name in ("response", "other") if name in said)]
        assert [response.text for response in got.responses] == answers
        assert (got.lead, got.rag, got.by_when) == (said.get("lead"), said.get("rag"), said.get("when"))
