"""What of the plan differs from the document it was read from, and which cell each difference belongs to."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from overwinter.kernel.days import full_day
from overwinter.kernel.status import FullyMet, Rag
from overwinter.kernel.winter import Winter
from overwinter.plans.domain.facts import ActionState
from overwinter.plans.domain.incoming import actions_in, names_in, plain_name, title_in
from overwinter.plans.domain.sheet import Original, PlanSheet, SheetRow
from overwinter.plans.exports import wording
from overwinter.reading.cells.dates import read_date
from overwinter.reading.cells.status import read_met, read_rag
from overwinter.reading.cells.text import clean
from overwinter.reading.document import Place

LABELS = {
    "responses": "Response",
    "rag": "RAG",
    "fully_met": "Fully met",
    "gap_actions": "Gap actions",
    "lead": "Lead",
    "by_when": "By when",
    "reporting_to": "Reporting to",
}
GIVEN = {"responses": "text"}
"""Names that the plan has for a field of a reading, where they differ."""
STATUSES = ("rag", "fully_met")
PUT_OUR_WAY: Mapping[str, Callable[[str], object]] = {
    "lead": lambda text: plain_name(title_in(text)),
    "reporting_to": lambda text: {plain_name(name) for name in names_in(text)},
    "gap_actions": actions_in,
}
"""Fields that the plan puts its own way when it takes them in; what comes to the same is no change."""


@dataclass(frozen=True, slots=True)
class Change:
    """A cell to be written."""

    n: int
    row: str
    """How the row is named to a person."""
    field: str
    place: str
    at: Place
    more: tuple[Place, ...]
    """Cells the old text went on in; they are emptied."""
    was: str
    """The text of the cell or cells as it was read."""
    becomes: str
    means: str
    """The value of the plan; for a status ``becomes`` is the document's own word for it."""
    row_place: str
    column: str | None = None
    """The heading of the column, where the document answers in several."""

    @property
    def rag(self) -> Rag | None:
        """For the RAG: its value, for cells that show it by their colour."""
        return Rag(self.means) if self.field == "rag" else None

    def refused(self, reason: str) -> "NotPutBack":
        return NotPutBack(self.row, self.label, reason, self.row_place)

    @property
    def label(self) -> str:
        return LABELS[self.field]


@dataclass(frozen=True, slots=True)
class NotPutBack:
    """A difference that stays out of the document, and why."""

    row: str
    label: str
    reason: str
    place: str = ""
    """Where the row stands in the document; empty for a row it does not have."""


@dataclass(frozen=True, slots=True)
class Differences:
    changes: tuple[Change, ...]
    not_put_back: tuple[NotPutBack, ...]


def differences(sheet: PlanSheet, sha256: str) -> Differences:
    """What the document with this content must be told. A row of it may answer several requirements of the plan."""
    winter = Winter.parse(sheet.winter)
    groups: dict[int, list[SheetRow]] = {}
    originals: dict[int, Original] = {}
    for row in sheet.rows:
        if row.original is not None and row.original.sha256 == sha256:
            originals.setdefault(row.original.n, row.original)
            groups.setdefault(row.original.n, []).append(row)
    ways = _Ways([original.read for original in originals.values()])
    found = [item for n in sorted(groups) for item in _of_row(originals[n], groups[n], ways, winter)]
    changes = [item for item in found if isinstance(item, Change)]
    shared = Counter(item.at for item in changes)
    refused = [
        change.refused(f"Two fields of the row stand in one cell ({change.place}). Change it by hand.")
        for change in changes
        if shared[change.at] > 1
    ]
    return Differences(
        tuple(change for change in changes if shared[change.at] == 1),
        (*(item for item in found if isinstance(item, NotPutBack)), *refused, *_elsewhere(sheet, sha256)),
    )


class _Ways:
    """How this document writes each status: its own word for each, its colour alone, Y or Yes."""

    def __init__(self, reads: Sequence[Mapping[str, Any]]) -> None:
        self._words: dict[tuple[str, str], Counter[str]] = {}
        for read in reads:
            for field in STATUSES:
                text = (read.get("sources", {}).get(field) or {}).get("text", "")
                if read.get(field):
                    self._words.setdefault((field, read[field]), Counter())[text.strip()] += 1
        texts = [text for (field, _), found in self._words.items() if field == "fully_met" for text in found]
        self._short = {
            "rag": any(len(text) == 1 for (field, _), found in self._words.items() if field == "rag" for text in found),
            "fully_met": not any(len(text) > 2 for text in texts),
        }

    def say(self, field: str, value: str) -> str:
        used = self._words.get((field, value))
        own = [text for text, _ in used.most_common() if len(text.split()) <= 3] if used else []
        if own:
            return own[0]
        if field == "rag":
            if not any(text for (name, _), found in self._words.items() if name == "rag" for text in found):
                return "" if self._coloured() else wording.RAG_WORDS[Rag(value)]
            word = wording.RAG_WORDS[Rag(value)]
            return word[0] if self._short["rag"] and value != "unknown" else word
        word = {"yes": "Yes", "no": "No", "partial": "Partly", "unknown": ""}[value]
        return word[0] if self._short["fully_met"] and value in ("yes", "no") else word

    def _coloured(self) -> bool:
        return any(name == "rag" for name, _ in self._words)


def _of_row(original: Original, rows: Sequence[SheetRow], ways: _Ways, winter: Winter) -> Iterator[Change | NotPutBack]:
    name = _name(rows[0])
    for field, label in LABELS.items():
        was = _as_read(original.read, field)
        different = [row for row in rows if _differs(row, field, was, winter)]
        if not different:
            continue
        now = {_now(row, field, winter) for row in rows}
        if len(now) > 1 and all(
            row.original and _is_as_given(row.original, field, _now(row, field, winter)) for row in rows
        ):
            # The row was split in the review and nobody has changed its parts: the document says it all as it is.
            continue
        reason = _in_the_way(original, field, len(rows), now)
        source = original.read.get("sources", {}).get(field)
        if field == "responses" and _has_columns(original) and not reason:
            yield from _in_columns(original, name, next(iter(now)), ways)
            continue
        if reason or source is None:
            yield NotPutBack(name, label, reason or "The document has no cell for it.", original.place)
            continue
        yield _change(original, name, field, source, now.pop(), ways)


def _change(original: Original, name: str, field: str, source: Mapping[str, Any], now: str, ways: _Ways) -> Change:
    if source["at"] is None:
        raise ValueError("a source without a cell is refused before")
    return Change(
        n=original.n,
        row=name,
        field=field,
        place=source["place"],
        at=Place(**source["at"]),
        more=tuple(Place(**place) for place in source.get("more") or ()),
        was=source["text"],
        becomes=_status_text(field, source["text"], now, ways) if field in STATUSES else now,
        means=now,
        row_place=original.place,
    )


def _has_columns(original: Original) -> bool:
    return any(each["label"] for each in original.read.get("responses") or ())


def _in_columns(original: Original, name: str, now: str, ways: _Ways) -> Iterator[Change | NotPutBack]:
    """The answers of several columns, which the plan holds as one text with their headings, to their own cells."""
    read = original.read["responses"]
    texts = _by_label(now, [each["label"] or "" for each in read])
    if texts is None:
        headings = ", ".join(f"“{each['label']}:”" for each in read)
        reason = f"The document answers in several columns. Begin the text of each with its heading ({headings})."
        yield NotPutBack(name, LABELS["responses"], reason, original.place)
        return
    sources = [source for key, source in original.read["sources"].items() if key.partition(".")[0] == "responses"]
    for each, text in zip(read, texts, strict=True):
        source = next((source for source in sources if source["column"] == each["label"]), None)
        if _same(text, each["text"]):
            continue
        if source is None or not _same(source["text"], each["text"]):
            reason = f"“{each['label']}” has no cell of its own. Change it by hand."
            yield NotPutBack(name, LABELS["responses"], reason, original.place)
        else:
            yield replace(_change(original, name, "responses", source, text, ways), column=each["label"])


def _by_label(text: str, labels: Sequence[str]) -> list[str] | None:
    """The text under each of ``labels``, each of which begins a line once and in this order; else None."""
    pattern = "^(.*?)" + "".join(rf"^{re.escape(label)}:(.*?)" for label in labels) + r"\Z"
    found = re.match(pattern, text.replace("\r\n", "\n"), re.DOTALL | re.MULTILINE)
    if found is None or found[1].strip() or not all(labels):
        return None
    if any(len(re.findall(rf"^{re.escape(label)}:", text, re.MULTILINE)) > 1 for label in labels):
        return None
    return [part.strip() for part in found.groups()[1:]]


def _status_text(field: str, was: str, now: str, ways: _Ways) -> str:
    """The document's own word for the new status; in a cell that says more, only the word changes."""
    word = ways.say(field, now)
    first, separator, rest = _parted(was)
    return f"{word}{separator}{rest}" if rest and first and word else word


def _parted(text: str) -> tuple[str, str, str]:
    """The word of the status and what the cell says after it."""
    for length in range(1, len(text)):
        head, rest = text[:length], text[length:]
        if rest[0] in " -–—:;,.(\n" and (read_rag(head) or read_met(head)):
            separator = rest[: len(rest) - len(rest.lstrip(" -–—:;,.\n"))]
            return head, separator, rest[len(separator) :]
    return text, "", ""


def _in_the_way(original: Original, field: str, rows: int, now: set[str]) -> str:
    """Why the field of this row cannot go back, or nothing."""
    source = original.read.get("sources", {}).get(field)
    if _is_joined(original):
        return "The answer was made of several rows of the document. Change them by hand."
    if len(now) > 1:
        return f"The document's row answers {rows} rows of the plan, and they now say different things."
    if field == "responses" and _has_columns(original):
        return ""
    if source is not None and source.get("at") is None:
        return f"It stands in no cell of its own ({source['place']}). Change it by hand."
    if source is not None and field not in STATUSES and not _same(source["text"], _as_read(original.read, field)):
        return f"Its cell ({source['place']}) holds more than this. Change it by hand."
    return ""


def _differs(row: SheetRow, field: str, was: str, winter: Winter) -> bool:
    now = _now(row, field, winter)
    if field in STATUSES:
        joined = row.original is not None and _is_joined(row.original) and _is_as_given(row.original, field, now)
        return now != (was or "unknown") and not joined
    if _same(now, was):
        return False
    ours = PUT_OUR_WAY.get(field)
    if ours is not None and ours(now) == ours(was):
        return False
    return not (row.original is not None and _is_joined(row.original) and _is_as_given(row.original, field, now))


def _is_joined(original: Original) -> bool:
    """Whether the answer says more than this one row of the document, because others were joined to it."""
    return original.rows > 1 or bool(original.read.get("merged_with"))


def _is_as_given(original: Original, field: str, now: str) -> bool:
    name = GIVEN.get(field, field)
    return name in original.given and _same(_text(original.given[name]), now)


def _as_read(read: Mapping[str, Any], field: str) -> str:
    if field != "responses":
        return str(read.get(field) or "")
    if not read.get("responses"):
        return "\n".join(read.get("section_responses") or ())
    texts = read["responses"]
    return "\n".join(f"{each['label']}: {each['text']}" if each["label"] else each["text"] for each in texts)


def _now(row: SheetRow, field: str, winter: Winter) -> str:
    match field:
        case "responses":
            return row.response
        case "rag":
            return row.rag.value
        case "fully_met":
            return row.fully_met.value
        case "gap_actions":
            return "\n".join(gap.text for gap in row.gap_actions if gap.state != ActionState.DROPPED)
        case "lead":
            return row.lead
        case "by_when":
            return _now_by_when(row, winter)
        case _:
            return "\n".join(row.reporting_groups)


def _now_by_when(row: SheetRow, winter: Winter) -> str:
    """The words, unless they no longer say the date."""
    read = row.original.read if row.original is not None else {}
    if _same(row.by_when, str(read.get("by_when") or "")) and read.get("by_when_date"):
        words_say: date | None = date.fromisoformat(read["by_when_date"])
    else:
        words_say = read_date(row.by_when, winter)
    if row.by_when_date is None or row.by_when_date == words_say:
        return row.by_when
    return full_day(row.by_when_date)


def _text(value: Any) -> str:
    return "\n".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "")


def _same(one: str, other: str) -> bool:
    return clean(one) == clean(other)


def _name(row: SheetRow) -> str:
    return " ".join(part for part in (row.number, row.title) if part)


def _elsewhere(sheet: PlanSheet, sha256: str) -> Iterator[NotPutBack]:
    """Rows the plan has and the document does not, as one line each: the document gets no new rows."""
    for row in sheet.rows:
        if row.in_force and (row.original is None or row.original.sha256 != sha256) and _says_something(row):
            reason = (
                f"It was read from {row.original.document_name} since."
                if row.original is not None
                else "The document has no such row. Add it there by hand if it should have one."
            )
            yield NotPutBack(_name(row), "The whole row", reason)


def _says_something(row: SheetRow) -> bool:
    answered = row.rag is not Rag.UNKNOWN or row.fully_met is not FullyMet.UNKNOWN
    return bool(answered or row.response or row.gap_actions or row.by_when)
