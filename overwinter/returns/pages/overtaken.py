"""A draft that another way in overtook: who was quicker, and the two side by side."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse

from overwinter.design.parts import Event, Finding, Link
from overwinter.kernel.words import counted
from overwinter.returns.domain.form import Definition
from overwinter.returns.domain.kinds import Entered
from overwinter.returns.domain.overtaking import Differing, differing
from overwinter.returns.domain.periods import Period
from overwinter.returns.models import OvertakenDraft, Return
from overwinter.returns.pages.wording import how_words, moment_words, period_crumbs
from overwinter.returns.queries import AskedForm


def draft_url(draft: OvertakenDraft) -> str:
    return reverse("returns:draft", args=[draft.draft_of_id, draft.pk])


def whose(draft: OvertakenDraft) -> str:
    """ "A draft of Priya Nair"."""
    return f"A draft of {draft.saved_by.name}" if draft.saved_by is not None else "A draft"


def overtaker(draft: OvertakenDraft) -> str:
    """Who was quicker, in words: "the provider, registered manager", "the file “tracker.csv”", "Priya Nair"."""
    if draft.file is not None:
        return f"the file “{draft.file.name}”"
    who = draft.overtaken_by.name if draft.overtaken_by is not None else "somebody else"
    return f"the provider, {who}" if draft.overtaken_how == Entered.PROVIDER.value else who


def overtaken_words(draft: OvertakenDraft) -> str:
    kept, at = moment_words(draft.saved_at), moment_words(draft.overtaken_at)
    return f"{whose(draft)}, kept on {kept}, was overtaken by {overtaker(draft)} on {at}."


def findings_of(drafts: list[OvertakenDraft]) -> tuple[Finding, ...]:
    """Those that nobody has decided about."""
    return tuple(
        Finding(
            "Somebody was quicker.", overtaken_words(draft), note="Nothing that was typed is lost.",
            links=(Link("Show both side by side", draft_url(draft)),),
        )
        for draft in drafts if draft.decided_at is None
    )  # fmt: skip


def events_of(drafts: list[OvertakenDraft]) -> tuple[Event, ...]:
    """What became of those that were decided about."""
    return tuple(
        Event(moment_words(draft.decided_at), f"{overtaken_words(draft)} {_decided(draft)}", _by(draft))
        for draft in drafts if draft.decided_at is not None
    )  # fmt: skip


def _decided(draft: OvertakenDraft) -> str:
    if draft.decision == OvertakenDraft.TAKEN:
        return f"{counted(len(draft.taken), 'answer')} {'was' if len(draft.taken) == 1 else 'were'} taken from it."
    return "The return was left as it came in."


def _by(draft: OvertakenDraft) -> str:
    return draft.decided_by.name if draft.decided_by is not None else ""


@dataclass(frozen=True)
class OvertakenPage:
    draft: OvertakenDraft
    row: Return
    form: AskedForm
    period: Period
    definition: Definition
    today: date
    may_enter: bool
    chosen: tuple[str, ...] = ()
    """Codes that were ticked, where the page is shown again."""
    problems: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return f"{self.row.location.name}: two answers to one return"

    @property
    def place(self) -> str:
        return f"{self.form.title}, {self.period.label}"

    @property
    def made_url(self) -> str:
        return reverse("returns:made", args=[self.row.pk])

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        return (*period_crumbs(self.form, self.period), Link(self.row.location.name, self.made_url))

    @property
    def lede(self) -> str:
        said = overtaken_words(self.draft)
        if self.draft.decided_at is not None:
            return f"{said} {_decided(self.draft)}"
        return (
            f"{said} {counted(len(self.differing), 'answer differs', 'answers differ')}. Tick what holds of the draft."
        )

    @cached_property
    def differing(self) -> tuple[Differing, ...]:
        return differing(self.definition, self.draft.answers, self.row.answers)

    @property
    def draft_head(self) -> str:
        return f"The draft, {how_words(self.draft.entered, self.draft.entered_as)}"

    @property
    def arrived_head(self) -> str:
        return f"What came in, {how_words(self.row.entered, self.row.entered_as)}"

    @property
    def may_decide(self) -> bool:
        return self.may_enter and self.draft.decided_at is None

    @property
    def button(self) -> str:
        return "Send it with the ticked answers" if self.row.submitted_at else "Keep the ticked answers in the draft"
