"""What a group talks about, in which order, and why each thing is there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from overwinter.kernel.days import full_day
from overwinter.kernel.status import FullyMet, Rag


class Kind(StrEnum):
    """Why something is on the agenda. This is the order of the agenda."""

    ACTION = "action"
    ESCALATED = "escalated"
    RED = "red"
    LATE = "late"
    CHANGED = "changed"
    OFFERED = "offered"
    REVIEW = "review"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {
            "action": "Actions from last time", "escalated": "Escalated to this group", "red": "Red rows",
            "late": "Past their date", "changed": "Changed since we last met", "offered": "Raised by operations",
            "review": "Due for review", "other": "Other business",
        }[self.value]  # fmt: skip


RANK = {kind: rank for rank, kind in enumerate(Kind)}
ORDER_SAID = (
    "Actions from last time come first, then what was escalated to the group, red rows, rows past their date, what "
    "changed since it last met, what operations raise, rows due for review, and other business. "
    "A row stands once, under its first reason, with every reason named."
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that belongs on the agenda."""

    kind: Kind
    key: str
    """The same for the same thing at every meeting: ``row:12``."""
    title: str
    reason: str
    """Whole sentences."""
    url: str = ""
    response_id: int | None = None
    escalation_id: int | None = None
    rank: tuple[int, ...] = ()
    """Its place among those of its kind, the smallest first."""


@dataclass(frozen=True, slots=True)
class RowOnDay:
    """A row that reports to the group, as it will stand on the day of the meeting."""

    response_id: int
    title: str
    url: str
    rag: Rag
    fully_met: FullyMet
    order: int
    """Its place in the plan."""
    late_since: date | None = None
    late_what: str = ""
    """What is late: "its date", or "a gap action"."""
    review_on: date | None = None
    changed: str = ""
    """What changed since the group last met, in words without a full stop; empty when nothing did."""
    worse: bool = False
    """Whether its RAG got worse, or it is met no more."""


def row_candidate(row: RowOnDay, on: date) -> Candidate | None:
    """Why the row is on the agenda of a meeting ``on`` that day; None when it gives no reason."""
    reasons = [(kind, words) for kind, words in _reasons(row, on) if words]
    if not reasons:
        return None
    kind = reasons[0][0]
    days = (on - row.late_since).days if row.late_since else 0
    rank = (-days, row.order) if kind is Kind.LATE else (0 if row.worse else 1, row.order)
    return Candidate(
        kind, f"row:{row.response_id}", row.title, " ".join(words for _, words in reasons), row.url, row.response_id,
        rank=rank,
    )  # fmt: skip


def _reasons(row: RowOnDay, on: date) -> Iterable[tuple[Kind, str]]:
    if row.rag is Rag.RED:
        met = {"yes": "yet fully met", "partial": "partly met", "no": "not met"}.get(row.fully_met.value, "")
        yield Kind.RED, f"Red{f' and {met}' if met and met[0] != 'y' else f', {met}' if met else ''}."
    if row.late_since is not None and row.late_since < on:
        days = (on - row.late_since).days
        late = f"{days} {'day' if days == 1 else 'days'}"
        yield Kind.LATE, f"{row.late_what} was {full_day(row.late_since)}: {late} late on the day of the meeting."
    if row.changed:
        yield Kind.CHANGED, f"{row.changed[0].upper()}{row.changed[1:]}."
    if row.review_on is not None and row.review_on <= on:
        yield Kind.REVIEW, f"Its review is due on {full_day(row.review_on)}."


def in_order(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Each thing once: under its first kind."""
    found: dict[str, Candidate] = {}
    for each in sorted(candidates, key=lambda each: (RANK[each.kind], each.rank, each.key)):
        found.setdefault(each.key, each)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Placed:
    """An item that stands on the agenda already."""

    key: str
    kind: Kind
    kept: bool
    """It stays whatever happens: added by hand, taken off by hand, or something was recorded on it."""


@dataclass(frozen=True, slots=True)
class Renewal:
    """What bringing an agenda up to date does to it."""

    order: tuple[str, ...]
    """The keys of all items, in order; what people put in another order stays so."""
    gone: frozenset[str]
    new: frozenset[str]


def renewed(placed: Sequence[Placed], candidates: Sequence[Candidate]) -> Renewal:
    """New things stand behind the last item whose kind comes before theirs; what has no reason any more goes."""
    wanted = {each.key for each in candidates}
    gone = frozenset(each.key for each in placed if each.key not in wanted and not each.kept)
    kinds = [(each.key, each.kind) for each in placed if each.key not in gone]
    known = {key for key, _ in kinds}
    new = [each for each in candidates if each.key not in known]
    for each in new:
        at = max((n for n, (_, kind) in enumerate(kinds) if RANK[kind] <= RANK[each.kind]), default=-1)
        kinds.insert(at + 1, (each.key, each.kind))
    return Renewal(tuple(key for key, _ in kinds), gone, frozenset(each.key for each in new))


def moved(order: Sequence[int], item: int, *, up: bool) -> list[int]:
    """``order`` with ``item`` one place nearer its beginning, or its end."""
    found = list(order)
    at = found.index(item)
    to = at - 1 if up else at + 1
    if 0 <= to < len(found):
        found[at], found[to] = found[to], found[at]
    return found
