"""A letter beside the one sent before it: which figures, issues and words are different."""

from collections.abc import Mapping
from dataclasses import dataclass

from overwinter.assurance.domain.facts import WORD_LABELS, FreeWords, LetterFacts, SentFacts, Statement
from overwinter.kernel.days import full_day
from overwinter.kernel.status import FullyMet, Rag


@dataclass(frozen=True, slots=True)
class FigureChange:
    label: str
    before: int
    now: int


@dataclass(frozen=True, slots=True)
class WordChange:
    label: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Differences:
    figures: tuple[FigureChange, ...]
    new_issues: tuple[Statement, ...]
    ended_issues: tuple[Statement, ...]
    words: tuple[WordChange, ...]

    @property
    def nothing(self) -> bool:
        return not (self.figures or self.new_issues or self.ended_issues or self.words)


def compare(earlier: SentFacts, facts: LetterFacts, words: FreeWords) -> Differences:
    before = {each.response_id for each in earlier.facts.issues}
    now = {each.response_id for each in facts.issues}
    return Differences(
        figures=_figures(earlier.facts, facts),
        new_issues=tuple(each for each in facts.issues if each.response_id not in before),
        ended_issues=tuple(each for each in earlier.facts.issues if each.response_id not in now),
        words=(*_statements(earlier.facts, facts), *_free(earlier.words, words)),
    )


def sentences_since(earlier: SentFacts, facts: LetterFacts) -> tuple[str, ...]:
    """For the new letter itself: what the reader of the earlier one would otherwise not see."""
    found = compare(earlier, facts, FreeWords())
    since = f"Since our letter of {full_day(earlier.sent_on)}"
    if not (found.figures or found.new_issues or found.ended_issues):
        return (f"{since} no figure and no key issue has changed.",)
    said = []
    if found.figures:
        figures = "; ".join(f"{each.label.lower()}: {each.before} then, {each.now} now" for each in found.figures)
        said.append(f"{since} the figures have moved. {figures[0].upper()}{figures[1:]}.")
    else:
        said.append(f"{since} no figure has changed.")
    if found.new_issues:
        said.append(f"Newly a key issue: {'; '.join(each.name for each in found.new_issues)}.")
    if found.ended_issues:
        said.append(f"No longer a key issue: {'; '.join(each.name for each in found.ended_issues)}.")
    return tuple(said)


def figures_of(facts: LetterFacts) -> Mapping[str, int]:
    return {
        "Rows in force": facts.rows, "Red": facts.rag(Rag.RED), "Amber": facts.rag(Rag.AMBER),
        "Green": facts.rag(Rag.GREEN), "Not known": facts.rag(Rag.UNKNOWN), "Fully met": facts.met(FullyMet.YES),
        "Partly met": facts.met(FullyMet.PARTIAL), "Not met": facts.met(FullyMet.NO), "Key issues": len(facts.issues),
    }  # fmt: skip


def _figures(before: LetterFacts, now: LetterFacts) -> tuple[FigureChange, ...]:
    then, after = figures_of(before), figures_of(now)
    return tuple(FigureChange(label, then[label], after[label]) for label in after if then[label] != after[label])


def _statements(before: LetterFacts, now: LetterFacts) -> tuple[WordChange, ...]:
    """Rows that both letters name, and of which they say something else."""
    named = {each.response_id: each for each in _all(before)}
    return tuple(
        WordChange(each.name, _said(named[each.response_id]), _said(each))
        for each in {each.response_id: each for each in _all(now)}.values()
        if each.response_id in named and _said(named[each.response_id]) != _said(each)
    )


def _all(facts: LetterFacts) -> tuple[Statement, ...]:
    return (*facts.continuity, *facts.nhs, *facts.voluntary, *facts.issues)


def _said(statement: Statement) -> str:
    """All that a letter can say of a row, as one text."""
    rag = "not known" if statement.rag == Rag.UNKNOWN else statement.rag
    met = {"yes": "fully met", "partial": "partly met", "no": "not met"}.get(statement.fully_met, "met: not known")
    return " ".join(part for part in (f"{rag}, {met}.", statement.text, *statement.doing) if part)


def _free(before: FreeWords, now: FreeWords) -> tuple[WordChange, ...]:
    return tuple(
        WordChange(label, getattr(before, name), getattr(now, name))
        for name, label in WORD_LABELS.items()
        if getattr(before, name).split() != getattr(now, name).split()
    )
