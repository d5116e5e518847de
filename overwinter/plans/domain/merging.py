"""Two people changed the same words: what each of them did to the text both started from."""

from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Merged:
    text: str
    clean: bool
    """Whether both changes are in ``text``. Otherwise ``text`` is ``mine`` and a person must choose."""


def merge(base: str, theirs: str, mine: str) -> Merged:
    """Both changes in one text, if they touch different lines of ``base``."""
    if mine == theirs or theirs == base:
        return Merged(mine, True)
    if mine == base:
        return Merged(theirs, True)
    old = base.splitlines()
    edits = sorted([*_edits(old, theirs.splitlines()), *_edits(old, mine.splitlines())])
    out: list[str] = []
    at = 0
    previous: tuple[int, int] | None = None
    for start, end, lines in edits:
        if previous is not None and (start < previous[1] or (start, end) == previous or start == previous[1]):
            return Merged(mine, False)
        out += [*old[at:start], *lines]
        at, previous = end, (start, end)
    return Merged("\n".join([*out, *old[at:]]), True)


def _edits(old: list[str], new: list[str]) -> list[tuple[int, int, tuple[str, ...]]]:
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    return [(i1, i2, tuple(new[j1:j2])) for tag, i1, i2, j1, j2 in matcher.get_opcodes() if tag != "equal"]
