"""The form that changes many rows at once. What is left empty stays as it is in each row."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms

from overwinter.design.forms import CompactTextarea, PlainForm, WrittenDateField
from overwinter.design.marks import met_choices, rag_choices
from overwinter.kernel.status import FullyMet, Rag
from overwinter.organisations.api import ReportingGroup, Role
from overwinter.plans.domain.changes import ResponseChanges
from overwinter.plans.forms import LONGEST_KEY

LEAVE, SECTION, THESE = "", "section", "these"
_AS_IT_IS = [(LEAVE, "Leave as it is")]


class ManyForm(PlainForm):
    """The rows, and what shall become of all of them."""

    rows = forms.MultipleChoiceField(
        widget=forms.MultipleHiddenInput, error_messages={"required": "Tick the rows to change"}
    )
    lead = forms.ChoiceField(label="Lead", required=False)
    groups_how = forms.ChoiceField(
        label="Reports to", required=False,
        choices=[*_AS_IT_IS, (SECTION, "Where its section reports"), (THESE, "The groups ticked here")],
    )  # fmt: skip
    groups = forms.MultipleChoiceField(label="Groups", required=False, widget=forms.CheckboxSelectMultiple)
    rag = forms.ChoiceField(label="RAG", required=False)
    fully_met = forms.ChoiceField(label="Fully met", required=False)
    next_review = WrittenDateField(label="Next review", required=False)
    due = WrittenDateField(
        label="Due date of their open gap actions", required=False, help_text="Each keeps its old date beside the new."
    )
    why = forms.CharField(
        label="Why", required=False, widget=CompactTextarea, strip=True,
        help_text="Needed when RAG, fully met or a date changes. It stands in the history of each row.",
    )  # fmt: skip

    def __init__(
        self, *args: Any, choosable: Iterable[int], roles: Iterable[Role], groups: Iterable[ReportingGroup],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        leads = [*_AS_IT_IS, (SECTION, "As its section")] + [(str(role.pk), role.title) for role in roles]
        self._offer("lead", leads)
        self._offer("groups", [(str(group.pk), group.name) for group in groups])
        self._offer("rag", [*_AS_IT_IS, *rag_choices()])
        self._offer("fully_met", [*_AS_IT_IS, *met_choices()])
        self._offer("rows", [(str(pk), "") for pk in choosable])

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("groups") and said.get("groups_how") != THESE:
            self.add_error("groups_how", "Choose “The groups ticked here”, or tick none")
        if said.get("groups_how") == THESE and not said.get("groups"):
            self.add_error("groups", "Tick the groups the rows report to")
        wishes = ("lead", "groups_how", "rag", "fully_met", "next_review", "due")
        if not self.errors and not any(said.get(name) for name in wishes):
            self.add_error(None, "Say what shall change. What is left empty stays as it is in each row.")
        return said

    @property
    def row_ids(self) -> list[int]:
        return [int(pk) for pk in self.cleaned_data["rows"]]

    @property
    def ticked(self) -> frozenset[str]:
        """As they were sent, also where the form is refused."""
        return frozenset(pk for pk in self["rows"].value() or () if len(str(pk)) <= LONGEST_KEY)

    def changes(self) -> ResponseChanges:
        said = self.cleaned_data
        changes: ResponseChanges = {}
        if said["lead"]:
            changes["lead"] = None if said["lead"] == SECTION else int(said["lead"])
            changes["led_with"] = ()
        if said["groups_how"]:
            changes["groups"] = [int(pk) for pk in said["groups"]] if said["groups_how"] == THESE else ()
        if said["rag"]:
            changes["rag"] = Rag(said["rag"])
        if said["fully_met"]:
            changes["fully_met"] = FullyMet(said["fully_met"])
        if said["next_review"]:
            changes["next_review"] = said["next_review"]
        return changes
