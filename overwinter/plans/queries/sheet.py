"""A plan as plain values, for the documents that are made from it."""

from collections.abc import Iterable, Mapping
from datetime import date

from overwinter.infra import clock
from overwinter.organisations.api import Viewer
from overwinter.plans.domain.choosing import EVERYTHING, Choice, in_words, matches
from overwinter.plans.domain.evidence import EvidenceFacts
from overwinter.plans.domain.facts import RowFacts
from overwinter.plans.domain.sheet import EvidenceLine, GapLine, Original, PlanSheet, SheetRow
from overwinter.plans.models import Plan, ReadingIn
from overwinter.plans.queries.challenge import NOTHING, Beside, challenged, list_beside
from overwinter.plans.queries.evidence import list_evidence_facts
from overwinter.plans.queries.rows import as_shared, end_of, list_rows, records_of
from overwinter.plans.queries.scope import get_plan, require_own


def get_sheet(viewer: Viewer, plan_id: int, as_at: date | None = None, choice: Choice = EVERYTHING) -> PlanSheet:
    """The plan as it stands, or as it stood at the end of a day: the whole, or the rows of ``choice``, which the sheet
    then says. Raises Http404 as :func:`get_plan` does."""
    plan = get_plan(viewer, plan_id)
    today = clock.today()
    past = as_at if as_at is not None and as_at < today else None
    own = viewer.belongs_to(plan.council_id)
    if past is not None:
        require_own(viewer, plan)
    found = list_rows(plan, as_at=past) if own else as_shared(list_rows(plan))
    beside = list_beside(plan, as_at=past, own=own) if choice else NOTHING
    rows = _chosen(found, choice, viewer, past or today, beside)
    leads = {pk: title for row in found for pk, title in row.leads.items()}
    words = _words(plan, past)
    originals = _originals(plan, past) if own else {}
    evidence = list_evidence_facts(plan, as_at=past) if own else None
    return PlanSheet(
        plan_id=plan.pk,
        council_name=plan.council.name,
        is_demo=plan.council.is_demo,
        framework_id=plan.framework.key,
        framework_title=plan.framework.title,
        winter=plan.winter,
        as_at=past or today,
        rows=tuple(
            _sheet_row(
                row,
                words[row.response_id],
                originals.get(row.response_id),
                None if evidence is None else _standing(evidence.get(row.response_id, ()), past or today),
            )
            for row in rows
        ),
        chosen=in_words(choice, leads, viewer.role_ids),
        of=len(found) if choice else 0,
    )


def _chosen(
    rows: tuple[RowFacts, ...], choice: Choice, viewer: Viewer, day: date, beside: Beside
) -> tuple[RowFacts, ...]:
    if not choice:
        return rows
    doubted = challenged(rows, day, beside)
    return tuple(
        row for row in rows
        if matches(row, choice, findings=doubted.on(row.response_id), held_roles=viewer.role_ids, today=day)
    )  # fmt: skip


def _words(plan: Plan, as_at: date | None) -> Mapping[int, tuple[str, str, str]]:
    """Wording, response and national summary of each row."""
    values = records_of(plan, as_at).order_by("id").values_list("id", "wording", "text", "requirement__summary")
    return {pk: (wording, text, summary or "") for pk, wording, text, summary in values}


def _originals(plan: Plan, as_at: date | None) -> Mapping[int, Original]:
    """The newest reading-in of each row up to the day."""
    found = ReadingIn.objects.filter(response__plan=plan)
    if as_at is not None:
        found = found.filter(applied_at__lte=end_of(as_at))
    arrived: dict[int, list[ReadingIn]] = {}
    for reading in found.order_by("applied_at", "id"):
        together = arrived.setdefault(reading.response_id, [])
        if together and together[-1].applied_at != reading.applied_at:
            together.clear()
        together.append(reading)
    return {pk: _original(readings) for pk, readings in arrived.items()}


def _original(readings: list[ReadingIn]) -> Original:
    """What the rows of one document, taken in together, gave to an answer."""
    last = readings[-1]
    return Original(
        document_id=last.document_id, document_name=last.document_name, sha256=last.sha256, n=last.n,
        place=last.place, read=last.read, given=last.given, rows=len(readings),
    )  # fmt: skip


def _standing(evidence: Iterable[EvidenceFacts], day: date) -> tuple[EvidenceLine, ...]:
    return tuple(
        EvidenceLine(each.title, each.kind.value, each.owner, each.true_on, each.expires_on)
        for each in evidence
        if not each.is_ended(day)
    )


def _sheet_row(
    row: RowFacts, words: tuple[str, str, str], original: Original | None, evidence: tuple[EvidenceLine, ...] | None
) -> SheetRow:
    wording, text, summary = words
    return SheetRow(
        response_id=row.response_id,
        requirement_id=row.requirement_id,
        number=row.number,
        theme=row.theme,
        section=row.section,
        title=row.title,
        requirement=wording or summary or row.title,
        response=text,
        rag=row.rag,
        fully_met=row.fully_met,
        gap_actions=tuple(GapLine(each.text, each.owner, each.due, each.state.value) for each in row.gap_actions),
        lead=row.led_by,
        by_when=row.by_when,
        by_when_date=row.by_when_date,
        next_review=row.next_review,
        reporting_groups=row.groups,
        in_force=row.in_force,
        actions_shared=row.actions_shared,
        lead_ended=row.lead_ended,
        original=original,
        evidence=evidence,
    )
