"""The forms of the end of a winter: lessons, closing, opening again, and where the plan goes next."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms

from overwinter.design.forms import CompactTextarea, PlainForm
from overwinter.organisations.api import Role
from overwinter.plans.actions import LessonWords
from overwinter.plans.forms import OneOf, offer
from overwinter.plans.models import Lesson


class LessonForm(PlainForm):
    """What the winter taught."""

    row = OneOf(label="About the row")
    theme = forms.CharField(
        label="Or about",
        required=False,
        max_length=200,
        help_text="A theme of your own, such as Staffing at Christmas.",
    )
    went_well = forms.CharField(label="What went well", required=False, widget=CompactTextarea)
    went_badly = forms.CharField(label="What did not", required=False, widget=CompactTextarea)
    change = forms.CharField(label="What to change", required=False, widget=CompactTextarea)
    decided = forms.CharField(
        label="What was decided for next winter", required=False, widget=CompactTextarea,
        help_text="Stands beside the row in next winter’s plan.",
    )  # fmt: skip
    owner = OneOf(label="Who sees to it")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, rows: Iterable[tuple[int, str]], roles: Iterable[Role], kept: Iterable[Role] = (),
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        offered = [("", "No row alone"), *((str(pk), name) for pk, name in rows)]
        cast(forms.ChoiceField, self.fields["row"]).choices = offered
        offer(self, "owner", roles, kept, "No one")

    @staticmethod
    def values_of(lesson: Lesson) -> dict[str, Any]:
        names = ("theme", "went_well", "went_badly", "change", "decided", "version")
        return {
            "row": str(lesson.response_id or ""), "owner": str(lesson.owner_id or ""),
            **{name: getattr(lesson, name) for name in names},
        }  # fmt: skip

    def words(self) -> LessonWords:
        said = self.cleaned_data
        return LessonWords(
            went_well=said["went_well"], went_badly=said["went_badly"], change=said["change"], decided=said["decided"],
            row=int(said["row"]) if said["row"] else None, theme=said["theme"],
            owner_id=int(said["owner"]) if said["owner"] else None,
        )  # fmt: skip


class CloseForm(PlainForm):
    summary = forms.CharField(
        label="How the winter went", required=False, widget=CompactTextarea,
        help_text="In a few sentences, for whoever reads the plan later.",
    )  # fmt: skip
    seen = forms.BooleanField(required=False)

    def __init__(self, *args: Any, unfinished: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if unfinished:
            self.fields["seen"].label = f"I have seen what is unfinished, listed below: {unfinished}"
        else:
            del self.fields["seen"]


class ReopenForm(PlainForm):
    why = forms.CharField(label="Why it is reopened", widget=CompactTextarea, strip=True)
