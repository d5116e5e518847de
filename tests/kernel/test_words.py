"""The title of a post within a sentence."""

import pytest

from overwinter.kernel.words import inner


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Director of Adult Social Services", "director of adult social services"),
        ("Winter plan manager", "winter plan manager"),
        ("NHS lead nurse, Public Health", "NHS lead nurse, public health"),
        ("Director of Northmere Care", "director of Northmere Care"),
        ("DASS", "DASS"),
        ("", ""),
    ],
)
def test_a_title_is_written_small_but_for_what_may_be_a_name(title: str, said: str) -> None:
    assert inner(title) == said
