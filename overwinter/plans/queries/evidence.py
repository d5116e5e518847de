"""Reads of evidence: of one row, of all rows of a plan, now or at the end of a day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.http import Http404
from django.utils import timezone

from overwinter.organisations.api import Viewer
from overwinter.plans.domain.counted import ReviewRecord
from overwinter.plans.domain.evidence import EvidenceFacts, EvidenceKind
from overwinter.plans.domain.past import Record
from overwinter.plans.models import Evidence, Plan, Response
from overwinter.plans.queries.rows import end_of

_FIELDS = ("id", "response_id", "kind", "title", "true_on", "expires_on", "ended_on", "owner__title")


def get_evidence(viewer: Viewer, plan_id: int, response_id: int, evidence_id: int) -> Evidence:
    """Evidence stays with the council's own people, whatever it shares. Raises Http404."""
    found = (
        Evidence.objects.select_related("owner", "file", "response__plan__council")
        .filter(
            pk=evidence_id, response_id=response_id, response__plan_id=plan_id,
            response__plan__council_id__in=viewer.council_ids,
        )
        .first()
    )  # fmt: skip
    if found is None:
        raise Http404("There is no such evidence on this row.")
    return found


def list_evidence(response: Response, *, moment: datetime | None = None) -> list[Evidence]:
    """Ended or not, in the order in which it was added; as it stood at ``moment``, where one is given."""
    if moment is None:
        return list(response.evidence.select_related("owner", "file").order_by("id"))
    history = Evidence.history.filter(response_id=response.pk, history_date__lte=moment)
    latest = {
        record.id: record
        for record in history.select_related("owner", "file").order_by("history_date", "history_id")
    }  # fmt: skip
    return [latest[pk].instance for pk in sorted(latest)]


def list_evidence_facts(plan: Plan, *, as_at: date | None = None) -> Mapping[int, tuple[EvidenceFacts, ...]]:
    """The evidence of each row of the plan, ended or not, now or at the end of a day. One query."""
    if as_at is None:
        found = Evidence.objects.filter(response__plan=plan).order_by("response_id", "id")
        return _grouped(found.values_list(*_FIELDS))
    history = Evidence.history.filter(response__plan_id=plan.pk, history_date__lte=end_of(as_at))
    latest = {values[0]: values for values in history.order_by("history_date", "history_id").values_list(*_FIELDS)}
    return _grouped(sorted(latest.values(), key=lambda values: (values[1], values[0])))


def list_evidence_records(response: Response) -> tuple[Record, ...]:
    """Every saved state of all evidence of the row, oldest first; ``subject`` is the evidence's id."""
    names = ("title", "true_on", "expires_on", "ended_on")
    history = Evidence.history.filter(response_id=response.pk).order_by("history_date", "history_id")
    found = history.values("id", "history_date", "history_change_reason", "changed_as", "owner__title", *names)
    return tuple(
        Record(
            at=values["history_date"], day=timezone.localdate(values["history_date"]),
            who=values["changed_as"] or "The program", why=values["history_change_reason"] or "",
            values={
                "text": values["title"], "owner": values["owner__title"], "true_on": values["true_on"],
                "expires_on": values["expires_on"], "ended_on": values["ended_on"],
            },
            subject=values["id"], noun="Evidence",
        )
        for values in found
    )  # fmt: skip


def list_review_records(plan: Plan, day: date) -> tuple[ReviewRecord, ...]:
    """What each saved state of each row said of its review, oldest first, up to the end of ``day``."""
    history = Response.history.filter(plan_id=plan.pk, history_date__lte=end_of(day))
    values = history.order_by("history_date", "history_id").values_list("id", "next_review", "reviewed_on")
    return tuple(ReviewRecord(*each) for each in values)


def _grouped(found: Iterable[tuple[Any, ...]]) -> Mapping[int, tuple[EvidenceFacts, ...]]:
    grouped: dict[int, list[EvidenceFacts]] = defaultdict(list)
    for pk, response_id, kind, title, true_on, expires_on, ended_on, owner in found:
        grouped[response_id].append(
            EvidenceFacts(EvidenceKind(kind), title, true_on, expires_on, ended_on, owner or "", pk)
        )
    return {response_id: tuple(several) for response_id, several in grouped.items()}
