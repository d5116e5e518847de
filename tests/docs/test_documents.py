"""The documents name only what is there: files, commands, targets, folders."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from overwinter.config.cli import make_parser
from overwinter.config.reference.command_line import commands

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "overwinter").glob("*/README.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.S)
MAKE = re.compile(r"(?:^|[\s`;])make ([a-z][a-z-]*)", re.M)
OVERWINTER = re.compile(r"(?:^|[\s`/])overwinter ([a-z]+(?: (?:check|sync))?)\b", re.M)
OURS = re.compile(r"`((?:overwinter|catalogue|tests|docs|bench|requirements)/[\w./-]*)`")
LONGEST_README = 90


def names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def targets() -> frozenset[str]:
    """What can be made, from the Makefile."""
    return frozenset(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(), re.M))


def program_commands() -> frozenset[str]:
    return frozenset(parser.prog.partition(" ")[2] for parser, _ in commands(make_parser()))


def anchors(text: str) -> frozenset[str]:
    """The anchors that headings get, in the way of the sites that show Markdown."""
    heads = re.findall(r"^#+ (.+)$", text, re.M)
    return frozenset(re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads)


def in_code(text: str) -> Iterator[str]:
    return (match[0] for match in CODE.finditer(text))


@pytest.mark.parametrize("document", DOCUMENTS, ids=names(DOCUMENTS))
def test_links_lead_somewhere(document: Path) -> None:
    broken = []
    for link in LINK.findall(document.read_text(encoding="utf-8")):
        if link.startswith(("https://", "http://")):
            continue
        path, _, anchor = link.partition("#")
        there = (document.parent / path).resolve() if path else document
        found = there.exists() and (not anchor or anchor in anchors(there.read_text(encoding="utf-8")))
        broken += [] if found else [link]
    assert broken == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=names(DOCUMENTS))
def test_what_is_to_be_typed_can_be_typed(document: Path) -> None:
    text = "\n".join(in_code(document.read_text(encoding="utf-8")))
    assert {name for name in MAKE.findall(text) if name not in targets()} == set()
    known = program_commands() | {name.partition(" ")[0] for name in program_commands()}
    typed = {name for name in OVERWINTER.findall(text) if name.partition(" ")[0] not in {"program", "home"}}
    assert {name for name in typed if name not in known and name.partition(" ")[0] not in known} == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=names(DOCUMENTS))
def test_files_that_are_named_are_there(document: Path) -> None:
    named = OURS.findall(document.read_text(encoding="utf-8"))
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_the_two_commands_of_the_readme_are_the_makefile_s() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = next(part for part in re.findall(r"```\n(.*?)```", readme, re.S) if "make" in part)
    assert [line.split()[1] for line in block.splitlines()] == ["run", "test"]
    assert {"run", "test"} <= targets()
    assert readme.count("\n") <= LONGEST_README


def test_every_page_is_in_the_index() -> None:
    """Each page can be found from ``docs/README.md``."""
    folder = ROOT / "docs"
    listed = {(folder / link.partition("#")[0]).resolve() for link in LINK.findall((folder / "README.md").read_text())}
    pages = {path.resolve() for path in folder.rglob("*.md")} - {(folder / "README.md").resolve()}
    assert names(sorted(pages - listed)) == []


def test_what_is_missing_is_seen() -> None:
    """So that the tests above cannot pass because they look at nothing."""
    assert MAKE.findall("`make nothing`; make test") == ["nothing", "test"]
    assert OVERWINTER.findall(".venv/bin/overwinter read x\n`overwinter framework sync`") == ["read", "framework sync"]
    assert OURS.findall("see `overwinter/nowhere/`") == ["overwinter/nowhere/"]
    assert LINK.findall("[a](b.md#c)") == ["b.md#c"]
    assert "the-two-commands" in anchors("## The two commands\n")
    assert len(DOCUMENTS) > 40
