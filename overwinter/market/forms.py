"""What an officer records. Every refusal says what to do, and what was typed stays."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.conf import settings

from overwinter.design.forms import CompactTextarea, Picks, PlainForm, WrittenDateField
from overwinter.design.limits import origin
from overwinter.kernel.threshold import Threshold
from overwinter.market.actions import Upload
from overwinter.market.domain.assessments import Assessment
from overwinter.market.domain.continuity import FILE_KINDS, Plan
from overwinter.market.domain.support import Answer, Question, Said
from overwinter.market.models import Viability


class SupportForm(PlainForm):
    """The four questions on one form. A question left open stays without an answer."""

    asked_on = WrittenDateField(
        label="Said on", help_text="The day of the call or visit. Answers that change hold from it."
    )

    def __init__(self, *args: Any, before: Iterable[Answer], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asked_on"].initial = today
        stood = {answer.question: answer for answer in before}
        for question in Question:
            answer = stood.get(question)
            self.fields[question.value] = forms.ChoiceField(
                label=question.label, required=False, widget=Picks, initial=answer.said.value if answer else None,
                choices=[(each.value, each.label) for each in Said],
            )  # fmt: skip
            self.fields[f"{question.value}_help"] = forms.CharField(
                label=f"What would help: {question.short.lower()}", required=False, max_length=400,
                initial=answer.help_wanted if answer else "",
            )  # fmt: skip
        self.order_fields([*(name for name in self.fields if name != "asked_on"), "asked_on"])

    @property
    def answers(self) -> list[Answer]:
        said = self.cleaned_data
        return [
            Answer(each, Said(said[each.value]), said["asked_on"], said[f"{each.value}_help"].strip())
            for each in Question
            if said[each.value]
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for each in Question:
            if said.get(f"{each.value}_help") and not said.get(each.value):
                self.add_error(each.value, f"{each.short}: choose what they said, beside what would help")
        return said


class ContinuityForm(PlainForm):
    version = forms.CharField(label="Version", max_length=40, help_text="As the provider calls it, like 3 or 2026.1.")
    dated = WrittenDateField(label="Date of the version")
    tested_on = WrittenDateField(
        label="Last tested", required=False, help_text="Empty if it is not known to be tested."
    )
    workforce = forms.BooleanField(
        label="It has a section about staff", required=False,
        help_text="What is done when many are away, and who stands in.",
    )  # fmt: skip
    expires_on = WrittenDateField(label="Runs out", required=False)
    note = forms.CharField(label="Note", max_length=400, required=False, widget=CompactTextarea)
    upload = forms.FileField(
        label="File", required=False, widget=forms.FileInput({"accept": ",".join(f".{each}" for each in FILE_KINDS)}),
        error_messages={"empty": "The file is empty. Choose the file the provider sent"},
    )  # fmt: skip

    def __init__(self, *args: Any, holds: Threshold, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "expires_on"
        ].help_text = f"As the plan says. Empty: it holds for {holds.said} from its date. {origin(holds)}"
        self.fields[
            "upload"
        ].help_text = (
            f"The plan itself, if it is kept here; {settings.EVIDENCE_LIMIT_MB} MB at most. No list of residents."
        )

    @property
    def plan(self) -> Plan:
        said = self.cleaned_data
        return Plan(said["version"].strip(), said["dated"], said["expires_on"], said["tested_on"], said["workforce"])

    @property
    def sent(self) -> Upload | None:
        given = self.cleaned_data.get("upload")
        return Upload(given.name, given.size, given.file) if given else None


class AssessmentForm(PlainForm):
    about = forms.CharField(label="Which risk", max_length=200, help_text="Like Visiting, or Fire and evacuation.")
    assessed_on = WrittenDateField(label="Assessed on")
    review_on = WrittenDateField(label="Look again by")
    outcome = forms.CharField(
        label="What came of it", required=False, max_length=2000, widget=CompactTextarea, help_text="Name nobody."
    )

    def __init__(self, *args: Any, about: str = "", today: date, again: Threshold, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.given = about
        if about:
            del self.fields["about"]
        self.fields["assessed_on"].initial = today
        self.fields["review_on"].initial = today + timedelta(days=again.days)
        self.fields["review_on"].help_text = f"Offered: {again.said} from today. {origin(again)}"

    @property
    def made(self) -> Assessment:
        said = self.cleaned_data
        return Assessment(said.get("about", self.given), said["assessed_on"], said["review_on"], said["outcome"])


class ViabilityForm(PlainForm):
    stands = forms.ChoiceField(
        label="How its finances stand", widget=Picks, choices=Viability.Stands.choices,
        error_messages={"required": "Choose how its finances stand"},
    )  # fmt: skip
    ground = forms.CharField(
        label="On what ground", widget=CompactTextarea, max_length=2000,
        help_text="Accounts, a letter, what the provider told, and of when. It is commercially sensitive.",
    )  # fmt: skip

    @property
    def chosen(self) -> Viability.Stands:
        return Viability.Stands(self.cleaned_data["stands"])


class MeetingForm(PlainForm):
    group = forms.ChoiceField(label="Reporting group that is this meeting", required=False)

    def __init__(self, *args: Any, groups: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [("", "None"), *((str(pk), name) for pk, name in groups.items())]
        cast(forms.ChoiceField, self.fields["group"]).choices = offered

    @property
    def group_id(self) -> int | None:
        return int(self.cleaned_data["group"]) if self.cleaned_data["group"] else None
