"""The form of a reporting group's terms, members, meetings and place in the ladder."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms

from overwinter.design.forms import ClockField, CompactTextarea, MeetingMinutesField, PlainForm
from overwinter.organisations.domain.groups import NTH, WEEKDAYS, Cadence, Part, Rhythm
from overwinter.organisations.group_actions import GroupTerms
from overwinter.organisations.group_queries import GroupFact
from overwinter.organisations.models import Role

Choices = list[tuple[str, str]]
PARTNER = 200
"""Letters of a partner's name."""


class GroupTermsForm(PlainForm):
    terms = forms.CharField(
        label="Terms of reference",
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text="What the group is for, what it decides and to whom it answers",
    )
    chair = forms.ChoiceField(label="Chair", required=False)
    chair_partner = forms.CharField(
        label="Or a partner chairs it",
        required=False,
        max_length=PARTNER,
        help_text="An organisation or a job title, such as Care association chair. No person’s name",
    )
    secretary = forms.ChoiceField(label="Secretary", required=False, help_text="Makes the agenda and keeps the minutes")
    roles = forms.MultipleChoiceField(
        label="Members who are roles of the council", required=False, widget=forms.CheckboxSelectMultiple
    )
    partners = forms.CharField(
        label="Members from partners",
        required=False,
        widget=CompactTextarea,
        help_text="One to a line: an organisation or a job title. No person’s name",
    )
    cadence = forms.ChoiceField(label="How often it meets", required=False)
    weekday = forms.ChoiceField(label="On which day", required=False)
    week = forms.ChoiceField(
        label="Which one of the month", required=False, help_text="For a group that meets every month"
    )
    starts_at = ClockField(label="Starts at", required=False)
    minutes = MeetingMinutesField()
    place = forms.CharField(
        label="Where", required=False, max_length=200, help_text="A room, or “by video”. It shows in calendars"
    )
    escalates_to = forms.ChoiceField(
        label="Escalates to", required=False, help_text="The group that takes what this one cannot settle"
    )

    def __init__(self, *args: Any, roles: Sequence[Role], groups: Iterable[GroupFact], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(str(role.pk), role.title) for role in roles]
        self._offer("chair", [("", "No role of the council"), *listed])
        self._offer("secretary", [("", "Nobody yet"), *listed])
        self._offer("roles", listed)
        self._offer("cadence", [(each.value, each.label) for each in Cadence])
        self._offer("weekday", [("", "Choose"), *((str(n), day) for n, day in enumerate(WEEKDAYS))])
        self._offer("week", [("", "Not monthly"), *((str(n), word.capitalize()) for n, word in NTH.items())])
        self._offer("escalates_to", [("", "No group"), *((str(each.id), each.name) for each in groups)])

    def _offer(self, name: str, choices: Choices) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    @staticmethod
    def values_of(group: GroupFact) -> dict[str, Any]:
        chair = next((each for each in group.members if each.part is Part.CHAIR), None)
        secretary = next((each for each in group.members if each.part is Part.SECRETARY), None)
        members = [each for each in group.members if each.part is Part.MEMBER]
        return {
            "terms": group.terms, "chair": str(chair.role_id or "") if chair else "",
            "chair_partner": chair.title if chair and chair.role_id is None else "",
            "secretary": str(secretary.role_id or "") if secretary else "",
            "roles": [str(each.role_id) for each in members if each.role_id is not None],
            "partners": "\n".join(each.title for each in members if each.role_id is None),
            "cadence": group.rhythm.cadence.value, "weekday": _text(group.rhythm.weekday),
            "week": _text(group.rhythm.week), "starts_at": group.starts_at, "minutes": group.minutes,
            "place": group.place, "escalates_to": _text(group.escalates_to_id),
        }  # fmt: skip

    def clean_partners(self) -> list[str]:
        names = [" ".join(line.split()) for line in self.cleaned_data["partners"].splitlines()]
        if long := [name for name in names if len(name) > PARTNER]:
            raise forms.ValidationError(f"“{long[0][:40]}…” is too long. Write one partner to a line")
        return [name for name in dict.fromkeys(names) if name]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("chair") and said.get("chair_partner"):
            self.add_error("chair_partner", "The group has one chair: choose a role, or name a partner, not both")
        return said

    def said(self) -> GroupTerms:
        said = self.cleaned_data
        return GroupTerms(
            terms=said["terms"], chair=_number(said["chair"]) or " ".join(said["chair_partner"].split()) or None,
            secretary=_number(said["secretary"]), roles=[int(each) for each in said["roles"]],
            partners=said["partners"],
            rhythm=Rhythm(
                Cadence(said["cadence"]), _number(said["weekday"]) if said["cadence"] else None,
                _number(said["week"]) if said["cadence"] == Cadence.MONTHLY else None,
            ),
            starts_at=said["starts_at"], minutes=said["minutes"], place=said["place"],
            escalates_to=_number(said["escalates_to"]),
        )  # fmt: skip


def _text(number: int | None) -> str:
    return "" if number is None else str(number)


def _number(text: str) -> int | None:
    return int(text) if text else None
