"""What a column is for, told by its heading; the vocabulary in force knows the headings that plans use."""

from overwinter.reading.vocabulary import in_force
from overwinter.reading.vocabulary.roles import Role
from overwinter.reading.words import key

__all__ = ["LONGEST_HEADING", "Role", "heads_no_plan", "role_of"]

LONGEST_HEADING = 14
"""Words of a column heading."""


def role_of(heading: str) -> Role | None:
    """The role that a column heading names, or None."""
    words = key(heading)
    if not words:
        return Role.REF if heading.strip() == "#" else None
    if len(words.split()) > LONGEST_HEADING:
        return None
    return in_force().role_of(words)


def heads_no_plan(heading: str) -> bool:
    """Whether a table whose rows are named by this heading lists other things than requirements: risks, names."""
    return in_force().is_not_a_plan(key(heading))
