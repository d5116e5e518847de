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
OVERWINTER = re.compile(r"(?:^|[\s`/])overwinter ([a-z-]+(?: (?:check|sync))?)\b", re.M)
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


FOR_ENGINEERS = {
    "add-an-operation.md",
    "offer-a-measure.md",
    "write-a-framework-pack.md",
    "write-a-reader.md",
    "measure.md",
    "install-for-a-council.md",
}
FOR_USERS = [page for page in sorted((ROOT / "docs" / "how-to").glob("*.md")) if page.name not in FOR_ENGINEERS]
TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|<[/a-z][^<>]*>")
BOLD = re.compile(r"\*\*([^*]+)\*\*")


def words_of_the_pages() -> str:
    """Every word that a page can show, near enough: templates without their tags, and the texts in the code."""
    sources = [*(ROOT / "overwinter").rglob("*.html"), *(ROOT / "overwinter").rglob("*.py")]
    whole = " ".join(path.read_text(encoding="utf-8") for path in sources)
    return " ".join(f"{whole} {TAGS.sub('', whole)}".split())


def test_the_words_on_buttons_and_links_are_those_of_the_pages() -> None:
    """Bold in a page for users is a word that stands on the screen; an ellipsis stands for a number or a name."""
    shown = words_of_the_pages()
    missing = []
    for page in FOR_USERS:
        for bold in BOLD.findall(page.read_text(encoding="utf-8")):
            parts = [part.strip(" “”:") for part in " ".join(bold.split()).split("…")]
            missing += [f"{page.name}: {bold}" for part in parts if part and part not in shown]
    assert missing == [], missing
