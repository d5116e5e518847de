"""The two ways to deal with a finding: the link to the field that mends it, and the link to accept it."""

from collections.abc import Mapping

from django.urls import reverse

from overwinter.design.parts import Link
from overwinter.plans.domain.findings import RULES_BY_CODE, Finding, Mend
from overwinter.plans.pages.words import row_url

_ON_THE_ROW: Mapping[Mend, str] = {
    Mend.STATUS: "#update",
    Mend.REVIEW: "#update",
    Mend.RESPONSE: "edit/#id_text",
    Mend.LEAD: "edit/#id_lead",
    Mend.DATE: "edit/#id_by_when_date",
    Mend.ADD_ACTION: "gap-actions/add/",
    Mend.ACTIONS: "#gap-actions",
    Mend.EVIDENCE: "#evidence",
}


def mending(finding: Finding, plan_id: int, response_id: int | None = None) -> Link:
    """To the field that mends it: of ``response_id`` where it stands on several rows."""
    mends, about = RULES_BY_CODE[finding.code].mends, finding.title.rstrip(".").lower()
    if mends in _ON_THE_ROW and finding.rows:
        return Link("Change it", row_url(plan_id, response_id or finding.rows[0]) + _ON_THE_ROW[mends], about)
    if mends is Mend.LEADS:
        lead = finding.subject.removeprefix("lead-")
        return Link("See the rows", f"{reverse('plans:table', args=(plan_id,))}?lead={lead}", about)
    return Link("See the rows", reverse("plans:table", args=(plan_id,)), about)


def finding_url(plan_id: int, code: str, subject: str) -> str:
    return reverse("plans:finding", args=(plan_id, code, subject))


def accepting(finding: Finding, plan_id: int) -> Link:
    url = finding_url(plan_id, finding.code, finding.subject)
    return Link("Accept it until a date", f"{url}#accept", finding.title.rstrip(".").lower())
