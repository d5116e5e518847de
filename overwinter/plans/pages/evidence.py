"""What the pages of evidence show: which kind to add, and one piece of it with its past."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.forms import BaseForm
from django.http import QueryDict
from django.urls import reverse

from overwinter.design.parts import Fact
from overwinter.kernel.days import full_day
from overwinter.plans.domain.evidence import EvidenceKind
from overwinter.plans.domain.past import Record
from overwinter.plans.models import Evidence, Response
from overwinter.plans.pages.past import history_events
from overwinter.plans.pages.words import name_of

LEDES = {
    EvidenceKind.FILE: "A file is kept as it is. Only people of the council can open it.",
    EvidenceKind.LINK: "A page of the web or of the council’s network. It can change: say when it was true.",
    EvidenceKind.RECORD: "A minute, a register, a case: what it is, where it is kept, and how it is found there.",
    EvidenceKind.MEASURE: "Its readings stand on the row beside what the row says, with the standard it is held to.",
}


def kind_asked(query: QueryDict) -> EvidenceKind:
    """A file, where the address names no kind."""
    asked = query.get("kind", "")
    return EvidenceKind(asked) if asked in set(EvidenceKind) else EvidenceKind.FILE


@dataclass(frozen=True)
class AddPage:
    response: Response
    kind: EvidenceKind

    def shown(self, form: BaseForm) -> dict[str, Any]:
        here = reverse("plans:add-evidence", args=(self.response.plan_id, self.response.pk))
        return {
            "title": "Add evidence",
            "lede": LEDES[self.kind],
            "kinds": [(kind.label, f"{here}?kind={kind.value}", kind is self.kind) for kind in _IN_ORDER],
            "form": form,
            "response": self.response,
            "row": name_of(self.response),
        }


@dataclass(frozen=True)
class ChangePage:
    evidence: Evidence
    records: tuple[Record, ...]
    today: date

    def shown(self, form: BaseForm, end_form: BaseForm) -> dict[str, Any]:
        evidence = self.evidence
        ended = evidence.ended_on is not None
        return {
            "title": evidence.title,
            "lede": "It has ended, and stays in the history of the row."
            if ended
            else "Is it still true? Say when it was last seen to be, or end it.",
            "evidence": evidence,
            "ended": ended,
            "facts": self._facts(),
            "events": history_events((), self.records, self.today),
            "form": end_form if end_form.errors else form,
            "renew_form": form,
            "end_form": end_form,
            "response": evidence.response,
            "row": name_of(evidence.response),
        }

    def _facts(self) -> tuple[Fact, ...]:
        evidence = self.evidence
        facts = [
            Fact("What it is", EvidenceKind(evidence.kind).label),
            Fact("True on", full_day(evidence.true_on)),
            Fact("Expires on", full_day(evidence.expires_on)),
            Fact("Kept by", evidence.owner.title if evidence.owner else "No one"),
        ]
        if evidence.note:
            facts.append(Fact("Note", evidence.note))
        if evidence.url:
            facts.append(Fact("Address", evidence.url))
        return tuple(facts)


_IN_ORDER = (EvidenceKind.FILE, EvidenceKind.LINK, EvidenceKind.RECORD, EvidenceKind.MEASURE)
