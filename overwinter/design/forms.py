"""How forms are drawn, and the fields every context shares.

``FORM_RENDERER`` names :class:`GovukRenderer`. In a template, ``{{ form.name.as_field_group }}`` draws one field with
its label, hint and error; ``{{ form }}`` draws them all. The error summary stands in the base layout.
"""

import re
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import BaseRenderer, TemplatesSetting
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from overwinter.kernel.days import full_day

EXAMPLE_HINT = "For example, 27 November 2026"
_ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)\b", re.IGNORECASE)
_WRITTEN_FORMATS = ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d")


class GovukRenderer(TemplatesSetting):
    form_template_name = "design/forms/form.html"
    field_template_name = "design/forms/field.html"


class WrittenDateInput(forms.TextInput):
    """One text box; shows a date in words and whatever else was typed as it was typed."""

    def format_value(self, value: Any) -> str | None:
        return full_day(value) if isinstance(value, date) else super().format_value(value)


class WrittenDateField(forms.Field):
    """A date as people write it: "27 November 2026", "27th Nov 2026", "27/11/2026". The year must be said."""

    widget = WrittenDateInput

    def __init__(self, *, help_text: str = EXAMPLE_HINT, **kwargs: Any) -> None:
        super().__init__(help_text=help_text, **kwargs)

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        words = re.sub(r"(?i)\bsept\b", "sep", _ORDINAL.sub("", " ".join(str(value).replace(",", " ").split())))
        for written in _WRITTEN_FORMATS:
            try:
                return datetime.strptime(words, written).date()
            except ValueError:
                continue
        raise ValidationError(
            f"“{value}” could not be read as a date. Write the day, month and year, like 27 November 2026",
            code="invalid",
        )

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class ClockField(forms.TimeField):
    """A time of day as people write it: "10:00", "10.00", "2pm", "2.30pm"."""

    def __init__(self, *, help_text: str = "For example, 10:00", **kwargs: Any) -> None:
        super().__init__(
            input_formats=["%H:%M", "%H.%M", "%I:%M%p", "%I%p", "%I.%M%p"],
            widget=forms.TimeInput(format="%H:%M"),
            help_text=help_text,
            error_messages={"invalid": "Write the time like 10:00"},
            **kwargs,
        )


class MeetingMinutesField(forms.IntegerField):
    """How long a meeting takes: 5 minutes to half a day."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label="Takes, in minutes",
            min_value=5,
            max_value=720,
            error_messages={
                "min_value": "A meeting takes 5 minutes or more", "max_value": "A meeting takes 720 minutes at most",
                "invalid": "Enter the minutes as a number, like 60",
            },
            **kwargs,
        )  # fmt: skip


class Picks(forms.RadioSelect):
    """Radio choices as boxes, written in one pass: the page of a row has eight, and a template for each shows."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        del renderer  # there is no template to find
        groups = self.get_context(name, value, attrs)["widget"]["optgroups"]
        boxes = (
            (option["attrs"].get("id", ""), name, option["value"], flatatt(option["attrs"]), option["label"])
            for _, options, _ in groups
            for option in options
        )
        box = '<label for="{}"><input type="radio" name="{}" value="{}"{}>{}</label>'
        return format_html('<div class="ow-picks">{}</div>', format_html_join("", box, boxes))


class Menu(forms.Select):
    """A list to choose from, written in one pass as :class:`Picks` is: without groups."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        del renderer  # there is no template to find
        widget = self.get_context(name, value, attrs)["widget"]
        options = (
            (each["value"], flatatt(each["attrs"]), each["label"])
            for _, some, _ in widget["optgroups"]
            for each in some
        )
        written = format_html_join("", '<option value="{}"{}>{}</option>', options)
        return format_html('<select name="{}" class="ow-select"{}>{}</select>', name, flatatt(widget["attrs"]), written)


class CompactTextarea(forms.Textarea):
    """A text area of three lines, which a person can pull larger."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 3, **(attrs or {})})


class PlainForm(forms.Form):
    """A form whose "nothing was entered" errors name the field, so that the summary at the top can be read alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = _missing(field, str(field.label or name.replace("_", " ")))


def _missing(field: forms.Field, label: str) -> str:
    if isinstance(field, forms.BooleanField):
        return f"Tick “{label}”"
    named = label if label[:2].isupper() else label[:1].lower() + label[1:]
    if isinstance(field, forms.FileField):
        return f"Choose a file for {named}"
    return f"Choose {named}" if isinstance(field, forms.ChoiceField) else f"Enter {named}"
