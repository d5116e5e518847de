"""A slice of the damaged files of ``python -m bench.fuzz``: none brings the reader down."""

from bench.fuzz.__main__ import run

SLICE = 42
KINDS = {"csv", "docx", "html", "md", "mht", "ods", "odt", "odp", "pdf", "pptx", "rtf", "txt", "xls", "xlsx"}
"""All but the one that another program is started for."""


def test_damaged_files_are_read_or_refused() -> None:
    outcomes = list(run(SLICE, 20, KINDS))
    assert len(outcomes) == SLICE
    assert [f"{outcome.name}: {outcome.detail}" for outcome in outcomes if outcome.how == "CRASH"] == []
    assert {outcome.how for outcome in outcomes} >= {"read", "refused"}
