"""Accepted rows enter the plan."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from overwinter.accounts.api import User
from overwinter.infra import audit, clock
from overwinter.intake import ports
from overwinter.intake.domain.documents import DocumentEvent, DocumentState, move
from overwinter.intake.locking import lock_document
from overwinter.intake.models import Document
from overwinter.intake.queries import list_accepted
from overwinter.kernel.verdict import Refused

Choice = tuple[int, str | None, str]
"""Row key, requirement id, field."""


@transaction.atomic
def apply_document(
    *, document: Document, replace: frozenset[Choice], by: User, as_seen: Mapping[Choice, str] | None = None
) -> ports.Applied:
    """Write the accepted rows into the council's plan, all or none.

    ``replace`` names the edits (row key, requirement id, field) people made in the plan since that may be overwritten.
    ``as_seen`` gives the mark of each change that a person was shown and agreed to: what took its place since is not
    overwritten, nor is anything else written.
    """
    held, _ = lock_document(document, by=by)
    held.state = move(DocumentState(held.state), DocumentEvent.APPLY)
    # Held, so that a row somebody is changing now is either in the plan as they have it, or still to be applied.
    list(held.rows.order_by("id").select_for_update().values_list("pk"))
    rows = list_accepted(held)
    if not rows:
        raise Refused("No row has been accepted yet. Accept at least one, then apply.")
    if as_seen:
        _require_as_seen(held, rows, as_seen)
    read_on = timezone.localdate(held.read_at or held.uploaded_at)
    done = ports.destination().apply(
        council_id=held.council_id,
        framework_id=held.framework,
        winter_code=held.winter,
        document=ports.SourceDocument(held.pk, held.name, held.file.sha256, read_on),
        rows=rows,
        replace=replace,
        by=by,
    )
    held.applied_at, held.applied_by, held.applied = clock.now(), by, asdict(done)
    held.save(update_fields=["state", "applied_at", "applied_by", "applied"])
    audit.record("document applied", by=by, subject=held, chain=held.council.code, details=asdict(done))
    return done


def _require_as_seen(document: Document, rows: Sequence[ports.AcceptedRow], as_seen: Mapping[Choice, str]) -> None:
    effects = ports.destination().preview(
        council_id=document.council_id,
        framework_id=document.framework,
        winter_code=document.winter,
        rows=rows,
        hold=True,
    )
    now = {
        (effect.key, effect.requirement_id, change.field): change.mark
        for effect in effects
        for change in effect.changes
        if change.asks
    }
    if any(now.get(choice) != mark for choice, mark in as_seen.items()):
        raise Refused(
            "Somebody changed what you chose to replace after this page was shown. Nothing was written. Look again: "
            "what stands in the plan now is shown below."
        )
