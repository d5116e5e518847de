"""Which rule read each field of a row whose columns were read into each other, and how near the next best way was."""

from overwinter.reading.layout.columns.parting import DOUBT
from overwinter.reading.layout.columns.rows import Parted

_FIELDS = (
    ("requirement", "the first column of the printed lines"),
    ("responses", "the second column of the printed lines"),
    ("gap_actions", "the last column of prose in the printed lines"),
    ("lead", "a lead’s name, at the ends of lines"),
    ("by_when", "words of a date, at the ends of lines"),
)
"""In the order of the columns."""
_PARTED = "parted where lines are full, where its sentences go on, and where the words fit the column"


def rules_of(found: Parted, *, ref: bool) -> tuple[tuple[str, str], ...]:
    """Field name and rule, in words."""
    rules = [("ref", "opens its line, and is the next reference of its section")] if ref else []
    for (name, what), text, doubt in zip(_FIELDS, found.texts, found.doubts, strict=True):
        if text:
            near = (
                f"the next best way is {doubt:.1f} dearer, of {DOUBT:.0f} that leave no doubt" if doubt < DOUBT else ""
            )
            rules.append((name, "; ".join(part for part in (what, _PARTED, near or "no other way comes near") if part)))
    if found.status:
        rules.append(("fully_met", f"“{found.status}” stands alone in the row’s first line"))
    return tuple(rules)
