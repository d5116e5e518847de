"""What runs in the background: a document is read."""

from django.conf import settings

from overwinter.frameworks.api import PackError, catalogue_for
from overwinter.infra import clock, files
from overwinter.intake import actions
from overwinter.intake.progress import note_progress
from overwinter.intake.reading_run import read_kept
from overwinter.kernel.winter import Winter
from overwinter.reading.apart.limits import Limits
from overwinter.reading.apart.watch import ReadingFailed


def read_document(document_id: int) -> None:
    """Read the document in a process of its own and keep what was read. Running it twice is harmless."""
    document = actions.start_reading(document_id=document_id, by=None)
    if document is None:
        return
    attempt = document.attempt

    def progress(step: str, done: int, of: int) -> None:
        note_progress(document_id=document_id, attempt=attempt, step=step, done=done, of=of)

    try:
        given = read_kept(
            path=files.path_of(document.file.sha256),
            name=document.name,
            catalogue=catalogue_for(document.framework, on=clock.today()),
            winter=Winter.parse(document.winter),
            limits=Limits(seconds=settings.READING_SECONDS, memory_mb=settings.READING_MEMORY_MB),
            progress=progress,
        )
    except PackError as problem:
        sentence = f"The national plan it answers cannot be loaded ({problem}). Tell whoever runs this installation, "
        sentence += "then read it again."
        actions.fail_reading(document_id=document_id, attempt=attempt, sentence=sentence, by=None)
    except ReadingFailed as failure:
        actions.fail_reading(document_id=document_id, attempt=attempt, sentence=str(failure), by=None)
    else:
        actions.keep_reading(
            document_id=document_id, attempt=attempt, reading=given["reading"], excerpts=given["excerpts"], by=None
        )
