"""How sure a match is, and whether a person should look: one place for the thresholds and where they come from."""

from math import exp

from overwinter.reading.result import MatchState

FIT, COVERED, MARGIN, HEADING, START = 0.3, 6.0, 6.2, 0.9, -3.3
"""Logistic regression over some 420 rows of eight documents, five in the national wording and three in words of their
own, each row once as it is and once (at a quarter of the weight) with its requirement taken out of the catalogue
(docs/explanation/matching.md): the fit of the text, the share of the text that the entry explains, the lead over the
next entry with headings and order, and whether the section heading, or the theme where there is none, points at it."""
WIDEST_MARGIN = 0.5
CONFIDENT = 0.80
"""From here a person need not look: no row of those documents was wrong above it."""
LIKELY = 0.40
"""From here the guess is shown as the match under review; below it, only among the candidates."""
SUREST = 0.98
"""What a computed match may reach: only a person's confirmation is surer."""

UNLIKE_FIT, UNLIKE_COVERED, ENOUGH_WORDS = 0.21, 0.16, 4
"""A row that fits no entry better than this, with enough words to tell, is a local action."""

SHARED_CLOSE, SHARED_FAR, FAR = 0.7, 0.4, 0.15
"""Two rows that claim one requirement: the confidence of the weaker is multiplied by the first, or by the second when
its text fits worse by more than the third."""

TWIN_FIT, TWIN_LEAD, TWIN_DOUBT = 0.55, 0.20, 0.85
"""The catalogue asks some duties twice. Where no section heading points at the entry, a related one that fits at least
this share as well, and falls short by less than this lead, lowers the confidence by this factor."""


def confidence(fit: float, covered: float, margin: float, *, heading: bool) -> float:
    """Chance that a match is right, 0 to 1, from how the text fits, what it leads by, and its heading."""
    weight = START + FIT * fit + COVERED * covered + MARGIN * min(margin, WIDEST_MARGIN) + HEADING * heading
    return min(SUREST, 1.0 / (1.0 + exp(-weight)))


def is_unlike_all(best_fit: float, best_covered: float, words: int) -> bool:
    return words >= ENOUGH_WORDS and best_fit < UNLIKE_FIT and best_covered < UNLIKE_COVERED


def state_of(confidences: list[float]) -> MatchState:
    """The row is as sure as its least sure match."""
    return MatchState.CONFIDENT if confidences and min(confidences) >= CONFIDENT else MatchState.REVIEW
