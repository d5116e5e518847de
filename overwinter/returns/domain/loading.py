"""A form from its data, as a file of the catalogue or the database holds it. What cannot be understood is named."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from overwinter.returns.domain.form import (
    Condition,
    Definition,
    Kind,
    Option,
    Question,
    Relation,
    Section,
    Total,
)
from overwinter.returns.domain.periods import Cadence, Rhythm

E = TypeVar("E", bound=StrEnum)
Data = Mapping[str, Any]

_FORM = ("code", "title", "version")
_VERSION = (
    "effective_from", "why", "services", "cadence", "section", "total", "source", "left_out", "minutes", "by_phone",
)  # fmt: skip
_CADENCE = ("rhythm", "opens", "closes", "to_working_day", "opens_on", "due_on", "days_to_answer")
_SECTION = ("title", "hint", "question")
_QUESTION = (
    "code", "label", "kind", "hint", "unit", "least", "most", "required", "not_known", "not_applicable", "options",
    "when", "part_of", "zero_asks", "key",
)  # fmt: skip
_TOTAL = ("title", "parts", "whole", "relation", "unit", "rest", "mend")


class FormError(Exception):
    """A form cannot be understood: where, what is wrong and what is wanted."""


@dataclass(frozen=True, slots=True)
class ShippedForm:
    code: str
    title: str
    versions: tuple[Data, ...]
    """As data, oldest first; each is understood by :func:`read_definition`."""


def load_folder(folder: Path) -> tuple[ShippedForm, ...]:
    """Every form of the folder, by file. No code stands twice."""
    found = dict[str, ShippedForm]()
    for path in sorted(folder.glob("*.toml")):
        for form in load_file(path):
            if form.code in found:
                raise FormError(f"{path.name}: the code '{form.code}' is given twice; a code is one form's")
            found[form.code] = form
    return tuple(found.values())


def load_file(path: Path) -> tuple[ShippedForm, ...]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FormError(f"{path.name}: not valid TOML: {error}") from error
    if set(data) != {"form"} or not isinstance(data["form"], list):
        raise FormError(f"{path.name}: must hold [[form]] entries and nothing else")
    return tuple(_shipped(entry, f"{path.name}: form {n}") for n, entry in enumerate(data["form"], 1))


def read_definition(data: Data, *, code: str, title: str, where: str = "") -> Definition:
    """One version of a form. Raises :class:`FormError`."""
    where = where or code
    _known(data, _VERSION, where)
    made = Definition(
        code=code,
        title=title,
        why=_text(data, "why", where),
        services=_texts(data, "services", where),
        cadence=_cadence(data.get("cadence", {}), where),
        effective_from=_day(data, "effective_from", where),
        sections=tuple(_section(each, where) for each in _tables(data, "section", where)),
        totals=tuple(_total(each, where) for each in _tables(data, "total", where)),
        source=str(data.get("source", "")),
        left_out=str(data.get("left_out", "")),
        minutes=int(data.get("minutes", 0)),
        by_phone=bool(data.get("by_phone", False)),
    )
    for problem in problems_of(made):
        raise FormError(f"{where}: {problem}")
    return made


def problems_of(definition: Definition) -> Iterator[str]:
    """What would not work in a form whose parts are each well made, in sentences."""
    codes = [field.code for field in definition.fields]
    if not codes:
        yield "A form needs at least one question."
    for twice in sorted({code for code in codes if codes.count(code) > 1}):
        yield f"Two answers have the code '{twice}'. Give one of them another."
    numbers = {field.code for each in definition.questions if each.kind.is_number for field in each.fields}
    names = {field.code: f"“{field.label}”" for field in definition.fields}
    seen: dict[str, Question] = {}
    for question in definition.questions:
        if question.kind.has_options and len(question.choices) < 2:
            yield f"“{question.label}” needs at least two answers to choose from."
        if question.least is not None and question.most is not None and question.least > question.most:
            yield f"“{question.label}”: its least is more than its most."
        if question.when is not None:
            yield from _wrong_condition(question, seen, names)
        yield from (
            f"“{question.label}” is a part of {names.get(code, repr(code))}, which is no number asked."
            for code in question.part_of if code not in numbers
        )  # fmt: skip
        if question.code in question.part_of:
            yield f"“{question.label}” cannot be a part of itself."
        seen[question.code] = question
    for total in definition.totals:
        yield from (
            f"“{total.title}” adds up {names.get(code, repr(code))}, which is no number asked."
            for code in (*total.parts, total.whole) if code not in numbers
        )  # fmt: skip
        if total.whole in total.parts:
            yield f"“{total.title}” adds up to {names.get(total.whole, repr(total.whole))}, which is one of its parts."
    cadence = definition.cadence
    if cadence.rhythm is Rhythm.ONCE and (
        cadence.opens_on is None or cadence.due_on is None or cadence.due_on < cadence.opens_on
    ):
        yield "A form that is asked once needs the day it opens, and a last day that is not before it."


def _wrong_condition(
    question: Question, seen: Mapping[str, Question], names: Mapping[str, str]
) -> Iterator[str]:  # fmt: skip
    asked = question.when
    before = seen.get(asked.question) if asked is not None else None
    if asked is None:
        return
    if before is None:
        named = names.get(asked.question, repr(asked.question))
        yield f"“{question.label}” hangs on {named}, which is not asked before it."
    elif not set(asked.answers) <= {option.code for option in before.choices} | set(before.unsaid):
        yield f"“{question.label}” hangs on an answer that “{before.label}” does not have."


def as_data(shipped: Any) -> Any:
    """What TOML gives, as JSON can hold it: days as texts."""
    if isinstance(shipped, Mapping):
        return {key: as_data(value) for key, value in shipped.items()}
    if isinstance(shipped, list | tuple):
        return [as_data(value) for value in shipped]
    return shipped.isoformat() if isinstance(shipped, date) else shipped


def _shipped(entry: Data, where: str) -> ShippedForm:
    where += f" ({entry['code']})" if isinstance(entry.get("code"), str) else ""
    _known(entry, _FORM, where)
    code, title = _text(entry, "code", where), _text(entry, "title", where)
    versions = _tables(entry, "version", where)
    if not versions:
        raise FormError(f"{where}: needs at least one [[form.version]]")
    days = []
    for version in versions:
        made = read_definition(version, code=code, title=title, where=where)
        if not made.source:
            raise FormError(f"{where}: 'source' must say which guidance asks it")
        days.append(made.effective_from)
    if sorted(set(days)) != days:
        raise FormError(f"{where}: the versions must stand by their day, and no two of one day")
    return ShippedForm(code, title, tuple(as_data(version) for version in versions))


def _cadence(data: Data, where: str) -> Cadence:
    _known(data, _CADENCE, where)
    rhythm = _one_of(data, "rhythm", Rhythm, where)
    most = 7 if rhythm is Rhythm.WEEKLY else 28
    days = {key: int(data[key]) for key in ("opens", "closes") if key in data}
    if any(not 1 <= day <= most for day in days.values()):
        raise FormError(f"{where}: 'opens' and 'closes' must be from 1 to {most}")
    if rhythm is Rhythm.MONTHLY and not {"opens", "closes"} <= set(days):
        raise FormError(f"{where}: a monthly form needs 'opens' and 'closes', as days of the month")
    if rhythm is Rhythm.MONTHLY and days["closes"] < days["opens"]:
        raise FormError(f"{where}: a monthly form cannot close before it opens")
    return Cadence(
        rhythm=rhythm,
        to_working_day=bool(data.get("to_working_day", False)),
        opens_on=_day(data, "opens_on", where) if data.get("opens_on") else None,
        due_on=_day(data, "due_on", where) if data.get("due_on") else None,
        days_to_answer=int(data.get("days_to_answer", 1)),
        **days,
    )


def _section(data: Data, where: str) -> Section:
    _known(data, _SECTION, where)
    questions = tuple(_question(each, where) for each in _tables(data, "question", where))
    return Section(title=_text(data, "title", where), questions=questions, hint=str(data.get("hint", "")))


def _question(data: Data, where: str) -> Question:
    code = _text(data, "code", where)
    where += f", question {code}"
    _known(data, _QUESTION, where)
    kind = _one_of(data, "kind", Kind, where)
    when = data.get("when")
    return Question(
        code=code,
        label=_text(data, "label", where),
        kind=kind,
        hint=str(data.get("hint", "")),
        unit=str(data.get("unit", "")),
        least=_number(data, "least", where) if "least" in data else 0 if kind.is_number else None,
        most=_number(data, "most", where) if "most" in data else None,
        required=bool(data.get("required", True)),
        not_known=bool(data.get("not_known", False)),
        not_applicable=bool(data.get("not_applicable", False)),
        options=tuple(
            Option(_text(each, "code", where), _text(each, "label", where)) for each in _tables(data, "options", where)
        ),
        when=Condition(_text(when, "question", where), _texts(when, "answers", where)) if when else None,
        part_of=_texts(data, "part_of", where) if "part_of" in data else (),
        zero_asks=bool(data.get("zero_asks", False)),
        key=bool(data.get("key", False)),
    )


def _total(data: Data, where: str) -> Total:
    _known(data, _TOTAL, where)
    return Total(
        title=_text(data, "title", where),
        parts=_texts(data, "parts", where),
        whole=_text(data, "whole", where),
        relation=_one_of(data, "relation", Relation, where),
        unit=_text(data, "unit", where),
        rest=str(data.get("rest", "")),
        mend=str(data.get("mend", "")),
    )


def _known(entry: Data, keys: Sequence[str], where: str) -> None:
    for key in entry:
        if key not in keys:
            raise FormError(f"{where}: '{key}' has no place here; there are {', '.join(keys)}")


def _tables(entry: Data, key: str, where: str) -> Sequence[Data]:
    value = entry.get(key, ())
    if not isinstance(value, list | tuple) or not all(isinstance(one, Mapping) for one in value):
        raise FormError(f"{where}: '{key}' must be a list of tables")
    return value


def _one_of(entry: Data, key: str, kind: type[E], where: str) -> E:
    try:
        return kind(entry.get(key, ""))
    except ValueError:
        raise FormError(f"{where}: '{key}' must be one of {', '.join(kind)}") from None


def _text(entry: Data, key: str, where: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise FormError(f"{where}: '{key}' must be a text that is not empty")
    return value


def _texts(entry: Data, key: str, where: str) -> tuple[str, ...]:
    value = entry.get(key)
    if not isinstance(value, list | tuple) or not value or not all(isinstance(one, str) for one in value):
        raise FormError(f"{where}: '{key}' must be a list of texts")
    return tuple(value)


def _number(entry: Data, key: str, where: str) -> float | None:
    value = entry.get(key)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise FormError(f"{where}: '{key}' must be a number")
    return value


def _day(entry: Data, key: str, where: str) -> date:
    value = entry.get(key)
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            value = None
    if not isinstance(value, date) or isinstance(value, datetime):
        raise FormError(f"{where}: '{key}' must be a date such as 2020-09-01")
    return value
