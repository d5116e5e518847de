"""Plans without a table or a section's "We will": each theme is a list, each of its items a thing the plan asks for."""

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from overwinter.kernel.winter import Winter
from overwinter.reading.cells.refs import split_ref
from overwinter.reading.cells.text import clean, one_line
from overwinter.reading.document import Paragraph
from overwinter.reading.layout.headings import Group, Headings, is_heading, names_theme
from overwinter.reading.layout.ledger import Ledger
from overwinter.reading.layout.prose import mended
from overwinter.reading.layout.sections_marks import kind_of_mark, section_line, side_by_side
from overwinter.reading.layout.wording import introduces, names_plan
from overwinter.reading.result import RowRead, Source
from overwinter.reading.words import key

FEWEST = 3
"""List items that make a list of things to do out of what stands beneath a theme."""
FEWEST_THEMES, FEWEST_ITEMS = 2, 6
"""Headings and list items of a plan whose themes no word tells."""
_UNLEVELLED = 9
_ALIKE = 2
"""The level, beneath the title, of headings that look alike because they look like any other line."""
TITLES = 16
"""Paragraphs at the head of a document that can be its title, and words of a title."""
_WINTER_PLAN = re.compile(
    r"\bwinter (?:\w+ ){0,3}(?:plan|planning|preparedness|preparations?|readiness|resilience)\b|"
    r"\b(?:social care|care homes?|care providers?)\b.*\bplan\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:minutes|agenda|menus?|terms of reference|press release|newsletter|apologies)\b", re.IGNORECASE
)


def recognises(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether themes are named and lists stand beneath them, or lists of things to do under a plan's own headings."""
    whole = _headed(mended(paragraphs))
    if _own_themes(whole):
        return True
    if side_by_side(paragraphs):
        return False
    items = 0
    under_theme = False
    for paragraph in whole:
        if is_heading(paragraph) or (names_theme(paragraph.text) and not paragraph.bullet):
            under_theme = names_theme(paragraph.text) or (under_theme and not introduces(paragraph.text.strip()))
        items += paragraph.bullet and under_theme
    return items >= FEWEST


def read(paragraphs: Sequence[Paragraph], ledger: Ledger, _winter: Winter) -> None:
    """Write each item beneath a theme to ``ledger`` as a row, and everything else as headings or aside."""
    whole = _headed(mended(paragraphs))
    own = _own_themes(whole)
    headings = Headings(whole, ledger, own)
    rows: list[tuple[Paragraph, Group]] = []
    in_plan = False
    for paragraph in whole:
        text = one_line(paragraph.text)
        line = section_line(text)
        if paragraph.furniture:
            ledger.furniture(paragraph)
        elif line and headings.group.theme:
            headings.group.hold(*line)
            ledger.heading(text, paragraph.place)
        elif is_heading(paragraph) or (names_theme(text) and not paragraph.bullet):
            headings.meet(text, paragraph.place, paragraph.level)
            in_plan = names_theme(text) or (headings.group.theme is not None and not introduces(text))
            in_plan = in_plan and (not own or not introduces(headings.group.theme or ""))
        elif paragraph.bullet and in_plan:
            headings.started()
            rows.append((paragraph, headings.group))
        else:
            ledger.aside(clean(paragraph.text), paragraph.place)
    for paragraph, group in rows:
        ledger.row(_row(paragraph, group))


def _headed(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """``paragraphs`` of a plan whose headings look like any other line: short lines directly above a list head it.

    A theme is known by its words; where nothing else is a heading, its sections may look like any other line too.
    """
    told = [p for p in paragraphs if not p.furniture]
    if any(is_heading(p) and not names_theme(p.text) for p in told[1:]) or not _calls_itself_plan(told):
        return paragraphs
    heads = [above for above, below in pairwise(told) if below.bullet and _could_head(above) and not is_heading(above)]
    return [replace(p, level=_ALIKE) if any(p is head for head in heads) else p for p in paragraphs]


def _could_head(paragraph: Paragraph) -> bool:
    text = one_line(paragraph.text)
    whole = text[:1].isupper() or text[:1].isdigit()
    ended = text.endswith((".", ";", ",", ":"))
    return whole and not (ended or paragraph.bullet or kind_of_mark(paragraph)) and len(text.split()) <= TITLES


def _calls_itself_plan(paragraphs: Sequence[Paragraph]) -> bool:
    titles = [one_line(p.text) for p in paragraphs if not p.furniture][:TITLES]
    calls_itself = any(_WINTER_PLAN.search(t) and len(t.split()) <= TITLES and not _OTHER.search(t) for t in titles)
    return calls_itself and not any(map(_OTHER.match, titles))


def _own_themes(paragraphs: Sequence[Paragraph]) -> frozenset[str]:
    """The headings, as words, that a plan of its own themes puts above its lists: the uppermost that are no title.

    Empty when a national theme is named, or when nothing calls the document a winter plan with lists of things to do.
    """
    if any(names_theme(p.text) for p in paragraphs) or not _calls_itself_plan(paragraphs):
        return frozenset()
    heads = [p for p in paragraphs if is_heading(p) and not names_plan(one_line(p.text))]
    heads = heads[1:] if sum(p.level == 1 for p in heads) == 1 and heads[0].level == 1 else heads
    heads = [p for p in heads if not introduces(one_line(p.text))]
    if len(heads) < FEWEST_THEMES or sum(p.bullet for p in paragraphs) < FEWEST_ITEMS:
        return frozenset()
    depth = min(p.level or _UNLEVELLED for p in heads)
    return frozenset(key(p.text) for p in heads if (p.level or _UNLEVELLED) == depth)


def _row(paragraph: Paragraph, group: Group) -> RowRead:
    ref, requirement = split_ref(clean(paragraph.text))
    return RowRead(
        n=0,
        place=str(paragraph.place),
        theme=group.theme,
        section=group.section,
        ref=ref,
        requirement=requirement,
        lead=", ".join(group.leads) or None,
        reporting_to=", ".join(group.reporting) or None,
        sources=(("requirement", Source(str(paragraph.place), paragraph.text, at=None)),),
        rules=_rules(group, ref),
    )


def _rules(group: Group, ref: str | None) -> tuple[tuple[str, str], ...]:
    """Which rule read each field of an item."""
    said = "said once for all items under their heading"
    found = (
        ("requirement", "an item of a list beneath the heading of a theme"),
        ("ref", "printed in front of the item" if ref else ""),
        ("theme", group.theme_from if group.theme else ""),
        ("section", group.section_from if group.section else ""),
        ("lead", said if group.leads else ""),
        ("reporting_to", said if group.reporting else ""),
    )
    return tuple((name, rule) for name, rule in found if rule)
