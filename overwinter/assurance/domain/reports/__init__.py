"""The reports that can be made of a plan, each in a file of its own: what it holds, for whom, and in which formats."""

from collections.abc import Mapping

from overwinter.assurance.domain.reports import (
    board_pack,
    committee_report,
    evidence_map,
    exception_report,
    leads_list,
    scrutiny_slides,
)
from overwinter.assurance.domain.reports.kind import ReportKind, Takes

__all__ = ["REPORTS", "ReportKind", "Takes"]

REPORTS: Mapping[str, ReportKind] = {
    each.KIND.name: each.KIND
    for each in (
        board_pack,
        committee_report,
        scrutiny_slides,
        exception_report,
        leads_list,
        evidence_map,
    )
}
