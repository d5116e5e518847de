"""Narrowing a plan to the rows a person wants to see, and putting them in order."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from overwinter.kernel.status import FullyMet, Rag
from overwinter.plans.domain import rules
from overwinter.plans.domain.facts import RowFacts
from overwinter.plans.domain.findings import Finding

NO_LEAD = "none"


class Only(StrEnum):
    """Rows of one kind."""

    ATTENTION = "attention"
    RED_OR_NOT_MET = "red-or-not-met"
    FINDING = "finding"
    OVERDUE = "overdue"
    REVIEW = "review"
    UNOWNED = "unowned"
    UNKNOWN = "unknown"
    LOCAL = "local"
    MINE = "mine"

    @property
    def label(self) -> str:
        return {
            "attention": "Red or amber", "red-or-not-met": "Red or not met", "finding": "With a finding",
            "overdue": "Overdue", "review": "Review due", "unowned": "No lead", "unknown": "Not known",
            "local": "Local", "mine": "My rows",
        }[self.value]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person asked to see. Kinds are joined by "and"; empty asks for everything."""

    lead: str = ""
    """A role's id, or ``none``."""
    group: str = ""
    """A group's name."""
    only: frozenset[Only] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.lead or self.group or self.only)

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """As an address carries it."""
        said = (("lead", self.lead), ("group", self.group))
        return tuple(pair for pair in said if pair[1]) + tuple(
            ("only", kind.value) for kind in Only if kind in self.only
        )


EVERYTHING = Choice()
_SAID: Mapping[Only, str] = {
    Only.ATTENTION: "red or amber",
    Only.RED_OR_NOT_MET: "red or not met",
    Only.FINDING: "with a finding",
    Only.OVERDUE: "overdue",
    Only.REVIEW: "with a review due",
    Only.UNOWNED: "without a lead",
    Only.UNKNOWN: "not known",
    Only.LOCAL: "local",
}


def in_words(choice: Choice, leads: Mapping[int, str], held_roles: Collection[int]) -> str:
    """Such as "Rows led by Head of commissioning, red or amber". ``leads``: the titles of the roles that lead rows."""
    said = []
    if choice.lead == NO_LEAD:
        said.append("led by no one")
    elif choice.lead:
        said.append(f"led by {_titles(leads, [choice.lead])}")
    if choice.group:
        said.append(f"reported to {choice.group}")
    if Only.MINE in choice.only:
        said.append(f"led by {_titles(leads, map(str, held_roles))}")
    said += [words for kind, words in _SAID.items() if kind in choice.only]
    return f"Rows {', '.join(said)}" if said else ""


def _titles(leads: Mapping[int, str], asked: Iterable[str]) -> str:
    wanted = set(asked)
    found = sorted({title for pk, title in leads.items() if str(pk) in wanted}, key=str.casefold)
    return " or ".join(found) or "a role that leads no row"


def matches(
    row: RowFacts, choice: Choice, *, findings: Collection[Finding], held_roles: Collection[int], today: date
) -> bool:
    if choice.lead and choice.lead not in (set(map(str, row.lead_ids)) or {NO_LEAD}):
        return False
    if choice.group and choice.group not in row.groups:
        return False
    return all(_is_of_kind(row, kind, bool(findings), held_roles, today) for kind in choice.only)


def _is_of_kind(row: RowFacts, kind: Only, found: bool, held_roles: Collection[int], today: date) -> bool:
    match kind:
        case Only.ATTENTION:
            return row.status in ("red", "amber")
        case Only.RED_OR_NOT_MET:
            return row.in_force and (row.rag is Rag.RED or row.fully_met is FullyMet.NO)
        case Only.FINDING:
            return found
        case Only.OVERDUE:
            return rules.is_overdue(row, today)
        case Only.REVIEW:
            return rules.review_is_due(row, today)
        case Only.UNOWNED:
            return rules.is_unowned(row)
        case Only.UNKNOWN:
            return rules.is_unknown(row)
        case Only.LOCAL:
            return row.is_local
        case Only.MINE:
            return row.is_led_by(held_roles)


_RAG_ORDER = {"red": 0, "amber": 1, "unknown": 2, "green": 3, "not-in-force": 4}
_MET_ORDER = {"no": 0, "partial": 1, "unknown": 2, "yes": 3}
_LAST = date.max
Key = tuple[int] | tuple[date] | tuple[bool, str]


def sort_key(key: str, findings: Mapping[int, Collection[Finding]]) -> Callable[[RowFacts], Key]:
    """How rows are put in order by a column; rows that are alike keep the order of the national plan."""
    keys: Mapping[str, Callable[[RowFacts], Key]] = {
        "rag": lambda row: (_RAG_ORDER[row.status],),
        "met": lambda row: (_MET_ORDER[row.fully_met.value],),
        "lead": lambda row: (row.lead == "", row.led_by.casefold()),
        "by": lambda row: (row.by_when_date or _LAST,),
        "review": lambda row: (row.next_review or _LAST,),
        "findings": lambda row: (-len(findings.get(row.response_id, ())),),
    }
    return keys[key]
