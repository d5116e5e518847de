"""The fields of the page's forms. What is written is decided by the actions."""

from typing import Any, cast

from django import forms

from overwinter.design.forms import CompactTextarea, PlainForm
from overwinter.organisations.api import PersonName


class PageForm(PlainForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    introduction = forms.CharField(
        label="Beginning of the page", required=False, widget=CompactTextarea,
        help_text="One or two sentences. Left empty, the page says whose plan it is and how many actions it answers.",
    )  # fmt: skip
    help_words = forms.CharField(
        label="If somebody needs help now", widget=CompactTextarea,
        help_text="The number of adult social care, at which hours, and what to do in an emergency.",
    )  # fmt: skip
    contact = forms.EmailField(
        label="Address for what is wrong or hard to read",
        error_messages={"invalid": "This is not an email address. Write it like winterplan@council.gov.uk"},
    )
    names_withheld = forms.CharField(
        label="Names to keep off the page", required=False, widget=CompactTextarea,
        help_text="One to a line. Names of people with an account here, and names after Mr, Ms, Dr and the like, are "
        "kept off without being listed.",
    )  # fmt: skip
    approved = forms.TypedMultipleChoiceField(
        label="People the page may name", required=False, coerce=int, widget=forms.CheckboxSelectMultiple,
        help_text="Tick only who has agreed to it.",
    )  # fmt: skip

    def __init__(self, *args: Any, people: list[PersonName], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.TypedMultipleChoiceField, self.fields["approved"])
        field.choices = [(person.user_id, person.name) for person in people]


class WordsForm(PlainForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(
        label="Words for the public", required=False, widget=forms.Textarea({"rows": 5}),
        help_text="Left empty, the page has the answer as it stands in the plan.",
    )  # fmt: skip
    left_out_because = forms.CharField(
        label="Leave this row out, because", required=False, widget=CompactTextarea,
        help_text="Readers see the title of the row and this reason. Left empty, the row is shown.",
    )  # fmt: skip


class PublishForm(PlainForm):
    digest = forms.CharField(widget=forms.HiddenInput)
    looked = forms.BooleanField(label="I have read the preview, and this may be read by everybody")


class WithdrawForm(PlainForm):
    notice = forms.CharField(
        label="Notice for readers", widget=CompactTextarea,
        help_text="Why it is withdrawn and where to look instead. It stands in the page’s place.",
    )  # fmt: skip
