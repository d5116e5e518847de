"""An invented plan in every office layout, saved by LibreOffice in a format of another program, and read back.

The layouts take the formats in turn; ``python -m bench.formats`` puts the given plans into every format.
"""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from overwinter.kernel.winter import Winter
from overwinter.reading.layout import understand
from overwinter.reading.readers import read_document
from tests.reading.corpus.answers import invented
from tests.reading.corpus.layouts import LAYOUTS, Layout
from tests.reading.test_rerendered import INVENTED, facts, words
from tests.support.office import convert, needs_office

pytestmark = needs_office

OTHERS = {"xlsx": ("ods", "xls"), "docx": ("odt", "rtf"), "pptx": ("odp",)}
SAME_SHAPE = ("xlsx status words", "xlsx no headings", "docx heads in each theme", "docx key and value, swapped")
"""Layouts that ask nothing of a format which another of the list does not ask."""
CONVERTED = (("docx seven columns", "doc"), ("docx bullets in sections", "doc"), ("pptx two columns", "ppt"))
"""Formats that LibreOffice turns back again when they are read: one or two of each, for each takes seconds."""
IN_EACH = ("xlsx seven columns", "docx seven columns")
"""The plainest layout of each kind, in every format."""


def _cases() -> Iterator[tuple[str, str]]:
    for suffix, others in OTHERS.items():
        layouts = [each.name for each in LAYOUTS if each.suffix == suffix and each.name not in SAME_SHAPE]
        for name, other in zip(layouts, itertools.cycle(others), strict=False):
            yield from ((name, each) for each in (others if name in IN_EACH else (other,)))
    yield from CONVERTED


CASES = list(_cases())

Saved = Callable[[str, str], tuple[Path, dict[str, Any]]]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Saved:
    """A layout's file in another format and what must be read from it; one start of LibreOffice for each format."""
    folder = tmp_path_factory.mktemp("saved")
    layouts = {layout.name: layout for layout in LAYOUTS}
    made: dict[str, dict[str, tuple[Path, dict[str, Any]]]] = {}

    def find(name: str, other: str) -> tuple[Path, dict[str, Any]]:
        if other not in made:
            names = [case for case, suffix in CASES if suffix == other]
            written = [_written(layouts[each], folder / other, number) for number, each in enumerate(names)]
            paths = convert([path for path, _ in written], other, folder / "out")
            made[other] = {each: (path, wanted) for each, path, (_, wanted) in zip(names, paths, written, strict=True)}
        return made[other][name]

    return find


def _written(layout: Layout, folder: Path, number: int) -> tuple[Path, dict[str, Any]]:
    folder.mkdir(exist_ok=True)
    path = folder / f"{number}.{layout.suffix}"
    return path, layout.write(path, invented(INVENTED))


@pytest.mark.parametrize(("name", "other"), CASES)
def test_a_plan_in_another_format_is_read_back(name: str, other: str, saved: Saved) -> None:
    path, wanted = saved(name, other)
    reading = understand(read_document(path), winter=Winter(2020), framework="asc-winter-plan-2020-21")
    found = reading.as_dict()["rows"]
    assert [words(row["requirement"]) for row in found] == [words(row["requirement"]) for row in wanted["rows"]]
    for want, got in zip(wanted["rows"], found, strict=True):
        assert {name: value for name, value in facts(got).items() if value != facts(want)[name]} == {}
    assert reading.caught == 0
