"""A plan and what its rules doubt, with what has been accepted of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Q

from overwinter.frameworks.api import get_limits
from overwinter.infra import clock
from overwinter.kernel.measured import Measured, Standing
from overwinter.measures.api import list_measured
from overwinter.plans.domain.evidence import EvidenceFacts
from overwinter.plans.domain.facts import RowFacts
from overwinter.plans.domain.findings import Accepted, Challenge, Records, challenge
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


def list_beside(plan: Plan, *, as_at: date | None = None, own: bool = True) -> Beside:
    """What was accepted, counted and kept as evidence, now or at the end of a day. Six queries, whatever the plan.

    ``own`` is False for people of another council: that something is counted or shown answers a doubt for them too, but
    no figure and no title of it reaches them.
    """
    day = as_at or clock.today()
    measured = list_measured(council_id=plan.council_id, framework_key=plan.framework.key, day=day)
    evidence = list_evidence_facts(plan, as_at=as_at)
    if not own:
        measured = {key: tuple(map(_untold, those)) for key, those in measured.items()}
        kept = {row: tuple(each for each in those if each.is_in_date(day)) for row, those in evidence.items()}
        evidence = {row: those for row, those in kept.items() if those}
    return Beside(list_accepted(plan, as_at=as_at), tuple(measured.items()), tuple(evidence.items()))


def _untold(each: Measured) -> Measured:
    standing = each.standing if each.standing is Standing.NO_DATA else Standing.NO_STANDARD
    return Measured(each.code, each.title, standing, figure="")


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


def list_row_acceptances(response: Response) -> Sequence[FindingAcceptance]:
    """What was accepted of findings that stood on the row, oldest first."""
    return list(FindingAcceptance.objects.filter(rows=response).order_by("accepted_at", "id"))
