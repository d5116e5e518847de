"""Tables as database programs, data frames and converters print them as text, read back whole."""

from pathlib import Path

import pytest

from overwinter.reading.engine import read_file
from tests.reading.corpus.answers import invented
from tests.reading.corpus.dumped import STYLES, write_dump
from tests.reading.corpus.form import Form
from tests.reading.corpus.layouts import RISKS, SEVEN, TWO, as_form
from tests.reading.corpus.marking import WINTER
from tests.reading.matching_marks import national_catalogue
from tests.reading.test_rerendered import facts

FORMS = {
    "seven": Form(SEVEN, titles=("Marshwick Council", "Adult Social Care Winter Plan 2020-21")),
    "risks": Form(RISKS, themes="column", sections="column"),
    "two": Form(TWO),
}
LEFT_OPEN = {("two", style) for style in ("mysql", "sqlite box", "double", "bars", "simple", "rst")}
"""Two columns of wrapped prose with neither a line between rows nor a reference: where one ends is left open."""
CASES = [(name, style) for name in FORMS for style in STYLES if (name, style) not in LEFT_OPEN]


@pytest.mark.parametrize(("name", "style"), CASES)
def test_a_printed_table_is_read_back(name: str, style: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    wanted = as_form(write_dump, FORMS[name], style=style)(path, invented("reworded-by-section")[:24])["rows"]
    found = read_file(path, national_catalogue(), WINTER).as_dict()["rows"]
    assert len(found) == len(wanted)
    for want, got in zip(wanted, found, strict=True):
        assert {what: value for what, value in facts(got).items() if value != facts(want)[what]} == {}
        assert (got["theme"], got["section"]) == (want["theme"], want["section"])
