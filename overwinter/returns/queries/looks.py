"""Returns as rules look at them: with the return before, with others of their like, and with what is known."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Q

from overwinter.frameworks.api import get_limits
from overwinter.returns.domain.form import Answers, Definition
from overwinter.returns.domain.kinds import ReturnState
from overwinter.returns.domain.periods import Period
from overwinter.returns.domain.rules import RATES, Look
from overwinter.returns.domain.rules.peers import Peers
from overwinter.returns.models import Return, RuleUse
from overwinter.returns.queries.forms import AskedForm

BATCH = 500
SURVEY = "positive-test-survey"
"""The form by which a home tells of an outbreak."""
SUBMITTED = ReturnState.SUBMITTED.value
FIELDS = (
    "pk", "location_id", "version_id", "answers", "submitted_at",
    "location__main_service", "location__beds", "location__name",
)  # fmt: skip


class Told(NamedTuple):
    """A return as ``FIELDS`` has it."""

    pk: int
    location_id: int
    version_id: int
    answers: Answers
    submitted_at: datetime
    service: str
    beds: int | None
    name: str


@dataclass(frozen=True, slots=True)
class Looked:
    """A return that is looked at."""

    return_id: int
    location_id: int
    location: str
    submitted_at: datetime
    look: Look


@dataclass(frozen=True, slots=True)
class Switched:
    """A rule that a council has on, with the limits it set for itself."""

    rule: str
    since: date
    limits: Mapping[str, float]


def list_switched(council_id: int, day: date) -> dict[str, Switched]:
    """The rules that are on for the council on ``day``, by code."""
    uses = RuleUse.objects.filter(council_id=council_id, since__lte=day).filter(
        Q(until__isnull=True) | Q(until__gt=day)
    )
    return {use.rule: Switched(use.rule, use.since, use.limits) for use in uses.order_by("since", "id")}


def list_looks(form: AskedForm, period: Period, *, return_ids: Collection[int] | None = None) -> Iterator[Looked]:
    """The submitted returns of a period, or of it those named; in batches, with as many statements for each.

    Named returns are not compared with their peers: that is for the period as a whole.
    """
    limits = {code: threshold.value for code, threshold in get_limits(period.due).items()}
    definitions = {version.id: version.definition for version in form.versions}
    earlier = form.last_periods(period.opens, most=max(int(limits["return-stale"]), 2))[:-1]
    rows = Return.objects.filter(
        council_id=form.council_id, form_id=form.form_id, period_start=period.start, state=SUBMITTED
    )
    if return_ids is not None:
        rows = rows.filter(pk__in=return_ids)
    told = [Told(*row) for row in rows.order_by("pk").values_list(*FIELDS)]
    peers = _peers(told, definitions) if return_ids is None else {}
    known = _outbreaks(form.council_id, period, int(limits["outbreak-known-days"]))
    for start in range(0, len(told), BATCH):
        some = told[start : start + BATCH]
        before = _before(form, [row.location_id for row in some], earlier)
        for row in some:
            past = before.get(row.location_id, ())
            last = past[0] if past else None
            yield Looked(
                row.pk, row.location_id, row.name, row.submitted_at,
                Look(
                    definitions[row.version_id], row.answers, period.label, row.service, row.beds,
                    last[1] if last else None, form.period_at(last[0]).label if last else "",
                    _same_for(row.answers, [each for _, each in past]), row.location_id in known,
                    peers.get(row.service, {}), limits,
                ),
            )  # fmt: skip


def _before(
    form: AskedForm, location_ids: Sequence[int], earlier: Sequence[Period]
) -> dict[int, list[tuple[date, Answers]]]:
    """Location to what it submitted for the periods before, newest first."""
    found = defaultdict[int, list[tuple[date, Answers]]](list)
    if not earlier:
        return found
    rows = Return.objects.filter(
        location_id__in=location_ids, form_id=form.form_id, state=SUBMITTED,
        period_start__in=[period.start for period in earlier],
    )  # fmt: skip
    for location_id, start, answers in rows.order_by("-period_start", "id").values_list(
        "location_id", "period_start", "answers"
    ):
        found[location_id].append((start, answers))
    return found


def _same_for(answers: Answers, past: Sequence[Answers]) -> int:
    count = 1
    for each in past:
        if each != answers:
            break
        count += 1
    return count


def _peers(rows: Iterable[Told], definitions: Mapping[int, Definition]) -> dict[str, dict[str, Peers]]:
    """Kind of service to rate to how its locations answered."""
    rates = defaultdict[tuple[str, str], list[float]](list)
    for row in rows:
        for code, (_, rate_of) in RATES.items():
            share = rate_of(definitions[row.version_id], row.answers)
            if share is not None:
                rates[row.service, code].append(share.value)
    found = defaultdict[str, dict[str, Peers]](dict)
    for (service, code), values in rates.items():
        found[service][code] = Peers.of(values)
    return found


def _outbreaks(council_id: int, period: Period, days: int) -> frozenset[int]:
    """Locations that told of an outbreak by the survey within the days before the period ends."""
    rows = Return.objects.filter(
        council_id=council_id, form__code=SURVEY, form__council__isnull=True, state=SUBMITTED,
        period_start__gte=period.opens - timedelta(days=days), period_start__lte=period.due,
    )  # fmt: skip
    return frozenset(rows.order_by("location_id").values_list("location_id", flat=True).distinct())
