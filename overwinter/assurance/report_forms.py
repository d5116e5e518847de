"""What a person says of the report they want."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from overwinter.assurance.domain.making import Asked
from overwinter.assurance.domain.reports import ReportKind, Takes
from overwinter.assurance.exports.reports import REPORT_FORMATS
from overwinter.design.forms import Picks, PlainForm, WrittenDateField

Choices = Sequence[tuple[str, str]]


class ReportForm(PlainForm):
    """The day, the format, and the group or lead where the report is for one."""

    as_at = WrittenDateField(label="As it stood on", help_text="Today, or any day since the plan was started")
    group = forms.ChoiceField(label="For which group", required=False)
    lead = forms.ChoiceField(label="For which lead", required=False)
    file_format = forms.ChoiceField(label="Format", widget=Picks)

    def __init__(self, *args: Any, kind: ReportKind, choices: Choices, **kwargs: Any) -> None:
        """``choices``: the groups, or the leads, whichever the report takes; an empty value for none of them."""
        super().__init__(*args, **kwargs)
        self.kind = kind
        for takes in (Takes.GROUP, Takes.LEAD):
            field = self.fields[takes.value]
            if kind.takes is takes and isinstance(field, forms.ChoiceField):
                field.choices = choices
            else:
                del self.fields[takes.value]
        formats = self.fields["file_format"]
        if isinstance(formats, forms.ChoiceField):
            formats.choices = [(code, REPORT_FORMATS[code].label) for code in kind.formats]

    @staticmethod
    def first(kind: ReportKind, today: date, choices: Choices) -> dict[str, object]:
        """What stands in it before somebody fills it in."""
        which = choices[0][0] if choices else ""
        return {"as_at": today, "file_format": kind.formats[0], "group": which, "lead": which}

    @property
    def asked(self) -> Asked:
        said = self.cleaned_data
        group, lead = said.get("group") or None, said.get("lead") or None
        return Asked(
            self.kind, said["file_format"], said["as_at"], int(group) if group else None, int(lead) if lead else None
        )
