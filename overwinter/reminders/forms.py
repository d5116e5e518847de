"""How often a person wants to be told of what."""

from typing import Any

from django import forms

from overwinter.design.forms import Picks, PlainForm
from overwinter.reminders.domain.choosing import WEEKDAYS, Choice, Kind, Often

WHAT = {
    Kind.OVERDUE: "A row you lead, or a gap action you own, is past its date; again after some weeks if it still is.",
    Kind.DUE_SOON: "One of them comes near its date.",
    Kind.NOT_REVIEWED: "The day has come on which a row you lead was to be reviewed.",
    Kind.MENTIONED: "Somebody wrote a note for you on a row.",
    Kind.HANDED_OVER: "A row has become yours to lead.",
}


class ChoiceForm(PlainForm):
    weekday = forms.TypedChoiceField(
        label="What is weekly comes on", coerce=int, choices=list(enumerate(WEEKDAYS)), widget=Picks,
        help_text="Or the next working day of that week.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        weekday = self.fields.pop("weekday")
        for kind in Kind:
            self.fields[kind.value] = forms.ChoiceField(
                label=kind.label, help_text=WHAT[kind], widget=Picks,
                choices=[(often.value, often.label) for often in Often],
            )  # fmt: skip
        self.fields["weekday"] = weekday

    @staticmethod
    def values_of(choice: Choice) -> dict[str, Any]:
        return {**{kind.value: often.value for kind, often in choice.often.items()}, "weekday": choice.weekday}

    def often(self) -> dict[Kind, Often]:
        return {kind: Often(self.cleaned_data[kind.value]) for kind in Kind}
