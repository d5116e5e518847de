"""The fields of the pages. What is written is decided by the actions."""

from typing import Any

from django import forms

from overwinter.design.forms import CompactTextarea, PlainForm, WrittenDateField
from overwinter.exchange.domain.events import CHOICES, Event
from overwinter.exchange.domain.scopes import known_scopes
from overwinter.exchange.offered import list_scopes


class TokenForm(PlainForm):
    asked_once = forms.UUIDField(widget=forms.HiddenInput)
    scopes = forms.MultipleChoiceField(
        label="What the token may do", choices=lambda: [(scope.value, scope.label) for scope in list_scopes()],
        widget=forms.CheckboxSelectMultiple, help_text="Tick no more than the service needs.",
    )  # fmt: skip
    expires_on = WrittenDateField(
        label="Its last day", help_text="Somebody must make another one before then. For example, 31 March 2027"
    )

    def chosen(self) -> dict[str, Any]:
        """As the actions take it."""
        said = dict(self.cleaned_data)
        return {**said, "scopes": known_scopes(said["scopes"], list_scopes())}


class ServiceForm(TokenForm):
    name = forms.CharField(
        label="Name of the service", max_length=80,
        help_text="It is shown in the history of everything it changes. For example, Care records feed",
    )  # fmt: skip
    purpose = forms.CharField(
        label="What it is for, and whom to ask about it", max_length=300, required=False, widget=CompactTextarea,
        help_text="A team and its address, not a person’s name.",
    )  # fmt: skip
    field_order = ("asked_once", "name", "purpose", "scopes", "expires_on")


class WebhookForm(PlainForm):
    name = forms.CharField(label="Name", max_length=80, help_text="For example, Channel of the winter team")
    url = forms.CharField(
        label="Address that is told", max_length=500,
        help_text="As the makers of the other program told you. It begins with https://",
    )  # fmt: skip
    events = forms.MultipleChoiceField(
        label="What it is told of", choices=[(event.value, event.label) for event in CHOICES],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def chosen(self) -> dict[str, Any]:
        """As the actions take it."""
        said = dict(self.cleaned_data)
        return {**said, "events": [Event(value) for value in said["events"]]}

    def field_of(self, refusal: str) -> str | None:
        """Where a refusal of the action belongs."""
        return "url" if "address" in refusal else None
