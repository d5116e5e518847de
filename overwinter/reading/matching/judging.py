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
FOREIGN_WORDS, REPLACED_WORDS, NEGATED_WORDS, CUT_WORDS, UNNAMED_WORDS = 25, 20, 12, 5, 8
"""Up to so many telling words, a foreign word, one in the place of another, what a text denies, where it breaks off, or
a title’s name it lacks, may be what it is about; a longer one has other evidence."""
NEARLY_ALL = 0.85
"""A row that the entry explains to this share may leave a name of the title out, unless it is as short as a cut one."""
ANOTHERS_SENTENCE = 0.3
"""How much more of one of the row's sentences another entry explains than the row's own: of 784 rows that were matched
right, one reached it."""
ANOTHERS_STRETCH = 0.095
"""How much better a stretch of the row fits another entry than the row's own, by its words: of 784 rows that were
matched right and have not nearly the national wording, one in fifty reached it; of rows of two duties, two in three."""
OPEN_STRETCH = 0.07
"""The same where the row's entry holds less of it than ``HALF_HELD``: of 614 rows that were matched right and for sure,
each in three placings, none reached it."""
OPEN_PART = 0.55
"""A part of a row of several duties, as long as ``LONG_WORDS``, that its entry explains to a smaller share may hold one
more: of 13 such rows that were matched right and for sure, none did."""
OUTFITTED = 0.001
"""How much better the words of a row may fit another entry than the one that headings or order chose: without a heading
that points at it, a person looks. Of 639 rows of given plans that were matched right and for sure, none did."""
INTRUDING_WORDS, INTRUDING, INTRUDING_NAMES, NAMES_BESIDE_TERMS, WHOLE_TITLE = 7, 0.4, 0.15, 0.45, 0.96
"""A row of so few telling words, without the whole title, may put another thing in the place of what the duty is about:
restrictions on admissions for those on visiting. So it is taken where the first share of its words is not the entry's,
or the second of those that are not plain; beside two key terms the third. Of 581 rows as councils write them that were
matched right and for sure, five were so; of 16 such rows, ten."""
ANOTHERS_TITLE, ANOTHERS_THIRD_TITLE = 0.7, 0.45
"""Share found in the row of another title of the same section, and the same where the row was taken to ask several
already: of 1,805 rows of one duty that were matched right and for sure, 2 reached the first; of 13 of several, none the
second."""
LONG_WORDS, HARDLY_HELD = 12, 0.35
"""A row of so many telling words, of which its entries hold less than this share and that has not two key terms, may
ask something else as well: of 632 rows that were matched right and for sure, one was so."""
HALF_HELD = 0.62
"""The same of a row as short as one that breaks off, without the whole title: one of the 632."""
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
    if evidence.outfitted > OUTFITTED and not evidence.heading:
        return "fits another requirement as well by its words, and only its place among the rows speaks for this one"
    if evidence.replaced and evidence.words <= REPLACED_WORDS:
        return "names something else where the requirement has its own word"
    if evidence.anothers_sentence >= ANOTHERS_SENTENCE:
        return "a sentence of it speaks of something else"
    if _intruded(evidence):
        return "is short and speaks of something that the requirement does not"
    if evidence.anothers_title >= (ANOTHERS_THIRD_TITLE if evidence.several else ANOTHERS_TITLE):
        return "has the words of another requirement of the same section too"
    if evidence.words >= LONG_WORDS and evidence.held < HARDLY_HELD and evidence.terms < 2:
        return "is mostly in words that the requirement does not have"
    if evidence.anothers_stretch >= (OPEN_STRETCH if evidence.held < HALF_HELD else ANOTHERS_STRETCH):
        return "a part of it speaks of something else"
    if evidence.several and evidence.words >= LONG_WORDS and evidence.covered < OPEN_PART:
        return "asks more than the requirements do that it was found to ask"
    if evidence.denied or (evidence.negated and evidence.words <= NEGATED_WORDS):
        return "says what is not so"
    if evidence.is_cut and evidence.words <= CUT_WORDS:
        return "breaks off"
    least = UNNAMED_WORDS if evidence.covered < NEARLY_ALL else CUT_WORDS
    if evidence.named < 0 and evidence.words <= least:
        return "lacks what the requirement names"
    if evidence.title < SLIGHT_TITLE and evidence.margin < SLIGHT_LEAD:
        return "another requirement is as near"
    return ""


def _intruded(evidence: Evidence) -> bool:
    if evidence.several or evidence.words > INTRUDING_WORDS or evidence.title >= WHOLE_TITLE:
        return False
    if evidence.words <= CUT_WORDS and evidence.held < HALF_HELD:
        return True
    if evidence.terms > 1:
        return evidence.intruding_names >= NAMES_BESIDE_TERMS
    return evidence.intruding >= INTRUDING or evidence.intruding_names >= INTRUDING_NAMES


def is_unlike_all(best_fit: float, best_covered: float, words: int, *, other_service: bool) -> bool:
    """Whether a row answers no requirement at all, so surely that no person need look."""
    most_fit, most_covered = (OTHER_FIT, OTHER_COVERED) if other_service else (UNLIKE_FIT, UNLIKE_COVERED)
    return words >= ENOUGH_WORDS and best_fit < most_fit and best_covered < most_covered


def state_of(confidences: list[float], confident_from: float) -> MatchState:
    """The row is as sure as its least sure match."""
    return MatchState.CONFIDENT if confidences and min(confidences) >= confident_from else MatchState.REVIEW
