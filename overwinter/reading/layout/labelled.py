"""Plans that give each requirement as lines of labels and values ("Requirement: …", "RAG: …") without a table.

Such lines say what a small table of two columns would, so they are put into one for each requirement and read as such.
"""

import re
from collections.abc import Iterator, Sequence

from overwinter.kernel.records import dataclass, field, replace
from overwinter.reading.document import Block, Cell, Paragraph, Place, Row, Table
from overwinter.reading.layout.headings import is_heading
from overwinter.reading.layout.prose import mended
from overwinter.reading.layout.roles import Role, role_of

_LABELLED = re.compile(r"^\**(?P<label>[A-Z#][\w'’/()&? -]{0,50}?)\s*:\**\s*(?P<value>.*)$", re.DOTALL)
_NAMING = (Role.REQUIREMENT, Role.TO_DO, Role.ACTIONS, Role.AREA)
_PROSE = (Role.RESPONSE, Role.GAP, Role.COMMENTS, Role.STATUS, *_NAMING)
MOST_HEADING_WORDS = 16
MOSTLY = 0.6
"""Share of the records that must say at least that much; in the others it was left out."""
FEWEST_RECORDS, FEWEST_LABELS = 2, 3
"""Requirements with a label, and labels that each has, before lines with colons are taken for a plan."""


@dataclass(frozen=True, slots=True)
class _Entry:
    role: Role
    label: str
    value: str
    place: Place
    inline: bool
    """The value begins in the label's own line; what stands beneath a label alone may be a whole section's."""


@dataclass(slots=True)
class _Record:
    entries: list[_Entry] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        return self.named and len({entry.role for entry in self.entries if entry.value}) >= FEWEST_LABELS

    @property
    def named(self) -> bool:
        return any(entry.role in _NAMING and entry.inline for entry in self.entries)

    def table(self, number: int) -> Table:
        rows = []
        for entry in self.entries:
            texts = [entry.label, entry.value] if entry.value else [entry.label]
            cells = tuple(Cell(text, entry.place, start=at) for at, text in enumerate(texts))
            rows.append(Row(cells, entry.place))
        return Table(tuple(rows), replace(self.entries[0].place, table=number))


def with_tables(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """``blocks`` with the labelled lines of each requirement as a table; unchanged where the plan is not given so."""
    found = list(_gathered(list(_whole(blocks))))
    records = [block for block in found if isinstance(block, _Record)]
    whole = sum(record.whole for record in records)
    if whole < FEWEST_RECORDS or whole < MOSTLY * len(records) or not all(record.named for record in records):
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


def _entry_of(text: str) -> tuple[Role, str, str] | None:
    match = _LABELLED.match(text.strip())
    role = role_of(match["label"]) if match else None
    return (role, match["label"], match["value"].strip()) if match and role else None


def _gathered(blocks: Sequence[Block]) -> Iterator[Block | _Record]:
    """The blocks, with each run of labelled lines that begins with a requirement or its reference as one record."""
    record: _Record | None = None
    for block in blocks:
        labelled = _entry_of(block.text) if isinstance(block, Paragraph) and not block.furniture else None
        if not isinstance(block, Paragraph) or block.furniture:
            if record is not None and isinstance(block, Table):
                yield record
                record = None
            yield block
        elif labelled is not None:
            role, label, value = labelled
            if record is None or _begins(role, record):
                if record is not None:
                    yield record
                record = _Record()
            record.entries.append(_Entry(role, label, value, block.place, bool(value)))
        elif record is not None and not is_heading(block) and _goes_on(block, record):
            last = record.entries[-1]
            record.entries[-1] = replace(last, value=f"{last.value}\n{block.text}".strip())
        else:
            if record is not None:
                yield record
                record = None
            yield block
    if record is not None:
        yield record


def _begins(role: Role, record: _Record) -> bool:
    """Whether a label opens the next requirement: the one that opened this record has come again, or a reference."""
    roles = [entry.role for entry in record.entries]
    return role is roles[0] or (role in _NAMING and role in roles) or (role is Role.REF and len(roles) > 1)


def _goes_on(block: Paragraph, record: _Record) -> bool:
    last = record.entries[-1]
    return last.role in _PROSE and (block.bullet or not last.value)
