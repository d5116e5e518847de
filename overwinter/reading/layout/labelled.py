"""Plans that give each requirement as lines of labels and values ("Requirement: …", "RAG: …") without a table.

Such lines say what a small table of two columns would, so they are put into one for each requirement and read as such.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from msgspec import Struct, field
from msgspec.structs import replace

from overwinter.reading.cells.refs import is_ref
from overwinter.reading.cells.status import read_met, read_rag, says_progress
from overwinter.reading.document import Block, Cell, Paragraph, Place, Row, Table
from overwinter.reading.layout.content import is_when
from overwinter.reading.layout.header import label_a_plan
from overwinter.reading.layout.headings import is_heading
from overwinter.reading.layout.prose import mended
from overwinter.reading.layout.roles import Role, role_of
from overwinter.reading.vocabulary.roles import LABELLED, LABELLED_ALONE, NAMING

_LABELLED = re.compile(r"^\**(?P<label>[A-Z#][\w'’/()&? -]{0,50}?)\s*:\**\s*(?P<value>.*)$", re.DOTALL)
_PROSE = (Role.RESPONSE, Role.GAP, Role.COMMENTS, Role.STATUS, *NAMING)
MOST_HEADING_WORDS = 16
MOSTLY = 0.6
"""Share of the records that must have labels of a plan; in the others they were left out."""


class _Entry(Struct, frozen=True):
    role: Role
    label: str
    value: str
    place: Place
    inline: bool
    """The value begins in the label's own line; what stands beneath a label alone may be a whole section's."""


class _Record(Struct):
    entries: list[_Entry] = field(default_factory=list)

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(entry.role for entry in self.entries)

    @property
    def named(self) -> bool:
        return any(entry.role in NAMING and entry.inline for entry in self.entries)

    def takes(self, role: Role, opening: Role | None) -> bool:
        """Whether a label behind lines without one is still of this record, which ends in prose."""
        return role is not opening and role not in self.roles and self.entries[-1].role in _PROSE

    def go_on(self, text: str) -> None:
        last = self.entries[-1]
        self.entries[-1] = replace(last, value=f"{last.value}\n{text}".strip())

    def table(self, number: int) -> Table:
        rows = []
        for entry in self.entries:
            texts = [entry.label, entry.value] if entry.value else [entry.label]
            cells = tuple(Cell(text, entry.place, start=at) for at, text in enumerate(texts))
            rows.append(Row(cells, entry.place))
        return Table(tuple(rows), replace(self.entries[0].place, table=number), cards=True)


def with_tables(blocks: Sequence[Block], *, about_care: bool) -> tuple[Block, ...]:
    """``blocks`` with the labelled lines of each requirement as a table; unchanged where the plan is not given so.

    ``about_care``: the document speaks of care in winter, so that few labels tell a plan.
    """
    found = _front_as_lines(_rejoined(_gathered(list(_whole(blocks)))))
    records = [block for block in found if isinstance(block, _Record)]
    whole = [record for record in records if label_a_plan(record.roles, about_care=about_care)]
    fewest = LABELLED if any(len(record.roles) > 1 for record in whole) else LABELLED_ALONE
    if len(whole) < max(fewest, MOSTLY * len(records)) or not all(record.named for record in records):
        return tuple(blocks)
    tables = sum(isinstance(block, Table) for block in blocks)
    done: list[Block] = []
    for block, following in zip(found, [*found[1:], None], strict=True):
        if isinstance(block, _Record):
            tables += 1
            done.append(block.table(tables))
        elif isinstance(block, Paragraph) and isinstance(following, _Record) and _heads(block):
            done.append(replace(block, bold=True))
        else:
            done.append(block)
    return tuple(done)


def _front_as_lines(found: Sequence[Block | _Record]) -> list[Block | _Record]:
    """The blocks; labels in front of the first requirement (whose plan it is, who leads it) are lines again."""
    first = next((n for n, block in enumerate(found) if isinstance(block, _Record) and block.named), len(found))
    done: list[Block | _Record] = []
    for block in found[:first]:
        if isinstance(block, _Record):
            done += [Paragraph(f"{entry.label}: {entry.value}".strip(), entry.place) for entry in block.entries]
        else:
            done.append(block)
    return [*done, *found[first:]]


def _rejoined(found: Iterable[Block | _Record]) -> list[Block | _Record]:
    """The records, those without a requirement joined to the one before whose labels they have none of.

    A loud line within an answer, which looks like a heading, had parted them.
    """
    done: list[Block | _Record] = []
    for block in found:
        if not (isinstance(block, _Record) and not block.named and _joined(done, block)):
            done.append(block)
    return done


def _joined(done: list[Block | _Record], rest: _Record) -> bool:
    """Whether a record was joined to the one before, with the lines between them."""
    at = next((n for n in range(len(done) - 1, -1, -1) if not isinstance(done[n], Paragraph)), None)
    before = done[at] if at is not None else None
    if at is None or not isinstance(before, _Record) or before.roles & rest.roles:
        return False
    between = [line for line in done[at + 1 :] if isinstance(line, Paragraph)]
    told = [line for line in between if not line.furniture]
    if any(line.level is not None for line in told):
        return False
    before.go_on("\n".join(line.text for line in told))
    before.entries += rest.entries
    done[at + 1 :] = [line for line in between if line.furniture]
    return True


def _heads(paragraph: Paragraph) -> bool:
    """Whether a line right above a requirement's lines is a heading that nothing marks as one."""
    text = paragraph.text.strip()
    short = len(text.split()) <= MOST_HEADING_WORDS and not text.endswith((".", ";", ",", ":"))
    return short and text[:1].isupper() and not paragraph.bullet and not paragraph.furniture


def _whole(blocks: Sequence[Block]) -> Iterator[Block]:
    """Printed lines joined, and paragraphs that hold several labelled lines parted."""
    run: list[Paragraph] = []
    for block in [*blocks, None]:
        if isinstance(block, Paragraph):
            run.append(block)
            continue
        for paragraph in mended(run):
            lines = paragraph.text.split("\n")
            several = len(lines) > 1 and all(map(_entry_of, lines))
            yield from (replace(paragraph, text=line) for line in lines) if several else (paragraph,)
        run = []
        if block is not None:
            yield block


def label_of(text: str) -> str | None:
    """The label of a plan's column that a line begins with, or None."""
    entry = _entry_of(text)
    return entry[1] if entry is not None else None


def _entry_of(text: str) -> tuple[Role, str, str] | None:
    match = _LABELLED.match(text.strip())
    role = role_of(match["label"]) if match else None
    return (role, match["label"], match["value"].strip()) if match and role else None


def _gathered(blocks: Sequence[Block]) -> Iterator[Block | _Record]:
    """The blocks, with each run of labelled lines that begins with a requirement or its reference as one record.

    Lines without a label within one (an answer of several paragraphs) are told by the label that follows: it is not the
    one that records begin with, and the record does not have it yet.
    """
    record: _Record | None = None
    opening = _opening(blocks)
    waiting: list[Paragraph] = []
    styled = any(isinstance(block, Paragraph) and block.level is not None for block in blocks)
    for block, after in zip_longest(blocks, blocks[1:]):
        if isinstance(block, Paragraph) and block.furniture:
            yield block
            continue
        labelled = _entry_of(block.text) if isinstance(block, Paragraph) else None
        if labelled is not None:
            role, label, value = labelled
            if record is not None and waiting and record.takes(role, opening):
                record.go_on("\n".join(line.text for line in waiting))
                waiting = []
            again = role is opening and record is not None and not record.roles <= {Role.REF, Role.THEME, Role.SECTION}
            if record is None or waiting or again or _begins(role, record):
                yield from _ended(record, waiting)
                record, waiting = _Record(), []
            record.entries.append(_Entry(role, label, value, block.place, bool(value)))
        elif record is None or not isinstance(block, Paragraph) or is_heading(block):
            yield from _ended(record, waiting)
            yield block
            record, waiting = None, []
        elif not waiting and _goes_on(block, record, after, styled=styled):
            record.go_on(block.text)
        else:
            waiting.append(block)
    yield from _ended(record, waiting)


def _opening(blocks: Sequence[Block]) -> Role | None:
    """The label that each requirement begins with: the first of the lines among which the first one is named."""
    first: Role | None = None
    for block in blocks:
        if isinstance(block, Paragraph) and block.furniture:
            continue
        labelled = _entry_of(block.text) if isinstance(block, Paragraph) else None
        first = (first or labelled[0]) if labelled is not None else None
        if labelled is not None and labelled[0] in NAMING:
            return first
    return None


def _ended(record: _Record | None, behind: Sequence[Paragraph]) -> Iterator[Block | _Record]:
    """A record, if there is one, and the lines behind it that are none of it."""
    if record is not None:
        yield record
    yield from behind


def _begins(role: Role, record: _Record) -> bool:
    """Whether a label opens the next requirement: the one that opened this record has come again, or a reference."""
    roles = [entry.role for entry in record.entries]
    return role is roles[0] or (role in NAMING and role in roles) or (role is Role.REF and len(roles) > 1)


def _goes_on(block: Paragraph, record: _Record, after: Block | None, *, styled: bool) -> bool:
    """Whether a line without a label belongs to the one before it: more of its prose, or the value of a label alone.

    Beneath a label that nobody answered may stand the heading of the next requirement, unless headings are ``styled``.
    """
    last = record.entries[-1]
    if last.value:
        return last.role in _PROSE and block.bullet
    following = _entry_of(after.text) if isinstance(after, Paragraph) else None
    within = following is not None and not _begins(following[0], record)
    if _is_apart(block, last.place) and _heads(block) and not within:
        return False
    if last.role in (Role.LEAD, Role.REPORTING):
        return within or styled
    return within or last.role in _PROSE or _is_value(last.role, block.text)


def _is_apart(block: Paragraph, before: Place) -> bool:
    """Whether empty lines stand between a line and the one before it, where lines are counted."""
    lines = (before.line, block.place.line)
    return None not in lines and before.page == block.place.page and lines != (lines[0], (lines[0] or 0) + 1)


def _is_value(role: Role, text: str) -> bool:
    """Whether a text is what a label of this kind asks for, and no heading."""
    if role is Role.REF:
        return is_ref(text)
    if role in (Role.RAG, Role.MET):
        return (read_rag(text) or read_met(text)) is not None or says_progress(text)
    return role is Role.WHEN and is_when(text)
