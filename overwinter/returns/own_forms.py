"""The fields with which a council switches a form on, and builds one of its own."""

import re
from datetime import date
from typing import Any

from django import forms

from overwinter.design.forms import CompactTextarea, Picks, PlainForm, WrittenDateField
from overwinter.providers.api import ServiceKind
from overwinter.returns.domain.form import UNSAID, Definition, Kind
from overwinter.returns.domain.periods import Rhythm

KINDS = [(kind.value, kind.label) for kind in ServiceKind]
WEEKDAYS = [(str(n), f"{date(2024, 1, n):%A}") for n in range(1, 8)]  # 1 January 2024 was a Monday
_NOT_IN_CODES = re.compile(r"[^a-z0-9]+")
CODE_MOST = 40


class ColumnPicks(forms.CheckboxSelectMultiple):
    template_name = "returns/_picks.html"


class UseForm(PlainForm):
    """Of whom the council asks a form."""

    services = forms.MultipleChoiceField(label="Asked of", widget=ColumnPicks, required=True)

    def __init__(self, *args: Any, definition: Definition, chosen: list[str], **kwargs: Any) -> None:
        super().__init__(*args, initial={"services": chosen or list(definition.services)}, **kwargs)
        field = self.fields["services"]
        _offer(field, [(code, label) for code, label in KINDS if code in definition.services])
        field.error_messages["required"] = "Choose at least one kind of service to ask"


class VersionForm(PlainForm):
    """From when a new version of a form holds."""

    effective_from = WrittenDateField(label="It holds from")


class FormForm(PlainForm):
    """What a form of the council's own is: its name, why it is asked, of whom and when."""

    title = forms.CharField(label="Name of the form", max_length=200)
    why = forms.CharField(
        label="Why it is asked", widget=CompactTextarea,
        help_text="Providers read it above the questions. One or two sentences.",
    )  # fmt: skip
    services = forms.MultipleChoiceField(label="Asked of", choices=KINDS, widget=ColumnPicks)
    rhythm = forms.ChoiceField(
        label="How often", choices=[(each.value, each.label) for each in Rhythm], widget=Picks, initial="weekly"
    )
    opens_weekday = forms.ChoiceField(label="Weekly: opens on", choices=WEEKDAYS, required=False, initial="1")
    closes_weekday = forms.ChoiceField(label="Weekly: last day in time", choices=WEEKDAYS, required=False, initial="5")
    opens_day = forms.IntegerField(label="Monthly: opens on day", min_value=1, max_value=28, required=False, initial=8)
    closes_day = forms.IntegerField(
        label="Monthly: last day in time", min_value=1, max_value=28, required=False, initial=14,
        help_text="Where it is no working day, it moves to the next one.",
    )  # fmt: skip
    opens_on = WrittenDateField(label="Once: opens on", required=False)
    due_on = WrittenDateField(label="Once: last day in time", required=False)
    effective_from = WrittenDateField(label="From")
    by_phone = forms.BooleanField(
        label="An officer asks it on the phone; providers are not asked themselves", required=False
    )

    def __init__(self, *args: Any, named: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if named:
            del self.fields["title"]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        rhythm = said.get("rhythm")
        if rhythm == Rhythm.ONCE.value:
            for name in ("opens_on", "due_on"):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, "Enter the day, since the form is asked once")
            if said.get("opens_on") and said.get("due_on") and said["due_on"] < said["opens_on"]:
                self.add_error("due_on", "The last day cannot be before the day it opens")
        if rhythm == Rhythm.MONTHLY.value and (said.get("closes_day") or 0) < (said.get("opens_day") or 1):
            self.add_error("closes_day", "The last day cannot be before the day it opens")
        return said

    def definition(self, sections: list[Any], totals: list[Any]) -> dict[str, Any]:
        """The data of the version, with what it asks already."""
        said = self.cleaned_data
        return {
            "effective_from": said["effective_from"].isoformat(),
            "why": said["why"].strip(),
            "services": said["services"],
            "cadence": self._cadence(),
            "section": sections,
            "total": totals,
            "by_phone": said["by_phone"],
        }

    def _cadence(self) -> dict[str, Any]:
        said = self.cleaned_data
        cadence: dict[str, Any] = {"rhythm": said["rhythm"]}
        match said["rhythm"]:
            case "weekly":
                cadence |= {"opens": int(said["opens_weekday"] or 1), "closes": int(said["closes_weekday"] or 7)}
            case "monthly":
                cadence |= {"opens": said["opens_day"] or 1, "closes": said["closes_day"] or 28, "to_working_day": True}
            case "once":
                cadence |= {"opens_on": said["opens_on"].isoformat(), "due_on": said["due_on"].isoformat()}
        return cadence


def form_initial(title: str, data: dict[str, Any]) -> dict[str, Any]:
    """What a version says, for the boxes of :class:`FormForm`."""
    cadence = data.get("cadence", {})
    weekly = cadence.get("rhythm") == "weekly"
    found = {
        "title": title,
        "why": data.get("why", ""),
        "services": data.get("services", []),
        "rhythm": cadence.get("rhythm", "weekly"),
        "by_phone": data.get("by_phone", False),
        "effective_from": date.fromisoformat(data["effective_from"]) if data.get("effective_from") else None,
        "opens_weekday" if weekly else "opens_day": cadence.get("opens"),
        "closes_weekday" if weekly else "closes_day": cadence.get("closes"),
    }
    for name in ("opens_on", "due_on"):
        found[name] = date.fromisoformat(cadence[name]) if cadence.get(name) else None
    return {name: value for name, value in found.items() if value is not None}


class QuestionForm(PlainForm):
    """One question."""

    section = forms.CharField(
        label="Under which heading", max_length=120,
        help_text="Questions of one heading stand together. A new heading begins a new part.",
    )  # fmt: skip
    label = forms.CharField(label="Question", max_length=300)
    hint = forms.CharField(label="Hint under it", max_length=300, required=False)
    kind = forms.ChoiceField(
        label="Answer", choices=[(each.value, each.label) for each in Kind], initial=Kind.WHOLE.value
    )
    unit = forms.CharField(label="Numbers: of what", max_length=40, required=False, help_text="In the plural: “beds”.")
    least = forms.DecimalField(label="Numbers: least", required=False, initial=0)
    most = forms.DecimalField(label="Numbers: most", required=False)
    options = forms.CharField(
        label="Answers to choose from", required=False, widget=CompactTextarea,
        help_text="One a line. For yes or no: only those beyond the two, such as “Only some”.",
    )  # fmt: skip
    required = forms.BooleanField(label="Must be answered", required=False, initial=True)
    not_known = forms.BooleanField(label="“Not known” is an answer", required=False)
    not_applicable = forms.BooleanField(label="“Does not apply” is an answer", required=False)
    zero_asks = forms.BooleanField(label="Ask about a zero", required=False)
    when = forms.ChoiceField(label="Asked only if", required=False)
    key = forms.BooleanField(label="Show its course over the periods first", required=False)

    def __init__(self, *args: Any, conditions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["when"], [("", "Always"), *conditions])

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        options, kind = _lines(said.get("options", "")), said.get("kind")
        if kind in {Kind.CHOICE.value, Kind.CHOICES.value} and len(options) < 2:
            self.add_error("options", "Write at least two answers to choose from, one a line")
        if said.get("least") is not None and said.get("most") is not None and said["least"] > said["most"]:
            self.add_error("most", "The most cannot be less than the least")
        return said

    def question(self, code: str) -> dict[str, Any]:
        said, kind = self.cleaned_data, Kind(self.cleaned_data["kind"])
        made: dict[str, Any] = {"code": code, "label": said["label"].strip(), "kind": kind.value}
        made |= {name: said[name].strip() for name in ("hint", "unit") if said[name].strip()}
        made |= {name: True for name in ("not_known", "not_applicable", "zero_asks", "key") if said[name]}
        if not said["required"]:
            made["required"] = False
        if kind.is_number:
            made |= {name: _number(said[name]) for name in ("least", "most") if said[name] is not None}
        if kind.has_options and _lines(said["options"]):
            made["options"] = [{"code": code_of(each), "label": each} for each in _lines(said["options"])]
        if said["when"]:
            question, _, answer = said["when"].partition("=")
            made["when"] = {"question": question, "answers": [answer]}
        return made


def question_initial(section: str, data: dict[str, Any]) -> dict[str, Any]:
    when = data.get("when")
    return {
        **{name: data[name] for name in ("label", "hint", "kind", "unit", "most") if name in data},
        **{name: data.get(name, False) for name in ("not_known", "not_applicable", "zero_asks", "key")},
        "least": data.get("least", 0),
        "required": data.get("required", True),
        "section": section,
        "options": "\n".join(each["label"] for each in data.get("options", ())),
        "when": f"{when['question']}={when['answers'][0]}" if when else "",
    }


def conditions_of(questions: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """What a later question can hang on: each answer that is picked."""
    found = []
    for each in questions:
        options = [(option["code"], option["label"]) for option in each.get("options", ())]
        if each["kind"] == Kind.YES_NO.value:
            options = [("yes", "Yes"), ("no", "No"), *options]
        options += [(code, UNSAID[code]) for code in UNSAID if each.get(code)]
        if Kind(each["kind"]).has_options:
            found += [(f"{each['code']}={code}", f"{each['label']}: {label}") for code, label in options]
    return found


def code_of(words: str) -> str:
    """A code from words; it begins with a letter, so that it can name a field."""
    stem = _NOT_IN_CODES.sub("_", words.casefold()).strip("_")[:CODE_MOST].strip("_")
    return stem if stem[:1].isalpha() else f"q_{stem}".strip("_")


def _offer(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


def _lines(typed: str) -> list[str]:
    return list(dict.fromkeys(line.strip() for line in typed.splitlines() if line.strip()))


def _number(value: Any) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
