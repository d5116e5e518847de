"""The fields of a measure that a council defines, and of ending it."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms

from overwinter.design.forms import CompactTextarea, PlainForm
from overwinter.frameworks.api import FrameworkFact, list_frameworks, list_requirements
from overwinter.measures.domain.measure import Better, Definition, Unit
from overwinter.measures.domain.own import Said, keys_of, numbers_in

UNITS = (
    (Unit.PERCENT.value, "A share, in per cent: how many of how many"),
    (Unit.COUNT.value, "A number"),
    (Unit.DAYS.value, "Days on average: all days together, and over how many"),
)
WAYS = ((Better.HIGHER.value, "More is better"), (Better.LOWER.value, "Fewer is better"))


class OwnMeasureForm(PlainForm):
    """What the council counts, in its own words."""

    title = forms.CharField(label="Name", max_length=200, help_text="Such as “Homes with a lead for oral health”.")
    unit = forms.ChoiceField(label="What the figure is", choices=UNITS, widget=forms.RadioSelect)
    better = forms.ChoiceField(label="Which way is better", choices=WAYS, widget=forms.RadioSelect)
    numerator = forms.CharField(
        label="What is counted", max_length=300, widget=CompactTextarea,
        help_text="Exactly enough that two people would count the same.",
    )  # fmt: skip
    denominator = forms.CharField(
        label="Of what", max_length=300, required=False, widget=CompactTextarea,
        help_text="Needed for a share and for an average.",
    )  # fmt: skip
    source = forms.CharField(
        label="Source", max_length=300, widget=CompactTextarea,
        help_text="From which records it is counted, and by whom.",
    )  # fmt: skip
    framework = forms.ChoiceField(label="National plan", required=False)
    requirements = forms.CharField(
        label="Requirements it speaks to", required=False, widget=CompactTextarea,
        help_text="Their numbers in that plan, such as “1.4, 3.26”. It is then shown on those rows.",
    )  # fmt: skip

    def __init__(self, *args: Any, definition: Definition | None = None, **kwargs: Any) -> None:
        self._frameworks = {each.key: each for each in list_frameworks()}
        # Requirements of a plan that is not chosen stay as they are.
        self._elsewhere: list[tuple[str, str]] = []
        super().__init__(*args, initial=self._said_before(definition) if definition else {}, **kwargs)
        # None is chosen for anybody: the same number stands in several plans.
        choices = [("", "Choose one"), *((each.key, each.title) for each in self._frameworks.values())]
        cast(forms.ChoiceField, self.fields["framework"]).choices = choices

    def clean_requirements(self) -> tuple[tuple[str, str], ...]:
        """Pairs of a framework's id and a requirement's."""
        framework = self._frameworks.get(self.cleaned_data.get("framework", ""))
        numbers = numbers_in(self.cleaned_data["requirements"])
        if not numbers:
            return ()
        if framework is None:
            raise forms.ValidationError("Choose the national plan that these numbers are of.")
        try:
            keys = keys_of(numbers, _numbers(framework))
        except ValueError as strange:
            raise forms.ValidationError(str(strange)) from strange
        return tuple((framework.key, key) for key in keys)

    def said(self) -> Said:
        told = self.cleaned_data
        return Said(
            told["title"], Unit(told["unit"]), Better(told["better"]), told["numerator"], told["denominator"],
            told["source"],
        )  # fmt: skip

    def speaks_to(self) -> Sequence[tuple[str, str]]:
        elsewhere = [pair for pair in self._elsewhere if pair[0] != self.cleaned_data["framework"]]
        return (*self.cleaned_data["requirements"], *elsewhere)

    def field_of(self, refusal: str) -> str | None:
        for words, field in (("called", "title"), ("of what", "denominator"), ("unit", "unit")):
            if words in refusal.lower():
                return field
        return None

    def _said_before(self, definition: Definition) -> Mapping[str, object]:
        self._elsewhere = list(definition.speaks_to)
        key = definition.speaks_to[0][0] if definition.speaks_to else ""
        framework = self._frameworks.get(key)
        numbers = {known: number for number, known in _numbers(framework).items()} if framework else {}
        spoken = [numbers[each] for of, each in definition.speaks_to if of == key and each in numbers]
        return {
            "title": definition.title, "unit": definition.unit.value, "better": definition.better.value,
            "numerator": definition.numerator, "denominator": definition.denominator, "source": definition.source,
            "framework": key, "requirements": ", ".join(spoken),
        }  # fmt: skip


class EndMeasureForm(PlainForm):
    why = forms.CharField(
        label="Why it is counted no more", widget=CompactTextarea,
        help_text="Its readings stay, and so does what was shown by it.",
    )  # fmt: skip


def _numbers(framework: FrameworkFact) -> Mapping[str, str]:
    """Number to permanent id, of what the plan asks."""
    return {each.number: each.key for each in list_requirements(framework.id)}
