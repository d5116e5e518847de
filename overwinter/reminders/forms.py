"""How often a person wants to be told of what."""

from typing import Any

from django import forms

from overwinter.design.forms import Picks, PlainForm
from overwinter.reminders.domain.choosing import USUAL, WEEKDAYS, Choice, Kind, Often

WHAT = {
    Kind.OVERDUE: "A row you lead, or a gap action you own, is past its date; again after some weeks if it still is.",
    Kind.DUE_SOON: "One of them comes near its date.",
    Kind.NOT_REVIEWED: "The day has come on which a row you lead was to be reviewed.",
    Kind.NO_LEAD: "A row of the plan you manage has nobody who leads it; again after some weeks if it still has not.",
    Kind.MENTIONED: "Somebody wrote a note for you on a row.",
    Kind.HANDED_OVER: "A row has become yours to lead.",
}


class ChoiceForm(PlainForm):
    weekday = forms.TypedChoiceField(
        label="What is weekly comes on", coerce=int, choices=list(enumerate(WEEKDAYS)), widget=Picks,
        help_text="Or the next working day of that week.",
    )  # fmt: skip

    def __init__(self, *args: Any, manages: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = [kind for kind in Kind if manages or kind is not Kind.NO_LEAD]
        weekday = self.fields.pop("weekday")
        for kind in self.kinds:
            self.fields[kind.value] = forms.ChoiceField(
                label=kind.label, help_text=WHAT[kind], widget=Picks,
                choices=[(often.value, often.label) for often in Often],
            )  # fmt: skip
        self.fields["weekday"] = weekday

    @staticmethod
    def values_of(choice: Choice) -> dict[str, Any]:
        return {**{kind.value: often.value for kind, often in choice.often.items()}, "weekday": choice.weekday}

    def often(self) -> dict[Kind, Often]:
        """What was chosen; of a kind that is not theirs the usual, unless they want nothing at all."""
        chosen = {kind: Often(self.cleaned_data[kind.value]) for kind in self.kinds}
        silent = all(each is Often.NEVER for each in chosen.values())
        return {**(dict.fromkeys(Kind, Often.NEVER) if silent else USUAL), **chosen}
