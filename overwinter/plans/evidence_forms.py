"""The fields of evidence: what it is by its kind, when it was true, until when it counts."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings

from overwinter.design.forms import CompactTextarea, PlainForm, WrittenDateField
from overwinter.design.limits import origin
from overwinter.kernel.days import full_day
from overwinter.kernel.threshold import Threshold
from overwinter.measures.api import Definition
from overwinter.organisations.api import Role
from overwinter.plans.actions import Upload
from overwinter.plans.domain.evidence import SIGNATURES, EvidenceKind
from overwinter.plans.models import Evidence

FIELDS = {
    EvidenceKind.MEASURE: ("measure_code",),
    EvidenceKind.FILE: ("title", "upload", "note"),
    EvidenceKind.LINK: ("title", "url", "note"),
    EvidenceKind.RECORD: ("title", "note"),
}
"""What is asked of each kind, before the owner and the dates."""
NOTE_HINTS = {
    EvidenceKind.RECORD: "Which system, board or folder keeps it, and by what it is found there.",
    EvidenceKind.FILE: "What it shows, if the title does not say it.",
    EvidenceKind.LINK: "What it shows, if the title does not say it.",
}


def _upload_field() -> forms.FileField:
    return forms.FileField(
        label="File", widget=forms.FileInput({"accept": ",".join(f".{each}" for each in SIGNATURES)}),
        help_text=f"pdf, Word, Excel, PowerPoint, OpenDocument, picture, mail, csv or text; "
        f"{settings.EVIDENCE_LIMIT_MB} MB at most. Leave out what names people who receive care.",
        error_messages={"empty": "The file is empty. Choose the file that holds the evidence"},
    )  # fmt: skip


class _Dated(PlainForm):
    """Who keeps it, when it was true and until when it counts; the offer of an expiry says where it comes from."""

    owner = forms.ChoiceField(label="Kept by", required=False, help_text="The role that sees to it that it stays true.")
    true_on = WrittenDateField(label="True on", help_text="The day on which it was seen to be true.")
    expires_on = WrittenDateField(label="Expires on")

    def date_from(self, today: date, limit: Threshold) -> None:
        self.initial.setdefault("true_on", today)
        self.initial.setdefault("expires_on", today + timedelta(days=limit.days))
        self.fields["expires_on"].help_text = (
            f"After that day it counts no more until it is renewed. {full_day(today + timedelta(days=limit.days))} is "
            f"{limit.said} from today. {origin(limit)}"
        )

    def offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields.get(name)
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def owner_id(self) -> int | None:
        return int(self.cleaned_data["owner"]) if self.cleaned_data["owner"] else None

    def upload(self) -> Upload | None:
        given = self.cleaned_data.get("upload")
        return Upload(given.name, given.size, given.file) if given else None

    def field_of(self, refusal: str) -> str | None:
        """Beside which field a refusal stands."""
        words = refusal.lower()
        for field, sign in (
            ("upload", "”"), ("url", "address"), ("measure_code", "measure"), ("note", "record is kept"),
            ("expires_on", "expire"), ("true_on", "day"), ("title", "title"), ("owner", "owner"),
        ):  # fmt: skip
            if field in self.fields and sign in words:
                return field
        return None


class EvidenceForm(_Dated):
    """Evidence that is new, of one kind."""

    title = forms.CharField(label="Title", max_length=300, help_text="What it is: “Cell minute 12, item 3”.")
    measure_code = forms.ChoiceField(label="Measure", widget=forms.Select)
    url = forms.CharField(label="Address", max_length=2000, help_text="As the browser shows it, with https://")
    note = forms.CharField(label="Note", required=False, widget=CompactTextarea)
    field_order = ("title", "measure_code", "upload", "url", "note", "owner", "true_on", "expires_on")

    def __init__(
        self, *args: Any, kind: EvidenceKind, today: date, limit: Threshold, definitions: Sequence[Definition],
        roles: Iterable[Role], lead_id: int | None,
    ) -> None:  # fmt: skip
        super().__init__(*args, initial={"owner": str(lead_id or "")})
        self.kind = kind
        self.fields["upload"] = _upload_field()
        self.order_fields(self.field_order)
        for name in set(self.fields) - {*FIELDS[kind], "owner", "true_on", "expires_on"}:
            del self.fields[name]
        self.date_from(today, limit)
        self.offer("owner", [("", "No one"), *((str(role.pk), role.title) for role in roles)])
        self.offer("measure_code", [("", "Choose a measure"), *((each.code, each.title) for each in definitions)])
        if "note" in self.fields:
            self.fields["note"].help_text = NOTE_HINTS[kind]
            if kind is EvidenceKind.RECORD:
                self.fields["note"].label, self.fields["note"].required = "Where it is kept", True

    def said(self) -> dict[str, Any]:
        said = {name: value for name, value in self.cleaned_data.items() if name not in ("owner", "upload")}
        return said | {"owner_id": self.owner_id(), "upload": self.upload()}


class RenewForm(_Dated):
    """Evidence that stands, seen to be true again."""

    url = forms.CharField(
        label="Address", max_length=2000, required=False, help_text="If it is found elsewhere now. Empty: as it is."
    )
    why = forms.CharField(label="What was seen", required=False, widget=CompactTextarea)
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("true_on", "expires_on", "upload", "url", "owner", "why", "version")

    def __init__(
        self, *args: Any, evidence: Evidence, today: date, limit: Threshold, roles: Iterable[Role]
    ) -> None:  # fmt: skip
        super().__init__(*args, initial={"version": evidence.version, "owner": str(evidence.owner_id or "")})
        self._evidence, self._today, self._limit, self._roles = evidence, today, limit, list(roles)
        if evidence.owner is not None and evidence.owner not in self._roles:
            self._roles.append(evidence.owner)  # a role that has ended stays on offer where the evidence has it
        self.offer("owner", [("", "No one"), *((str(role.pk), role.title) for role in self._roles)])
        if evidence.kind == EvidenceKind.FILE:
            field = _upload_field()
            field.label, field.required = "A newer file", False
            field.help_text = f"If there is one. Without it the file stays: {evidence.file_name}."
            self.fields["upload"] = field
        if evidence.kind != EvidenceKind.LINK:
            del self.fields["url"]
        self.order_fields(self.field_order)
        self.date_from(today, limit)

    def said(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "true_on": said["true_on"], "expires_on": said["expires_on"], "why": said["why"],
            "url": said.get("url", ""), "upload": self.upload(), "expected_version": said["version"],
            "owner_id": self.owner_id(),
        }  # fmt: skip

    def again(self, refusal: str, version: int) -> "RenewForm":
        """What was typed, with the reason; sent again it is a change of the evidence as it is now."""
        data = {**dict(self.data.items()), "version": version}
        shown = RenewForm(
            data, evidence=self._evidence, today=self._today, limit=self._limit, roles=self._roles
        )  # fmt: skip
        shown.is_valid()
        shown.add_error(shown.field_of(refusal), refusal)
        return shown


class EndForm(PlainForm):
    """Evidence that shows it no more."""

    end_why = forms.CharField(label="Why it is evidence no more", widget=CompactTextarea)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="end_%s", **kwargs)

    def again(self, refusal: str, version: int) -> "EndForm":
        shown = EndForm({**dict(self.data.items()), "version": version})
        shown.is_valid()
        shown.add_error(None, refusal)
        return shown
