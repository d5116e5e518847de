"""Versions of providers' business continuity plans."""

from dataclasses import dataclass
from typing import BinaryIO

from django.conf import settings
from django.db import transaction

from overwinter.accounts.api import User
from overwinter.infra import files
from overwinter.market.domain import continuity
from overwinter.market.domain.continuity import Plan
from overwinter.market.models import ContinuityPlan
from overwinter.market.queries.continuity import plan_of
from overwinter.market.recording import hold_location
from overwinter.market.scoring import keep_scores


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it arrives."""

    name: str
    size: int
    stream: BinaryIO


@transaction.atomic
def record_continuity_plan(
    *, location_id: int, plan: Plan, note: str = "", upload: Upload | None = None, by: User
) -> ContinuityPlan:
    """The version that is current from now on. One is put right by recording it again; what was wrong stays."""
    held = hold_location(location_id, by)
    current = ContinuityPlan.objects.filter(location=held.location, is_current=True)
    before = current.first()
    same_note = before is not None and before.note == note.strip()
    was = plan_of(before) if before is not None and same_note and upload is None else None
    continuity.may_record(plan, was, held.day).require()
    row = ContinuityPlan(
        version=plan.version, dated=plan.dated, expires_on=plan.expires_on, tested_on=plan.tested_on,
        workforce=plan.workforce, note=note.strip(), **held.signature,
    )  # fmt: skip
    if upload is not None:
        row.file_name = upload.name.replace("\\", "/").rpartition("/")[2][-255:]
        continuity.may_keep_file(row.file_name, upload.size, settings.EVIDENCE_LIMIT_MB).require()
        row.file = files.keep(upload.stream)
    elif before is not None and before.version == plan.version:
        row.file, row.file_name = before.file, before.file_name
    current.update(is_current=False)
    row.save()
    held.note("continuity plan recorded", row, details={"version": plan.version, "location": held.location.pk})
    keep_scores(held.location.council_id, [held.location.pk], at=held.at)
    return row
