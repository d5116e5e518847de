"""What a person decides about one row, and about all the sure ones at once."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import F

from overwinter.accounts.api import User
from overwinter.frameworks.api import Lesson, find_framework, get_requirements, teach_wordings
from overwinter.infra import audit, clock
from overwinter.intake.domain.documents import DocumentState, may_review
from overwinter.intake.domain.rows import RowEvent, RowState, RowValues, changes, decide, is_certain
from overwinter.intake.locking import Overtaken, lock_document, lock_row
from overwinter.intake.models import Document, ReadRow
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import Viewer

__all__ = ["Overtaken", "accept_confident_rows", "accept_row", "edit_row", "leave_row", "reject_row"]


@transaction.atomic
def edit_row(*, row: ReadRow, version: int, values: RowValues, requirement_ids: Sequence[str], by: User) -> ReadRow:
    """Keep what a person changed in a row, without deciding about it."""
    return _decide(row, version, RowEvent.EDIT, values, requirement_ids, by)[0]


@transaction.atomic
def accept_row(*, row: ReadRow, version: int, values: RowValues, requirement_ids: Sequence[str], by: User) -> ReadRow:
    """The row may enter the plan, as these values, answering these requirements; none makes it a local row.

    Where the engine was not certain of just these, the row's wording is remembered as standing for them.
    """
    held, viewer = _decide(row, version, RowEvent.ACCEPT, values, requirement_ids, by)
    _teach(held, viewer, by)
    return held


@transaction.atomic
def leave_row(*, row: ReadRow, version: int, values: RowValues, requirement_ids: Sequence[str], by: User) -> ReadRow:
    """Leave the decision for later; what was changed is kept."""
    return _decide(row, version, RowEvent.LEAVE, values, requirement_ids, by)[0]


@transaction.atomic
def reject_row(*, row: ReadRow, version: int, values: RowValues, requirement_ids: Sequence[str], by: User) -> ReadRow:
    """It is no row of a plan: it stays here and never enters one. Teaches nothing."""
    return _decide(row, version, RowEvent.REJECT, values, requirement_ids, by)[0]


@transaction.atomic
def accept_confident_rows(*, document: Document, by: User) -> int:
    """Accept every row nobody need look at, as it was read. How many there were."""
    held, _ = lock_document(document, by=by)
    may_review(DocumentState(held.state)).require()
    sure = held.rows.filter(state=RowState.CONFIDENT)
    ids = list(sure.order_by("order", "id").values_list("pk", flat=True))
    sure.update(state=RowState.ACCEPTED, decided_by=by, decided_at=clock.now(), version=F("version") + 1)
    audit.record("confident rows accepted", by=by, subject=held, chain=held.council.code, details={"rows": ids})
    return len(ids)


def _decide(
    row: ReadRow, version: int, event: RowEvent, values: RowValues, requirement_ids: Sequence[str], by: User
) -> tuple[ReadRow, Viewer]:
    held, viewer = lock_row(row, version=version, by=by)
    _require_known(held.document, requirement_ids)
    details: dict[str, Any] = changes(held.values, values)
    if list(requirement_ids) != held.requirement_ids:
        details["requirements"] = [held.requirement_ids, list(requirement_ids)]
    state = decide(RowState(held.state), event)
    held.set_values(values)
    held.requirement_ids = list(requirement_ids)
    held.state, held.version = state, held.version + 1
    held.decided_by, held.decided_at = by, clock.now()
    held.save()
    audit.record(f"row: {event}", by=by, subject=held, chain=held.document.council.code, details=details)
    return held, viewer


def _require_known(document: Document, requirement_ids: Sequence[str]) -> None:
    if not requirement_ids:
        return
    framework = find_framework(document.framework)
    known = get_requirements(requirement_ids, framework_id=framework.id) if framework is not None else {}
    for unknown in (each for each in requirement_ids if each not in known):
        raise Refused(
            f"“{unknown}” is no requirement of this national plan. Choose one from the list or search for it."
        )


def _teach(row: ReadRow, viewer: Viewer, by: User) -> None:
    whole = row.split_from_id is None and "+" not in row.order
    wording, framework = row.as_read["requirement"], find_framework(row.document.framework)
    if whole and wording and framework is not None and not is_certain(row.as_read, row.requirement_ids):
        lesson = Lesson(wording, tuple(row.requirement_ids))
        teach_wordings(framework_id=framework.id, lessons=[lesson], viewer=viewer, by=by)
