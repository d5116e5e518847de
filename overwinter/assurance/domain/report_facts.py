"""What reports are written from: the plan and its groups on a day, as plain values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from overwinter.assurance.domain.said import Paragraph, Piece
from overwinter.kernel.measured import Measured, Standing
from overwinter.kernel.status import FullyMet, Rag


@dataclass(frozen=True, slots=True)
class Action:
    """A gap action of a row."""

    text: str
    owner: str
    due: date | None
    state: str
    """In words."""
    is_open: bool
    finished_on: date | None = None

    def days_late(self, day: date) -> int:
        return (day - self.due).days if self.is_open and self.due is not None and self.due < day else 0


@dataclass(frozen=True, slots=True)
class Shown:
    """Evidence of a row."""

    title: str
    kind: str
    true_on: date
    expires_on: date
    in_date: bool
    owner: str = ""


@dataclass(frozen=True, slots=True)
class PlanRow:
    id: int
    number: str
    title: str
    theme: str
    section: str
    rag: Rag
    fully_met: FullyMet
    requirement_id: str | None = None
    section_id: str = ""
    text: str = ""
    """The council's own words."""
    lead: str = ""
    lead_id: int | None = None
    groups: tuple[str, ...] = ()
    by_when: str = ""
    by_when_date: date | None = None
    next_review: date | None = None
    late_since: date | None = None
    """The earliest of its dates that has passed while it is not done; None while it is not late."""
    actions: tuple[Action, ...] = ()
    evidence: tuple[Shown, ...] = ()
    measured: tuple[Measured, ...] = ()
    led_with: tuple[tuple[int, str], ...] = ()
    """Other roles that lead it: ids and titles."""

    @property
    def leads(self) -> dict[str, int | None]:
        """The roles that lead it, by title; empty where none does."""
        return {self.lead: self.lead_id, **{title: pk for pk, title in self.led_with}} if self.lead else {}

    @property
    def led_by(self) -> str:
        return "; ".join(self.leads)

    @property
    def name(self) -> str:
        return f"{self.number} {self.title}".strip()

    @property
    def source(self) -> str:
        return f"row:{self.id}"

    @property
    def is_exception(self) -> bool:
        return self.rag is Rag.RED or self.fully_met is FullyMet.NO

    @property
    def is_answered(self) -> bool:
        return self.rag is not Rag.UNKNOWN or self.fully_met is not FullyMet.UNKNOWN

    @property
    def open_actions(self) -> tuple[Action, ...]:
        return tuple(action for action in self.actions if action.is_open)

    @property
    def evidence_in_date(self) -> tuple[Shown, ...]:
        return tuple(each for each in self.evidence if each.in_date)

    @property
    def beyond(self) -> tuple[Measured, ...]:
        """Measures that do not reach their standard."""
        return tuple(each for each in self.measured if each.standing is Standing.BEYOND)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A finding. ``accepted`` says until when and why it is lived with; empty while it is open."""

    title: str
    facts: str
    mend: str
    rows: tuple[int, ...]
    rule: str = ""
    """The name of the rule."""
    accepted: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """A row that is not what it was."""

    row: int
    words: str
    who: str = ""
    day: date | None = None
    worse: bool = False


@dataclass(frozen=True, slots=True)
class MovedDate:
    """A gap action whose date moved."""

    row: int
    text: str
    first: date
    now: date | None
    times: int
    why: str
    """The latest reason."""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Raised:
    """Something that climbs the ladder."""

    title: str
    row: int | None
    of: str
    to: str
    to_id: int
    why: str
    raised_on: date
    days: int


@dataclass(frozen=True, slots=True)
class Task:
    """An action that a group asked for."""

    text: str
    subject: str
    owner: str
    due: date | None
    state: str
    is_open: bool
    days_late: int
    meeting_id: int
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    text: str
    subject: str
    row: int | None
    meeting_id: int
    on: date


@dataclass(frozen=True, slots=True)
class Board:
    """The group a board pack is for."""

    id: int
    name: str
    covers_all: bool
    """Whether it answers for the whole plan: groups escalate to it, and it to none."""
    beneath: tuple[str, ...] = ()
    """Groups whose rows it sees too."""
    rows: frozenset[int] = frozenset()
    last_met: date | None = None
    last_meeting_id: int | None = None
    next_meets: date | None = None
    next_meeting_id: int | None = None
    tasks: tuple[Task, ...] = ()
    decided: tuple[Decided, ...] = ()


@dataclass(frozen=True, slots=True)
class OnDay:
    """How many rows stood at each RAG on a day."""

    day: date
    rags: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Signature:
    title: str
    on: date


@dataclass(frozen=True, slots=True)
class WorkTable:
    caption: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Piece, ...], ...]
    numeric: frozenset[int] = frozenset()
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """How one piece of the work with providers stood on the day, as its operation tells it."""

    key: str
    title: str
    sentences: tuple[Paragraph, ...]
    table: WorkTable | None = None


@dataclass(frozen=True, slots=True)
class ReportFacts:
    council: str
    is_demo: bool
    winter: str
    """In words: 2026 to 2027."""
    framework: str
    framework_id: str
    as_at: date
    started_on: date
    rows: tuple[PlanRow, ...]
    """Those in force, in the order of the plan."""
    doubts: tuple[Doubt, ...] = ()
    trend: tuple[OnDay, ...] = ()
    """Oldest first, up to the day."""
    since: date | None = None
    """From when ``changes`` are told."""
    changes: tuple[Changed, ...] = ()
    moved: tuple[MovedDate, ...] = ()
    raised: tuple[Raised, ...] = ()
    """What stood on the ladder, the longest first."""
    signatures: tuple[Signature, ...] = ()
    """Of the signing in force; none where nobody has signed."""
    letter_sent_on: date | None = None
    board: Board | None = None
    lead_id: int | None = None
    """The one lead a list is for; None for all."""
    lead: str = ""
    """The title of that lead."""
    out_of_force: int = 0
    work: tuple[Work, ...] = ()
    """Only for kinds of report that tell it."""

    def row(self, id: int) -> PlanRow | None:
        return next((row for row in self.rows if row.id == id), None)

    @property
    def late(self) -> tuple[PlanRow, ...]:
        """The longest late first."""
        found = [row for row in self.rows if row.late_since is not None]
        return tuple(sorted(found, key=lambda row: (row.late_since or date.max, row.number, row.id)))

    @property
    def exceptions(self) -> tuple[PlanRow, ...]:
        return tuple(row for row in self.rows if row.is_exception)

    @property
    def open_doubts(self) -> tuple[Doubt, ...]:
        return tuple(each for each in self.doubts if not each.accepted)

    def only(self, ids: Iterable[int]) -> "ReportFacts":
        """The same day, with these rows and what is about them alone."""
        kept = frozenset(ids)
        return replace(
            self,
            rows=tuple(row for row in self.rows if row.id in kept),
            doubts=tuple(each for each in self.doubts if kept & set(each.rows)),
            changes=tuple(each for each in self.changes if each.row in kept),
            moved=tuple(each for each in self.moved if each.row in kept),
            raised=tuple(each for each in self.raised if each.row in kept),
            trend=(),
        )


def count_rags(rows: Iterable[PlanRow]) -> Mapping[Rag, int]:
    found = dict.fromkeys(Rag, 0)
    for row in rows:
        found[row.rag] += 1
    return found


def count_mets(rows: Iterable[PlanRow]) -> Mapping[FullyMet, int]:
    found = dict.fromkeys(FullyMet, 0)
    for row in rows:
        found[row.fully_met] += 1
    return found


@dataclass(frozen=True, slots=True)
class Part:
    """What parts of a national plan speak to: a statement of the regulator, a heading of a committee report."""

    key: str
    title: str
    speaks: frozenset[str] = frozenset()
    """Sections and requirements of the national plan at hand, by their ids."""
    about: str = ""
    """What it is about, in our words; under a heading, what a person is asked to write."""
    theme: str = ""

    def is_about(self, row: PlanRow) -> bool:
        return bool({row.requirement_id or "", row.section_id} & self.speaks)


@dataclass(frozen=True, slots=True)
class Outline:
    """What the catalogue gives to reports, for the national plan of the plan that is reported."""

    statements: tuple[Part, ...] = ()
    """The regulator's quality statements (``catalogue/quality-statements.toml``)."""
    statements_source: str = ""
    headings: tuple[Part, ...] = ()
    """Of a committee report (``catalogue/committee-report.toml``)."""
