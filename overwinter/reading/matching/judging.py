"""How sure a match is, and whether a person should look: one place for the weights and where they were measured.

From which confidence on a person need not look is a setting, and comes with the catalogue (``confident_from``)."""

from math import exp, log

from overwinter.reading.matching.grounds import Evidence
from overwinter.reading.result import MatchState

WEIGHTS = {
    "start": -1.91,
    "covered": 1.36,
    "title": 1.00,
    "unnamed": -1.35,
    "margin": 6.78,
    "heading": 0.92,
    "strange": -0.32,
    "foreign": -5.92,
    "other_service": -5.09,
    "unexplained": -2.13,
    "other_terms": -3.26,
    "mended": -0.11,
    "words": 1.20,
}
"""Logistic regression over the given and the invented plans, each row as it is and as councils change it, among local
actions that sound like duties and with a fifth of the catalogue taken out; ``python -m bench.fitting`` makes them again
(docs/explanation/matching.md). What each figure is, :class:`Evidence` says; of the words it is the logarithm."""
WIDEST_MARGIN = 0.5
SUREST = 0.98
"""What a computed match may reach: only a person's confirmation is surer."""

DOUBTED = 0.85
"""What a match may reach that has one of the reservations below: a person looks, however well it fits."""
FEWEST_WORDS = 4
FOREIGN = 0.12
FOREIGN_WORDS, NEGATED_WORDS, CUT_WORDS, UNNAMED_WORDS = 25, 12, 5, 8
"""Up to so many telling words, a foreign word, what a text denies, where it breaks off, or a title’s name it lacks,
may be what it is about; a longer one has other evidence."""
NEARLY_ALL = 0.85
"""A row that the entry explains to this share may leave a name of the title out, unless it is as short as a cut one."""
ANOTHERS_SENTENCE = 0.3
"""How much more of one of the row's sentences another entry explains than the row's own: of 784 rows that were matched
right, one reached it."""
SLIGHT_TITLE, SLIGHT_LEAD = 0.3, 0.1

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


def figures(evidence: Evidence) -> dict[str, float]:
    """What each weight is multiplied by."""
    return {
        "start": 1.0,
        "covered": evidence.covered,
        "title": evidence.title,
        "unnamed": float(evidence.named < 0),
        "margin": min(evidence.margin, WIDEST_MARGIN),
        "heading": float(evidence.heading),
        "strange": evidence.strange,
        "foreign": evidence.foreign,
        "other_service": float(evidence.other_service),
        "unexplained": evidence.unexplained,
        "other_terms": evidence.other_terms,
        "mended": evidence.mended,
        "words": log(max(evidence.words, 1)),
    }


def confidence(evidence: Evidence) -> float:
    """Chance that a match is right, 0 to 1."""
    weight = sum(WEIGHTS[name] * figure for name, figure in figures(evidence).items())
    most = DOUBTED if reservation(evidence) else SUREST
    return min(most, 1.0 / (1.0 + exp(-weight)))


def reservation(evidence: Evidence) -> str:
    """Why a person must look, whatever the figures come to; nothing where there is no such reason."""
    if evidence.words < FEWEST_WORDS:
        return "too few words to be sure"
    if evidence.foreign >= FOREIGN and evidence.words <= FOREIGN_WORDS:
        return "names something that the plan does not speak of"
    if evidence.anothers_sentence >= ANOTHERS_SENTENCE:
        return "a sentence of it speaks of something else"
    if evidence.negated and evidence.words <= NEGATED_WORDS:
        return "says what is not so"
    if evidence.is_cut and evidence.words <= CUT_WORDS:
        return "breaks off"
    least = UNNAMED_WORDS if evidence.covered < NEARLY_ALL else CUT_WORDS
    if evidence.named < 0 and evidence.words <= least:
        return "lacks what the requirement names"
    if evidence.title < SLIGHT_TITLE and evidence.margin < SLIGHT_LEAD:
        return "another requirement is as near"
    return ""


def is_unlike_all(best_fit: float, best_covered: float, words: int, *, other_service: bool) -> bool:
    """Whether a row answers no requirement at all, so surely that no person need look."""
    most_fit, most_covered = (OTHER_FIT, OTHER_COVERED) if other_service else (UNLIKE_FIT, UNLIKE_COVERED)
    return words >= ENOUGH_WORDS and best_fit < most_fit and best_covered < most_covered


def state_of(confidences: list[float], confident_from: float) -> MatchState:
    """The row is as sure as its least sure match."""
    return MatchState.CONFIDENT if confidences and min(confidences) >= confident_from else MatchState.REVIEW
