"""Everything a person does to the evidence on a row."""

from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from django.conf import settings
from django.db import transaction

from overwinter.accounts.api import User
from overwinter.infra import files
from overwinter.kernel.days import full_day
from overwinter.kernel.verdict import Refused
from overwinter.measures.api import find_definition
from overwinter.organisations.api import Role, Viewer
from overwinter.plans import permissions, recording
from overwinter.plans.domain import evidence as rules
from overwinter.plans.domain.evidence import EvidenceKind
from overwinter.plans.models import Evidence, Response
from overwinter.plans.recording import AlreadyAdded, Writer

_ADDED = ("kind", "title", "measure_code", "file_id", "url", "note", "owner_id", "true_on", "expires_on")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it arrives."""

    name: str
    size: int
    stream: BinaryIO


@transaction.atomic
def add_evidence(
    *, response_id: int, kind: EvidenceKind, true_on: date, expires_on: date, by: User, title: str = "",
    owner_id: int | None = None, measure_code: str = "", upload: Upload | None = None, url: str = "", note: str = "",
    viewer: Viewer | None = None,
) -> Evidence:  # fmt: skip
    """Raises :class:`AlreadyAdded` for the same evidence again by the same person: a button that was pressed twice."""
    writer = recording.writer_for(by, viewer)
    # Locked, so that of two pressed at once the second sees what the first has added.
    found = Response.objects.select_related("plan__council", "lead").select_for_update(of=("self",))
    response = found.get(pk=response_id)
    council_id = response.plan.council_id
    permissions.may_edit_row(writer.viewer, council_id=council_id, lead_ids=response.lead_ids).require()
    rules.may_date(true_on, expires_on, writer.day).require()
    _check_owner(council_id, owner_id)
    evidence = Evidence(
        response=response, kind=kind.value, title=title.strip(), note=note.strip(), owner_id=owner_id,
        true_on=true_on, expires_on=expires_on,
    )  # fmt: skip
    _give(evidence, kind, measure_code=measure_code, upload=upload, url=url)
    if recording.was_just_added(
        evidence, among=Evidence.history.filter(response_id=response_id), writer=writer, fields=_ADDED
    ):
        raise AlreadyAdded(f"You have just added this evidence; it stands once: “{evidence.title}”.")
    recording.save(evidence, writer=writer, speaks_as=writer.speaks_as(council_id, response), why="")
    _finish("evidence added", evidence, writer)
    return evidence


@transaction.atomic
def renew_evidence(
    *, evidence_id: int, true_on: date, expires_on: date, expected_version: int, by: User, why: str = "",
    owner_id: int | None = None, upload: Upload | None = None, url: str = "", viewer: Viewer | None = None,
) -> Evidence:  # fmt: skip
    """It was seen to be true again: a newer day, a later expiry, and where given a newer file or address. ``owner_id``
    is who keeps it from now on. What it was stays in the history."""
    writer = recording.writer_for(by, viewer)
    evidence = _locked(evidence_id)
    response = evidence.response
    council_id = response.plan.council_id
    permissions.may_edit_row(writer.viewer, council_id=council_id, lead_ids=response.lead_ids).require()
    _require_version(evidence, expected_version)
    rules.may_renew(evidence.facts, true_on, writer.day).require()
    rules.may_date(true_on, expires_on, writer.day).require()
    _check_owner(council_id, owner_id)
    if upload is not None or url.strip():
        _give(evidence, EvidenceKind(evidence.kind), measure_code=evidence.measure_code, upload=upload, url=url)
    before = [str(evidence.true_on), str(evidence.expires_on)]
    evidence.true_on, evidence.expires_on, evidence.owner_id = true_on, expires_on, owner_id
    recording.save(evidence, writer=writer, speaks_as=writer.speaks_as(council_id, response), why=why)
    _finish("evidence renewed", evidence, writer, was=before, now=[str(true_on), str(expires_on)])
    return evidence


@transaction.atomic
def end_evidence(
    *, evidence_id: int, why: str, expected_version: int, by: User, viewer: Viewer | None = None
) -> Evidence:
    """It shows the answer to be true no more. It leaves the row and stays in the history, its file included."""
    writer = recording.writer_for(by, viewer)
    evidence = _locked(evidence_id)
    response = evidence.response
    council_id = response.plan.council_id
    permissions.may_edit_row(writer.viewer, council_id=council_id, lead_ids=response.lead_ids).require()
    _require_version(evidence, expected_version)
    rules.may_end(evidence.facts, why, writer.day).require()
    evidence.ended_on = writer.day
    recording.save(evidence, writer=writer, speaks_as=writer.speaks_as(council_id, response), why=why)
    _finish("evidence ended", evidence, writer)
    return evidence


def _give(evidence: Evidence, kind: EvidenceKind, *, measure_code: str, upload: Upload | None, url: str) -> None:
    """What the evidence itself is, by its kind, after a look whether it can be that."""
    if kind is EvidenceKind.MEASURE:
        definition = find_definition(measure_code, council_id=evidence.response.plan.council_id)
        if definition is None or definition.withdrawn_on is not None:
            raise Refused("Choose the measure that shows it, from the list.")
        evidence.measure_code, evidence.title = definition.code, evidence.title or definition.title
    elif kind is EvidenceKind.FILE:
        if upload is None:
            raise Refused("Choose the file that shows it.")
        name = upload.name.replace("\\", "/").rpartition("/")[2][-255:]
        beginning = upload.stream.read(16)
        upload.stream.seek(0)
        rules.may_keep_file(name, upload.size, beginning, settings.EVIDENCE_LIMIT_MB).require()
        evidence.file, evidence.file_name = files.keep(upload.stream), name
        evidence.title = evidence.title or name
    elif kind is EvidenceKind.LINK:
        rules.may_link(url).require()
        evidence.url = url.strip()
    elif not evidence.note:
        raise Refused("Say where the record is kept and how it is found there.")
    if not evidence.title:
        raise Refused("Give it a title, so that people know what it shows.")


def _locked(evidence_id: int) -> Evidence:
    return (
        Evidence.objects.select_related("response__plan__council", "response__lead", "owner")
        .select_for_update(of=("self",))
        .get(pk=evidence_id)
    )


def _require_version(evidence: Evidence, expected: int) -> None:
    if evidence.version != expected:
        raise Refused(
            f"{evidence.changed_as or 'Somebody'} changed this evidence since you opened it: it is now true on "
            f"{full_day(evidence.true_on)} and expires on {full_day(evidence.expires_on)}. What you typed is still "
            "here; save again to put it in place of theirs."
        )


def _check_owner(council_id: int, owner_id: int | None) -> None:
    if owner_id is not None and not Role.objects.filter(pk=owner_id, council_id=council_id).exists():
        raise Refused("The owner is not a role of this council. Choose from the list.")


def _finish(verb: str, evidence: Evidence, writer: Writer, **details: object) -> None:
    recording.finish(
        verb, plan=evidence.response.plan, writer=writer, subject=evidence,
        details={"kind": evidence.kind, "title": evidence.title, **details},
    )  # fmt: skip
