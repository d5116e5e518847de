"""What is entered about an edition of the directory, and what it calls the council's area."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from overwinter.design.forms import PlainForm, WrittenDateField
from overwinter.providers.domain.directory import day_in_name

MEGABYTE = 1 << 20


class EditionForm(PlainForm):
    file = forms.FileField(
        label="The directory",
        widget=forms.FileInput(attrs={"accept": ".csv,.ods,.xlsx"}),
        help_text="“Care directory with filters” of the Care Quality Commission, as csv, ods or xlsx.",
        error_messages={"empty": "The file is empty. Choose the file that holds the directory"},
    )
    as_of = WrittenDateField(
        label="Day of the edition",
        required=False,
        help_text="Like 1 October 2026; empty where the file’s name tells it.",
    )

    def clean_file(self) -> "UploadedFile[Any]":
        upload: UploadedFile[Any] = self.cleaned_data["file"]
        size = (upload.size or 0) / MEGABYTE
        if size > settings.UPLOAD_LIMIT_MB:
            raise ValidationError(
                f"The file has {size:.0f} MB; the most is {settings.UPLOAD_LIMIT_MB} MB. Take the ods, which is packed"
            )
        return upload

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        upload = said.get("file")
        if upload is not None and "as_of" in said and said["as_of"] is None:
            said["as_of"] = day_in_name(upload.name or "")
            if said["as_of"] is None:
                self.add_error("as_of", "The name of the file does not tell the day of the edition. Enter it")
        return said


class AreaForm(PlainForm):
    name = forms.CharField(
        label="What the directory calls the council’s area", max_length=200,
        help_text="As in its column “Location Local Authority”: “Kingston upon Hull, City of”.",
    )  # fmt: skip
