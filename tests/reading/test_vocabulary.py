"""The words of plans as data: the pattern language, the shipped files, and another vocabulary in their place."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from overwinter.reading.cells.status import read_rag
from overwinter.reading.layout.roles import Role, role_of
from overwinter.reading.vocabulary import VocabularyError, in_force, load_vocabulary, speaking
from overwinter.reading.vocabulary.loading import check
from overwinter.reading.vocabulary.patterns import PatternError, compile_patterns, exactly


@pytest.mark.parametrize(
    ("pattern", "fits", "fails"),
    [
        ("due date", ["due date"], ["due", "due dates", "a due date"]),
        ("[by] when", ["when", "by when"], ["by", "to when"]),
        ("action[s] (required|needed)", ["action required", "actions needed"], ["actions", "action"]),
        ("{national|key} ask[s]", ["ask", "key asks", "national key ask"], ["our ask"]),
        ("... gap[s] ...", ["gap", "any gaps here", "what gap"], ["gaping", "stopgap"]),
        ("responsib...", ["responsible", "responsibility of"], ["irresponsible"]),
        ("* council", ["county council"], ["council", "the county council"]),
        ("[b]rag", ["rag", "brag"], ["b rag"]),
        ("(time line|timeline)[s]", ["time line", "timelines"], ["time"]),
        ("who [(is|s) [the] lead]", ["who", "who is lead", "who s the lead"], ["who the lead"]),
    ],
)
def test_a_pattern_means_what_it_says(pattern: str, fits: list[str], fails: list[str]) -> None:
    expression = compile_patterns((pattern,))
    assert [text for text in fits if not expression.fullmatch(f" {text}")] == []
    assert [text for text in fails if expression.fullmatch(f" {text}")] == []


@pytest.mark.parametrize("pattern", ["", "a (b", "a b)", "fully met?", "[a|b"])
def test_a_pattern_that_means_nothing_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError):
        compile_patterns((pattern,))


def test_a_heading_is_taken_as_it_stands() -> None:
    expression = compile_patterns((exactly("Fully met? (Y/N)"), exactly("Our answer ...")))
    assert expression.fullmatch(" fully met y n")
    assert expression.fullmatch(" our answer to this")
    assert not expression.fullmatch(" fully met")


def test_every_shipped_pattern_can_be_used() -> None:
    check(in_force())


def test_another_vocabulary_holds_for_as_long_as_it_is_spoken() -> None:
    assert role_of("Where do we stand") is None
    own = replace(in_force(), columns=((Role.RESPONSE, ("where do we stand",)), *in_force().columns))
    with speaking(own):
        assert role_of("Where do we stand?") is Role.RESPONSE
        assert role_of("RAG rating") is Role.RAG
    assert role_of("Where do we stand") is None
    assert read_rag("On track - green") is not None


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ("[columns", "columns.toml: is no TOML"),
        ("[columns]\nlead = 'who'", "columns.toml, columns: write lead as a list"),
        ("[columns]\nleed = ['who']", "'leed' is no kind of column; there are 'ref'"),
        ("[columns]\nlead = ['who']", "columns.toml: write a table [not_a_plan]"),
    ],
)
def test_a_fault_in_a_file_is_named_with_its_place(tmp_path: Path, columns: str, said: str) -> None:
    (tmp_path / "columns.toml").write_text(columns)
    (tmp_path / "status.toml").write_text("[rag]")
    for name in ("prose", "denials", "wording"):
        (tmp_path / f"{name}.toml").write_text("")
    with pytest.raises(VocabularyError) as problem:
        load_vocabulary(tmp_path)
    assert said in str(problem.value)


def test_a_pattern_that_cannot_be_used_is_named_with_its_column(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match=r"columns.toml, lead: .*never closed"):
        check(replace(in_force(), columns=((Role.LEAD, ("(who",)),)))
