"""The fields of a reading entered by hand, and of a council's own standard."""

from datetime import date
from typing import Any

from django import forms

from overwinter.design.forms import CompactTextarea, PlainForm, WrittenDateField
from overwinter.measures.domain.measure import Definition, Unit


class NumberField(forms.DecimalField):
    """A number as people write it: "1,204"; at most two decimals."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_digits=14, decimal_places=2, error_messages={"invalid": "Write a number, such as 152"}, **kwargs
        )

    def to_python(self, value: Any) -> Any:
        return super().to_python(
            value.replace(",", "").replace(" ", "").rstrip("%") if isinstance(value, str) else value
        )


class ReadingForm(PlainForm):
    """What was counted on a day. With nothing counted, why there is no data."""

    day = WrittenDateField(label="Day", help_text="The day it was counted, or the last day of the week it is about.")
    numerator = NumberField(label="How many", required=False)
    denominator = NumberField(label="Of how many", required=False)
    note = forms.CharField(
        label="Note", max_length=300, required=False,
        help_text="Where there is no data, leave the numbers empty and say why.",
    )  # fmt: skip
    why = forms.CharField(
        label="Why it is put right", required=False, widget=CompactTextarea,
        help_text="Needed only where that day has a reading already. What it was stays in the history.",
    )  # fmt: skip

    def __init__(self, *args: Any, definition: Definition, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"day": today}, **kwargs)
        self.fields["numerator"].help_text = f"{definition.numerator}."
        if definition.denominator:
            self.fields["denominator"].help_text = f"{definition.denominator}."
        else:
            del self.fields["denominator"]

    def clean(self) -> dict[str, Any]:
        """Nothing typed is no reading: that there is no data is said with its reason."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and said.get("numerator") is None and not said.get("note"):
            self.add_error("numerator", "Enter how many, or say in the note why there is no data")
        return said

    def field_of(self, refusal: str) -> str | None:
        words = refusal.lower()
        if "put right" in words:
            return "why"
        if "the day" in words:
            return "day"
        return "denominator" if "of how many" in words and "denominator" in self.fields else "numerator"


class StandardForm(PlainForm):
    """The council's own threshold, from a day on."""

    value = NumberField(label="Standard")
    effective_from = WrittenDateField(label="From")
    source = forms.CharField(
        label="Who set it, and why", widget=CompactTextarea,
        help_text="It stands wherever the standard is shown: “Agreed by the winter board on 3 September 2026”.",
    )  # fmt: skip

    def __init__(self, *args: Any, definition: Definition, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"effective_from": today}, **kwargs)
        unit = {Unit.PERCENT: " In per cent.", Unit.DAYS: " In days.", Unit.COUNT: ""}[definition.unit]
        bound = definition.better.bound.capitalize()
        self.fields["value"].help_text = f"{bound} so many; {definition.better} is better.{unit}"
