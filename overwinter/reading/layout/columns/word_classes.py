"""Kinds of English words, for asking whether one may follow another: joining words one by one, others by their form."""

import re
from functools import cache

JOINING = tuple(
    re.findall(
        r"\w+",
        "the a an this these those that their its our his her your any all each every no some other more most such "
        "of to for with in by from on at and or as into via through between within across during after before under "
        "over about including who which where when what how if than but not also only both "
        "is are was were be been being has have had will would should must can could may do does "
        "we they it he she there",
    )
)
FORMS = ("'ing", "'ed", "'ly", "'es", "'s", "'ion", "'ment", "'ive", "'al", "'ity", "'able", "'er")
"""Endings that tell what a word may be, the longer ones to be tried before the shorter."""
KINDS = (*JOINING, *FORMS, "'name", "'capitals", "'number", "'other", "'comma", "'colon")
NUMBER_OF = {kind: number for number, kind in enumerate(KINDS)}
_ENDINGS = tuple((ending, NUMBER_OF[f"'{ending}"]) for ending in ("ing", "ed", "ly", "ion", "ment", "ive", "ity"))
_LATER = tuple((ending, NUMBER_OF[f"'{ending}"]) for ending in ("able", "al", "er"))


@cache
def kind_of(word: str) -> int:
    """The kind of a word: itself where it is a joining word, else what its form tells."""
    bare = word.strip("()‘’'\"“”.,;:")
    small = bare.casefold()
    if small in NUMBER_OF:
        return NUMBER_OF[small]
    if re.match(r"^[\d£%(-]", bare):
        return NUMBER_OF["'number"]
    if bare[:1].isupper():
        return NUMBER_OF["'capitals" if bare[1:2].isupper() else "'name"]
    for ending, number in _ENDINGS:
        if small.endswith(ending) and len(small) > len(ending) + 1:
            return number
    if small.endswith(("es", "ies")) and len(small) > 4:
        return NUMBER_OF["'es"]
    if small.endswith("s") and not small.endswith(("ss", "us", "is")) and len(small) > 3:
        return NUMBER_OF["'s"]
    for ending, number in _LATER:
        if small.endswith(ending) and len(small) > len(ending) + 1:
            return number
    return NUMBER_OF["'other"]


def left_kind(word: str) -> int:
    """The kind of a word as what stands before another: a comma or a colon counts for more than the word."""
    if word.endswith((",", ";")):
        return NUMBER_OF["'comma"]
    if word.endswith(":"):
        return NUMBER_OF["'colon"]
    return kind_of(word)
