"""Status is never colour alone: each mark comes with its letter or shape and its word."""

import pytest

from overwinter.design import marks
from overwinter.kernel.status import FullyMet, Rag


@pytest.mark.parametrize("rag", list(Rag))
def test_every_rag_of_the_kernel_has_a_chip_hidden_from_readers_and_a_word(rag: Rag) -> None:
    shown = marks.rag_words(rag)
    assert f'aria-hidden="true">{marks.RAG_MARKS[rag].letter}</span>{marks.RAG_MARKS[rag].word}</span>' in shown


@pytest.mark.parametrize("met", list(FullyMet))
def test_every_fully_met_of_the_kernel_has_a_disc_and_a_word(met: FullyMet) -> None:
    assert marks.met_words(met).endswith(f"</svg>{marks.MET_MARKS[met].word}</span>")


def test_no_two_values_look_or_sound_alike() -> None:
    for known in (marks.RAG_MARKS, marks.MET_MARKS):
        assert len({mark.drawing for mark in known.values()}) == len(known)
        assert len({mark.word for mark in known.values()}) == len(known)


def test_a_change_says_from_and_to() -> None:
    assert "Amber to red" in marks.rag_change("amber", "red")
    assert "Partial to yes" in marks.met_change("partial", "yes")


def test_a_status_nobody_defined_is_refused_rather_than_drawn() -> None:
    with pytest.raises(KeyError):
        marks.rag_words("purple")
