"""From drafts to rows, with what only the whole document shows: repeated sheets, references in the text, fills."""

from collections.abc import Sequence

from msgspec.structs import replace

from overwinter.kernel.winter import Winter
from overwinter.reading.cells.refs import repair_refs, split_ref
from overwinter.reading.cells.status import marks_of, rag_of_fill
from overwinter.reading.cells.text import clean
from overwinter.reading.layout.key import Key
from overwinter.reading.layout.ledger import Ledger
from overwinter.reading.layout.roles import Role
from overwinter.reading.layout.rows import Draft, build
from overwinter.reading.result import RowRead

SAME_SHEET = 0.9
"""Share of a sheet's rows that must stand on earlier sheets for the sheet to be the same rows again."""
MOST = 0.6
"""Share of rows that must have their reference in the text, or a colour, for it to be the document's way."""


def rows_of(drafts: Sequence[Draft], winter: Winter, key: Key, ledger: Ledger) -> list[RowRead]:
    """The rows of all ``drafts``; ``ledger`` is told of rows that the document holds twice."""
    once = _joined(_without_repeats(drafts, ledger), ledger)
    inline = _refs_inline(once)
    if not _fills_speak(once):
        for draft in once:
            draft.fills = [(role, fill) for role, fill in draft.fills if role is Role.RAG]
    key = replace(key, met=marks_of(draft.text(Role.MET) for draft in once) | key.met)
    rows = [build(draft, winter, key, inline_refs=inline) for draft in once if _says(draft, ledger)]
    refs = repair_refs([row.ref for row in rows])
    return [row if row.ref == ref else _mended(row, ref) for row, ref in zip(rows, refs, strict=True)]


def _says(draft: Draft, ledger: Ledger) -> bool:
    """Whether a draft asks, answers or has a reference. A line of totals or marks does not, and is kept aside."""
    if draft.text(Role.REF, Role.REQUIREMENT, Role.RESPONSE, Role.GAP):
        return True
    cells = (cell for at in sorted(draft.cells) for cell in draft.cells[at])
    ledger.aside(" | ".join(clean(cell.text) for cell in cells), draft.place)
    return False


def _mended(row: RowRead, ref: str | None) -> RowRead:
    """``row`` with the reference its author meant, and the printed one beside it."""
    printed = next((source.column for name, source in row.sources if name == "ref"), None)
    return replace(row, ref=ref, extra=(*row.extra, (printed or "Ref", row.ref or "")))


def _without_repeats(drafts: Sequence[Draft], ledger: Ledger) -> list[Draft]:
    """Workbooks with a sheet for each theme often have one with all rows too: rows that come back are one row."""
    sheets: dict[str | None, list[Draft]] = {}
    for draft in drafts:
        sheets.setdefault(draft.place.sheet, []).append(draft)
    kept: list[Draft] = []
    seen: set[str] = set()
    for sheet, own in sheets.items():
        again = [draft for draft in own if draft.identity in seen]
        if sheet is not None and kept and len(again) >= SAME_SHEET * len(own):
            for draft in again:
                ledger.repeated(draft.identity)
            own = [draft for draft in own if draft.identity not in seen]
            ledger.warnings.append(f"Sheet '{sheet}' holds rows of the sheets before it again. They were read once.")
        kept += own
        seen |= {draft.identity for draft in own}
    return kept


def _joined(drafts: Sequence[Draft], ledger: Ledger) -> list[Draft]:
    """``drafts`` with a requirement that is printed again for each of its actions as one row with all of them."""
    done: list[Draft] = []
    for draft in drafts:
        if done and _is_further_action(draft, done[-1]):
            for column in draft.columns.columns:
                held = [clean(cell.text) for cell in done[-1].within(column)]
                for cell in draft.within(column):
                    if clean(cell.text) in held:
                        ledger.repeated(cell.text)
                    else:
                        done[-1].add(column.start, cell)
        else:
            done.append(draft)
    return done


def _is_further_action(draft: Draft, before: Draft) -> bool:
    """Whether a draft repeats the requirement before it, and all that is said of it, with another thing to be done."""
    asked, action = draft.text(Role.REQUIREMENT), draft.text(Role.GAP)
    if draft.columns is not before.columns or not asked or not action or action in before.text(Role.GAP).split("\n"):
        return False
    same = [(draft.text(role), before.text(role)) for role in (Role.REF, Role.RESPONSE, Role.RAG, Role.MET)]
    return asked == before.text(Role.REQUIREMENT) and all(not now or now == then for now, then in same)


def _refs_inline(drafts: Sequence[Draft]) -> bool:
    """Whether requirements have their references printed in front of them."""
    texts = [draft.text(Role.REQUIREMENT) for draft in drafts if not draft.columns.has(Role.REF)]
    texts = [text for text in texts if text]
    return bool(texts) and sum(1 for text in texts if split_ref(text)[0]) >= MOST * len(texts)


def _fills_speak(drafts: Sequence[Draft]) -> bool:
    """Whether the fills outside a RAG column are a rating: nearly every row has one, and they differ between rows."""
    rated = [{colour for _, fill in draft.fills if (colour := rag_of_fill(fill))} for draft in drafts]
    clear = [colours for colours in rated if len(colours) == 1]
    return len(clear) >= MOST * max(len(drafts), 1) and len({colour for colours in clear for colour in colours}) > 1
