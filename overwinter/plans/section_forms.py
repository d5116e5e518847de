"""The form of who leads a section and where it reports."""

from collections.abc import Iterable
from typing import Any

from django import forms

from overwinter.design.forms import CompactTextarea
from overwinter.organisations.api import ReportingGroup, Role
from overwinter.plans.forms import OneOf, SeveralOf, VersionedForm, offer
from overwinter.plans.models import SectionOwner


class SectionOwnerForm(VersionedForm):
    """Its rows take what is named here, save those that name their own."""

    lead = OneOf(label="Lead")
    led_with = SeveralOf(label="Led together with", help_text="Where more than one role leads the section.")
    groups = SeveralOf(label="Reports to", help_text="Cells, boards and groups are added under Council.")
    everybody = forms.BooleanField(
        label="Let the rows that name their own take this too", required=False,
        help_text="What they named stays in their history.",
    )  # fmt: skip
    why = forms.CharField(
        label="Why", required=False, widget=CompactTextarea, strip=True, help_text="Stands in the history of each row."
    )

    def __init__(
        self, *args: Any, roles: Iterable[Role], groups: Iterable[ReportingGroup], kept_roles: Iterable[Role],
        kept_groups: Iterable[ReportingGroup], **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        offer(self, "lead", roles, kept_roles, "No one")
        offer(self, "led_with", roles, kept_roles)
        offer(self, "groups", groups, kept_groups)

    @staticmethod
    def values_of(owner: SectionOwner | None) -> dict[str, Any]:
        if owner is None:
            return {"version": 0}
        return {
            "lead": str(owner.lead_id or ""), "led_with": [str(pk) for pk in owner.led_with],
            "groups": [str(pk) for pk in owner.reporting_groups.values_list("pk", flat=True)],
            "version": owner.version,
        }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("led_with") and not said.get("lead"):
            self.add_error("lead", "Choose a lead first: those ticked lead the section together with it")
        return said

    @property
    def lead_ids(self) -> list[int]:
        said = self.cleaned_data
        first = [int(said["lead"])] if said["lead"] else []
        return first + [pk for pk in map(int, said["led_with"]) if pk not in first]

    @property
    def group_ids(self) -> list[int]:
        return [int(pk) for pk in self.cleaned_data["groups"]]
