"""What people fill in: the file they bring, and the row they look at."""

from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from overwinter.design.forms import CompactTextarea, PlainForm, WrittenDateField
from overwinter.frameworks.api import FrameworkFact
from overwinter.intake.domain.rows import LABELS, TAKES_PIECES, RowValues
from overwinter.intake.models import ReadRow
from overwinter.intake.pages.choices import LOCAL, ids_of
from overwinter.kernel.winter import Winter
from overwinter.reading.cells.dates import read_date

READABLE = (
    *("docx", "docm", "dotx", "dotm", "doc", "dot", "odt", "ott", "fodt", "rtf"),
    *("xlsx", "xlsm", "xltx", "xltm", "xlsb", "xls", "xlt", "ods", "ots", "fods", "csv", "tsv"),
    *("pptx", "pptm", "potx", "potm", "ppsx", "ppsm", "ppt", "pps", "odp", "otp", "fodp"),
    *("pdf", "png", "jpg", "jpeg", "tif", "tiff", "html", "htm", "mht", "mhtml", "md", "markdown", "txt"),
)
USUAL = ("docx", "xlsx", "pptx", "pdf", "csv", "txt")
"""What a person is told to save the plan as."""
OWN_WINTER = ""
MEGABYTE = 1 << 20


class UploadForm(PlainForm):
    file = forms.FileField(
        label="The plan",
        widget=forms.FileInput,
        error_messages={"empty": "The file is empty. Choose the file that holds the plan"},
    )
    framework = forms.ChoiceField(label="National plan it answers", widget=forms.Select)
    winter = forms.ChoiceField(
        label="Winter it is for",
        required=False,
        help_text="Dates written without a year are read in this winter.",
        widget=forms.Select,
    )

    def __init__(
        self,
        *args: Any,
        frameworks: list[FrameworkFact],
        own: tuple[str, str] | None,
        this_winter: Winter,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._frameworks = {each.key: each for each in frameworks}
        self.fields["file"].help_text = (
            f"Word, Excel, PowerPoint or OpenDocument, PDF, scan or picture, web page, rich or plain text, csv; "
            f"{settings.UPLOAD_LIMIT_MB} MB at most."
        )
        self.fields["file"].widget.attrs["accept"] = ",".join(f".{each}" for each in READABLE)
        _offer(self.fields["framework"], [(each.key, f"{each.title} ({each.winter})") for each in frameworks])
        first = min([this_winter, *(Winter.parse(each.winter) for each in frameworks)]).first_year
        winters = [Winter(year) for year in range(this_winter.first_year + 1, first - 1, -1)]
        same = [(OWN_WINTER, "The winter of that national plan")]
        _offer(self.fields["winter"], same + [(each.code, str(each)) for each in winters])
        if own is not None and own[0] in self._frameworks:
            framework, winter = own
            self.initial["framework"] = framework
            self.initial["winter"] = OWN_WINTER if winter == self._frameworks[framework].winter else winter

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        suffix = Path(file.name or "").suffix.lower().lstrip(".")
        if suffix not in READABLE:
            raise forms.ValidationError(
                f"“{file.name}” is of a kind that cannot be read. "
                f"Save the plan as {', '.join(USUAL[:-1])} or {USUAL[-1]} and choose that file"
            )
        size = (file.size or 0) / MEGABYTE
        if size > settings.UPLOAD_LIMIT_MB:
            raise forms.ValidationError(
                f"The file has {size:.0f} MB; the most is {settings.UPLOAD_LIMIT_MB} MB. "
                "Save it without pictures, or in parts"
            )
        return file

    def chosen_winter(self) -> Winter:
        framework = self._frameworks[self.cleaned_data["framework"]]
        return Winter.parse(self.cleaned_data["winter"] or framework.winter)


def _offer(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


_RAG = [("", "Unknown"), ("green", "Green"), ("amber", "Amber"), ("red", "Red"), ("unknown", "Said to be unknown")]
_MET = [("", "Unknown"), ("yes", "Yes"), ("partial", "Partial"), ("no", "No"), ("unknown", "Said to be unknown")]


def _line(name: str) -> forms.CharField:
    return forms.CharField(label=LABELS[name], required=False, strip=True)


def _prose(name: str, rows: int) -> forms.CharField:
    widget = CompactTextarea(attrs={"class": "ow-area--fit", "rows": rows})
    return forms.CharField(label=LABELS[name], required=False, widget=widget, strip=True)


def _select(name: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=LABELS[name], required=False, choices=choices)


PROSE_WIDTH, CELL_WIDTH = 52, 22
"""Letters that stand in one line of the review's boxes."""
MOST_ROWS = 14


def _rows(text: str, width: int, *, least: int) -> int:
    return min(max(sum(1 + len(line) // width for line in text.split("\n")), least), MOST_ROWS)


class RowForm(PlainForm):
    """One row: the requirement it answers, and every cell a person may edit."""

    choice = forms.CharField(
        required=False, error_messages={"required": "Choose the requirement, or say that it is local"}
    )
    also = forms.CharField(required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)
    requirement = _prose("requirement", 3)
    response = _prose("response", 5)
    rag = _select("rag", _RAG)
    fully_met = _select("fully_met", _MET)
    gap_actions = _prose("gap_actions", 3)
    lead = _line("lead")
    reporting_to = _line("reporting_to")
    by_when = _line("by_when")
    by_when_date = WrittenDateField(label=LABELS["by_when_date"], required=False, help_text="")
    theme = _line("theme")
    section = _line("section")
    ref = _line("ref")

    def __init__(self, *args: Any, row: ReadRow, **kwargs: Any) -> None:
        initial = {name: getattr(row.values, name) for name in LABELS} | {"version": row.version}
        super().__init__(*args, initial=initial, **kwargs)
        self.row = row
        for name in (name for name in LABELS if name != "by_when_date"):
            self._fit(name, str(getattr(row.values, name)))

    def _fit(self, name: str, text: str) -> None:
        """Show the whole of a text: as many lines as it takes, within reason."""
        field = self.fields[name]
        if isinstance(field.widget, CompactTextarea):
            field.widget.attrs["rows"] = _rows(text, PROSE_WIDTH, least=2 if name != "response" else 4)
        elif isinstance(field.widget, forms.TextInput) and ("\n" in text or len(text) > CELL_WIDTH):
            field.widget = CompactTextarea({"class": "ow-area--fit", "rows": _rows(text, CELL_WIDTH, least=2)})

    def clean(self) -> dict[str, Any]:
        """A new wording of "by when" is read for its date, unless the person gave the date too."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        both = {"by_when", "by_when_date"} <= data.keys()
        if both and data["by_when"] != self.row.by_when and data["by_when_date"] == self.row.by_when_date:
            data["by_when_date"] = read_date(data["by_when"], Winter.parse(self.row.document.winter))
        return data

    def values(self) -> RowValues:
        """Everything as it was typed, with line ends as this system keeps them."""
        texts = {name: self.cleaned_data[name] for name in LABELS if name != "by_when_date"}
        kept = {name: text.replace("\r\n", "\n") for name, text in texts.items()}
        return RowValues(**kept, by_when_date=self.cleaned_data["by_when_date"])

    def requirement_ids(self) -> tuple[str, ...]:
        """The choice, with what was ticked to be added to it."""
        return tuple(dict.fromkeys([*ids_of(self.cleaned_data["choice"]), *self.ticked()]))

    def ticked(self) -> list[str]:
        return self.data.getlist("also") if hasattr(self.data, "getlist") else []

    def has_choice(self) -> bool:
        return self.cleaned_data["choice"] == LOCAL or bool(self.requirement_ids())


TAKE_CHOICES = [(name, LABELS[name]) for name in TAKES_PIECES]
