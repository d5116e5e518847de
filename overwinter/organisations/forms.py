"""What people enter about their council. Every refusal says what to do, and what was typed stays."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db.models import QuerySet
from django.http import QueryDict

from overwinter.design.forms import WrittenDateField
from overwinter.infra import audit
from overwinter.kernel.words import joined
from overwinter.organisations.domain.grants import Grant
from overwinter.organisations.domain.settings import may_use_colour
from overwinter.organisations.domain.sharing import Kind, Place, Region, Sharing, may_share_with
from overwinter.organisations.models import Council, Role
from overwinter.organisations.queries import PersonName

NOBODY = "0"
GRANT_HINTS = {
    Grant.PLAN_MANAGER: "reads documents in, edits every row, keeps roles and groups",
    Grant.DIRECTOR: "signs the plan after its manager, and sends the letter to the department",
    Grant.PUBLIC_HEALTH: "signs the plan where the council asks for it",
    Grant.CHIEF_EXECUTIVE: "signs the plan last",
    Grant.LEAD: "edits the rows that a role of theirs leads",
    Grant.COMMUNICATIONS: "words the public page, publishes and withdraws it",
    Grant.CONTRACTS: "keeps providers and their returns, rings them",
    Grant.QUALITY: "keeps concerns about quality, continuity plans and risk",
    Grant.INFECTION: "follows up concerns about infection, and rings providers about them",
    Grant.VIEWER: "reads the plan and takes it out",
    Grant.COUNCIL_ADMIN: "adds people and roles, changes the council’s settings",
}
GRANT_CHOICES = [(grant.value, f"{grant.label}: {GRANT_HINTS[grant]}") for grant in Grant]


class CouncilForm(forms.Form):
    name = forms.CharField(
        label="Name of the council", max_length=200, error_messages={"required": "Enter the name of the council"}
    )
    colour = forms.CharField(
        label="Colour of the page header",
        max_length=7,
        help_text="A hash and six signs, like #1d4f7c. White words on it must be easy to read",
        error_messages={"required": "Enter a colour; #0b0c0c is the black it starts with"},
    )
    share = forms.TypedChoiceField(
        label="Who may read your answers?",
        choices=[(each.value, each.label) for each in Sharing],
        coerce=Sharing,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who may read your answers"},
    )
    words = forms.TypedChoiceField(
        label="What do they read?",
        choices=[("yes", "RAG, fully met and our words"), ("no", "RAG and fully met, without our words")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        help_text="Never the names of people, nor gap actions, evidence or earlier days",
        error_messages={"required": "Choose what they read"},
    )

    def __init__(self, data: QueryDict | None, *, initial: dict[str, Any], place: Place) -> None:
        super().__init__(data, initial=initial)
        self._place = place

    def clean_share(self) -> Sharing:
        share: Sharing = self.cleaned_data["share"]
        verdict = may_share_with(share, self._place)
        if not verdict:
            raise forms.ValidationError(verdict.reason)
        return share

    def clean_colour(self) -> str:
        colour: str = self.cleaned_data["colour"]
        verdict = may_use_colour(colour)
        if not verdict:
            raise forms.ValidationError(verdict.reason)
        return colour


class PlaceForm(forms.Form):
    """What a council is and where, as whoever runs the installation knows it."""

    kind = forms.TypedChoiceField(
        label="Kind of council", choices=[(each.value, each.label) for each in Kind], coerce=Kind, required=False,
        empty_value=Kind.UNSAID,
    )  # fmt: skip
    region = forms.TypedChoiceField(
        label="Region", choices=[(each.value, each.label) for each in Region], coerce=Region, required=False,
        empty_value=Region.UNSAID,
    )  # fmt: skip
    system = forms.CharField(
        label="Health and care system", max_length=200, required=False,
        help_text="The integrated care system. Whoever shares with a region or a system is read by its councils",
    )  # fmt: skip

    def __init__(self, data: QueryDict | None, *, initial: dict[str, Any], systems: Sequence[str]) -> None:
        super().__init__(data, initial=initial)
        if systems:
            self.fields["system"].help_text += f". Named here already: {joined(systems)}"

    @property
    def place(self) -> Place:
        return Place(*(self.cleaned_data[name] for name in ("kind", "region", "system")))


class GrantsForm(forms.Form):
    kinds = forms.TypedMultipleChoiceField(
        label="Choose everything they need",
        choices=GRANT_CHOICES,
        coerce=Grant,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class AddPersonForm(forms.Form):
    email = forms.EmailField(
        label="Email address",
        help_text="They sign in with it",
        error_messages={
            "required": "Enter the person’s email address",
            "invalid": "This is not an email address. Write it like name@council.gov.uk",
        },
    )
    name = forms.CharField(label="Name", max_length=200, error_messages={"required": "Enter the person’s name"})
    kinds = forms.TypedMultipleChoiceField(
        label="What they may do here",
        choices=GRANT_CHOICES,
        coerce=Grant,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one thing this person may do"},
    )
    role = forms.ModelChoiceField(
        queryset=Role.objects.none(),
        label="Role they hold from today",
        required=False,
        empty_label="No role yet",
        help_text="Whoever holds it now stops holding it yesterday",
    )

    def __init__(self, data: QueryDict | None, *, roles: "QuerySet[Role]") -> None:
        super().__init__(data)
        self.fields["role"].queryset = roles  # type: ignore[attr-defined]  # a ModelChoiceField


class AddRoleForm(forms.Form):
    title = forms.CharField(
        label="Title of the role",
        max_length=200,
        help_text="As the plan writes it, for example Head of commissioning",
        error_messages={"required": "Enter the title of the role"},
    )


class HandOverForm(forms.Form):
    holder = forms.TypedChoiceField(
        label="Who holds it next", coerce=int, error_messages={"required": "Choose a person, or nobody"}
    )
    since = WrittenDateField(label="From", error_messages={"required": "Enter the day on which it passes on"})

    def __init__(self, data: QueryDict | None, *, people: Sequence[PersonName], today: date) -> None:
        super().__init__(data, initial={"since": today})
        choices = [("", "Choose"), *((str(person.user_id), person.name) for person in people), (NOBODY, "Nobody")]
        self.fields["holder"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField


class GroupForm(forms.Form):
    name = forms.CharField(
        label="Name of the group",
        max_length=200,
        help_text="A cell, board or group that rows report to",
        error_messages={"required": "Enter the name of the group"},
    )


class SwitchForm(forms.Form):
    council = forms.ModelChoiceField(queryset=Council.objects.none(), error_messages={"required": "Choose a council"})

    def __init__(self, data: QueryDict | None, *, councils: "QuerySet[Council]") -> None:
        super().__init__(data)
        self.fields["council"].queryset = councils  # type: ignore[attr-defined]  # a ModelChoiceField


class AdministratorForm(forms.Form):
    email = forms.EmailField(
        label="Email address of the administrator",
        error_messages={
            "required": "Enter the administrator’s email address",
            "invalid": "This is not an email address. Write it like name@council.gov.uk",
        },
    )
    person = forms.CharField(
        label="Name of the administrator", max_length=200, error_messages={"required": "Enter the administrator’s name"}
    )


class AddCouncilForm(AdministratorForm):
    name = forms.CharField(
        label="Name of the council", max_length=200, error_messages={"required": "Enter the name of the council"}
    )
    code = forms.CharField(
        label="Short name",
        max_length=40,
        help_text="For addresses and file names; it never changes. Small letters, figures and hyphens",
        validators=[
            RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", "Use small letters, figures and hyphens, like north-shire")
        ],
        error_messages={"required": "Enter a short name"},
    )

    field_order = ("name", "code", "email", "person")

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if code == audit.INSTALLATION:
            raise forms.ValidationError(f"“{code}” is the name of this installation's own log. Choose another")
        if Council.objects.filter(code=code).exists():
            raise forms.ValidationError(f"There is a council with the short name “{code}” already. Choose another")
        return code
