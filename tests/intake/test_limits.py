"""The limits of a document on its pages: those of the day it was read, with their source."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from overwinter.intake.models import Document
from overwinter.intake.pages import choices, reasons
from overwinter.intake.pages.limits import limits_of
from tests.intake.conftest import as_engine
from tests.intake.test_deciding import MONEY, row_of

OWN = """
[[threshold]]
id = "match-confident"
value = 0.97
effective_from = 2020-12-01
source = "Agreed by the winter plan board."

[[threshold]]
id = "choice-possible"
value = 0.55
effective_from = 2020-12-01
source = "Agreed by the winter plan board."
"""
POSSIBLE = [{"id": MONEY, "confidence": 0.5, "why": "Two key terms"}]


@pytest.fixture
def own(tmp_path: Path) -> str:
    path = tmp_path / "own.toml"
    path.write_text(OWN)
    return str(path)


def read_on(document: Document, day: int, month: int) -> Document:
    document.read_at = datetime(2020, month, day, 12, tzinfo=UTC)
    document.save()
    return document


@pytest.mark.parametrize(
    ("day", "month", "said"),
    [
        (30, 11, ("Confident is 0.90 or more.", "no row of a plan as it was written was wrong above it")),
        (1, 12, ("Confident is 0.97 or more.", "Agreed by the winter plan board. In force from 1 December 2020.")),
    ],
)
def test_the_review_says_what_confident_was_when_it_was_read_and_who_says_so(
    as_manager: Client, read_in: Callable[..., Document], own: str, day: int, month: int, said: tuple[str, str]
) -> None:
    document = read_on(read_in(as_engine(1)), day, month)
    with override_settings(THRESHOLDS_FILE=own):
        answer = as_manager.get(reverse("intake:row", args=[document.pk, row_of(document).pk]))
    page = answer.content.decode()
    assert all(sentence in page for sentence in said)


def test_the_words_beside_a_requirement_follow_the_limits(read_in: Callable[..., Document], own: str) -> None:
    document = read_on(read_in(as_engine(1, match_state="review", matches=[], candidates=POSSIBLE)), 1, 12)
    assert choices.confidence(0.5, limits_of(document)) == "0.50, possible."
    assert choices.confidence(0.95, limits_of(document)) == "0.95, sure."
    assert reasons.reason(row_of(document)) == "Confidence 0.50"
    with override_settings(THRESHOLDS_FILE=own):
        assert choices.confidence(0.5, limits_of(document)) == "0.50, faint."
        assert choices.confidence(0.95, limits_of(document)) == "0.95, likely."
        assert reasons.reason(row_of(document)) == "No likely requirement"
