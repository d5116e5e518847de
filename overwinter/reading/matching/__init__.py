"""Matching: rows to requirements, with a confidence and the reason."""

from overwinter.reading.catalogue import Catalogue
from overwinter.reading.result import Reading


def match(reading: Reading, catalogue: Catalogue) -> Reading:
    raise NotImplementedError
