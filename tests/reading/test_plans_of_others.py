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
