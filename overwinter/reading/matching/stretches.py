"""A stretch of a row that speaks better for another entry than its own: duties run together without a mark."""

from collections.abc import Sequence

from overwinter.reading.matching.model import Model
from overwinter.reading.matching.scores import without
from overwinter.reading.matching.standing import places_of, stands
from overwinter.reading.matching.texts import Text

WHOLE_TITLE, NEW_WORDS = 4, 2
"""Telling words of a title that is another duty where all of it stands together, and those that are its own: of 1,162
rows that were matched right and for sure, none had such a title in it."""
FEWEST_WORDS, SHORTEST = 8, 4
"""Telling words of a row that may hold two duties, and of one of them."""
BETWEEN = (5, 8, 12)
"""Words of the stretches that are looked at between two duties that were found."""
NATIONAL_FIT, NATIONAL_TITLE, NATIONAL_HELD, LONG = 0.7, 0.6, 0.5, 14
"""A row that fits this well, with so much of the title, has nearly the national wording: there a stretch in the words
of another duty belongs to it. Unless it is as long as that wording mostly is, its entry must hold half of it too."""


def anothers_stretch(model: Model, words: Sequence[str], entries: Sequence[int], own: set[int]) -> float:
    """How much better the beginning or the end of a row fits another entry than any of ``entries``, the row's own.

    ``own``: those, and the entries that ask the same elsewhere. Where the row was taken to ask several, the same of
    what stands between, and no other entry counts as one of them.
    """
    own = own if len(entries) < 2 else set(entries)
    if len(words) < FEWEST_WORDS or _is_national(model, words, entries):
        return 0.0
    most = max(_ahead(model, side, entries, own) for side in (list(words), list(reversed(words))))
    if len(entries) < 2:
        return most
    between = (
        model.by_words(words[start : start + long])
        for long in BETWEEN
        for start in range(0, max(len(words) - long, 0) + 1, 2)
    )
    return max(most, *(max(without(fits, own)) - max(fits[entry] for entry in entries) for fits in between))


def anothers_title(model: Model, text: Text, entries: Sequence[int]) -> float:
    """The most that stands in a row of the title of another, unrelated entry of the same sections; all of it where the
    whole title of any unrelated entry stands together, or anywhere in a row that no mark divides or that asks several.
    """
    words, held = text.words, frozenset(text.words)
    undivided = len(text.sentences) == 1 or len(entries) > 1
    for other, title in enumerate(model.titles):
        if held.issuperset(title) and (
            _stands_whole(model, words, other, entries) or (undivided and _is_left_open(model, other, entries))
        ):
            return 1.0
    if len(entries) == 1 and _is_national(model, words, entries):
        return 0.0
    sections = {model.entries[entry].section for entry in entries}
    others = (
        n for n, entry in enumerate(model.entries)
        if entry.section in sections and not any(n == own or model.related(n, own) for own in entries)
    )  # fmt: skip
    return max((model.title_found(held, other) for other in others), default=0.0)


def _stands_whole(model: Model, words: Sequence[str], other: int, entries: Sequence[int]) -> bool:
    """Whether the title of ``other`` stands together in a row, some words of it not in the titles of ``entries``."""
    title = model.titles[other]
    if len(title) < WHOLE_TITLE or any(other == entry or model.related(other, entry) for entry in entries):
        return False
    own = {word for entry in entries for word in model.titles[entry]}
    return len([word for word in title if word not in own]) >= NEW_WORDS and stands(title, places_of(tuple(words)))


def _is_left_open(model: Model, other: int, entries: Sequence[int]) -> bool:
    """Whether the title of ``other`` has a word that none of ``entries``, all unrelated, holds."""
    if any(other == entry or model.related(other, entry) for entry in entries):
        return False
    return not all(any(model.holds(entry, word) for entry in entries) for word in model.titles[other])


def _ahead(model: Model, words: Sequence[str], entries: Sequence[int], own: set[int]) -> float:
    """The most that another entry is ahead where a row begins, however far that is read; never where all is read."""
    most = kept = others = 0.0
    for place, risen in zip(range(1, len(words)), model.beginnings(words), strict=False):
        for entry, fit in risen:
            if entry not in own:
                others = max(others, fit)
            elif entry in entries:
                kept = max(kept, fit)
        if place >= SHORTEST:
            most = max(most, others - kept)
    return most


def _is_national(model: Model, words: Sequence[str], entries: Sequence[int]) -> bool:
    held = model.mass([word for word in words if any(model.holds(entry, word) for entry in entries)])
    return (
        (held >= NATIONAL_HELD * model.mass(words) or len(set(words)) >= LONG)
        and max(model.title_found(words, entry) for entry in entries) >= NATIONAL_TITLE
        and max(model.fit(words, list(entries)).text[entry] for entry in entries) >= NATIONAL_FIT
    )
