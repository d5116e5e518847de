"""Accepted rows enter the plan."""

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


@transaction.atomic
def apply_document(*, document: Document, replace: frozenset[tuple[int, str | None, str]], by: User) -> ports.Applied:
    """Write the accepted rows into the council's plan, all or none.

    ``replace`` names the edits (row key, requirement id, field) people made in the plan since that may be overwritten.
    """
    held, _ = lock_document(document, by=by)
    held.state = move(DocumentState(held.state), DocumentEvent.APPLY)
    rows = list_accepted(held)
    if not rows:
        raise Refused("No row has been accepted yet. Accept at least one, then apply.")
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
