"""What is entered about a location by hand."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import TextInput
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from overwinter.design.forms import CompactTextarea, Picks, PlainForm, WrittenDateField
from overwinter.providers.domain.entries import ContactEntry, KitEntry, LocationEntry, ServiceEntry
from overwinter.providers.domain.kinds import ContactPurpose, Rating, ServiceKind
from overwinter.providers.domain.places import Places, choices
from overwinter.providers.domain.states import LocationStep

EMPLOYER = ServiceKind.PERSONAL_ASSISTANTS
SERVICES = [(each.value, each.label) for each in ServiceKind if each is not EMPLOYER]
RATINGS = [("", "Not told"), *((each.value, each.label) for each in Rating)]
MOST_BEDS = 2_000
"""More is a slip of the hand."""


class KnownWords(TextInput):
    """A box for words that offers those already in use."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        super().__init__()
        self.known = tuple(known)

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        list_id = f"known-{name}"
        box = super().render(name, value, {**(attrs or {}), "list": list_id}, renderer)
        options = format_html_join("", '<option value="{}"></option>', ((each,) for each in self.known))
        return format_html('{}<datalist id="{}">{}</datalist>', box, list_id, options)


ANYWHERE = Places()


def offer_places(
    form: PlainForm, places: Places, districts: Iterable[str] = (), *, first: Sequence[tuple[str, str]] = ()
) -> None:
    """The council's own districts and wards to choose from; without a list any, with those in use offered."""
    listed = {"district": places.districts, "ward": places.wards}
    for name in listed.keys() & form.fields.keys():
        field = form.fields[name]
        if listed[name]:
            used = str(form.initial.get(name) or "")
            form.fields[name] = forms.ChoiceField(
                label=field.label,
                required=False,
                choices=[*first, *choices(listed[name], used)],
                help_text=field.help_text,
            )
        else:
            field.widget = KnownWords(districts if name == "district" else ())


class LocationForm(PlainForm):
    """Every fact of a location. ``services`` only where it is new: later each has a page of its own."""

    name = forms.CharField(label="Name of the location", max_length=300)
    organisation = forms.CharField(
        label="Organisation that runs it", max_length=300, widget=KnownWords(),
        help_text="Choose one that is known, or write another.",
    )  # fmt: skip
    in_house = forms.BooleanField(label="The council runs it itself", required=False)
    services = forms.MultipleChoiceField(
        label="What it provides", choices=SERVICES, widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    beds = forms.IntegerField(
        label="Registered beds", required=False, min_value=0, max_value=MOST_BEDS, help_text="Of a care home."
    )
    address = forms.CharField(label="Street address", max_length=400, required=False)
    town = forms.CharField(label="Town", max_length=120, required=False)
    postcode = forms.CharField(label="Postcode", max_length=12, required=False)
    district = forms.CharField(label="District", max_length=120, required=False, widget=KnownWords())
    ward = forms.CharField(label="Ward", max_length=120, required=False)
    phone = forms.CharField(label="Telephone of the location", max_length=60, required=False)
    website = forms.CharField(label="Web address", max_length=300, required=False)
    cqc_id = forms.CharField(
        label="CQC location",
        max_length=40,
        required=False,
        help_text="Like 1-000000148.",
    )
    registered_on = WrittenDateField(label="Registered, or open, since", required=False)
    rating = forms.ChoiceField(label="CQC rating", choices=RATINGS, required=False, widget=Picks)
    rated_on = WrittenDateField(label="Date of the rating", required=False)
    rating_inherited = forms.BooleanField(label="The rating is from an earlier registration", required=False)
    dormant = forms.BooleanField(label="Dormant: registered, and providing nothing now", required=False)
    ods_code = forms.CharField(label="ODS code", max_length=40, required=False)
    uprn = forms.CharField(label="UPRN", max_length=20, required=False)
    why = forms.CharField(
        label="Why it changes", max_length=400, required=False, help_text="Kept with what stood before."
    )

    def __init__(
        self,
        *args: Any,
        new: bool,
        organisations: Iterable[str],
        districts: Iterable[str],
        places: Places = ANYWHERE,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].widget = KnownWords(organisations)
        offer_places(self, places, districts)
        del self.fields["why" if new else "services"]

    def clean_postcode(self) -> str:
        return " ".join(self.cleaned_data["postcode"].upper().split())

    @property
    def entry(self) -> LocationEntry:
        said = self.cleaned_data
        return LocationEntry(**{name: said[name] for name in LocationEntry.__dataclass_fields__})

    @property
    def service_entries(self) -> list[ServiceEntry]:
        kinds = [ServiceKind(value) for value in self.cleaned_data["services"]]
        homes = [kind for kind in kinds if kind.has_beds]
        beds = self.cleaned_data["beds"] if len(homes) == 1 else None
        since = self.cleaned_data["registered_on"]
        return [ServiceEntry(kind, beds if kind.has_beds else None, since=since) for kind in kinds]


class EmployerForm(PlainForm):
    """An employer of personal assistants is a person: a reference, and where."""

    reference = forms.CharField(
        label="Reference", max_length=60,
        help_text="Of the direct payment, such as DP-0147. Never a name: whose it is stands in the care records.",
    )  # fmt: skip
    district = forms.CharField(label="District", max_length=120, required=False, widget=KnownWords())
    since = WrittenDateField(label="Employs since", required=False)

    def __init__(self, *args: Any, districts: Iterable[str], places: Places = ANYWHERE, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_places(self, places, districts)

    @property
    def entry(self) -> LocationEntry:
        said = self.cleaned_data
        return LocationEntry(
            name=said["reference"], organisation=EMPLOYER.label, district=said["district"], registered_on=said["since"]
        )

    @property
    def service_entries(self) -> list[ServiceEntry]:
        return [ServiceEntry(EMPLOYER, since=self.cleaned_data["since"])]


class StateForm(PlainForm):
    step = forms.ChoiceField()
    since = WrittenDateField(label="From")
    why = forms.CharField(label="Why", max_length=400, widget=CompactTextarea)

    WORDS: Mapping[LocationStep, str] = {
        LocationStep.SUSPEND: "Suspend: we place nobody there for now",
        LocationStep.REOPEN: "Open again",
        LocationStep.CLOSE: "Close: it provides no care any more",
    }

    def __init__(self, *args: Any, steps: Iterable[LocationStep], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"] = forms.ChoiceField(
            label="What happens", widget=Picks, choices=[(each.value, self.WORDS[each]) for each in steps]
        )


class ServiceForm(PlainForm):
    kind = forms.ChoiceField(label="Service", choices=SERVICES)
    registered = forms.IntegerField(
        label="Registered for", required=False, min_value=0, max_value=100_000,
        help_text="Beds of a care home; people elsewhere.",
    )  # fmt: skip
    contracted = forms.IntegerField(
        label="We contract", required=False, min_value=0, max_value=100_000,
        help_text="Beds of a care home; hours a week elsewhere.",
    )  # fmt: skip
    since = WrittenDateField(label="Since", required=False)
    until = WrittenDateField(label="Last day", required=False, help_text="Empty while it is provided.")
    why = forms.CharField(label="Why it changes", max_length=400, required=False)

    def __init__(self, *args: Any, kind: ServiceKind | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.given = kind
        if kind is not None:
            del self.fields["kind"]

    @property
    def entry(self) -> ServiceEntry:
        said = self.cleaned_data
        kind = self.given or ServiceKind(said["kind"])
        return ServiceEntry(kind, said["registered"], said["contracted"], said["since"], said["until"])


class ContactForm(PlainForm):
    purpose = forms.ChoiceField(label="For what", choices=[(each.value, each.label) for each in ContactPurpose])
    title = forms.CharField(label="Their job", max_length=120, required=False, help_text="Like Deputy manager.")
    name = forms.CharField(label="Name", max_length=200, required=False)
    phone = forms.CharField(label="Telephone", max_length=60, required=False)
    email = forms.EmailField(label="Email address", max_length=254, required=False)
    note = forms.CharField(
        label="What to know before ringing", max_length=300, required=False, help_text="Like until 14:00."
    )
    away_from = WrittenDateField(label="Away from", required=False)
    away_until = WrittenDateField(label="Away until", required=False, help_text="The last day; empty if nobody knows.")

    @property
    def entry(self) -> ContactEntry:
        said = {name: self.cleaned_data[name] for name in ContactEntry.__dataclass_fields__}
        return ContactEntry(**{**said, "purpose": ContactPurpose(said["purpose"])})


class KitForm(PlainForm):
    item = forms.CharField(label="Item", max_length=120, widget=KnownWords())
    count = forms.IntegerField(
        label="How many", required=False, min_value=0, max_value=100_000, help_text="Empty if it is not known."
    )
    checked_on = WrittenDateField(label="Last checked", required=False)

    USUAL = ("Tablet for video consultations", "Pulse oximeter", "Thermometer", "Blood pressure monitor")

    def __init__(self, *args: Any, known: Iterable[str] = (), today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["item"].widget = KnownWords(dict.fromkeys((*self.USUAL, *known)))

    def clean_checked_on(self) -> date | None:
        day: date | None = self.cleaned_data["checked_on"]
        if day is not None and day > self.today:
            raise ValidationError("The day of the check is in the future. Enter the day it was checked.")
        return day

    @property
    def entry(self) -> KitEntry:
        said = self.cleaned_data
        return KitEntry(said["item"], said["count"], said["checked_on"])
