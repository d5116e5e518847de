"""A row of a plan as the rules see it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from overwinter.kernel.status import FullyMet, Rag


class ActionState(StrEnum):
    """Where a gap action stands."""

    TO_DO = "to_do"
    UNDER_WAY = "under_way"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        return {"to_do": "To do", "under_way": "Under way", "done": "Done", "dropped": "Dropped"}[self.value]

    @property
    def is_open(self) -> bool:
        return self in (ActionState.TO_DO, ActionState.UNDER_WAY)


@dataclass(frozen=True, slots=True)
class GapFacts:
    text: str
    state: ActionState
    due: date | None = None
    owner: str = ""
    id: int = 0
    finished_on: date | None = None


@dataclass(frozen=True, slots=True)
class RowFacts:
    """One answer of a plan on a day. Empty words and None mean: the council has not said."""

    response_id: int
    number: str
    title: str
    theme: str
    section: str
    rag: Rag = Rag.UNKNOWN
    fully_met: FullyMet = FullyMet.UNKNOWN
    requirement_id: str | None = None
    """The permanent id of the national requirement; None for a local row."""
    lead_id: int | None = None
    lead: str = ""
    led_with: tuple[tuple[int, str], ...] = ()
    """The roles that lead it together with ``lead``, each with its title."""
    lead_from_section: bool = False
    groups_from_section: bool = False
    lead_ended: bool = False
    """The role stands no longer, so that nobody can hold it."""
    by_when: str = ""
    by_when_date: date | None = None
    next_review: date | None = None
    groups: tuple[str, ...] = ()
    in_force: bool = True
    gap_actions: tuple[GapFacts, ...] = ()
    actions_shared: bool = True
    """False where another council looks: it sees the answer, and not what the council does about its gaps."""
    theme_short: str = ""
    section_short: str = ""
    audience: str = ""
    """Whom the requirement addresses, as the national plan's pack says; empty for a local row."""
    section_id: str = ""
    text: str = ""
    """What the council says it does."""
    related: tuple[str, ...] = ()
    """Ids of requirements that ask nearly the same."""

    @property
    def is_local(self) -> bool:
        return self.requirement_id is None

    @property
    def addresses_council(self) -> bool:
        """Whether the council is among those it is asked of: not the NHS alone, nor providers alone."""
        return self.audience not in ("nhs", "provider")

    @property
    def lead_ids(self) -> tuple[int, ...]:
        return (self.lead_id, *(pk for pk, _ in self.led_with)) if self.lead_id is not None else ()

    @property
    def led_by(self) -> str:
        """Every lead as a cell of the plan says it: "Head of commissioning; Grants officer"."""
        return "; ".join((self.lead, *(title for _, title in self.led_with)))

    @property
    def leads(self) -> Mapping[int, str]:
        """The roles that lead it, each with its title."""
        return {self.lead_id: self.lead, **dict(self.led_with)} if self.lead_id is not None else {}

    def is_led_by(self, roles: Collection[int]) -> bool:
        return any(pk in roles for pk in self.lead_ids)

    @property
    def is_led(self) -> bool:
        return bool(self.lead) and not self.lead_ended

    @property
    def is_answered(self) -> bool:
        return self.rag is not Rag.UNKNOWN or self.fully_met is not FullyMet.UNKNOWN

    @property
    def status(self) -> str:
        """The RAG value, or ``not-in-force`` where the requirement does not apply."""
        return self.rag.value if self.in_force else NOT_IN_FORCE

    @property
    def open_actions(self) -> tuple[GapFacts, ...]:
        return tuple(action for action in self.gap_actions if action.state.is_open)


NOT_IN_FORCE = "not-in-force"
STATUSES = ("red", "amber", "unknown", "green", NOT_IN_FORCE)
"""What needs a person comes first."""


def count_statuses(rows: tuple[RowFacts, ...]) -> Mapping[str, int]:
    """How many rows stand at each status; every status is a key."""
    counts = dict.fromkeys(STATUSES, 0)
    for row in rows:
        counts[row.status] += 1
    return counts
