"""From the cells of one row to what the row says, each field with the place it was read from."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct, field
from msgspec.structs import replace

from overwinter.kernel.status import FullyMet, Rag
from overwinter.kernel.winter import Winter
from overwinter.reading.cells.dates import read_date
from overwinter.reading.cells.refs import read_ref, split_ref
from overwinter.reading.cells.status import (
    is_blue_fill,
    rag_of_fill,
    rag_of_progress,
    read_met,
    read_rag,
    says_progress,
    says_unknown,
    with_blue,
)
from overwinter.reading.cells.text import clean, is_blank, one_line
from overwinter.reading.document import Cell, Place
from overwinter.reading.layout.column import Column, Columns
from overwinter.reading.layout.grid import places_between
from overwinter.reading.layout.headings import Group
from overwinter.reading.layout.key import Key
from overwinter.reading.layout.options import is_chosen
from overwinter.reading.layout.roles import Role
from overwinter.reading.layout.rules import Rules, colour_said, shortened
from overwinter.reading.result import Finding, ResponseText, RowRead, Source
from overwinter.reading.words import key as in_words

_ENDS = re.compile(r"[.!?:;)\]”\"']\s*$")
_GOES_ON = re.compile(r"^[a-z(,;&–—-]|^(?:and|or|the|to|of|in|for|with|by|on|at|from|as)\b")
_DANGLES = re.compile(
    r"(?:,|\b(?:and|or|the|a|an|of|to|in|for|with|by|from|at|on|as|that|which|their|its|our|including|between|within))$"
)
_MAY_END = re.compile(r"\b(?:to|in|for|with|by|from|at|on)$")
_COLOUR_WORDS = re.compile(r"\b(?:rag|rated|rating|green|amber|yellow|orange|red|[gar])\b[\s:–—\-,.|/]*", re.IGNORECASE)

_BARE = re.compile(r"\W*(?:green|amber|red|[gar]|yes|no|partial|partially|partly|[ynp])?\W*", re.IGNORECASE)
"""A status that says no more than its value does."""


class Draft(Struct):
    """A row while it is being read: the cells of each column, in the order in which a page break left them."""

    place: Place
    group: Group
    columns: Columns
    cells: dict[int, list[Cell]] = field(default_factory=dict)
    fills: list[tuple[Role, str]] = field(default_factory=list)
    hidden: bool = False
    section: str | None = None
    theme: str | None = None

    def add(self, start: int, cell: Cell) -> None:
        self.cells.setdefault(start, []).append(cell)

    def of(self, *roles: Role) -> list[Cell]:
        return [cell for column in self.columns.of(*roles) for cell in self.within(column)]

    def within(self, column: Column) -> list[Cell]:
        """The cells of one column."""
        return [cell for at in places_between(self.cells, column.start, column.end) for cell in self.cells[at]]

    def text(self, *roles: Role) -> str:
        return join(clean(cell.text) for cell in self.of(*roles))

    def options(self, role: Role) -> list[Column]:
        """The columns that are each an answer to one statement."""
        return [column for column in self.columns.of(role) if column.says is not None]

    def chooses(self, column: Column) -> bool:
        """Whether the answer that heads a column of its own is marked."""
        return any(is_chosen(cell.text) for cell in self.within(column))

    @property
    def identity(self) -> str:
        """What the row says, to know it again on another sheet."""
        return in_words(" ".join(cell.text for at in sorted(self.cells) for cell in self.cells[at]))


def unfinished(text: str) -> bool:
    """Whether a text breaks off: its last line ends in no mark that ends a sentence."""
    return bool(text.strip()) and not _ENDS.search(text.strip())


def goes_on(text: str) -> bool:
    """Whether a text starts as the middle of a sentence does."""
    return bool(_GOES_ON.match(text.strip()))


def dangles(text: str) -> bool:
    """Whether a text ends on a word that nothing can end on."""
    return bool(_DANGLES.search(text.strip()))


def may_end(text: str) -> bool:
    """Whether a text that dangles may be whole after all: switched on, signed in, paid for."""
    return bool(_MAY_END.search(text.strip()))


def join(pieces: Iterable[str]) -> str:
    """Pieces of one cell put together: a sentence that a page break cut is whole again, other pieces are lines."""
    whole = ""
    for piece in pieces:
        if whole and piece:
            whole += " " if (unfinished(whole) and goes_on(piece)) or dangles(whole) else "\n"
        whole += piece
    return whole


def build(draft: Draft, winter: Winter, key: Key, *, inline_refs: bool = False) -> RowRead:
    """What the row says."""
    findings: list[Finding] = []
    rules = Rules()
    requirement = draft.text(Role.REQUIREMENT)
    ref = one_line(draft.text(Role.REF)) or None
    if inline_refs and ref is None:
        ref, requirement = split_ref(requirement)
        rules.add("ref", "printed in front of the requirement, as in most rows of the document")
    rag, rag_rest = _rag(draft, key, findings, rules)
    met = _met(draft, key, findings, rules)
    by_when = one_line(draft.text(Role.WHEN)) or None
    if by_when is not None and is_blank(by_when):
        by_when = None
    lead, reporting = _said(draft.text(Role.LEAD)), _said(draft.text(Role.REPORTING))
    rules.of_headings(draft)
    for name, own, of_group in (("lead", lead, draft.group.leads), ("reporting_to", reporting, draft.group.reporting)):
        if own is None and of_group:
            rules.add(name, "said once for all rows under their heading")
    by_when_date = _date(draft, by_when, winter, rules)
    sources = _sources(draft, rules)
    return RowRead(
        n=0,
        place=str(draft.place),
        theme=draft.theme or draft.group.theme,
        section=draft.section or draft.group.section,
        ref=(read_ref(ref) or ref) if ref else None,
        requirement=requirement,
        responses=_responses(draft, rag_rest),
        rag=rag,
        fully_met=met,
        gap_actions=_said(draft.text(Role.GAP)),
        lead=lead or _listed(draft.group.leads),
        by_when=by_when,
        by_when_date=by_when_date,
        reporting_to=reporting or _listed(draft.group.reporting),
        extra=_extra(draft, rag, met),
        findings=tuple(findings),
        sources=sources,
        rules=rules.all,
    )


def _said(text: str) -> str | None:
    return None if is_blank(text) else text


def _listed(texts: Sequence[str]) -> str | None:
    return ", ".join(texts) or None


def _responses(draft: Draft, rest: str) -> tuple[ResponseText, ...]:
    columns = draft.columns.of(Role.RESPONSE)
    found = []
    for column in columns:
        text = join(clean(cell.text) for cell in draft.within(column))
        if not is_blank(text):
            found.append(ResponseText(text, column.label if len(columns) > 1 else None))
    if rest and not columns:
        found.append(ResponseText(rest))
    return tuple(found)


def _rag(draft: Draft, key: Key, findings: list[Finding], rules: Rules) -> tuple[Rag | None, str]:
    """The colour, and the prose that stands beside it in a table with no column for prose."""
    if draft.options(Role.RAG):
        said = _option(draft, Role.RAG, findings, rules)
        tints = {rag_of_fill(fill) for role, fill in draft.fills if role is Role.RAG} - {None}
        return (said if isinstance(said, Rag) else tints.pop() if said is None and len(tints) == 1 else None), ""
    text = draft.text(Role.RAG)
    blue = "blue" in key.rag or any("brag" in in_words(column.label).split() for column in draft.columns.of(Role.RAG))
    rag = read_rag(text, with_blue(key.rag) if blue else key.rag)
    filled = {_rag_of_fill(fill, blue) for role, fill in draft.fills if role is Role.RAG} - {None}
    if rag is None and len(filled) == 1 and (not text or not is_blank(text)):
        rules.add("rag", f"{colour_said(draft.fills)} of the cell")
        return filled.pop(), text
    if rag is None and text and not is_blank(text):
        rag = rag_of_progress(text)
        rules.add("rag", f"“{one_line(text)}” says how far the work is" if rag else f"no colour in “{one_line(text)}”")
        findings.append(_unread_status(text, rag))
        return rag, ""
    if rag is not None:
        rules.add("rag", f"“{shortened(text)}” names the colour")
        if filled and rag not in filled:
            shown = ", ".join(sorted(str(colour) for colour in filled))
            findings.append(Finding("status-and-colour-differ", f"The cell says {rag} but is coloured {shown}."))
        rest = _COLOUR_WORDS.sub("", text, count=2).strip() if len(text.split()) > 3 else ""
        return rag, rest
    beside = {rag_of_fill(fill) for role, fill in draft.fills} - {None}
    if len(beside) != 1 or draft.columns.has(Role.RAG):
        return None, ""
    rules.add("rag", f"{colour_said(draft.fills)} of the row’s cells, for the rows of the document are coloured so")
    return beside.pop(), ""


def _option(draft: Draft, role: Role, findings: list[Finding], rules: Rules) -> Rag | FullyMet | None:
    """The answer whose column is marked; two of them are none."""
    chosen = [column for column in draft.options(role) if draft.chooses(column)]
    if len(chosen) > 1:
        both = "” and “".join(column.label for column in chosen)
        code = "unread-status" if role is Role.RAG else "unread-fully-met"
        findings.append(Finding(code, f"Both “{both}” are marked."))
    if len(chosen) != 1:
        return None
    rules.add(str(role), f"the column “{chosen[0].label}” is marked")
    return chosen[0].says


def _rag_of_fill(fill: str, blue: bool) -> Rag | None:
    return Rag.GREEN if blue and is_blue_fill(fill) else rag_of_fill(fill)


def _unread_status(text: str, rag: Rag | None) -> Finding:
    """Why a status that names no colour was read as it was."""
    said = one_line(text)
    if rag is not None:
        return Finding("status-in-words", f"The status “{said}” was read as {rag}. The document names no colour.")
    if says_unknown(text):
        return _said_unknown("RAG", text)
    if says_progress(text):
        return Finding("status-in-words", f"The status “{said}” says how far it is, and gives no colour.")
    return Finding("unread-status", f"The status “{said}” is not red, amber or green.")


def _met(draft: Draft, key: Key, findings: list[Finding], rules: Rules) -> FullyMet | None:
    if draft.options(Role.MET):
        said = _option(draft, Role.MET, findings, rules)
        return said if isinstance(said, FullyMet) else None
    text = draft.text(Role.MET)
    met = read_met(text, key.met)
    if met is not None:
        by_key = " by the document’s own key" if met is not read_met(text) else ""
        rules.add("fully_met", f"“{shortened(text)}” means {met}{by_key}")
    if met is None and not is_blank(text):
        findings.append(
            _said_unknown("Fully met", text)
            if says_unknown(text)
            else Finding("unread-fully-met", f"“{one_line(text)}” does not say whether the requirement is fully met.")
        )
    return met


def _said_unknown(what: str, text: str) -> Finding:
    return Finding("said-unknown", f"{what} stands as “{one_line(text)}”.")


def _date(draft: Draft, by_when: str | None, winter: Winter, rules: Rules) -> date | None:
    typed = [cell.value for cell in draft.of(Role.WHEN) if isinstance(cell.value, date)]
    if typed:
        rules.add("by_when", "the file holds it as a date")
        return typed[0]
    if by_when is None:
        return None
    found = read_date("\n".join(cell.text for cell in draft.of(Role.WHEN)), winter)
    said = f"“{shortened(by_when)}”"
    rules.add("by_when", f"{said} in the winter of {winter.code}" if found else f"no date in {said}")
    return found


def _extra(draft: Draft, rag: Rag | None, met: FullyMet | None) -> tuple[tuple[str, str], ...]:
    """Further columns, and status cells that say more than their value (a bare "Yes" or "Green" does not)."""
    found = []
    for column in draft.columns.columns:
        text = join(clean(cell.text) for cell in draft.within(column))
        if not text or is_blank(text):
            continue
        marked = column.says is not None and not any(map(str.isalnum, text))
        bare = marked or (_BARE.fullmatch(text) is not None and (rag if column.role is Role.RAG else met) is not None)
        if column.role is Role.EXTRA or (column.role in (Role.RAG, Role.MET) and not bare):
            found.append((column.label, text))
    return tuple(found)


def _sources(draft: Draft, rules: Rules) -> tuple[tuple[str, Source], ...]:
    """The text of each field as it stood and the cell it stood in; an empty cell of a column counts too."""
    found: dict[str, Source] = {}
    often = Counter[str]()
    for column in draft.columns.columns:
        options = draft.options(column.role) if column.says is not None else []
        if options and column is not next((one for one in options if draft.chooses(one)), options[0]):
            continue
        cells = draft.within(column)
        if column.role is Role.REQUIREMENT and not cells and draft.of(Role.REQUIREMENT):
            continue  # another column asks it
        places = [cell.place for cell in cells] or [_cell_place(draft.place, column)]
        text = "\n".join(cell.text for cell in cells)
        name = _field_name(column, often)
        found[name] = Source(str(places[0]), text, column.label or None, places[0], tuple(places[1:]))
        rules.begin(name, column)
    return tuple(found.items())


def _cell_place(row: Place, column: Column) -> Place:
    return replace(row, column=row.column or column.start + 1)


def _field_name(column: Column, often: Counter[str]) -> str:
    """The field a column fills; ``responses.2`` for the second of several, ``extra.Risk`` for a further column.

    ``often``: how many columns had each name before, counted on.
    """
    name = f"extra.{column.label}" if column.role is Role.EXTRA else str(column.role)
    often[name] += 1
    return name if often[name] == 1 else f"{name}.{often[name]}"
