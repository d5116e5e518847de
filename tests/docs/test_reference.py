"""The pages of the reference that the program writes are as the program is."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from overwinter.config.reference import pages, settings, states
from overwinter.kernel.status import Rag
from overwinter.reading.result import Piece, Reading, RowRead, SectionRead

READING = Path(pages.__file__).resolve().parents[2] / "reading"


@pytest.mark.parametrize(("name", "page"), pages.PAGES.items())
def test_the_page_is_as_the_program_is(name: str, page: Callable[[], str]) -> None:
    """If this fails, run ``make reference`` and commit what it wrote."""
    assert (pages.FOLDER / name).read_text(encoding="utf-8") == page()


def test_writing_them_gives_what_stands_there(tmp_path: Path) -> None:
    pages.write_all(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(pages.PAGES)


def test_every_setting_says_what_it_is_for_and_none_is_told_that_is_gone() -> None:
    found = settings.find_settings(settings.SOURCE.read_text(encoding="utf-8"))
    assert {each.name for each in found} == set(settings.WHAT_FOR)


def test_a_setting_is_found_wherever_it_stands() -> None:
    source = 'A = {"inner": env.int("OVERWINTER_NEW", default=1_000)}\nB = env.bool("OVERWINTER_B") or other("NO")'
    assert [(each.name, each.kind, each.default) for each in settings.find_settings(source)] == [
        ("OVERWINTER_NEW", "number", "1000"),
        ("OVERWINTER_B", "0 or 1", ""),
    ]


def test_a_diagram_has_an_arrow_for_each_pair_of_states_and_none_for_standing_still() -> None:
    drawn = states.diagram([("a", "go", "b"), ("a", "run", "b"), ("b", "edit", "b"), ("b", "", "a")])
    assert [line.strip() for line in drawn.splitlines() if "-->" in line] == ["a --> b: go, run", "b --> a"]


def finding_codes() -> Iterator[str]:
    """Every code that a finding of the reading can have, as its rules give it."""
    for path in READING.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Finding":
                code = node.args[0]
                if isinstance(code, ast.Constant):
                    yield str(code.value)
                else:
                    yield from (f"met-but-{rag}" for rag in (Rag.AMBER, Rag.RED))


def test_every_finding_of_a_reading_is_told() -> None:
    told = (pages.FOLDER / "reading.md").read_text(encoding="utf-8")
    codes = set(finding_codes())
    assert len(codes) > 12
    assert {code for code in codes if f"`{code}`" not in told} == set()


def test_every_key_of_a_reading_is_told() -> None:
    told = (pages.FOLDER / "reading.md").read_text(encoding="utf-8")
    row = RowRead(n=1, place="line 1")
    reading = Reading(
        name="plan.txt", sha256="0", media_type="text/plain", characters=0, framework="asc-winter-plan-2020-21",
        rows=(row,), sections=(SectionRead(None, None),), headings=(Piece("line 1", "Plan"),),
    ).as_dict()  # fmt: skip
    keys = {*reading, *reading["rows"][0], *reading["sections"][0], *reading["source"]} - {"rows"}
    assert {key for key in keys if f"`{key}`" not in told} == set()
