"""What a secretary enters. Every refusal says what to do, and what was typed stays."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, cast

from django import forms

from overwinter.design.forms import ClockField, CompactTextarea, MeetingMinutesField, Picks, PlainForm, WrittenDateField
from overwinter.governance.models import Attendance, Meeting, Outcome
from overwinter.organisations.api import GroupFact, Role

Choices = Iterable[tuple[str, str]]
MANY_ROLES = "Who sees to it; for an action"


def _offer(form: forms.Form, name: str, choices: Choices) -> None:
    cast(forms.ChoiceField, form.fields[name]).choices = list(choices)


class MeetingForm(PlainForm):
    """When and where a meeting is."""

    on = WrittenDateField(label="Day")
    starts_at = ClockField(label="Starts at", required=False)
    minutes = MeetingMinutesField()
    place = forms.CharField(label="Where", required=False, max_length=200)

    @staticmethod
    def values_for(group: GroupFact, on: date | None) -> dict[str, Any]:
        return {"on": on, "starts_at": group.starts_at, "minutes": group.minutes, "place": group.place}

    @staticmethod
    def values_of(meeting: Meeting) -> dict[str, Any]:
        return {
            "on": meeting.on, "starts_at": meeting.starts_at, "minutes": meeting.minutes, "place": meeting.place
        }  # fmt: skip

    def said(self) -> dict[str, Any]:
        return self.cleaned_data


class AddItemForm(PlainForm):
    """A row of the plan, or anything else."""

    row = forms.ChoiceField(label="A row of the plan", required=False)
    title = forms.CharField(label="Or anything else", required=False, max_length=400)
    reason = forms.CharField(label="Why it is on the agenda", required=False, widget=CompactTextarea)

    def __init__(self, *args: Any, rows: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "row", [("", "No row"), *((str(pk), name) for pk, name in rows)])

    def said(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "response_id": int(said["row"]) if said["row"] else None, "title": said["title"], "reason": said["reason"]
        }  # fmt: skip


class OutcomeForm(PlainForm):
    """A decision, an action, or an escalation."""

    kind = forms.ChoiceField(label="What came of it", widget=Picks, initial=Outcome.Kind.DECISION)
    text = forms.CharField(
        label="In words", widget=CompactTextarea, help_text="What was decided, what will be done, or why it goes up"
    )
    owner = forms.ChoiceField(label="Owner", required=False, help_text=MANY_ROLES)
    due = WrittenDateField(
        label="Due", required=False, help_text="By when; for an action. For example, 27 November 2026"
    )

    def __init__(self, *args: Any, roles: Iterable[Role], above: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [("decision", "Decision"), ("action", "Action")]
        _offer(self, "kind", [*kinds, ("escalation", f"Escalate to the {above}")] if above else kinds)
        _offer(self, "owner", [("", "No one"), *((str(role.pk), role.title) for role in roles)])

    @property
    def owner_id(self) -> int | None:
        return int(self.cleaned_data["owner"]) if self.cleaned_data["owner"] else None


class NoteForm(forms.Form):
    note = forms.CharField(label="For the minutes", required=False, widget=forms.Textarea({"rows": 4}))


class WhyForm(PlainForm):
    """One reason, for what is not undone without one."""

    why = forms.CharField(label="Why", widget=CompactTextarea)


class EscalateForm(WhyForm):
    row = forms.ChoiceField(label="Row")

    field_order = ("row", "why")

    def __init__(self, *args: Any, rows: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "row", [("", "Choose"), *((str(pk), name) for pk, name in rows)])


class AttendanceForm(forms.Form):
    """A choice for each member, and lines for guests."""

    guests = forms.CharField(
        label="Who else came",
        required=False,
        widget=CompactTextarea,
        help_text="One to a line: a role or an organisation. No person’s name",
    )

    def __init__(self, *args: Any, group: GroupFact, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {f"member-{n}": each for n, each in enumerate(group.members)}
        for name, member in self.members.items():
            part = f" ({member.part.label.lower()})" if member.part != "member" else ""
            self.fields[name] = forms.ChoiceField(
                label=f"{member.title}{part}", choices=Attendance.Came.choices, widget=Picks, required=False
            )
        self.order_fields([*self.members, "guests"])

    @staticmethod
    def values_of(group: GroupFact, noted: Iterable[Attendance]) -> dict[str, str]:
        found = {each.title: each for each in noted}
        values = {f"member-{n}": found[m.title].came for n, m in enumerate(group.members) if m.title in found}
        titles = {each.title for each in group.members}
        guests = [each.title for each in found.values() if each.title not in titles]
        return values | {"guests": "\n".join(guests)}

    def said(self) -> dict[str, Any]:
        said = self.cleaned_data
        came = {member.title: said[name] for name, member in self.members.items() if said[name]}
        return {"came": came, "guests": said["guests"].splitlines()}


class SubscribeForm(PlainForm):
    name = forms.CharField(
        label="Which program reads it",
        max_length=80,
        help_text="So that you know which address to revoke. For example, Outlook at work",
    )
    scope = forms.ChoiceField(
        label="What it shows",
        widget=Picks,
        choices=[("mine", "What is mine"), ("all", "Everything of the council")],
        initial="mine",
    )
