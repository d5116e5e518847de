import pytest

from overwinter.kernel.verdict import ALLOWED, Refused, refused


def test_an_allowed_verdict_lets_the_action_pass() -> None:
    ALLOWED.require()
    assert ALLOWED


def test_a_refusal_carries_the_sentence_that_is_shown() -> None:
    verdict = refused("It cannot be signed yet: 3.25 has no lead.")
    assert not verdict
    with pytest.raises(Refused, match=r"3\.25 has no lead"):
        verdict.require()
