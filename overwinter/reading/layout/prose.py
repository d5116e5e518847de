"""Printed lines made whole: wraps and page breaks inside a sentence repaired, before any layout looks at the words."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from string import ascii_letters

from msgspec import Struct
from msgspec.structs import replace

from overwinter.reading.document import Paragraph
from overwinter.reading.layout.headings import is_theme
from overwinter.reading.layout.sections_marks import Kind, kind_of_mark, label_of

LETTERED = re.compile(r"^\(?(?:[a-z]|[ivx]{2,4})[.)]\s+\S")
NUMBERED = re.compile(r"^\(?\d{1,2}(?:\.\d{1,2})*[.)]\s+\S")
LABEL = re.compile(r"^[A-Z][\w’'()/ ]{1,40}:(?:\s|$)")
"""``Lead officers: …``: a line that says what it holds goes on only inside its sentence."""
CUT_HEADING = re.compile(r"^(?:theme|section|part|priority|chapter)\s+\w+\s*[:–—-]?$", re.IGNORECASE)
"""``Theme 1:`` alone on its line; its title is the next paragraph."""
FOOTNOTE = re.compile(r"^[¹²³⁴⁵⁶⁷⁸⁹⁰]+\s")
ENDED = re.compile(r"[.!?;:][”\"’')]*$")
FULL = 0.72
"""A printed line shorter than this share of the longest was ended by its author, not by the edge of the page."""
SLACK = 4
"""Characters by which a full line may be shorter than the longest although the next word would have fitted."""
UNWRAPPED = 160
"""A document with lines longer than this is not wrapped: each line is a paragraph of its author."""
LONGEST = 20_000
"""Characters of a paragraph that no further line is joined to: nobody writes it."""
LEAST_WIDTH = 40
"""Where even the long lines are shorter than this, line length says nothing."""


class _Widths(Struct, frozen=True):
    full: int
    wrapped: bool


def mended(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """``paragraphs`` with printed lines joined to the paragraphs and bullets their author wrote.

    Paragraphs that are not printed lines pass unchanged, but for a theme's number that stands apart from its title.
    Page headers and footers are passed too, after the paragraph they interrupt.
    """
    widths = _widths(paragraphs)
    vocabulary = Counter(word for p in paragraphs for word in re.findall(r"[a-z]+", p.text.casefold()))
    joined: list[Paragraph] = []
    interrupting: list[Paragraph] = []
    last: Paragraph | None = None
    for paragraph in paragraphs:
        if paragraph.furniture:
            interrupting.append(paragraph)
            continue
        whole = joined[-1] if joined else None
        if whole is not None and last is not None and _goes_on(whole, last, paragraph, widths, bool(interrupting)):
            text = join_wrap(whole.text, paragraph.text, vocabulary)
            joined[-1] = replace(whole, text=text, sure=_less_sure(whole.sure, paragraph.sure))
        else:
            joined.extend(interrupting)
            interrupting = []
            joined.append(paragraph)
        last = paragraph
    return list(_titled([*joined, *interrupting]))


def _less_sure(some: float | None, other: float | None) -> float | None:
    return min((sure for sure in (some, other) if sure is not None), default=None)


def _widths(paragraphs: Sequence[Paragraph]) -> _Widths:
    lengths = sorted(len(p.text) for p in paragraphs if p.wrapped and not p.furniture)
    longest = lengths[int(len(lengths) * 0.95)] if lengths else 0
    return _Widths(longest, LEAST_WIDTH <= longest <= UNWRAPPED)


def _goes_on(whole: Paragraph, last: Paragraph, line: Paragraph, widths: _Widths, interrupted: bool) -> bool:
    """Whether ``line`` continues ``whole``, whose last printed line is ``last``."""
    if not (whole.wrapped and line.wrapped) or line.bullet or line.level or whole.level:
        return False
    if (
        len(whole.text) > LONGEST
        or whole.bold != line.bold
        or LETTERED.match(line.text)
        or NUMBERED.match(line.text)
        or FOOTNOTE.match(line.text)
    ):
        return False
    if line.text[:1].isupper() and kind_of_mark(line) in (Kind.ACTIONS, Kind.RESPONSES):
        return False
    broken = interrupted or last.place.page != line.place.page
    apart = broken or (line.place.line or 0) - (last.place.line or 0) > 1
    inside = not ENDED.search(last.text) and line.text[:1].islower()
    if apart:
        return inside and (broken or widths.wrapped) and len(last.text) >= FULL * widths.full
    full = line.pressed or len(last.text) + 1 + len(line.text.split()[0]) > widths.full - SLACK
    acronym = whole.bullet and full and len(line.text.split()) == 1  # the last word of a bullet, no heading in capitals
    if _labelled(line, whole) or (last.text.isupper() != line.text.isupper() and not acronym):
        return False
    if last.text.isupper():
        return True
    ends_it = len(line.text.split()) <= 2 and line.text.endswith(".") and not ENDED.search(last.text)
    if whole.bullet and ends_it and len(last.text) >= FULL * widths.full:
        return True
    if not widths.wrapped:
        return inside
    if full:
        return True
    return inside or (last.text.rstrip().endswith((",", "-", "–", "/", "&")) and not LABEL.match(last.text))


def _labelled(line: Paragraph, whole: Paragraph) -> bool:
    """Whether a line says what it holds. Within a bullet only a label that plans use does: a colon may be its own."""
    if not LABEL.match(line.text):
        return False
    return (
        not whole.bullet or line.text.rstrip().endswith(":") or label_of(line.text) is not None or is_theme(line.text)
    )


def join_wrap(before: str, after: str, vocabulary: Counter[str] | None) -> str:
    """Two printed lines as one. A hyphen at the line's end stays unless the text itself writes the word without."""
    stem = before.removesuffix("-")
    head = stem[len(stem.rstrip(ascii_letters)) :]
    if not head or stem == before:
        return f"{before} {after}"
    tail = re.match(r"[A-Za-z]*", after)
    word = (head + (tail[0] if tail else "")).casefold()
    if vocabulary is not None and vocabulary[word] and after[:1].islower():
        return before[:-1] + after
    return before + after


def _titled(paragraphs: list[Paragraph]) -> Iterator[Paragraph]:
    """A theme's number and the title under it are one heading."""
    number: Paragraph | None = None
    for paragraph in paragraphs:
        if paragraph.furniture:
            yield paragraph
        elif number is not None:
            title = not paragraph.bullet and not ENDED.search(paragraph.text) and len(paragraph.text.split()) <= 25
            if title:
                text = number.text if number.text.rstrip().endswith((":", "-", "–", "—")) else f"{number.text}:"
                yield replace(number, text=f"{text} {paragraph.text}")
            else:
                yield number
                yield paragraph
            number = None
        elif CUT_HEADING.match(paragraph.text.strip()):
            number = paragraph
        else:
            yield paragraph
    if number is not None:
        yield number
