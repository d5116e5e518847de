"""A change of a row in plain words: no field is told by the name it has in the program."""

import pytest

from overwinter.governance.domain.words import move_words
from overwinter.plans.domain.rules import FIELD_LABELS
from overwinter.plans.queries.answers import ROW_FIELDS


@pytest.mark.parametrize("field", [*ROW_FIELDS, "lead", "led_with"])
def test_every_field_that_may_change_has_words(field: str) -> None:
    values = {"rag": ("green", "red"), "fully_met": ("yes", "no")}.get(field, (True, ""))
    said = move_words(field, *values)
    assert said and "_" not in said
    assert field in FIELD_LABELS


def test_a_row_that_leaves_its_section_is_told_in_words() -> None:
    assert move_words("lead_from_section", True, False) == "lead of its own"
    assert move_words("groups_from_section", False, True) == "groups taken from its section"
