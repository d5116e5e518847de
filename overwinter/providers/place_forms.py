"""What is entered of districts and wards: the council's list of them, and those of many locations."""

from typing import Any

from django import forms

from overwinter.design.forms import CompactTextarea, PlainForm
from overwinter.providers.domain.places import LONGEST, Places, read_places
from overwinter.providers.forms import offer_places

AS_IT_STANDS = "="
"""The choice that leaves what each location has."""


class PlacesForm(PlainForm):
    text = forms.CharField(
        label="Districts, and their wards", required=False, max_length=50_000, widget=CompactTextarea({"rows": 12}),
        help_text="A district a line, its wards after a colon, like Saltmere: Harbour, Old Town. Without districts the "
        "line begins with the colon.",
    )  # fmt: skip

    @property
    def places(self) -> Places:
        return read_places(self.cleaned_data["text"])


class SetPlacesForm(PlainForm):
    """For the locations that were ticked."""

    district = forms.CharField(label="District", required=False, max_length=LONGEST)
    ward = forms.CharField(label="Ward", required=False, max_length=LONGEST)

    def __init__(self, *args: Any, places: Places, districts: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_places(self, places, districts, first=[(AS_IT_STANDS, "As it stands")])
        for field in self.fields.values():
            if not isinstance(field, forms.ChoiceField):
                field.help_text = "Empty: as it stands."

    def said(self, name: str) -> str | None:
        """None: as it stands."""
        value: str = self.cleaned_data[name].strip()
        chosen = isinstance(self.fields[name], forms.ChoiceField)
        return None if value == AS_IT_STANDS or (not chosen and not value) else value
