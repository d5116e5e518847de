"""The document's own key: what its letters and colours stand for ("N = only partially met")."""

import re
from collections.abc import Iterator

from msgspec import Struct, field

from overwinter.kernel.status import FullyMet, Rag
from overwinter.reading.cells.status import rag_of_progress, read_met, read_rag, says_progress
from overwinter.reading.document import Document, Table
from overwinter.reading.vocabulary import in_force

_ENTRY = re.compile(
    r"(?<![\w/])(?P<sign>y|n|p|yes|no|partial|[0-5]|g|a|r|b|green|amber|yellow|red|blue|[✓✔✗✘])\s*(?:=|:|–|—|\s-\s|means)\s*"
    r"(?P<meaning>[^=;\n]*?)(?=$|[;\n]|,?\s+(?:y|n|p|yes|no|partial|[0-5]|g|a|r|b|green|amber|yellow|red|blue)\s*(?:=|:|–|—|\s-\s))",
    re.IGNORECASE,
)
_EXPLAINS = re.compile(r"[=:–—]|\s-\s|means", re.IGNORECASE)
"""What stands in each entry between the sign and its meaning: quicker to look for than entries."""
_PARTIAL = re.compile(r"\b(?:partial(?:ly)?|partly|in part|not fully|some)\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not (?:yet )?(?:met|compliant|in place|started|achieved)|unmet|no progress)\b", re.IGNORECASE)
_FULL = re.compile(r"\b(?:fully|met|compliant|in place|complete[d]?|achieved)\b", re.IGNORECASE)
_MET_SIGNS = ("y", "n", "p", "yes", "no", "partial", "✓", "✔", "✗", "✘", "0", "1", "2", "3", "4", "5")
_ABSURD = {"n": FullyMet.YES, "no": FullyMet.YES, "y": FullyMet.NO, "yes": FullyMet.NO}
"""What no key means: prose about the signs ("Y or N: whether it is in place") reads like it."""
LONGEST_SIGN = 3
"""Words of a status in the first cell of a row that says what it means."""
LONGEST = 60
"""Words of a paragraph that can be a key."""


class Key(Struct):
    met: dict[str, FullyMet] = field(default_factory=dict)
    rag: dict[str, Rag] = field(default_factory=dict)
    lines: set[str] = field(default_factory=set)
    """The texts that are the key."""


def find_key(document: Document) -> Key:
    """The key of ``document``, from any paragraph or lone cell that explains two signs or says what N or Y means."""
    found = Key()
    for text in _candidates(document):
        met, rag = read_key(text)
        if met or rag:
            found.met |= met
            found.rag |= rag
            found.lines.add(text)
    found.met |= dict(in_force().own_met)
    found.rag |= dict(in_force().own_rag)
    return found


def read_key(text: str) -> tuple[dict[str, FullyMet], dict[str, Rag]]:
    """What one line says its signs mean. A line that explains nothing gives nothing."""
    if not _EXPLAINS.search(text) or len(text.split()) > LONGEST:
        return {}, {}
    met: dict[str, FullyMet] = {}
    rag: dict[str, Rag] = {}
    for match in _ENTRY.finditer(text):
        sign, meaning = match["sign"].casefold(), match["meaning"]
        colour = read_rag(meaning) if len(meaning.split()) <= 2 else None
        if sign in ("blue", "b") and (done := rag_of_progress(meaning)):
            rag |= {"blue": done, "b": done}
        if colour and sign in "012345":
            rag[sign] = colour
        elif sign in _MET_SIGNS:
            state = _state(meaning)
            if state and state is not _ABSURD.get(sign):
                met[sign] = state
    return met, rag


def _state(meaning: str) -> FullyMet | None:
    if _PARTIAL.search(meaning):
        return FullyMet.PARTIAL
    if _NOT.search(meaning):
        return FullyMet.NO
    return FullyMet.YES if _FULL.search(meaning) else None


def is_legend(table: Table) -> bool:
    """Whether a table only says what statuses mean: two cells in each row, a different status in the first."""
    rows = [[cell.text.strip() for cell in row.cells if cell.text.strip()] for row in table.rows]
    signs = [row[0].casefold() for row in rows if row]
    small = len(signs) > 1 and all(len(row) in (0, 2) for row in rows) and len(set(signs)) == len(signs)
    return small and all(len(sign.split()) <= LONGEST_SIGN and _is_status(sign) for sign in signs)


def _is_status(text: str) -> bool:
    return (read_rag(text) or read_met(text)) is not None or says_progress(text) or text in ("blue", "b")


def _candidates(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Table):
            legend = is_legend(block)
            for row in block.rows:
                texts = [cell.text for cell in row.cells if cell.text.strip()]
                if len(texts) == 1:
                    yield texts[0]
                elif legend and len(texts) == 2:
                    yield f"{texts[0]} = {texts[1]}"
        else:
            yield block.text
