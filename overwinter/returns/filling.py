"""A return as a form to fill in: what was typed, what it means, what is wrong with it, and how it is shown.

It knows no page: the council's entry on the phone and the provider's own page draw it with ``returns/_form.html``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import QueryDict

from overwinter.returns.domain.checking import Checked
from overwinter.returns.domain.entering import carried
from overwinter.returns.domain.form import (
    UNSAID,
    Answer,
    Answers,
    Field,
    Kind,
    Option,
    Question,
    Relation,
    Section,
    Total,
    is_asked,
    number_of,
    say_answer,
    say_number,
    sum_of,
)
from overwinter.returns.domain.typed import read_typed
from overwinter.returns.queries import OpenReturn, check_open

UNSAID_SUFFIX = "-unsaid"
"""After a field's code: the box that says why there is no number."""
SEEN = "seen"
"""The hidden box that holds which warnings stood on the page when it was sent."""
DRAFT_SEEN = "draft_seen"
"""The hidden box that holds when the draft was saved that the page showed."""


@dataclass(frozen=True)
class Pick:
    value: str
    label: str
    chosen: bool
    id: str


@dataclass(frozen=True)
class Box:
    """One field as it is drawn."""

    code: str
    label: str
    part: str
    typed: str
    hint: str
    errors: tuple[str, ...]
    warnings: tuple[str, ...]
    picks: tuple[Pick, ...] = ()
    unsaid: tuple[Pick, ...] = ()
    """"Not known" and "does not apply" beside a number, a date or a text."""

    @property
    def described_by(self) -> str:
        ids = [f"{self.code}-h"] if self.hint else []
        return " ".join([*ids, *([f"{self.code}-e"] if self.errors else [])])


@dataclass(frozen=True)
class Asked:
    """A question as it is drawn."""

    question: Question
    boxes: tuple[Box, ...]
    condition: str
    """When it is to be answered, in words; empty: always."""
    shown: bool
    """Whether its condition holds by what is answered."""

    @property
    def box(self) -> Box:
        return self.boxes[0]

    @property
    def is_number(self) -> bool:
        return self.question.kind in {Kind.WHOLE, Kind.DECIMAL}

    @property
    def is_picked(self) -> bool:
        return self.question.kind.has_options

    @property
    def is_several(self) -> bool:
        return self.question.kind is Kind.CHOICES

    @property
    def is_staff(self) -> bool:
        return self.question.kind is Kind.STAFF

    @property
    def is_long(self) -> bool:
        return self.question.kind is Kind.LONG

    @property
    def when_question(self) -> str:
        return self.question.when.question if self.question.when else ""

    @property
    def when_answers(self) -> str:
        return " ".join(self.question.when.answers) if self.question.when else ""


@dataclass(frozen=True)
class SumBox:
    """How answers add up, in figures."""

    total: Total
    says: str
    """ "41 + 2 + 7 = 50"."""
    whole_label: str
    whole: str
    rest_label: str
    rest: str

    @property
    def parts(self) -> str:
        return " ".join(self.total.parts)


@dataclass(frozen=True)
class Part:
    number: int
    title: str
    hint: str
    asked: tuple[Asked, ...]
    sums: tuple[SumBox, ...]


@dataclass
class ReturnForm:
    """``data`` is what was sent; without it the draft is shown, or what was submitted, or the last answers."""

    opened: OpenReturn
    today: date
    data: QueryDict | None = None
    refusal: str = ""
    """Why it was not taken, where no single answer is at fault."""

    @cached_property
    def answers(self) -> dict[str, Answer]:
        if self.data is not None:
            return read_answers(self.opened.definition.questions, self.data)
        if self.opened.kept is not None:
            return dict(self.opened.kept.answers)
        return carried(self.opened.definition, self.last)

    @property
    def last(self) -> Answers:
        return self.opened.last.answers if self.opened.last is not None else {}

    @cached_property
    def checked(self) -> Checked:
        """What is wrong and what is unusual in what was sent; nothing is said of a page that is only opened."""
        return check_open(self.opened, self.answers, today=self.today) if self.data is not None else Checked()

    @property
    def unseen(self) -> bool:
        """Whether something unusual was typed that the page has not asked about yet."""
        seen = set((self.data.get(SEEN, "") if self.data is not None else "").split())
        return any(code not in seen for code in self.warned)

    @property
    def warned(self) -> list[str]:
        """Each warning by its field and answer, so that another answer is asked about anew."""
        return [f"{code}={self.answers.get(code)}" for code in self.checked.warnings]

    @property
    def seen(self) -> str:
        return " ".join(self.warned)

    @property
    def draft_seen(self) -> str:
        """When the draft was saved that the page showed first; empty where it showed none."""
        if self.data is not None:
            return str(self.data.get(DRAFT_SEEN, ""))
        kept = self.opened.kept
        return kept.saved_at.isoformat() if kept is not None and not self.opened.is_submitted else ""

    @property
    def is_filled_in(self) -> bool:
        """Whether the last answers stand in the boxes already."""
        return self.data is None and self.opened.kept is None and bool(self.last)

    @property
    def may_say_no_change(self) -> bool:
        return bool(self.last) and not self.opened.is_submitted

    @cached_property
    def problems(self) -> tuple[tuple[str, str], ...]:
        """Field and words, in the order of the form, for the summary at the top."""
        found = [
            (each.code, words)
            for each in self.opened.definition.fields for words in self.checked.errors.get(each.code, ())
        ]  # fmt: skip
        return (*((("", self.refusal),) if self.refusal else ()), *found)

    @property
    def problems_title(self) -> str:
        count = len(self.problems)
        return "One answer needs you" if count == 1 else f"{count} answers need you"

    @property
    def parts(self) -> Iterator[Part]:
        for number, section in enumerate(self.opened.definition.sections, 1):
            codes = {each.code for question in section.questions for each in question.fields}
            sums = tuple(self._sum(total) for total in self.opened.definition.totals if self._last_of(total) in codes)
            yield Part(number, section.title, section.hint, tuple(self._asked(section)), sums)

    def _last_of(self, total: Total) -> str:
        """Which of its answers is asked last: a sum stands where all of it has been asked."""
        return [each.code for each in self.opened.definition.fields if each.code in {total.whole, *total.parts}][-1]

    def _asked(self, section: Section) -> Iterator[Asked]:
        for question in section.questions:
            yield Asked(
                question=question,
                boxes=tuple(self._box(question, each) for each in question.fields),
                condition=self._condition(question),
                shown=is_asked(question, self.answers),
            )

    def _condition(self, question: Question) -> str:
        when = question.when
        before = self.opened.definition.question_of(when.question) if when is not None else None
        if when is None or before is None:
            return ""
        said = " or ".join(say_answer(before, each) for each in when.answers)
        return f"Only if “{before.label}” is {said.lower()}."

    def _box(self, question: Question, box: Field) -> Box:
        given = self.answers.get(box.code)
        chosen = given if isinstance(given, list) else [given]
        unsaid = [Option(code, UNSAID[code]) for code in question.unsaid]
        options = [*question.choices, *unsaid] if question.kind.has_options else []
        picked = question.kind.has_options
        return Box(
            code=box.code,
            label=question.label,
            part=box.part,
            typed="" if picked or given in UNSAID else _as_typed(question, given),
            hint=self._hint(question, box),
            errors=tuple(self.checked.errors.get(box.code, ())),
            warnings=tuple(self.checked.warnings.get(box.code, ())),
            picks=_picks(box.code, options, chosen),
            unsaid=() if picked else _picks(box.code + UNSAID_SUFFIX, unsaid, chosen),
        )

    def _hint(self, question: Question, box: Field) -> str:
        said = [] if box.part else [question.hint] if question.hint else []
        if box.code in self.last:
            said.append(f"Last time {_lower(question, say_answer(question, self.last[box.code]))}")
        return " ".join(said)

    def _sum(self, total: Total) -> SumBox:
        parts = sum_of(self.answers, total.parts)
        whole = number_of(self.answers, total.whole)
        figures = [number_of(self.answers, code) for code in total.parts]
        says = " + ".join("?" if each is None else say_number(each) for each in figures)
        rest = None if parts is None or whole is None else whole - parts
        label = total.rest or "Difference"
        if rest is not None and (rest < 0 or (rest and total.relation is Relation.EQUAL)):
            label = "Too many by" if rest < 0 else "Too few by"
        asked = self.opened.definition.question_of(total.whole)
        return SumBox(
            total=total,
            says=f"{says} = {'?' if parts is None else say_number(parts)}",
            whole_label=asked.label if asked else "",
            whole="?" if whole is None else say_number(whole),
            rest_label=label,
            rest="?" if rest is None else say_number(abs(rest)),
        )


def read_answers(questions: Iterator[Question], data: QueryDict | Mapping[str, str]) -> dict[str, Answer]:
    """What was sent, as answers. A box left empty is no answer; what is no number stays as it was typed."""
    found: dict[str, Answer] = {}
    for question in questions:
        for box in question.fields:
            typed = data.get(box.code, "")
            why = data.get(box.code + UNSAID_SUFFIX, "")
            answer: Answer | None
            if question.kind is Kind.CHOICES:
                several = data.getlist(box.code) if isinstance(data, QueryDict) else [typed]
                unsaid = next((each for each in several if each in UNSAID), "")
                answer = unsaid or [each for each in several if each]
            else:
                # A number that was typed says more than the tick beside it.
                answer = read_typed(question, typed) if typed.strip() else why if why in UNSAID else None
            if answer is not None and answer not in ("", []):
                found[box.code] = answer
    return found


def _picks(name: str, options: list[Option], chosen: Sequence[object]) -> tuple[Pick, ...]:
    return tuple(
        Pick(each.code, each.label, each.code in chosen, f"{name}-{number}" if number else name)
        for number, each in enumerate(options)
    )


def _as_typed(question: Question, given: Answer | None) -> str:
    if given is None or isinstance(given, list):
        return ""
    if isinstance(given, int | float):
        return say_number(given).replace(",", "")
    return say_answer(question, given) if question.kind is Kind.DATE else given


def _lower(question: Question, said: str) -> str:
    return said[:1].lower() + said[1:] if question.kind.has_options or said in UNSAID.values() else said
