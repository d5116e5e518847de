"""One return: what was answered, what changed since the last one, what it said before it was put right."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from overwinter.design.parts import Event, Finding, Link
from overwinter.design.table import Column, Group, Row, Table
from overwinter.design.table_files import links_to_files
from overwinter.kernel.days import full_day
from overwinter.kernel.words import counted
from overwinter.returns.domain.form import Answers, Definition, say_answer
from overwinter.returns.domain.periods import Period, timing
from overwinter.returns.domain.rules import RULES
from overwinter.returns.models import Alarm, OvertakenDraft, Return, ReturnRevision
from overwinter.returns.pages.overtaken import events_of, findings_of
from overwinter.returns.pages.wording import TIMING_WORDS, entry_url, how_words, moment_words, period_crumbs
from overwinter.returns.queries import AskedForm, LastAnswers


@dataclass(frozen=True)
class MadePage:
    form: AskedForm
    row: Return
    period: Period
    definition: Definition
    last: LastAnswers | None
    revisions: Sequence[tuple[ReturnRevision, Definition]]
    alarms: Sequence[Alarm]
    drafts: Sequence[OvertakenDraft]
    query: QueryDict
    today: date
    may_enter: bool

    @property
    def title(self) -> str:
        return f"{self.row.location.name}: {self.form.title}"

    @property
    def entry_url(self) -> str:
        return entry_url(self.form, self.period, self.row.location_id)

    @property
    def place(self) -> str:
        return f"{self.period.label[:1].upper()}{self.period.label[1:]}, due {full_day(self.period.due)}"

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        return period_crumbs(self.form, self.period)

    @property
    def lede(self) -> str:
        row = self.row
        how = how_words(row.entered, row.entered_as)
        stands = timing(self.period, saved_on=row.first_on, today=self.today)
        if row.submitted_at is None or row.first_on is None:
            return f"It is begun and not sent. Kept on {moment_words(row.saved_at)}, {how}."
        said = f"Sent on {full_day(row.first_on)}, {TIMING_WORDS[stands].lower()}, {how}."
        if row.no_change:
            said += " They said that nothing had changed."
        if self.revisions:
            times = "once" if len(self.revisions) == 1 else f"{len(self.revisions)} times"
            said += f" It was put right {times}, last on {moment_words(row.submitted_at)}."
        changed = len(self._changed())
        if self.last is not None and not row.no_change:
            said += (
                f" {counted(changed, 'answer differs', 'answers differ')} from the last return."
                if changed
                else (" Every answer is as in the last return.")
            )
        return said

    @property
    def seen(self) -> tuple[Finding, ...]:
        """What rules saw in it, each with the rule that did."""
        return tuple(
            Finding(
                alarm.title,
                alarm.facts,
                links=(Link(f"The rule “{RULES[alarm.rule].title}”", reverse("returns:rule", args=[alarm.rule])),),
            )
            for alarm in self.alarms if alarm.rule in RULES
        )  # fmt: skip

    @property
    def overtaken(self) -> tuple[Finding, ...]:
        return findings_of(list(self.drafts)) if self.may_enter else ()

    @property
    def decided(self) -> tuple[Event, ...]:
        """What became of drafts that were overtaken."""
        return events_of(list(self.drafts))

    def _changed(self) -> list[str]:
        before = self.last.answers if self.last is not None else {}
        return [
            each.code for each in self.definition.fields if before.get(each.code) != self.row.answers.get(each.code)
        ]

    @property
    def table(self) -> Table:
        return Table(
            caption="Answers",
            columns=(
                Column("Question", width=10),
                Column("Answer", width=4, keep=True),
                Column(f"Last time{self._last_day()}", width=4, keep=True),
            ),
            groups=tuple(
                Group(
                    section.title,
                    tuple(self._row(field.code) for question in section.questions for field in question.fields),
                )
                for section in self.definition.sections
            ),
            take_away=links_to_files(self.query, "the answers"),
        )

    def _last_day(self) -> str:
        return f", {full_day(timezone.localdate(self.last.submitted_at))}" if self.last is not None else ""

    def _row(self, code: str) -> Row:
        question = self.definition.question_of(code)
        field = next(each for each in self.definition.fields if each.code == code)
        before = self.last.answers if self.last is not None else None
        now = _said(self.definition, self.row.answers, code)
        then = "" if before is None else _said(self.definition, before, code)
        moved = before is not None and then != now
        unit = f", {question.unit}" if question is not None and question.unit and question.kind.is_number else ""
        shown: str | SafeString = format_html("<strong>{}</strong>", now) if moved else now
        return Row((f"{field.label}{unit if unit.strip(', ') not in field.label.lower() else ''}", shown, then))

    @property
    def events(self) -> tuple[Event, ...]:
        """What it said before it was changed, newest first."""
        found, after = [], self.row.answers
        for revision, definition in self.revisions:
            changes = [
                f"{field.label}: {_said(definition, revision.answers, field.code)}, then "
                f"{_said(self.definition, after, field.code)}"
                for field in definition.fields if revision.answers.get(field.code) != after.get(field.code)
            ]  # fmt: skip
            words = "; ".join(changes) or "Sent again by another version of the form"
            found.append(
                Event(moment_words(revision.submitted_at), words, how_words(revision.entered, revision.entered_as))
            )
            after = revision.answers
        return tuple(found)


def _said(definition: Definition, answers: Answers, code: str) -> str:
    question = definition.question_of(code)
    return say_answer(question, answers.get(code)) if question is not None else "Not asked then"
