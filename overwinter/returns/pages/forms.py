"""Which forms there are, what one of them asks, and of whom the council asks it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html, urlize
from django.utils.safestring import SafeString

from overwinter.design.parts import Fact, Link
from overwinter.design.table import Column, Group, Row, Table, linked, put_in_order, sorted_by
from overwinter.design.table_files import links_to_files
from overwinter.kernel.days import full_day
from overwinter.kernel.words import counted, joined
from overwinter.returns.domain.form import UNSAID, Definition, Kind, Question, Relation, Section, say_answer, say_number
from overwinter.returns.domain.periods import say_cadence
from overwinter.returns.models import Form, FormUse, FormVersion
from overwinter.returns.pages.wording import kinds_words, list_crumbs, small
from overwinter.returns.queries import Version

URL_MOST = 36
"""Signs of an address that are shown; the link has it whole."""
_COLUMNS = (
    Column("Form", "form", width=7),
    Column("How often", "often", width=5),
    Column("Asked here", "asked", width=5, keep=True),
)


def forms_crumbs() -> tuple[Link, ...]:
    return (*list_crumbs(), Link("All forms", reverse("returns:forms")))


@dataclass(frozen=True)
class FormsPage:
    forms: Sequence[tuple[Form, Definition | None, FormUse | None]]
    query: QueryDict
    may_ask: bool

    title = "All forms"
    place = "What providers can be asked"

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        return list_crumbs()

    @property
    def lede(self) -> str:
        on = sum(use is not None for _, _, use in self.forms)
        own = sum(form.council_id is not None for form, _, _ in self.forms)
        return (
            f"{counted(len(self.forms), 'form')}, {own} of them the council’s own. {on} "
            f"{'is' if on == 1 else 'are'} switched on."
        )

    @property
    def table(self) -> Table:
        columns, by, descending = sorted_by(_COLUMNS, self.query, "form")
        keys = {
            "form": lambda each: each[0].title.casefold(),
            "often": lambda each: say_cadence(each[1].cadence) if each[1] else None,
            "asked": lambda each: each[2].since if each[2] else None,
        }
        return Table(
            caption="Forms",
            columns=columns,
            rows=tuple(
                _row(*each, may_ask=self.may_ask) for each in put_in_order(self.forms, keys[by], descending=descending)
            ),
            take_away=links_to_files(self.query, "forms"),
            empty="There is no form. Whoever runs this installation brings them in with `overwinter setup`.",
        )


def _row(form: Form, definition: Definition | None, use: FormUse | None, *, may_ask: bool) -> Row:
    whose = "The council’s own" if form.council_id is not None else "Comes with the catalogue"
    title = format_html("{}<br>{}", linked(form.title, reverse("returns:form", args=[form.code])), small(whose))
    asked: str | SafeString = f"Since {full_day(use.since)}" if use is not None else "No"
    newest = max(form.versions.all(), key=lambda each: each.effective_from, default=None)
    if use is None and may_ask and form.council_id is not None and newest is not None:
        asked = linked("Not yet: go on building it", reverse("returns:build", args=[form.code, newest.pk]))
    return Row((title, say_cadence(definition.cadence) if definition else "No question yet", asked))


@dataclass(frozen=True)
class FormPage:
    form: Form
    versions: tuple[Version, ...]
    drafted: Sequence[FormVersion]
    """Versions that have no question yet."""
    shown: Definition | None
    use: FormUse | None
    changeable: frozenset[int]
    query: QueryDict
    today: date
    may_ask: bool

    @property
    def title(self) -> str:
        return self.form.title

    @property
    def place(self) -> str:
        return "The council’s own form" if self.is_own else "Comes with the catalogue"

    @property
    def is_own(self) -> bool:
        return self.form.council_id is not None

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        return forms_crumbs()

    @property
    def lede(self) -> str:
        if self.shown is None:
            return "It asks nothing yet. Add its first question."
        on = (
            f"The council asks for it since {full_day(self.use.since)}."
            if self.use
            else "The council does not ask for it."
        )
        return f"{self.shown.why} {on}"

    @property
    def facts(self) -> tuple[Fact, ...]:
        if self.shown is None:
            return ()
        shown = self.shown
        asked = tuple(self.use.services) if self.use and self.use.services else shown.services
        facts = [
            Fact("How often", say_cadence(shown.cadence)),
            Fact("Asked of" if self.use else "Is for", kinds_words(asked).capitalize()),
            Fact("Entered", "By an officer on the phone" if shown.by_phone else "By the provider, or by an officer"),
        ]
        if shown.minutes:
            facts.append(Fact("Takes", f"About {counted(shown.minutes, 'minute')}"))
        facts.append(Fact("In force from", full_day(shown.effective_from)))
        if shown.source:
            facts.append(Fact("Source", urlize(shown.source, trim_url_limit=URL_MOST)))
        if shown.left_out:
            facts.append(Fact("Not in it", shown.left_out))
        return tuple(facts)

    @property
    def questions(self) -> Table:
        shown = self.shown
        return Table(
            caption="What it asks",
            columns=(Column("Question", width=8), Column("Answer", width=6, keep=True), Column("When", width=6)),
            groups=tuple(_section(shown, each) for each in shown.sections) if shown else (),
            take_away=links_to_files(self.query, "the questions") if shown else (),
            empty="It asks nothing yet.",
        )

    @property
    def sums(self) -> tuple[str, ...]:
        return sum_words(self.shown) if self.shown is not None else ()

    @property
    def versions_table(self) -> Table:
        days = [each.definition.effective_from for each in self.versions]
        rows = []
        for number, each in enumerate(self.versions):
            until = f"until {full_day(days[number + 1])}" if number + 1 < len(days) else ""
            rows.append(
                Row((full_day(each.definition.effective_from), until or self._stands(each), self._door(each.id)))
            )
        rows += [Row((full_day(each.effective_from), "No question yet", self._door(each.pk))) for each in self.drafted]
        return Table(
            caption="Versions by the day they hold from",
            columns=(
                Column("From", width=6), Column("Stands", width=8, plain=True),
                Column("Change", width=4, page_only=True, plain=True),
            ),
            rows=tuple(rows),
        )  # fmt: skip

    def _stands(self, version: Version) -> str:
        return "in force" if version.definition.effective_from <= self.today else "begins then"

    def _door(self, version_id: int) -> str:
        if not (self.is_own and self.may_ask and version_id in self.changeable):
            return ""
        return linked("Change", reverse("returns:build", args=[self.form.code, version_id]))

    @property
    def may_begin(self) -> bool:
        return self.is_own and self.may_ask and self.shown is not None


def _section(definition: Definition, section: Section) -> Group:
    return Group(section.title, tuple(_question(definition, each) for each in section.questions))


def _question(definition: Definition, question: Question) -> Row:
    label = format_html("{}<br>{}", question.label, small(question.hint)) if question.hint else question.label
    return Row((label, answer_words(definition, question), when_words(definition, question)))


def answer_words(definition: Definition, question: Question) -> str:
    """ "A whole number from 0 to 999, beds. Or “not known”." """
    said = question.kind.label
    if question.kind.has_options:
        said = ", ".join(option.label for option in question.choices)
        said = f"Any of: {said}" if question.kind is Kind.CHOICES else said
    elif question.kind.is_number:
        low = f" from {say_number(question.least)}" if question.least is not None else ""
        high = f" to {say_number(question.most)}" if question.most is not None else ""
        said += low + high + (f", {question.unit}" if question.unit else "")
    if question.part_of:
        labels = {field.code: field.label for field in definition.fields}
        said += ", and not more than " + joined(f"“{labels[code]}”" for code in question.part_of)
        said += " together" if len(question.part_of) > 1 else ""
    if question.unsaid:
        said += ". Or " + joined(f"“{UNSAID[code].lower()}”" for code in question.unsaid)
    return said


def when_words(definition: Definition, question: Question) -> str:
    always = "Always" if question.required else "If there is something to say"
    before = definition.question_of(question.when.question) if question.when is not None else None
    if question.when is None or before is None:
        return always
    answers = " or ".join(say_answer(before, each).lower() for each in question.when.answers)
    return f"If “{before.label}” is {answers}"


def sum_words(definition: Definition) -> tuple[str, ...]:
    """What must add up, in sentences."""
    labels = {each.code: each.label for each in definition.fields}
    return tuple(
        f"{joined(f'“{labels[code]}”' for code in total.parts)} together "
        f"{'are at most' if total.relation is Relation.AT_MOST else 'are'} “{labels[total.whole]}”."
        for total in definition.totals
    )
