"""Plans made at random in every layout and format are read back whole: each row, each field, each word once.

The same plans each time. ``python -m bench.random_plans`` makes thousands of others.
"""

from pathlib import Path

import pytest

from overwinter.reading.catalogue import Catalogue
from tests.reading.corpus.chance.check import faults
from tests.reading.corpus.chance.files import WRITERS
from tests.reading.corpus.chance.layouts import draw
from tests.reading.matching_marks import national_catalogue

FIRST = 1000
PLANS = {"docx": 20, "odt": 15, "ods": 15, "pdf": 15, "pptx": 15, "rtf": 15}
"""Plans of each format, fewer of those that take long to write."""
MANY = 30


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return national_catalogue()


@pytest.mark.parametrize("suffix", sorted(WRITERS))
def test_a_plan_made_at_random_is_read_back(suffix: str, tmp_path: Path, catalogue: Catalogue) -> None:
    wrong = {}
    for seed in range(FIRST, FIRST + PLANS.get(suffix, MANY)):
        plan = draw(seed, suffix, catalogue)
        if found := faults(plan, tmp_path):
            wrong[seed] = (plan.choices, found)
    assert wrong == {}


def test_the_same_seed_makes_the_same_plan(catalogue: Catalogue) -> None:
    assert draw(FIRST, "xlsx", catalogue) == draw(FIRST, "xlsx", catalogue)


def test_a_fault_is_seen(tmp_path: Path, catalogue: Catalogue) -> None:
    """The comparison itself: a plan from which other things are wanted than it says is found to be read wrongly."""
    plan, other = (draw(seed, "csv", catalogue) for seed in (FIRST, FIRST + 1))
    assert faults(plan, tmp_path) == []
    assert faults(type(plan)(plan.suffix, plan.blocks, other.wants), tmp_path) != []
