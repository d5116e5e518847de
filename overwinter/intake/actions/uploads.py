"""A file comes in, or is read once more after a failure."""

from typing import BinaryIO

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Lower

from overwinter.accounts.api import User
from overwinter.infra import audit, clock, files, jobs
from overwinter.intake.domain.documents import DocumentEvent, DocumentState, may_read_again, move
from overwinter.intake.locking import lock_document
from overwinter.intake.models import Document
from overwinter.intake.permissions import require_manager
from overwinter.intake.progress import patience, waits_since
from overwinter.kernel.winter import Winter
from overwinter.organisations.api import Council

READING_JOB = "overwinter.intake.jobs.read_document"


@transaction.atomic
def upload_document(
    *, council: Council, framework: str, winter: Winter, name: str, content: BinaryIO, by: User
) -> Document:
    """Keep the file for ever and have it read in the background. An earlier document of the same content, or else of
    the same name, becomes its ``previous``."""
    require_manager(by, council.pk)
    stored = files.keep(content)
    earlier = Document.objects.filter(council=council, framework=framework, winter=winter.code)
    document = Document.objects.create(
        council=council,
        framework=framework,
        winter=winter.code,
        name=name,
        file=stored,
        previous=earlier.filter(file=stored).first()
        or earlier.annotate(plain=Lower("name")).filter(plain=Lower(Value(name))).first(),
        uploaded_by=by,
        uploaded_at=clock.now(),
    )
    audit.record(
        "document uploaded", by=by, subject=document, chain=council.code,
        details={"name": name, "sha256": stored.sha256, "bytes": stored.size},
    )  # fmt: skip
    jobs.enqueue(READING_JOB, document.pk)
    return document


@transaction.atomic
def read_again(*, document: Document, by: User) -> Document:
    """Try a document again whose reading failed, or that nobody has read for longer than a reading may take."""
    locked, _ = lock_document(document, by=by)
    may_read_again(
        DocumentState(locked.state), since=waits_since(locked), now=clock.now(), patience=patience()
    ).require()
    locked.state = move(DocumentState(locked.state), DocumentEvent.READ_AGAIN)
    locked.step, locked.done, locked.of, locked.failure = "", 0, 0, ""
    locked.save(update_fields=["state", "step", "done", "of", "failure"])
    audit.record("reading asked for again", by=by, subject=locked, chain=locked.council.code)
    jobs.enqueue(READING_JOB, locked.pk)
    return locked
