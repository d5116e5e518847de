"""A line that holds the short cells of a row, one after the other, cut by the order of the headings.

Behind the reference stand cells that have one line each; those that are longer are printed elsewhere and leave no
trace here. Colours, answers and dates are told by what they are, names by coming back in other rows.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct, field

from overwinter.kernel.winter import Winter
from overwinter.reading.cells.status import read_met, read_rag
from overwinter.reading.layout.cell_by_cell.heads import Heads
from overwinter.reading.layout.cell_by_cell.pieces import (
    ANSWER,
    DATE_WORDS,
    NAME_WORDS,
    STATES,
    VALUE_WORDS,
    Kind,
    is_answer,
    is_date,
)
from overwinter.reading.layout.cell_by_cell.purposes import columns_of
from overwinter.reading.layout.cell_by_cell.wording import IN_NAMES, LEADS
from overwinter.reading.layout.roles import Role
from overwinter.reading.words import key

TEXTS = (Role.REQUIREMENT, Role.RESPONSE, Role.GAP, Role.EXTRA)
NAMES = (Role.LEAD, Role.REPORTING)
KINDS = {Role.RAG: Kind.RAG, Role.MET: Kind.MET, Role.WHEN: Kind.DATE}
UNSTATED, UNNAMED, UNNAMED_BEHIND, UNTEXTED = 1.2, 0.5, 0.9, 0.0
"""What speaks against a status or a date, a name, one behind a column of no role, a text being empty in such a line."""
TEXT, SMALL_LETTER, LONE_TEXT, FURTHER = 1.2, 2.5, 1.5, 0.8
"""What speaks against a text in the line; against one that begins in the middle of a sentence, or is a word or two;
against one in a column of no role."""
KNOWN_NAME, CALLED, NAME, PLAIN_WORD = 0.2, 0.6, 1.0, 0.5
"""What speaks against a name that comes back, one with a word for an office, another; and for each small word in it."""
SENTENCE_END = re.compile(r"[a-z]{4,}[.;]$")
"""What no word of a name is, though it may be one cut short: “Dev.”."""
MAY_BE_DATE = 0.8
"""What speaks against an answer that may as well stand where dates do: “Completed”."""
HALVES = ("not", "fully", "partly", "partially")
"""What an answer of two words begins with."""
HOLD_ROWS = 0.1
"""Share of the lines with a reference that must hold such cells: in fewer it is chance."""
MOST_WORDS = 60
"""Words of a line of short cells."""
NEVER = 99.0
FEWEST_HEADS, TRIED = 4, 40
"""Headings that tell an order by standing in one line; lines by which a column is placed that none of them names."""


class Cell(Struct, frozen=True):
    text: str
    kind: Kind
    roles: tuple[Role, ...]
    """The columns it may stand in by the order of the headings."""


class RowLines(Struct):
    """Cuts such lines by the order of ``columns``, which lack the reference's own."""

    columns: Sequence[Role]
    winter: Winter
    names: Counter[str] = field(default_factory=Counter)
    further: Counter[str] = field(default_factory=Counter)
    """Texts of columns that have no role."""

    def learn(self, lines: Sequence[str]) -> int:
        """Note the names, and what has no role, that ``lines`` hold between cells that are known by what they are; how
        many lines hold such cells."""
        cut = [cells for line in lines if (cells := self.cut(line))]
        cells = [cell for line in cut for cell in line]
        self.names = Counter(key(cell.text) for cell in cells if cell.roles[0] in NAMES)
        self.further = Counter(key(cell.text) for cell in cells if cell.roles == (Role.EXTRA,))
        if any(one is Role.EXTRA and other in NAMES for one, other in pairwise(self.columns)):
            for name in [name for name in self.names if any(name.endswith(f" {other}") for other in self.names)]:
                del self.names[name]
            self.names.update(_ends_that_come_back([cell.text for cell in cells if cell.roles == (Role.EXTRA,)]))
        return len(cut)

    def agrees_with(self, lines: Sequence[str]) -> tuple[int, int]:
        """The likelier this order the more lines it cuts, and of as many the fewer texts are left with a status."""
        cut = [cells for line in lines if (cells := self.cut(line))]
        texts = [cell.text for line in cut for cell in line if cell.kind is Kind.TEXT]
        return len(cut), -sum(bool(STATES.search(text) or ANSWER.search(text)) for text in texts)

    def cut(self, text: str) -> list[Cell]:
        """The cells of a line; none where it has no status and no date, or many words, and so may begin a text."""
        words = text.split()
        if len(words) > MOST_WORDS:
            return []
        columns = len(self.columns)
        best: dict[tuple[int, int], tuple[float, tuple[tuple[int, int, int], ...]]] = {(0, 0): (0.0, ())}
        for column in range(columns):
            for at in range(len(words) + 1):
                so_far = best.get((column, at))
                if so_far is None:
                    continue
                for end, cost in self._ways(column, words, at):
                    step = (column, at, end)
                    found = (so_far[0] + cost, (*so_far[1], step) if end > at else so_far[1])
                    there = best.get((column + 1, end))
                    if there is None or found[0] < there[0]:
                        best[column + 1, end] = found
        whole = best.get((columns, len(words)))
        if whole is None or whole[0] >= NEVER:
            return []
        cells = list(self._cells(words, whole[1]))
        return cells if any(cell.kind in KINDS.values() for cell in cells) else []

    def _ways(self, column: int, words: Sequence[str], at: int) -> Iterator[tuple[int, float]]:
        role, before = self.columns[column], self.columns[column - 1] if column else None
        unnamed = UNNAMED_BEHIND if role in NAMES and before is Role.EXTRA and at else UNNAMED
        yield at, UNSTATED if role in KINDS else unnamed if role in NAMES else UNTEXTED
        longest = VALUE_WORDS if role in (Role.RAG, Role.MET) else DATE_WORDS if role is Role.WHEN else NAME_WORDS
        longest = len(words) if role in TEXTS else longest
        for end in range(at + 1, min(at + longest, len(words)) + 1):
            cost = self._cost(role, words[at:end])
            if cost < NEVER:
                yield end, cost

    def _cost(self, role: Role, words: Sequence[str]) -> float:
        text = " ".join(words)
        begins = not text[:1].islower()
        if role is Role.RAG:
            return 0.0 if begins and len(words) == 1 and read_rag(text) is not None else NEVER
        if role is Role.MET:
            begun = words[0].casefold() in HALVES or read_met(words[0]) is not None
            if not (begins and begun) or not is_answer(text):
                return NEVER
            return MAY_BE_DATE if is_date(text, self.winter) else 0.0
        if role is Role.WHEN:
            return 0.1 if begins and is_date(text, self.winter) else NEVER
        if role in NAMES:
            return self._name(text, words) if begins else NEVER
        if role is Role.EXTRA:
            return FURTHER + (0.0 if begins or text[:1] == "£" else SMALL_LETTER)
        return TEXT + (0.0 if begins else SMALL_LETTER) + (LONE_TEXT if len(words) <= VALUE_WORDS else 0.0)

    def _name(self, text: str, words: Sequence[str]) -> float:
        if text.endswith((".", ";", ":")) or any(SENTENCE_END.search(word) for word in words):
            return NEVER
        if self.names[key(text)]:
            return KNOWN_NAME
        plain = sum(word[:1].islower() and word not in IN_NAMES for word in words)
        figures = any(letter.isdigit() for letter in text)
        return (CALLED if set(key(text).split()) & LEADS else NAME) + PLAIN_WORD * (plain + 2 * figures)

    def _cells(self, words: Sequence[str], steps: Sequence[tuple[int, int, int]]) -> Iterator[Cell]:
        for n, (column, at, end) in enumerate(steps):
            role, text = self.columns[column], " ".join(words[at:end])
            kind = KINDS.get(role, Kind.SHORT if role in NAMES else Kind.TEXT)
            roles: tuple[Role, ...] = (role,)
            if role in TEXTS:
                first = steps[n - 1][0] + 1 if n else 0
                last = steps[n + 1][0] if n + 1 < len(steps) else len(self.columns)
                roles = tuple(one for one in self.columns[first:last] if one in TEXTS)
                roles = (Role.EXTRA,) if self.further[key(text)] and Role.EXTRA in roles else roles
            yield Cell(text, kind, roles)


def _ends_that_come_back(texts: Sequence[str]) -> Iterator[str]:
    """The ends of texts, one for each at most, that stand behind most other words: names behind a column of no role."""
    before: dict[str, set[str]] = {}
    ends: list[list[str]] = []
    for text in texts:
        words = text.split()
        starts = range(max(1, len(words) - NAME_WORDS), len(words))
        ends.append([" ".join(words[at:]) for at in starts if words[at][:1].isupper()])
        for end in ends[-1]:
            before.setdefault(end, set()).add(words[len(words) - len(end.split()) - 1])
    for each in ends:
        best = max(each, key=lambda end: (len(before[end]), len(end)), default="")
        if best and len(before[best]) > 1:
            yield key(best)


def row_lines_of(heads: Heads, texts: Sequence[str], winter: Winter) -> RowLines | None:
    """How lines are cut whose ``texts`` stand behind references; None where no line tells the order of the headings, or
    next to none of the texts holds such cells."""
    heads_told = heads.in_rows()
    lines = Counter(head.at for head in heads_told)
    at, count = lines.most_common(1)[0] if lines else (0, 0)
    if count < FEWEST_HEADS:
        return None
    colours = sum(bool(STATES.search(text)) or text[:2] in ("R ", "A ", "G ") for text in texts) >= FEWEST_HEADS
    answers = sum(bool(ANSWER.search(text)) for text in texts) >= FEWEST_HEADS
    named = [head.role for head in sorted(heads_told, key=lambda head: head.at != at)]
    columns = columns_of(named, colours=colours, answers=answers, further=True)
    told = [head.role for head in heads_told if head.at == at]
    adrift = [role for role in (Role.RAG, Role.MET) if role in columns and role not in told]
    kept = [role for role in columns if role not in adrift]
    places = range(len(kept) + 1) if adrift else [0]
    ways = [RowLines([*kept[:n], *adrift, *kept[n:]], winter) for n in places]
    some = [text for text in texts if STATES.search(text) or ANSWER.search(text)][:TRIED]
    best = max(ways, key=lambda way: way.agrees_with(some)) if adrift else ways[0]
    return best if best.learn(texts) >= HOLD_ROWS * len(texts) else None
