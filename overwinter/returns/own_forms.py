"""The fields with which a council switches a form on, and builds one of its own."""

import re
from datetime import date
from typing import Any

from django import forms

from overwinter.design.forms import CompactTextarea, Picks, PlainForm, WrittenDateField
from overwinter.providers.api import ServiceKind
from overwinter.returns.domain.form import NO, UNSAID, YES, Definition, Kind, Relation
from overwinter.returns.domain.periods import Rhythm

KINDS = [(kind.value, kind.label) for kind in ServiceKind]
WEEKDAYS = [(str(n), f"{date(2024, 1, n):%A}") for n in range(1, 8)]  # 1 January 2024 was a Monday
_NOT_IN_CODES = re.compile(r"[^a-z0-9]+")
CODE_MOST = 40


Choices = list[tuple[str, str]]
Grouped = list[tuple[str, Choices]]


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
    days_to_answer = forms.IntegerField(
        label="Each time: days to answer", min_value=0, max_value=28, required=False, initial=1,
        help_text="0: on the day itself.",
    )  # fmt: skip
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
            case "event" if said["days_to_answer"] is not None:
                cadence |= {"days_to_answer": said["days_to_answer"]}
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
        "days_to_answer": cadence.get("days_to_answer"),
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
    when = forms.MultipleChoiceField(
        label="Asked only if", required=False, widget=ColumnPicks,
        help_text="Tick nothing where it is always asked. Several answers must be of one question.",
    )  # fmt: skip
    part_of = forms.MultipleChoiceField(
        label="Numbers: not more than", required=False, widget=ColumnPicks,
        help_text="Staff away, for example, are not more than all staff. Those ticked are added up.",
    )  # fmt: skip
    key = forms.BooleanField(label="Show its course over the periods first", required=False)

    def __init__(self, *args: Any, conditions: Grouped, numbers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, offered in (("when", conditions), ("part_of", numbers)):
            _offer(self.fields[name], offered)
            if not offered:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        options, kind = _lines(said.get("options", "")), said.get("kind")
        if kind in {Kind.CHOICE.value, Kind.CHOICES.value} and len(options) < 2:
            self.add_error("options", "Write at least two answers to choose from, one a line")
        codes = [code_of(each) for each in options]
        for option, code in zip(options, codes, strict=True):
            if code in UNSAID or (kind == Kind.YES_NO.value and code in {YES.code, NO.code}):
                self.add_error("options", f"“{option}” is there already. Leave it out here, or tick its box below")
            elif codes.count(code) > 1:
                self.add_error("options", f"“{option}” begins like another answer. Make its first words different")
        if len({each.partition("=")[0] for each in said.get("when", ())}) > 1:
            self.add_error("when", "These are answers of several questions. Choose answers of one")
        if said.get("part_of") and kind and not Kind(kind).is_number:
            self.add_error("part_of", "Only a number can be held against others. Tick nothing, or ask for a number")
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
        if when := said.get("when"):
            question = when[0].partition("=")[0]
            made["when"] = {"question": question, "answers": [each.partition("=")[2] for each in when]}
        if said.get("part_of"):
            made["part_of"] = said["part_of"]
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
        "when": [f"{when['question']}={answer}" for answer in when["answers"]] if when else [],
        "part_of": data.get("part_of", []),
    }


def conditions_of(questions: list[dict[str, Any]]) -> Grouped:
    """What a later question can hang on: by question, each answer that is picked."""
    found: Grouped = []
    for each in questions:
        options = [(option["code"], option["label"]) for option in each.get("options", ())]
        if each["kind"] == Kind.YES_NO.value:
            options = [("yes", "Yes"), ("no", "No"), *options]
        options += [(code, UNSAID[code]) for code in UNSAID if each.get(code)]
        if Kind(each["kind"]).has_options:
            found.append((each["label"], [(f"{each['code']}={code}", label) for code, label in options]))
    return found


class SumForm(PlainForm):
    """Answers that must add up."""

    parts = forms.MultipleChoiceField(
        label="Answers that are added up", widget=ColumnPicks,
        error_messages={"required": "Choose at least two answers to add up"},
    )  # fmt: skip
    relation = forms.ChoiceField(
        label="Together they are",
        choices=[(Relation.EQUAL.value, "exactly"), (Relation.AT_MOST.value, "at most")],
        widget=Picks, initial=Relation.EQUAL.value,
    )  # fmt: skip
    whole = forms.ChoiceField(
        label="The answer they are held against",
        error_messages={"required": "Choose the answer they are held against"},
    )  # fmt: skip
    unit = forms.CharField(
        label="Of what", max_length=40, help_text="In the plural: “beds”. The error says: “The beds come to …”.",
    )  # fmt: skip
    rest = forms.CharField(
        label="What is left is called", max_length=80, required=False,
        help_text="Where they may come to less: “Not taking anybody”.",
    )  # fmt: skip
    mend = forms.CharField(
        label="What to do where they come to more", max_length=200, required=False,
        help_text="It stands after the error: “If you are taking no one new, enter 0”.",
    )  # fmt: skip
    title = forms.CharField(
        label="Name of the sum", max_length=120, required=False,
        help_text="Left empty, it is the names of the answers with a plus between.",
    )  # fmt: skip

    def __init__(self, *args: Any, numbers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = dict(numbers)
        _offer(self.fields["parts"], numbers)
        _offer(self.fields["whole"], [("", "Choose an answer"), *numbers])

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        parts, whole = said.get("parts", []), str(said.get("whole", ""))
        if len(parts) == 1:
            self.add_error("parts", "Choose at least two answers to add up")
        if whole in parts:
            self.add_error(
                "whole", f"“{self.names[whole]}” is one of those added up. Choose another, or untick it above"
            )
        return said

    def total(self) -> dict[str, Any]:
        said = self.cleaned_data
        parts = [code for code in self.names if code in said["parts"]]
        made = {"title": said["title"].strip() or " + ".join(self.names[code] for code in parts), "parts": parts}
        made |= {name: said[name].strip() for name in ("whole", "relation", "unit")}
        return made | {name: said[name].strip() for name in ("rest", "mend") if said[name].strip()}


def code_of(words: str) -> str:
    """A code from words; it begins with a letter, so that it can name a field."""
    stem = _NOT_IN_CODES.sub("_", words.casefold()).strip("_")[:CODE_MOST].strip("_")
    return stem if stem[:1].isalpha() else f"q_{stem}".strip("_")


def _offer(field: forms.Field, choices: Choices | Grouped) -> None:
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


def _lines(typed: str) -> list[str]:
    return list(dict.fromkeys(line.strip() for line in typed.splitlines() if line.strip()))


def _number(value: Any) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
