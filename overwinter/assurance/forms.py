"""What people write into the letter, how it was sent, and the template."""

from typing import Any

from django import forms

from overwinter.assurance.domain.facts import FreeWords
from overwinter.assurance.models import SentLetter
from overwinter.assurance.queries import WORDS
from overwinter.design.forms import CompactTextarea, Picks, PlainForm, WrittenDateField


class WordsForm(PlainForm):
    """The paragraphs that people write. Each may be empty; an empty line begins a new paragraph."""

    to = forms.CharField(label="To", widget=CompactTextarea, required=False, help_text="A line for each line")
    reference = forms.CharField(label="Our reference", required=False, max_length=100)
    opening = forms.CharField(label="Opening", widget=CompactTextarea, required=False)
    providers = forms.CharField(
        label="More about providers and business continuity", widget=CompactTextarea, required=False,
        help_text="It stands after what the plan says of it",
    )  # fmt: skip
    issues = forms.CharField(
        label="More about the key issues", widget=CompactTextarea, required=False,
        help_text="It stands before their table",
    )  # fmt: skip
    partners = forms.CharField(
        label="More about the NHS and the voluntary and community sector", widget=CompactTextarea, required=False
    )
    closing = forms.CharField(label="Closing", widget=CompactTextarea, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def values_of(words: FreeWords, version: int) -> dict[str, Any]:
        return {name: getattr(words, name) for name in WORDS} | {"version": version}

    @property
    def words(self) -> FreeWords:
        return FreeWords(**{name: self.cleaned_data[name] for name in WORDS})


class SentForm(PlainForm):
    """That the letter has gone. It is sent outside of Overwinter; this keeps the copy."""

    to = forms.CharField(label="To whom it was sent", widget=CompactTextarea)
    sent_on = WrittenDateField(label="When")
    how = forms.ChoiceField(label="How", choices=SentLetter.How.choices, widget=Picks)
    note = forms.CharField(
        label="Note", required=False, widget=CompactTextarea, help_text="Such as the address, or who acknowledged it"
    )
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)


class TemplateForm(PlainForm):
    file = forms.FileField(label="Template")

    def __init__(self, *args: Any, ending: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = f"A .{ending} file of at most 5 MB, as described below"
