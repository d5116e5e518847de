"""Reads of the letter: what it is written from, what people wrote into it, what was sent, the council's template."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.utils import timezone

from overwinter.assurance import kinds
from overwinter.assurance.domain.facts import (
    FreeWords,
    LetterFacts,
    LetterKind,
    SentFacts,
    Signer,
    Statement,
    from_plain,
)
from overwinter.assurance.domain.sending import asked_for
from overwinter.assurance.models import LetterDraft, SentLetter
from overwinter.kernel.days import full_day
from overwinter.kernel.status import FullyMet, Rag
from overwinter.kernel.winter import Winter
from overwinter.organisations.api import Grant, Viewer, list_people_to_name
from overwinter.plans import api as plans
from overwinter.plans.api import ActionState, GapLine, Plan, PlanSheet, SheetRow, Signing

WORDS = ("to", "reference", "opening", "providers", "issues", "partners", "closing")
PREPARES = Grant.PLAN_MANAGER.value
"""Signs the plan first, and not the letter."""


@dataclass(frozen=True, slots=True)
class LetterOf:
    """Everything about the letter of one plan, for one viewer."""

    plan: Plan
    kind: LetterKind
    facts: LetterFacts
    words: FreeWords
    version: int
    """Of what people wrote; 0 while nobody has."""
    signing: Signing
    sent: tuple[SentLetter, ...]
    """Newest first."""
    changed: int
    """Rows that say something else than what was signed."""

    @property
    def is_signed(self) -> bool:
        return self.signing.in_force is not None

    @property
    def earlier(self) -> SentFacts | None:
        return as_sent(self.sent[0]) if self.sent else None

    @property
    def asked_for(self) -> date | None:
        return asked_for(self.kind, Winter.parse(self.plan.winter))


def get_letter(viewer: Viewer, plan_id: int) -> LetterOf:
    """Raises Http404 for a plan that is not of a council of the viewer's."""
    signing = plans.get_signing(viewer, plan_id)
    plan, kind = signing.plan, kinds.kind_for(signing.plan.framework.key)
    sheet = plans.get_sheet(viewer, plan_id)
    draft = LetterDraft.objects.filter(plan=plan).first()
    sent = SentLetter.objects.filter(plan=plan).select_related("docx", "pdf").order_by("-number")
    return LetterOf(
        plan=plan, kind=kind, facts=_facts(sheet, kind, _signers(viewer, signing)), words=_words(draft, kind),
        version=draft.version if draft else 0, signing=signing, sent=tuple(sent), changed=_changed(signing),
    )  # fmt: skip


def get_sent(viewer: Viewer, plan_id: int, number: int) -> SentLetter:
    plans.get_signing(viewer, plan_id)
    sent = SentLetter.objects.filter(plan_id=plan_id, number=number)
    found = sent.select_related("plan__council", "docx", "pdf").first()
    if found is None:
        raise Http404("The plan has no sent letter with this number.")
    return found


def list_sent(plan: Plan) -> list[SentLetter]:
    return list(SentLetter.objects.filter(plan=plan).order_by("-number"))


def letter_day(plan: Plan) -> date | None:
    """The day by which the department asks for the letter of this plan."""
    return asked_for(kinds.kind_for(plan.framework.key), Winter.parse(plan.winter))


def as_sent(letter: SentLetter) -> SentFacts:
    return SentFacts(letter.number, letter.sent_on, from_plain(letter.facts), FreeWords(**letter.words))


def list_kept_files() -> list[tuple[str, str]]:
    """Every file of a letter that was sent, in words, with its digest. For whoever checks the installation."""
    sent = SentLetter.objects.select_related("plan__council", "docx", "pdf")
    sent = sent.order_by("plan__council__code", "plan_id", "number")
    return [
        (f"{each.plan.council.code}, {each.plan.winter}, letter {each.number}, {name}", file.sha256)
        for each in sent
        for name, file in (("docx", each.docx), ("pdf", each.pdf))
    ]


def _changed(signing: Signing) -> int:
    if signing.in_force is None:
        return 0
    return sum(not change.is_review for change in plans.list_changes(signing.in_force.record, signing.plan))


def _words(draft: LetterDraft | None, kind: LetterKind) -> FreeWords:
    if draft is None:
        return FreeWords(to=kind.to, opening=OPENING, closing=CLOSING)
    return FreeWords(**{name: getattr(draft, name) for name in WORDS})


OPENING = (
    "I write to confirm that the council’s winter plan for adult social care is in place, and to draw your attention "
    "to the issues that we see."
)
CLOSING = "We review the plan throughout the winter and will write again if anything of importance changes."


def _signers(viewer: Viewer, signing: Signing) -> tuple[Signer, ...]:
    """Whoever signs the plan after its manager, with the name while the letter is written."""
    council_id, round = signing.plan.council_id, signing.in_force
    if round is None:
        return tuple(Signer(step.title, None) for step in signing.chain.steps if step.id != PREPARES)
    names = {each.user_id: each.name for each in list_people_to_name(viewer, council_id=council_id)}
    return tuple(
        Signer(each.who, timezone.localdate(each.at), names.get(each.user_id or 0, ""))
        for each in round.signatures
        if each.step != PREPARES
    )


def _facts(sheet: PlanSheet, kind: LetterKind, signers: tuple[Signer, ...]) -> LetterFacts:
    rows = [row for row in sheet.rows if row.in_force]
    by_key = {row.requirement_id: row for row in rows if row.requirement_id}
    return LetterFacts(
        council=sheet.council_name, is_demo=sheet.is_demo, winter=str(Winter.parse(sheet.winter)),
        framework=sheet.framework_title, as_at=sheet.as_at,
        national=sum(not row.is_local for row in rows), local=sum(row.is_local for row in rows),
        rags=_counted(row.rag.value for row in rows), mets=_counted(row.fully_met.value for row in rows),
        issues=tuple(_statement(row) for row in rows if row.rag is Rag.RED or row.fully_met is FullyMet.NO),
        continuity=_named(by_key, kind.continuity), nhs=_named(by_key, kind.nhs),
        voluntary=_named(by_key, kind.voluntary), signers=signers,
    )  # fmt: skip


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))


def _named(rows: Mapping[str, SheetRow], ids: Iterable[str]) -> tuple[Statement, ...]:
    """The rows of these requirements that are in force, in this order."""
    return tuple(_statement(rows[id]) for id in ids if id in rows)


def _statement(row: SheetRow) -> Statement:
    return Statement(
        response_id=row.response_id, name=f"{row.number} {row.title}".strip(), rag=row.rag.value,
        fully_met=row.fully_met.value, text=row.response,
        doing=tuple(_doing(gap, row.lead) for gap in row.gap_actions if ActionState(gap.state).is_open),
    )  # fmt: skip


def _doing(gap: GapLine, lead: str) -> str:
    who = gap.owner or lead
    by = f"by {full_day(gap.due)}" if gap.due else "no date yet"
    return f"{gap.text.rstrip('.')} ({', '.join(part for part in (who, by) if part)})"
