"""A plan and what its rules doubt, with what has been accepted of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from django.db.models import Exists, OuterRef, Q

from overwinter.frameworks.api import get_limits
from overwinter.infra import clock
from overwinter.kernel.measured import Measured, Standing
from overwinter.measures.api import list_measured
from overwinter.plans.domain import findings
from overwinter.plans.domain.evidence import EvidenceFacts
from overwinter.plans.domain.facts import RowFacts
from overwinter.plans.domain.findings import Accepted, Challenge, Finding, Ground, Records, challenge
from overwinter.plans.finding_words import shipped_words
from overwinter.plans.models import FindingAcceptance, Plan, Response
from overwinter.plans.queries.evidence import list_evidence_facts
from overwinter.plans.queries.rows import end_of

REMEMBERED = 64
"""Plans whose findings one process keeps."""
_FIELDS = ("code", "subject", "fingerprint", "until", "accepted_as", "accepted_at", "reason")


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known of a plan on a day besides its rows, as values that can be remembered."""

    accepted: tuple[Accepted, ...] = ()
    measured: tuple[tuple[str, tuple[Measured, ...]], ...] = ()
    evidence: tuple[tuple[int, tuple[EvidenceFacts, ...]], ...] = ()


NOTHING = Beside()


@lru_cache(maxsize=REMEMBERED)
def challenged(rows: tuple[RowFacts, ...], day: date, beside: Beside = NOTHING) -> Challenge:
    """What the rules doubt in ``rows`` on ``day``. Remembered by its values, so it is never out of date; limits and
    words are those the process was started with."""
    records = Records(dict(beside.measured), dict(beside.evidence))
    return challenge(rows, day, get_limits(day), shipped_words(), accepted=beside.accepted, records=records)


def seen_on_row(
    response_id: int, rows: tuple[RowFacts, ...], day: date, *, measured: Iterable[Measured],
    evidence: Iterable[EvidenceFacts],
) -> tuple[Finding, ...]:  # fmt: skip
    """What :func:`challenged` sees on one row, from what is counted and kept as evidence of that row alone."""
    ground, in_plan = _seen_in_plan(rows, day)
    key = next((row.requirement_id for row in rows if row.response_id == response_id), None)
    records = Records({key: tuple(measured)} if key else {}, {response_id: tuple(evidence)})
    return findings.seen_on_row(response_id, replace(ground, records=records), in_plan)


@lru_cache(maxsize=REMEMBERED)
def _seen_in_plan(rows: tuple[RowFacts, ...], day: date) -> tuple[Ground, Mapping[str, tuple[Finding, ...]]]:
    """What the rules of the whole plan see. Remembered as :func:`challenged` is."""
    ground = findings.ground_of(rows, day, get_limits(day), shipped_words())
    return ground, findings.seen_in_plan(ground)


def list_beside(plan: Plan, *, as_at: date | None = None, own: bool = True) -> Beside:
    """What was accepted, counted and kept as evidence, now or at the end of a day. Six queries, whatever the plan.

    ``own`` is False for people of another council: that something is counted or shown answers a doubt for them too, but
    no figure and no title of it reaches them.
    """
    day = as_at or clock.today()
    measured = list_measured(council_id=plan.council_id, framework_key=plan.framework.key, day=day)
    evidence = list_evidence_facts(plan, as_at=as_at)
    if not own:
        measured = {key: untold(those) for key, those in measured.items()}
        kept = {row: in_date(those, day) for row, those in evidence.items()}
        evidence = {row: those for row, those in kept.items() if those}
    return Beside(list_accepted(plan, as_at=as_at), tuple(measured.items()), tuple(evidence.items()))


def untold(measured: Iterable[Measured]) -> tuple[Measured, ...]:
    """As people of another council may know them: whether there is a figure, and not which."""
    return tuple(
        Measured(
            each.code, each.title, each.standing if each.standing is Standing.NO_DATA else Standing.NO_STANDARD, ""
        )
        for each in measured
    )


def in_date(evidence: Iterable[EvidenceFacts], day: date) -> tuple[EvidenceFacts, ...]:
    return tuple(each for each in evidence if each.is_in_date(day))


def list_accepted(plan: Plan, *, as_at: date | None = None) -> tuple[Accepted, ...]:
    """The newest acceptance of each finding that nobody has taken back; with ``as_at`` those of the end of that day."""
    found = FindingAcceptance.objects.filter(plan=plan)
    if as_at is None:
        found = found.filter(ended_at=None)
    else:
        still = Q(ended_at=None) | Q(ended_at__gt=end_of(as_at))
        found = found.filter(still, accepted_at__lte=end_of(as_at))
    return tuple(Accepted(*values) for values in found.order_by("accepted_at", "id").values_list(*_FIELDS))


def list_acceptances(plan: Plan, *, code: str, subject: str) -> Sequence[FindingAcceptance]:
    """Everything that was ever accepted of a finding, newest first."""
    return list(FindingAcceptance.objects.filter(plan=plan, code=code, subject=subject).order_by("-accepted_at", "-id"))


def list_row_acceptances(response: Response, subjects: Iterable[str] = ()) -> list[tuple[FindingAcceptance, bool]]:
    """What was accepted of findings that stood on the row, or are about one of ``subjects`` of its plan, oldest first;
    each with whether it stood on the row."""
    through = FindingAcceptance.rows.through._default_manager
    here = Exists(through.filter(findingacceptance_id=OuterRef("pk"), response_id=response.pk))
    found = FindingAcceptance.objects.filter(plan_id=response.plan_id).annotate(on_row=here)
    found = found.filter(Q(on_row=True) | Q(subject__in=set(subjects))).order_by("accepted_at", "id")
    return [(each, each.on_row) for each in found]


def accepted_of(acceptances: Iterable[FindingAcceptance], moment: datetime) -> Iterator[Accepted]:
    """Those that held at ``moment``, as the rules know them."""
    for each in acceptances:
        if each.accepted_at <= moment and (each.ended_at is None or each.ended_at > moment):
            yield Accepted(*(getattr(each, name) for name in _FIELDS))
