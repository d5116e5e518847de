"""A row that holds several requirements: where it divides, and which requirement each part asks."""

from collections.abc import Sequence

from msgspec import Struct

from overwinter.reading.matching.model import Fit, Model
from overwinter.reading.matching.scores import ranked

SHORTEST = 3
"""Telling words of a part; a shorter one is a turn of phrase."""
WORTH_TRYING = 0.22
"""An entry that fits the whole row less than this is not looked for in its parts."""
SPOKEN_FOR = 0.66
"""An entry that explains this much of a row leaves nothing in it for another."""
PART_FIT, PART_COVERED = 0.34, 0.40
"""How well a part must fit its own entry, and how much of the part that entry must explain."""
PART_LEAD, PART_OWN = 0.12, 0.40
"""How much better each part must fit its own entry than the other part's, and the share of the part that only its own
entry explains, rare words counting more."""
MOST_PARTS = 4
TRIED = 6


class Part(Struct, frozen=True):
    """A stretch of a row's telling words that asks one requirement."""

    words: tuple[str, ...]
    entry: int
    fit: Fit


def divide(model: Model, words: Sequence[str], entry: int, fit: Fit) -> list[Part]:
    """The parts of a row whose best entry is ``entry``, in the order they stand; one part when it asks one thing.

    Both parts must speak clearly, each with a key term of its own, for entries of the same section which the catalogue
    does not call related: a requirement of two sentences stays one row.
    """
    return _divide(model, Part(tuple(words), entry, fit), frozenset({entry}), MOST_PARTS)


def _divide(model: Model, whole: Part, taken: frozenset[int], most: int) -> list[Part]:
    if most < 2 or len(whole.words) < 2 * SHORTEST or whole.fit.covered[whole.entry] >= SPOKEN_FOR:
        return [whole]
    halves = max(
        (found for other in _others(model, whole, taken) if (found := _halves(model, whole, other)) is not None),
        key=lambda found: min(part.fit.text[part.entry] for part in found),
        default=None,
    )
    if halves is None:
        return [whole]
    taken = taken | {part.entry for part in halves}
    first = _divide(model, halves[0], taken, most - 1)
    taken = taken | {part.entry for part in first}
    return first + _divide(model, halves[1], taken, most - len(first))


def _others(model: Model, whole: Part, taken: frozenset[int]) -> list[int]:
    entries = model.entries
    return [
        other
        for other in ranked(whole.fit.text, 4 * TRIED)
        if other not in taken
        and whole.fit.text[other] >= WORTH_TRYING
        and entries[other].section == entries[whole.entry].section
        and not any(model.related(other, one) for one in taken)
    ][:TRIED]


def _halves(model: Model, whole: Part, other: int) -> tuple[Part, Part] | None:
    """``whole`` cut where the words that only one of the two entries holds divide best."""
    one, words = whole.entry, whole.words
    lean = [model.rarity(word) * (model.holds(one, word) - model.holds(other, word)) for word in words]
    total, before = sum(lean), 0.0
    best, cut, one_first = 0.0, 0, True
    for place in range(1, len(words)):
        before += lean[place - 1]
        apart = before - (total - before)
        if SHORTEST <= place <= len(words) - SHORTEST and abs(apart) > best:
            best, cut, one_first = abs(apart), place, apart > 0
    if not cut:
        return None
    left, right = (one, other) if one_first else (other, one)
    first, second = words[:cut], words[cut:]
    speak = _speaks(model, _part(model, first, left, (one, other)), right) and _speaks(
        model, _part(model, second, right, (one, other)), left
    )
    return (_part(model, first, left), _part(model, second, right)) if speak else None


def _part(model: Model, words: Sequence[str], entry: int, only: Sequence[int] | None = None) -> Part:
    return Part(tuple(words), entry, model.fit(words, only))


def _speaks(model: Model, part: Part, other: int) -> bool:
    own, covered = part.fit.text[part.entry], part.fit.covered[part.entry]
    clear = own >= PART_FIT and covered >= PART_COVERED and own - part.fit.text[other] >= PART_LEAD
    return (
        clear
        and _own_share(model, part, other) >= PART_OWN
        and any(
            not all(model.holds(other, word) for word in term) for term in model.terms_standing(part.words, part.entry)
        )
    )


def _own_share(model: Model, part: Part, other: int) -> float:
    words = set(part.words)
    own = sum(model.rarity(word) for word in words if model.holds(part.entry, word) and not model.holds(other, word))
    return own / sum(model.rarity(word) for word in words)
