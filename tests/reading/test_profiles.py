"""A profile teaches one kind of document: its headings, its status words, what to leave out; never a line of code."""

from pathlib import Path

import pytest

from overwinter.kernel.status import FullyMet, Rag
from overwinter.kernel.winter import Winter
from overwinter.reading.apart.order import Order, from_line
from overwinter.reading.catalogue import Catalogue
from overwinter.reading.document import Block, Document, plain_text
from overwinter.reading.engine import interpret
from overwinter.reading.readers import read_document
from overwinter.reading.result import Reading
from overwinter.reading.vocabulary import VocabularyError
from overwinter.reading.vocabulary.profile import Profile, choose, load_profile, load_profiles
from tests.reading.layout.support import heading, table

TAUGHT = """
name = "Return of an invented council"
dates = "month first"

[recognise]
headings = ["Where we stand", "Colour code ..."]

[columns]
requirement = ["The thing"]
responses = ["Where we stand"]
rag = ["Colour code ..."]
fully_met = ["Finished"]
by_when = ["Wanted"]
extra = ["Our notes"]

[rag]
green = ["B", "Complete"]

[fully_met]
partial = ["N"]

[leave_out]
tables = [2]

[rows]
theme = "Everything"
"""
ROWS = (
    ("The thing", "Where we stand", "Colour code (today)", "Finished", "Wanted", "Our notes"),
    ("Gowns and visors", "In the store", "B", "N", "3/4/2021", "Ask again"),
    ("A rota", "On the wall", "Amber", "Y", "12/24/2020", ""),
)


def written(folder: Path, text: str = TAUGHT, name: str = "return.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def document_of(*blocks: Block) -> Document:
    return Document("plan.docx", "text/plain", "0" * 64, blocks, plain_text(blocks))


def read_with(document: Document, *profiles: Profile) -> Reading:
    catalogue = Catalogue(framework="test", entries=(), profiles=profiles, confident_from=0.9, shown_from=0.4)
    return interpret(document, catalogue, Winter(2020))


@pytest.fixture
def plan() -> Document:
    return document_of(table(*ROWS), table(("Requirement", "Lead"), ("Ensure it is old", "A Role"), number=2))


def test_a_document_is_read_as_its_profile_says(plan: Document, tmp_path: Path) -> None:
    reading = read_with(plan, load_profile(written(tmp_path)))
    first, second = reading.rows
    assert first.requirement == "Gowns and visors"
    assert first.responses[0].text == "In the store"
    assert (first.rag, second.rag) == (Rag.GREEN, Rag.AMBER)
    assert (first.fully_met, second.fully_met) == (FullyMet.PARTIAL, FullyMet.YES)
    assert [str(row.by_when_date) for row in reading.rows] == ["2021-03-04", "2020-12-24"]
    assert first.extra[-1] == ("Our notes", "Ask again")
    assert first.theme == "Everything"
    assert reading.warnings == ("Read with the profile “Return of an invented council” (return.toml).",)


def test_what_a_profile_leaves_out_is_kept_and_said(plan: Document, tmp_path: Path) -> None:
    reading = read_with(plan, load_profile(written(tmp_path)))
    assert "Ensure it is old | A Role" in [piece.text for piece in reading.unplaced]
    assert [decision.taken_as for decision in reading.decisions] == ["plan table", "left out"]
    assert reading.caught == 0


def test_without_its_profile_the_same_document_is_read_otherwise(plan: Document) -> None:
    assert [row.requirement for row in read_with(plan).rows] == ["Ensure it is old"]


def test_the_shipped_words_hold_again_afterwards(plan: Document, tmp_path: Path) -> None:
    read_with(plan, load_profile(written(tmp_path)))
    assert [row.requirement for row in read_with(plan).rows] == ["Ensure it is old"]


def test_a_profile_holds_only_for_documents_with_all_its_headings(plan: Document, tmp_path: Path) -> None:
    profile = load_profile(written(tmp_path))
    other = document_of(table(("Requirement", "Where we stand"), ("Ensure it is new", "It is new")))
    assert choose((profile,), plan) is profile
    assert choose((profile,), other) is None
    wider = load_profile(written(tmp_path, TAUGHT.replace('"Colour', '"Finished", "Colour'), "wider.toml"))
    assert choose((profile, wider), plan) is wider


def test_a_row_that_no_heading_tells_is_named_as_the_heading(tmp_path: Path) -> None:
    rows = table(("Alpha", "Beta"), ("Ensure homes have gowns", "They have been sent gowns each week"))
    text = 'name = "A"\nheadings_in = ["table 1, row 1"]\n[columns]\nrequirement = ["Alpha"]\n'
    [row] = read_with(document_of(heading("A list"), rows), load_profile(written(tmp_path, text))).rows
    assert row.requirement == "Ensure homes have gowns"
    assert row.responses[0].text.startswith("They have been sent")


def test_a_heading_row_that_is_not_there_is_told(plan: Document, tmp_path: Path) -> None:
    reading = read_with(plan, load_profile(written(tmp_path, 'name = "A"\nheadings_in = ["table 9, row 1"]')))
    assert "The profile looks for column headings at table 9, row 1, and there is no such row." in reading.warnings


def test_a_profile_reaches_the_process_that_reads(tmp_path: Path) -> None:
    profile = load_profile(written(tmp_path))
    catalogue = Catalogue(framework="test", entries=(), profiles=(profile,), confident_from=0.9, shown_from=0.4)
    order = Order(tmp_path, catalogue, Winter(2020), "json")
    assert from_line(order.as_line()).catalogue == catalogue


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[columns]\nlead = ['Who']", 'own.toml: write name as a text, as name = "…"'),
        ("name = 'A'\n[columns]\nleed = ['Who']", "own.toml, columns: 'leed' is no kind of column; there are 'ref'"),
        ("name = 'A'\n[columns]\nlead = 'Who'", "own.toml, columns: write lead as a list of texts"),
        ("name = 'A'\n[colums]\nlead = ['Who']", "own.toml: 'colums' means nothing here; there are 'name'"),
        ("name = 'A'\n[rag]\nblue = ['B']", "own.toml, rag: 'blue' means nothing here; there are 'green'"),
        ("name = 'A'\ndates = 'American'", 'own.toml: write dates as "day first" or "month first"'),
        ("name = 'A'\n[leave_out]\ntables = ['2']", "own.toml, leave_out: write tables as a list of numbers"),
        ("name = 'A'\n[columns]\nlead = ['...']", "own.toml, columns: “...” in lead has no words"),
        ("name = ", "own.toml: is no TOML"),
    ],
)
def test_a_fault_in_a_profile_says_file_key_and_what_to_do(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(VocabularyError) as problem:
        load_profile(written(tmp_path, text, "own.toml"))
    assert str(problem.value).startswith(said)


def test_a_folder_wants_profiles_that_say_what_they_are_known_by(tmp_path: Path) -> None:
    written(tmp_path)
    assert [profile.file for profile in load_profiles(tmp_path)] == ["return.toml"]
    written(tmp_path, 'name = "All"', "all.toml")
    with pytest.raises(VocabularyError, match=r"all.toml: write \[recognise\]"):
        load_profiles(tmp_path)
    with pytest.raises(VocabularyError, match="there is no such folder"):
        load_profiles(tmp_path / "gone")


PROSE = """Winter plan of Marlshire council
Warm at home
Masks
Expected of us
Give masks to care homes
Our part
The store gives them out on Fridays
In charge: A storekeeper
Heard by: The store board
"""


def test_a_profile_teaches_the_lines_and_labels_of_prose(tmp_path: Path) -> None:
    text = """name = "Prose of Marlshire"
[prose]
actions = ["Expected of us"]
responses = ["Our part"]
leads = ["In charge"]
reporting_to = ["Heard by"]
themes = ["Warm at home"]
"""
    file = tmp_path / "plan.txt"
    file.write_text(PROSE)
    profile = load_profile(written(tmp_path, text))
    [section] = read_with(read_document(file), profile).sections
    assert (section.theme, section.actions, section.responses, section.leads, section.reporting_to) == (
        "Warm at home",
        ("Give masks to care homes",),
        ("The store gives them out on Fridays",),
        ("A storekeeper",),
        ("The store board",),
    )
    assert not read_with(read_document(file)).sections
