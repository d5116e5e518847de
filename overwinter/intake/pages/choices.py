"""Which requirement is it: what a person may choose between, with the confidence and the reason in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from overwinter.frameworks.api import RequirementFact
from overwinter.intake.domain.rows import RowState
from overwinter.intake.models import ReadRow
from overwinter.intake.pages.limits import limits_of
from overwinter.kernel.threshold import Limits

LOCAL = "local"
_WORDS = (("match-confident", "sure"), ("choice-likely", "likely"), ("choice-possible", "possible"))
MOST_CANDIDATES = 4


@dataclass(frozen=True, slots=True)
class Choice:
    """One radio. ``value`` is what the form sends: requirement ids with commas between, or ``local``."""

    value: str
    title: str
    confidence: str = ""
    why: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A requirement the search found: choose it instead, or add it to the choice."""

    key: str
    title: str
    summary: str


def make_choices(
    row: ReadRow, known: Mapping[str, RequirementFact], *, chosen: str | None = None
) -> tuple[Choice, ...]:
    """``chosen`` is what the person has just chosen, when the page is shown again; None: as the row stands."""
    value = chosen if chosen is not None else value_of(row)
    limits = limits_of(row.document)
    possible = {match["id"]: match for match in (*row.as_read["matches"], *row.as_read["candidates"])}
    shown = [key for key in possible if key in known][:MOST_CANDIDATES]
    choices = [
        Choice(
            key, title(known[key]), confidence(possible[key]["confidence"], limits), possible[key]["why"], value == key
        )
        for key in shown
    ]
    both = _together(row, shown, limits)
    if both:
        words = "Both of them" if len(both) == 2 == len(shown) else _joint(both, known)
        choices.append(Choice(",".join(both), words, chosen=value == ",".join(both)))
    if value and value != LOCAL and value not in {choice.value for choice in choices}:
        choices.append(Choice(value, _joint(ids_of(value), known), chosen=True))
    choices.append(
        Choice(LOCAL, "None of them: a local row, which no national requirement asks for", chosen=value == LOCAL)
    )
    return tuple(choices)


def _together(row: ReadRow, shown: Sequence[str], limits: Limits) -> list[str]:
    """The several the row most likely answers: all it was matched to, or else the first two possible."""
    matched = [match["id"] for match in row.as_read["matches"] if match["id"] in shown]
    least = limits["choice-possible"].value
    likely = {match["id"] for match in row.as_read["candidates"] if match["confidence"] >= least}
    several = matched if len(matched) > 1 else [key for key in shown if key in likely or key in matched][:2]
    return several if len(several) > 1 else []


def value_of(row: ReadRow) -> str:
    """The row's own choice; empty when nobody, and no rule, has chosen yet."""
    if row.requirement_ids:
        return ",".join(row.requirement_ids)
    local = row.state == RowState.LOCAL or (row.decided_by_id is not None and row.state == RowState.ACCEPTED)
    return LOCAL if local else ""


def ids_of(value: str) -> tuple[str, ...]:
    return () if value in ("", LOCAL) else tuple(value.split(","))


def _joint(keys: Sequence[str], known: Mapping[str, RequirementFact]) -> str:
    return "; and ".join(title(known[key]) if key in known else key for key in keys)


def title(fact: RequirementFact) -> str:
    return f"{fact.number} {fact.title}".strip()


def confidence(value: float, limits: Limits) -> str:
    return f"{value:.2f}, {next((word for id, word in _WORDS if value >= limits[id].value), 'faint')}."


def found(facts: Sequence[RequirementFact]) -> tuple[Found, ...]:
    return tuple(Found(fact.key, title(fact), fact.summary) for fact in facts)
