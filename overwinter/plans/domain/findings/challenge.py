"""All rules asked about a plan on a day, and what has been accepted of what they say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from overwinter.kernel.threshold import Limits
from overwinter.plans.domain.facts import RowFacts
from overwinter.plans.domain.findings import (
    action_past_its_date,
    amber_yet_met,
    answer_pasted,
    evidence_expired,
    evidence_says_nothing,
    figure_missing,
    lead_too_wide,
    measure_contradicts,
    met_with_gap_words,
    never_said,
    no_date,
    no_lead,
    nothing_under_way,
    ongoing_without_review,
    only_goes_on,
    past_its_date,
    section_missing,
    unanswered,
)
from overwinter.plans.domain.findings.finding import Finding, Rule, Scope
from overwinter.plans.domain.findings.ground import Ground, Records
from overwinter.plans.domain.findings.words import Words

RULES: tuple[Rule, ...] = tuple(
    each.RULE
    for each in (
        measure_contradicts, amber_yet_met, met_with_gap_words, past_its_date, action_past_its_date, nothing_under_way,
        only_goes_on, section_missing, unanswered, no_lead, no_date, ongoing_without_review, evidence_says_nothing,
        evidence_expired, figure_missing, answer_pasted, lead_too_wide, never_said,
    )
)  # fmt: skip
"""In the order in which findings of one row are told: what contradicts itself, what is late, what is missing, how it is
said, and the plan as a whole."""
RULES_BY_CODE: Mapping[str, Rule] = {rule.code: rule for rule in RULES}


@dataclass(frozen=True, slots=True)
class Accepted:
    """What somebody accepted of a finding: the facts it rested on then, and until when."""

    code: str
    subject: str
    fingerprint: str
    until: date
    who: str
    """The role they spoke as."""
    on: datetime
    reason: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.code, self.subject


class State(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    LAPSED = "lapsed"
    """Accepted once; the day has passed."""
    CHANGED = "changed"
    """Accepted once, on other facts."""

    @property
    def is_open(self) -> bool:
        return self is not State.ACCEPTED


@dataclass(frozen=True, slots=True)
class Standing:
    """A finding, and what stands of its acceptance."""

    finding: Finding
    state: State = State.OPEN
    accepted: Accepted | None = None
    """The newest acceptance that nobody took back; it holds only where the state says so."""


@dataclass(frozen=True)
class Challenge:
    """Everything doubtful about a plan on a day."""

    standing: tuple[Standing, ...]
    """Rows in the order of the plan, each with the rules in theirs; then what is about the plan as a whole."""

    @cached_property
    def open(self) -> tuple[Finding, ...]:
        return tuple(each.finding for each in self.standing if each.state.is_open)

    @cached_property
    def open_by_row(self) -> Mapping[int, tuple[Finding, ...]]:
        """The open findings of each row that has one; one that is about several rows stands on each."""
        return _by_row(self.open)

    @cached_property
    def by_row(self) -> Mapping[int, tuple[Standing, ...]]:
        found: dict[int, list[Standing]] = {}
        for each in self.standing:
            for row in each.finding.rows:
                found.setdefault(row, []).append(each)
        return {row: tuple(those) for row, those in found.items()}

    @cached_property
    def of_plan(self) -> tuple[Finding, ...]:
        """The open findings that stand on no row."""
        return tuple(finding for finding in self.open if not finding.rows)

    def on(self, response_id: int) -> tuple[Finding, ...]:
        """The open findings of one row."""
        return self.open_by_row.get(response_id, ())

    def find(self, code: str, subject: str) -> Standing | None:
        return next((each for each in self.standing if each.finding.key == (code, subject)), None)


def challenge(
    rows: Iterable[RowFacts],
    today: date,
    limits: Limits,
    words: Words,
    *,
    accepted: Iterable[Accepted] = (),
    records: Records | None = None,
) -> Challenge:
    """Everything doubtful about the rows of a plan on ``today``. A row that is not in force is not doubted.

    ``accepted`` are the acceptances that nobody had taken back by then; a later one of the same finding holds.
    ``records`` is what they show that day beside the rows.
    """
    ground = ground_of(rows, today, limits, words, records)
    place = {row.response_id: n for n, row in enumerate(ground.rows)}
    found = [
        (place[finding.rows[0]] if finding.rows else len(place), order, finding)
        for order, rule in enumerate(RULES)
        for finding in rule.judge(ground.rows, ground)
    ]
    found.sort(key=lambda each: each[:2])
    return Challenge(stand((finding for _, _, finding in found), accepted, today))


def ground_of(
    rows: Iterable[RowFacts], today: date, limits: Limits, words: Words, records: Records | None = None
) -> Ground:
    return Ground(tuple(row for row in rows if row.in_force), today, limits, words, records or Records())


def seen_in_plan(ground: Ground) -> Mapping[str, tuple[Finding, ...]]:
    """For each rule that looks at the plan as a whole what it sees, whatever is known besides the rows."""
    return {rule.code: tuple(rule.judge(ground.rows, ground)) for rule in RULES if rule.scope is Scope.PLAN}


def seen_on_row(response_id: int, ground: Ground, in_plan: Mapping[str, tuple[Finding, ...]]) -> tuple[Finding, ...]:
    """What :func:`challenge` sees on one row, without asking about the others what is asked about each row alone.

    ``in_plan`` is what the rules of the whole plan see; the records of ``ground`` need hold only those of the row.
    """
    row = tuple(each for each in ground.rows if each.response_id == response_id)
    place = {each.response_id: n for n, each in enumerate(ground.rows)}
    found = [
        finding
        for rule in RULES
        for finding in (in_plan[rule.code] if rule.scope is Scope.PLAN else rule.judge(row, ground))
        if response_id in finding.rows
    ]
    return tuple(sorted(found, key=lambda finding: place[finding.rows[0]]))


def stand(findings: Iterable[Finding], accepted: Iterable[Accepted], today: date) -> tuple[Standing, ...]:
    """Each finding with what stands of its newest acceptance."""
    held = {each.key: each for each in sorted(accepted, key=lambda each: each.on)}
    return tuple(_stand(finding, held.get(finding.key), today) for finding in findings)


def _stand(finding: Finding, accepted: Accepted | None, today: date) -> Standing:
    if accepted is None:
        return Standing(finding)
    if accepted.fingerprint != finding.fingerprint:
        return Standing(finding, State.CHANGED, accepted)
    return Standing(finding, State.ACCEPTED if today <= accepted.until else State.LAPSED, accepted)


def _by_row(findings: Iterable[Finding]) -> Mapping[int, tuple[Finding, ...]]:
    found: dict[int, list[Finding]] = {}
    for finding in findings:
        for row in finding.rows:
            found.setdefault(row, []).append(finding)
    return {row: tuple(those) for row, those in found.items()}
