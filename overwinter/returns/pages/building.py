"""A version of a council's own form while it is built."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse

from overwinter.design.parts import Link
from overwinter.kernel.days import full_day
from overwinter.kernel.verdict import Verdict
from overwinter.kernel.words import counted
from overwinter.providers.api import Location
from overwinter.returns.domain.building import key_of, numbers_of
from overwinter.returns.domain.form import Definition
from overwinter.returns.domain.periods import Timing, say_cadence
from overwinter.returns.models import FormVersion
from overwinter.returns.pages.forms import answer_words, forms_crumbs, sum_words, when_words
from overwinter.returns.pages.wording import kinds_words
from overwinter.returns.queries import AskedForm, OpenReturn, Version, definition_of

LEAST_NUMBERS = 3


@dataclass(frozen=True)
class BuiltQuestion:
    code: str
    label: str
    hint: str
    answer: str
    when: str
    change_url: str
    move_url: str
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class BuiltSum:
    title: str
    words: str
    change_url: str
    remove_url: str


@dataclass(frozen=True)
class BuildPage:
    version: FormVersion
    may_change: Verdict

    @property
    def title(self) -> str:
        return self.version.form.title

    @property
    def place(self) -> str:
        return f"The council’s own form, from {full_day(self.version.effective_from)}"

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        form = self.version.form
        return (*forms_crumbs(), Link(form.title, reverse("returns:form", args=[form.code])))

    @cached_property
    def definition(self) -> Definition | None:
        return definition_of(self.version) if self.version.definition.get("section") else None

    @property
    def lede(self) -> str:
        if self.definition is None:
            return "It asks nothing yet. Add its first question."
        count = len(list(self.definition.questions))
        said = f"{counted(count, 'question')}. {say_cadence(self.definition.cadence)}, of "
        said += f"{kinds_words(self.definition.services)}."
        return said + ("" if self.may_change else f" {self.may_change.reason}")

    @property
    def parts(self) -> Iterator[tuple[str, list[BuiltQuestion]]]:
        definition = self.definition
        if definition is None:
            return
        codes = [each.code for each in definition.questions]
        for section in definition.sections:
            yield (
                section.title,
                [
                    BuiltQuestion(
                        code=each.code,
                        label=each.label,
                        hint=each.hint,
                        answer=answer_words(definition, each),
                        when=when_words(definition, each),
                        change_url=self._url("question", each.code),
                        move_url=self._url("move-question", each.code),
                        is_first=each.code == codes[0],
                        is_last=each.code == codes[-1],
                    )
                    for each in section.questions
                ],
            )

    def _url(self, name: str, *more: str) -> str:
        return reverse(f"returns:{name}", args=[self.version.form.code, self.version.pk, *more])

    @property
    def sums(self) -> list[BuiltSum]:
        """What must add up, in sentences."""
        if self.definition is None:
            return []
        keys = [key_of(each) for each in self.version.definition.get("total", ())]
        return [
            BuiltSum(total.title, words, self._url("sum", key), self._url("remove-sum", key))
            for total, words, key in zip(self.definition.totals, sum_words(self.definition), keys, strict=True)
        ]

    @property
    def may_add_sum(self) -> bool:
        """Two answers and what they are held against: fewer numbers cannot add up."""
        return self.definition is not None and len(numbers_of(self.definition)) >= LEAST_NUMBERS

    @property
    def add_sum_url(self) -> str:
        return self._url("add-sum")

    @property
    def add_url(self) -> str:
        return self._url("add-question")

    @property
    def settings_url(self) -> str:
        return self._url("version")

    @property
    def preview_url(self) -> str:
        return self._url("preview")

    @property
    def form_url(self) -> str:
        return reverse("returns:form", args=[self.version.form.code])


def open_preview(version: FormVersion, today: date) -> OpenReturn:
    """The form as if a service was asked it today."""
    asked, form = Version(version.pk, definition_of(version)), version.form
    shown = AskedForm(
        form_id=form.pk, code=form.code, title=form.title, own=True, council_id=form.council_id or 0, services=(),
        since=today, until=None, use_id=0, versions=(asked,),
    )  # fmt: skip
    period = shown.period_of(today) or shown.period_at(today)
    return OpenReturn(shown, Location(name="A service"), period, asked, None, None, Timing.OPEN)
