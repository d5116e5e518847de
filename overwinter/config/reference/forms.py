"""Every form that ships: what it asks, of whom and when, from which day on, and which guidance says so."""

from collections.abc import Iterator

from overwinter.config.reference import markdown
from overwinter.kernel.days import full_day
from overwinter.kernel.words import counted
from overwinter.returns.api import Definition, load_forms, read_definition
from overwinter.returns.domain.form import Question, Section
from overwinter.returns.domain.loading import ShippedForm
from overwinter.returns.domain.periods import say_cadence
from overwinter.returns.pages.forms import answer_words, sum_words, when_words
from overwinter.returns.pages.wording import kinds_words


def page() -> str:
    return markdown.page(
        "Forms",
        "The returns that come with the program, as they stand in `catalogue/forms/`. A council switches on those it "
        "asks for and [makes its own](../how-to/ask-for-returns-of-your-own.md) in the browser. The code of a question "
        "is permanent: answers are kept under it, and the columns of a file and other programs know it by that name. A "
        "version holds from its day; what was answered before was answered to the version of then.",
        *(part for form in load_forms() for part in _form(form)),
    )


def _form(form: ShippedForm) -> Iterator[str]:
    yield f"## {form.title}"
    yield f"The code of the form is {markdown.code(form.code)}."
    for data in form.versions:
        yield from _version(read_definition(data, code=form.code, title=form.title))


def _version(asked: Definition) -> Iterator[str]:
    yield f"### {asked.title}, from {full_day(asked.effective_from)}"
    yield f"{asked.why} {say_cadence(asked.cadence)}, of {kinds_words(asked.services)}. {_entered(asked)}"
    yield f"**Source.** {asked.source}"
    if asked.left_out:
        yield f"**Not in it.** {asked.left_out}"
    rows = [_question(asked, section, each) for section in asked.sections for each in section.questions]
    yield markdown.table(("part", "code", "question", "answer", "asked", "besides"), rows)
    if sums := sum_words(asked):
        yield " ".join(sums)


def _entered(asked: Definition) -> str:
    how = "An officer asks it on the phone." if asked.by_phone else "The provider or an officer enters it."
    return how + (f" It takes about {counted(asked.minutes, 'minute')}." if asked.minutes else "")


def _question(asked: Definition, section: Section, question: Question) -> tuple[str, ...]:
    return (
        section.title,
        ", ".join(markdown.code(field.code) for field in question.fields),
        question.label + (f" ({question.hint.rstrip('.')})" if question.hint else ""),
        answer_words(asked, question),
        when_words(asked, question),
        _besides(question),
    )


def _besides(question: Question) -> str:
    said = ["A zero is asked about"] if question.zero_asks else []
    return ". ".join([*said, "Its course is shown first"] if question.key else said)
