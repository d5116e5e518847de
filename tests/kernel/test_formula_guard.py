"""Text that begins like a formula is shown, not reckoned with, and comes back as it was."""

from hypothesis import given
from hypothesis import strategies as st

from overwinter.kernel.formula_guard import guarded, unguarded


@given(st.text(alphabet="'=+-@\t\r\nab ", max_size=8))
def test_the_guard_gives_back_every_text(text: str) -> None:
    safe = guarded(text)
    assert unguarded(safe) == text
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r"))
