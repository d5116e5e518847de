"""The screen on which an officer enters what a provider says on the phone."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from overwinter.design.parts import Finding, Link
from overwinter.returns.domain.entering import may_submit
from overwinter.returns.domain.kinds import ReturnState
from overwinter.returns.filling import ReturnForm
from overwinter.returns.pages.wording import moment_words, period_crumbs, window_words


@dataclass(frozen=True)
class EntryPage:
    form: ReturnForm
    told_by: str
    """As typed: the job of whoever answers."""
    today: date
    overtaken: tuple[Finding, ...] = ()

    @property
    def title(self) -> str:
        return self.form.opened.location.name

    @property
    def place(self) -> str:
        opened = self.form.opened
        return f"{opened.form.title}, {opened.period.label}"

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        return period_crumbs(self.form.opened.form, self.form.opened.period)

    @property
    def lede(self) -> str:
        opened = self.form.opened
        kept = opened.kept
        if kept is not None and kept.state == ReturnState.DRAFT.value:
            begun = f"A draft of {moment_words(kept.saved_at)} stands below."
        elif kept is not None and kept.submitted_at is not None:
            begun = f"It was sent on {moment_words(kept.submitted_at)}. Send it again to put it right; what it said "
            begun += "is kept."
        elif opened.last is not None:
            begun = "Their last answers are filled in: change what is different."
        else:
            begun = "There are no earlier answers."
        return f"{begun} {window_words(opened.period, opened.definition.cadence.rhythm, self.today)}"

    @property
    def not_yet(self) -> str:
        """Why it cannot be sent today; empty where it can."""
        return may_submit(self.form.opened.period, today=self.today).reason

    @property
    def told_by_value(self) -> str:
        kept = self.form.opened.kept
        return self.told_by or (kept.entered_as if kept is not None else "")

    @property
    def why(self) -> str:
        return self.form.opened.definition.why

    @property
    def last_title(self) -> str:
        last = self.form.opened.last
        return f"Their last answers are of {self._period_of(last.period_start)}" if last is not None else ""

    def _period_of(self, start: date) -> str:
        return self.form.opened.form.period_at(start).label

    @property
    def links(self) -> tuple[Link, ...]:
        location = self.form.opened.location
        return (
            Link("All its returns", reverse("returns:history", args=[location.pk])),
            Link("About it", reverse("providers:location", args=[location.pk])),
        )

    @property
    def may_keep_draft(self) -> bool:
        return not self.form.opened.is_submitted
