"""The files among the evidence: taking one away, and giving one. Looked at and audited as in the browser."""

import hashlib
from datetime import date
from typing import Annotated, Any, BinaryIO, cast

from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from ninja import File, Form, Router, Status, UploadedFile
from pydantic import Field

from overwinter.exchange import actions
from overwinter.exchange.domain.scopes import Scope
from overwinter.exchange.door import caller_of
from overwinter.exchange.problems import Fault, Kind, Problem
from overwinter.exchange.queries import content
from overwinter.exchange.resources.evidence import EvidenceOut, read_one_evidence, read_to_write
from overwinter.exchange.resources.shape import LARGEST, In, takes
from overwinter.exchange.resources.versions import STALE, IfMatch
from overwinter.exchange.resources.writing import Line, OnceKey, Why, Words, done_once
from overwinter.infra import files
from overwinter.plans import api as plans
from overwinter.plans.api import EvidenceKind, Upload

router = Router(tags=["Evidence"])
BYTES: dict[str, Any] = {
    "responses": {
        200: {
            "description": "The file as it was given",
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        }
    }
}
Given = Annotated[UploadedFile, File(..., description="The file; which kinds and how large, as on the page of a row.")]


class NewFileIn(In):
    title: Line = ""
    """Left out: the name of the file."""
    note: Words = ""
    owner: Annotated[int | None, Field(ge=1, le=LARGEST)] = None
    true_on: date
    expires_on: date


class FileRenewalIn(In):
    true_on: date
    expires_on: date
    why: Why = ""


@router.get(
    "/evidence/{int:evidence_id}/file",
    **takes(Scope.EVIDENCE_READ, None, also=(Kind.REFUSED,), told=BYTES),
    summary="The file of a piece of evidence",
)
def read_evidence_file(request: HttpRequest, evidence_id: int) -> HttpResponseBase:
    """As it was given. 404 where the evidence is no file."""
    caller = caller_of(request)
    kept = content.get_evidence(caller.viewer, evidence_id)
    if kept.file is None:
        raise Http404("This evidence is no file.")
    try:
        stored = files.open_kept(kept.file.sha256)
    except files.Damaged as damage:
        raise Problem(Kind.REFUSED, str(damage)) from damage
    actions.note_file_taken(evidence=kept, service=caller.service, by=caller.identity)
    return FileResponse(
        stored, as_attachment=True, filename=kept.file_name, content_type="application/octet-stream"
    )  # fmt: skip


@router.post(
    "/responses/{int:response_id}/evidence-files",
    **takes(Scope.EVIDENCE_WRITE, EvidenceOut, status=201, also=(Kind.REFUSED,)), summary="Add a file as evidence",
)  # fmt: skip
def add_evidence_file(
    request: HttpRequest, response: HttpResponse, response_id: int, body: Form[NewFileIn], file: Given, once: OnceKey
) -> Status[EvidenceOut] | HttpResponse:
    """Sent as a form (multipart/form-data)."""
    _require_known(request, NewFileIn)
    caller = caller_of(request)
    row = content.get_response(caller.viewer, response_id)

    def add() -> EvidenceOut:
        kept = plans.add_evidence(
            response_id=row.pk, kind=EvidenceKind.FILE, title=body.title, note=body.note, owner_id=body.owner,
            upload=_upload(file), true_on=body.true_on, expires_on=body.expires_on, by=caller.identity,
            viewer=caller.viewer,
        )  # fmt: skip
        return read_one_evidence(request, response, kept.pk)

    return done_once(request, response, once, add, sent=f"{body.model_dump_json()}\n{file.name}\n{_digest(file)}")


@router.post(
    "/evidence/{int:evidence_id}/file-renewals", **takes(Scope.EVIDENCE_WRITE, EvidenceOut, also=STALE),
    summary="Put a newer file in place of the one before",
)  # fmt: skip
def renew_evidence_file(
    request: HttpRequest, response: HttpResponse, evidence_id: int, body: Form[FileRenewalIn], file: Given,
    if_match: IfMatch,
) -> EvidenceOut:  # fmt: skip
    """Sent as a form (multipart/form-data). The file before stays in the history of the row."""
    _require_known(request, FileRenewalIn)
    caller = caller_of(request)
    with transaction.atomic():
        kept = read_to_write(caller, evidence_id, if_match)
        if kept.kind != EvidenceKind.FILE.value:
            raise Problem(Kind.REFUSED, "This evidence is no file. Say that it is true again at its renewals.")
        plans.renew_evidence(
            evidence_id=kept.pk, true_on=body.true_on, expires_on=body.expires_on, why=body.why,
            owner_id=kept.owner_id, upload=_upload(file), expected_version=kept.version, by=caller.identity,
            viewer=caller.viewer,
        )  # fmt: skip
    return read_one_evidence(request, response, evidence_id)


def _require_known(request: HttpRequest, form: type[In]) -> None:
    """A field that is not known is refused, not ignored, in a form as in JSON."""
    unknown = sorted({*request.POST, *request.FILES} - {*form.model_fields, "file"})
    if unknown:
        faults = tuple(Fault(f"form.{name}", "is not a field that can be sent here") for name in unknown)
        raise Problem(Kind.NOT_VALID, f"form.{unknown[0]} is not a field that can be sent here.", faults)


def _upload(file: UploadedFile) -> Upload:
    return Upload(file.name or "", file.size or 0, cast("BinaryIO", file.file))


def _digest(file: UploadedFile) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
