"""The fields of a plan's forms. What is written to the plan is decided by the actions."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms

from overwinter.design.forms import CompactTextarea, Picks, PlainForm, WrittenDateField
from overwinter.design.marks import met_choices, rag_choices
from overwinter.kernel.status import FullyMet, Rag
from overwinter.organisations.api import Officer, ReportingGroup, Role
from overwinter.plans.domain.changes import GapChanges, ResponseChanges
from overwinter.plans.domain.facts import ActionState, RowFacts
from overwinter.plans.domain.rules import is_unowned
from overwinter.plans.models import GapAction, Response

LONGEST_KEY = 18
"""Figures of a key that every database can hold."""
WHY_HINT = "Needed when RAG, fully met or a date changes. The board reads it."


class OneOf(forms.ChoiceField):
    """One record of a list, or none. The action refuses what is not of this council; the list is read when shown."""

    def __init__(self, *, label: str) -> None:
        super().__init__(label=label, required=False)

    def valid_value(self, value: Any) -> bool:
        return str(value).isdecimal() and len(str(value)) <= LONGEST_KEY


class SeveralOf(forms.MultipleChoiceField):
    """As :class:`OneOf`, for any number of records."""

    def __init__(self, *, label: str, help_text: str) -> None:
        super().__init__(label=label, required=False, widget=forms.CheckboxSelectMultiple, help_text=help_text)

    def valid_value(self, value: Any) -> bool:
        return str(value).isdecimal() and len(str(value)) <= LONGEST_KEY


Choosable = Role | ReportingGroup


def offer(form: forms.Form, name: str, records: Iterable[Choosable], kept: Iterable[Choosable], none: str = "") -> None:
    """Let the field offer ``records``, and of ``kept`` what has ended since: saving must not drop it unasked."""

    def choices() -> list[tuple[str, str]]:
        found = list(records)
        shown = [*found, *(each for each in kept if each not in found)]
        return [*([("", none)] if none else []), *((str(each.pk), str(each)) for each in shown)]

    cast(forms.ChoiceField, form.fields[name]).choices = choices


class VersionedForm(PlainForm):
    """Carries the version the person had before them."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class StatusForm(VersionedForm):
    """RAG, fully met and the next review, each with the reason."""

    rag = forms.ChoiceField(label="RAG", choices=rag_choices, widget=Picks)
    fully_met = forms.ChoiceField(label="Fully met", choices=met_choices, widget=Picks)
    why = forms.CharField(label="Why", required=False, widget=CompactTextarea, help_text=WHY_HINT, strip=True)
    next_review = WrittenDateField(label="Next review", required=False)

    @staticmethod
    def values_of(response: Response) -> dict[str, Any]:
        return {
            "rag": response.rag, "fully_met": response.fully_met, "next_review": response.next_review,
            "version": response.version,
        }  # fmt: skip

    def changes(self) -> ResponseChanges:
        said = self.cleaned_data
        return {
            "rag": Rag(said["rag"]), "fully_met": FullyMet(said["fully_met"]), "next_review": said["next_review"],
        }  # fmt: skip


class AnswerForm(VersionedForm):
    """The response, who leads it, to whom it is reported and by when; for a local row also what it is about."""

    LOCAL = ("title", "section", "number", "wording")
    title = forms.CharField(label="Title", max_length=300)
    section = forms.CharField(label="Section", max_length=300, required=False)
    number = forms.CharField(label="Number", max_length=40, required=False)
    wording = forms.CharField(label="What is to be achieved", required=False, widget=CompactTextarea)
    text = forms.CharField(
        label="Our response", required=False, widget=forms.Textarea({"rows": 8}), help_text="What the council does."
    )
    lead = OneOf(label="Lead")
    led_with = SeveralOf(label="Led together with", help_text="Where more than one role leads the row.")
    groups = SeveralOf(label="Reports to", help_text="Cells, boards and groups are added under Council.")
    by_when = forms.CharField(
        label="By when, in words", required=False, help_text="As people say it: “end of October, then weekly”."
    )
    by_when_date = WrittenDateField(
        label="By when, as a date", required=False, help_text="If the words hold one. For example, 31 October 2026"
    )
    why = forms.CharField(
        label="Why", required=False, widget=CompactTextarea, help_text="Needed when a date that was set moves."
    )

    def __init__(
        self, *args: Any, roles: Iterable[Role], groups: Iterable[ReportingGroup], local: bool,
        section_lead: str = "", section_groups: str = "", **kwargs: Any,
    ) -> None:  # fmt: skip
        """``section_lead`` and ``section_groups``: what the row has of its section where it names none itself."""
        super().__init__(*args, **kwargs)
        self.kept_roles: list[Role] = []
        self.kept_groups: list[ReportingGroup] = []
        offer(self, "lead", roles, self.kept_roles, f"As its section: {section_lead}" if section_lead else "No one")
        offer(self, "led_with", roles, self.kept_roles)
        if section_groups:
            self.fields["groups"].help_text = f"With none ticked it reports where its section does: {section_groups}."
        offer(self, "groups", groups, self.kept_groups)
        if not local:
            for name in self.LOCAL:
                del self.fields[name]

    @classmethod
    def values_of(cls, response: Response, groups: Iterable[ReportingGroup]) -> dict[str, Any]:
        return {
            "text": response.text, "lead": "" if response.lead_from_section else str(response.lead_id or ""),
            "led_with": [] if response.lead_from_section else [str(pk) for pk in response.led_with],
            "groups": [] if response.groups_from_section else [str(each.pk) for each in groups],
            "by_when": response.by_when, "by_when_date": response.by_when_date, "version": response.version,
            **{name: getattr(response, name) for name in cls.LOCAL},
        }  # fmt: skip

    def changes(self) -> ResponseChanges:
        said = self.cleaned_data
        changes: ResponseChanges = {
            "text": said["text"], "lead": int(said["lead"]) if said["lead"] else None,
            "led_with": [int(pk) for pk in said["led_with"]],
            "by_when": said["by_when"], "by_when_date": said["by_when_date"],
            "groups": [int(pk) for pk in said["groups"]],
        }  # fmt: skip
        if "title" in said:
            changes |= {name: said[name] for name in self.LOCAL}  # type: ignore[typeddict-item]  # its text fields
        return changes


class GapActionForm(PlainForm):
    """A gap action that is new."""

    text = forms.CharField(label="What will be done", widget=CompactTextarea)
    owner = OneOf(label="Owner")
    due = WrittenDateField(label="Due", required=False)
    due_as_written = forms.CharField(
        label="Due, in words", required=False, max_length=300, help_text="If it is no date: “after the cell has met”."
    )
    priority = forms.ChoiceField(label="Priority", choices=GapAction.Priority.choices, initial="normal")

    def __init__(self, *args: Any, roles: Iterable[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "owner", roles, (), "No one")

    def said(self) -> dict[str, Any]:
        return self.cleaned_data | {"owner": int(self.cleaned_data["owner"]) if self.cleaned_data["owner"] else None}


class GapChangeForm(GapActionForm):
    """A gap action that stands already."""

    state = forms.ChoiceField(label="State", choices=[(state.value, state.label) for state in ActionState])
    why = forms.CharField(
        label="Why", required=False, widget=CompactTextarea,
        help_text="Needed when the due date moves or the action is dropped. It stands beside the old date.",
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("text", "state", "owner", "due", "due_as_written", "priority", "why")

    @staticmethod
    def values_of(action: GapAction) -> dict[str, Any]:
        return {
            "text": action.text, "owner": str(action.owner_id or ""), "due": action.due, "state": action.state,
            "due_as_written": action.due_as_written, "priority": action.priority, "version": action.version,
        }  # fmt: skip

    def changes(self) -> GapChanges:
        said = self.said()
        return {
            "text": said["text"], "owner": said["owner"], "due": said["due"], "state": said["state"],
            "due_as_written": said["due_as_written"], "priority": said["priority"],
        }  # fmt: skip


class AcceptFindingForm(PlainForm):
    """Why a finding can stand, and until when. Carries the facts the person had before them."""

    reason = forms.CharField(
        label="Why it can stand", widget=CompactTextarea, strip=True, help_text="Whoever signs the plan reads it.",
        error_messages={"required": "Say why this can stand as it is"},
    )  # fmt: skip
    until = WrittenDateField(label="Until", error_messages={"required": "Say until which day"})
    fingerprint = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)

    def refused(self, why: str, fingerprint: str) -> "AcceptFindingForm":
        """What was typed, with the reason; sent again it is about the finding as it stands now."""
        again = AcceptFindingForm({**self.data, "fingerprint": fingerprint})
        again.is_valid()
        again.add_error("until" if why.startswith("Choose a day") else None, why)
        return again


class NoteForm(PlainForm):
    """A note on a row, and the colleagues it is for."""

    text = forms.CharField(
        label="Note", widget=CompactTextarea, strip=True, max_length=2_000,
        help_text="Leave out what names people who receive care.",
    )  # fmt: skip
    colleagues = SeveralOf(label="For", help_text="Each is told by mail that there is a note, without its words.")

    def __init__(self, *args: Any, colleagues: Iterable[Officer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(str(each.user.pk), f"{each.title} ({each.user.name})") for each in colleagues]
        cast(forms.MultipleChoiceField, self.fields["colleagues"]).choices = offered

    @property
    def mentioned(self) -> list[int]:
        return [int(pk) for pk in self.cleaned_data["colleagues"]]


class LocalRowForm(PlainForm):
    """A row that no national requirement asks for."""

    title = forms.CharField(label="Title", max_length=300, help_text="What the row is about, in a few words.")
    section = forms.CharField(label="Section", max_length=300, required=False)
    number = forms.CharField(label="Number", max_length=40, required=False, help_text="If your plan numbers it.")
    wording = forms.CharField(label="What is to be achieved", required=False, widget=CompactTextarea)
    text = forms.CharField(label="Our response", required=False, widget=CompactTextarea)
    lead = OneOf(label="Lead")

    def __init__(self, *args: Any, roles: Iterable[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "lead", roles, (), "No one")

    def said(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        lead = said.pop("lead")
        return said | {"lead_id": int(lead) if lead else None}


class LeadsForm(PlainForm):
    """One role, and the rows it shall lead."""

    role = OneOf(label="Lead")
    rows = forms.MultipleChoiceField(
        label="Rows", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Choose the rows it shall lead"}
    )

    def __init__(
        self, *args: Any, rows: Iterable[RowFacts], roles: Iterable[Role], everything: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "role", roles, (), "Choose a role")
        self.fields["role"].required = True
        cast(forms.MultipleChoiceField, self.fields["rows"]).choices = [
            (str(row.response_id), f"{row.number} {row.title}{f' (now {row.lead})' if row.lead else ''}".strip())
            for row in rows
            if everything or is_unowned(row)
        ]

    @property
    def role_id(self) -> int:
        return int(self.cleaned_data["role"])

    @property
    def row_ids(self) -> list[int]:
        return [int(pk) for pk in self.cleaned_data["rows"]]


class StartForm(PlainForm):
    """A national plan and a winter: of a plan that is started, or that another is carried to."""

    framework = forms.ChoiceField(label="National plan", widget=Picks)
    winter = forms.ChoiceField(label="Winter")

    def __init__(
        self, *args: Any, frameworks: Iterable[tuple[str, str]], winters: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["framework"]).choices = list(frameworks)
        cast(forms.ChoiceField, self.fields["winter"]).choices = list(winters)


class SignForm(PlainForm):
    """That the person has seen what is open, and the digest of what was on the page."""

    seen = forms.BooleanField(
        error_messages={"required": "Tick that you have seen what is open in the plan. Signing says that you know it"}
    )
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, open_work: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].label = f"I have seen what is open in the plan, listed below: {open_work}"


class SendBackForm(PlainForm):
    """Why the plan is not signed."""

    why = forms.CharField(
        label="Why you send it back", widget=CompactTextarea, strip=True,
        help_text="The plan manager reads it, and it stays in the record.",
    )  # fmt: skip


class SigningChoicesForm(PlainForm):
    """Which steps the council asks besides those always asked, and which rules forbid signing."""

    steps = forms.MultipleChoiceField(
        label="Who signs besides the plan manager and the director of adult social services",
        widget=forms.CheckboxSelectMultiple, required=False,
    )  # fmt: skip
    rules = forms.MultipleChoiceField(
        label="What forbids signing", widget=forms.CheckboxSelectMultiple, required=False,
        help_text="Whoever wants to sign is told in words what is in the way, with the way to mend it.",
    )  # fmt: skip

    def __init__(
        self, *args: Any, steps: Iterable[tuple[str, str]], rules: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.MultipleChoiceField, self.fields["steps"]).choices = list(steps)
        cast(forms.MultipleChoiceField, self.fields["rules"]).choices = list(rules)
