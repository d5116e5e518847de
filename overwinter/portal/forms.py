"""What people of providers type to come in, and what officers type to let them in."""

from typing import Any

from django import forms

from overwinter.design.forms import CompactTextarea, PlainForm


class AddressForm(PlainForm):
    email = forms.EmailField(
        label="Email address",
        max_length=254,
        help_text="The one that the council has for you as the manager of your service",
        error_messages={"required": "Enter your email address"},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class CodeForm(PlainForm):
    code = forms.CharField(
        label="Code",
        max_length=20,
        help_text="Six digits",
        error_messages={"required": "Enter the six digits of the code"},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class AccessForm(PlainForm):
    """An officer lets somebody in."""

    email = forms.EmailField(
        label="Email address",
        max_length=254,
        help_text="The link to sign in goes there, so it must be read by this person alone",
        error_messages={"required": "Enter the email address"},
    )
    title = forms.CharField(
        label="Job title",
        max_length=120,
        help_text="For example, deputy manager. It stands beside the answers they send",
        error_messages={"required": "Enter the job title"},
    )


class ContactForm(PlainForm):
    """Whom the council asks at a service, and how. Where the address signs somebody in there is no box for it."""

    title = forms.CharField(label="Job title", max_length=120, required=False)
    name = forms.CharField(label="Name", max_length=200, required=False)
    phone = forms.CharField(
        label="Telephone",
        max_length=60,
        required=False,
        help_text="Where somebody signs in by the address, codes go to a mobile number",
    )
    email = forms.EmailField(label="Email address", max_length=254, required=False)
    note = forms.CharField(
        label="When to ask for them", max_length=300, required=False, help_text="For example, until 14:00"
    )

    def __init__(self, *args: Any, with_address: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_address:
            del self.fields["email"]


class GivenCodeForm(PlainForm):
    """Before a code is read out."""

    rang = forms.BooleanField(
        label="I rang the number that we have for this home, and spoke with the person",
        error_messages={"required": "Ring the home at the number we have for it, then tick the box"},
    )


class DecideNumberForm(PlainForm):
    """Whether a new number for codes holds: yes only after a call, no at once."""

    rang = forms.BooleanField(
        label="I rang the number that we have for this home, and the person asked for this", required=False
    )

    @property
    def takes(self) -> bool:
        return self.data.get("answer") == "take"

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if self.takes and not given.get("rang"):
            self.add_error("rang", "Ring the home at the number we have for it, then tick the box")
        return given


class AnswerForm(PlainForm):
    """What a manager answers to what the council asked. How long it may be is said by the operation that takes it, so
    that the browser cuts nothing off."""

    said = forms.CharField(
        label="Your answer", widget=CompactTextarea({"rows": 4}),
        help_text="Two lines are enough. Write no name of a resident or of one of your staff",
        error_messages={"required": "Write your answer"},
    )  # fmt: skip


class HelplineForm(PlainForm):
    """Where providers reach the council."""

    team = forms.CharField(
        label="Team", max_length=120, help_text="As providers know it: the contracts team",
        error_messages={"required": "Enter the name of the team"},
    )  # fmt: skip
    phone = forms.CharField(
        label="Telephone", max_length=60, error_messages={"required": "Enter the number that providers ring"}
    )
    hours = forms.CharField(label="Hours", max_length=120, required=False, help_text="For example, 8:30 to 17:00")
