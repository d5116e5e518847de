"""The fields with which a file of returns is brought in, and its columns are decided."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from overwinter.design.forms import PlainForm, WrittenDateField
from overwinter.returns.domain.form import Definition
from overwinter.returns.domain.mapping import Mark
from overwinter.returns.models import ReturnFile

READABLE = ("xlsx", "csv", "ods")
MEGABYTE = 1 << 20


class UploadForm(PlainForm):
    file = forms.FileField(
        label="The file",
        widget=forms.FileInput(attrs={"accept": ",".join(f".{each}" for each in READABLE)}),
        error_messages={"empty": "The file is empty. Export it again"},
    )
    form = forms.ChoiceField(label="Which form it answers", widget=forms.Select)
    as_of = WrittenDateField(
        label="Day of the export",
        help_text="Rows that do not say when they were saved count as saved on this day.",
    )

    look = forms.BooleanField(
        label="Ask me about its columns, though they were decided for such a file before",
        help_text="Without this, the columns of a file that came before are taken as they were then.",
        required=False,
    )

    def __init__(self, *args: Any, asked: Sequence[tuple[str, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"as_of": today}, **kwargs)
        self._today = today
        self.fields[
            "file"
        ].help_text = f"The tracker’s export, xlsx, csv or ods; {settings.UPLOAD_LIMIT_MB} MB at most."
        field = self.fields["form"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(asked)

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if Path(file.name or "").suffix.lower().lstrip(".") not in READABLE:
            raise forms.ValidationError(
                f"“{file.name}” is of a kind that cannot be read. Save it as xlsx or csv and choose that file"
            )
        size = (file.size or 0) / MEGABYTE
        if size > settings.UPLOAD_LIMIT_MB:
            most = settings.UPLOAD_LIMIT_MB
            raise forms.ValidationError(f"The file has {size:.0f} MB; the most is {most} MB. Export it in parts")
        return file

    def clean_as_of(self) -> date:
        day: date = self.cleaned_data["as_of"]
        if day > self._today:
            raise forms.ValidationError("The export cannot be of a day to come")
        return day


class ColumnsForm(PlainForm):
    """One select for each column of the file."""

    def __init__(self, *args: Any, file: ReturnFile, definition: Definition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            ("", "Left out"),
            ("The row", [(mark.value, mark.label) for mark in Mark]),
            *(
                (section.title, [(box.code, box.label) for question in section.questions for box in question.fields])
                for section in definition.sections
            ),
        ]
        for number, column in enumerate(file.columns):
            samples = ", ".join(f"“{each}”" for each in column["samples"])
            self.fields[f"c{number}"] = forms.ChoiceField(
                label=column["name"],
                help_text=f"Holds {samples}." if samples else "Empty in the first rows.",
                choices=choices,
                required=False,
                initial=file.mapping.get(str(number), ""),
            )

    def mapping(self) -> Mapping[str, str]:
        return {name[1:]: target for name, target in self.cleaned_data.items() if target}
