"""Matching: rows to requirements, with a confidence and the reason."""

from msgspec.structs import replace

from overwinter.reading.catalogue import Catalogue
from overwinter.reading.matching.matcher import Matcher
from overwinter.reading.result import Reading

MOST_ROWS = 5_000
"""Rows that are matched. Plans have some hundreds; matching takes longer than all else, a hundred seconds for every
twenty thousand rows, and a longer table is a list of something else, or holds a plan among much else."""


def match(reading: Reading, catalogue: Catalogue) -> Reading:
    """``reading`` with every row's matches, runners-up and state. The rows themselves are not changed.

    Beyond the first ``MOST_ROWS`` they are left to a person, and a warning says so.
    """
    if not reading.rows or not catalogue.entries:
        return reading
    first, beyond = reading.rows[:MOST_ROWS], reading.rows[MOST_ROWS:]
    warnings = reading.warnings
    if beyond:
        warnings += (
            f"This document has {len(reading.rows):,} rows. All were read, and the first {MOST_ROWS:,} were matched to "
            "requirements. Keep only the rows of the plan in a copy of it, or split it, to have the others matched.",
        )
    return replace(
        reading,
        rows=(*Matcher(catalogue).match(first), *beyond),
        warnings=warnings,
        confident_from=catalogue.confident_from,
        shown_from=catalogue.shown_from,
    )
