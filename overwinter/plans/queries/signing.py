"""Reads of how a plan is signed: the plan frozen, its rounds, what changed since, whether what was kept verifies."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.http import Http404
from django.utils import timezone

from overwinter.infra import clock
from overwinter.kernel.days import full_day
from overwinter.organisations.api import Viewer
from overwinter.plans import chains
from overwinter.plans.domain.evidence import EvidenceFacts
from overwinter.plans.domain.facts import RowFacts
from overwinter.plans.domain.findings import Standing
from overwinter.plans.domain.signing import (
    Chain,
    Event,
    Happening,
    RoundState,
    signatures_of,
    step_in_turn,
)
from overwinter.plans.domain.snapshot import (
    FrozenAction,
    FrozenEvidence,
    FrozenFinding,
    FrozenRow,
    RowChange,
    Snapshot,
    canonical,
    differences,
    digest_of,
    read,
)
from overwinter.plans.models import GapAction, Plan, SigningEvent, SigningRound
from overwinter.plans.queries.challenge import challenged, list_beside
from overwinter.plans.queries.evidence import list_evidence_facts
from overwinter.plans.queries.rows import list_rows, records_of
from overwinter.plans.queries.scope import get_plan, require_own

_KEPT_FOR = 2 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Round:
    """A round with everything that happened in it, oldest first."""

    record: SigningRound
    happenings: tuple[Happening, ...]

    @property
    def state(self) -> RoundState:
        return RoundState(self.record.state)

    @property
    def signatures(self) -> tuple[Happening, ...]:
        return signatures_of(self.happenings)

    @property
    def turn(self) -> str:
        """The step whose turn it is; empty when nobody is waited for."""
        return step_in_turn(self.record.steps, self.state, len(self.signatures))

    @property
    def began_on(self) -> date:
        return timezone.localdate(self.record.began_at)

    @property
    def last(self) -> Happening:
        return self.happenings[-1]

    @property
    def moved_on(self) -> date:
        """The day of the last thing that happened in it."""
        return timezone.localdate(self.last.at)

    @property
    def snapshot(self) -> Snapshot:
        return read(self.record.snapshot)

    @property
    def verifies(self) -> bool:
        """Whether the frozen text, and what each signer signed, is what the digest says."""
        digest = digest_of(self.record.snapshot)
        return digest == self.record.digest and all(each == digest for each in self._digests)

    @property
    def _digests(self) -> Iterable[str]:
        return self.record.events.order_by("id").values_list("digest", flat=True)


@dataclass(frozen=True, slots=True)
class Signing:
    """How the signing of a plan stands."""

    plan: Plan
    chain: Chain
    rounds: tuple[Round, ...]
    """Newest first."""

    @property
    def under_way(self) -> Round | None:
        return next((each for each in self.rounds if each.state is RoundState.WAITING), None)

    @property
    def in_force(self) -> Round | None:
        """The newest that everybody signed."""
        return next((each for each in self.rounds if each.state is RoundState.SIGNED), None)

    @property
    def standing(self) -> Round | None:
        """The round whose signatures count: the one under way, else the one in force."""
        return self.under_way or self.in_force


def get_signing(viewer: Viewer, plan_id: int) -> Signing:
    """Raises Http404 for a plan that is not of a council of the viewer's: signing is no part of what is shared."""
    plan = get_plan(viewer, plan_id)
    require_own(viewer, plan)
    return signing_of(plan)


def signing_of(plan: Plan) -> Signing:
    # The frozen text is large and seldom wanted: it is read when it is asked for.
    rounds = list(SigningRound.objects.filter(plan=plan).defer("snapshot").order_by("-number"))
    happened: dict[int, list[Happening]] = defaultdict(list)
    for event in SigningEvent.objects.filter(round__plan=plan).order_by("round_id", "id"):
        happened[event.round_id].append(
            Happening(Event(event.event), event.step, event.acted_as, event.by_id, event.at, event.why)
        )
    return Signing(
        plan, chains.chain_of(plan.council_id), tuple(Round(each, tuple(happened[each.pk])) for each in rounds)
    )


def get_round(viewer: Viewer, plan_id: int, number: int) -> tuple[Signing, Round]:
    signing = get_signing(viewer, plan_id)
    found = next((each for each in signing.rounds if each.record.number == number), None)
    if found is None:
        raise Http404("The plan has no signing with this number.")
    return signing, found


def freeze(plan: Plan) -> Snapshot:
    """The plan as it stands, as plain values."""
    rows, today = list_rows(plan), clock.today()
    doubted = challenged(rows, today, list_beside(plan))
    words = {
        pk: (wording, text)
        for pk, wording, text in records_of(plan, None).order_by("id").values_list("id", "wording", "text")
    }
    actions, evidence = _actions(plan), list_evidence_facts(plan)
    return Snapshot(
        council=plan.council.name, framework=plan.framework.key, framework_title=plan.framework.title,
        winter=plan.winter, day=today,
        rows=tuple(
            _frozen(
                row, *words[pk], actions.get(pk, ()), doubted.by_row.get(pk, ()),
                tuple(_frozen_evidence(each) for each in evidence.get(pk, ()) if not each.is_ended(today)),
            )
            for row in rows for pk in (row.response_id,)
        ),
        findings=tuple(_frozen_finding(each) for each in doubted.standing if not each.finding.rows),
    )  # fmt: skip


def get_digest_to_sign(plan: Plan) -> str:
    """Of what the next signature is for: the round under way, or the plan as it stands."""
    under_way = signing_of(plan).under_way
    return under_way.record.digest if under_way is not None else digest_of(canonical(freeze(plan)))


def list_changes(round: SigningRound, plan: Plan) -> tuple[RowChange, ...]:
    """What differs from what was frozen; empty at once while the plan has not been touched."""
    if plan.revision == round.revision and clock.today() == timezone.localdate(round.began_at):
        return ()
    name = f"plans.signed.{plan.key}.{round.pk}.{plan.revision}.{plan.framework.digest}.{clock.today().isoformat()}"
    kept: tuple[RowChange, ...] | None = cache.get(name)
    if kept is None:
        kept = differences(read(round.snapshot), freeze(plan))
        cache.set(name, kept, _KEPT_FOR)
    return kept


def check_rounds() -> Iterator[tuple[str, bool]]:
    """Every round of the installation in words, and whether it verifies. For whoever runs it."""
    for record in SigningRound.objects.select_related("plan__council").order_by(
        "plan__council__code", "plan_id", "number"
    ):
        name = f"{record.plan.council.code}, {record.plan.winter}, signing {record.number}"
        yield name, Round(record, ()).verifies


def _actions(plan: Plan) -> Mapping[int, tuple[FrozenAction, ...]]:
    found: dict[int, list[FrozenAction]] = defaultdict(list)
    values = GapAction.objects.filter(response__plan=plan).order_by("response_id", "id")
    for response_id, pk, text, owner, due, written, state, priority in values.values_list(
        "response_id", "id", "text", "owner__title", "due", "due_as_written", "state", "priority"
    ):
        found[response_id].append(FrozenAction(pk, text, owner or "", due, written, state, priority))
    return {response_id: tuple(actions) for response_id, actions in found.items()}


def _frozen(
    row: RowFacts,
    wording: str,
    text: str,
    actions: tuple[FrozenAction, ...],
    findings: tuple[Standing, ...],
    evidence: tuple[FrozenEvidence, ...],
) -> FrozenRow:
    return FrozenRow(
        id=row.response_id, requirement=row.requirement_id, number=row.number, title=row.title, theme=row.theme,
        section=row.section, wording=wording, text=text, rag=row.rag.value, fully_met=row.fully_met.value,
        lead=row.led_by, lead_ended=row.lead_ended, by_when=row.by_when, by_when_date=row.by_when_date,
        next_review=row.next_review, reporting_to="\n".join(row.groups), in_force=row.in_force,
        audience=row.audience, gap_actions=actions,
        findings=tuple(map(_frozen_finding, findings)), evidence=evidence,
    )  # fmt: skip


def _frozen_evidence(each: EvidenceFacts) -> FrozenEvidence:
    return FrozenEvidence(each.id, each.title, each.kind.value, each.owner, each.true_on, each.expires_on)


def _frozen_finding(standing: Standing) -> FrozenFinding:
    finding, accepted = standing.finding, standing.accepted
    words = ""
    if accepted is not None and not standing.state.is_open:
        until = f"{full_day(accepted.until)}"
        words = f"Accepted until {until} by {accepted.who}: “{accepted.reason}”"
    return FrozenFinding(finding.title, finding.facts, words, " ".join(finding.key))
