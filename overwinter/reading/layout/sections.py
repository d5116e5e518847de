"""Plans in prose that answer a section as a whole: what is asked, then "We will", who leads, where it is reported.

Several actions and several answers stand under one heading and no line joins one to another, so none is drawn: each
action is a row without responses, and the section keeps actions, answers, leads and reporting groups side by side.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct, field

from overwinter.kernel.winter import Winter
from overwinter.reading.cells.dates import read_date
from overwinter.reading.cells.leads import split_leads
from overwinter.reading.document import Paragraph, Place
from overwinter.reading.layout.headings import names_theme
from overwinter.reading.layout.ledger import Ledger
from overwinter.reading.layout.prose import FOOTNOTE, LETTERED, mended
from overwinter.reading.layout.sections_marks import SECOND_LABEL, Kind, kind_of_mark, label_of, side_by_side
from overwinter.reading.layout.wording import names_plan
from overwinter.reading.result import RowRead, SectionRead

MOST_HEADING_WORDS = 16
FEWEST_THEMES = 2
MOST_TITLE_WORDS = 12
"""An unstyled line of the preface that is this short heads it."""


class _Section(Struct):
    """What stands under one heading until the next."""

    theme: str | None
    heading: Paragraph | None
    place: Place
    actions: list[tuple[str, Place]] = field(default_factory=list)
    responses: list[str] = field(default_factory=list)
    labels: dict[str, list[str]] = field(default_factory=dict)
    marks: list[tuple[str, Place]] = field(default_factory=list)
    aside: list[tuple[str, Place]] = field(default_factory=list)
    bulleted: bool = False

    @property
    def answered(self) -> bool:
        return bool(self.marks)


def recognises(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether sections here are answered as a whole: answers or leads come back under several headings."""
    if side_by_side(paragraphs):
        return False
    kinds = [kind_of_mark(p) for p in paragraphs if not p.furniture]
    answers, leads = kinds.count(Kind.RESPONSES), kinds.count(Kind.LABEL)
    return answers >= 2 or (answers == 1 and leads >= 1) or (leads >= 2 and kinds.count(Kind.ACTIONS) >= 1)


def read(paragraphs: Sequence[Paragraph], ledger: Ledger, winter: Winter) -> None:
    """Write sections, their actions as rows, headings and the prose between them to ``ledger``."""
    _Reader(ledger, winter).read(list(_split_labels(mended(paragraphs))))


def _split_labels(paragraphs: Iterable[Paragraph]) -> Iterable[Paragraph]:
    for paragraph in paragraphs:
        parts = SECOND_LABEL.split(paragraph.text) if label_of(paragraph.text) else [paragraph.text]
        yield from (Paragraph(part.strip(), paragraph.place) for part in parts) if len(parts) > 1 else (paragraph,)


def kinds_of(paragraphs: Sequence[Paragraph]) -> list[Kind]:
    """The kind of each paragraph, the last first: a heading without a style is known by what follows it."""
    styled = sum(p.level is not None for p in paragraphs) > 2
    kinds: list[Kind] = []
    following: Kind | None = None
    for paragraph in reversed(paragraphs):
        kind = _kind(paragraph, following, styled)
        kinds.append(kind)
        following = kind if kind is not Kind.FURNITURE else following
    return _with_own_themes(paragraphs, kinds[::-1])


def _with_own_themes(paragraphs: Sequence[Paragraph], kinds: list[Kind]) -> list[Kind]:
    """Where no theme is named as such: headings that stand directly above headings of another look are the themes."""
    if Kind.THEME in kinds:
        return kinds
    told = [i for i, kind in enumerate(kinds) if kind is not Kind.FURNITURE]
    above = {
        i
        for i, following in pairwise(told)
        if kinds[i] is kinds[following] is Kind.HEADING
        and _look(paragraphs[i]) != _look(paragraphs[following])
        and not names_plan(paragraphs[i].text)
    }
    themes = above if len(above) >= FEWEST_THEMES else set()
    return [Kind.THEME if i in themes else kind for i, kind in enumerate(kinds)]


def _look(paragraph: Paragraph) -> tuple[object, ...]:
    return paragraph.level, paragraph.bold, paragraph.text.isupper()


def _kind(paragraph: Paragraph, following: Kind | None, styled: bool) -> Kind:
    if paragraph.furniture:
        return Kind.FURNITURE
    if paragraph.bullet:
        return Kind.BULLET
    mark = kind_of_mark(paragraph)
    if mark is not None:
        return mark
    text = paragraph.text.strip()
    if paragraph.level is not None:
        return Kind.THEME if names_theme(text) else Kind.HEADING
    if not _short(text) or FOOTNOTE.match(text):
        return Kind.TEXT
    if names_theme(text):
        return Kind.THEME
    if (text.isupper() and len(text) > 3) or paragraph.bold:
        return Kind.HEADING
    if styled or following not in (Kind.ACTIONS, Kind.RESPONSES, Kind.HEADING, Kind.THEME, Kind.BULLET):
        return Kind.TEXT
    return Kind.HEADING


def _short(text: str) -> bool:
    ended = text.endswith((".", ";", ",", ":"))
    return not ended and len(text.split()) <= MOST_HEADING_WORDS and text[:1].isalnum() and not text[:1].islower()


class _Reader:
    def __init__(self, ledger: Ledger, winter: Winter) -> None:
        self.ledger, self.winter = ledger, winter
        self.theme: str | None = None
        self.begun = False
        """Whether a theme or a section has been met; what is short before that is a title."""
        self.section: _Section | None = None
        self.mode: Kind | None = None
        self.label: str | None = None
        """A label whose value is the next paragraph."""

    def read(self, paragraphs: list[Paragraph]) -> None:
        for paragraph, kind in zip(paragraphs, kinds_of(paragraphs), strict=True):
            self._take(paragraph, kind)
        self._close()

    def _take(self, paragraph: Paragraph, kind: Kind) -> None:
        if kind is Kind.FURNITURE:
            self.ledger.furniture(paragraph)
        elif (
            kind is Kind.TEXT
            and not self.begun
            and _short(paragraph.text)
            and len(paragraph.text.split()) <= MOST_TITLE_WORDS
        ):
            self.ledger.heading(paragraph.text, paragraph.place)
        elif kind is Kind.THEME:
            self._close()
            self.begun = True
            self.theme = " ".join(paragraph.text.split())
            self._open(paragraph, theme=True)
        elif kind is Kind.HEADING and not self._is_item(paragraph):
            self._close()
            self._open(paragraph)
        elif kind in (Kind.ACTIONS, Kind.RESPONSES):
            self._mark(paragraph, kind)
        elif kind is Kind.LABEL:
            self._label(paragraph)
        else:
            self._text(paragraph)

    def _is_item(self, paragraph: Paragraph) -> bool:
        """A short unstyled paragraph among answers that are written without bullets is one of them."""
        styled = paragraph.level is not None or paragraph.bold or paragraph.text.isupper()
        return self.mode is not None and not styled and self.section is not None and not self.section.bulleted

    def _open(self, paragraph: Paragraph, *, theme: bool = False) -> None:
        self.section = _Section(self.theme, None if theme else paragraph, paragraph.place)
        self.mode = self.label = None
        if theme:
            self.ledger.carried(self.theme or "", paragraph.place)

    def _current(self, paragraph: Paragraph) -> _Section:
        if self.section is None:
            self.section = _Section(self.theme, None, paragraph.place)
        return self.section

    def _mark(self, paragraph: Paragraph, kind: Kind) -> None:
        section = self._current(paragraph)
        if kind is Kind.ACTIONS and section.responses:
            heading = section.heading
            self._close()
            section = self.section = _Section(self.theme, heading, paragraph.place)
        section.marks.append((paragraph.text, paragraph.place))
        section.bulleted, self.begun = False, True
        self.mode, self.label = kind, None

    def _label(self, paragraph: Paragraph) -> None:
        found = label_of(paragraph.text)
        if found is None:
            return
        name, printed, value = found
        section = self._current(paragraph)
        section.marks.append((printed, paragraph.place))
        self.mode, self.label = None, name
        if value:
            section.labels.setdefault(name, []).append(value)
            self.label = None

    def _text(self, paragraph: Paragraph) -> None:
        section = self._current(paragraph)
        if self.label and not FOOTNOTE.match(paragraph.text):
            section.labels.setdefault(self.label, []).append(paragraph.text)
            self.label = None if not paragraph.bullet else self.label
            return
        if paragraph.bullet:
            section.bulleted = True
            self.label = None
            self._item(section, paragraph)
        elif self.mode is None or FOOTNOTE.match(paragraph.text):
            if LETTERED.match(paragraph.text) and section.actions and not section.aside:
                self._item(section, paragraph)
            else:
                section.aside.append((paragraph.text, paragraph.place))
        else:
            self._item(section, paragraph)

    def _item(self, section: _Section, paragraph: Paragraph) -> None:
        """An action or an answer.

        A lettered line under an action asks for something of its own; under an answer it belongs to the answer, as does
        any line that follows a bullet without being one.
        """
        lettered = bool(LETTERED.match(paragraph.text))
        part = not paragraph.bullet and (section.bulleted or lettered)
        if self.mode is Kind.RESPONSES:
            if part and section.responses:
                section.responses[-1] += f"\n{paragraph.text}"
            else:
                section.responses.append(paragraph.text)
        elif part and not lettered and section.actions:
            text, place = section.actions[-1]
            section.actions[-1] = (f"{text}\n{paragraph.text}", place)
        else:
            section.actions.append((paragraph.text, paragraph.place))

    def _close(self) -> None:
        section, self.section = self.section, None
        self.mode = self.label = None
        if section is None:
            return
        heading = section.heading
        if not section.answered:
            if heading:
                self.ledger.heading(heading.text, heading.place)
            for text, place in [*section.actions, *section.aside]:
                self.ledger.aside(text, place)
            return
        if heading:
            self.ledger.carried(heading.text, heading.place)
        for text, place in section.marks:
            self.ledger.heading(text, place)
        for text, place in section.aside:
            self.ledger.aside(text, place)
        self._write(section)

    def _write(self, section: _Section) -> None:
        title = " ".join(section.heading.text.split()) if section.heading else None
        leads = tuple(lead for text in section.labels.get("leads", []) for lead in split_leads(text))
        groups = tuple(group for text in section.labels.get("reporting_to", []) for group in split_groups(text))
        when = "\n".join(section.labels.get("by_when", [])) or None
        for text, place in section.actions:
            self.ledger.row(
                RowRead(
                    n=0,
                    place=str(place),
                    theme=section.theme,
                    section=title,
                    requirement=text,
                    lead=", ".join(leads) or None,
                    reporting_to=", ".join(groups) or None,
                    by_when=when,
                    by_when_date=read_date(when, self.winter) if when else None,
                    rules=_rules(section, leads=bool(leads), groups=bool(groups), when=bool(when)),
                )
            )
        self.ledger.section(
            SectionRead(
                theme=section.theme,
                section=title,
                actions=tuple(text for text, _ in section.actions),
                responses=tuple(section.responses),
                leads=leads,
                reporting_to=groups,
                place=str(section.place),
            )
        )


def split_groups(text: str) -> tuple[str, ...]:
    """The reporting groups named one after the other."""
    return tuple(group for group in (part.strip() for part in re.split(r"[;,\n]", text)) if group)


def _rules(section: _Section, *, leads: bool, groups: bool, when: bool) -> tuple[tuple[str, str], ...]:
    """Which rule read each field of an action."""
    asked = (
        "an item of what is asked beneath its heading; the answers are the section’s, for none says which it answers"
    )
    heading = f"the heading at {section.place}"
    said = "said once for the whole section"
    found = [("requirement", asked), ("theme" if section.heading is None else "section", heading)]
    found += [(name, said) for name, there in (("lead", leads), ("reporting_to", groups), ("by_when", when)) if there]
    return tuple(found)
