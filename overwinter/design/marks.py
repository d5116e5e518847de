"""The marks of status as markup: RAG chip, fully-met disc, and their words. A mark never stands without its word.

``not-in-force`` is a status of the page, not of a response: the requirement itself does not apply now.
"""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

NOT_IN_FORCE = "not-in-force"


@dataclass(frozen=True, slots=True)
class Mark:
    """One value of a status: ``letter`` and ``code`` (the class) draw it; ``word`` and ``phrase`` say it."""

    letter: str
    code: str
    word: str
    phrase: str
    drawing: SafeString


def spoken(mark: Mark) -> SafeString:
    """A mark with its word for those who hear the page."""
    return format_html('{}<span class="govuk-visually-hidden">{}</span>', mark.drawing, mark.word)


def _chip(letter: str, code: str) -> SafeString:
    return format_html('<span class="ow-chip ow-{}" aria-hidden="true">{}</span>', code, letter)


def _disc(shape: str) -> SafeString:
    return SafeString(f'<svg class="ow-met" viewBox="0 0 13 13" aria-hidden="true" focusable="false">{shape}</svg>')


_RING = '<circle cx="6.5" cy="6.5" r="5.2" fill="none" stroke="currentColor" stroke-width="1.6"/>'
_HALF = '<path d="M6.5 1.3a5.2 5.2 0 0 0 0 10.4z" fill="currentColor"/>'
_FULL = '<circle cx="6.5" cy="6.5" r="6" fill="currentColor"/>'
_QUERY = '<text x="6.5" y="11.5" text-anchor="middle" class="ow-met__q" fill="currentColor">?</text>'

RAG_MARKS = {
    "green": Mark("G", "g", "Green", "green", _chip("G", "g")),
    "amber": Mark("A", "a", "Amber", "amber", _chip("A", "a")),
    "red": Mark("R", "r", "Red", "red", _chip("R", "r")),
    "unknown": Mark("?", "u", "Unknown", "unknown", _chip("?", "u")),
    NOT_IN_FORCE: Mark("–", "n", "Not in force", "not in force", _chip("–", "n")),
}
MET_MARKS = {
    "yes": Mark("", "yes", "Yes", "fully met", _disc(_FULL)),
    "partial": Mark("", "partial", "Partial", "partly met", _disc(_RING + _HALF)),
    "no": Mark("", "no", "No", "not met", _disc(_RING)),
    "unknown": Mark("", "unknown", "Unknown", "not known whether met", _disc(_QUERY)),
}
"""``phrase`` is how a sentence says it: "amber, fully met"."""


def rag_words(value: str) -> SafeString:
    """Chip and word: "A Amber"."""
    mark = RAG_MARKS[value]
    return format_html('<span class="ow-rag">{}{}</span>', mark.drawing, mark.word)


def met_words(value: str, *, phrase: bool = False) -> SafeString:
    """Disc and word: "Yes", or as a ``phrase`` "Fully met"."""
    mark = MET_MARKS[value]
    words = mark.phrase.capitalize() if phrase else mark.word
    return format_html('<span class="ow-rag ow-rag--met">{}{}</span>', mark.drawing, words)


def rag_change(before: str, after: str) -> SafeString:
    """Two chips, an arrow, and words: "Amber to red"."""
    old, new = RAG_MARKS[before], RAG_MARKS[after]
    return _change("ow-move", old, new, new.phrase)


def met_change(before: str, after: str) -> SafeString:
    """Two discs, an arrow, and words: "Partial to yes"."""
    old, new = MET_MARKS[before], MET_MARKS[after]
    return _change("ow-move ow-rag--met", old, new, new.word.lower())


def _change(classes: str, old: Mark, new: Mark, new_words: str) -> SafeString:
    return format_html(
        '<span class="{}">{}<span aria-hidden="true">→</span>{}<span>{} to {}</span></span>',
        classes,
        old.drawing,
        new.drawing,
        old.word,
        new_words,
    )


def rag_choices() -> list[tuple[str, SafeString]]:
    """Choices of a RAG field, each with its chip, in the order people say them."""
    return [
        (value, format_html("{}{}", RAG_MARKS[value].drawing, RAG_MARKS[value].word))
        for value in ("green", "amber", "red", "unknown")
    ]


def met_choices() -> list[tuple[str, SafeString]]:
    """Choices of a fully-met field, each with its disc."""
    return [(value, format_html("{}{}", mark.drawing, mark.word)) for value, mark in MET_MARKS.items()]
