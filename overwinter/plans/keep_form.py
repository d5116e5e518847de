"""The one form with which a lead keeps a row true: how it goes, what is done, the dates, and its gap actions."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.html import format_html

from overwinter.design.forms import WrittenDateField
from overwinter.kernel.status import FullyMet, Rag
from overwinter.plans.actions import GapWanted
from overwinter.plans.domain.changes import GapChanges, ResponseChanges
from overwinter.plans.domain.facts import ActionState
from overwinter.plans.domain.rules import TRANSITIONS
from overwinter.plans.forms import WHY_HINT, StatusForm
from overwinter.plans.models import GapAction, Response
from overwinter.plans.pages.words import clipped

ROW = ("rag", "fully_met", "text", "by_when_date", "next_review")


class KeepForm(StatusForm):
    """``row`` is False for who owns gap actions of a row that somebody else leads: they change those alone."""

    text = forms.CharField(
        label="Our response", required=False, widget=forms.Textarea({"rows": 6}), help_text="What the council does."
    )
    by_when_date = WrittenDateField(label="By when, as a date", required=False)
    field_order = ("rag", "fully_met", "text", "by_when_date", "next_review")

    def __init__(self, *args: Any, actions: Iterable[GapAction], row: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actions = tuple(actions)
        if not row:
            for name in ROW:
                del self.fields[name]
        why = self.fields.pop("why")
        for action in self.actions:
            self._add(action)
        self.fields["why"] = why
        why.help_text = WHY_HINT

    def _add(self, action: GapAction) -> None:
        about, state = clipped(action.text, 60), ActionState(action.state)
        choices = [(each.value, each.label) for each in (state, *TRANSITIONS[state])]
        self.fields[f"state_{action.pk}"] = forms.ChoiceField(label=f"State of “{about}”", choices=choices)
        self.fields[f"due_{action.pk}"] = WrittenDateField(label=f"Due date of “{about}”", help_text="", required=False)
        self.fields[f"version_{action.pk}"] = forms.IntegerField(widget=forms.HiddenInput)
        for name, value in self._values_of(action).items():
            self.initial.setdefault(name, value)

    @staticmethod
    def _values_of(action: GapAction) -> Mapping[str, Any]:
        pk = action.pk
        return {f"state_{pk}": action.state, f"due_{pk}": action.due, f"version_{pk}": action.version}

    @staticmethod
    def values_of(response: Response) -> dict[str, Any]:
        kept = {"text": response.text, "by_when_date": response.by_when_date}
        return {**StatusForm.values_of(response), **kept}

    @property
    def changes_row(self) -> bool:
        return "rag" in self.fields

    @property
    def row_fields(self) -> list[BoundField]:
        return [self[name] for name in ROW if name in self.fields]

    @property
    def action_fields(self) -> list[tuple[GapAction, tuple[BoundField, ...]]]:
        """Each action with its two fields. It stands above them, so what they are about is only spoken."""
        found: list[tuple[GapAction, tuple[BoundField, ...]]] = [
            (each, (self[f"state_{each.pk}"], self[f"due_{each.pk}"])) for each in self.actions
        ]
        for action, fields in found:
            for field, word in zip(fields, ("State", "Due"), strict=True):
                field.label = format_html(
                    '{}<span class="govuk-visually-hidden"> of “{}”</span>', word, clipped(action.text, 60)
                )
        return found

    def changes(self) -> ResponseChanges:
        said = self.cleaned_data
        return {
            "rag": Rag(said["rag"]), "fully_met": FullyMet(said["fully_met"]), "text": said["text"],
            "by_when_date": said["by_when_date"], "next_review": said["next_review"],
        }  # fmt: skip

    def gaps(self) -> dict[int, GapWanted]:
        """Those the person wants to be otherwise."""
        found = {}
        for action in self.actions:
            state, due = self.cleaned_data[f"state_{action.pk}"], self.cleaned_data[f"due_{action.pk}"]
            changes: GapChanges = {}
            if state != action.state:
                changes["state"] = state
            if due != action.due:
                changes["due"] = due
            if changes:
                found[action.pk] = GapWanted(changes, self.cleaned_data[f"version_{action.pk}"])
        return found
