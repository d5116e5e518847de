"""The list of documents, and the page of one: what it is, what was read from it, what became of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone

from overwinter.design.parts import Fact, Link
from overwinter.design.table import Column, Row, Table, linked, put_in_order, sorted_by
from overwinter.design.table_files import links_to_files
from overwinter.frameworks.api import list_frameworks
from overwinter.intake import ports, queries
from overwinter.intake.domain.documents import DocumentState, may_read_again, may_review
from overwinter.intake.domain.pieces import PieceState
from overwinter.intake.domain.rows import columns_lost
from overwinter.intake.models import Document
from overwinter.intake.pages.counts import Counts, get_counts, lede, steps
from overwinter.intake.pages.history import events
from overwinter.intake.pages.taken_as import taken_as
from overwinter.intake.pages.wording import capital, moment, opening_line, who
from overwinter.intake.progress import patience, waits_since
from overwinter.kernel.days import full_day
from overwinter.kernel.words import counted
from overwinter.organisations.api import Viewer

STATES = {
    DocumentState.WAITING: "Waits to be read",
    DocumentState.READING: "Being read",
    DocumentState.READ: "Read, not yet in the plan",
    DocumentState.FAILED: "Could not be read",
    DocumentState.APPLIED: "In the plan",
}


_LIST_COLUMNS = (
    Column("Document", "name", width=6),
    Column("National plan", "framework", width=5),
    Column("Uploaded", "uploaded", keep=True),
    Column("Rows", "rows", numeric=True, keep=True),
    Column("Not decided", "open", numeric=True, keep=True),
    Column("State", "state", keep=True, plain=True),
)
_STATE_ORDER = tuple(STATES)


def list_page(viewer: Viewer, query: QueryDict, *, may_upload: bool) -> dict[str, Any]:
    """Newest first, or by the column ``sort`` names."""
    documents = list(queries.list_documents(viewer))
    waiting = sum(bool(each.open_count) for each in documents)  # type: ignore[attr-defined]  # annotated by the query
    return {
        "title": "Documents",
        "place": "Plans brought in from files",
        "lede": _list_lede(len(documents), waiting, may_upload=may_upload),
        "may_upload": may_upload,
        "table": _list_table(documents, query),
    }


def _list_table(documents: list[Document], query: QueryDict) -> Table:
    titles = {each.key: each.title for each in list_frameworks()}
    columns, by, descending = sorted_by(_LIST_COLUMNS, query, "-uploaded")
    keys: Mapping[str, Callable[[Document], Any]] = {
        "name": lambda document: document.name.casefold(),
        "framework": lambda document: (_answered(document, titles).casefold(), document.winter),
        "uploaded": lambda document: document.uploaded_at,
        "rows": lambda document: document.row_count if _is_read(document) else None,  # type: ignore[attr-defined]  # as above
        "open": lambda document: document.open_count if _is_read(document) else None,  # type: ignore[attr-defined]  # as above
        "state": lambda document: _STATE_ORDER.index(DocumentState(document.state)),
    }
    return Table(
        "Documents",
        columns,
        rows=tuple(_list_row(each, titles) for each in put_in_order(documents, keys[by], descending=descending)),
        take_away=links_to_files(query, "documents") if documents else (),
    )


def _list_lede(count: int, waiting: int, *, may_upload: bool) -> str:
    if not count:
        end = (
            "Upload the plan in the file it lives in today." if may_upload else "The winter plan manager uploads them."
        )
        return f"No document has been brought in yet. {end}"
    review = counted(waiting, "document waits", "documents wait") if waiting else "None waits"
    brought = counted(count, "document has", "documents have")
    return f"{brought} been brought in. {review} for review. Every original is kept."


def _list_row(document: Document, titles: dict[str, str]) -> Row:
    rows = document.row_count  # type: ignore[attr-defined]  # annotated by list_documents
    open_rows = document.open_count  # type: ignore[attr-defined]
    read = _is_read(document)
    return Row(
        (
            linked(document.name, reverse("intake:document", args=[document.pk])),
            _answered(document, titles),
            full_day(timezone.localdate(document.uploaded_at)),
            str(rows) if read else "Not known",
            str(open_rows) if read else "Not known",
            _state(document, rows),
        )
    )


def _is_read(document: Document) -> bool:
    return bool(may_review(DocumentState(document.state)))


def _answered(document: Document, titles: dict[str, str]) -> str:
    return f"{titles.get(document.framework, document.framework)}, winter {document.winter}"


def document_page(document: Document, viewer: Viewer, now: datetime, *, may_manage: bool) -> dict[str, Any]:
    """The page in whichever state the document is."""
    state = DocumentState(document.state)
    page = {
        "title": document.name,
        "place": opening_line(document, viewer.user_id, now),
        "breadcrumbs": [Link("Documents", reverse("intake:list"))],
        "document": document,
        "may_manage": may_manage,
        "state": state,
        "running": state in (DocumentState.WAITING, DocumentState.READING),
        "failed": state == DocumentState.FAILED,
        "stuck": _is_stuck(document, state, now),
        "facts": _facts(document, viewer, now, rows=queries.list_rows(document).count()),
        "events": events(queries.list_history(document), viewer, now),
        "earlier": _earlier(document, now),
    }
    return page | (_read(document) if may_review(state) else _not_read(document, state))


def _not_read(document: Document, state: DocumentState) -> dict[str, Any]:
    words = {
        DocumentState.WAITING: "It waits for its turn to be read. You can leave this page and come back.",
        DocumentState.READING: "It is read in the background. You can leave this page and come back.",
        DocumentState.FAILED: "This file could not be read. It is kept, and nothing was changed.",
    }
    step = document.step or "Waiting for its turn"
    return {"lede": words[state], "step": step, "done": document.done, "of": document.of or 1}


def _is_stuck(document: Document, state: DocumentState, now: datetime) -> bool:
    """Whether its reading never ended: the job was lost, or the worker was killed."""
    running = state in (DocumentState.WAITING, DocumentState.READING)
    return running and bool(may_read_again(state, since=waits_since(document), now=now, patience=patience()))


def _read(document: Document) -> dict[str, Any]:
    counts = get_counts(document)
    kept = list(queries.list_pieces(document, *PieceState))
    return {
        "lede": lede(counts),
        "counts": counts,
        "steps": steps(document, counts),
        "buttons": _buttons(document, counts),
        "hint": _hint(document, counts),
        "sections": document.sections,
        "headings_read": [piece for piece in kept if piece.state == PieceState.HEADING],
        "unplaced": [piece for piece in kept if piece.state != PieceState.HEADING],
        "words": _words(document),
        "taken_as": taken_as(document.decisions),
        "taken_as_open": not counts.found,
    }


@dataclass(frozen=True, slots=True)
class Button:
    text: str
    url: str
    main: bool


def _buttons(document: Document, counts: Counts) -> tuple[Button, ...]:
    """What comes next, the main thing first: review while rows wait, then apply, then the plan."""
    next_ones = []
    if counts.undecided:
        next_ones.append(("Check what was read", reverse("intake:review", args=[document.pk])))
    if counts.to_apply:
        words = f"Apply {counted(counts.to_apply, 'accepted row')}"
        next_ones.append((words, reverse("intake:apply", args=[document.pk])))
    if document.applied:
        next_ones.append(("Open the plan", ports.destination().plan_url(document.applied["plan_id"])))
    if not counts.found and not document.applied:
        next_ones.append(("Upload another file", reverse("intake:upload")))
    return tuple(Button(text, url, n == 0) for n, (text, url) in enumerate(next_ones))


def _hint(document: Document, counts: Counts) -> str:
    """Why most rows wait for a person, and what may spare the work: a file with columns, or another national plan."""
    if not counts.found:
        return ""
    read = [row.as_read for row in queries.list_rows(document)]
    lost = sum(columns_lost(each) for each in read)
    matched = sum(each["match_state"] == "confident" for each in read)
    if lost * 2 > counts.found:
        some = f"{lost} of {counted(counts.found, 'row')} were"
        which = some if lost < counts.found else "its row was" if lost == 1 else f"all {lost} rows were"
        return (
            f"The text of this file has lost its columns, so {which} put "
            "together from the order and the kind of their words. Check each one. If you have the Word, spreadsheet "
            "or PDF file that the text was taken from, upload that instead: its cells need not be guessed."
        )
    if matched * 2 < counts.found:
        return (
            f"Only {matched} of {counted(counts.found, 'row')} surely match this national plan. If the document "
            "answers another one, upload it again and choose that; otherwise review the rows one by one."
        )
    return ""


def _words(document: Document) -> str:
    words = counted(document.words, "word")
    total = f"Each of the document’s {words} is in a row, a section, a heading or the unplaced text."
    if not document.caught:
        return total
    caught = counted(document.caught, "word that no rule placed was", "words that no rule placed were")
    return f"{total} {caught} put with the unplaced text at the end."


def _state(document: Document, rows: int) -> str:
    """A file that gave no row is not called on its way to the plan."""
    state = DocumentState(document.state)
    return STATES[state] if rows or state != DocumentState.READ else "Read, no row found"


def _facts(document: Document, viewer: Viewer, now: datetime, *, rows: int) -> tuple[Fact, ...]:
    titles = {each.key: each.title for each in list_frameworks()}
    facts = [
        Fact("State", _state(document, rows)),
        Fact("National plan", titles.get(document.framework, document.framework)),
        Fact("Winter", document.winter),
        Fact(
            "Original",
            linked(document.name, reverse("intake:original", args=[document.pk])),
            f"{filesizeformat(document.file.size)}, kept as it came",
        ),
        Fact("Uploaded", capital(moment(document.uploaded_at, now)), f"by {who(document.uploaded_by, viewer.user_id)}"),
    ]
    if document.applied_at is not None:
        by = f"by {who(document.applied_by, viewer.user_id)}"
        facts.append(Fact("Applied to the plan", capital(moment(document.applied_at, now)), by))
    return tuple(facts)


def _earlier(document: Document, now: datetime) -> str:
    """What the upload says about the document that came before."""
    before = document.previous
    if before is None:
        return ""
    same = before.file_id == document.file_id
    what = "The same content is here already" if same else "An earlier file of this name is here already"
    return (
        f"{what}: “{before.name}”, uploaded {moment(before.uploaded_at, now)}. Decisions made about its rows are "
        "carried over to the rows that say the same, and applying shows what would change in the plan."
    )
