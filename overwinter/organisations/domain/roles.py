"""Roles: which titles are the same, and when one can be handed over."""

import re
from datetime import date

from overwinter.kernel.days import full_day
from overwinter.kernel.verdict import ALLOWED, Verdict, refused


def title_key(title: str) -> str:
    """What two ways to write one title have in common: capitals, spaces, and a full stop at the end do not count.

    "SMBC/CCG", "smbc / ccg" and "SMBC/CCG." are one title; "SMBC, CCG" is another: it may be two roles.
    """
    words = re.sub(r"\s*/\s*", "/", " ".join(title.split()))
    return words.rstrip(" .;,").casefold()


def tidy_title(title: str) -> str:
    """The title as it is kept: as written, without spaces too many."""
    return " ".join(title.split())


def may_hand_over(*, since: date, held_since: date | None, holder: str, ended_on: date | None) -> Verdict:
    """Whether a role can pass on at ``since``. ``held_since`` is when the holder now took it (None: nobody has)."""
    if ended_on is not None:
        return refused("This role has ended. Add it again first")
    if held_since is not None and since < held_since:
        return refused(
            f"{holder} has held it since {full_day(held_since)}. It can pass to somebody else on that day or later"
        )
    return ALLOWED
