"""Matching: rows to requirements, with a confidence and the reason."""

from dataclasses import replace

from overwinter.reading.catalogue import Catalogue
from overwinter.reading.matching.matcher import Matcher
from overwinter.reading.result import Reading


def match(reading: Reading, catalogue: Catalogue) -> Reading:
    """``reading`` with every row's matches, runners-up and state. The rows themselves are not changed."""
    if not reading.rows or not catalogue.entries:
        return reading
    return replace(
        reading,
        rows=Matcher(catalogue).match(reading.rows),
        confident_from=catalogue.confident_from,
        shown_from=catalogue.shown_from,
    )
