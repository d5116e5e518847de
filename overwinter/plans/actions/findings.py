"""Accepting a finding until a day, and taking that back."""

from datetime import date

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.frameworks.api import get_limits
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import Viewer
from overwinter.plans import permissions, recording
from overwinter.plans.domain import rules
from overwinter.plans.domain.facts import RowFacts
from overwinter.plans.domain.findings import Finding
from overwinter.plans.models import FindingAcceptance, Plan
from overwinter.plans.queries.challenge import challenged, list_beside
from overwinter.plans.queries.rows import list_rows


@transaction.atomic
def accept_finding(
    *, plan_id: int, code: str, subject: str, fingerprint: str, reason: str, until: date, by: User,
    viewer: Viewer | None = None,
) -> FindingAcceptance:  # fmt: skip
    """Live with a finding until a day, for a reason. ``fingerprint`` is of the facts the person had before them.

    Raises :class:`Refused` when the finding stands no longer or rests on other facts by now, when the person may not,
    or when a reason or a fitting day is missing. The same twice leaves one.
    """
    writer = recording.writer_for(by, viewer)
    plan = Plan.objects.select_related("council").select_for_update(of=("self",)).get(pk=plan_id)
    rows = list_rows(plan)
    standing = challenged(rows, writer.day, list_beside(plan)).find(code, subject)
    if standing is None:
        raise Refused("This finding stands no longer: what it saw has been mended.")
    finding = standing.finding
    on = _rows_of(finding, rows)
    led_by = [row.lead_ids for row in on]
    permissions.may_accept_finding(writer.viewer, council_id=plan.council_id, led_by=led_by).require()
    if finding.fingerprint != fingerprint:
        raise Refused("What the finding rests on has changed since you opened it. Look at it as it is now.")
    rules.reason_to_accept(reason).require()
    rules.may_accept_until(until, writer.day, get_limits(writer.day)["acceptance-longest"]).require()
    before = FindingAcceptance.objects.filter(plan=plan, code=code, subject=subject, ended_at=None).first()
    if before is not None and _is_same(before, finding, reason, until):
        return before
    speaks_as = writer.speaks_as(plan.council_id)
    if before is not None:
        _end(before, writer=writer, speaks_as=speaks_as, why="Accepted anew")
    acceptance = FindingAcceptance(
        plan=plan, code=code, subject=subject, fingerprint=fingerprint, title=finding.title, facts=finding.facts,
        reason=reason.strip(), until=until, accepted_at=writer.at, accepted_as=speaks_as,
    )  # fmt: skip
    recording.save(acceptance, writer=writer, speaks_as=speaks_as, why=reason)
    acceptance.rows.set(finding.rows)
    recording.finish(
        "finding accepted", plan=plan, writer=writer, subject=acceptance,
        details={"rule": code, "about": subject, "until": str(until)},
    )  # fmt: skip
    return acceptance


@transaction.atomic
def take_back_acceptance(*, plan_id: int, code: str, subject: str, by: User, viewer: Viewer | None = None) -> None:
    """Let the finding stand again. Raises :class:`Refused` when nothing is accepted, or the person may not."""
    writer = recording.writer_for(by, viewer)
    plan = Plan.objects.select_related("council").select_for_update(of=("self",)).get(pk=plan_id)
    acceptance = FindingAcceptance.objects.filter(plan=plan, code=code, subject=subject, ended_at=None).first()
    if acceptance is None:
        raise Refused("Nothing is accepted here, or somebody has taken it back already.")
    led_by = [row.lead_ids for row in acceptance.rows.order_by("id")]
    permissions.may_accept_finding(writer.viewer, council_id=plan.council_id, led_by=led_by).require()
    _end(acceptance, writer=writer, speaks_as=writer.speaks_as(plan.council_id), why="Taken back")
    recording.finish(
        "acceptance taken back", plan=plan, writer=writer, subject=acceptance,
        details={"rule": code, "about": subject},
    )  # fmt: skip


def _rows_of(finding: Finding, rows: tuple[RowFacts, ...]) -> list[RowFacts]:
    wanted = frozenset(finding.rows)
    return [row for row in rows if row.response_id in wanted]


def _is_same(before: FindingAcceptance, finding: Finding, reason: str, until: date) -> bool:
    said = (before.fingerprint, before.reason, before.until)
    return said == (finding.fingerprint, reason.strip(), until)


def _end(acceptance: FindingAcceptance, *, writer: recording.Writer, speaks_as: str, why: str) -> None:
    acceptance.ended_at, acceptance.ended_why = writer.at, why
    recording.save(acceptance, writer=writer, speaks_as=speaks_as, why=why)
