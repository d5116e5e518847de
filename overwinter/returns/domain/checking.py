"""What is wrong or worth a second look in the answers to one return.

An error says what cannot be, and stops the return. A warning says what is unusual, and stops nothing.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date

from overwinter.returns.domain.form import (
    NOT_APPLICABLE,
    UNSAID,
    Answer,
    Answers,
    Definition,
    Field,
    Kind,
    Question,
    Relation,
    Total,
    is_asked,
    number_of,
    say_number,
    sum_of,
)

LEAVE_IT = "If that is right, leave it."
SHORT_MOST, LONG_MOST = 300, 4000
"""Characters of a few words, and of a longer text."""


@dataclass(frozen=True, slots=True)
class Wary:
    """From when a change is asked about: by how large a share of what stood before, and by how many at least."""

    share: float
    least: float


@dataclass(frozen=True)
class Checked:
    """Field code to sentences."""

    errors: dict[str, list[str]] = field(default_factory=dict)
    warnings: dict[str, list[str]] = field(default_factory=dict)

    @property
    def allowed(self) -> bool:
        return not self.errors

    def without(self, codes: Collection[str]) -> "Checked":
        return Checked({code: said for code, said in self.errors.items() if code not in codes}, self.warnings)


def check_answers(definition: Definition, answers: Answers, last: Answers | None, wary: Wary) -> Checked:
    """``last`` are the answers of the period before; None where there are none."""
    found = Checked()
    for question in definition.questions:
        if not is_asked(question, answers):
            continue
        for box in question.fields:
            given = answers.get(box.code)
            wrong = what_is_wrong(question, box, given, answers)
            if wrong:
                found.errors.setdefault(box.code, []).append(wrong)
                continue
            for words in _unusual(question, box, answers, last or {}, wary):
                found.warnings.setdefault(box.code, []).append(words)
    for code, words in sums_that_fail(definition, answers):
        found.errors.setdefault(code, []).append(words)
    return found


def sums_that_fail(definition: Definition, answers: Answers) -> Iterator[tuple[str, str]]:
    """The last part of each total that does not add up, and words. What is not answered is not added up."""
    for total in definition.totals:
        if words := _does_not_add_up(definition, total, answers):
            yield total.parts[-1], words


def what_is_wrong(question: Question, box: Field, given: Answer | None, answers: Answers) -> str:
    """Why this cannot be the answer, in words; empty where it can."""
    named = f"“{box.label}”"
    if given is None or given in ("", []):
        return f"{_ask(question)} {named}{_or_say(question)}" if question.required else ""
    if isinstance(given, str) and given in UNSAID:
        return "" if given in question.unsaid else f"{named} cannot be answered with “{UNSAID[given].lower()}”"
    match question.kind:
        case Kind.WHOLE | Kind.DECIMAL | Kind.STAFF:
            return _wrong_number(question, box, given, answers)
        case Kind.YES_NO | Kind.CHOICE:
            known = given in {option.code for option in question.choices}
        case Kind.CHOICES:
            known = isinstance(given, list) and set(given) <= {option.code for option in question.choices}
        case Kind.DATE:
            return "" if _is_day(given) else f"{named} must be a date, like 27 November 2026"
        case Kind.SHORT | Kind.LONG:
            most = SHORT_MOST if question.kind is Kind.SHORT else LONG_MOST
            fits = isinstance(given, str) and len(given) <= most
            return "" if fits else f"{named} can have {most:,} characters at most"
    names = ", ".join(option.label for option in question.choices)
    return "" if known else f"{named} must be one of: {names}"


def _wrong_number(question: Question, box: Field, given: Answer, answers: Answers) -> str:
    named = f"“{box.label}”"
    whole = question.kind is not Kind.DECIMAL
    if not isinstance(given, int | float) or (whole and not float(given).is_integer()):
        return f"{named} must be a {'whole ' if whole else ''}number, such as {'12' if whole else '12.5'}"
    if question.least is not None and given < question.least:
        return f"{named} cannot be less than {say_number(question.least)}"
    if question.most is not None and given > question.most:
        return f"{named} cannot be more than {say_number(question.most)}"
    return more_than_its_whole(question, box, given, answers)


def more_than_its_whole(question: Question, box: Field, given: Answer, answers: Answers) -> str:
    """Why a number cannot be so large a part of others, in words; empty where it can, or is none."""
    if not question.part_of or not isinstance(given, (int, float)):
        return ""
    of = sum_of(answers, question.part_of)
    return (
        f"“{box.label}” is {say_number(given)}, but there are only {say_number(of)}"
        if of is not None and given > of
        else ""
    )


def _unusual(question: Question, box: Field, answers: Answers, last: Answers, wary: Wary) -> Iterator[str]:
    now, then = number_of(answers, box.code), number_of(last, box.code)
    if now is None:
        return
    unit = f" {question.unit}" if question.unit else ""
    if now == 0 and question.zero_asks:
        yield f"0{unit or f': {box.label.lower()}'}. {LEAVE_IT}"
    whole = sum_of(answers, question.part_of) if question.part_of else None
    if then is None or abs(now - then) < max(wary.least, wary.share * then):
        return
    before = sum_of(last, question.part_of) if question.part_of else None
    if whole and before:
        moved = "up" if now / whole > then / before else "down"
        share = f"{say_number(now)} of {say_number(whole)} is {now / whole:.0%}"
        yield f"{share}, {moved} from {then / before:.0%}. {LEAVE_IT}"
    elif not (now == 0 and question.zero_asks):
        more = f"{say_number(abs(now - then))} {'more' if now > then else 'fewer'}"
        yield f"{say_number(now)}{unit} is {more} than last time, {say_number(then)}. {LEAVE_IT}"


def _does_not_add_up(definition: Definition, total: Total, answers: Answers) -> str:
    whole = number_of(answers, total.whole)
    parts = _added_up(total, answers) if whole is not None else None
    if parts is None or whole is None or (parts <= whole if total.relation is Relation.AT_MOST else parts == whole):
        return ""
    for code in (total.whole, *total.parts):
        question = definition.question_of(code)
        if question is not None and not is_asked(question, answers):
            return ""
    mend = f". {total.mend}" if total.mend and parts > whole else ""
    return f"The {total.unit} come to {say_number(parts)}, but you have {say_number(whole)}{mend}"


def _added_up(total: Total, answers: Answers) -> float | int | None:
    """What does not apply adds nothing to a sum; what is not known leaves the sum unknown."""
    return sum_of(answers, [code for code in total.parts if answers.get(code) != NOT_APPLICABLE])


def _ask(question: Question) -> str:
    if question.kind.has_options:
        return "Choose an answer to"
    return "Enter"


def _or_say(question: Question) -> str:
    names = [UNSAID[code].lower() for code in question.unsaid]
    return f", or choose “{'” or “'.join(names)}”" if names else ""


def _is_day(given: Answer) -> bool:
    try:
        date.fromisoformat(str(given))
    except ValueError:
        return False
    return True
