"""A part of a row that its match leaves unexplained and that asks another requirement: the row may hold two."""

from collections.abc import Sequence

from overwinter.reading.matching.model import Model
from overwinter.reading.matching.scores import best, without
from overwinter.reading.matching.several import Part

SHORTEST = 3
"""Telling words of a part."""
APART = 0.26
"""How much better the part must fit the other entry than those of the row, and the rest of the row the other way about.
No row of the measured plans that asks one thing reached it; of two requirements run together four in five do."""
EXPLAINED = 0.45
"""Share of the part that the row's own entries may explain, rare words counting more."""
WHOLE, WHOLE_FIT, WHOLE_APART = 0.90, 0.44, 0.20
"""A part that the other entry explains and fits this well need stand less far apart: neighbours share their words."""
TRIED = 2


TITLED, TITLE_LEFT, TITLE_WORDS = 0.65, 0.4, 2
"""Share found in the row of another entry's title, counting only words that the row's own entries do not hold: no row
of the measured plans that asks one thing had more than 0.62 of any. At least the second share of the title, and the
third number of its words, must be left to find."""


def overlooked(model: Model, words: Sequence[str], entries: Sequence[int]) -> Part | None:
    """The part of a row matched to ``entries`` that speaks for another, unrelated entry; None when none does."""
    return _apart(model, words, entries) or _titled(model, words, entries)


def _titled(model: Model, words: Sequence[str], entries: Sequence[int]) -> Part | None:
    """An unrelated entry whose title stands in what ``entries`` leave open."""
    rest = [word for word in words if not any(model.holds(entry, word) for entry in entries)]
    found = model.titles_found(rest, entries, fewest=TITLE_WORDS, least=TITLE_LEFT)
    others = without(found, set(entries).union(*(model.related_to[entry] for entry in entries)))
    most = best(others)
    return Part(tuple(rest), most, model.fit(rest)) if others[most] >= TITLED else None


def _apart(model: Model, words: Sequence[str], entries: Sequence[int]) -> Part | None:
    held = [float(any(model.holds(entry, word) for entry in entries)) for word in words]
    first = _divided(words, [model.rarity(word) * (2 * own - 1) for word, own in zip(words, held, strict=True)])
    if first is None:
        return None
    own = set(entries).union(*(model.related_to[entry] for entry in entries))
    others = model.leading(first[1], [n for n in range(len(model.ids)) if n not in own], TRIED)
    return next((part for other in others if (part := _part(model, words, held, entries, other)) is not None), None)


def _part(model: Model, words: Sequence[str], held: Sequence[float], entries: Sequence[int], other: int) -> Part | None:
    """The stretch of ``words`` that only ``other`` holds, if it stands apart from the rest."""
    lean = [model.rarity(word) * (own - model.holds(other, word)) for word, own in zip(words, held, strict=True)]
    divided = _divided(words, lean)
    if divided is None:
        return None
    part = model.fit(divided[1], only=(*entries, other))
    own = [part.text[entry] for entry in entries]
    if part.text[other] - max(own) < min(APART, WHOLE_APART):
        return None
    rest = model.fit(divided[0], only=(*entries, other))
    kept = [rest.text[entry] for entry in entries]
    apart = min(part.text[other] - max(own), max(kept) - rest.text[other])
    explained = max(part.covered[entry] for entry in entries)
    foreign = apart >= APART and explained <= EXPLAINED
    whole = apart >= WHOLE_APART and part.covered[other] >= WHOLE and part.text[other] >= WHOLE_FIT
    return Part(tuple(divided[1]), other, model.fit(divided[1])) if foreign or whole else None


def _divided(words: Sequence[str], lean: Sequence[float]) -> tuple[Sequence[str], Sequence[str]] | None:
    """``words`` cut once where ``lean`` divides best: the half that leans to the row's own entries, and the other."""
    total, before = sum(lean), 0.0
    best, cut, own_first = 0.0, 0, True
    for place in range(1, len(words)):
        before += lean[place - 1]
        apart = before - (total - before)
        if SHORTEST <= place <= len(words) - SHORTEST and abs(apart) > best:
            best, cut, own_first = abs(apart), place, apart > 0
    if not cut:
        return None
    return (words[:cut], words[cut:]) if own_first else (words[cut:], words[:cut])
