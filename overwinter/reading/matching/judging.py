"""How sure a match is, and whether a person should look: one place for the weights and where they were measured.

From which confidence on a person need not look is a setting, and comes with the catalogue (``confident_from``)."""

from dataclasses import dataclass
from math import exp, log

from overwinter.reading.result import MatchState

COVERED, MARGIN, HEADING, ELSEWHERE, STRANGE, WORDS, OTHER_SERVICE, START = (
    4.4,
    9.4,
    0.55,
    -0.95,
    -2.5,
    1.65,
    -4.8,
    -5.5,
)
"""Logistic regression over 18 documents, three in the national wording and fifteen of invented councils, each row as it
is and as councils change it (condensed, cut to a heading, misspelt, split, under no or the wrong heading), among local
actions that sound like duties, and with a fifth of the catalogue taken out (docs/explanation/matching.md): the share of
the text that the entry explains, the lead over the next entry with headings and order, whether the headings point at it
or at another part, the share of the text in words that no entry holds, the logarithm of how many telling words there
are (few are little evidence, however well they fit), and whether a word belongs to another service of the council."""
WIDEST_MARGIN = 0.5
SUREST = 0.98
"""What a computed match may reach: only a person's confirmation is surer."""

UNLIKE_FIT, UNLIKE_COVERED, ENOUGH_WORDS = 0.19, 0.15, 4
"""A row that fits no entry better than this, with enough words to tell, is a local action: of the measured documents'
rows, misspelt and cut short among them, none that answered a requirement fell below both."""
OTHER_FIT, OTHER_COVERED = 0.30, 0.30
"""The same for a row with a word of another service."""

SHARED_CLOSE, SHARED_FAR, FAR = 0.7, 0.4, 0.15
"""Two rows that claim one requirement: the confidence of the weaker is multiplied by the first, or by the second when
its text fits worse by more than the third."""

TWIN_FIT, TWIN_LEAD, TWIN_DOUBT = 0.55, 0.20, 0.85
"""The catalogue asks some duties twice. Where no section heading points at the entry, a related one that fits at least
this share as well, and falls short by less than this lead, lowers the confidence by this factor."""

OVERLOOKED_DOUBT = 0.85
"""A part of the row speaks for another entry than those it was matched to: each is doubted by this factor."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for one entry."""

    covered: float
    """Share of the text's telling words that the entry holds, rare ones counting more."""
    strange: float
    """Share of them that no entry holds."""
    words: int
    """How many different telling words the text has."""
    margin: float
    """Lead over the next entry, headings and order taken in."""
    heading: bool
    """Whether the section heading, or the theme where there is none, points at the entry."""
    elsewhere: bool
    """Whether the section heading points at another part of the plan."""
    other_service: bool
    """Whether the text has a word of a service that the framework is not about: "PPE for schools"."""


def confidence(evidence: Evidence) -> float:
    """Chance that a match is right, 0 to 1."""
    weight = (
        START
        + COVERED * evidence.covered
        + MARGIN * min(evidence.margin, WIDEST_MARGIN)
        + HEADING * evidence.heading
        + ELSEWHERE * evidence.elsewhere
        + STRANGE * evidence.strange
        + WORDS * log(max(evidence.words, 1))
        + OTHER_SERVICE * evidence.other_service
    )
    return min(SUREST, 1.0 / (1.0 + exp(-weight)))


def is_unlike_all(best_fit: float, best_covered: float, words: int, *, other_service: bool) -> bool:
    """Whether a row answers no requirement at all, so surely that no person need look."""
    most_fit, most_covered = (OTHER_FIT, OTHER_COVERED) if other_service else (UNLIKE_FIT, UNLIKE_COVERED)
    return words >= ENOUGH_WORDS and best_fit < most_fit and best_covered < most_covered


def state_of(confidences: list[float], confident_from: float) -> MatchState:
    """The row is as sure as its least sure match."""
    return MatchState.CONFIDENT if confidences and min(confidences) >= confident_from else MatchState.REVIEW
